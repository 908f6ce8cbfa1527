"""The app's manifest against the documented shape, and against what the channel needs and no more."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from assistant.channels.slack.posting import SCOPES
from assistant.channels.slack.reviewing import REVIEW_VIEW
from assistant.paths import ROOT


def _closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _text(longest: int, pattern: str = ".") -> dict[str, Any]:
    return {"type": "string", "maxLength": longest, "pattern": pattern}


URL = _text(2000, r"^https://\S+$")
YES_NO = {"type": "boolean"}
NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 100, "uniqueItems": True}
DOCUMENTED = _closed(
    ["display_information"],
    _metadata=_closed([], major_version={"type": "integer"}, minor_version={"type": "integer"}),
    display_information=_closed(
        ["name"],
        name=_text(35),
        description=_text(140),
        long_description={**_text(4000), "minLength": 174},
        background_color=_text(7, r"^#([0-9a-fA-F]{3}){1,2}$"),
    ),
    features=_closed(
        [],
        app_home=_closed(
            [], home_tab_enabled=YES_NO, messages_tab_enabled=YES_NO, messages_tab_read_only_enabled=YES_NO
        ),
        bot_user=_closed(["display_name"], display_name=_text(80, r"^[a-z0-9\-_.]+$"), always_online=YES_NO),
        shortcuts={
            "type": "array",
            "maxItems": 10,
            "items": _closed(
                ["name", "type", "callback_id", "description"],
                name=_text(24),
                type={"enum": ["message", "global"]},
                callback_id=_text(255),
                description=_text(150),
            ),
        },
        slash_commands={
            "type": "array",
            "maxItems": 50,
            "items": _closed(
                ["command", "description"],
                command=_text(32, r"^/[a-z0-9_-]+$"),
                url=URL,
                description=_text(2000),
                usage_hint=_text(1000),
                should_escape=YES_NO,
            ),
        },
    ),
    oauth_config=_closed([], redirect_urls=NAMES, scopes=_closed([], bot=NAMES, user=NAMES)),
    settings=_closed(
        [],
        event_subscriptions=_closed([], request_url=URL, bot_events=NAMES, user_events=NAMES),
        interactivity=_closed(["is_enabled"], is_enabled=YES_NO, request_url=URL, message_menu_options_url=URL),
        org_deploy_enabled=YES_NO,
        socket_mode_enabled=YES_NO,
        token_rotation_enabled=YES_NO,
    ),
)
NEEDED_BY = {"app_mention": "app_mentions:read", "message.im": "im:history", "app_home_opened": None}


@pytest.fixture(name="manifest")
def _manifest() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "slack" / "manifest.yaml").read_text(encoding="utf-8"))
    return read


def test_it_has_the_documented_shape(manifest: dict[str, Any]) -> None:
    assert [error.message for error in Draft7Validator(DOCUMENTED).iter_errors(manifest)] == []


def test_it_asks_for_the_scopes_that_are_checked_at_start(manifest: dict[str, Any]) -> None:
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_each_event_has_its_scope(manifest: dict[str, Any]) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {NEEDED_BY[event] for event in events} - {None} <= SCOPES


def test_slack_calls_one_address(manifest: dict[str, Any]) -> None:
    urls = {
        manifest["settings"]["event_subscriptions"]["request_url"],
        manifest["settings"]["interactivity"]["request_url"],
        *(command["url"] for command in manifest["features"]["slash_commands"]),
    }
    assert urls == {"https://cim.example.org/webhooks/slack/webhook"}


def test_the_shortcut_is_the_one_that_we_know(manifest: dict[str, Any]) -> None:
    assert [shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]] == [REVIEW_VIEW]

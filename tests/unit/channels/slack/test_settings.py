"""The environment variables that switch the channel on, and what they say when they are wrong."""

from __future__ import annotations

import pytest

from assistant.channels.slack import slack_channels
from assistant.channels.slack.settings import Settings, SettingsError
from tests.unit.channels.slack.made_up import SECRET, TOKEN

GOOD = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}


@pytest.mark.parametrize("environment", [{}, {"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": " "}, {"PATH": "/bin"}])
def test_without_them_the_channel_is_off(environment: dict[str, str]) -> None:
    assert Settings.from_environment(environment) is None
    assert slack_channels(environment) == []


def test_with_them_it_is_on() -> None:
    assert Settings.from_environment(GOOD) == Settings(TOKEN, SECRET, "https://slack.com/api/")
    assert [channel.name() for channel in slack_channels(GOOD)] == ["slack"]


def test_secrets_do_not_show() -> None:
    shown = repr(Settings.from_environment(GOOD))
    assert TOKEN not in shown
    assert SECRET not in shown


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set"),
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": "xapp-of-an-app"}, "SLACK_BOT_TOKEN: found an app-level token"),
        ({"SLACK_BOT_TOKEN": "xoxp-of-a-user"}, "SLACK_BOT_TOKEN: found a user token"),
        ({"SLACK_BOT_TOKEN": "xoxe.xoxb-rotated"}, "token rotation"),
        ({"SLACK_BOT_TOKEN": "your token"}, "found something else"),
        ({"SLACK_BOT_TOKEN": "xoxb-..."}, "found something else"),
        ({"SLACK_SIGNING_SECRET": "short"}, "found 5 characters"),
        ({"SLACK_SIGNING_SECRET": "has spaces in it, and more"}, "found 26 characters"),
        ({"SLACK_API_URL": "http://slack.com/api/"}, "SLACK_API_URL: found 'http://slack.com/api/'"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match="configured wrongly") as raised:
        Settings.from_environment({**GOOD, **change})
    assert says in str(raised.value)


def test_no_secret_stands_in_an_error() -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment({"SLACK_BOT_TOKEN": "xapp-very-secret", "SLACK_SIGNING_SECRET": "hidden!"})
    assert "very-secret" not in str(raised.value)
    assert "hidden!" not in str(raised.value)


def test_all_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment(
            {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "x", "SLACK_API_URL": "ftp://x"}
        )
    assert len(str(raised.value).splitlines()) == 4


def test_spaces_around_a_copied_value_do_no_harm() -> None:
    copied = {name: f" {value}\n" for name, value in GOOD.items()}
    assert Settings.from_environment(copied) == Settings.from_environment(GOOD)


def test_another_slack_may_be_named() -> None:
    settings = Settings.from_environment({**GOOD, "SLACK_API_URL": "https://slack-gov.com/api"})
    assert settings is not None
    assert settings.api_url == "https://slack-gov.com/api/"


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://hooks.slack.com/actions/T1/2/3", True),
        ("https://hooks.slack-gov.com/actions/T1/2/3", True),
        ("http://hooks.slack.com/actions/T1/2/3", False),
        ("https://hooks.slack.com.evil.example/x", False),
        ("https://evil.example/https://hooks.slack.com/", False),
        ("http://169.254.169.254/latest", False),
        ("", False),
        (None, False),
    ],
)
def test_answers_go_to_slacks_own_addresses_alone(url: object, may: bool) -> None:
    assert Settings(TOKEN, SECRET).may_answer_at(url) is may

"""How Rasa's own commands get the channel: by its class path in credentials.yml."""

from __future__ import annotations

import pytest
from rasa.shared.utils.common import class_from_module_path

from assistant.channels.slack.channel import SlackChannel
from assistant.channels.slack.settings import SettingsError
from tests.unit.channels.slack.made_up import SECRET, TOKEN

PATH = "assistant.channels.slack.channel.SlackChannel"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL"):
        monkeypatch.delenv(name, raising=False)


def test_it_is_found_by_its_path_and_has_its_address() -> None:
    found = class_from_module_path(PATH)
    assert found is SlackChannel
    assert found.name() == "slack"


def test_it_takes_its_secrets_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    assert isinstance(SlackChannel.from_credentials(None), SlackChannel)


def test_asked_for_but_not_configured_is_an_error() -> None:
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are not set"):
        SlackChannel.from_credentials(None)


def test_secrets_in_the_credentials_file_are_refused() -> None:
    with pytest.raises(SettingsError, match="found slack_token"):
        SlackChannel.from_credentials({"slack_token": TOKEN})

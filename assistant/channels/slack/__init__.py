"""The assistant in Slack (docs/slack.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.channels.slack.settings import Settings

if TYPE_CHECKING:
    from rasa.core.channels.channel import InputChannel

__all__ = ["slack_channels"]


def slack_channels(environment: Mapping[str, str]) -> list[InputChannel]:
    """The Slack channel where `environment` configures it, else nothing. Raises SettingsError, a ValueError."""
    settings = Settings.from_environment(environment)
    if settings is None:
        return []
    from assistant.channels.slack.channel import SlackChannel  # its libraries take their time

    return [SlackChannel(settings)]

"""What the Slack channel must be told: the environment variables that switch it on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

__all__ = ["API_URL", "BOT_TOKEN", "SIGNING_SECRET", "Settings", "SettingsError"]

BOT_TOKEN = "SLACK_BOT_TOKEN"  # noqa: S105 (the name of the variable, not a secret)
SIGNING_SECRET = "SLACK_SIGNING_SECRET"  # noqa: S105 (the same)
API_URL = "SLACK_API_URL"
SLACK = "https://slack.com/api/"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_TOKEN = re.compile(r"xoxb-[A-Za-z0-9-]{10,}")
_SECRET = re.compile(r"[A-Za-z0-9]{16,}")
_OTHER_TOKENS = {
    "xoxp-": "a user token",
    "xapp-": "an app-level token",
    "xoxe": "a token of an app with token rotation, which is not supported",
}


class SettingsError(ValueError):
    """The Slack channel can't be started as configured. The text names each variable and what to do."""


@dataclass(frozen=True)
class Settings:
    """How to reach Slack, and how to know that Slack is calling."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    api_url: str = SLACK

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings | None:
        """The settings in `environment`; None where nothing there speaks of Slack, so that the channel stays off.

        Raises SettingsError.
        """
        token = environment.get(BOT_TOKEN, "").strip()
        secret = environment.get(SIGNING_SECRET, "").strip()
        api_url = environment.get(API_URL, "").strip() or SLACK
        if not token and not secret:
            return None
        problems = [*_token_problems(token), *_secret_problems(secret), *_url_problems(api_url)]
        if problems:
            raise SettingsError(
                "The Slack channel is configured wrongly.\n" + "\n".join(f"  {one}" for one in problems)
            )
        return cls(token, secret, api_url if api_url.endswith("/") else f"{api_url}/")

    def may_answer_at(self, url: object) -> bool:
        """Whether `url` is one of Slack's own for answers, or of the server that stands in for Slack."""
        if not isinstance(url, str):
            return False
        given, ours = urlsplit(url), urlsplit(self.api_url)
        if (given.scheme, given.netloc) == (ours.scheme, ours.netloc):
            return True
        return given.scheme == "https" and given.netloc in ("hooks.slack.com", "hooks.slack-gov.com")


def _token_problems(token: str) -> list[str]:
    if _TOKEN.fullmatch(token):
        return []
    if not token:
        return [f"{BOT_TOKEN} is not set, but {SIGNING_SECRET} is. Set both, or neither to leave Slack off."]
    kind = next((says for start, says in _OTHER_TOKENS.items() if token.startswith(start)), "something else")
    where = "Copy the Bot User OAuth Token, which begins with xoxb-, from the app's page, OAuth & Permissions."
    return [f"{BOT_TOKEN}: found {kind}. {where}"]


def _secret_problems(secret: str) -> list[str]:
    if _SECRET.fullmatch(secret):
        return []
    if not secret:
        return [f"{SIGNING_SECRET} is not set, but {BOT_TOKEN} is. Without it anyone could speak in Slack's name."]
    where = "Copy it from the app's page, Basic Information, App Credentials. It has letters and digits only."
    return [f"{SIGNING_SECRET}: found {len(secret)} characters that can't be a signing secret. {where}"]


def _url_problems(api_url: str) -> list[str]:
    parts = urlsplit(api_url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return []
    return [f"{API_URL}: found {api_url!r}. It must begin with https:// (http:// on this machine alone)."]

"""A token and a signing secret as Slack's look, in words, so that nobody takes them for real ones that got lost."""

from __future__ import annotations

TOKEN = "xoxb-made-up-for-tests"
SECRET = "MadeUpForTests" * 2

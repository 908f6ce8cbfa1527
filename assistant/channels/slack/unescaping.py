"""Slack's notation for what people type, turned back into what they typed. Pure."""

from __future__ import annotations

import re

__all__ = ["unescape"]

_ENTITY = re.compile(r"<([^<>]+)>")
_SKIN_TONE = re.compile(r"(?<=:):skin-tone-\d:")
_EMOJI_NAME = re.compile(r"(?<![\w:]):([a-z0-9_+'-]+):(?![\w:])")
# A name of an emoji may hold digits (":100:"), which must not be read as an answer. These few mean something in one.
_EMOJI = {
    "+1": "👍",
    "thumbsup": "👍",
    "-1": "👎",
    "thumbsdown": "👎",
    "white_check_mark": "✅",
    "heavy_check_mark": "✔️",
    "x": "❌",
    "ok": "ok",
    "ok_hand": "👌",
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "keycap_ten": "10",
}


def unescape(text: str, bot_user: str = "") -> str:
    """What the user typed: links and mentions in words, `&amp;` as "&", emoji as signs or nothing.

    A mention of `bot_user`, the assistant itself, is how it is called, and no part of what is said to it.
    """
    words = _ENTITY.sub(lambda found: _entity(found[1], bot_user), text)
    words = _EMOJI_NAME.sub(lambda found: _EMOJI.get(found[1], " "), _SKIN_TONE.sub("", words))
    # Last: an escaped "<" was typed as a letter and must not begin an entity.
    return re.sub(r"[ \t]{2,}", " ", _unescape_html(words)).strip()


def _entity(entity: str, bot_user: str) -> str:
    target, _, label = entity.partition("|")
    if target.startswith("@"):
        if bot_user and target[1:] == bot_user:
            return " "
        return f"@{label or 'someone'}"
    if target.startswith("#"):
        return f"#{label or 'a-channel'}"
    if target.startswith("!"):
        # <!here>, <!date^...|fallback>, <!subteam^S1|@group>
        return label or f"@{target[1:].split('^')[0]}"
    return _link(target, label)


def _link(target: str, label: str) -> str:
    plain = re.sub(r"^(?:mailto|tel):", "", target)
    if not label or label in (plain, re.sub(r"^https?://", "", target)):
        return label or plain
    return f"{label} ({plain})"


def _unescape_html(text: str) -> str:
    """Slack escapes these three and nothing else; "&amp;lt;" was typed as "&lt;", so "&amp;" comes last."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

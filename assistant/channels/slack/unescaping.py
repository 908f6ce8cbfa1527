"""Slack's notation for what people type, turned back into what they typed. Pure."""

from __future__ import annotations

import re

__all__ = ["unescape"]

_ENTITY = re.compile(r"<([^<>]+)>")
_SKIN_TONE = re.compile(r"(?<=:):skin-tone-\d:")
_EMOJI_NAME = re.compile(r"(?<![\w:]):([a-z0-9_+'-]+):(?![\w:])")
_FENCES = re.compile(r"`+")
_STRUCK = re.compile(r"(?<![^\W_])~(?=\S)[^~\n]*(?<=\S)~(?![^\W_])")
_BOLD = re.compile(r"(?<![^\W_])\*(?=\S)([^*\n]*)(?<=\S)\*(?![^\W_])")
_ITALIC = re.compile(r"(?<!\w)_(?=\S)([^_\n]*)(?<=\S)_(?!\w)")
# "> 100 students" was typed to say "more than"; in front of anything else the sign marks what somebody has said before.
_QUOTED = re.compile(r"^&gt;[ \t]*(?![ \t]*\d\S*(?:[ \t]+\S+){0,2}[ \t]*$)", re.MULTILINE)
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
    """What the user said: links and mentions in words, `&amp;` as "&", emoji as signs or nothing, no marks of style.

    A mention of `bot_user`, the assistant itself, is how it is called, and no part of what is said to it. Nor is what
    was struck out, or quoted above an answer.
    """
    words = _ENTITY.sub(lambda found: _entity(found[1], bot_user), _without_quotes(text))
    words = _EMOJI_NAME.sub(lambda found: _EMOJI.get(found[1], " "), _SKIN_TONE.sub("", words))
    words = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", _STRUCK.sub(" ", _FENCES.sub("", words))))
    # Last: an escaped "<" was typed as a letter and must not begin an entity.
    return re.sub(r"[ \t]{2,}", " ", _unescape_html(words)).strip()


def _without_quotes(text: str) -> str:
    """The lines that aren't quoted; where all are, what they say: then the letter may be quoted."""
    own = [line for line in text.split("\n") if not _QUOTED.match(line)]
    return "\n".join(own) if "".join(own).strip() else _QUOTED.sub("", text)


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

"""Block Kit: the blocks that we use, within Slack's limits, and messages made of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.channels.slack import markdown
from assistant.channels.slack.mrkdwn import Line, escape, fit

__all__ = [
    "BLOCKS_IN_A_MESSAGE",
    "BLOCKS_IN_A_VIEW",
    "BUTTON_TITLE",
    "HEADER",
    "OPTIONS_IN_A_MENU",
    "SECTION",
    "Block",
    "Post",
    "actions",
    "button",
    "context",
    "divider",
    "header",
    "menu",
    "plain",
    "posts",
    "section",
    "sections",
    "shortened",
]

Block = dict[str, Any]

SECTION = 3000
HEADER = 150
BUTTON_TITLE = 75
OPTIONS_IN_A_MENU = 100
BLOCKS_IN_A_MESSAGE = 50
BLOCKS_IN_A_VIEW = 100
CHARACTERS_IN_A_MESSAGE = 12_000
"""Of all blocks together. Slack refuses more than about 13,000 (msg_blocks_too_long)."""
_CONTEXT = 10  # elements
NOTIFICATION = 3000
"""Of the text beside the blocks; Slack takes 4,000 when a message is changed."""


@dataclass(frozen=True)
class Post:
    """One message of Slack's: its blocks, and the same as text for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]

    def texts(self) -> list[str]:
        """All that the blocks say, as messages without blocks: for when Slack refuses them."""
        return _chunks("\n\n".join(text for block in self.blocks for text in _said(block)))


def plain(text: str, limit: int) -> dict[str, Any]:
    """Text without marks, at most `limit` long."""
    return {"type": "plain_text", "text": shortened(text, limit), "emoji": True}


def section(mrkdwn: str) -> Block:
    """A section. Slack looks for no links or mentions of its own in it."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}}


def sections(text: str | Sequence[Line]) -> list[Block]:
    """Markdown, or lines, of any length as sections."""
    lines = markdown.read(text) if isinstance(text, str) else text
    return [section(piece) for piece in fit(lines, SECTION) if piece.strip()]


def header(text: str) -> Block:
    """A heading. What is longer than Slack's heading must be said again in full elsewhere."""
    return {"type": "header", "text": plain(text, HEADER)}


def context(text: str, lead: str = "") -> Block:
    """A line in small print, from Markdown; `lead` stands before it and is mrkdwn."""
    first, *more = fit(markdown.read(text), SECTION - len(lead))
    pieces = [lead + first, *more][:_CONTEXT]
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": piece, "verbatim": True} for piece in pieces]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(title: str, action_id: str, value: str = "", **more: object) -> Block:
    """A button; `more` is a style, an address or a confirmation."""
    element: Block = {"type": "button", "action_id": action_id, "text": plain(title, BUTTON_TITLE), **more}
    return {**element, "value": value} if value else element


def menu(titles: Mapping[str, str], action_id: str, placeholder: str) -> Block:
    """A menu of at most a hundred options: `titles` by value."""
    options = [{"text": plain(title, BUTTON_TITLE), "value": value} for value, title in titles.items()]
    return {"type": "static_select", "action_id": action_id, "placeholder": plain(placeholder, 150), "options": options}


def actions(block_id: str, elements: Sequence[Block]) -> Block:
    """A row of buttons or menus."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def posts(blocks: Iterable[Block], notification: str = "") -> tuple[Post, ...]:
    """The blocks as messages, each within the limits. `notification` is Markdown, else what the blocks say is taken."""
    made: list[list[Block]] = [[]]
    length = 0
    for block in blocks:
        size = sum(len(text) for text in _said(block))
        if made[-1] and (len(made[-1]) == BLOCKS_IN_A_MESSAGE or length + size > CHARACTERS_IN_A_MESSAGE):
            made.append([])
            length = 0
        made[-1].append(block)
        length += size
    return tuple(Post(_notification(group, notification), tuple(group)) for group in made if group)


def _notification(blocks: Sequence[Block], markdown_text: str) -> str:
    if markdown_text:
        pieces = fit(markdown.read(markdown_text), NOTIFICATION)
    else:
        pieces = _chunks("\n".join(text for block in blocks for text in _said(block)))
    return pieces[0] if len(pieces) == 1 else f"{pieces[0]} …"


def _said(block: Block) -> list[str]:
    """The texts of a block, in mrkdwn; of its buttons, the titles."""
    kind = block["type"]
    if kind == "section":
        return [block["text"]["text"]]
    if kind == "header":
        return [f"*{escape(block['text']['text'])}*"]
    if kind == "context":
        return [element["text"] for element in block["elements"]]
    if kind == "actions":
        return [escape(", ".join(_titles(block["elements"])))]
    return []


def _titles(elements: Iterable[Block]) -> Iterable[str]:
    for element in elements:
        if element["type"] == "button":
            yield element["text"]["text"]
        yield from (option["text"]["text"] for option in element.get("options", ()))


def _chunks(text: str) -> list[str]:
    """Texts in messages without blocks; cut at lines' ends."""
    chunks = [""]
    for line in text.split("\n"):
        if chunks[-1] and len(chunks[-1]) + len(line) + 1 > NOTIFICATION:
            chunks.append("")
        chunks[-1] = f"{chunks[-1]}\n{line}" if chunks[-1] else line
    return chunks


def shortened(text: str, limit: int) -> str:
    """`text`, or its beginning up to a word's end with an ellipsis."""
    if len(text) <= limit:
        return text
    words = text[: limit - 1].rsplit(" ", 1)[0] if " " in text[: limit - 1] else text[: limit - 1]
    return f"{words.rstrip(' ,;:.')}…"

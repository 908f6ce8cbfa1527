"""The app's Home tab: the user's LEAs with their levels. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from actions.answering.leas import standing
from actions.conversation import Conversation
from actions.saying.outcome import outcome
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import Block, actions, button, context, divider, header, section, sections
from assistant.channels.slack.mrkdwn import escape

__all__ = ["HOME_ADD", "HOME_FORGET", "HOME_OPEN", "HOME_PAGE", "HOME_START", "Entry", "Way", "entries_in", "home_view"]

HOME_OPEN, HOME_PAGE, HOME_FORGET = "cim.home.open", "cim.home.page", "cim.home.forget"
HOME_START, HOME_ADD = "cim.home.start", "cim.home.add"
PAGE = 10
"""LEAs on one page."""


@dataclass(frozen=True)
class Way:
    """The way to an LEA: its conversation, and its name there; empty where it has none."""

    conversation: str
    lea: str = ""

    @classmethod
    def read(cls, value: str) -> Way | None:
        """The way that a button of ours carries as its value; None for any other value."""
        try:
            return cls(**{key: str(part) for key, part in json.loads(value).items()})
        except (AttributeError, TypeError, ValueError):
            return None

    def write(self) -> str:
        """The value by which a button carries it."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Entry:
    """One LEA: its name, where it stands, and the way to it. `channel` and `link` are those of its thread.

    `is_current`: its conversation is about it now.
    """

    name: str
    standing: str
    way: Way
    is_current: bool = True
    channel: str = ""
    link: str = ""

    def block(self) -> Block:
        """The LEA with its button. One in a thread is opened by its link, and gone on with there."""
        says = f"*{escape(self.name)}*\n{escape(self.standing)}"
        if not self.channel:
            return {**section(says), "accessory": button(wording.HOME_OPEN, HOME_OPEN, self.way.write())}
        says += "\n" + wording.HOME_IN_THREAD.format(channel=f"<#{self.channel}>")
        title = wording.HOME_THREAD if self.is_current else wording.HOME_OPEN_IN_THREAD
        link = {"url": self.link} if self.link else {}
        return {**section(says), "accessory": button(title, HOME_OPEN, self.way.write(), **link)}


def entries_in(interview: Conversation, conversation: str, channel: str = "", link: str = "") -> list[Entry]:
    """The LEAs of one conversation, the current one first; none where nothing has been told."""
    names = [name for name in sorted(interview.lea_names, key=str.casefold) if name != interview.lea]
    entries = [Entry(name, standing(interview, name), Way(conversation, name), False, channel, link) for name in names]
    if not (interview.lea or interview.facts or interview.declined):
        return entries
    name = interview.lea or wording.HOME_UNNAMED
    return [Entry(name, _standing(interview), Way(conversation, interview.lea or ""), True, channel, link), *entries]


def _standing(interview: Conversation) -> str:
    """How far the current LEA has come."""
    if interview.lea:
        return standing(interview, interview.lea)
    return outcome(interview.determination) if interview.determination else wording.HOME_NO_LEVEL


def home_view(entries: Sequence[Entry], page: int = 0) -> Block:
    """The tab; `page` counts from 0, and one that is not there is the nearest that is."""
    pages = max(1, -(-len(entries) // PAGE))
    page = min(max(page, 0), pages - 1)
    blocks = [header(wording.HOME_LEAS)]
    blocks += [entry.block() for entry in entries[page * PAGE : (page + 1) * PAGE]]
    if not entries:
        blocks += sections(wording.HOME_NONE)
    if pages > 1:
        blocks += _turner(page, pages)
    begin = (wording.HOME_ADD, HOME_ADD) if entries else (wording.HOME_START, HOME_START)
    blocks.append(actions("home", [button(*begin, style="primary"), button(wording.HOME_FORGET, HOME_FORGET)]))
    blocks += [divider(), *sections(wording.HELP), context(wording.KEEPING)]
    return {"type": "home", "blocks": blocks}


def _turner(page: int, pages: int) -> list[Block]:
    ways = []
    if page > 0:
        ways.append(button(wording.EARLIER, f"{HOME_PAGE}.back", str(page - 1)))
    if page < pages - 1:
        ways.append(button(wording.LATER, f"{HOME_PAGE}.on", str(page + 1)))
    return [actions("pages", ways), context(wording.PAGE.format(page=page + 1, pages=pages))]

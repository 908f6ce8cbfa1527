"""The app's Home tab: the user's LEAs with their levels. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.conversation import Conversation
from actions.saying.outcome import outcome
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import Block, actions, button, context, divider, header, sections
from assistant.channels.slack.mrkdwn import Line, Span

__all__ = ["HOME_FORGET", "HOME_OPEN", "HOME_PAGE", "HOME_THREAD", "Entry", "entries_in", "home_view"]

HOME_OPEN, HOME_THREAD, HOME_PAGE, HOME_FORGET = "cim.home.open", "cim.home.thread", "cim.home.page", "cim.home.forget"
PAGE = 10
"""LEAs on one page."""


@dataclass(frozen=True)
class Entry:
    """One LEA's interview: its name, where it stands, and how to get there: by `link`, else by going on with it."""

    name: str
    standing: str
    link: str = ""


def entries_in(slots: Mapping[str, Any], where: str, link: str = "") -> list[Entry]:
    """The LEAs of one conversation, from its slots. A conversation has one so far."""
    conversation = Conversation.from_slots(slots)
    if not conversation.facts and not conversation.declined:
        return []
    result = conversation.determination
    return [Entry(where, outcome(result) if result else wording.HOME_NO_LEVEL, link)]


def home_view(entries: Sequence[Entry], page: int = 0) -> Block:
    """The tab; `page` counts from 0, and one that is not there is the nearest that is."""
    pages = max(1, -(-len(entries) // PAGE))
    page = min(max(page, 0), pages - 1)
    blocks = [header(wording.HOME_TITLE), *sections(wording.HELP), divider(), *sections(f"**{wording.HOME_LEAS}**")]
    for at, entry in list(enumerate(entries))[page * PAGE : (page + 1) * PAGE]:
        lines = [Line((Span(entry.name, bold=True),)), Line((Span(entry.standing),))]
        go_on = (
            button(wording.HOME_THREAD, HOME_THREAD, url=entry.link)
            if entry.link
            else button(wording.HOME_OPEN, HOME_OPEN, str(at))
        )
        blocks += [{**one, "accessory": go_on} for one in sections(lines)[:1]]
    if not entries:
        blocks += sections(wording.HOME_NONE)
    if pages > 1:
        blocks += _turner(page, pages)
    blocks.append(
        actions(
            "home",
            [button(wording.HOME_START, f"{HOME_OPEN}.new", style="primary"), button(wording.HOME_FORGET, HOME_FORGET)],
        )
    )
    blocks.append(context(wording.KEEPING))
    return {"type": "home", "blocks": blocks}


def _turner(page: int, pages: int) -> list[Block]:
    ways = []
    if page > 0:
        ways.append(button(wording.EARLIER, f"{HOME_PAGE}.back", str(page - 1)))
    if page < pages - 1:
        ways.append(button(wording.LATER, f"{HOME_PAGE}.on", str(page + 1)))
    return [actions("pages", ways), context(wording.PAGE.format(page=page + 1, pages=pages))]

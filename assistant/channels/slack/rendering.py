"""The assistant's messages as messages of Slack's. Pure.

A choice is sent as its place in the message, never as the payload that stands behind it: what is pressed is looked up
in the record of the conversation, so nothing can be pressed that was not offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.rasa_turn import CHOICES as EVERY_CHOICE
from actions.saying.message import MOST_BUTTONS
from assistant.channels.messages import Choice, Message
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import (
    BUTTON_TITLE,
    OPTIONS_IN_A_MENU,
    Block,
    Post,
    actions,
    button,
    context,
    menu,
    posts,
    sections,
    shortened,
)
from assistant.channels.slack.card import card, card_buttons, titled
from assistant.channels.slack.mrkdwn import escape

__all__ = [
    "CHOICE",
    "CHOICES",
    "as_chosen",
    "as_closed",
    "card_text",
    "choices_of",
    "lea_of",
    "render",
    "render_result",
    "result_of",
]

CHOICES = "choices:"
"""Begins the block id of choices; the id of the message that offers them follows."""
CHOICE = "choice"
"""Begins the action id of each."""


def render(message: Message, *, lead: str = "", hint: str = "") -> tuple[Post, ...]:
    """The message with its choices. `lead` and `hint` are small print above and below it."""
    blocks = [context(lead)] if lead else []
    blocks += _content(message)
    choices = choices_of(message)
    blocks += choice_blocks(message.id, choices)
    if hint:
        blocks.append(context(hint))
    made = posts(blocks, message.text)
    if not choices:
        return made
    words = escape(wording.choices([choice.title for choice in choices]))
    return (*made[:-1], replace(made[-1], text=f"{made[-1].text}\n\n{shortened(words, 900)}"))


def choices_of(message: Message) -> tuple[Choice, ...]:
    """The choices that the message offers: Slack has menus, so all of them, also where other clients show a few."""
    every = (message.custom or {}).get(EVERY_CHOICE)
    if not isinstance(every, list):
        return message.buttons
    return tuple(Choice(str(one["title"]), str(one["payload"])) for one in every)


def result_of(message: Message | None) -> Mapping[str, Any] | None:
    """The determination that a message carries, in its public form."""
    result = (message.custom or {}).get("determination") if message else None
    return result if isinstance(result, Mapping) else None


def lea_of(message: Message) -> str:
    """The name of the LEA whose result the message carries; empty where it has none."""
    return str((message.custom or {}).get("lea") or "")


def render_result(message: Message) -> tuple[Post, ...]:
    """The card of the result that the message carries."""
    result = result_of(message)
    return render(message) if result is None else posts(_card(message, result), card_text(message, result))


def card_text(message: Message, result: Mapping[str, Any]) -> str:
    """The card of `result` for those who get the text alone: what the message says, unless that is only a remark."""
    return titled(result, lea_of(message)) if message.buttons else message.text


def as_chosen(message: Message, title: str, user: str = "") -> Post:
    """What takes the place of the message with the choices: the same, and what was chosen, with nothing to press.

    `user` is who chose, where others see it.
    """
    if user:
        return _without_choices(message, context(wording.THEY_CHOSE.format(title=title), lead=f"✓ <@{user}> "))
    return _without_choices(message, context(wording.YOU_CHOSE.format(title=title)))


def as_closed(message: Message) -> Post:
    """The message after its choices have lapsed."""
    return _without_choices(message, context(wording.CLOSED))


def _without_choices(message: Message, remark: Block) -> Post:
    """The last message of Slack's that `message` was made into, since that one has the choices."""
    last = posts([*_content(message), *choice_blocks(message.id, choices_of(message))])[-1]
    kept = [block for block in last.blocks if not str(block.get("block_id", "")).startswith(CHOICES)]
    return posts([*kept, remark])[0]


def _content(message: Message) -> list[Block]:
    """The message as a card where it tells a result; a remark about one that was shown before stays a remark."""
    result = result_of(message)
    return sections(message.text) if result is None or message.buttons else _card(message, result)


def _card(message: Message, result: Mapping[str, Any]) -> list[Block]:
    return [*card(result, lea_of(message)), card_buttons(message.id)]


def choice_blocks(message_id: str, choices: Sequence[Choice]) -> list[Block]:
    """Up to five choices as buttons, more as a menu, more than a hundred as several menus.

    Titles that are too long for them are written out above, numbered.
    """
    if not choices:
        return []
    titles = [choice.title for choice in choices]
    written_out: list[Block] = []
    if any(len(title) > BUTTON_TITLE for title in titles):
        numbered = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
        written_out = sections("\n".join(numbered))
        titles = numbered
    values = {str(place): title for place, title in enumerate(titles)}
    if len(values) <= MOST_BUTTONS:
        row = [button(title, f"{CHOICE}.{place}", place) for place, title in values.items()]
        return [*written_out, actions(f"{CHOICES}{message_id}", row)]
    menus = [
        dict(list(values.items())[first : first + OPTIONS_IN_A_MENU])
        for first in range(0, len(values), OPTIONS_IN_A_MENU)
    ]
    return [
        *written_out,
        *(
            actions(f"{CHOICES}{message_id}:{at}" if at else f"{CHOICES}{message_id}", [_menu(part, len(values))])
            for at, part in enumerate(menus)
        ),
    ]


def _menu(titles: dict[str, str], count: int) -> Block:
    if len(titles) == count:
        return menu(titles, CHOICE, wording.MENU.format(count=count))
    first, *_, last = titles
    part = wording.MENU_PART.format(first=int(first) + 1, last=int(last) + 1, count=count)
    return menu(titles, CHOICE, part)

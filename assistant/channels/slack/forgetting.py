"""Forgetting a user: asked for in words, confirmed by a button, done for every conversation of theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.channels.failures import log_failure
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import Post, actions, button, posts, sections
from assistant.channels.slack.incoming import Pressed
from assistant.channels.slack.remembered import forget_user
from assistant.channels.slack.talking import Talk, note

if TYPE_CHECKING:
    from rasa.core.agent import Agent

__all__ = ["FORGET", "asks_to_be_forgotten", "forget", "forget_question"]

FORGET = "forget"
_YES, _NO = "cim.forget.yes", "cim.forget.no"
_ASKED = re.compile(
    r"(?:please[\s,]+|can you\s+|could you\s+)*"
    r"(?:(?:forget|delete|erase)\s+(?:about\s+)?me"
    r"|(?:forget|delete|erase)\s+(?:all\s+)?(?:of\s+)?my\s+(?:data|conversations?|messages))"
    r"(?:[\s,]+please)?[\s.!?]*",
    re.IGNORECASE,
)


def asks_to_be_forgotten(text: str) -> bool:
    """Whether `text` says nothing else than that."""
    return _ASKED.fullmatch(text.strip()) is not None


def forget_question(user: str) -> tuple[Post, ...]:
    """Asks before anything is deleted. Only `user` can answer."""
    yes = button(wording.FORGET_YES, _YES, user, style="danger")
    return posts([*sections(wording.FORGET_ASK), actions(FORGET, [yes, button(wording.FORGET_NO, _NO, user)])])


async def forget(pressed: Pressed, talk: Talk, agent: Callable[[], Agent]) -> bool:
    """Does what the user chose, and says so in place of the question. Whether anything was deleted."""
    if pressed.value != pressed.place.user:
        return False
    if pressed.action_id != _YES:
        await talk.show(pressed, note(wording.KEPT)[0])
        return False
    count = 0
    try:
        count = await forget_user(agent(), pressed.place.team, pressed.place.user)
        says = wording.FORGOTTEN.format(count=count) if count else wording.NOTHING_TO_FORGET
    except Exception as error:  # noqa: BLE001 (whatever it was, the user must know that not all is gone)
        log_failure("A user could not be forgotten", error)
        says = wording.NOT_FORGOTTEN
    await talk.show(pressed, note(says)[0])
    return count > 0

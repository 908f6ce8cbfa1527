"""The checklist of duties: by which id each is ticked off, and what a tick does to a conversation."""

from __future__ import annotations

from actions.conversation import Conversation
from rules_engine import Obligation, obligations

__all__ = ["UnknownDutyError", "duty_id", "ticked"]


class UnknownDutyError(Exception):
    """There is no such duty on the conversation's checklist."""


def duty_id(duty: Obligation, year: int) -> str:
    """The id of `duty` in `year`. A tick stays with its year and level: another result begins with empty boxes."""
    return f"{year}/{duty.result}/{duty.id}"


def ticked(conversation: Conversation, data: object) -> tuple[str, ...]:
    """The ids of what is done after a tick, in the order in which it was ticked off.

    `data` is what a client sent: {"duty": its id, "done": whether it is done}. Raises UnknownDutyError.
    """
    duty, is_done = (data.get("duty"), data.get("done")) if isinstance(data, dict) else (None, None)
    if duty not in _on_the_list(conversation) or not isinstance(is_done, bool):
        raise UnknownDutyError
    others = tuple(one for one in conversation.done if one != duty)
    return (*others, str(duty)) if is_done else others


def _on_the_list(conversation: Conversation) -> tuple[str, ...]:
    result = conversation.determination
    return tuple(duty_id(one, result.ruleset.year) for one in obligations(result)) if result else ()

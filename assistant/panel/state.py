"""Where a conversation stands, as the panel of the web page shows it (docs/web-protocol.md, "The state").

Built from the conversation and the engine's result alone: nothing here knows a level or a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.answering.leas import standing
from actions.content import fact_content, say
from actions.conversation import Conversation, rulebook
from actions.saying.message import payload
from assistant.channels.messages import Choice
from assistant.panel.findings import findings
from assistant.panel.what_if import variables

__all__ = ["corrections", "state"]


def state(conversation: Conversation) -> dict[str, Any]:
    """The conversation's state as plain data."""
    result = conversation.determination
    return {
        "lea": conversation.lea,
        "leas": list(_leas(conversation)),
        "year": result.ruleset.year if result else None,
        "answered": len(_told(conversation)),
        "left": len(conversation.to_ask) if result else None,
        "settled": conversation.is_settled,
        "facts": list(_facts(conversation)),
        "result": findings(result, conversation.done) if result else None,
        "variables": variables(result) if result else [],
        "years": list(rulebook().years),
    }


def corrections(conversation: Conversation) -> tuple[Choice, ...]:
    """The choices by which each answer can be given anew and another LEA gone to; open whatever was asked."""
    return (
        *(_correction(fact_id) for fact_id in _told(conversation)),
        *(_switch(name) for name in conversation.lea_names if name != conversation.lea),
    )


def _told(conversation: Conversation) -> list[str]:
    """The facts that the user has spoken about, in the order of asking."""
    given = conversation.facts.to_dict()
    return [one for one in conversation.facts.vocabulary if one in given or one in conversation.declined]


def _correction(fact_id: str) -> Choice:
    return Choice(say("buttons.change", name=fact_content(fact_id).name), payload("change_answer", fact=fact_id))


def _switch(name: str) -> Choice:
    return Choice(say("leas.switch", name=name), payload("switch_lea", lea=name))


def _leas(conversation: Conversation) -> Iterator[dict[str, Any]]:
    """Every LEA of the conversation with its result in short, by name; empty while it is about one without a name."""
    for name in sorted(conversation.lea_names, key=str.casefold):
        yield {
            "name": name,
            "standing": standing(conversation, name),
            "switch": None if name == conversation.lea else _switch(name).to_dict(),
        }


def _facts(conversation: Conversation) -> Iterator[dict[str, Any]]:
    """Every fact that was told, follows from one, or is read by a rule of the year."""
    facts, told = conversation.facts, _told(conversation)
    to_ask = conversation.to_ask if conversation.ruleset else ()
    for fact_id in facts.vocabulary:
        if fact_id in told:
            kind = "given" if fact_id in facts.to_dict() else "declined"
        elif fact_id in facts:
            kind = "follows"
        elif fact_id in to_ask:
            kind = "open"
        else:
            continue
        yield {
            "id": fact_id,
            "label": fact_content(fact_id).name,
            "value": facts.say(fact_id) if fact_id in facts else None,
            "kind": kind,
            "change": _correction(fact_id).to_dict() if fact_id in told else None,
        }

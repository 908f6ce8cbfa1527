"""Sending one message to the real assistant, in the situation that it belongs to, and seeing what it does."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa_sdk import Tracker

from actions.answering.question import Question
from actions.conversation import Conversation, rulebook
from actions.interview.heard import Heard
from actions.interview.hearing import hear
from actions.open_question import QuestionKind
from actions.rasa_turn import FORM, conversation_of, heard_in, question_in
from actions.saying.message import stated_by
from assistant.channels.typed import as_typed
from assistant.evaluation.messages import HeldOut
from rules_engine import Facts, FactValue

__all__ = ["NOT_UNDERSTOOD", "Outcome", "listen", "named_alone"]

NOT_UNDERSTOOD = "nlu_fallback"
BREAKS = "breaks"


@dataclass(frozen=True)
class Outcome:
    """What the assistant made of a message.

    `intent` is the language model's word; `likeliest` and `confidence` are the same before doubts turned it into "not
    understood". `acts` are the intents in whose sense the assistant acted. `facts` are those given or changed,
    `asked_back` those of which it asked what was meant, `declined` those it won't ask again. `terms` are the glossary
    terms that it explained, if that was what it did. `offered` are the intents of which it asked whether they
    were meant.
    """

    intent: str
    likeliest: str
    confidence: float
    acts: frozenset[str]
    facts: Mapping[str, FactValue]
    asked_back: frozenset[str]
    declined: tuple[str, ...]
    terms: tuple[str, ...]
    seconds: float
    offered: frozenset[str] = frozenset()


def named_alone(parsed: Mapping[str, Any], seconds: float) -> Outcome:
    """The outcome if the language model were all there is: it hears no facts, and its word is what is acted upon."""
    ranking = [one for one in parsed.get("intent_ranking") or () if one["name"] != NOT_UNDERSTOOD]
    likeliest: dict[str, Any] = ranking[0] if ranking else {"name": NOT_UNDERSTOOD, "confidence": 0.0}
    intent = (parsed.get("intent") or {}).get("name") or NOT_UNDERSTOOD
    return Outcome(
        intent=intent,
        likeliest=likeliest["name"],
        confidence=likeliest["confidence"],
        acts=frozenset({intent}),
        facts={},
        asked_back=frozenset(),
        declined=(),
        terms=(),
        seconds=seconds,
    )


async def listen(agent: Agent, message: HeldOut) -> Outcome:
    """Type `message` into a conversation of its own, and see what came of it."""
    before, sender = _situation(message), uuid.uuid4().hex
    tracker = await agent.tracker_store.get_or_create_tracker(sender, append_action_listen=False)
    for event in _events(before):
        tracker.update(event, agent.domain)
    await agent.tracker_store.save(tracker)
    typed = UserMessage(as_typed(message.text), CollectingOutputChannel(), sender, input_channel="evaluation")
    started = time.perf_counter()
    try:
        await agent.handle_message(typed)
        seconds = time.perf_counter() - started
        tracker = await agent.tracker_store.retrieve(sender)
        return _outcome(before, _as_actions_see_it(tracker), seconds)
    except Exception:  # noqa: BLE001 - that it breaks is a result like any other
        seconds = time.perf_counter() - started
        return Outcome(NOT_UNDERSTOOD, NOT_UNDERSTOOD, 0.0, frozenset({BREAKS}), {}, frozenset(), (), (), seconds)


def _situation(message: HeldOut) -> Conversation:
    """What had been told, fact after fact, and what was then asked."""
    conversation = Conversation(Facts({}, rulebook().vocabulary))
    for fact, value in message.told.items():
        conversation = conversation.with_facts(conversation.facts.with_value(fact, value), ())
    shown = conversation.facts.to_dict() if message.told and not message.asked else None
    return replace(conversation, requested=message.asked, shown=shown)


def _events(conversation: Conversation) -> list[Event]:
    listening = ActionExecuted("action_listen")
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), listening]
    events += [SlotSet(slot, value) for slot, value in conversation.to_slots().items() if value is not None]
    if conversation.requested:
        events += [ActionExecuted(FORM), ActiveLoop(FORM), listening]
    return events


def _as_actions_see_it(tracker: DialogueStateTracker) -> Tracker:
    seen = Tracker.from_dict(tracker.current_state(EventVerbosity.ALL))
    # Once a form has gone on, Rasa's latest message is an empty one.
    seen.latest_message = _since_latest_message(seen)[0]["parse_data"]
    return seen


def _outcome(before: Conversation, tracker: Tracker, seconds: float) -> Outcome:
    after, heard = conversation_of(tracker), heard_in(tracker, before)
    question = question_in(heard, before)
    done = [event["name"] for event in _since_latest_message(tracker) if event["event"] == "action"]
    acts = frozenset({question.intent}) if "action_answer" in done else _acts(before, after, heard, question)
    return replace(
        named_alone(tracker.latest_message, seconds),
        acts=acts,
        facts={fact: value for fact, value in after.facts.items() if before.facts.get(fact) != value},
        asked_back=_asked_back(before, after),
        declined=tuple(fact for fact in after.declined if fact not in before.declined),
        terms=tuple(dict.fromkeys(question.terms)) if "ask_term" in acts else (),
        offered=_offered(after),
    )


def _asked_back(before: Conversation, after: Conversation) -> frozenset[str]:
    question = after.open_question
    if question is None or question == before.open_question:
        return frozenset()
    return frozenset(fact for option in question.options for fact in option.facts)


def _offered(after: Conversation) -> frozenset[str]:
    if after.open_question is None:
        return frozenset()
    return frozenset(stated_by(option.sends)[0] for option in after.open_question.options if option.sends)


def _acts(before: Conversation, after: Conversation, heard: Heard, question: Question) -> frozenset[str]:
    """In the sense of which intents the assistant acted in the interview.

    Several where a message told and asked; what began or went on with the interview and told nothing acts in the
    sense of its intent, what was met by "I didn't understand" in the sense of none.
    """
    turn = hear(before, heard)
    acts: set[str] = {question.intent} if turn and turn.asks_too else set()
    if _is_other_lea(before, after):
        # What is there now is another LEA's: nothing of it was changed or taken back.
        return frozenset({*acts, heard.steering or heard.intent, *(["inform"] if after.facts else [])})
    changed = [fact for fact in (*before.facts, *after.facts) if before.facts.get(fact) != after.facts.get(fact)]
    if after.reopened and after.reopened != before.reopened:
        acts.add("change_answer")
    if len(after.earlier) < len(before.earlier):
        acts.add("go_back")
    elif changed or _asked_back(before, after):
        acts.add("change_answer" if set(changed) & set(before.facts) else "inform")
    if set(after.declined) - set(before.declined):
        acts.add("say_not_sure")
    if after.open_question and after.open_question.kind is QuestionKind.START_OVER:
        acts.add("start_over")
    if acts:
        return frozenset(acts)
    if after.failures > before.failures or _offered(after):
        return frozenset({NOT_UNDERSTOOD})
    return frozenset({heard.intent})


def _is_other_lea(before: Conversation, after: Conversation) -> bool:
    """Whether the conversation has gone on to another LEA, or asks for the name of one."""
    asks_name = after.open_question is not None and after.open_question.kind is QuestionKind.NAME_LEA
    return len(after.others) != len(before.others) or (asks_name and after.open_question != before.open_question)


def _since_latest_message(tracker: Tracker) -> list[dict[str, Any]]:
    at = max(at for at, event in enumerate(tracker.events) if event["event"] == "user")
    return list(tracker.events[at:])

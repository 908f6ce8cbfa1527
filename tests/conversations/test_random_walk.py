"""A user who says anything at any time: thousands of random turns, after each of which all must be well.

The walks are drawn from seeds, so that one that fails can be walked again.
"""

from __future__ import annotations

import json
import logging
import random
from typing import TYPE_CHECKING, Any

import pytest

from actions.answering.levels import results_in
from actions.content import fact_content, say
from actions.conversation import Conversation, rulebook
from actions.interview.hearing import BUTTON_INTENTS
from actions.saying.message import stated_by
from actions.tour.stops import stop_of
from rules_engine import FactError, Facts, determine
from tests.conversations.talk import Talk, check_manners, check_result

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = pytest.mark.model

WALKS = range(12)
CONVERSATIONS = 5
"""In each walk, one after the other."""
TURNS = 35
"""In each conversation."""

QUESTIONS = (
    "why do you ask?", "what is a SELPA?", "what is an element", "why this level?", "what must we do?", "help",
    "what would change it?", "review my answers", "who helps us?", "when is it due?", "what trainings are there?",
    "what is step 2?", "how sure are you?", "hello", "thanks", "what's the weather?", "what is sig dis?",
    "difference between targeted 1 and targeted 2", "who is on the CIM team?", "can I talk to a person?",
    "how do I appeal?", "list my LEAs", "what does LRE mean", "what can you do?",
)  # fmt: skip
"""Nothing in them tells anything: no fact may change on one."""
FACTS = (
    "2023", "2022 letter", "our letter is from 2025", "school district", "we are a charter", "county office", "240",
    "1,200 swd", "98", "100", "2", "three elements", "0", "none", "not ranked", "bottom 15 %", "9.5 %", "10.5",
    "above 20", "first year", "second year", "never", "yes", "no", "we are sig dis", "not sig dis",
    "discipline and placement", "between 5 and 10", "over 100", "about 100", "a couple", "all targets were met",
    "preschool bottom 12 percent", "lre 8 %", "2023 district, 1200 swd, missed 4 elements, not sig dis",
    "no preschool",
)  # fmt: skip
CORRECTIONS = (
    "actually it was 4", "change the enrolment to 90", "we are a charter, not a district", "no wait, 3 elements",
    "that was the 2022 letter", "go back", "undo", "change the type", "change the elements", "start over",
    "I mistyped, 12", "actually 140 %", "change my answer",
)  # fmt: skip
TOUR = ("I'm new", "next", "stop", "continue the tour", "back", "start the tour again", "skip", "find our level", "ok")
LEAS = (
    "this is for Oak Valley", "switch to Maple Hill", "same as Oak Valley but 4 elements",
    "compare Oak Valley and Maple Hill", "forget Oak Valley", "next LEA: Maple Hill",
    "add a district called River Bend",
)  # fmt: skip
NONSENSE = (
    "asdf", "?", "...", "🙂", "1 2 3 4", "-5", "140 %", "ten million students", "x" * 400, "<b>bold</b>", "{value}",
    "%s %d", "yes no maybe", "the the the", "not sure", "I don't know", "hmm", "SELECT * FROM slots",
    "i'd rather not say",
)  # fmt: skip
PAYLOADS = (
    "/start_interview", "/start_over", "/go_back", "/start_tour", "/continue_tour", '/inform{"option": 7}',
    '/inform{"elements_not_met": "nonsense"}', '/change_answer{"fact": "lea_type"}',
    '/change_answer{"fact": "nothing"}', '/continue_tour{"stop": "cim", "option": 1}',
)  # fmt: skip
TOGETHER = (
    "we missed 4. What is a SELPA?", "not ranked, why do you ask?", "no. what must we do?", "0, who helps us?",
    "our letter is from 2022", "ours is 2023", "where do I find it?", "actually district", "actually the elements",
    "we have 700 swd btw when is the plan due", "what if we miss the deadline?", "can we appeal?",
)  # fmt: skip
"""A fact with a question behind it, and what means little by itself."""
PUPILS = (
    "student Zyxwa Quillfeather has autism", "Zyxwa's IEP is late", "ssid 9182736455", "she was born 4/17/2013",
    "my student Zyxwa Q. was suspended, what now?",
)  # fmt: skip
"""No word of these is kept."""
OF_PUPILS = ("zyxwa", "quillfeather", "9182736455", "4/17/2013")
SAYINGS = (QUESTIONS, FACTS, FACTS, CORRECTIONS, TOUR, LEAS, NONSENSE, PAYLOADS, TOGETHER, PUPILS)


@pytest.mark.parametrize("seed", WALKS)
async def test_a_random_walk_meets_no_trouble(
    agent_on_disk: Agent, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    # What an action raises, Rasa only logs: the turn then ends without its events.
    caplog.set_level(logging.ERROR)
    chance = random.Random(seed)  # noqa: S311 - the same walk again is what is wanted
    for _ in range(CONVERSATIONS):
        talk, said, forgotten = Talk(agent_on_disk), list[str](), set[str]()
        before, buttons = await _begin(talk)
        for _ in range(TURNS):
            message = _message(chance, buttons)
            said.append(message)
            try:
                replies = await talk.say(message)
                after = await talk.state()
                check_manners(replies)
                check_result(replies, after)
                _check_asked(replies, after)
                _check_button(message, buttons, replies, before, after)
                _check_level(after)
                _check_facts(message, before, after)
                _check_offers(replies)
                _check_forgotten(message, replies, forgotten)
                assert caplog.records == []
            except AssertionError as error:
                raise AssertionError(f"after {json.dumps(said, indent=1, ensure_ascii=False)}\n{error}") from error
            forgotten |= {name for name in before.lea_names if _is_forgotten(name, replies)}
            before, buttons = after, [button for reply in replies for button in reply.get("buttons", [])]
        await _check_record(talk)


async def _begin(talk: Talk) -> tuple[Conversation, list[dict[str, Any]]]:
    replies = await talk.say("/greet")
    return Conversation.from_slots({}), replies[-1]["buttons"]


def _message(chance: random.Random, buttons: list[dict[str, Any]]) -> str:
    if buttons and chance.random() < 0.35:
        button = chance.choice(buttons)
        pressed: str = button["payload"] if chance.random() < 0.7 else button["title"]
        return pressed
    if chance.random() < 0.1:
        return str(chance.choice([chance.randrange(6), chance.randrange(3000), round(chance.random() * 25, 2)]))
    typed = chance.choice(chance.choice(SAYINGS))
    is_fixed = typed.startswith("/") or typed in PUPILS
    return _slipped(chance, typed) if chance.random() < 0.1 and not is_fixed else typed


def _slipped(chance: random.Random, typed: str) -> str:
    """The same in a hurry: two letters in the wrong order, or all in capitals."""
    at = chance.randrange(len(typed))
    return typed.upper() if chance.random() < 0.3 else typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :]


def _check_asked(replies: list[dict[str, Any]], conversation: Conversation) -> None:
    """What is asked stands at the end of what is said, and is what the engine wants to know."""
    assert conversation.requested in (conversation.next_question, None)
    if conversation.requested is None:
        return
    if conversation.open_question:
        wordings = [conversation.open_question.text]
    elif conversation.tour and conversation.tour.going:
        wordings = [stop_of(conversation.tour).check.question]
    else:
        asked = fact_content(conversation.requested)
        wordings = [asked.question, *asked.ask_again, asked.looks_like]
    assert any(wording in replies[-1]["text"] for wording in wordings), replies[-1]["text"]


def _check_button(
    message: str,
    buttons: list[dict[str, Any]],
    replies: list[dict[str, Any]],
    before: Conversation,
    after: Conversation,
) -> None:
    """What a button on offer sends, and what stands on it, is always understood."""
    if message in {text for button in buttons for text in (button["payload"], button["title"])}:
        said = "\n".join(reply["text"] for reply in replies)
        assert not any(text in said for text in (say("not_understood"), say("tour.not_understood"))), said
        assert after.failures <= before.failures, said


def _check_offers(replies: list[dict[str, Any]]) -> None:
    """Every button sends what a button may send, about things that there are."""
    book = rulebook()
    for button in (button for reply in replies for button in reply.get("buttons", [])):
        intent, about = stated_by(button["payload"])
        assert intent in BUTTON_INTENTS, button
        assert {*about.get("level", [])} <= {id_ for year in book.years for id_ in results_in(book.for_year(year))}
        assert about.get("fact", "lea_type") in book.vocabulary, button
        assert about.get("year", 2023) in book.years, button


def _check_forgotten(message: str, replies: list[dict[str, Any]], forgotten: set[str]) -> None:
    """An LEA that was forgotten is named again only when the user does so."""
    forgotten -= {name for name in forgotten if name.casefold().split()[0] in message.casefold()}
    said = "\n".join(reply["text"] for reply in replies)
    titles = [button["title"] for reply in replies for button in reply.get("buttons", [])]
    assert [name for name in forgotten if name in said or any(name in title for title in titles)] == []


def _is_forgotten(name: str, replies: list[dict[str, Any]]) -> bool:
    return any(say("leas.forgotten", name=name) in reply["text"] for reply in replies)


async def _check_record(talk: Talk) -> None:
    """Nothing that was said of a pupil is in what is kept of the conversation."""
    tracker = await talk.agent.tracker_store.retrieve(talk.sender)
    record = json.dumps([event.as_dict() for event in tracker.events]).casefold()
    assert [word for word in OF_PUPILS if word in record] == []


def _check_level(conversation: Conversation) -> None:
    """The level is what the engine says of the very values in the slots, read anew."""
    values = conversation.facts.to_dict()
    if conversation.ruleset is None:
        return
    again = determine(Facts.parse(values, rulebook().vocabulary), conversation.ruleset)
    assert conversation.determination is not None
    assert conversation.determination.to_dict() == again.to_dict()


def _check_facts(message: str, before: Conversation, after: Conversation) -> None:
    """A question changes nothing, nor does moving on the tour; a button changes what it says, or asks back."""
    moves_on_the_tour = message in TOUR and message not in ("ok", "back") and before.open_question is None
    if message in QUESTIONS or message.startswith("/ask_") or moves_on_the_tour:
        assert after.facts == before.facts
        assert after.lea == before.lea
        assert set(after.lea_names) == set(before.lea_names)
    if message.startswith("/inform") and after.open_question is None:
        for fact, value in json.loads(message.removeprefix("/inform")).items():
            if _is_value(fact, value):
                assert after.facts.to_dict().get(fact) == rulebook().vocabulary[fact].to_json(
                    rulebook().vocabulary[fact].parse(value)
                )


def _is_value(fact: str, value: object) -> bool:
    if fact not in rulebook().vocabulary or value == "unknown":
        return False
    try:
        rulebook().vocabulary[fact].parse(value)
    except FactError:
        return False
    return True

"""Messages that the language model is in doubt about: what was meant is asked, and any way of choosing works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conversations.talk import Talk, check_manners

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = pytest.mark.model

DOUBTFUL = "what about the things for our people to see to"
RANKING = (("ask_duties", 0.3), ("ask_who_helps", 0.25), ("start_over", 0.2), ("out_of_scope", 0.1))
ASKED = "Did you mean"


@pytest.fixture
def talk(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """A conversation in which the model is in doubt about one message, however it was trained."""
    parse = agent.processor.parse_message

    async def in_doubt(message: Any, *more: Any, **named: Any) -> dict[str, Any]:
        parsed: dict[str, Any] = dict(await parse(message, *more, **named))
        if message.text == DOUBTFUL:
            ranking = [{"name": "nlu_fallback", "confidence": 0.4}]
            ranking += [{"name": name, "confidence": confidence} for name, confidence in RANKING]
            parsed |= {"intent": ranking[0], "intent_ranking": ranking}
        return parsed

    monkeypatch.setattr(agent.processor, "parse_message", in_doubt)
    return Talk(agent)


async def said_after(talk: Talk, *messages: str) -> str:
    """All that the assistant says to the last of `messages`."""
    said = ""
    for message in messages:
        replies = await talk.say(message)
        check_manners(replies)
        said = "\n".join(reply["text"] for reply in replies)
    return said


@pytest.mark.parametrize("choice", ["2", "the second", "who helps us?", "/ask_who_helps"])
async def test_outside_the_interview_a_choice_is_answered_and_no_interview_begins(talk: Talk, choice: str) -> None:
    assert ASKED in await said_after(talk, DOUBTFUL)

    assert "That depends on your level" in await said_after(talk, choice)
    conversation = await talk.state()
    assert (conversation.open_question, conversation.requested) == (None, None)


@pytest.mark.parametrize("choice", ["2", "the second", "who helps us?", "/ask_who_helps"])
async def test_in_the_interview_a_choice_is_answered_and_the_question_stands_again(talk: Talk, choice: str) -> None:
    assert ASKED in await said_after(talk, "find our level", "2023", DOUBTFUL)

    said = await said_after(talk, choice)
    assert "That depends on your level" in said
    assert "Back to my question" in said
    conversation = await talk.state()
    assert (conversation.open_question, conversation.requested) == (None, "lea_type")


@pytest.mark.parametrize("choice", ["the third", "start over", "/start_over"])
async def test_a_chosen_command_still_asks_before_it_forgets(talk: Talk, choice: str) -> None:
    said = await said_after(talk, "find our level", "2023", DOUBTFUL, choice)

    assert "forget all your answers" in said
    assert (await talk.state()).facts.to_dict() == {"monitoring_year": 2023}


@pytest.mark.parametrize("before", [(), ("find our level", "2023")], ids=["outside", "interview"])
async def test_none_of_them_leads_back(talk: Talk, before: tuple[str, ...]) -> None:
    requested = "lea_type" if before else None

    assert "other words" in await said_after(talk, *before, DOUBTFUL, "none of these")
    assert (await talk.state()).requested == requested


@pytest.mark.parametrize("before", [(), ("find our level", "2023")], ids=["outside", "interview"])
async def test_something_else_is_heard_as_usual(talk: Talk, before: tuple[str, ...]) -> None:
    assert "special education local plan area" in await said_after(talk, *before, DOUBTFUL, "what is a SELPA?")
    assert (await talk.state()).open_question is None


async def test_yes_to_several_changes_no_fact(talk: Talk) -> None:
    before = ("2023 school district, 1200 swd, 2 elements, no preschool",)

    await said_after(talk, *before, DOUBTFUL)
    told = (await talk.state()).facts
    assert ASKED in await said_after(talk, "yes")
    assert (await talk.state()).facts == told


async def test_the_second_time_in_a_row_the_usual_help_comes(talk: Talk) -> None:
    assert "I didn't understand that" in await said_after(talk, DOUBTFUL, DOUBTFUL)

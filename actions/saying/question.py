"""The question that is asked now: the first time, again in other words, with help, or standing after a digression."""

from __future__ import annotations

from collections.abc import Sequence

from actions.content import Offer, fact_content, say
from actions.conversation import YEAR, Conversation, rulebook
from actions.open_question import OpenQuestion, QuestionKind
from actions.reading.payload import NOT_KNOWN
from actions.saying.message import MOST_BUTTONS, Button, Message, listed, payload
from actions.tour.saying import stop
from rules_engine import FactSpec
from rules_engine.what_if import prospects

__all__ = ["question"]


def question(conversation: Conversation, standing: bool = False) -> Message:
    """The message that asks what is to be asked. `standing`: it was asked before, and something came between."""
    if conversation.open_question:
        return _open_question(conversation.open_question, standing or conversation.failures > 0)
    if conversation.tour and conversation.tour.going:
        return stop(conversation, conversation.tour, standing)
    fact_id = conversation.to_ask[0]
    spec = conversation.facts.vocabulary[fact_id]
    return Message(_text(conversation, spec, standing), _buttons(conversation, spec))


def _open_question(question: OpenQuestion, again: bool) -> Message:
    titles = [option.title for option in question.options]
    text = say("question.standing", question=question.text) if again else question.text
    if (again and len(titles) > 1) or question.kind is QuestionKind.CHOICE:
        text += " " + say("open_question.choose", options=listed(titles, last="or"))
    buttons = [
        Button(option.title, option.sends or payload("inform", option=at)) for at, option in enumerate(question.options)
    ]
    return Message(text, tuple(buttons))


def _of_lea(conversation: Conversation, text: str) -> str:
    """The question with the name of the LEA, where there are several."""
    return say("question.of_lea", lea=conversation.lea, question=text) if conversation.others else text


def _text(conversation: Conversation, spec: FactSpec, standing: bool) -> str:
    content = fact_content(spec.id)
    failures = conversation.failures
    help_ = {"looks_like": content.looks_like, "example": content.example, "where": spec.where}
    if standing:
        return say("question.standing", question=content.question)
    if failures == 1:
        return content.ask_again[0]
    if failures == 2:
        return say("question.explained", question=content.ask_again[1], **help_)
    if failures > 2:
        return say("question.offer_to_skip" if content.can_skip else "question.offer_example", **help_)
    if spec.id in conversation.facts:
        how = "question.again" if spec.id == conversation.reopened else "question.narrower"
        return say(how, value=conversation.facts.say(spec.id), question=content.question)
    return f"{_numbered(conversation, content.question)}\n{content.help}"


def _numbered(conversation: Conversation, question: str) -> str:
    """The question with its number and, as soon as the rules are known, how many can follow at most."""
    number = len({*conversation.facts, *conversation.declined}) + 1
    left = ""
    if conversation.ruleset is not None:
        count = len(conversation.to_ask) - 1
        left = say("question.left", count=count) if count else say("question.last")
    return _of_lea(conversation, say("question.numbered", number=number, left=left, question=question))


def _buttons(conversation: Conversation, spec: FactSpec) -> tuple[Button, ...]:
    if spec.id == YEAR:
        return tuple(Button(str(year), payload("inform", **{YEAR: year})) for year in rulebook().years[-MOST_BUTTONS:])
    content = fact_content(spec.id)
    is_narrowed = spec.id in conversation.facts and spec.id != conversation.reopened
    offers = _closer(conversation, spec) if is_narrowed else content.buttons
    buttons = [Button(offer.title, payload("inform", **{spec.id: offer.value})) for offer in offers]
    if content.can_skip:
        buttons.append(Button(say("question.not_sure"), payload("inform", **{spec.id: NOT_KNOWN})))
    return tuple(buttons)


def _closer(conversation: Conversation, spec: FactSpec) -> Sequence[Offer]:
    """The parts of a value known in part that lead to different results, if they are few enough for buttons."""
    if conversation.determination is None:
        return ()
    answers = [one.answers for one in prospects(conversation.determination) if one.fact == spec.id]
    values = [change.value for change in answers[0]] if answers else []
    return [Offer(spec.say(value), spec.to_json(value)) for value in values] if 1 < len(values) < MOST_BUTTONS else ()

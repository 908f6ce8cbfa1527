"""Asking back about answers: which fact or value was meant, and which of two that contradict each other holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from actions.content import fact_content, say
from actions.open_question import OpenQuestion, Option, QuestionKind
from actions.reading import Said
from actions.saying.message import listed
from rules_engine import ContradictionError, Facts

__all__ = ["left_open", "which_holds", "which_is_meant"]


def which_is_meant(facts: Facts, options: Sequence[Said]) -> OpenQuestion:
    """The question which of `options` was meant, beside the known `facts`; of a single one, whether it was."""
    vocabulary = facts.vocabulary
    values = [vocabulary[one.fact].say(vocabulary[one.fact].parse(one.value)) for one in options]
    first = options[0]
    if len(options) == 1:
        answer = _answer(facts, first.fact, values[0])
        yes = Option(say("open_question.meant_yes"), {first.fact: first.value})
        no = Option(say("open_question.meant_no"), {})
        return OpenQuestion(QuestionKind.CONFIRMATION, say("open_question.meant", answer=answer), (yes, no))
    if len({one.fact for one in options}) == 1:
        text = say("open_question.which_value", label=vocabulary[first.fact].label)
        titles = values
    else:
        text = say("open_question.which_fact", value=listed(list(dict.fromkeys(values)), last="or"))
        titles = [_title(facts, one.fact, value) for one, value in zip(options, values, strict=True)]
    both = zip(titles, options, strict=True)
    return OpenQuestion(QuestionKind.CHOICE, text, tuple(Option(title, {one.fact: one.value}) for title, one in both))


def which_holds(facts: Facts, said: Said, error: ContradictionError) -> OpenQuestion:
    """The question whether `said` holds, or the `facts` that contradict it."""
    others = [fact for fact in error.fact_ids if fact != said.fact and fact in facts]
    known = facts.to_dict()
    new = Option(_short(facts, said.fact, said.value), {**dict.fromkeys(others), said.fact: said.value})
    kept = Option(listed([_short(facts, fact, known[fact]) for fact in others]), {})
    return OpenQuestion(QuestionKind.CHOICE, say("open_question.contradiction", says=error.problem), (new, kept))


def left_open(facts: Facts, question: OpenQuestion, told: Collection[str]) -> OpenQuestion | None:
    """What `question` still leaves to ask when the facts `told` were told instead of an answer; None for nothing."""
    about = [fact for option in question.options for fact in option.facts]
    if not set(about) & set(told):
        return question if about else None
    if any(len(option.facts) != 1 or option.lea for option in question.options):
        return None
    values = [Said(fact, value) for option in question.options for fact, value in option.facts.items()]
    left = [one for one in values if one.fact not in told]
    return which_is_meant(facts, left) if left else None


def _answer(facts: Facts, fact: str, value: str) -> str:
    """The fact with `value`, and with its present value where that is another one."""
    label = facts.vocabulary[fact].label
    if fact not in facts or facts.say(fact) == value:
        return say("heard.one", label=label, value=value)
    return say("open_question.instead", name=label, new=value, old=facts.say(fact))


def _title(facts: Facts, fact: str, value: str) -> str:
    """The fact as an option for `value`; where it has another value already, with that."""
    name = fact_content(fact).name
    if fact not in facts or facts.say(fact) == value:
        return name
    return say("open_question.instead", name=name, new=value, old=facts.say(fact))


def _short(facts: Facts, fact: str, value: object) -> str:
    """The fact with its value, in the words of its buttons where these have any for it."""
    content, spec = fact_content(fact), facts.vocabulary[fact]
    parts = [[one] for one in value] if isinstance(value, list) else [value]
    offered = [offer.title for offer in content.buttons if offer.value in parts]
    return say("heard.one", label=content.name, value=listed(offered) or spec.say(spec.parse(value)))

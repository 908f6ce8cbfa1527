"""Questions about the result: why this level, and what would change it."""

from __future__ import annotations

from dataclasses import replace

from actions.answering.found_by_words import known_by_words
from actions.answering.glossary import explain_term
from actions.answering.levels import named_results, of_tier
from actions.answering.question import Question
from actions.answering.supposing import suppose, supposed
from actions.content import say
from actions.conversation import Conversation
from actions.saying.message import Button, Message, bullets, listed
from actions.saying.outcome import outcome, possible_levels
from actions.saying.references import References
from actions.saying.result import start_button, tell_button
from rules_engine import Determination, Outcome, RuleOutcome, because
from rules_engine.what_if import changes

__all__ = ["what_would_change", "why_this_level"]

_MOST_LINES = 8
_MOST_BUTTONS = 3


def _not_yet(conversation: Conversation, question: Question) -> list[Message]:
    if question.terms and (known := known_by_words(question)):
        return known(conversation, question)
    return [Message(say("result.no_interview"), () if conversation.requested else (start_button(),))]


def why_this_level(conversation: Conversation, question: Question) -> list[Message]:
    """Every criterion's outcome: the met ones and the open ones in full, the others by name."""
    result = conversation.determination
    if result is None:
        # Who names her own level is told what it means; only without one is there nothing to explain yet.
        return (
            explain_term(conversation, replace(question, terms=()))
            if question.levels
            else _not_yet(conversation, question)
        )
    if result.status == "undetermined" and not any(one.outcome is Outcome.MET for one in result.criteria):
        return [Message(_missing("explain_result.undecided", result), _tell(conversation, result))]
    references = References(result.ruleset.sources)
    parts = [f"**{outcome(result)[0].upper()}{outcome(result)[1:]}**"]
    for wanted, title in ((Outcome.MET, "explain_result.met"), (Outcome.CANNOT_TELL, "explain_result.open")):
        ones = [one for one in result.criteria if one.outcome is wanted]
        lines = [references.mark(because(one, result.facts), one.rule.sources) for one in ones]
        if lines and not (wanted is Outcome.CANNOT_TELL and result.status == "determined"):
            parts.append(f"{say(title)}\n{bullets(lines)}")
    if unmet := _unmet(result, question):
        lines = [references.mark(because(one, result.facts), one.rule.sources) for one in unmet]
        parts.append(f"{say('explain_result.why_not')}\n{bullets(lines)}")
    for wanted, title in (
        (Outcome.NOT_MET, "explain_result.not_met"),
        (Outcome.NOT_APPLICABLE, "explain_result.not_applicable"),
    ):
        if names := _names(result, wanted):
            parts.append(say(title, levels="; ".join(names)))
    return [Message("\n\n".join(filter(None, [*parts, references.listed()])))]


def _unmet(result: Determination, question: Question) -> list[RuleOutcome]:
    """The unmet criteria of the levels that the question names, also by their tier: "why not intensive?"."""
    tiers = {id_ for term in question.terms for id_ in of_tier(term, [result.ruleset])}
    named = {*named_results(question), *tiers}
    of = [(getattr(one.rule, "level", one.rule.id), one) for one in result.criteria]
    met = {level for level, one in of if one.outcome is Outcome.MET}
    unmet = (Outcome.NOT_MET, Outcome.NOT_APPLICABLE)
    return [one for level, one in of if level in named - met and one.outcome in unmet]


def _missing(key: str, result: Determination) -> str:
    """The reply at `key` about the facts that a result still depends on."""
    labels = [result.facts.vocabulary[fact].label for fact in result.missing_facts]
    return say(key, facts=listed(labels, last="or"), possible=possible_levels(result), year=result.ruleset.year)


def _tell(conversation: Conversation, result: Determination) -> tuple[Button, ...]:
    """Buttons to tell what is missing, the most decisive first; an interview under way asks for it anyway."""
    return () if conversation.requested else tuple(tell_button(fact) for fact in result.missing_facts[:_MOST_BUTTONS])


def _names(result: Determination, wanted: Outcome) -> list[str]:
    """The levels and designations none of whose criteria came out better than `wanted`."""
    best: dict[str, Outcome] = {}
    for one in result.criteria:
        best[one.leads_to] = max(one.outcome, best.get(one.leads_to, one.outcome))
    return [result.ruleset.title_of(name) for name, found in best.items() if found is wanted]


def _is_between_bands(result: Determination) -> bool:
    """Whether the facts lie where the sources leave several levels open: nobody asks how to get there."""
    return result.status == "not_covered" and bool(result.possible_levels)


def what_would_change(conversation: Conversation, question: Question) -> list[Message]:
    """What the answers that the question supposes would lead to; without any, what other single answers would."""
    reading = supposed(conversation, question)
    if reading.said or reading.refused or reading.unclear:
        return suppose(conversation, reading)
    result = conversation.determination
    if result is None:
        return _not_yet(conversation, question)
    if result.status == "undetermined":
        return [Message(_missing("what_would_change.missing", result), _tell(conversation, result))]
    lines = [change.say(result.facts) for change in changes(result) if not _is_between_bands(change.result)]
    if not lines:
        return [Message(say("what_would_change.none"))]
    more = say("what_would_change.more", count=len(lines) - _MOST_LINES) if len(lines) > _MOST_LINES else ""
    text = f"{say('what_would_change.intro', year=result.ruleset.year)}\n{bullets(lines[:_MOST_LINES])}"
    return [Message(f"{text}\n\n{more}".strip())]

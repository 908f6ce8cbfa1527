"""What levels and designations ask for, in one message: by step, with support, dates and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from actions.content import say
from actions.saying.message import bullets, listed
from actions.saying.references import References
from rules_engine import DueDate, Obligation, RuleSet, usual_due, usual_support

__all__ = ["due", "duties", "marked", "owed_for"]


def owed_for(ruleset: RuleSet, results: Sequence[str]) -> list[Obligation]:
    """What LEAs of these levels and designations must do in the rule set's year, in its order."""
    return [one for result in results for one in ruleset.obligations if one.result == result]


def duties(ruleset: RuleSet, results: Sequence[str]) -> str:
    """Everything that `results` ask for, or that the sources name nothing."""
    owed = owed_for(ruleset, results)
    titles = listed([ruleset.title_of(id_) for id_ in results])
    if not owed:
        return say("result.no_duties", results=titles, year=ruleset.year)
    references = References(ruleset.sources)
    parts = [say("result.duties", results=titles, year=ruleset.year)]
    usual = usual_due(owed)
    for of_result, group in groupby(owed, key=lambda one: one.result):
        parts += _duties_of(ruleset.title_of(of_result), list(group), usual, references)
    if usual:
        parts.append(say("result.usual_due", due=usual.says))
    parts.append(references.listed())
    return "\n\n".join(parts)


def _duties_of(
    title: str, owed: Sequence[Obligation], usually: DueDate | None, references: References
) -> Iterator[str]:
    support = usual_support(owed)
    yield say("result.support", result=title, support=support)
    for step, group in groupby(sorted(owed, key=lambda one: one.step or 0), key=lambda one: one.step):
        heading = say("result.step", number=step) if step else say("result.across_steps")
        yield f"{heading}\n{bullets([_duty(one, usually, support, references) for one in group])}"


def _duty(one: Obligation, usually: DueDate | None, support: str, references: References) -> str:
    sentences = [say("result.duty", title=one.title, what=one.what)]
    if one.deliverable:
        sentences.append(say("result.deliverable", deliverable=one.deliverable))
    if one.support != support:
        sentences.append(say("result.other_support", support=one.support))
    if one.due != usually:
        sentences.append(say("result.due", due=due(one)))
    return marked(" ".join(sentences), one, references)


def marked(text: str, one: Obligation, references: References) -> str:
    """`text` about the duty, with what is inferred or a site's own marked as such, and with its sources."""
    if one.inference:
        text += " " + say("result.inferred", why=one.inference)
    if one.local:
        text += " " + say("result.local")
    return references.mark(text, (*one.sources, *one.due.sources))


def due(one: Obligation) -> str:
    """When it is due, in words; a date that a site has set says so."""
    return f"{one.due.says} {say('result.local')}" if one.due.local and not one.local else one.due.says

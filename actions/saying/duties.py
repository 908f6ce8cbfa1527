"""What levels and designations ask for, in one message: by step, with support, dates and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from actions.content import say
from actions.saying.message import bullets, listed
from actions.saying.references import References
from rules_engine import Obligation, RuleSet

__all__ = ["due", "duties", "most_repeated", "owed_for"]


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
    usual_due = most_repeated([one.due.says for one in owed])
    for of_result, group in groupby(owed, key=lambda one: one.result):
        parts += _duties_of(ruleset.title_of(of_result), list(group), usual_due, references)
    if usual_due:
        parts.append(say("result.usual_due", due=usual_due))
    parts.append(references.listed())
    return "\n\n".join(parts)


def _duties_of(title: str, owed: Sequence[Obligation], usual_due: str, references: References) -> Iterator[str]:
    usual_support = most_repeated([one.support for one in owed]) or owed[0].support
    yield say("result.support", result=title, support=usual_support)
    for step, group in groupby(sorted(owed, key=lambda one: one.step or 0), key=lambda one: one.step):
        heading = say("result.step", number=step) if step else say("result.across_steps")
        yield f"{heading}\n{bullets([_duty(one, usual_due, usual_support, references) for one in group])}"


def _duty(one: Obligation, usual_due: str, usual_support: str, references: References) -> str:
    sentences = [say("result.duty", title=one.title, what=one.what)]
    if one.deliverable:
        sentences.append(say("result.deliverable", deliverable=one.deliverable))
    if one.support != usual_support:
        sentences.append(say("result.other_support", support=one.support))
    if one.due.says != usual_due:
        sentences.append(say("result.due", due=due(one)))
    if one.inference:
        sentences.append(say("result.inferred", why=one.inference))
    if one.local:
        sentences.append(say("result.local"))
    return references.mark(" ".join(sentences), (*one.sources, *one.due.sources))


def due(one: Obligation) -> str:
    """When it is due, in words; a date that a site has set says so."""
    return f"{one.due.says} {say('result.local')}" if one.due.local and not one.local else one.due.says


def most_repeated(texts: Sequence[str]) -> str:
    """The text that stands more than once, so that it can be said once for all; empty where none does."""
    text, count = Counter(texts).most_common(1)[0]
    return text if count > 1 else ""

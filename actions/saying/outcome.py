"""A result in a few words, and what a change of answers did to it."""

from __future__ import annotations

from actions.content import say
from actions.saying.message import listed
from rules_engine import Determination, possibilities

__all__ = ["effect", "outcome", "possible_levels"]


def outcome(result: Determination) -> str:
    """The result's short name: "Targeted Level 1", "no level in the sources", or the levels still possible."""
    names = [result.ruleset.title_of(id_) for id_ in result.results()]
    if result.status == "not_covered":
        names.append(say("effect.no_level"))
    if result.status == "undetermined":
        names.append(say("effect.open", possible=possible_levels(result)))
    return listed(names)


def possible_levels(result: Determination) -> str:
    """The levels that are still possible, and what may come out in their place, as a list in a sentence."""
    if len(result.possible_levels) == len(result.ruleset.levels):
        return say("effect.any_level")
    return possibilities(result)


def effect(before: Determination | None, after: Determination | None, in_question: bool = True) -> str:
    """What changed answers did to the result, in one sentence; empty while there is nothing to tell.

    That it stays as it was is told only where it was `in_question`.
    """
    if before is None or after is None:
        return ""
    was, now = outcome(before), outcome(after)
    if was == now and before.ruleset is not after.ruleset:
        return say("effect.same_in_year", now=now, year=after.ruleset.year)
    if was == now:
        return say("effect.same", now=now) if in_question else ""
    if after.status == "undetermined":
        key = "effect.narrowed" if before.status == "undetermined" else "effect.reopened"
        new = [after.ruleset.title_of(id_) for id_ in after.designations if id_ not in before.designations]
        holds = [say("effect.holds", names=listed(new))] if new else []
        return " ".join([*holds, say(key, before=was, possible=possible_levels(after))])
    if before.status == "undetermined":
        return say("effect.settled", now=now)
    return say("effect.changed", before=was, now=now)

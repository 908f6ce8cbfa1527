"""What changed in the rules from one year to the next."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.reference.conditions import in_words
from assistant.reference.markdown import bullets, escaped, heading, table
from rules_engine import LEVELS, Obligation, RuleSet

__all__ = ["changes"]


def changes(before: RuleSet, after: RuleSet) -> Iterator[str]:
    """Blocks that compare two years: coverage, levels, designations, duties, and the facts that matter."""
    if before.coverage != after.coverage:
        yield f"Coverage is {after.coverage}; in {before.year} it was {before.coverage}."
    yield heading(3, "Levels and what stands beside them")
    rows = [row for id_ in _results(before, after) if (row := _row(id_, before, after))]
    yield table(["", str(before.year), str(after.year)], rows) if rows else "No change."
    yield heading(3, "Duties")
    yield bullets(_duties(before, after)) or "No change."
    yield from _facts(before, after)


def _results(before: RuleSet, after: RuleSet) -> list[str]:
    ids = {one.id for ruleset in (before, after) for one in ruleset.designations}
    return [id_ for id_ in LEVELS if id_ in before.levels or id_ in after.levels] + sorted(ids)


def _row(id_: str, before: RuleSet, after: RuleSet) -> list[str] | None:
    """What `id_` took in both years; None where that is the same."""
    was, now = _taken(id_, before), _taken(id_, after)
    if was and now and before.title_of(id_) != after.title_of(id_):
        was, now = f"{before.title_of(id_)}: {was}", f"{after.title_of(id_)}: {now}"
    title = (after if now else before).title_of(id_)
    return None if was == now else [f"**{escaped(title)}**", escaped(was or "not there"), escaped(now or "not there")]


def _taken(id_: str, ruleset: RuleSet) -> str:
    """The conditions of a level or designation in words; empty where the year has none of that id."""
    rules = [one.when for one in ruleset.criteria if one.level == id_]
    rules += [one.when for one in ruleset.designations if one.id == id_]
    return "; or ".join(in_words(when, ruleset.vocabulary) for when in rules)


def _duties(before: RuleSet, after: RuleSet) -> Iterator[str]:
    for result in _results(before, after):
        was = {one.title: one for one in before.obligations if one.result == result}
        now = {one.title: one for one in after.obligations if one.result == result}
        if not (_taken(result, before) and _taken(result, after)):
            continue
        name = f"**{escaped(after.title_of(result))}**"
        if new := [title for title in now if title not in was]:
            yield f"{name}, new: {escaped('; '.join(new))}."
        if gone := [title for title in was if title not in now]:
            yield f"{name}, no longer named: {escaped('; '.join(gone))}."
        if other := [title for title in now if title in was and _essence(was[title]) != _essence(now[title])]:
            yield f"{name}, in other words or with another date: {escaped('; '.join(other))}."


def _essence(one: Obligation) -> tuple[object, ...]:
    return (one.what, one.due.says, one.due.day, one.deliverable, one.support, one.step)


def _facts(before: RuleSet, after: RuleSet) -> Iterator[str]:
    was, now = before.compiled.fact_ids, after.compiled.fact_ids
    labels = {id_: escaped(spec.label) for id_, spec in after.vocabulary.items()}
    lines = [
        f"{word}: {', '.join(labels[id_] for id_ in ids)}."
        for word, ids in (
            ("Now matter", [id_ for id_ in now if id_ not in was]),
            ("No longer matter", [id_ for id_ in was if id_ not in now]),
        )
        if ids
    ]
    if lines:
        yield heading(3, "Facts")
        yield bullets(lines)

"""What a sheet says of a determination."""

from __future__ import annotations

import json
from dataclasses import dataclass

from rules_engine import Determination, Outcome, RuleSet

__all__ = ["Answer", "answer", "answer_in_full", "standing_notes"]


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """A determination without the sentences that repeat a row's own numbers; ids as in the public contract.

    `reasons` are the rules that are met; `basis` is "inferred" where one of them is our inference. `notes` leaves out
    what holds for every row of the year (`standing_notes`). `in_full` is a JSON object with the facts and the whole
    determination where it was asked for, else empty.
    """

    ruleset: RuleSet
    status: str
    level: str | None
    levels_met: tuple[str, ...]
    possible_levels: tuple[str, ...]
    designations: tuple[str, ...]
    missing_facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    in_full: str = ""


def answer(result: Determination, in_full: str = "") -> Answer:
    """The answer that `result` gives; rows in the same bands may share it."""
    met = [one.rule for one in result.criteria if one.outcome is Outcome.MET]
    bases = {rule.basis for rule in met}
    standing = standing_notes(result.ruleset)
    return Answer(
        ruleset=result.ruleset,
        status=result.status,
        level=result.level,
        levels_met=result.levels_met,
        possible_levels=result.possible_levels,
        designations=result.designations,
        missing_facts=result.missing_facts,
        reasons=tuple(rule.rule for rule in met),
        basis="inferred" if "inferred" in bases else "stated" if bases else "",
        notes=tuple(note.says for note in result.notes if note.id not in standing),
        sources=_sources(result),
        in_full=in_full,
    )


def answer_in_full(result: Determination) -> Answer:
    """The answer with the determination `in_full`: not to be shared, since its sentences hold the row's own numbers."""
    whole = {"facts": result.facts.to_dict(), "determination": result.to_dict()}
    return answer(result, json.dumps(whole, ensure_ascii=False))


def standing_notes(ruleset: RuleSet) -> dict[str, str]:
    """The notes that go with every result of the year, by id."""
    return {note.id: note.says for note in ruleset.notes if note.when is None and not note.results}


def _sources(result: Determination) -> tuple[str, ...]:
    """The sources of the rules that are met and of the notes, each once."""
    standing = standing_notes(result.ruleset)
    met = (one.rule.sources for one in result.criteria if one.outcome is Outcome.MET)
    noted = (note.sources for note in result.notes if note.id not in standing)
    return tuple(dict.fromkeys(id_ for group in (*met, *noted) for id_ in group))

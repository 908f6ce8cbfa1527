"""A determination in plain sentences, made from the result's own data and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules_engine.condition import Outcome
from rules_engine.determination import Determination, because
from rules_engine.finding import NO_LEVEL

__all__ = ["Explanation", "Statement", "explain", "headline", "joined", "possibilities"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or two, and the ids of the sources that carry them. `local`: a site added it."""

    text: str
    sources: tuple[str, ...]
    inference: str | None = None
    local: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a result is what it is. `reasons` are the criteria that were met, `remarks` the notes and gaps."""

    headline: str
    summary: str
    reasons: tuple[Statement, ...]
    remarks: tuple[Statement, ...]


def explain(result: Determination) -> Explanation:
    """The explanation of `result`."""
    met = [one for one in result.criteria if one.outcome is Outcome.MET]
    return Explanation(
        headline(result),
        _summary(result),
        tuple(Statement(because(one, result.facts), one.rule.sources, one.rule.inference) for one in met),
        tuple(Statement(note.says, note.sources, local=note.local) for note in result.notes),
    )


def headline(result: Determination) -> str:
    """The result in a few words, without a full stop: "Targeted Level 3 in monitoring year 2023"."""
    year = result.ruleset.year
    titles = [result.ruleset.title_of(id_) for id_ in result.results()]
    if result.status == "undetermined":
        settled = f"{joined(titles, 'and')}, and the level is still open" if titles else "The level is still open"
        return f"{settled} for monitoring year {year}"
    if result.status == "not_covered":
        settled = f"{joined(titles, 'and')}, without a level" if titles else "No level"
        return f"{settled} in our sources for monitoring year {year}"
    return f"{joined(titles, 'and')} in monitoring year {year}"


def possibilities(result: Determination) -> str:
    """What may still come out, as a list in a sentence: "Targeted Level 1 or no level in our sources"."""
    titles = [result.ruleset.title_of(level) for level in result.possible_levels]
    otherwise = [
        "no level in our sources" if id_ == NO_LEVEL else result.ruleset.title_of(id_)
        for id_ in result.possible_otherwise
    ]
    return joined([*titles, *otherwise], "or")


def _summary(result: Determination) -> str:
    if result.status == "undetermined":
        labels = [result.facts.vocabulary[fact_id].label for fact_id in result.missing_facts]
        return f"Still possible: {possibilities(result)}. To find out: {joined(labels, 'and')}."
    if result.status == "not_covered":
        return _left_to_the_letter(result)
    return " ".join(result.ruleset.summary_of(id_) for id_ in result.results())


def _left_to_the_letter(result: Determination) -> str:
    """What the letter may say where the sources give no level. What a gap leaves open is no more than possible."""
    if not result.possible_levels:
        return "Your letter decides."
    met = joined([result.ruleset.title_of(level) for level in result.levels_met], "and")
    answers = f" Your other answers alone give {met}." if met else ""
    return f"Your letter decides: it may give {possibilities(result)}, or none of them.{answers}"


def joined(parts: Sequence[str], word: str) -> str:
    """`parts` as a list in a sentence: "a", "a or b", "a, b or c"."""
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))

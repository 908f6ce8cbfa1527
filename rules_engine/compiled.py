"""A rule set made ready to run: axes, evaluators and the decision diagram over all its facts. Built once a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from rules_engine.axis import Axis
from rules_engine.condition import AnyOf, Condition, Outcome, compile_condition, compile_met, tests_of
from rules_engine.diagram import Diagram, State, Truth
from rules_engine.rules import LEVELS, Criterion, Designation, Gap, Note
from rules_engine.vocabulary import FactValue, Vocabulary

__all__ = ["NOT_SELECTED", "UNDECLARED", "CompiledRules", "RuleOutcome", "Verdict"]

_RANK: Final = {level: rank for rank, level in enumerate(LEVELS)}


class Verdict(NamedTuple):
    """What the sources say of one combination of exact facts.

    One level in `levels`: that level. Several: a declared gap leaves them open. None: a declared gap, and no level
    is stated at all. NOT_SELECTED stands for LEAs that a designation takes out of the levels.
    """

    levels: tuple[str, ...]
    selected: bool = True
    declared: bool = True


NOT_SELECTED: Final = Verdict((), selected=False)
UNDECLARED: Final = Verdict((), declared=False)
"""No criterion is met and no gap is declared: the rule set is wrong."""


class RuleOutcome(NamedTuple):
    """A criterion or designation, what is known of it, and the facts that it reads."""

    rule: Criterion | Designation
    outcome: Outcome
    facts: tuple[str, ...]

    @property
    def leads_to(self) -> str:
        """The level or designation that it gives where it is met, by id."""
        return self.rule.level if isinstance(self.rule, Criterion) else self.rule.id


class CompiledRules:
    """The rules of one year over axes of bands; positions in every mask list follow `fact_ids`."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        criteria: Sequence[Criterion],
        gaps: Sequence[Gap],
        designations: Sequence[Designation],
        notes: Sequence[Note],
    ) -> None:
        gates = [designation.when for designation in designations if designation.instead_of_level]
        beside = [designation for designation in designations if not designation.instead_of_level]
        noted = [note.when for note in notes if note.when is not None]
        self.fact_ids = _by_decisiveness(vocabulary, gates, criteria, gaps, [*(one.when for one in beside), *noted])
        accepted = _accepted_values(
            [*gates, *(c.when for c in criteria), *(g.where for g in gaps), *(d.when for d in beside), *noted]
        )
        self.axes = tuple(Axis(vocabulary[id_], accepted[id_]) for id_ in self.fact_ids)
        self.axis_of = {id_: (i, axis) for i, (id_, axis) in enumerate(zip(self.fact_ids, self.axes, strict=True))}
        at = self.axis_of

        self.unknown = tuple(axis.everything for axis in self.axes)
        self._places = [(i, id_, axis.bits) for id_, (i, axis) in at.items()]
        self.gate = compile_condition(AnyOf(tuple(gates)), at) if gates else None
        self.criteria = [(_outcomes(one), compile_condition(one.when, at)) for one in criteria]
        self.designations = [(_outcomes(one), compile_condition(one.when, at)) for one in designations]
        self.gaps = [(Note(gap.id, gap.says, gap.sources, gap.conflict), compile_met(gap.where, at)) for gap in gaps]
        self.notes = [
            (note, frozenset(note.results), compile_met(note.when, at) if note.when else None) for note in notes
        ]
        conditions = [AnyOf(tuple(gates)), *(c.when for c in criteria), *(g.where for g in gaps)]
        rules = _LevelRules([_RANK[criterion.level] for criterion in criteria], [_ranks(gap) for gap in gaps])
        self.diagram = Diagram(self.axes, conditions, rules.verdict, rules.settle)
        self.designation_diagrams = tuple(
            Diagram(self.axes, [one.when], lambda truth: truth[0]) for one in designations
        )

    def masks(self, facts: Mapping[str, FactValue]) -> tuple[int, ...]:
        """For each axis the bands in which the fact may lie; all of them where it is unknown."""
        masks = list(self.unknown)
        for i, fact_id, bits in self._places:
            value = facts.get(fact_id)
            if value is not None:
                masks[i] = bits(value)
        return tuple(masks)

    def facts_at(self, bands: Mapping[int, int]) -> dict[str, FactValue]:
        """The facts that a combination of bands stands for."""
        return {self.fact_ids[at]: self.axes[at].bands[band] for at, band in bands.items()}


def _outcomes(rule: Criterion | Designation) -> tuple[RuleOutcome, ...]:
    """`rule` with each outcome, to be indexed by it: made once, because every determination holds one of each rule."""
    facts = tuple(dict.fromkeys(test.fact for test in tests_of(rule.when)))
    return tuple(RuleOutcome(rule, outcome, facts) for outcome in Outcome)


class _LevelRules:
    """How met criteria and gaps make a verdict. Conditions come as: the gate, the criteria, the gaps.

    The most intensive met criterion gives the level: no source orders the levels where several criteria are met
    (domain conflict 52), so this precedence is ours, and results say so.
    """

    def __init__(self, criterion_ranks: list[int], gap_ranks: list[tuple[int, ...]]) -> None:
        self._criteria = criterion_ranks
        self._gaps = gap_ranks
        self._first_gap = 1 + len(criterion_ranks)

    def verdict(self, truth: Truth) -> Verdict:
        """The verdict where all conditions are settled."""
        if truth[0]:
            return NOT_SELECTED
        gaps = [ranks for ranks, met in zip(self._gaps, truth[self._first_gap :], strict=True) if met]
        possible = {self._highest(truth)}
        for ranks in filter(None, gaps):
            possible = {max(floor, rank) for floor in possible for rank in ranks}
        if possible == {-1}:
            return Verdict(()) if gaps else UNDECLARED
        return Verdict(tuple(LEVELS[rank] for rank in sorted(possible)))

    def settle(self, state: State) -> State:
        """`state` with False for whatever can no longer change the verdict."""
        if state[0] is True:
            return (True, *(False,) * (len(state) - 1))
        met = self._highest(state)
        if met < 0:
            return state
        kept = list(state)
        best_seen = False
        for i, rank in enumerate(self._criteria, start=1):
            is_best = rank == met and state[i] is True and not best_seen
            best_seen = best_seen or is_best
            if rank <= met and not is_best:
                kept[i] = False
        for i, ranks in enumerate(self._gaps, start=self._first_gap):
            if max(ranks, default=-1) <= met:
                kept[i] = False
        return tuple(kept)

    def _highest(self, state: State) -> int:
        return max(
            (rank for rank, met in zip(self._criteria, state[1 : self._first_gap], strict=True) if met is True),
            default=-1,
        )


def _ranks(gap: Gap) -> tuple[int, ...]:
    return tuple(_RANK[level] for level in gap.leaves_open)


def _accepted_values(conditions: Iterable[Condition]) -> dict[str, list[tuple[FactValue, ...]]]:
    accepted: dict[str, list[tuple[FactValue, ...]]] = {}
    for condition in conditions:
        for test in tests_of(condition):
            accepted.setdefault(test.fact, []).append(test.accepts)
    return accepted


def _by_decisiveness(
    vocabulary: Vocabulary,
    gates: Sequence[Condition],
    criteria: Sequence[Criterion],
    gaps: Sequence[Gap],
    others: Sequence[Condition],
) -> tuple[str, ...]:
    """The ids of the facts that the rules read, the most decisive first.

    First those that decide whether levels apply at all, then by the highest level that the fact can lead to, last
    those that only designations and notes read; in the vocabulary's order where that is equal.
    """
    weight: dict[str, int] = {}

    def raise_to(conditions: Iterable[Condition], rank: int) -> None:
        for condition in conditions:
            for test in tests_of(condition):
                weight[test.fact] = max(weight.get(test.fact, -2), rank)

    raise_to(others, -2)
    raise_to((gap.where for gap in gaps), -1)
    for criterion in criteria:
        raise_to([criterion.when], _RANK[criterion.level])
    raise_to(gates, len(LEVELS))
    return tuple(sorted((id_ for id_ in vocabulary if id_ in weight), key=lambda id_: -weight[id_]))

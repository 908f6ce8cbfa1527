"""The floor: the rules of 2023 written out by hand. Nothing can be said of why, and a new year is new code."""

from __future__ import annotations

from typing import Any

from benchmarks.contestants import Contestant
from benchmarks.leas import Lea, Verdict, verdict

__all__ = ["CONTESTANTS"]


def met_rules(lea: Any) -> list[str]:  # noqa: C901, PLR0912 - a chain of ifs is what this is
    """The ids of the rules that `lea` meets."""
    met = []
    if lea["lea_type"] in ("school_district", "charter_school") and lea["students_with_disabilities"] <= 100:
        met.append("small-lea-cyclical")
    elements, years = lea["elements_not_met"], lea["disproportionate_years"]
    rank, preschool = lea["intensive_evaluation_percent"], lea["preschool_intensive_evaluation_percent"]
    lre, significant = lea["lowest_lre_percent"], lea["significantly_disproportionate"]
    if significant:
        met += ["significantly-disproportionate", "significantly-disproportionate-and-nothing-else"]
    if elements == 0 and years == 0 and rank > 20 and preschool > 20 and lre > 10 and not significant:
        met.append("all-targets-met")
    if elements >= 3:
        met.append("three-or-more-elements-not-met")
    elif elements >= 1:
        met.append("one-or-two-elements-not-met")
    if years >= 2:
        met.append("disproportionate-two-or-more-years")
    elif years == 1:
        met.append("first-year-disproportionality")
    if 11 <= rank <= 20 or 11 <= preschool <= 20:
        met.append("bottom-11-to-20-percent")
    if lre <= 10:
        met.append("bottom-10-percent-lre")
    if rank <= 3.99:
        met.append("bottom-0-to-3.99-percent")
    elif rank < 4:
        met.append("between-3.99-and-4-percent")
    elif rank <= 7.99:
        met.append("bottom-4-to-7.99-percent")
    elif rank < 8:
        met.append("between-7.99-and-8-percent")
    elif rank <= 10:
        met.append("bottom-8-to-10-percent")
    elif rank < 11:
        met.append("between-10-and-11-percent")
    if 20 < rank < 21 or 20 < preschool < 21:
        met.append("between-20-and-21-percent")
    if 10 < lre < 11:
        met.append("lre-between-10-and-11-percent")
    if preschool <= 10:
        met.append("preschool-bottom-10-percent")
    elif preschool < 11:
        met.append("preschool-between-10-and-11-percent")
    return met


def _answer(lea: Lea) -> Verdict:
    return verdict(met_rules(lea))


CONTESTANTS = [Contestant("if chain, by hand", None, "ids of the rules met", _answer)]

"""The contest: fair inputs, equal answers, and a page that keeps what others wrote."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.contestants.if_chain import met_rules
from benchmarks.document import put_section
from benchmarks.engine import render
from benchmarks.leas import CONDITIONS, FACTS, RULESET, SMALL, leas, verdict
from rules_engine import Facts, Outcome, determine


def test_the_made_up_leas_are_always_the_same_and_know_every_fact() -> None:
    assert leas(20) == leas(20)
    assert all(set(lea) == set(FACTS) for lea in leas(20))


def test_the_if_chain_finds_what_the_rules_engine_finds() -> None:
    """So the floor of the contest does the same work."""
    for lea in leas(500):
        result = determine(Facts.parse(lea, RULESET.vocabulary), RULESET)
        met, level = verdict(met_rules(lea))

        assert level == result.level
        assert met <= set(CONDITIONS)
        if SMALL not in met:
            expected = {one.rule.id for one in result.criteria if one.outcome is Outcome.MET}
            assert met - {gap.id for gap in RULESET.gaps} == expected


def test_a_section_replaces_its_own_earlier_text_and_no_other(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "benchmarks.md"
    put_section("engine", "## Engine\n1", page)
    put_section("turns", "## Turns\n2", page)

    put_section("engine", "## Engine\n3 \\1", page)

    text = page.read_text("utf-8")
    assert text.startswith("# Measurements")
    assert (text.count("## Engine"), text.count("## Turns")) == (1, 1)
    assert text.index("3 \\1") < text.index("## Turns\n2")


def test_the_section_shows_medians_best_rounds_and_ratios() -> None:
    tables = {
        key: [("ours", "a", [2e-6, 4e-6, 9e-6]), ("other", "b", [2e-3, 1e-3, 3e-3])]
        for key in ("one", "next", "load", "rows")
    }
    counts = {"rules": 19, "leas": 200, "rounds": 3, "rows": 20_000}

    text = render({"tables": tables, "counts": counts, "versions": {"zen": "2.1"}}, dt.date(2026, 1, 2), 0.25)

    assert text.count("| ours | 4 µs | 2 µs | 1 | a |") == 4
    assert text.count("| other | 2 ms | 1 ms | 500 | b |") == 4
    assert "2026-01-02; load average 0.2 at the start;\nzen 2.1" in text
    assert "20,000 rows" in text


def test_an_unknown_measurement_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engin"]) == 2
    assert "Choose one of engine, turns" in capsys.readouterr().out

"""Many LEAs at once: a sheet through `cim batch`, and the same rows through what other tools offer for many."""

from __future__ import annotations

import csv
import datetime as dt
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.batch import (
    Answered,
    Origin,
    Row,
    RowDeterminer,
    Tally,
    file_sink,
    load_wording,
    match_headings,
    open_sheet,
)
from benchmarks.contestants import if_chain, openfisca_variables, zen_tables
from benchmarks.leas import FACTS, RULESET, Lea
from rules_engine import load_rulebook

__all__ = ["tasks"]

_BOOK = load_rulebook()
_WORDING = load_wording(_BOOK.vocabulary)


def tasks(leas: Sequence[Lea], folder: Path) -> list[tuple[str, str, Callable[[], float]]]:
    """What to measure, each returning the seconds that one row took; sheets are written to `folder`."""
    texts = [[str(lea[fact]).lower() for fact in FACTS] for lea in leas]
    source = folder / "leas.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([FACTS, *texts])
    columns = openfisca_variables.columns(leas)

    def each(task: Callable[[], object]) -> Callable[[], float]:
        def measure() -> float:
            started = time.perf_counter()
            task()
            return (time.perf_counter() - started) / len(leas)

        return measure

    return [
        (
            "cim batch, CSV to CSV",
            "read, determined, written with reasons and notes",
            each(lambda: _csv_to_csv(source)),
        ),
        ("cim batch, rows in memory", "determined from texts", each(lambda: _rows(texts))),
        ("if chain, by hand", "ids of the rules met", each(lambda: [*map(if_chain.met_rules, leas)])),
        ("zen-engine, evaluate_batch", "ids of the rows met", each(lambda: zen_tables.answer_all(leas))),
        ("OpenFisca, arrays", "value of each rule", each(lambda: openfisca_variables.calculate_all(columns))),
    ]


def _rows(texts: Sequence[Sequence[str]]) -> None:
    determiner = RowDeterminer(match_headings(FACTS, _WORDING), _WORDING, _BOOK, year=RULESET.year)
    deque(determiner.determine(Row(at, cells) for at, cells in enumerate(texts)), maxlen=0)


def _csv_to_csv(source: Path) -> None:
    with open_sheet(source, _WORDING) as sheet:
        tally = Tally()
        determiner = RowDeterminer(sheet.layout, _WORDING, _BOOK, year=RULESET.year)
        origin = Origin(source.name, dt.date(2023, 3, 20), sheet.layout, _BOOK.vocabulary, tally)
        with file_sink(source.with_name("answers.csv"), origin) as sink:
            for row in determiner.determine(sheet.rows):
                if isinstance(row, Answered):
                    tally.count(row.answer)
                    sink.answered(row)

"""What the specifications of the batch share: the rule book, the wording, and a way to run the command."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.batch import Wording, load_wording
from assistant.cli import batch
from assistant.cli.failures import CommandError
from rules_engine import RuleBook, load_rulebook


class Run(NamedTuple):
    """How a run of `cim batch` ended: exit code, the answers on stdout as rows, and what the user was told."""

    code: int
    answers: list[dict[str, str]]
    told: str


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rulebook()


@pytest.fixture(scope="session")
def wording(book: RuleBook) -> Wording:
    return load_wording(book.vocabulary)


@pytest.fixture
def cim_batch(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs `cim batch` with the arguments given."""

    def run(*arguments: str | Path) -> Run:
        parser = argparse.ArgumentParser()
        batch.add_to(parser.add_subparsers())
        options = parser.parse_args(["batch", *map(str, arguments)])
        capsys.readouterr()
        try:
            code = options.run(options)
        except CommandError as error:
            code = error.code
            print(error, file=sys.stderr)
        out, told = capsys.readouterr()
        return Run(code, list(csv.DictReader(StringIO(out))), told)

    return run


@pytest.fixture
def csv_sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes a CSV file with these rows, the first of them the headings."""

    def write(*rows: Sequence[object], name: str = "leas.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    return write

"""The rules engine stands alone: it needs PyYAML, and nothing of the assistant."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import rules_engine

FOLDER = Path(rules_engine.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The packages that the module at `path` imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=[path.name for path in MODULES])
def test_a_module_imports_the_standard_library_pyyaml_and_its_own_package_alone(path: Path) -> None:
    assert set() == set(imported(path)) - sys.stdlib_module_names - {"yaml", "rules_engine"}


def test_using_it_brings_in_nothing_of_the_assistant() -> None:
    """A determination in a fresh interpreter, which then says what it has loaded."""
    program = (
        "import sys\n"
        "from rules_engine import Facts, determine, load_rulebook\n"
        "book = load_rulebook()\n"
        "determine(Facts.parse({}, book.vocabulary), book.for_year(2023)).to_dict()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(FOLDER.parent)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert set() == {"rasa", "rasa_sdk", "sanic", "actions", "assistant", "tensorflow"} & set(run.stdout.split())

"""Imports go one way: assistant -> actions -> rules_engine, and nobody reaches into another package's private parts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.paths import ROOT

BELOW = {
    "rules_engine": frozenset[str](),
    "actions": frozenset({"rules_engine"}),
    "assistant": frozenset({"actions", "rules_engine"}),
    "bootstrap": frozenset[str](),
}
"""For each package the packages of this project that it may import besides itself."""
OURS = {*BELOW, "benchmarks", "tests"}
MODULES = [(package, path) for package in BELOW for path in sorted((ROOT / package).rglob("*.py"))]


def _imported(path: Path) -> Iterator[tuple[str, str]]:
    """The modules that the one at `path` imports, anywhere in it, each with the name that it takes from there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


@pytest.mark.parametrize(("package", "path"), MODULES, ids=[str(path.relative_to(ROOT)) for _, path in MODULES])
def test_a_module_imports_only_what_is_below_it_and_nothing_private(package: str, path: Path) -> None:
    for module, name in _imported(path):
        top = module.partition(".")[0]
        if top not in OURS or top == package:
            continue
        assert top in BELOW[package], f"{path.relative_to(ROOT)} imports {module}, which is above or beside it"
        private = [part for part in (*module.split("."), name) if part.startswith("_")]
        assert not private, f"{path.relative_to(ROOT)} takes {module}.{name}, which is private there"

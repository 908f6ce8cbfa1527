"""What the specifications of the rules engine share: the rule book, and an LEA of 2023 with nothing amiss."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import settings

from rules_engine import Determination, Facts, Outcome, RuleBook, RuleSet, Vocabulary, determine, load_rulebook
from rules_engine.rulebook import RULESETS

# The engine is also tested alone, without the project's settings for pytest.
settings.register_profile("specification", settings.get_profile("ci"), max_examples=60)
settings.load_profile("specification")

NOTHING_AMISS = MappingProxyType(
    {
        "lea_type": "school_district",
        "students_with_disabilities": 1200,
        "elements_not_met": 0,
        "disproportionate_years": 0,
        "intensive_evaluation_percent": 45,
        "preschool_intensive_evaluation_percent": 60,
        "lowest_lre_percent": 30,
        "significantly_disproportionate": False,
    }
)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Facts as the name of a test row: "elements_not_met 2, lea_type county_office"; levels likewise."""
    if isinstance(val, Mapping):
        return ", ".join(f"{key} {value.name if isinstance(value, Outcome) else value}" for key, value in val.items())
    if isinstance(val, tuple) and all(isinstance(one, str) for one in val):
        return ", ".join(val) or "none"
    return None


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rulebook()


@pytest.fixture(scope="session")
def vocabulary(book: RuleBook) -> Vocabulary:
    return book.vocabulary


@pytest.fixture(scope="session", params=load_rulebook().years, ids=str)
def ruleset(request: pytest.FixtureRequest, book: RuleBook) -> RuleSet:
    """Every year's rule set in turn."""
    return book.for_year(request.param)


@pytest.fixture(scope="session")
def year_2023(book: RuleBook) -> RuleSet:
    return book.for_year(2023)


@pytest.fixture(scope="session")
def decide(year_2023: RuleSet) -> Callable[..., Determination]:
    """`decide(fact=value, ...)`: the result of 2023 for an LEA with nothing amiss but the given facts."""

    def decided(**changes: object) -> Determination:
        return determine(Facts.parse({**NOTHING_AMISS, **changes}, year_2023.vocabulary), year_2023)

    return decided


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rule files, free to edit."""
    return Path(shutil.copytree(RULESETS, tmp_path / "rulesets"))


@pytest.fixture
def edited(folder: Path) -> Callable[..., RuleBook]:
    """`edited(old, new, file)`: the rule book in which `old` stands replaced by `new`, once."""

    def edit(old: str, new: str, file: str = "2023.yaml") -> RuleBook:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r} any more: mend this test"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_rulebook(folder)

    return edit

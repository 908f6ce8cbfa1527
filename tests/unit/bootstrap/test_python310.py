"""A Python 3.10 is found wherever people keep theirs, and one that doesn't work is passed over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bootstrap import python310
from bootstrap.failures import SetupError


def fake(path: Path, script: str = "echo cpython 3.10 64") -> Path:
    """A program that answers as `script` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def running_python_is_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The tests run on a Python 3.10, which would be found first."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path / "running" / "3.9.2"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


def test_nothing_is_found_where_nothing_is(home: Path) -> None:
    assert python310.find({"PATH": ""}, home, roots=()) is None


def test_the_path_comes_first(home: Path, tmp_path: Path) -> None:
    wanted = fake(tmp_path / "bin" / "python3.10")
    fake(home / ".pyenv" / "versions" / "3.10.4" / "bin" / "python3.10")
    assert python310.find({"PATH": str(tmp_path / "bin")}, home, roots=()) == wanted


def test_a_shim_without_a_python_behind_it_is_passed_over(home: Path, tmp_path: Path) -> None:
    fake(tmp_path / "pyenv" / "shims" / "python3.10", "echo 'pyenv: python3.10: command not found' >&2; exit 127")
    wanted = fake(tmp_path / "pyenv" / "versions" / "3.10.13" / "bin" / "python3.10")
    assert python310.find({"PATH": str(tmp_path / "pyenv" / "shims")}, home, roots=()) == wanted


@pytest.mark.parametrize(
    "place",
    [
        "home/.pyenv/versions/3.10.13/bin/python3.10",
        "home/.asdf/installs/python/3.10.2/bin/python3.10",
        "home/.local/share/mise/installs/python/3.10/bin/python3.10",
        "home/.local/share/uv/python/cpython-3.10.22-linux-x86_64-gnu/bin/python3.10",
        "opt/bin/python3.10",
        "opt/python3.10/bin/python3.10",
        "opt/opt/python@3.10/bin/python3.10",
        "opt/python/cp310-cp310/bin/python3.10",
        "running/3.10.13/bin/python3.10",
    ],
)
def test_the_usual_places_are_looked_at(home: Path, tmp_path: Path, place: str) -> None:
    wanted = fake(tmp_path / place)
    assert python310.find({"PATH": ""}, home, roots=(tmp_path / "opt",)) == wanted


def test_pyenvs_root_may_be_elsewhere_and_its_newest_release_wins(home: Path, tmp_path: Path) -> None:
    for release in ("3.10.9", "3.10.13", "3.10.2"):
        fake(tmp_path / "pyenv" / "versions" / release / "bin" / "python3.10")
    found = python310.find({"PATH": "", "PYENV_ROOT": str(tmp_path / "pyenv")}, home, roots=())
    assert found is not None
    assert "3.10.13" in str(found)


@pytest.mark.parametrize(
    "answer",
    [
        "echo cpython 3.11 64",
        "echo pypy 3.10 64",
        "echo cpython 3.10 32",
        "echo \"ModuleNotFoundError: No module named '_sqlite3'\" >&2; exit 1",
    ],
)
def test_another_version_or_an_incomplete_build_is_passed_over(home: Path, tmp_path: Path, answer: str) -> None:
    fake(tmp_path / "bin" / "python3.10", answer)
    assert python310.find({"PATH": str(tmp_path / "bin")}, home, roots=()) is None


def test_a_named_python_wins_over_every_other(home: Path, tmp_path: Path) -> None:
    fake(tmp_path / "bin" / "python3.10")
    named = fake(tmp_path / "mine" / "python")
    environ = {"PATH": str(tmp_path / "bin"), "CIM_PYTHON": str(named)}
    assert python310.find(environ, home, roots=()) == named


def test_a_named_python_that_is_another_version_is_an_error_and_not_replaced(home: Path, tmp_path: Path) -> None:
    fake(tmp_path / "bin" / "python3.10")
    named = fake(tmp_path / "mine" / "python", "echo cpython 3.12 64")
    environ = {"PATH": str(tmp_path / "bin"), "CIM_PYTHON": str(named)}
    with pytest.raises(SetupError, match=r"CIM_PYTHON is .*mine/python"):
        python310.find(environ, home, roots=())


def test_the_real_python_of_the_tests_passes_the_check() -> None:
    assert python310.works(Path(sys.executable))

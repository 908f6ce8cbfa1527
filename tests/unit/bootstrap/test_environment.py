"""The environment holds what the locks say and what runs, no more."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.environment import prune

ROOT = Path(__file__).resolve().parents[3]
REQUIREMENTS = ROOT / "requirements"
LOCKS = ("uv", "node", "runtime", "dev")


def pins(lock: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{lock}.lock").read_text()
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.lock").read_text()
    entries = re.split(r"^(?=[a-z0-9.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text


def test_the_tools_for_tests_come_on_top_of_the_same_versions_as_in_production() -> None:
    runtime, dev = pins("runtime"), pins("dev")
    assert runtime.items() <= dev.items()


def test_what_is_excluded_is_in_no_lock() -> None:
    excluded = re.findall(r"^([a-z0-9-]+)", (REQUIREMENTS / "excludes.txt").read_text(), flags=re.MULTILINE)
    assert "jax" in excluded
    assert pins("dev").keys().isdisjoint(excluded)


def test_rasa_is_the_release_with_the_fix_for_remote_model_loading() -> None:
    assert pins("runtime")["rasa"] == "3.6.21"


def test_what_nothing_reads_is_removed_and_the_rest_stays(tmp_path: Path) -> None:
    kept = [
        "rasa/cli/initial_project/tests/test_stories.yml",
        "numpy/core/numeric.py",
        "rasa/notes.h",
        "scipy/data.txt",
    ]
    gone = ["tensorflow/include/a.h", "sklearn/svm/tests/test_svm.py", "spacy/vocab.pyx", "scipy/tests/data/x.npz"]
    for name in kept + gone:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    prune(tmp_path)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(kept)


def test_pruning_an_environment_twice_is_harmless(tmp_path: Path) -> None:
    prune(tmp_path)
    prune(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["frobnicate"], ["clean", "--all"], []])
def test_an_unknown_command_is_refused_and_does_nothing(arguments: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "bootstrap", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert "usage:" in answer.stderr

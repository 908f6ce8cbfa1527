"""Steps that are skipped while nothing has changed, and never half-believed.

A step leaves a stamp with the fingerprint of its inputs when it is done. While it runs there is a `.started` mark in
the stamp's place, so that the next call knows of an interruption, whatever caused it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap.progress import Progress


@dataclass(frozen=True)
class Step:
    """One thing that set-up does."""

    name: str
    title: str
    fingerprint: Callable[[], str]
    outputs: Sequence[Path]
    run: Callable[[bool], str]
    """Does it. Is told whether an earlier try was interrupted or failed; returns a few words for the screen, or ''."""


class Ledger:
    """Which steps are done, for which inputs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_current(self, step: Step) -> bool:
        """Whether the step ended well for the inputs as they are now, and its outputs are still there."""
        return self._recorded(step) == step.fingerprint() and all(path.exists() for path in step.outputs)

    def start(self, step: Step) -> bool:
        """Note that the step begins; say whether an earlier try didn't end well."""
        self._folder.mkdir(parents=True, exist_ok=True)
        mark = self._started(step)
        unfinished = mark.exists()
        mark.touch()
        self._stamp(step).unlink(missing_ok=True)
        return unfinished

    def finish(self, step: Step, fingerprint: str) -> None:
        """Note that the step ended well for these inputs."""
        mark = self._started(step)
        mark.write_text(fingerprint + "\n", encoding="ascii")
        mark.replace(self._stamp(step))

    def _recorded(self, step: Step) -> str | None:
        stamp = self._stamp(step)
        return stamp.read_text(encoding="ascii").strip() if stamp.exists() else None

    def _stamp(self, step: Step) -> Path:
        return self._folder / step.name

    def _started(self, step: Step) -> Path:
        return self._folder / f"{step.name}.started"


def run_steps(steps: Sequence[Step], ledger: Ledger, progress: Progress) -> bool:
    """Run the steps that are not current, in order; say whether there was anything to do."""
    worked = False
    for step in steps:
        if ledger.is_current(step):
            continue
        worked = True
        with progress.step(step.title) as line:
            before = step.fingerprint()
            unfinished = ledger.start(step)
            line.detail = step.run(unfinished)
            ledger.finish(step, before)
    return worked

"""Set-up does what is needed, once, and takes up what was interrupted."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bootstrap.fingerprint import fingerprint, sources_under
from bootstrap.progress import Progress
from bootstrap.steps import Ledger, Step, run_steps


@dataclass
class Workshop:
    """A step that turns an input file into an output file, and can be made to fail."""

    folder: Path
    failure: BaseException | None = None
    tries: list[bool] = field(default_factory=list)

    @property
    def source(self) -> Path:
        return self.folder / "input.txt"

    @property
    def product(self) -> Path:
        return self.folder / "output.txt"

    def make(self, unfinished: bool) -> str:
        self.tries.append(unfinished)
        self.product.write_text("half")
        if self.failure is not None:
            raise self.failure
        self.product.write_text(self.source.read_text().upper())
        return "made"

    def run(self) -> bool:
        step = Step("product", "Product", lambda: fingerprint([self.source]), [self.product], self.make)
        progress = Progress(io.StringIO(), self.folder / "log")
        return run_steps([step], Ledger(self.folder / "stamps"), progress)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    workshop = Workshop(tmp_path)
    workshop.source.write_text("wood")
    return workshop


def test_a_step_that_is_done_is_not_done_again(workshop: Workshop) -> None:
    assert workshop.run()
    assert not workshop.run()
    assert len(workshop.tries) == 1


def test_a_changed_input_makes_the_step_run_again(workshop: Workshop) -> None:
    workshop.run()
    workshop.source.write_text("stone")
    assert workshop.run()
    assert workshop.product.read_text() == "STONE"


def test_a_missing_output_makes_the_step_run_again(workshop: Workshop) -> None:
    workshop.run()
    workshop.product.unlink()
    assert workshop.run()


@pytest.mark.parametrize("failure", [OSError("disk"), KeyboardInterrupt()])
def test_an_interrupted_step_is_not_believed_and_is_told_so(workshop: Workshop, failure: BaseException) -> None:
    workshop.failure = failure
    with pytest.raises(type(failure)):
        workshop.run()
    assert workshop.product.exists(), "the half-made output is there, and must not count"

    workshop.failure = None
    assert workshop.run()
    assert workshop.tries == [False, True]
    assert workshop.product.read_text() == "WOOD"


def test_an_interrupted_repeat_does_not_leave_the_old_stamp_behind(workshop: Workshop) -> None:
    workshop.run()
    workshop.source.write_text("stone")
    workshop.failure = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        workshop.run()
    workshop.source.write_text("wood")
    workshop.failure = None
    assert workshop.run(), "the inputs are the old ones again, but the output is half of the new one"


def test_an_input_that_changes_while_the_step_runs_makes_it_run_once_more(workshop: Workshop) -> None:
    def make(unfinished: bool) -> str:
        workshop.product.write_text(workshop.source.read_text())
        workshop.source.write_text("changed meanwhile")
        return ""

    step = Step("product", "Product", lambda: fingerprint([workshop.source]), [workshop.product], make)
    ledger = Ledger(workshop.folder / "stamps")
    run_steps([step], ledger, Progress(io.StringIO(), workshop.folder / "log"))
    assert not ledger.is_current(step)


def test_a_fingerprint_tells_contents_names_and_texts_apart(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("a")
    prints = {
        fingerprint([one]),
        fingerprint([other]),
        fingerprint([one, other]),
        fingerprint([one], "dev"),
        fingerprint([one], "d", "ev"),
        fingerprint([tmp_path / "absent"]),
    }
    assert len(prints) == 6
    assert fingerprint([one, other]) == fingerprint([other, one])


def test_sources_leave_out_what_tools_put_beside_them(tmp_path: Path) -> None:
    for name in ("src/chat.ts", "node_modules/lit/index.js", "index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = sources_under(tmp_path, without=frozenset({"node_modules"}))
    assert {path.name for path in found} == {"chat.ts", "index.html"}

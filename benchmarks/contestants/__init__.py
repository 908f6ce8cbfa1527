"""Every contestant: the rules of 2023 as its tool wants them, and one determination."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.leas import Lea, Verdict

__all__ = ["Contestant"]


@dataclass(frozen=True)
class Contestant:
    """One way to determine an LEA. `package` is what is installed for it, `gives` what a user of it gets."""

    name: str
    package: str | None
    gives: str
    answer: Callable[[Lea], Verdict]

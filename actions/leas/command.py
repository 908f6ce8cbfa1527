"""What is to be done with LEAs."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LeaCommand"]


@dataclass(frozen=True)
class LeaCommand:
    """What is to be done: `verb` is "add", "name", "switch", "copy", "forget", "list" or "compare".

    `name` is the LEA that it is about, `source` the one whose answers are copied, as known or as written; None where
    none is named. `is_new`: it is about one that isn't here yet, whether or not it is named. `is_guess`: it may mean
    something else, and is to be asked about. From `reads_from` on, the message may tell facts of that LEA. `more` are
    the names of others that are added with it.
    """

    verb: str
    name: str | None = None
    source: str | None = None
    reads_from: int = 0
    is_new: bool = False
    is_guess: bool = False
    more: tuple[str, ...] = ()

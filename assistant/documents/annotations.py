"""What stands beside a sentence: the numbers of its sources, that it is our conclusion, that a site added it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.documents.blocks import Citation, Mark, Paragraph, Text
from assistant.documents.wording import say

__all__ = ["Citations", "inferred", "local_mark"]


class Citations:
    """Gives each source of a document its number when it is first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, source_ids: Iterable[str]) -> tuple[Citation, ...]:
        """The citation of these sources; nothing where there are none."""
        numbers = {self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in source_ids}
        return (Citation(tuple(sorted(numbers))),) if numbers else ()

    @property
    def numbers(self) -> Mapping[str, int]:
        """The sources cited so far with their numbers, which count from 1."""
        return self._numbers


def inferred(why: str) -> Paragraph:
    """The line that says of what stands before it that it is a conclusion, and why."""
    return Paragraph((Mark(say("marks.inferred")), Text(why)))


def local_mark(is_local: bool) -> tuple[Mark, ...]:
    """The mark of what a site has added; nothing for all else."""
    return (Mark(say("marks.local")),) if is_local else ()

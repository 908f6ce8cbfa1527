"""Sources in a message: numbered where they carry a sentence, listed with their links at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.content import say
from rules_engine import Source

__all__ = ["References"]


class References:
    """Collects the sources of one message in the order in which they are used."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def mark(self, text: str, source_ids: Iterable[str]) -> str:
        """`text` with the numbers of its sources behind it: "... [1, 2]"."""
        numbers = [self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in source_ids]
        return f"{text} [{', '.join(map(str, numbers))}]" if numbers else text

    def lines(self) -> list[str]:
        """The sources used so far: "1. CDE: Targeted Level 3, with its link"."""
        return [f"{number}. {_linked(self._sources[id_])}" for id_, number in self._numbers.items()]

    def listed(self) -> str:
        """The sources used so far under their title; empty where there is none."""
        return "\n".join([say("result.sources"), *self.lines()]) if self._numbers else ""


def _linked(source: Source) -> str:
    return f"[{source.title}]({source.href})" if source.href else source.title

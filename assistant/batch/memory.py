"""A bounded memory for answers that come again and again in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

__all__ = ["Remembered"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(dict[K, V]):
    """`remembered[key]` is `find(key)`, found once.

    Forgets everything when it holds `limit` keys: keeping the order of use, as an LRU cache does, would cost more
    on every look-up than finding some keys again.
    """

    def __init__(self, find: Callable[[K], V], limit: int) -> None:
        super().__init__()
        self._find = find
        self._limit = limit

    def __missing__(self, key: K) -> V:
        if len(self) >= self._limit:
            self.clear()
        value = self[key] = self._find(key)
        return value

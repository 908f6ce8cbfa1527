"""What has been handled before: Slack sends things twice, and so may somebody who has listened in."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any, Protocol

__all__ = ["InMemory", "InRedis", "Once", "once_for"]

_KEPT = 20_000
_SECONDS = 3 * 60 * 60
"""Slack's last retry of an event comes within minutes, a delayed one within the hour."""


class Once(Protocol):
    """Remembers keys."""

    async def first(self, key: str) -> bool:
        """Whether `key` is new; from now on it isn't."""
        ...

    async def release(self, key: str) -> None:
        """Forgets `key`: what it stood for has come to nothing and may come again."""
        ...


class InMemory:
    """Remembers in this process the latest keys, so many and no more."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._keys: OrderedDict[str, None] = OrderedDict()

    async def first(self, key: str) -> bool:
        """As Once says."""
        is_new = key not in self._keys
        self._keys[key] = None
        if len(self._keys) > self._kept:
            self._keys.popitem(last=False)
        return is_new

    async def release(self, key: str) -> None:
        """As Once says."""
        self._keys.pop(key, None)


class InRedis:
    """Remembers for all workers that share a Redis, for some hours. `red` is a client as Rasa's lock store has one."""

    def __init__(self, red: Any, prefix: str = "") -> None:
        self._red = red
        self._prefix = f"{prefix}slack:once:"

    async def first(self, key: str) -> bool:
        """As Once says. One command, so that of two workers only one is the first."""
        return bool(await asyncio.to_thread(self._red.set, self._prefix + key, 1, nx=True, ex=_SECONDS))

    async def release(self, key: str) -> None:
        """As Once says."""
        await asyncio.to_thread(self._red.delete, self._prefix + key)


def once_for(lock_store: object) -> Once:
    """A memory that reaches as far as `lock_store` does: several workers of Rasa share a Redis, one has itself."""
    red = getattr(lock_store, "red", None)
    return InMemory() if red is None else InRedis(red, str(getattr(lock_store, "key_prefix", "")))

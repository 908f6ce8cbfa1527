"""What has been handled before: Slack sends things twice, and so may somebody who has listened in."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

import sqlalchemy as sa  # type: ignore[import-untyped] # 1.4 has no types
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore

from assistant.channels import history

__all__ = ["InDatabase", "InMemory", "InRedis", "Once", "once_for"]

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
        is_new = key not in self._keys
        self._keys[key] = None
        if len(self._keys) > self._kept:
            self._keys.popitem(last=False)
        return is_new

    async def release(self, key: str) -> None:
        self._keys.pop(key, None)


class InRedis:
    """Remembers for all workers that share a Redis, for some hours. `red` is a client as Rasa's lock store has one.

    Like the database, it holds hashes alone.
    """

    def __init__(self, red: Any, prefix: str = "") -> None:
        self._red = red
        self._prefix = f"{prefix}slack:once:"

    async def first(self, key: str) -> bool:
        # One command, so that of two workers only one is the first.
        return bool(await asyncio.to_thread(self._red.set, self._prefix + _hashed(key), 1, nx=True, ex=_SECONDS))

    async def release(self, key: str) -> None:
        await asyncio.to_thread(self._red.delete, self._prefix + _hashed(key))


class InDatabase:
    """Remembers the latest keys for all processes that share a database, also over a restart.

    The table holds hashes alone, so that nothing of a user is left in it who asks to be forgotten.
    """

    def __init__(self, engine: Any, kept: int = _KEPT) -> None:
        self._engine = engine
        self._kept = kept
        self._table = sa.Table(
            "slack_once",
            sa.MetaData(),
            sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("key", sa.String(64), unique=True, nullable=False),
        )
        try:
            self._table.create(engine, checkfirst=True)
        except (sa.exc.IntegrityError, sa.exc.OperationalError, sa.exc.ProgrammingError):
            # Another process was making it at the same moment, which each database says in its own way.
            self._table.create(engine, checkfirst=True)

    async def first(self, key: str) -> bool:
        # The database lets a key in once, so that of two processes only one is the first.
        return bool(await self._done(self._insert, _hashed(key)))

    async def release(self, key: str) -> None:
        await self._done(self._delete, self._table.c.key == _hashed(key))

    async def _done(self, work: Callable[[Any], Any], with_: Any) -> Any:
        if self._engine.dialect.name != "sqlite":
            return await asyncio.to_thread(work, with_)
        # A file takes one writer at a time, and this thread writes the conversations. It is done in a tenth of a
        # millisecond here; threads that wait for one another, and make the event loop wait, take seconds.
        return work(with_)

    def _insert(self, key: str) -> bool:
        try:
            with self._engine.begin() as connection:
                (number,) = connection.execute(self._table.insert().values(key=key)).inserted_primary_key
        except sa.exc.IntegrityError:
            return False
        if number % (self._kept // 10 or 1) == 0:  # now and then: the table grows to a little more than is kept
            self._delete(self._table.c.number <= number - self._kept)
        return True

    def _delete(self, which: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(self._table.delete().where(which))


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def once_for(lock_store: object, tracker_store: TrackerStore | None = None) -> Once:
    """A memory that reaches as far as the stores do: a Redis that holds the locks, else the conversations' database."""
    red = getattr(lock_store, "red", None)
    if red is not None:
        return InRedis(red, str(getattr(lock_store, "key_prefix", "")))
    leaves = history.leaves(tracker_store) if tracker_store is not None else ()
    engine = next((leaf.engine for leaf in leaves if isinstance(leaf, SQLTrackerStore)), None)
    return InMemory() if engine is None else InDatabase(engine)

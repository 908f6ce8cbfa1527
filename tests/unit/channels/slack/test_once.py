"""What was handled before is known, here and in the store that several workers share."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from assistant.channels.slack.once import InDatabase, InMemory, InRedis, Once, once_for
from assistant.conversations import ConversationStore

pytestmark = pytest.mark.asyncio(loop_scope="module")


class FakeRedis:
    """SET with NX and DEL, as Redis does them."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.lifetimes: dict[str, int] = {}

    def set(self, key: str, value: object, *, nx: bool, ex: int) -> bool | None:
        if nx and key in self.kept:
            return None
        self.kept[key] = value
        self.lifetimes[key] = ex
        return True

    def delete(self, key: str) -> int:
        return int(self.kept.pop(key, None) is not None)


class RedisLocks:
    """What Rasa's lock store has of Redis."""

    def __init__(self) -> None:
        self.red = FakeRedis()
        self.key_prefix = "ours:lock:"


@pytest.fixture(params=["memory", "redis", "database"])
def once(request: pytest.FixtureRequest, tmp_path: Path) -> Once:
    if request.param == "database":
        return InDatabase(ConversationStore(db=str(tmp_path / "conversations.db")).engine)
    return InMemory() if request.param == "memory" else InRedis(FakeRedis())


async def test_a_key_is_new_once(once: Once) -> None:
    assert await once.first("Ev1")
    assert not await once.first("Ev1")
    assert await once.first("Ev2")


async def test_what_came_to_nothing_may_come_again(once: Once) -> None:
    await once.first("press")
    await once.release("press")
    assert await once.first("press")


async def test_memory_is_bounded() -> None:
    once = InMemory(kept=3)
    for key in "abcd":
        await once.first(key)
    assert not await once.first("d")
    assert await once.first("a")


async def test_two_workers_share_what_they_know() -> None:
    locks = RedisLocks()
    one, other = once_for(locks), once_for(locks)
    assert await one.first("Ev1")
    assert not await other.first("Ev1")


async def test_redis_forgets_by_itself_holds_our_keys_apart_and_no_ids() -> None:
    locks = RedisLocks()
    await once_for(locks).first("said:slack:T1:U1:1")
    ((key, lifetime),) = locks.red.lifetimes.items()
    assert lifetime == 3 * 60 * 60
    assert key.startswith("ours:lock:slack:once:")
    assert "U1" not in key


async def test_processes_with_one_database_share_what_they_know(tmp_path: Path) -> None:
    stores = [ConversationStore(db=str(tmp_path / "conversations.db")) for _ in range(2)]
    one, other = (once_for(object(), store) for store in stores)
    keys = [f"Ev{number}" for number in range(50)]
    found = await asyncio.gather(*(memory.first(key) for key in keys for memory in (one, other)))
    assert sum(found) == len(keys)


async def test_the_database_holds_no_ids_and_only_the_latest_keys(tmp_path: Path) -> None:
    engine = ConversationStore(db=str(tmp_path / "conversations.db")).engine
    once = InDatabase(engine, kept=10)
    for number in range(35):
        await once.first(f"said:slack:T1:U1:{number}")
    with engine.connect() as connection:
        rows = [key for (key,) in connection.execute("SELECT key FROM slack_once")]
    assert 10 <= len(rows) <= 12
    assert all("U1" not in key and len(key) == 64 for key in rows)
    assert not await once.first("said:slack:T1:U1:34")


async def test_without_redis_and_a_database_each_process_remembers_for_itself() -> None:
    assert isinstance(once_for(object()), InMemory)

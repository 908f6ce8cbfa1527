"""Several workers behind one address: what one of them has handled, the others know by Redis or PostgreSQL."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import RedisLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from assistant.channels.slack.once import Once, once_for
from tests.databases import OWNER, postgresql, redis_server
from tests.integration.slack.conftest import Serve
from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.unit.channels.doubles import EchoAgent, echo

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.server]

WORKERS = 4
Worker = Callable[[], EchoAgent]


@pytest.fixture(name="redis_port", scope="module")
def _redis_port() -> Iterator[int]:
    with redis_server() as port:
        yield port


@pytest.fixture(name="postgresql_port", scope="module")
def _postgresql_port() -> Iterator[int]:
    with postgresql() as port:
        yield port


@pytest.fixture(name="worker", params=["redis", "postgresql"])
def _worker(request: pytest.FixtureRequest) -> Worker:
    """Makes one more worker of those that share a lock store, or a tracker store."""
    port: int = request.getfixturevalue(f"{request.param}_port")

    def make() -> EchoAgent:
        agent = EchoAgent(offering)
        if request.param == "redis":
            agent.lock_store, agent.tracker_store = RedisLockStore(port=port), shared
        else:
            agent.tracker_store = store_at(port)
        return agent

    shared = EchoAgent().tracker_store
    return make


def store_at(port: int) -> SQLTrackerStore:
    """Rasa's store on the PostgreSQL, with connections of its own."""
    return SQLTrackerStore(
        Domain.empty(), dialect="postgresql", host="127.0.0.1", port=port, db="postgres", username=OWNER
    )


async def offering(message: UserMessage) -> list[Mapping[str, Any]]:
    if message.text == "offer":
        return [{"text": "Which?", "buttons": [{"title": "This", "payload": "/this"}]}]
    return await echo(message)


def memory_of(worker: EchoAgent) -> Once:
    return once_for(worker.lock_store, worker.tracker_store)


async def test_of_several_workers_one_is_the_first(worker: Worker) -> None:
    """They begin at the same moment, so that each finds no table yet, and each key is claimed by all at once."""
    workers = [worker() for _ in range(WORKERS)]
    together = threading.Barrier(WORKERS)

    def claim(one: EchoAgent) -> list[str]:
        together.wait()
        memory = memory_of(one)
        return [key for key in keys if asyncio.run(memory.first(key))]

    keys = [f"event:Ev{number}" for number in range(50)]
    with ThreadPoolExecutor(WORKERS) as pool:
        claimed = [key for of_one in pool.map(claim, workers) for key in of_one]

    assert sorted(claimed) == sorted(keys)


async def test_what_came_to_nothing_at_one_worker_may_be_taken_up_by_another(worker: Worker) -> None:
    one, other = memory_of(worker()), memory_of(worker())
    await one.first("press:a choice")
    assert not await other.first("press:a choice")

    await one.release("press:a choice")

    assert await other.first("press:a choice")


async def test_an_event_and_a_press_that_reach_two_workers_are_handled_once(
    slack: FakeSlack, serve: Serve, worker: Worker
) -> None:
    here, there = [SlackUser(slack, await serve(worker()), "U0WORKERS") for _ in range(2)]
    for _ in range(5):
        event = here.event_of("offer", here.direct, None, slack.timestamp())
        again = {**event, "retry": 1}
        told = await asyncio.gather(here.tell(event, f"Ev{event['ts']}"), there.tell(again, f"Ev{event['ts']}"))
        assert told == [200, 200]
        await slack.quiet()
        asked = slack.at(here.direct)[-1]
        await asyncio.gather(here.press(asked, "This"), there.press(asked, "This"))
        await slack.quiet()

    said = [one.says() for one in slack.at(here.direct)]
    assert len(said) == 10
    assert all("✓ You chose: *This*" in one for one in said[::2])
    assert all("You said: /this" in one for one in said[1::2])


async def test_a_user_is_found_and_forgotten_in_a_shared_database(
    slack: FakeSlack, serve: Serve, postgresql_port: int
) -> None:
    agent = EchoAgent()
    agent.tracker_store = store_at(postgresql_port)
    ana = SlackUser(slack, await serve(agent), "U0FORGOTTEN")
    await ana.say("hi")
    await ana.mention("hi")
    await ana.say("forget me")
    await slack.quiet()
    question = next(one for one in slack.messages if "Delete everything" in one.titles())

    await ana.press(question, "Delete everything")
    await slack.quiet()

    assert "I have deleted what I kept of our conversations (2)" in question.text
    assert not [key for key in await store_at(postgresql_port).keys() if ana.name in key]

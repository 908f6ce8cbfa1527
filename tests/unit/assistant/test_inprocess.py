"""Actions in Rasa's own process."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError

from assistant.inprocess import InProcessActions


@pytest.fixture(scope="module")
def actions() -> InProcessActions:
    return InProcessActions()


def call(action: str, **tracker: Any) -> dict[str, Any]:
    state = {"sender_id": "ann", "slots": {}, "latest_message": {}, "events": [], **tracker}
    return {"next_action": action, "sender_id": "ann", "tracker": state}


async def test_an_action_replies_as_a_server_would(actions: InProcessActions) -> None:
    message = {"intent": {"name": "ask_help", "confidence": 1.0}, "text": "help", "entities": []}

    reply = await actions.request(json=call("action_answer", latest_message=message))

    assert reply["events"] == []
    assert "CIM level" in reply["responses"][0]["text"]


async def test_an_unknown_action_is_reported_as_a_server_would(actions: InProcessActions) -> None:
    with pytest.raises(ClientResponseError) as failure:
        await actions.request(json=call("action_unheard_of"))

    assert failure.value.status == 404


async def test_the_caller_s_tracker_is_left_alone(actions: InProcessActions) -> None:
    events = [{"event": "user", "text": "old"}, {"event": "user", "text": "new"}]
    asked = call("action_show_result", events=events)

    await actions.request(json=asked)

    assert asked["tracker"]["events"] == events

"""Rasa's actions in Rasa's own process: the same calls as to an action server, without the network.

Most of what an action costs otherwise is Rasa checking each reply against a JSON schema that it compiles anew every
time (RasaHQ/rasa#11717): 40 of 50 ms a turn. The check is for servers of others; our own replies are typed.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

__all__ = ["InProcessActions", "trust_own_replies"]


class InProcessActions(EndpointConfig):
    """An action endpoint that runs the actions of a package itself."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="inprocess://actions", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = None,
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run the action that the call names, and return its reply.

        Raises ClientResponseError as an action server's answer would: 400 for a refused action, 404 for an unknown one.
        """
        tracker = {**kwargs["json"]["tracker"]}
        tracker["events"] = _since_latest_message(tracker["events"])
        # As over the network, the action works on a copy: nothing that it does to it reaches Rasa's tracker.
        call = json.loads(json.dumps({**kwargs["json"], "tracker": tracker}))
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as error:
            text = json.dumps({"error": str(error), "action_name": error.action_name})
            raise ClientResponseError(400, "rejected", text) from error
        except ActionNotFoundException as error:
            raise ClientResponseError(404, "not found", str(error)) from error


def _since_latest_message(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events that our actions look at; copying a whole conversation would cost more than the actions do."""
    for at in range(len(events) - 1, -1, -1):
        if events[at]["event"] == "user":
            return events[at:]
    return events


def trust_own_replies() -> None:
    """Stop Rasa from checking the form of the actions' replies in this process, where all of them are ours."""

    def trust(self: RemoteAction, result: dict[str, Any]) -> bool:
        return True

    RemoteAction._validate_action_result = trust

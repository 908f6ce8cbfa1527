"""The Rasa agent: the trained model with our actions in the same process and our store for conversations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore

from actions.guard import without_pupil_data
from assistant.in_order import run_models_in_order
from assistant.inprocess import InProcessActions, trust_own_replies

__all__ = ["GuardedAgent", "ModelMissingError", "load_agent", "newest_model"]


class ModelMissingError(Exception):
    """There is no trained model to load; the text says how to get one."""


def newest_model(folder: Path) -> Path:
    """The newest model in `folder`. Raises ModelMissingError where there is none."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise ModelMissingError(f"There is no trained model in {folder}. Make one with: cim train")
    return models[-1]


class GuardedAgent(Agent):
    """Rasa's agent, to which no message about a single student comes."""

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Handle `message`; one about a single student is replaced before anything reads, stores or logs it.

        A payload too: not every channel knows whether a button has sent it.
        """
        if message.text:
            message.text = without_pupil_data(message.text)
        replies: list[dict[str, Any]] | None = await super().handle_message(message)
        return replies


def load_agent(model: Path, tracker_store: TrackerStore | None = None) -> Agent:
    """The agent of `model`; without a `tracker_store`, conversations live in memory."""
    trust_own_replies()
    run_models_in_order()
    agent = GuardedAgent(action_endpoint=InProcessActions(), tracker_store=tracker_store)
    agent.load_model(model)
    return agent

"""The Rasa agent: the trained model with our actions in the same process and our store for conversations."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore

from assistant.in_order import run_models_in_order
from assistant.inprocess import InProcessActions, trust_own_replies

__all__ = ["ModelMissingError", "load_agent", "newest_model"]


class ModelMissingError(Exception):
    """There is no trained model to load; the text says how to get one."""


def newest_model(folder: Path) -> Path:
    """The newest model in `folder`. Raises ModelMissingError where there is none."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise ModelMissingError(f"There is no trained model in {folder}. Make one with: cim train")
    return models[-1]


def load_agent(model: Path, tracker_store: TrackerStore | None = None) -> Agent:
    """The agent of `model`; without a `tracker_store`, conversations live in memory."""
    trust_own_replies()
    run_models_in_order()
    return Agent.load(model, action_endpoint=InProcessActions(), tracker_store=tracker_store)

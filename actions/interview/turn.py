"""The outcome of hearing one message: where the conversation stands then, and what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.conversation import Conversation

__all__ = ["Turn"]


@dataclass(frozen=True)
class Turn:
    """A conversation after a message, and the sentences that acknowledge it. `asks_too`: it held a question as well."""

    conversation: Conversation
    lines: tuple[str, ...] = ()
    asks_too: bool = False

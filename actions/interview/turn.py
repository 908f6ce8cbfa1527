"""The outcome of hearing one message: where the conversation stands then, and what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.conversation import Conversation
from actions.saying.message import Message

__all__ = ["Turn"]


@dataclass(frozen=True)
class Turn:
    """A conversation after a message, and the sentences that acknowledge it.

    `answers` are the messages by which a wish to see something is granted. `asks_too`: it held a question as well.
    `aside`: it is nothing but a question, so that it opens no interview. `rests`: nothing is to be asked now, although
    something could be.
    """

    conversation: Conversation
    lines: tuple[str, ...] = ()
    asks_too: bool = False
    aside: bool = False
    rests: bool = False
    answers: tuple[Message, ...] = ()

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is said of it: the acknowledgement in one message, then the answers."""
        return (*([Message(" ".join(self.lines))] if self.lines else []), *self.answers)

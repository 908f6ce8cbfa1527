"""Where in Slack something is said, and which conversation that belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Place", "message_id", "own_conversation", "place_of", "said_at", "thread_conversations"]

_TIMESTAMPED = re.compile(r"-(\d+)-(\d+)$")


@dataclass(frozen=True)
class Place:
    """A user at a place in a workspace, all by Slack's ids.

    `thread` is the timestamp of the message that heads the thread. `own`: it belongs to the user's own conversation
    though it is not in the direct messages, like a slash command.
    """

    team: str
    channel: str
    user: str
    thread: str | None = None
    own: bool = False

    @property
    def is_direct(self) -> bool:
        """Whether nobody else sees it."""
        return self.own or self.channel.startswith("D")

    @property
    def conversation(self) -> str:
        """The id of the conversation: one per user in direct messages, one per thread in channels."""
        if self.is_direct or self.thread is None:
            return own_conversation(self.team, self.user)
        return f"slack:{self.team}:{self.channel}:{self.thread}"


def own_conversation(team: str, user: str) -> str:
    """The id of the conversation that a user has alone with the assistant."""
    return f"slack:{team}:{user}"


def thread_conversations(team: str) -> re.Pattern[str]:
    """Matches the ids of conversations in a workspace's threads, with the channel and the thread as its groups."""
    return re.compile(rf"slack:{re.escape(team)}:(\w+):([\d.]+)")


def place_of(conversation: str, team: str, user: str) -> Place:
    """Where a conversation in which the user takes part goes on: in its thread, or in the direct messages."""
    thread = thread_conversations(team).fullmatch(conversation)
    return Place(team, thread[1], user, thread[2]) if thread else Place(team, user, user, own=True)


def message_id(channel: str, timestamp: str) -> str:
    """The id of a message for Rasa: the same however often, and by whichever event, Slack tells of it."""
    return f"{channel}-{timestamp.replace('.', '-')}"


def said_at(id_: str) -> tuple[int, int]:
    """When the message of that id was written, by Slack's clock; (0, 0) for an id of another make."""
    found = _TIMESTAMPED.search(id_)
    return (int(found[1]), int(found[2])) if found else (0, 0)

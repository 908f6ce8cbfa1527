"""What the server keeps in memory of a web conversation while a tab shows it or a turn of it runs.

The lasting record is Rasa's tracker; everything here can be built again from it.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

from actions.guard import without_pupil_data
from assistant.channels import wording
from assistant.channels.messages import Choice, Message
from assistant.channels.typed import LONGEST, RefusedError, cleaned, without_command

REMEMBERED_IDS = 500
MESSAGE_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


@dataclass(frozen=True)
class Limits:
    """What a client may send."""

    characters: int = LONGEST
    waiting_turns: int = 5


@dataclass(frozen=True)
class Utterance:
    """Something a user said: `shown` in the transcript, `text` for Rasa, `closed` the choices that it closed."""

    id: str
    shown: str
    text: str
    closed: tuple[Choice, ...] = ()


@dataclass(eq=False)
class Conversation:
    """One conversation: who watches it, whose turn it is, what may be pressed."""

    session_id: str
    limits: Limits
    tabs: set[str] = field(default_factory=set)
    """Socket ids of the tabs that show it."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a turn runs. Waiting turns get it in the order in which they came."""
    waiting: set[str] = field(default_factory=set)
    """Message ids whose turn has not ended."""
    deleted: bool = False
    """Turns that were still waiting are dropped."""
    _offered: tuple[Choice, ...] = ()
    _standing: tuple[Choice, ...] = ()
    _known: OrderedDict[str, None] = field(default_factory=OrderedDict)

    @property
    def in_use(self) -> bool:
        return bool(self.tabs or self.waiting or self.turn.locked())

    def recall(self, history: Iterable[Message]) -> None:
        """Takes from the record which ids have been handled and, unless a turn runs, which buttons are open."""
        offered: tuple[Choice, ...] = ()
        for message in history:
            if message.speaker == "user":
                self._know(message.id)
                offered = ()
            else:
                offered += message.buttons
        if not self.waiting:
            self._offered = offered

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """These may be pressed, besides what was offered since the user last said something."""
        self._offered += choices

    def keep_open(self, choices: tuple[Choice, ...]) -> None:
        """These, and no earlier ones, may be pressed at any time, whatever is asked or said in between."""
        self._standing = choices

    def withdraw_offers(self) -> None:
        """Nothing may be pressed: what was offered belongs to a turn that has come to nothing."""
        self._offered = ()

    def admit(self, data: object) -> tuple[Utterance, bool]:
        """Takes a client's message into the queue of turns.

        Returns the utterance and whether it is new: the same id a second time is the client making sure.

        Raises:
            RefusedError: it has no proper form, is empty, too long, one too many, or presses what was not offered.
        """
        if not isinstance(data, dict):
            raise RefusedError(wording.NOT_UNDERSTOOD)
        message_id, typed, payload = data.get("id"), data.get("text"), data.get("payload")
        if not isinstance(message_id, str) or not MESSAGE_ID.fullmatch(message_id) or not isinstance(typed, str):
            raise RefusedError(wording.NOT_UNDERSTOOD)
        if message_id in self._known:
            return Utterance(message_id, typed, ""), False
        if len(self.waiting) >= self.limits.waiting_turns:
            raise RefusedError(wording.TOO_MANY_WAITING)
        utterance = self._typed(message_id, typed) if payload is None else self._pressed(message_id, payload)
        self._know(message_id)
        self.waiting.add(message_id)
        self._offered = ()
        return utterance, True

    def _typed(self, message_id: str, typed: str) -> Utterance:
        shown = without_pupil_data(cleaned(typed, self.limits.characters))
        return Utterance(message_id, shown, without_command(shown), self._offered)

    def _pressed(self, message_id: str, payload: object) -> Utterance:
        for choice in (*self._offered, *self._standing):
            if choice.payload == payload:
                return Utterance(message_id, choice.title, choice.payload, self._offered)
        raise RefusedError(wording.NO_LONGER_OPEN)

    def _know(self, message_id: str) -> None:
        self._known[message_id] = None
        while len(self._known) > REMEMBERED_IDS:
            self._known.popitem(last=False)

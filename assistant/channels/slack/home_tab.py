"""The Home tab at work: shown when it is opened, and gone on from by its buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from actions.saying.message import payload
from assistant.channels import wording as common_wording
from assistant.channels.slack import home, wording
from assistant.channels.slack.incoming import Pressed
from assistant.channels.slack.places import Place, place_of, said_at
from assistant.channels.slack.posting import Poster, Target
from assistant.channels.slack.remembered import conversations_of
from assistant.channels.slack.talking import Talk, note, target_of
from assistant.channels.slack.turns import Turns

if TYPE_CHECKING:
    from rasa.core.agent import Agent

__all__ = ["HomeTab"]

_START = "/start_interview"
_ADD = "/add_lea"


class HomeTab:
    """Shows a user's LEAs, and takes the user on to them."""

    def __init__(self, poster: Poster, talk: Talk, turns: Turns, agent: Callable[[], Agent]) -> None:
        self._poster = poster
        self._talk = talk
        self._turns = turns
        self._agent = agent

    async def publish(self, team: str, user: str, page: int = 0) -> None:
        """Show the LEAs of all the user's conversations."""
        entries: list[home.Entry] = []
        for conversation in await self._conversations(team, user):
            place = place_of(conversation, team, user)
            interview = await self._talk.interview(place)
            entries += home.entries_in(interview, conversation, *self._thread(place))
        await self._poster.publish_home(user, home.home_view(entries, page))

    def pressed(self, pressed: Pressed) -> None:
        """Does what a button of the tab asks for."""
        place, action = pressed.place, pressed.action_id
        if action.startswith(home.HOME_PAGE):
            page = int(pressed.value) if pressed.value.isdecimal() else 0
            self._turns.start(self.publish(place.team, place.user, page))
        elif action == home.HOME_START:
            self._add(place, pressed.id, partial(self._state, place, _START, wording.HOME_START, pressed.id))
        elif action == home.HOME_ADD:
            self._add(place, pressed.id, partial(self._state, place, _ADD, wording.HOME_ADD, pressed.id))
        elif action == home.HOME_OPEN:
            self._turns.start(self._open(pressed))

    async def _open(self, pressed: Pressed) -> None:
        """Goes on with an LEA of one of the user's own conversations or threads, and of no other."""
        way = home.Way.read(pressed.value)
        team, user = pressed.place.team, pressed.place.user
        if way is not None and way.conversation in await self._conversations(team, user):
            place = place_of(way.conversation, team, user)
            self._add(place, pressed.id, partial(self._go_on, place, way.lea, pressed.id))

    async def _go_on(self, place: Place, lea: str, id_: str) -> None:
        is_current = (await self._talk.interview(place)).lea == (lea or None)
        if not is_current:
            await self._state(place, payload("switch_lea", lea=lea), lea, id_)
        elif place.own:  # a thread is opened by the button's link, and needs no words
            await self._state(place, _START, lea or wording.HOME_OPEN, id_)

    async def _state(self, place: Place, says: str, shown: str, id_: str) -> None:
        await self._talk.state(place, says, shown, id_, target_of(place))

    def _add(self, place: Place, id_: str, turn: Callable[[], Awaitable[None]]) -> None:
        if not self._turns.add(place.conversation, said_at(id_), turn):
            self._turns.start(self._refuse(place))

    async def _refuse(self, place: Place) -> None:
        await self._poster.post(Target(place.user), note(common_wording.TOO_MANY_WAITING))

    async def _conversations(self, team: str, user: str) -> list[str]:
        return await conversations_of(self._agent().tracker_store, team, user)

    def _thread(self, place: Place) -> tuple[str, str]:
        """The channel and the address of the place's thread; empty for the direct messages."""
        if place.thread is None:
            return "", ""
        return place.channel, f"{self._poster.workspace_url}archives/{place.channel}/p{place.thread.replace('.', '')}"

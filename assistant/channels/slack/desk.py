"""What happens with everything that Slack sends: each kind goes to the part that deals with it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.channels import wording as common_wording
from assistant.channels.slack import commands, forgetting, home, reviewing, wording
from assistant.channels.slack.card import CRITERIA, DOCUMENTS, REVIEW, SHARE
from assistant.channels.slack.home_tab import HomeTab
from assistant.channels.slack.incoming import (
    Commanded,
    Edited,
    HomeOpened,
    Incoming,
    Pressed,
    Said,
    Shortcut,
    Submitted,
)
from assistant.channels.slack.once import InMemory, Once
from assistant.channels.slack.places import Place, said_at
from assistant.channels.slack.posting import Poster, Target
from assistant.channels.slack.rendering import CHOICES
from assistant.channels.slack.talking import Talk, aside, note, target_of
from assistant.channels.slack.turns import Turns
from assistant.channels.slack.views import Views
from assistant.channels.turn import GREETING, Handler

if TYPE_CHECKING:
    from rasa.core.agent import Agent

__all__ = ["Desk"]

logger = logging.getLogger(__name__)


class Desk:
    """Takes in what came, and sees to it in the background. `agent` gives Rasa's agent once there is one."""

    def __init__(self, poster: Poster, on_new_message: Handler, agent: Callable[[], Agent]) -> None:
        self.turns = Turns()
        self._poster = poster
        self._agent = agent
        self._once: Once = InMemory()
        self._talk = Talk(poster, on_new_message, agent)
        self._views = Views(poster, self._talk, self.turns)
        self._home = HomeTab(poster, self._talk, self.turns, agent)
        self._on_card: Mapping[str, Callable[[Pressed], Awaitable[None]]] = {
            SHARE: self._views.share,
            REVIEW: self._views.review_of,
            CRITERIA: self._views.criteria,
            DOCUMENTS: self._views.documents,
        }
        self._commands = commands.Commands(poster, self._talk, self.turns, self._views)

    @property
    def once(self) -> Once:
        """What has been handled before."""
        return self._once

    @once.setter
    def once(self, once: Once) -> None:
        self._once = self._talk.once = once

    async def receive(self, incoming: Incoming) -> Mapping[str, Any] | None:
        """Takes in what came. What Slack is to be answered at once; None for an empty acknowledgement."""
        if incoming.place.team != self._poster.workspace and self._poster.workspace:
            # Our token can't answer there, and what is said there is none of ours to keep.
            logger.error("The app is also installed in the workspace %s, which is not served", incoming.place.team)
            return commands.answer(wording.ANOTHER_WORKSPACE) if isinstance(incoming, Commanded) else None
        if isinstance(incoming, Commanded):
            return await self._commands.receive(incoming)
        if isinstance(incoming, Submitted):
            return await self._views.submitted(incoming)
        if isinstance(incoming, Said):
            await self._said(incoming)
        elif isinstance(incoming, Pressed):
            self._pressed(incoming)
        elif isinstance(incoming, Shortcut):
            if incoming.callback_id == reviewing.REVIEW_VIEW:
                self.turns.start(self._views.review(incoming.place, incoming.trigger, target_of(incoming.place)))
        elif isinstance(incoming, HomeOpened):
            self._home_opened(incoming)
        elif isinstance(incoming, Edited):
            remark = wording.DELETED if incoming.deleted else wording.EDITED
            self.turns.start(self._tell(target_of(incoming.place), remark))
        return None

    async def _said(self, said: Said) -> None:
        # A mention may come as two events: one key for both, but not for a message that may yet be passed over.
        if not await self._once.first(f"{'unasked' if said.unasked else 'said'}:{said.place.conversation}:{said.id}"):
            return
        target = target_of(said.place)
        if forgetting.asks_to_be_forgotten(said.text) and not said.unasked:
            self.turns.start(self._post_forget_question(aside(said.place, target), said.place.user))
            return
        if said.text or said.has_files:
            turn = partial(self._talk.said, said, target)
        else:  # somebody just calls
            turn = partial(self._talk.state, said.place, GREETING, "", said.id, target)
        if not self.turns.add(said.place.conversation, said_at(said.id), turn):
            self.turns.start(self._tell(target, common_wording.TOO_MANY_WAITING))

    def _pressed(self, pressed: Pressed) -> None:
        target = target_of(pressed.place, pressed.response_url)
        action = pressed.action_id
        if pressed.block_id.startswith(CHOICES):
            hint = wording.ONLY_YOU if pressed.place.own else ""
            turn = partial(self._talk.pressed, pressed, target, hint)
            if not self.turns.add(pressed.place.conversation, said_at(pressed.id), turn):
                self.turns.start(self._tell(target, common_wording.TOO_MANY_WAITING))
        elif pressed.block_id == forgetting.FORGET:
            self.turns.start(self._forget(pressed))
        elif action in self._on_card:
            self.turns.start(self._on_card[action](pressed))
        elif action == home.HOME_FORGET:
            self.turns.start(self._post_forget_question(Target(pressed.place.user), pressed.place.user))
        else:
            self._home.pressed(pressed)

    def _home_opened(self, opened: HomeOpened) -> None:
        place = opened.place
        if opened.tab == "messages":
            self.turns.add(place.conversation, None, partial(self._greet, place))
        else:
            self.turns.start(self._home.publish(place.team, place.user))

    async def _greet(self, place: Place) -> None:
        """Who opens the direct messages for the first time is told what this is."""
        if not await self._talk.record(place):
            await self._talk.state(place, GREETING, "", "greeting", target_of(place))

    async def _forget(self, pressed: Pressed) -> None:
        if await forgetting.forget(pressed, self._talk, self._agent):
            await self._home.publish(pressed.place.team, pressed.place.user)

    async def _post_forget_question(self, target: Target, user: str) -> None:
        await self._poster.post(target, forgetting.forget_question(user))

    async def _tell(self, target: Target, text: str) -> None:
        await self._poster.post(target, note(text))

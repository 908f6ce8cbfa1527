"""What opens beside the conversation: the modals and the Home tab."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from actions.conversation import Conversation
from assistant.channels.slack import home, reviewing, sharing, wording
from assistant.channels.slack.card import CARD
from assistant.channels.slack.handing_over import documents
from assistant.channels.slack.incoming import Pressed, Submitted
from assistant.channels.slack.places import Place, thread_conversations
from assistant.channels.slack.posting import Poster, Target
from assistant.channels.slack.remembered import conversations_of
from assistant.channels.slack.talking import Talk, note, target_of
from assistant.channels.slack.turns import Turns
from rules_engine import Facts, RulesEngineError

if TYPE_CHECKING:
    from rasa.core.agent import Agent

__all__ = ["Views"]

logger = logging.getLogger(__name__)
CLEAR = {"response_action": "clear"}


class Views:
    """Opens views and takes in what comes back from them."""

    def __init__(self, poster: Poster, talk: Talk, turns: Turns, agent: Callable[[], Agent]) -> None:
        self._poster = poster
        self._talk = talk
        self._turns = turns
        self._agent = agent

    async def review(self, place: Place, trigger: str) -> None:
        """All answers of the place's conversation, to correct."""
        facts = await self._facts(place.conversation)
        await self._poster.open_view(trigger, reviewing.review_view(facts, place))

    async def share(self, pressed: Pressed) -> None:
        """Asks where the result of the card is to be posted."""
        view = sharing.share_view(pressed.block_id.removeprefix(CARD), pressed.place)
        await self._poster.open_view(pressed.trigger, view)

    async def criteria(self, pressed: Pressed) -> None:
        """Every criterion of the card's result."""
        result = await self._card_result(pressed)
        if result is not None:
            await self._poster.open_view(pressed.trigger, sharing.criteria_view(result))

    async def documents(self, pressed: Pressed) -> None:
        """Hands over the documents of the card's result, where the card is."""
        result = await self._card_result(pressed)
        if result is None:
            return
        place, target = pressed.place, target_of(pressed.place)
        if place.own:  # there is no file that only one sees in a channel
            target = Target(await self._poster.direct_channel(place.user, note(wording.DOCUMENTS_HERE)[0]))
        try:
            made = await asyncio.to_thread(documents, result, dt.datetime.now().astimezone())
        except RulesEngineError:
            logger.exception("The documents of a result could not be made")
            made = []
        if not made or not target.channel or not await self._poster.upload(target, made):
            await self._poster.post(target_of(place, pressed.response_url), note(wording.NO_DOCUMENTS))

    async def submitted(self, submitted: Submitted) -> Mapping[str, Any] | None:
        """Takes in a view that was filled in. The answer is for Slack: None closes the view, errors stand at fields."""
        try:
            if submitted.callback_id == reviewing.REVIEW_VIEW:
                return await self._reviewed(submitted)
            if submitted.callback_id == sharing.SHARE_VIEW:
                self._turns.start(self._shared(submitted, *sharing.to_share(submitted.note)))
        except ValueError as error:
            logger.warning("A view could not be read: %s", error)
            return CLEAR
        return None

    async def publish_home(self, team: str, user: str, page: int = 0) -> None:
        """The user's LEAs on the Home tab."""
        entries: list[home.Entry] = []
        threads = thread_conversations(team)
        for conversation in conversations_of(self._agent().tracker_store, team, user):
            thread = threads.fullmatch(conversation)
            where, link = wording.HOME_UNNAMED, ""
            if thread is not None:
                where = wording.HOME_IN_THREAD.format(channel=f"#{thread[1]}")
                link = f"{self._poster.workspace_url}archives/{thread[1]}/p{thread[2].replace('.', '')}"
            entries += home.entries_in(await self._slots(conversation), where, link)
        await self._poster.publish_home(user, home.home_view(entries, page))

    async def _reviewed(self, submitted: Submitted) -> Mapping[str, Any] | None:
        place = reviewing.opened_at(submitted.note)
        if (place.team, place.user) != (submitted.place.team, submitted.place.user):
            return CLEAR
        facts = await self._facts(place.conversation)
        review = reviewing.read_review(submitted.values, submitted.note, facts)
        if review.problems:
            return {"response_action": "errors", "errors": dict(review.problems)}
        if review.changes:
            id_ = f"review-{uuid.uuid4().hex}"
            shown = review.shown(facts)
            turn = partial(self._talk.state, place, review.payload(), shown, id_, target_of(place))
            self._turns.add(place.conversation, (int(time.time()), 0), turn)
        return None

    async def _shared(self, submitted: Submitted, place: Place, message_id: str) -> None:
        if (place.team, place.user) != (submitted.place.team, submitted.place.user):
            return
        record = await self._talk.record(place)
        message = next((one for one in record if one.id == message_id), None)
        posts = sharing.shared(message) if message else ()
        url = next((str(one.get("response_url", "")) for one in submitted.response_urls), "")
        channel = sharing.where_to(submitted.values)
        if url:
            sent = [await self._poster.respond(url, post, in_channel=True) for post in posts]
        else:
            sent = [await self._poster.post(Target(channel), [post]) for post in posts]
        if not sent or not all(sent):
            await self._poster.post(Target(place.user), note(wording.NOT_SHARED))

    async def _card_result(self, pressed: Pressed) -> Mapping[str, Any] | None:
        id_ = pressed.block_id.removeprefix(CARD)
        record = await self._talk.record(pressed.place)
        return sharing.result_of(next((one for one in record if one.id == id_), None))

    async def _facts(self, conversation: str) -> Facts:
        return Conversation.from_slots(await self._slots(conversation)).facts

    async def _slots(self, conversation: str) -> Mapping[str, Any]:
        tracker = await self._agent().tracker_store.retrieve(conversation)
        slots: Mapping[str, Any] = tracker.current_slot_values() if tracker is not None else {}
        return slots

"""The modals: what opens over the conversation, and what comes back from it."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from actions.leas.turns import standing_of
from actions.saying.message import payload
from assistant.channels import wording as common_wording
from assistant.channels.failures import log_failure
from assistant.channels.messages import Message
from assistant.channels.slack import reviewing, sharing, wording
from assistant.channels.slack.blocks import Block
from assistant.channels.slack.card import CARD
from assistant.channels.slack.handing_over import documents
from assistant.channels.slack.incoming import Pressed, Submitted
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Poster, Target
from assistant.channels.slack.rendering import lea_of, result_of
from assistant.channels.slack.talking import Talk, aside, note, target_of
from assistant.channels.slack.turns import Turns
from rules_engine import RulesEngineError

__all__ = ["Views"]

CLEAR = {"response_action": "clear"}


class Views:
    """Opens views and takes in what comes back from them."""

    def __init__(self, poster: Poster, talk: Talk, turns: Turns) -> None:
        self._poster = poster
        self._talk = talk
        self._turns = turns

    async def review(self, place: Place, trigger: str, target: Target) -> None:
        """All answers on the LEA that the place's conversation is about now, to correct."""
        interview = await self._talk.interview(place)
        await self._open(trigger, reviewing.review_view(interview.facts, place, interview.lea), target)

    async def review_of(self, pressed: Pressed) -> None:
        """All answers on the LEA of the card, to correct; where it has gone, those on the LEA of now."""
        card, interview = await self._card(pressed), await self._talk.interview(pressed.place)
        lea = lea_of(card) if card is not None else ""
        if lea in interview.lea_names:
            interview = standing_of(interview, lea)
        view = reviewing.review_view(interview.facts, pressed.place, interview.lea)
        await self._open(pressed.trigger, view, _back_to(pressed))

    async def share(self, pressed: Pressed) -> None:
        """Asks where the result of the card is to be posted."""
        if (card := await self._result_card(pressed)) is not None:
            await self._open(pressed.trigger, sharing.share_view(card.id, pressed.place), _back_to(pressed))

    async def criteria(self, pressed: Pressed) -> None:
        """Every criterion of the card's result."""
        card = await self._result_card(pressed)
        if card is not None and (result := result_of(card)) is not None:
            await self._open(pressed.trigger, sharing.criteria_view(result, lea_of(card)), _back_to(pressed))

    async def documents(self, pressed: Pressed) -> None:
        """Hands over the documents of the card's result, where the card is."""
        card = await self._result_card(pressed)
        result = result_of(card)
        if card is None or result is None:
            return
        place, target = pressed.place, target_of(pressed.place)
        if place.own:  # there is no file that only one sees in a channel
            target = Target(await self._poster.direct_channel(place.user, note(wording.DOCUMENTS_HERE)[0]))
        try:
            made = await asyncio.to_thread(documents, result, dt.datetime.now().astimezone(), lea_of(card))
        except RulesEngineError as error:
            log_failure("The documents of a result could not be made", error)
            made = []
        if not made or not target.channel or not await self._poster.upload(target, made):
            await self._poster.post(_back_to(pressed), note(wording.NO_DOCUMENTS))

    async def submitted(self, submitted: Submitted) -> Mapping[str, Any] | None:
        """Takes in a view that was filled in. The answer is for Slack: None closes the view, errors stand at fields."""
        try:
            if submitted.callback_id == reviewing.REVIEW_VIEW:
                return await self._reviewed(submitted)
            if submitted.callback_id == sharing.SHARE_VIEW:
                self._turns.start(self._shared(submitted, *sharing.to_share(submitted.note)))
        except ValueError as error:
            log_failure("A view could not be read", error)
            return CLEAR
        return None

    async def _reviewed(self, submitted: Submitted) -> Mapping[str, Any] | None:
        place = reviewing.opened_at(submitted.note)
        if (place.team, place.user) != (submitted.place.team, submitted.place.user):
            return CLEAR
        interview, lea = await self._talk.interview(place), reviewing.reviewed_lea(submitted.note)
        if lea != interview.lea and lea not in interview.lea_names:
            return reviewing.refused(submitted.values, wording.LEA_GONE)
        facts = standing_of(interview, lea).facts if lea else interview.facts
        review = reviewing.read_review(submitted.values, submitted.note, facts)
        if review.problems:
            return {"response_action": "errors", "errors": dict(review.problems)}
        if review.changes:
            id_ = f"review-{uuid.uuid4().hex}"
            shown = review.shown(facts)
            turn = partial(self._review_taken, place, lea, review.payload(), shown, id_)
            if not self._turns.add(place.conversation, None, turn):
                return reviewing.refused(submitted.values, common_wording.TOO_MANY_WAITING)
        return None

    async def _review_taken(self, place: Place, lea: str | None, says: str, shown: str, id_: str) -> None:
        """The answers of a form, told of the LEA that it was opened for, or of none."""
        target = target_of(place)
        if lea and not await self._is_about(place, lea):
            await self._talk.state(place, payload("switch_lea", lea=lea), lea, f"{id_}-lea", target)
        if await self._is_about(place, lea):
            await self._talk.state(place, says, shown, id_, target)
        else:  # the way there failed, or much has happened since the form was sent
            await self._poster.post(target, note(wording.NOT_SAVED))

    async def _is_about(self, place: Place, lea: str | None) -> bool:
        return (await self._talk.interview(place)).lea == lea

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

    async def _open(self, trigger: str, view: Block, target: Target) -> None:
        """Open `view`; who waits for it in vain is told."""
        if not await self._poster.open_view(trigger, view):
            await self._poster.post(target, note(wording.NOT_OPENED))

    async def _result_card(self, pressed: Pressed) -> Message | None:
        """The message of the card that was pressed; None once the user was told that its result isn't here any more."""
        card = await self._card(pressed)
        if result_of(card) is None:
            await self._poster.post(_back_to(pressed), note(wording.CARD_GONE))
            return None
        return card

    async def _card(self, pressed: Pressed) -> Message | None:
        """The message of the card that was pressed."""
        id_ = pressed.block_id.removeprefix(CARD)
        return next((one for one in await self._talk.record(pressed.place) if one.id == id_), None)


def _back_to(pressed: Pressed) -> Target:
    return aside(pressed.place, target_of(pressed.place, pressed.response_url))

"""A turn of a conversation in Slack: what was said or pressed goes to Rasa, what comes back to where it was said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rasa.core.channels.channel import UserMessage

from actions.conversation import Conversation as Interview
from assistant.channels import history
from assistant.channels import wording as common_wording
from assistant.channels.conversation import Conversation, Limits, Utterance
from assistant.channels.messages import Choice, Message, now
from assistant.channels.replies import Replies
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import Post, posts, sections
from assistant.channels.slack.incoming import PRESS, Pressed, Said
from assistant.channels.slack.once import InMemory, Once
from assistant.channels.slack.places import Place, said_at
from assistant.channels.slack.posting import Poster, Target
from assistant.channels.slack.rendering import CHOICES, as_chosen, as_closed, choices_of, render
from assistant.channels.turn import Handler, run_turn
from assistant.channels.typed import RefusedError

if TYPE_CHECKING:
    from rasa.core.agent import Agent  # seconds of imports, for a type

__all__ = ["CHANNEL", "SPEAKER", "Talk", "aside", "note", "target_of"]

CHANNEL = "slack"
SPEAKER = "slack_user"
"""Key in a user message's metadata: who said it."""


@dataclass(frozen=True)
class _Offered:
    """A choice, and the message that offers it."""

    message: Message
    choice: Choice


class Talk:
    """Runs turns. `agent` gives Rasa's agent once there is one."""

    def __init__(
        self, poster: Poster, on_new_message: Handler, agent: Callable[[], Agent], limits: Limits | None = None
    ) -> None:
        self._poster = poster
        self._on_new_message = on_new_message
        self._agent = agent
        self._limits = limits or Limits()
        # Turns share one processor, and each holds the event loop until it is done. Where many run at once, whatever
        # Slack sends next waits for all of them, not for one, and Slack waits for three seconds.
        self._one_at_a_time = asyncio.Lock()
        self.once: Once = InMemory()

    async def record(self, place: Place) -> tuple[Message, ...]:
        """What has been said in the place's conversation."""
        return await history.read(self._agent().tracker_store, place.conversation)

    async def interview(self, place: Place) -> Interview:
        """Where the interview in the place's conversation stands."""
        return await history.interview(self._agent().tracker_store, place.conversation)

    async def said(self, said: Said, target: Target, hint: str = "") -> None:
        """The turn of a typed message."""
        record = await self.record(said.place)
        if said.unasked and not record:
            return  # a thread of other people's
        if said.has_files:
            await self._poster.post(target, note(wording.FILES))
            if not said.text:
                return
        if said_at(said.id) < _latest(record) and said_at(said.id) > (0, 0):
            if not any(message.id == said.id for message in record):
                await self._poster.post(aside(said.place, target), note(wording.LATE))
            return
        await self._admit(said.place, record, {"id": said.id, "text": said.text}, target, hint)

    async def pressed(self, pressed: Pressed, target: Target, hint: str = "") -> None:
        """The turn of a choice."""
        # A double click: the second press comes before the buttons are gone.
        key = f"press:{pressed.place.conversation}:{pressed.block_id}:{pressed.value}"
        if not await self.once.first(key):
            return
        record = await self.record(pressed.place)
        offered = _offered(record, pressed)
        if offered is None:
            await self._lapsed(record, pressed, target)
            return
        who = "" if pressed.place.is_direct else pressed.place.user
        shows = self.show(pressed, as_chosen(offered.message, offered.choice.title, who))
        data = {"id": pressed.id, "text": "", "payload": offered.choice.payload}
        _, is_recorded = await asyncio.gather(
            shows, self._admit(pressed.place, record, data, target, hint, offers=offered.message)
        )
        if not is_recorded:
            await self.once.release(key)

    async def state(self, place: Place, payload: str, shown: str, id_: str, target: Target, hint: str = "") -> None:
        """A turn that the channel itself begins, with a `payload` that no user made."""
        record = await self.record(place)
        await self._run(place, record, Utterance(id_, shown, payload), target, hint)

    async def _admit(
        self,
        place: Place,
        record: Sequence[Message],
        data: Mapping[str, str],
        target: Target,
        hint: str,
        offers: Message | None = None,
    ) -> bool:
        """Whether the record has it now."""
        conversation = Conversation(place.conversation, self._limits)
        conversation.recall(record)
        if offers is not None:
            conversation.keep_open(choices_of(offers))
        try:
            utterance, is_new = conversation.admit(dict(data))
        except RefusedError as refusal:
            await self._poster.post(target, note(str(refusal)))
            return False
        return await self._run(place, record, utterance, target, hint, offers) if is_new else True

    async def _run(
        self,
        place: Place,
        record: Sequence[Message],
        utterance: Utterance,
        target: Target,
        hint: str,
        offers: Message | None = None,
    ) -> bool:
        """One turn of Rasa's, which always ends in an answer. Whether it came to its end."""
        replies = Replies()  # posted when the turn is over: then they are in the record, too
        message = UserMessage(
            utterance.text,
            replies,
            place.conversation,
            input_channel=CHANNEL,
            message_id=utterance.id,
            metadata={history.SHOWN: utterance.shown, SPEAKER: place.user},
        )
        async with self._one_at_a_time:
            problem = await run_turn(self._on_new_message, message, replies)
        if problem is not None:
            replies.messages = [_again(problem, offers)]
        last = len(replies.messages) - 1
        for at, reply in enumerate(replies.messages):
            lead = wording.PRIVACY if at == 0 and not record else ""
            await self._poster.post(target, render(reply, lead=lead, hint=hint if at == last else ""))
        return problem is None

    async def _lapsed(self, record: Sequence[Message], pressed: Pressed, target: Target) -> None:
        """An old choice: it goes, and the user learns why. A message that shows what was chosen from it stays so."""
        message = _pressed_message(record, pressed)
        if message is None:
            kept = [dict(block) for block in pressed.blocks if block.get("type") != "actions"]
            await self.show(pressed, posts([*kept, *sections(wording.CLOSED)])[0])
        elif not _was_chosen_from(record, message):
            await self.show(pressed, as_closed(message))
        await self._poster.post(aside(pressed.place, target), note(common_wording.NO_LONGER_OPEN))

    async def show(self, pressed: Pressed, post: Post) -> None:
        """Change the message that was pressed: by its response URL, which costs no rate, else by a call."""
        if pressed.response_url and await self._poster.respond(pressed.response_url, post, replace=True):
            return
        if pressed.timestamp and not pressed.place.own:
            await self._poster.update(pressed.place.channel, pressed.timestamp, post)


def target_of(place: Place, response_url: str = "") -> Target:
    """Where an answer to what was said at `place` goes: in a thread, for the user alone, or back to the channel."""
    if place.own:
        return Target(place.user, None, response_url)
    return Target(place.channel, place.thread)


def aside(place: Place, target: Target) -> Target:
    """Where what concerns the user at `place` alone goes, if replies go to `target`: in a thread no other sees it."""
    return target if place.is_direct else replace(target, only_for=place.user)


def note(text: str) -> tuple[Post, ...]:
    """A remark of the channel's own."""
    return posts(sections(text), text)


def _again(problem: str, offers: Message | None) -> Message:
    """What went wrong, with the choices of `offers` once more, which can be pressed as before."""
    failed = Message("failed", "assistant", problem, now())
    return failed if offers is None else replace(failed, id=offers.id, buttons=choices_of(offers))


def _latest(record: Sequence[Message]) -> tuple[int, int]:
    """When the latest message that was handled had been written."""
    return max((said_at(message.id) for message in record if message.speaker == "user"), default=(0, 0))


def _offered(record: Sequence[Message], pressed: Pressed) -> _Offered | None:
    """The choice that was pressed, if it was offered since the user last said something."""
    message = _pressed_message(record, pressed)
    choices = choices_of(message) if message is not None else ()
    if message is None or not pressed.value.isdecimal() or int(pressed.value) >= len(choices):
        return None
    since = record[record.index(message) :]
    if any(one.speaker == "user" for one in since):
        return None
    return _Offered(message, choices[int(pressed.value)])


def _was_chosen_from(record: Sequence[Message], message: Message) -> bool:
    """Whether what the user said next was a press of one of the message's choices."""
    said = (one for one in record[record.index(message) :] if one.speaker == "user")
    following = next(said, None)
    return (
        following is not None
        and following.id.startswith(f"{PRESS}-")
        and following.text in [choice.title for choice in choices_of(message)]
    )


def _pressed_message(record: Sequence[Message], pressed: Pressed) -> Message | None:
    id_ = pressed.block_id.removeprefix(CHOICES).split(":")[0]
    return next((message for message in record if message.id == id_ and message.buttons), None)

"""The slash command `/cim`. What it answers is for the user alone, except for what is shared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from actions.guard import without_pupil_data
from actions.leas.names import clean_name, known_name
from actions.leas.turns import standing_of
from actions.saying.message import payload
from assistant.channels import wording as common_wording
from assistant.channels.messages import Message
from assistant.channels.slack import sharing, wording
from assistant.channels.slack.forgetting import forget_question
from assistant.channels.slack.incoming import Commanded, Said
from assistant.channels.slack.posting import Poster, Target
from assistant.channels.slack.rendering import render_result
from assistant.channels.slack.talking import Talk, note, target_of
from assistant.channels.slack.turns import Turns
from assistant.channels.slack.views import Views

__all__ = ["Commands", "answer"]

_NEW = "/start_over"
"""Asks before it forgets anything; where there is nothing to forget, the interview begins."""
_LIST = "/list_leas"


class Commands:
    """Does what a command asks for."""

    def __init__(self, poster: Poster, talk: Talk, turns: Turns, views: Views) -> None:
        self._poster = poster
        self._talk = talk
        self._turns = turns
        self._views = views

    async def receive(self, command: Commanded) -> Mapping[str, Any] | None:
        """Begins what `command` asks for; the answer goes to Slack at once, None for an empty one."""
        if command.verb in ("", "help"):
            return answer(wording.HELP)
        if command.verb == "review":
            target = target_of(command.place, command.response_url)
            self._turns.start(self._views.review(command.place, command.trigger, target))
        elif command.verb == "result":
            self._turns.start(self._result(command))
        elif command.verb == "share":
            self._turns.start(self._share(command))
        elif command.verb == "forget" and command.rest.lower().rstrip(".!") in ("", "me"):
            target = target_of(command.place, command.response_url)
            self._turns.start(self._ask_to_forget(target, command))
        elif command.verb == "lea" and command.rest and not clean_name(command.rest):
            return answer(wording.NO_NAME)
        elif not self._turns.add(command.place.conversation, None, self._turn(command)):
            return answer(common_wording.TOO_MANY_WAITING)
        return None

    def _turn(self, command: Commanded) -> partial[Any]:
        target = target_of(command.place, command.response_url)
        hint = wording.ONLY_YOU
        text = f"{command.verb} {command.rest}".strip()
        if says := _stated(command):
            return partial(self._talk.state, command.place, says, f"/cim {text}", command.id, target, hint)
        return partial(self._talk.said, Said(command.place, command.id, text), target, hint)

    async def _ask_to_forget(self, target: Target, command: Commanded) -> None:
        await self._poster.post(target, forget_question(command.place.user))

    async def _result(self, command: Commanded) -> None:
        message = await self._latest_result(command)
        if message is not None:
            await self._poster.post(target_of(command.place, command.response_url), render_result(message))

    async def _share(self, command: Commanded) -> None:
        message = await self._latest_result(command)
        if message is None:
            return
        for post in sharing.shared(message):
            if not await self._poster.respond(command.response_url, post, in_channel=True):
                await self._poster.post(Target(command.place.user), note(wording.NOT_SHARED))
                return

    async def _latest_result(self, command: Commanded) -> Message | None:
        """The result of the LEA that the command names, else of the one of now; None once the user was told why."""
        interview, rest = await self._talk.interview(command.place), command.rest
        name = (known_name(rest, interview.lea_names) or clean_name(rest)) if rest else interview.lea
        message = None
        if name is None or name in interview.lea_names:
            of_lea = standing_of(interview, name) if name else interview
            message = sharing.latest_result(await self._talk.record(command.place), of_lea)
        if message is None:
            problem = wording.NO_RESULT_OF.format(name=name) if name else wording.NO_RESULT
            await self._poster.post(target_of(command.place, command.response_url), note(problem))
        return message


def _stated(command: Commanded) -> str:
    """The payload of a command that is short for a button's; empty where it is something said.

    What seems to be about a single student is something said: that way it is refused, and nothing of it is kept.
    """
    if without_pupil_data(command.rest) != command.rest:
        return ""
    if command.verb == "new":
        return _NEW
    if command.verb == "list" or (command.verb == "lea" and not command.rest):
        return _LIST
    # Adding goes to the LEA where it is there. A payload takes the name as it is; in a sentence it would end somewhere.
    return payload("add_lea", lea=clean_name(command.rest)) if command.verb == "lea" else ""


def answer(text: str) -> Mapping[str, Any]:
    """What Slack shows to the user alone, at once."""
    post = note(text)[0]
    return {"response_type": "ephemeral", "text": post.text, "blocks": list(post.blocks)}

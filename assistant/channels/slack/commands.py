"""The slash command `/cim`. What it answers is for the user alone, except for what is shared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from assistant.channels import wording as common_wording
from assistant.channels.slack import sharing, wording
from assistant.channels.slack.forgetting import forget_question
from assistant.channels.slack.incoming import Commanded, Said
from assistant.channels.slack.posting import Poster, Target
from assistant.channels.slack.rendering import render
from assistant.channels.slack.talking import Talk, note, target_of
from assistant.channels.slack.turns import Turns
from assistant.channels.slack.views import Views

__all__ = ["Commands"]

_NEW = "/start_over"
"""Asks before it forgets anything; where there is nothing to forget, the interview begins."""
_FORWARDED = {"lea": "switch to {rest}", "list": "list my LEAs"}
"""Commands that are only short for something that can be said."""


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
            return _answer(wording.HELP)
        if command.verb == "review":
            self._turns.start(self._views.review(command.place, command.trigger))
        elif command.verb == "result":
            self._turns.start(self._result(command))
        elif command.verb == "share":
            self._turns.start(self._share(command))
        elif command.verb == "forget" and command.rest.lower().rstrip(".!") in ("", "me"):
            target = target_of(command.place, command.response_url)
            self._turns.start(self._ask_to_forget(target, command))
        elif not self._turns.add(command.place.conversation, (0, 0), self._turn(command)):
            return _answer(common_wording.TOO_MANY_WAITING)
        return None

    def _turn(self, command: Commanded) -> partial[Any]:
        target = target_of(command.place, command.response_url)
        hint = wording.ONLY_YOU
        if command.verb == "new":
            return partial(self._talk.state, command.place, _NEW, "/cim new", command.id, target, hint)
        text = f"{command.verb} {command.rest}".strip()
        if command.verb in _FORWARDED and (command.rest or "{rest}" not in _FORWARDED[command.verb]):
            text = _FORWARDED[command.verb].format(rest=command.rest)
        return partial(self._talk.said, Said(command.place, command.id, text), target, hint)

    async def _ask_to_forget(self, target: Target, command: Commanded) -> None:
        await self._poster.post(target, forget_question(command.place.user))

    async def _result(self, command: Commanded) -> None:
        message = sharing.latest_result(await self._talk.record(command.place))
        target = target_of(command.place, command.response_url)
        await self._poster.post(target, render(message) if message else note(wording.NO_RESULT))

    async def _share(self, command: Commanded) -> None:
        message = sharing.latest_result(await self._talk.record(command.place))
        if message is None:
            await self._poster.post(target_of(command.place, command.response_url), note(wording.NO_RESULT))
            return
        for post in sharing.shared(message):
            if not await self._poster.respond(command.response_url, post, in_channel=True):
                await self._poster.post(Target(command.place.user), note(wording.NOT_SHARED))
                return


def _answer(text: str) -> Mapping[str, Any]:
    post = note(text)[0]
    return {"response_type": "ephemeral", "text": post.text, "blocks": list(post.blocks)}

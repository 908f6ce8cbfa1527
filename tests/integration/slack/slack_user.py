"""People in the fake workspace, who type and press; Slack tells our server of it, signed as the real one does."""

from __future__ import annotations

import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from assistant.channels.slack.signature import sign
from tests.integration.slack.fake_slack import APP, BOT_USER, TEAM, FakeSlack, Json, Message, direct
from tests.unit.channels.slack.made_up import SECRET


class SlackUser:
    """Somebody in the workspace. `direct` is the channel of the direct messages with the assistant."""

    def __init__(self, slack: FakeSlack, server: str, name: str, team: str = TEAM) -> None:
        self.slack = slack
        self.name = name
        self.team = team
        self.direct = direct(name)
        self.server = server
        self._numbers = itertools.count(1)

    async def say(self, text: str, channel: str = "", thread: str | None = None, **more: Any) -> str:
        """Types a message, in the direct messages where no channel is named; returns its timestamp."""
        channel = channel or self.direct
        timestamp = self.slack.timestamp()
        await self.tell(self.event_of(text, channel, thread, timestamp, **more))
        return timestamp

    async def mention(self, text: str, channel: str = "C0TEAM", thread: str | None = None) -> str:
        """Types a message that calls the assistant; returns its timestamp."""
        timestamp = self.slack.timestamp()
        event = self.event_of(f"<@{BOT_USER}> {text}", channel, thread, timestamp)
        await self.tell({**event, "type": "app_mention"})
        return timestamp

    def event_of(self, text: str, channel: str, thread: str | None, timestamp: str, **more: Any) -> Json:
        """The event by which Slack tells of a message."""
        event = {"type": "message", "user": self.name, "text": text, "ts": timestamp, "channel": channel, **more}
        event["channel_type"] = "im" if channel.startswith("D") else "channel"
        return event if thread is None else {**event, "thread_ts": thread}

    def envelope(self, event: Json, event_id: str = "") -> Json:
        """The event as Slack sends it."""
        return {
            "type": "event_callback",
            "team_id": self.team,
            "api_app_id": APP,
            "event_id": event_id or f"Ev{next(self._numbers)}{self.name}",
            "authorizations": [{"team_id": self.team, "user_id": BOT_USER, "is_bot": True}],
            "event": event,
        }

    async def tell(self, event: Json, event_id: str = "", **headers: str) -> int:
        """Sends an event to our server; returns the status of the acknowledgement."""
        return (await self.send(json.dumps(self.envelope(event, event_id)).encode(), "application/json", **headers))[0]

    async def press(self, message: Message, title: str, **more: Any) -> Any:
        """Presses the button, or picks from the menu, what reads `title`; returns our server's answer."""
        for element in message.elements():
            if element["type"] == "button" and element["text"]["text"] == title:
                return await self.act(message, element, value=element.get("value", ""), **more)
            for option in element.get("options", ()):
                if option["text"]["text"] == title:
                    return await self.act(message, element, selected_option=option, **more)
        raise AssertionError(f"There is no {title!r} in {message.titles()}: {message.text[:200]}")

    async def act(self, message: Message, element: Json, **action: Any) -> Any:
        """The press of an element of a message, whatever it is."""
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        container["is_ephemeral"] = bool(message.seen_by)
        if message.thread:
            container["thread_ts"] = message.thread
        payload = {
            "container": container,
            "channel": {"id": message.channel},
            "response_url": self.slack.response_url(message.channel, self.name, message),
            "actions": [self._action(element, action)],
        }
        if not message.seen_by:
            payload["message"] = {"ts": message.ts, "text": message.text, "blocks": message.blocks}
        return await self.interact("block_actions", payload)

    async def act_at_home(self, element: Json) -> Any:
        """The press of an element on the Home tab."""
        payload = {
            "container": {"type": "view"},
            "view": {"type": "home"},
            "actions": [self._action(element, {"value": element.get("value", "")})],
        }
        return await self.interact("block_actions", payload)

    async def submit(self, view: Json, values: Json, response_urls: list[Json] | None = None) -> Any:
        """Sends a modal in, filled in with `values` besides what stood in it."""
        state: Json = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                element = block["element"]
                given = values.get(block["block_id"], _initial(element))
                state[block["block_id"]] = {element["action_id"]: {"type": element["type"], **given}}
        payload = {"view": {**view, "state": {"values": state}}, "response_urls": response_urls or []}
        return await self.interact("view_submission", payload)

    async def command(self, text: str, channel: str = "C0TEAM") -> Any:
        """Types `/cim` and `text`; returns our server's answer."""
        form = {
            "command": "/cim",
            "text": text,
            "team_id": self.team,
            "channel_id": channel,
            "user_id": self.name,
            "trigger_id": self.slack.trigger(),
            "response_url": self.slack.response_url(channel, self.name),
        }
        return await self._form(form)

    async def interact(self, kind: str, payload: Json) -> Any:
        """Sends an interaction."""
        whole = {
            "type": kind,
            "team": {"id": self.team},
            "user": {"id": self.name, "team_id": self.team},
            "trigger_id": self.slack.trigger(),
            **payload,
        }
        return await self._form({"payload": json.dumps(whole)})

    async def send(self, body: bytes, content_type: str, **headers: str) -> tuple[int, str]:
        """Sends a request, signed unless the headers say otherwise; returns status and body."""
        stamp = str(int(time.time()))
        signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": sign(SECRET, stamp, body)}
        every = {**signed, "Content-Type": content_type, **{k.replace("_", "-"): v for k, v in headers.items()}}
        async with aiohttp.ClientSession() as session, session.post(self.server, data=body, headers=every) as answer:
            return answer.status, await answer.text()

    async def _form(self, form: Json) -> Any:
        status, answer = await self.send(urlencode(form).encode(), "application/x-www-form-urlencoded")
        assert status == 200, answer
        return json.loads(answer) if answer else None

    def _action(self, element: Json, action: Json) -> Json:
        timestamp = self.slack.timestamp()
        known = {key: element[key] for key in ("type", "action_id", "block_id") if key in element}
        return {**known, "action_ts": timestamp, **action}


def _initial(element: Json) -> Json:
    if element["type"] == "checkboxes":
        return {"selected_options": element.get("initial_options", [])}
    if element["type"] == "static_select":
        return {"selected_option": element.get("initial_option")}
    return {"value": element.get("initial_value")}

"""Reading Slack's payloads. Pure: a payload in, what it means to us out, None for what is nothing to us.

Slack's payloads are wide and change; only what is needed is read, and what lacks it is passed over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from assistant.channels.slack.incoming import (
    PRESS,
    Acted,
    Commanded,
    Edited,
    HomeOpened,
    Incoming,
    Json,
    Pressed,
    Said,
    Shortcut,
    Submitted,
)
from assistant.channels.slack.places import Place, message_id
from assistant.channels.slack.unescaping import unescape

__all__ = ["from_command", "from_event", "from_interaction", "read_json"]

_TEXT_SUBTYPES = (None, "file_share", "thread_broadcast", "me_message")


def from_event(envelope: Json) -> Incoming | None:
    """What an event of the Events API tells."""
    event = envelope.get("event")
    if not isinstance(event, Mapping):
        return None
    team, bot_user = _installation(envelope)
    kind = event.get("type")
    if kind == "app_home_opened":
        place = Place(team, _text(event, "channel"), _text(event, "user"))
        return HomeOpened(place, _text(event, "tab")) if team and place.user else None
    if kind not in ("message", "app_mention") or _is_ours(event, envelope, bot_user):
        return None
    if event.get("subtype") in ("message_changed", "message_deleted"):
        return _edited(event, team, _text(envelope, "event_id"), bot_user)
    if event.get("subtype") not in _TEXT_SUBTYPES:
        return None
    return _said(event, team, bot_user, is_mention=kind == "app_mention")


def from_interaction(payload: Json) -> Acted | None:
    """What a press, a view or a shortcut tells."""
    user = _part(payload, "user")
    # Of a view from somebody of another organization, with whom a channel is shared, "team" is theirs.
    team = _text(_part(payload, "view"), "app_installed_team_id") or _text(_part(payload, "team"), "id")
    team = team or _text(user, "team_id")
    who = _text(user, "id")
    if not team or not who:
        return None
    kind = payload.get("type")
    if kind == "shortcut":
        place = Place(team, who, who, own=True)
        return Shortcut(place, _text(payload, "callback_id"), _text(payload, "trigger_id"))
    if kind == "view_submission":
        return _submitted(payload, Place(team, who, who, own=True))
    return _pressed(payload, team, who) if kind == "block_actions" else None


def from_command(form: Mapping[str, str]) -> Commanded | None:
    """What a slash command tells."""
    place = Place(form.get("team_id", ""), form.get("channel_id", ""), form.get("user_id", ""), own=True)
    if not (place.team and place.user):
        return None
    verb, _, rest = unescape(form.get("text", "")).partition(" ")
    return Commanded(
        place,
        f"command-{hashlib.sha256(form.get('trigger_id', '').encode()).hexdigest()[:32]}",
        verb.lower(),
        rest.strip(),
        form.get("trigger_id", ""),
        form.get("response_url", ""),
    )


def _said(event: Json, team: str, bot_user: str, *, is_mention: bool) -> Said | None:
    channel, timestamp, user = _text(event, "channel"), _text(event, "ts"), _text(event, "user")
    if not (team and channel and timestamp and user):
        return None
    thread = _text(event, "thread_ts")
    is_direct = channel.startswith("D")
    is_called = bool(bot_user) and f"<@{bot_user}" in _text(event, "text")
    if not is_direct and not is_mention and (not thread or is_called):
        return None  # talk among people, or a mention of us, of which Slack tells in an event of its own
    return Said(
        Place(team, channel, user, thread or (None if is_direct else timestamp)),
        message_id(channel, timestamp),
        unescape(_text(event, "text"), bot_user),
        has_files=bool(event.get("files")) or _forwards(event),
        unasked=not is_direct and not is_mention,
    )


def _forwards(event: Json) -> bool:
    """Whether a message of somebody's is attached; what Slack tells of links is attached as well."""
    attached = event.get("attachments")
    return isinstance(attached, Sequence) and any(isinstance(one, Mapping) and one.get("is_share") for one in attached)


def _edited(event: Json, team: str, event_id: str, bot_user: str) -> Edited | None:
    """Changes by people to their own messages. Slack also tells of links that it has unfurled, and of our own."""
    channel, before, now = _text(event, "channel"), _part(event, "previous_message"), _part(event, "message")
    user = _text(before, "user")
    deleted = event.get("subtype") == "message_deleted" or now.get("subtype") == "tombstone"
    is_ours = bool(before.get("bot_id")) or user == bot_user
    same = not deleted and now.get("text") == before.get("text")
    if is_ours or same or not user or not team or not channel.startswith("D"):
        return None
    return Edited(Place(team, channel, user, _text(before, "thread_ts") or None), event_id, deleted)


def _pressed(payload: Json, team: str, who: str) -> Pressed | None:
    pressed = next((one for one in payload.get("actions") or () if isinstance(one, Mapping)), None)
    if pressed is None:
        return None
    container, message = _part(payload, "container"), _part(payload, "message")
    channel = _text(_part(payload, "channel"), "id") or _text(container, "channel_id")
    timestamp = _text(container, "message_ts")
    thread = _text(container, "thread_ts") or _text(message, "thread_ts") or None
    ephemeral = bool(container.get("is_ephemeral"))
    if not channel or ephemeral:
        place = Place(team, channel or who, who, own=True)
    elif channel.startswith("D"):
        place = Place(team, channel, who, thread)
    else:
        place = Place(team, channel, who, thread or timestamp)
    chosen = _part(pressed, "selected_option")
    return Pressed(
        place,
        message_id(PRESS, _text(pressed, "action_ts") or "0.0"),
        _text(pressed, "action_id"),
        _text(pressed, "block_id"),
        _text(pressed, "value") or _text(chosen, "value"),
        _text(payload, "trigger_id"),
        _text(payload, "response_url"),
        timestamp,
        [block for block in message.get("blocks") or () if isinstance(block, Mapping)],
        _part(payload, "view"),
    )


def _submitted(payload: Json, place: Place) -> Submitted:
    view = _part(payload, "view")
    return Submitted(
        place,
        _text(view, "callback_id"),
        _text(view, "private_metadata"),
        _part(_part(view, "state"), "values"),
        [one for one in payload.get("response_urls") or () if isinstance(one, Mapping)],
    )


def _installation(envelope: Json) -> tuple[str, str]:
    """The workspace in which the app is installed, and the user that it is there.

    What somebody of another organization says in a shared channel may come with the team of theirs in front.
    """
    for one in envelope.get("authorizations") or ():
        if isinstance(one, Mapping) and one.get("is_bot"):
            return _text(one, "team_id") or _text(envelope, "team_id"), _text(one, "user_id")
    return _text(envelope, "team_id"), ""


def _is_ours(event: Json, envelope: Json, bot_user: str) -> bool:
    """Whether a program wrote it: we ourselves, or another, with which we could talk in circles for ever."""
    app = envelope.get("api_app_id")
    return bool(
        event.get("bot_id")
        or event.get("subtype") == "bot_message"
        or event.get("user") == "USLACKBOT"  # its reminders come without any of the other marks
        or (bot_user and event.get("user") == bot_user)
        or (app and event.get("app_id") == app)
    )


def _text(of: Json, key: str) -> str:
    value = of.get(key)
    return value if isinstance(value, str) else ""


def _part(of: Json, key: str) -> Json:
    value = of.get(key)
    return value if isinstance(value, Mapping) else {}


def read_json(body: bytes | str) -> Json | None:
    """A JSON object; None for anything else."""
    try:
        read = json.loads(body)
    except ValueError:
        return None
    return read if isinstance(read, Mapping) else None

"""Sharing a result: the card for others to read, and the modal that asks where to post it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from actions.conversation import Conversation
from assistant.channels.messages import Message
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import BLOCKS_IN_A_VIEW, Block, Post, plain, posts, sections
from assistant.channels.slack.card import card, criteria_blocks, titled
from assistant.channels.slack.places import Place
from assistant.channels.slack.rendering import card_text, lea_of, result_of

__all__ = ["SHARE_VIEW", "criteria_view", "latest_result", "share_view", "shared", "to_share", "where_to"]

SHARE_VIEW = "cim.share"
_CHANNEL = "channel"


def latest_result(record: Sequence[Message], interview: Conversation) -> Message | None:
    """The last message that carried the result of the interview's LEA; None where its answers give another by now."""
    now = interview.determination
    for message in reversed(record):
        shown = result_of(message)
        if shown is not None and lea_of(message) == (interview.lea or ""):
            return message if now is not None and _is_same(shown, now.to_dict()) else None
    return None


def _is_same(shown: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return all(shown[key] == now[key] for key in ("monitoring_year", "status", "level", "designations"))


def shared(message: Message) -> tuple[Post, ...]:
    """The result of `message` for others: nothing that the user said beside the facts, and nothing to press."""
    result = result_of(message)
    return posts(card(result, lea_of(message)), card_text(message, result)) if result else ()


def share_view(message_id: str, place: Place) -> Block:
    """Asks where to post the result. Slack answers with a URL by which we may post there, member or not."""
    return {
        "type": "modal",
        "callback_id": SHARE_VIEW,
        "private_metadata": json.dumps({"place": asdict(place), "message": message_id}, separators=(",", ":")),
        "title": plain(wording.SHARE_TITLE, 24),
        "submit": plain(wording.SHARE_SUBMIT, 24),
        "close": plain(wording.CLOSE, 24),
        "blocks": [
            *sections(wording.SHARE_SAYS),
            {
                "type": "input",
                "block_id": _CHANNEL,
                "label": plain(wording.SHARE_LABEL, 2000),
                "element": {
                    "type": "conversations_select",
                    "action_id": _CHANNEL,
                    "default_to_current_conversation": True,
                    "response_url_enabled": True,
                },
            },
        ],
    }


def to_share(note: str) -> tuple[Place, str]:
    """Whose result is to be shared, and the id of the message that has it. Raises ValueError for a foreign note."""
    try:
        read = json.loads(note)
        return Place(**read["place"]), str(read["message"])
    except (KeyError, TypeError) as error:
        raise ValueError("a modal's note that this version did not write") from error


def where_to(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """The id of the conversation that was picked; empty where none was."""
    return str(values.get(_CHANNEL, {}).get(_CHANNEL, {}).get("selected_conversation") or "")


def criteria_view(result: Mapping[str, Any], lea: str = "") -> Block:
    """Every criterion of a result of `lea`, to read."""
    return {
        "type": "modal",
        "title": plain(wording.CRITERIA_TITLE, 24),
        "close": plain(wording.CLOSE, 24),
        "blocks": [*sections(f"**{titled(result, lea)}**"), *criteria_blocks(result)][:BLOCKS_IN_A_VIEW],
    }

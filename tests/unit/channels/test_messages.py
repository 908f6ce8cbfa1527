"""Rasa's replies as messages of the wire."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from assistant.channels.messages import Choice, Message, from_response


def test_a_message_has_the_form_that_the_protocol_states() -> None:
    time = datetime(2026, 1, 5, 10, 0, tzinfo=timezone.utc)
    message = Message("a-1", "assistant", "Is it so?", time, (Choice("Yes", "/affirm"),), {"step": 1})
    assert message.to_dict() == {
        "id": "a-1",
        "from": "assistant",
        "text": "Is it so?",
        "time": "2026-01-05T10:00:00.000+00:00",
        "buttons": [{"title": "Yes", "payload": "/affirm"}],
        "custom": {"step": 1},
    }


def test_what_a_message_does_not_have_is_not_sent() -> None:
    message = Message("u-1", "user", "three", datetime(2026, 1, 5, tzinfo=timezone.utc))
    assert set(message.to_dict()) == {"id", "from", "text", "time"}


def test_text_keeps_its_blank_lines() -> None:
    reply = from_response({"text": "First.\n\nSecond.\n\n- a\n- b\n"})
    assert reply is not None
    assert reply.text == "First.\n\nSecond.\n\n- a\n- b"


def test_text_buttons_and_custom_content_make_one_message() -> None:
    reply = from_response(
        {"text": "Is it so?", "buttons": [{"title": "Yes", "payload": "/affirm"}], "custom": {"level": "targeted-1"}}
    )
    assert reply is not None
    assert (reply.text, reply.buttons, reply.custom) == (
        "Is it so?",
        (Choice("Yes", "/affirm"),),
        {"level": "targeted-1"},
    )


def test_a_reply_of_one_time_has_one_id() -> None:
    first, again = (from_response({"text": "Hello.", "timestamp": 1767607200.123456}) for _ in range(2))
    assert first == again


def test_buttons_without_text_get_a_sentence() -> None:
    reply = from_response({"text": None, "buttons": [{"title": "Yes", "payload": "/affirm"}]})
    assert reply is not None
    assert reply.text == "Please choose:"


@pytest.mark.parametrize("response", [{}, {"text": ""}, {"text": "  "}, {"text": None, "custom": {"a": 1}}])
def test_a_reply_that_nobody_can_read_is_no_message(response: dict[str, object]) -> None:
    assert from_response(response) is None


def test_a_button_that_does_nothing_is_left_out() -> None:
    reply = from_response({"text": "Is it so?", "buttons": [{"title": "Yes"}, {"payload": "/deny"}]})
    assert reply is not None
    assert reply.buttons == ()

"""What a web client may send, and what is taken of it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.channels.conversation import REMEMBERED_IDS, Conversation, Limits
from assistant.channels.messages import Choice, Message, now
from assistant.channels.typed import RefusedError

YES, NO = Choice("Yes", "/affirm"), Choice("No", "/deny")


@pytest.fixture
def conversation() -> Conversation:
    return Conversation("session", Limits(characters=20, waiting_turns=3))


def typed(text: object, message_id: object = "message-1") -> dict[str, Any]:
    return {"id": message_id, "text": text}


def pressed(payload: object, message_id: str = "message-1") -> dict[str, Any]:
    return {"id": message_id, "text": "anything", "payload": payload}


def question(*buttons: Choice) -> Message:
    return Message("a-1", "assistant", "Is it so?", now(), buttons)


def test_typed_text_is_taken_without_the_white_space_around_it(conversation: Conversation) -> None:
    utterance, is_new = conversation.admit(typed("  three \n"))
    assert (utterance.shown, utterance.text, is_new) == ("three", "three", True)


@pytest.mark.parametrize(
    "command",
    [
        "/restart",
        "//restart",
        " /restart",
        "\n/ /restart",
        "\u00a0/restart",
        "\u3000/restart",
        "\x00/restart",
        "/\x1c/restart",
    ],
)
def test_a_typed_command_is_only_a_word(conversation: Conversation, command: str) -> None:
    utterance, _ = conversation.admit(typed(command))
    assert utterance.text == "restart"
    assert utterance.shown.endswith("restart")


def test_a_slash_within_the_text_stays(conversation: Conversation) -> None:
    assert conversation.admit(typed("we are 3/4 there"))[0].text == "we are 3/4 there"


@pytest.mark.parametrize("nothing", ["", "   ", "\n", "/", " / / ", "\x07"])
def test_an_empty_message_is_refused(conversation: Conversation, nothing: str) -> None:
    with pytest.raises(RefusedError, match="empty"):
        conversation.admit(typed(nothing))


def test_the_limit_is_the_last_length_that_is_taken(conversation: Conversation) -> None:
    assert conversation.admit(typed("x" * 20))[1]
    with pytest.raises(RefusedError, match=r"has 21 characters\. The limit is 20\."):
        conversation.admit(typed("x" * 21, "message-2"))


def test_characters_are_counted_as_people_count_them_not_in_bytes(conversation: Conversation) -> None:
    assert conversation.admit(typed("ñ" * 20))[1]


def test_control_characters_and_halves_of_characters_are_left_out(conversation: Conversation) -> None:
    utterance, _ = conversation.admit(typed("a\x00b\ud800c\r\nd"))
    assert utterance.text == "abc\nd"


@pytest.mark.parametrize(
    "junk",
    [
        None,
        "text",
        [],
        {},
        typed(None),
        typed(["a"]),
        typed("a", message_id=None),
        typed("a", message_id=17),
        typed("a", message_id=""),
        typed("a", message_id="x" * 65),
        typed("a", message_id="../../etc"),
    ],
)
def test_what_is_no_message_is_refused(conversation: Conversation, junk: object) -> None:
    with pytest.raises(RefusedError, match="could not be read"):
        conversation.admit(junk)


def test_an_offered_button_sends_its_payload_and_shows_its_title(conversation: Conversation) -> None:
    conversation.offer((YES, NO))
    utterance, _ = conversation.admit(pressed("/deny"))
    assert (utterance.text, utterance.shown) == ("/deny", "No")


@pytest.mark.parametrize("payload", ["/restart", '/inform{"level": "targeted-1"}', "", 1, ["/affirm"], {"a": 1}])
def test_a_payload_that_was_not_offered_is_refused(conversation: Conversation, payload: object) -> None:
    conversation.offer((YES, NO))
    with pytest.raises(RefusedError, match="no longer open"):
        conversation.admit(pressed(payload))


def test_whatever_is_said_closes_the_buttons_before_it(conversation: Conversation) -> None:
    conversation.offer((YES, NO))
    utterance, _ = conversation.admit(typed("well"))
    assert utterance.closed == (YES, NO)
    with pytest.raises(RefusedError, match="no longer open"):
        conversation.admit(pressed("/affirm", "message-2"))


def test_a_refused_message_leaves_the_buttons_open(conversation: Conversation) -> None:
    conversation.offer((YES, NO))
    with pytest.raises(RefusedError):
        conversation.admit(typed("x" * 21))
    assert conversation.admit(pressed("/affirm", "message-2"))[1]


def test_the_same_id_a_second_time_is_known(conversation: Conversation) -> None:
    assert conversation.admit(typed("three"))[1] is True
    assert conversation.admit(typed("three"))[1] is False


def test_an_id_is_known_from_the_record_after_a_restart(conversation: Conversation) -> None:
    conversation.recall([Message("message-1", "user", "three", now())])
    assert conversation.admit(typed("three"))[1] is False


def test_after_a_restart_the_buttons_of_the_last_question_are_open(conversation: Conversation) -> None:
    older = Message("a-0", "assistant", "Before?", now(), (Choice("Old", "/old"),))
    conversation.recall([older, Message("message-0", "user", "Old", now()), question(YES)])
    assert conversation.admit(pressed("/affirm"))[1]
    with pytest.raises(RefusedError):
        conversation.admit(pressed("/old", "message-2"))


def test_the_record_opens_no_buttons_while_an_answer_is_on_its_way(conversation: Conversation) -> None:
    conversation.admit(typed("three"))
    conversation.recall([question(YES)])
    with pytest.raises(RefusedError):
        conversation.admit(pressed("/affirm", "message-2"))


def test_too_many_messages_without_an_answer_are_refused(conversation: Conversation) -> None:
    for number in range(3):
        conversation.admit(typed("a", f"message-{number}"))
    with pytest.raises(RefusedError, match="still being answered"):
        conversation.admit(typed("a", "message-3"))


def test_the_memory_of_ids_has_a_bound(conversation: Conversation) -> None:
    for number in range(REMEMBERED_IDS + 1):
        conversation.admit(typed("a", f"message-{number}"))
        conversation.waiting.clear()
    assert conversation.admit(typed("a", f"message-{REMEMBERED_IDS}"))[1] is False
    assert conversation.admit(typed("a", "message-0"))[1] is True


def test_what_is_kept_open_can_be_pressed_whatever_was_said_since() -> None:
    conversation = Conversation("session", Limits())
    edit = Choice("Change: Elements not met", '/change_answer{"fact": "elements_not_met"}')
    conversation.keep_open((edit,))
    conversation.admit({"id": "message-1", "text": "three"})
    utterance, _ = conversation.admit({"id": "message-2", "text": "forged", "payload": edit.payload})
    assert (utterance.shown, utterance.text) == (edit.title, edit.payload)


def test_what_is_no_longer_kept_open_is_refused() -> None:
    conversation = Conversation("session", Limits())
    conversation.keep_open((Choice("Edit", "/edit"),))
    conversation.keep_open(())
    with pytest.raises(RefusedError):
        conversation.admit({"id": "message-1", "text": "Edit", "payload": "/edit"})

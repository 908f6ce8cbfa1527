"""What Slack's payloads mean: who said what where, and what is nothing to us."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.channels.slack.incoming import (
    Commanded,
    Edited,
    HomeOpened,
    Pressed,
    Said,
    Submitted,
)
from assistant.channels.slack.payloads import from_command, from_event, from_interaction
from assistant.channels.slack.places import Place, said_at

TEAM, BOT = "T1", "U0BOT"


def event(**event_: Any) -> dict[str, Any]:
    said = {"type": "message", "channel": "D1", "user": "U1", "ts": "1700000000.000100", "text": "hi", **event_}
    return {
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": "Ev1",
        "authorizations": [{"user_id": BOT, "is_bot": True}],
        "event": said,
    }


def conversation(**event_: Any) -> str:
    said = from_event(event(**event_))
    assert isinstance(said, Said)
    return said.place.conversation


def test_a_direct_message_belongs_to_the_user() -> None:
    assert from_event(event()) == Said(Place(TEAM, "D1", "U1"), "D1-1700000000-000100", "hi")
    assert conversation() == "slack:T1:U1"


def test_a_thread_in_direct_messages_is_the_same_conversation_and_answered_in_the_thread() -> None:
    said = from_event(event(thread_ts="1699.5"))
    assert isinstance(said, Said)
    assert (said.place.conversation, said.place.thread) == ("slack:T1:U1", "1699.5")


def test_a_mention_opens_a_thread_and_a_conversation_of_its_own() -> None:
    said = from_event(event(type="app_mention", channel="C1", text=f"<@{BOT}> 4 elements"))
    assert isinstance(said, Said)
    assert (said.text, said.place.thread) == ("4 elements", "1700000000.000100")
    assert said.place.conversation == "slack:T1:C1:1700000000.000100"


def test_a_mention_in_a_thread_belongs_to_the_thread_whoever_says_it() -> None:
    ana, ben = (conversation(type="app_mention", channel="C1", thread_ts="1699.5", user=user) for user in ("U1", "U2"))
    assert ana == ben == "slack:T1:C1:1699.5"


def test_in_a_group_of_people_it_is_called_as_in_a_channel() -> None:
    """A direct message of several people is no conversation with one of them."""
    called = {"type": "app_mention", "channel": "G1", "channel_type": "mpim", "thread_ts": "1699.5"}
    assert conversation(**called) == conversation(**called, user="U2") == "slack:T1:G1:1699.5"


def test_users_threads_channels_and_workspaces_are_kept_apart() -> None:
    other_team = from_event({**event(), "team_id": "T2"})
    assert isinstance(other_team, Said)
    ids = {
        conversation(),
        conversation(user="U2", channel="D2"),
        conversation(type="app_mention", channel="C1", thread_ts="1.1"),
        conversation(type="app_mention", channel="C1", thread_ts="1.2"),
        conversation(type="app_mention", channel="C2", thread_ts="1.1"),
        other_team.place.conversation,
    }
    assert len(ids) == 6


def test_who_comes_from_another_organization_speaks_in_the_workspace_of_the_app() -> None:
    """In a channel that two organizations share. Their own workspace stands in front, ours where the app is."""
    envelope = event(type="app_mention", channel="C1", thread_ts="1699.5", user="U7STRANGER", user_team="T7")
    ours = [{"team_id": TEAM, "user_id": BOT, "is_bot": True}]
    said = from_event({**envelope, "team_id": "T7", "authorizations": ours})
    assert isinstance(said, Said)
    assert said.place.conversation == "slack:T1:C1:1699.5"


def test_talk_in_a_thread_is_taken_only_if_the_assistant_is_known_there() -> None:
    said = from_event(event(channel="C1", thread_ts="1699.5"))
    assert isinstance(said, Said)
    assert said.unasked


@pytest.mark.parametrize(
    "nothing_to_us",
    [
        event(channel="C1"),
        event(channel="C1", thread_ts="1699.5", text=f"<@{BOT}> hello"),
        event(user=BOT),
        event(bot_id="B1"),
        event(app_id="A1"),
        event(subtype="bot_message"),
        event(user="USLACKBOT"),
        event(channel="G1", channel_type="mpim"),
        event(subtype="channel_join"),
        event(user=None),
        event(ts=None),
        event(type="reaction_added"),
        {"team_id": TEAM, "event": "text"},
        {},
    ],
)
def test_what_others_say_among_themselves_and_what_we_said_is_passed_over(nothing_to_us: dict[str, Any]) -> None:
    assert from_event(nothing_to_us) is None


def test_a_file_comes_with_its_text() -> None:
    said = from_event(event(subtype="file_share", files=[{"id": "F1"}], text="our letter"))
    assert isinstance(said, Said)
    assert (said.has_files, said.text) == (True, "our letter")


def test_a_forwarded_message_is_something_that_cannot_be_read() -> None:
    """What Slack shows of a link is attached too, and is none."""
    forwarded = from_event(event(text="", attachments=[{"is_share": True, "text": "4 elements"}]))
    linked = from_event(event(text="<https://cde.ca.gov>", attachments=[{"from_url": "https://cde.ca.gov"}]))
    assert [said.has_files for said in (forwarded, linked) if isinstance(said, Said)] == [True, False]


def changed(subtype: str, before: dict[str, Any], now: dict[str, Any], channel: str = "D1") -> Any:
    wrapped = event(subtype=subtype, previous_message=before, message=now, channel=channel)
    del wrapped["event"]["user"]
    return from_event(wrapped)


def test_an_edit_is_noticed() -> None:
    found = changed("message_changed", {"user": "U1", "text": "3"}, {"user": "U1", "text": "4"})
    assert found == Edited(Place(TEAM, "D1", "U1"), "Ev1", deleted=False)


@pytest.mark.parametrize(
    ("subtype", "now"), [("message_deleted", {}), ("message_changed", {"subtype": "tombstone", "text": ""})]
)
def test_a_deletion_is_noticed(subtype: str, now: dict[str, Any]) -> None:
    found = changed(subtype, {"user": "U1", "text": "3"}, now)
    assert isinstance(found, Edited)
    assert found.deleted


@pytest.mark.parametrize(
    ("before", "now", "channel"),
    [
        ({"user": "U1", "text": "3"}, {"user": "U1", "text": "3", "attachments": [{}]}, "D1"),  # a link was unfurled
        ({"user": BOT, "text": "3"}, {"user": BOT, "text": "4"}, "D1"),
        ({"user": BOT, "bot_id": "B1", "text": "3"}, {"text": "4"}, "D1"),
        ({"user": "U1", "text": "3"}, {"user": "U1", "text": "4"}, "C1"),
    ],
)
def test_other_changes_are_passed_over(before: dict[str, Any], now: dict[str, Any], channel: str) -> None:
    assert changed("message_changed", before, now, channel) is None


def test_opening_the_app_is_noticed() -> None:
    found = from_event(event(type="app_home_opened", tab="home"))
    assert found == HomeOpened(Place(TEAM, "D1", "U1"), "home")


def press(**payload: Any) -> Pressed:
    found = from_interaction(
        {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": "U1", "team_id": TEAM},
            "channel": {"id": "D1"},
            "container": {"type": "message", "message_ts": "17.5", "channel_id": "D1"},
            "message": {"ts": "17.5", "blocks": []},
            "trigger_id": "1.2.3",
            "response_url": "https://hooks.slack.com/actions/1",
            "actions": [
                {"type": "button", "action_id": "choice.1", "block_id": "b", "value": "1", "action_ts": "18.25"}
            ],
            **payload,
        }
    )
    assert isinstance(found, Pressed)
    return found


def test_a_press_in_direct_messages_belongs_to_the_user() -> None:
    pressed = press()
    assert (pressed.place.conversation, pressed.value, said_at(pressed.id)) == ("slack:T1:U1", "1", (18, 25))


def test_a_press_in_a_thread_belongs_to_the_thread() -> None:
    container = {"message_ts": "17.5", "channel_id": "C1", "thread_ts": "16.1"}
    assert press(channel={"id": "C1"}, container=container).place.conversation == "slack:T1:C1:16.1"


def test_a_press_where_only_one_sees_it_belongs_to_that_user() -> None:
    container = {"message_ts": "17.5", "channel_id": "C1", "is_ephemeral": True}
    assert press(channel={"id": "C1"}, container=container).place.conversation == "slack:T1:U1"


def test_a_choice_from_a_menu_is_a_press() -> None:
    chosen = {"action_id": "choice", "block_id": "b", "selected_option": {"value": "17"}, "action_ts": "18.2"}
    assert press(actions=[chosen]).value == "17"


def test_a_view_brings_its_values() -> None:
    found = from_interaction(
        {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": "U1"},
            "view": {"callback_id": "cim.review", "private_metadata": "{}", "state": {"values": {"b": {"a": {}}}}},
        }
    )
    assert isinstance(found, Submitted)
    assert (found.callback_id, found.values) == ("cim.review", {"b": {"a": {}}})


def test_a_view_from_another_organization_belongs_to_the_workspace_of_the_app() -> None:
    view = {"callback_id": "cim.review", "app_installed_team_id": TEAM}
    found = from_interaction(
        {"type": "view_submission", "team": {"id": "T7"}, "user": {"id": "U7", "team_id": "T7"}, "view": view}
    )
    assert isinstance(found, Submitted)
    assert found.place.team == TEAM


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [("", "", ""), ("HELP", "help", ""), ("lea  Oak Valley ", "lea", "Oak Valley"), ("4 elements", "4", "elements")],
)
def test_a_command_is_a_word_and_the_rest(text: str, verb: str, rest: str) -> None:
    form = {"team_id": TEAM, "channel_id": "C1", "user_id": "U1", "text": text, "trigger_id": "1.2.3"}
    found = from_command(form)
    assert isinstance(found, Commanded)
    assert (found.verb, found.rest, found.place.conversation) == (verb, rest, "slack:T1:U1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(
                ["type", "event", "user", "team", "id", "channel", "actions", "view", "message", "ts", "text"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(["type", "event", "team_id", "team", "user", "actions", "view", "container"]), JSON)
)
def test_no_payload_makes_it_fail(payload: dict[str, Any]) -> None:
    for kind in ("block_actions", "view_submission", "shortcut"):
        from_interaction({**payload, "type": kind})
    from_event(payload)
    from_event({**payload, "team_id": TEAM, "event": {**payload, "type": "message", "subtype": "message_changed"}})

"""Links to documents: who can make them, how long they hold, what they give away."""

from __future__ import annotations

import base64
import datetime as dt

import pytest

from actions.leas.names import LONGEST_NAME
from assistant.channels.sessions import Sessions
from assistant.documents.links import DocumentLinks, ExpiredLinkError, Linked, UnknownLinkError

KEY = "k" * 64
SESSION = "5f0c9a0c6e1b4f7d8a2b3c4d5e6f7081"
LEA = "Oak Valley"
TO = Linked(SESSION, LEA)
NOW = dt.datetime(2025, 5, 5, 21, 30, tzinfo=dt.timezone.utc)
LINKS = DocumentLinks(KEY)


def token(session_id: str = SESSION, links: DocumentLinks = LINKS) -> str:
    path = links.path(Linked(session_id, LEA), "docx", NOW)
    return path.removeprefix("/documents/").removesuffix(".docx")


def changed(made: str) -> str:
    """Another letter in the middle; at the end there are bits that don't count."""
    return made[:70] + ("A" if made[70] != "A" else "B") + made[71:]


def test_a_link_leads_back_to_its_conversation_and_lea() -> None:
    assert LINKS.path(TO, "ics", NOW).endswith(".ics")
    assert LINKS.read(token(), NOW) == TO


@pytest.mark.parametrize("lea", [None, "x", "Ñ" * LONGEST_NAME, "谷" * LONGEST_NAME, '"], ["'])
def test_any_name_that_an_lea_can_have_comes_through(lea: str | None) -> None:
    made = LINKS.path(Linked(SESSION, lea), "docx", NOW).removeprefix("/documents/").removesuffix(".docx")
    assert LINKS.read(made, NOW) == Linked(SESSION, lea)


def test_a_link_holds_for_a_quarter_of_an_hour() -> None:
    assert LINKS.read(token(), NOW + dt.timedelta(minutes=15)) == TO
    with pytest.raises(ExpiredLinkError):
        LINKS.read(token(), NOW + dt.timedelta(minutes=15, seconds=1))


def test_how_long_it_holds_can_be_set() -> None:
    links = DocumentLinks(KEY, lifetime=dt.timedelta(seconds=5))
    with pytest.raises(ExpiredLinkError):
        links.read(token(links=links), NOW + dt.timedelta(seconds=6))


def test_the_conversation_cannot_be_read_from_a_link() -> None:
    made = token()
    padded = base64.urlsafe_b64decode(made + "=" * (-len(made) % 4))
    assert SESSION not in made
    assert LEA.encode() not in padded
    assert SESSION.encode() not in padded
    assert bytes.fromhex(SESSION) not in padded


def test_two_links_of_one_conversation_have_nothing_in_common_to_be_recognised_by() -> None:
    assert token()[16:] != token()[16:]


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "x",
        "é",
        "." * 100,
        "A" * 140,
        "A" * 10_000,
        Sessions(KEY).token(SESSION),
        token(links=DocumentLinks("z" * 64)),
        changed(token()),
        SESSION,
    ],
    ids=["empty", "short", "not ASCII", "dots", "letters", "long", "of a session", "other key", "changed", "the id"],
)
def test_no_other_token_is_taken(forged: str) -> None:
    with pytest.raises(UnknownLinkError):
        LINKS.read(forged, NOW)


@pytest.mark.parametrize("at", range(0, 140, 7))
def test_a_token_with_one_character_changed_is_not_taken(at: int) -> None:
    made = token()
    changed = made[:at] + ("A" if made[at] != "A" else "B") + made[at + 1 :]
    with pytest.raises((UnknownLinkError, ExpiredLinkError)) as caught:
        LINKS.read(changed, NOW)
    assert caught.type is UnknownLinkError


def test_a_link_of_tomorrow_is_not_taken_today() -> None:
    """A server whose clock is far ahead can't make links that hold for days."""
    with pytest.raises(UnknownLinkError):
        LINKS.read(token(), NOW - dt.timedelta(days=1))


def test_a_link_serves_no_other_purpose() -> None:
    """The key is the one of web sessions, and still no link opens a session."""
    assert Sessions(KEY).read(token()) is None


def test_the_key_does_not_show() -> None:
    assert KEY not in repr(LINKS)

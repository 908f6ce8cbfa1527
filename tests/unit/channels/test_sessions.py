"""Session tokens and the key that signs them."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.channels.sessions import SecretKeyError, Sessions, reference, secret_key

KEY = "k" * 64
SESSIONS = Sessions(KEY)


@pytest.fixture(autouse=True)
def _no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CIM_SECRET_KEY", raising=False)


def test_a_token_leads_back_to_its_session() -> None:
    session_id = SESSIONS.new_id()
    assert SESSIONS.read(SESSIONS.token(session_id)) == session_id


def test_no_two_sessions_are_the_same() -> None:
    assert len({SESSIONS.new_id() for _ in range(100)}) == 100


def test_a_token_signed_with_another_key_is_not_accepted() -> None:
    assert SESSIONS.read(Sessions("x" * 64).token("somebody")) is None


def test_a_changed_token_is_not_accepted() -> None:
    token = SESSIONS.token("somebody")
    assert SESSIONS.read("A" + token[1:]) is None


def test_the_bare_session_id_is_not_accepted() -> None:
    session_id = SESSIONS.new_id()
    assert SESSIONS.read(session_id) is None


@pytest.mark.parametrize("junk", [None, "", 7, [], {}, "a.b.c", "x" * 10_000, "\ud800", "ü.ü.ü"])
def test_junk_is_no_token(junk: object) -> None:
    assert SESSIONS.read(junk) is None


def test_a_token_ends_with_its_lifetime() -> None:
    over = Sessions(KEY, lifetime=timedelta(seconds=-1))
    assert over.read(over.token("somebody")) is None


def test_a_log_reference_is_stable_and_does_not_contain_the_id() -> None:
    session_id = SESSIONS.new_id()
    assert reference(session_id) == reference(session_id)
    assert reference(session_id) not in session_id
    assert reference(session_id) != reference(SESSIONS.new_id())


def test_the_key_file_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret.key"
    key = secret_key(file)
    assert secret_key(file) == key
    assert len(key) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIM_SECRET_KEY", KEY)
    assert secret_key(tmp_path / "secret.key") == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_is_refused_with_where_it_is_and_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIM_SECRET_KEY", "short")
    with pytest.raises(SecretKeyError, match=r"CIM_SECRET_KEY.* 5 characters; at least 32 .*python3 -c"):
        secret_key(tmp_path / "secret.key")


def test_a_key_file_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(SecretKeyError, match=r"secret\.key.*Make the folder writable, or set CIM_SECRET_KEY"):
        secret_key(tmp_path / "var" / "secret.key")

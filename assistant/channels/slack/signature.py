"""Whether a request comes from Slack, and only now. Pure."""

from __future__ import annotations

import hashlib
import hmac

__all__ = ["WINDOW", "UnsignedError", "check", "sign"]

WINDOW = 300  # seconds
_VERSION = "v0"


class UnsignedError(Exception):
    """The request is not to be believed. The text says why, and carries nothing of the request."""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature that Slack would give `body` at `timestamp`."""
    base = b":".join((_VERSION.encode(), timestamp.encode(), body))
    return f"{_VERSION}={hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()}"


def check(secret: str, timestamp: str | None, signature: str | None, body: bytes, now: float) -> None:
    """Raises UnsignedError unless `body` was signed with `secret` within five minutes of `now`."""
    if not timestamp or not signature:
        raise UnsignedError("it is not signed")
    if not (timestamp.isascii() and timestamp.isdigit()) or not signature.isascii():
        raise UnsignedError("its signature has no proper form")
    if abs(now - int(timestamp)) > WINDOW:
        raise UnsignedError("its signature is more than five minutes old, or this machine's clock is wrong")
    # In constant time: the time of a plain comparison would tell a forger how much of a guess is right.
    if not hmac.compare_digest(sign(secret, timestamp, body), signature):
        raise UnsignedError("its signature is wrong")

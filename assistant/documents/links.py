"""Links to documents: signed, short-lived, each for one LEA of one conversation.

A link stands in the browser's history and may be passed on, so the conversation's id must not be readable in it:
whoever knew it could continue the conversation. A token that is only signed would show it; these are encrypted.
"""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

__all__ = ["FOLDER", "DocumentLinks", "ExpiredLinkError", "Linked", "UnknownLinkError"]

FOLDER: Final = "/documents"
_LIFETIME: Final = dt.timedelta(minutes=15)
_LONGEST_TOKEN: Final = 1024
"""Characters; a real one has about 160, and some 700 where a long name is written in other letters than Latin."""
_PURPOSE: Final = b"cim.document-link"


class UnknownLinkError(Exception):
    """The token is none of ours."""


class ExpiredLinkError(Exception):
    """The token was ours, and its time is over."""


@dataclass(frozen=True)
class Linked:
    """What a link leads to: a conversation, and the name of the LEA in it; None where it had none."""

    session_id: str
    lea: str | None = None


@dataclass(frozen=True)
class DocumentLinks:
    """Makes and reads links to a conversation's documents, with the key that signs web sessions."""

    secret_key: str = field(repr=False)
    lifetime: dt.timedelta = _LIFETIME

    def path(self, to: Linked, ending: str, now: dt.datetime) -> str:
        """The path of the document of this LEA in the form `ending` ("docx"), valid from `now`."""
        sealed = json.dumps([to.session_id, to.lea]).encode()
        token = self._cipher.encrypt_at_time(sealed, int(now.timestamp())).decode()
        return f"{FOLDER}/{token.rstrip('=')}.{ending}"

    def read(self, token: str, now: dt.datetime) -> Linked:
        """What the token of a path leads to. Raises UnknownLinkError or ExpiredLinkError."""
        if not token.isascii() or len(token) > _LONGEST_TOKEN:
            raise UnknownLinkError
        sealed = token + "=" * (-len(token) % 4)
        seconds, moment = int(self.lifetime.total_seconds()), int(now.timestamp())
        try:
            if self._cipher.extract_timestamp(sealed) + seconds < moment:
                raise ExpiredLinkError
            return Linked(*json.loads(self._cipher.decrypt_at_time(sealed, seconds, moment)))
        except InvalidToken as error:
            raise UnknownLinkError from error

    @cached_property
    def _cipher(self) -> Fernet:
        # A key of its own, so that no token of one purpose can serve another.
        key = hmac.digest(self.secret_key.encode(), _PURPOSE, "sha256")
        return Fernet(base64.urlsafe_b64encode(key))

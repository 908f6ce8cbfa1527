"""Web sessions: ids that the server issues, in tokens that only it can sign.

Whoever holds a token may go on with its conversation and read it. So the id in it can't be guessed, a token of anyone
else's making is not accepted, and neither appears in an address or a log.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer

SECRET_VARIABLE = "CIM_SECRET_KEY"  # noqa: S105 (the name of the variable, not a secret)
SHORTEST_SECRET = 32  # characters
LONGEST_TOKEN = 512  # characters; a real one has about 80
DEFAULT_LIFETIME = timedelta(days=30)


class SecretKeyError(Exception):
    """The signing key can't be used. The text says where it was looked for and what to do."""


@dataclass(frozen=True)
class Sessions:
    """Issues and reads session tokens.

    `lifetime` counts from the last time the token was issued; a returning visitor gets a fresh token for the
    same session.
    """

    secret_key: str
    lifetime: timedelta = DEFAULT_LIFETIME

    def new_id(self) -> str:
        return secrets.token_hex(16)

    def token(self, session_id: str) -> str:
        return self._serializer.dumps(session_id)

    def read(self, token: object) -> str | None:
        """The session id in a token; None for anything that is not a valid, unexpired token of ours."""
        if not isinstance(token, str) or not token.isascii() or len(token) > LONGEST_TOKEN:
            return None
        try:
            session_id = self._serializer.loads(token, max_age=int(self.lifetime.total_seconds()))
        except BadSignature:  # an expired token raises a kind of this too
            return None
        return session_id if isinstance(session_id, str) else None

    @property
    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret_key, salt="cim.web-session")


def reference(session_id: str) -> str:
    """What a log may call a session: the same for the same session, and of no use for reaching it."""
    return hashlib.sha256(session_id.encode()).hexdigest()[:8]


def secret_key(file: Path) -> str:
    """The signing key: from the environment, else from `file`, which is made when it is not there.

    Several servers of one assistant must share the key, or a session of one is a stranger to the others.

    Raises:
        SecretKeyError: the key is too short, or the file can be neither read nor made.
    """
    given = os.environ.get(SECRET_VARIABLE, "")
    if given:
        return _checked(given, f"the environment variable {SECRET_VARIABLE}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_once(file)
        return _checked(file.read_text(encoding="ascii").strip(), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise SecretKeyError(
            f"{file}: the key that signs web sessions can't be read or made ({error}). "
            f"Make the folder writable, or set {SECRET_VARIABLE}."
        ) from error


def _make_once(file: Path) -> None:
    """Two servers that start together must end with one key: the file appears whole or not at all, and once."""
    if file.exists():
        return
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _checked(key: str, where: str) -> str:
    if len(key) < SHORTEST_SECRET:
        raise SecretKeyError(
            f"{where}: the key that signs web sessions has {len(key)} characters; "
            f"at least {SHORTEST_SECRET} are needed. "
            'Make one with: python3 -c "import secrets; print(secrets.token_hex(32))"'
        )
    return key

"""What the specifications of the API share: the rule book, its document, and a server of it alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any, NamedTuple

import pytest

from assistant.api.document import openapi
from assistant.paths import ROOT
from rules_engine import RuleBook, load_rulebook


class Reply(NamedTuple):
    """What came back: status, headers in lower case, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_rulebook()


@pytest.fixture(scope="session")
def document(book: RuleBook) -> dict[str, Any]:
    return openapi(book)


@pytest.fixture(scope="session")
def api() -> Iterator[str]:
    """Host and port of a server of the API alone."""
    command = [sys.executable, "-m", "assistant.api", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().split("/")[2]
        server.terminate()


@pytest.fixture
def ask(api: str) -> Callable[..., Reply]:
    """Sends one request, exactly as it is given, below /api/v1; `json` is sent as such."""

    def send(method: str, path: str, body: object = None, *, prefix: str = "/api/v1", **headers: str) -> Reply:
        if isinstance(body, dict):
            body, headers = json.dumps(body).encode(), {"Content-Type": "application/json", **headers}
        connection = HTTPConnection(api, timeout=60)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, f"{prefix}{path}", body, sent)  # type: ignore[arg-type]
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    return send

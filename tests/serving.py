"""A real server for tests: `cim serve` as a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.paths import ROOT

__all__ = ["Server"]

_PATIENCE = 120
"""Seconds to wait for a server; generous, because test machines are busy."""


_LONGEST_END = 45
"""Seconds in which a server that was told to end has ended: Slack's turns have 25, and Sanic's connections 15."""


class Server:
    """`cim serve` on a free loopback port. `url` stays the same over restarts.

    `variables` are set in its environment besides those of this process.
    """

    def __init__(self, data: Path, variables: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.variables = dict(variables or {})
        self.log = data / "server.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "assistant.cli", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, **self.variables, "CIM_VAR": str(self.data)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server didn't start:\n{self.log.read_text(encoding='utf-8')}")
            time.sleep(0.1)

    @property
    def is_up(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it by a signal and return its exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(_LONGEST_END)
        # Sanic 21.12 loses a signal that comes between its start and its event loop; systemd would kill it then.
        self.process.send_signal(how)
        return self.process.wait(_PATIENCE)

    def kill(self) -> None:
        """End it without warning, as a crash would."""
        self.stop(signal.SIGKILL)

    def restart(self) -> None:
        """End it properly and start it anew on the same port and data."""
        self.stop()
        self.start()

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Crashed while the `with` lasts, and back after it on the same port and data."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    def say(self, sender: str, message: object) -> list[dict[str, Any]]:
        """What the REST channel replies to `message`."""
        return self.post("/webhooks/rest/webhook", {"sender": sender, "message": message})[1]

    def post(self, path: str, body: object) -> tuple[int, Any]:
        """Status and JSON of a POST; bytes are sent as they are."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310 - our own loopback URL
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as response:  # noqa: S310
                return bool(response.status == 200)
        except OSError:
            return False


def _free_port() -> int:
    """One below those that systems give to connections: none may take it while the server is away."""
    while True:
        port = random.randrange(20_000, 32_000)  # noqa: S311 - no secret
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port

"""Runs a piece of the server alone, in a process of its own: Sanic 21.12 starts one app a process and no more.

python -m tests.unit.channels.serving page FOLDER
python -m tests.unit.channels.serving channel
"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY = "k" * 64
FRIEND = "https://friend.example"
PROJECT = Path(__file__).resolve().parents[3]


@contextmanager
def serving(*what: str) -> Iterator[str]:
    """Serves it on a free loopback port; gives its address."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.unit.channels.serving", *what]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address, f"the server ended with {process.wait()}"
            yield address
        finally:
            process.kill()  # a signal to end could come between the start and the loop, where Sanic loses it


def _serve(what: str, *arguments: str) -> None:
    from sanic import Sanic

    app = Sanic("piece", configure_logging=False)
    if what == "page":
        from assistant import page

        page.register(app, Path(arguments[0]))
    else:
        from rasa.core.channels.channel import register

        from assistant.channels.conversation import Limits
        from assistant.channels.sessions import Sessions
        from assistant.channels.web import WebChannel
        from tests.unit.channels.doubles import EchoAgent

        app.ctx.agent = EchoAgent()
        register([WebChannel(Sessions(KEY), Limits(), (FRIEND,))], app, route="/webhooks/")

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # so that who reads the address can connect, even before the app answers
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        app.run(sock=listening, access_log=False)


if __name__ == "__main__":
    _serve(*sys.argv[1:])

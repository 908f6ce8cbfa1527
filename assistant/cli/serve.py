"""`cim serve`: the assistant on a port of this machine."""

from __future__ import annotations

import socket
import sys
import time
from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.failures import CommandError
from assistant.cli.quiet import quiet_libraries, show_own_log
from rules_engine import RulesEngineError

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]

_LOOPBACK = "127.0.0.1"
_PORT = 5005


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help="serve the page, the web chat and the REST channel")
    parser.add_argument(
        "--host", default=_LOOPBACK, help=f"address to listen on (default {_LOOPBACK}: only this machine)"
    )
    parser.add_argument("--port", type=_port, default=_PORT, help=f"port to listen on (default {_PORT})")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Serve until told to stop."""
    started = time.monotonic()
    listener = _listen(options.host, options.port)  # before the slow part: a taken port is told at once
    from assistant.paths import CREDENTIALS, MODELS, VAR
    from assistant.rasa_lite import import_rasa_lite

    print("Loading the assistant ...", flush=True)
    import_rasa_lite()
    quiet_libraries()
    show_own_log()
    from assistant.agent import ModelMissingError, load_agent, newest_model
    from assistant.conversations import ConversationStore
    from assistant.server import channels_from, make_app, serve

    def ready() -> None:
        host, port = listener.getsockname()[:2]
        seconds = time.monotonic() - started
        print(f"Ready after {seconds:.1f} s: http://{host}:{port}/   (Ctrl+C ends it)", flush=True)

    try:
        agent = load_agent(newest_model(MODELS), ConversationStore(db=str(VAR / "conversations.db")))
        channels = channels_from(CREDENTIALS, VAR)
        app = make_app(agent, channels, ready)
    except ModelMissingError as error:
        raise CommandError(str(error)) from error
    except RulesEngineError as error:
        raise CommandError(f"The rules can't be used: {error}") from error
    except (ImportError, AttributeError, ValueError, OSError) as error:
        raise CommandError(f"The assistant can't start: {error}") from error

    serve(app, listener)
    print("Stopped. Conversations are kept.", file=sys.stderr)
    return 0


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_535:
        raise ValueError
    return number


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise CommandError(
            f"Port {port} on {host} can't be used ({error.strerror}). Choose another one: cim serve --port {port + 1}"
        ) from error
    return listener

"""`python -m assistant.api`: the API alone, on a port of this machine."""

from __future__ import annotations

import argparse
import socket
import sys
from collections.abc import Sequence

from sanic import Sanic

from assistant.api import register

__all__ = ["main"]


def main(arguments: Sequence[str]) -> None:
    """Serve until told to stop; the first line says where."""
    parser = argparse.ArgumentParser(prog="python -m assistant.api", description="Serve the HTTP API alone.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: only this machine)")
    parser.add_argument("--port", type=int, default=5006, help="port to listen on; 0 takes any free one")
    options = parser.parse_args(arguments)
    listener = socket.create_server((options.host, options.port))
    app = Sanic("cim-api", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    register(app)
    host, port = listener.getsockname()[:2]
    print(f"http://{host}:{port}/api/v1/openapi.json", flush=True)
    app.run(sock=listener, access_log=False, motd=False)


if __name__ == "__main__":
    main(sys.argv[1:])

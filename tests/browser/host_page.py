"""The page of another site with the assistant on it: deploy/widget-demo, served from an origin of its own."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

from assistant.paths import ROOT

__all__ = ["LAUNCHER", "HostPage"]

DEMO = ROOT / "deploy" / "widget-demo"
LAUNCHER = "Find your CIM level"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A web server for files that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        pass


class HostPage:
    """Serves the demonstration page from `folder`. Its address is known before the assistant's, which must allow it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        handler = functools.partial(_Quiet, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self, assistant: str) -> None:
        """Serve the page with the assistant of the address `assistant` on it."""
        for file in DEMO.iterdir():
            text = file.read_text(encoding="utf-8")
            here = text.replace("127.0.0.1:5005", assistant.removeprefix("http://"))
            (self._folder / file.name).write_text(here, encoding="utf-8")
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

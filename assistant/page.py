"""Serves the web chat's page: the files that `npm run build` leaves in build/webchat, and nothing else.

The files are read once, at the start. A request is answered by looking its path up among them, so no path
leads anywhere else.
"""

from __future__ import annotations

import gzip
import logging
import mimetypes
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw, text

logger = logging.getLogger(__name__)

BUILT_PAGE = Path(__file__).resolve().parents[1] / "build" / "webchat"
INDEX = "index.html"
NOT_BUILT = (
    "The chat page has not been built. Run `make run`, or `npm ci && npm run build` in the folder webchat, then start "
    "the server again.\n"
)

# Everything from here, nothing inline. Strings become markup only through Lit's and DOMPurify's own gates.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html dompurify"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
WIDGET = "widget.js"  # the one file that pages of other sites load
FONTS = {".woff2": "font/woff2"}  # not every system's list has it
FOR_EVER = "public, max-age=31536000, immutable"  # the names of these files change with their content
BRIEFLY = "public, max-age=3600"
NEVER = "no-store"


@dataclass(frozen=True)
class BuiltFile:
    """One file of the page, ready to be sent. `packed` is the body under gzip, where that is shorter."""

    body: bytes
    packed: bytes | None
    content_type: str
    cache_control: str
    for_other_sites: bool = False

    @classmethod
    def read(cls, file: Path, root: Path) -> BuiltFile:
        body = file.read_bytes()
        packed = gzip.compress(body, mtime=0)
        guessed = FONTS.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        content_type = guessed or "application/octet-stream"
        if content_type.startswith("text/"):
            content_type += "; charset=utf-8"
        packed_if_shorter = packed if len(packed) < len(body) else None
        return cls(body, packed_if_shorter, content_type, _cache_control(file, root), file == root / WIDGET)

    def response(self, request: Request) -> HTTPResponse:
        headers = {**SECURITY_HEADERS, "Cache-Control": self.cache_control}
        if self.for_other_sites:
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        body = self.body
        if self.packed is not None:
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in request.headers.get("accept-encoding", ""):
                headers["Content-Encoding"] = "gzip"
                body = self.packed
        return raw(body, headers=headers, content_type=self.content_type)


def register(app: Sanic, root: Path = BUILT_PAGE) -> None:
    """Adds the page at `/` and its files below it. Without a build, `/` says how to make one."""
    files = _read_all(root)
    if INDEX not in files:
        logger.warning("%s: no %s there. %s", root, INDEX, NOT_BUILT.strip())
    app.blueprint(_blueprint(files))


def _read_all(root: Path) -> Mapping[str, BuiltFile]:
    files = (file for file in sorted(root.rglob("*")) if file.is_file())
    return {file.relative_to(root).as_posix(): BuiltFile.read(file, root) for file in files}


def _cache_control(file: Path, root: Path) -> str:
    if file == root / INDEX:
        return NEVER
    return FOR_EVER if file.parent == root / "assets" else BRIEFLY


def _blueprint(files: Mapping[str, BuiltFile]) -> Blueprint:
    blueprint = Blueprint("page")

    async def index(request: Request) -> HTTPResponse:
        if INDEX not in files:
            return text(NOT_BUILT, status=503, headers=SECURITY_HEADERS)
        return files[INDEX].response(request)

    blueprint.add_route(index, "/", methods=["GET", "HEAD"])
    for number, (path, file) in enumerate(files.items()):
        if path != INDEX:
            blueprint.add_route(_sender(file), f"/{path}", methods=["GET", "HEAD"], name=f"file{number}")
    return blueprint


def _sender(file: BuiltFile) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def send(request: Request) -> HTTPResponse:
        return file.response(request)

    return send

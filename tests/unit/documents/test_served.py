"""Links on the real server, with the real model: from the conversation to the document."""

from __future__ import annotations

import datetime as dt
import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from assistant.documents.links import DocumentLinks, Linked

if TYPE_CHECKING:
    from email.message import Message

    from tests.serving import Server

TOLD = "/inform" + json.dumps({"monitoring_year": 2023, "elements_not_met": 4})

pytestmark = [pytest.mark.server, pytest.mark.model]


def links_of(server: Server) -> DocumentLinks:
    return DocumentLinks((server.data / "secret.key").read_text("ascii").strip())


def get(url: str, method: str = "GET") -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 - our own loopback URL
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_conversation_s_link_gives_its_document_and_follows_its_changes(server: Server) -> None:
    """Told, fetched, corrected, fetched again under the same link; and nothing of the link is in the log."""
    sender = "documents-of-a-conversation-0001"
    path = links_of(server).path(Linked(sender), "json", dt.datetime.now(dt.timezone.utc))

    status, _, body = get(server.url + path)
    assert (status, b"has been deleted" in body) == (410, True)

    server.say(sender, TOLD)
    status, headers, body = get(server.url + path)
    first = json.loads(body)
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert first["monitoring_year"] == 2023
    assert "targeted-1" not in first["possible_levels"]

    server.say(sender, "/inform" + json.dumps({"elements_not_met": 1}))
    assert "targeted-1" in json.loads(get(server.url + path)[2])["possible_levels"]

    token = path.rpartition("/")[2].removesuffix(".json")
    log = server.log.read_text("utf-8")
    assert token not in log
    assert sender not in log


def test_a_head_request_is_answered_without_the_document(server: Server) -> None:
    sender = "documents-of-a-conversation-0002"
    server.say(sender, TOLD)
    path = links_of(server).path(Linked(sender), "html", dt.datetime.now(dt.timezone.utc))
    status, headers, body = get(server.url + path, "HEAD")
    assert (status, body) == (200, b"")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/documents/", "/documents/x.docx", "/documents/../page.py", "/documents/a/b.docx", "/documents/%00.html"]
)
def test_other_addresses_lead_nowhere(server: Server, path: str) -> None:
    status, _, body = get(server.url + path)
    assert status == 404
    assert b"Traceback" not in body

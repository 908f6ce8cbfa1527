"""The page and its files, as they are served."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.channels.serving import serving

INDEX = "<!doctype html><title>CIM Assistant</title>"
SCRIPT = "console.log('ready');" * 100
SCRIPT_PATH = "/assets/index-abc123.js"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def get(url: str, path: str, **headers: str) -> Answer:
    """Asks for exactly this path: a client library would tidy up `..` before asking."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=60)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    built = tmp_path_factory.mktemp("webchat")
    (built / "assets").mkdir()
    (built / "index.html").write_text(INDEX)
    (built / "icon.svg").write_text("<svg/>")
    (built / "assets" / "type-abc123.woff2").write_bytes(b"wOF2")
    (built / SCRIPT_PATH.lstrip("/")).write_text(SCRIPT)
    (built.parent / "secret.txt").write_text("not for you")
    with serving("page", str(built)) as address:
        yield address


def test_the_page_is_at_the_root_and_never_kept(url: str) -> None:
    answer = get(url, "/")
    assert (answer.status, answer.body.decode()) == (200, INDEX)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_files_whose_names_change_with_their_content_are_kept_for_ever(url: str) -> None:
    headers = get(url, SCRIPT_PATH).headers
    assert "immutable" in headers["cache-control"]
    assert "javascript" in headers["content-type"]


def test_a_typeface_is_called_one_whatever_the_system_knows(url: str) -> None:
    assert get(url, "/assets/type-abc123.woff2").headers["content-type"] == "font/woff2"


def test_other_files_are_kept_briefly(url: str) -> None:
    headers = get(url, "/icon.svg").headers
    assert headers["cache-control"] == "public, max-age=3600"
    assert headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("path", ["/", SCRIPT_PATH, "/icon.svg"])
def test_every_file_comes_with_the_security_headers(url: str, path: str) -> None:
    headers = get(url, path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_text_is_packed_for_who_can_unpack_it(url: str) -> None:
    packed = get(url, SCRIPT_PATH, Accept_Encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body).decode() == SCRIPT
    plain = get(url, SCRIPT_PATH, Accept_Encoding="identity")
    assert "content-encoding" not in plain.headers
    assert plain.body.decode() == SCRIPT


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/assets/", "/index.html"]
)
def test_no_path_leads_anywhere_else(url: str, path: str) -> None:
    answer = get(url, path)
    assert answer.status == 404
    assert b"not for you" not in answer.body


def test_without_a_build_the_root_says_how_to_make_one(tmp_path: Path) -> None:
    with serving("page", str(tmp_path / "nowhere")) as address:
        answer = get(address, "/")
    assert answer.status == 503
    assert b"npm ci && npm run build" in answer.body


def test_only_the_widget_may_be_loaded_by_pages_of_other_sites(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "widget.js").write_text("add();")
    with serving("page", str(tmp_path)) as address:
        policies = [get(address, path).headers["cross-origin-resource-policy"] for path in ("/", "/widget.js")]
    assert policies == ["same-origin", "cross-origin"]

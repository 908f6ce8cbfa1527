"""deploy/server/nginx.conf in a real nginx before the real server: what gets through, and what is logged."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.paths import ROOT
from tests.programs import found

if TYPE_CHECKING:
    from tests.serving import Server

pytestmark = pytest.mark.server

NAME = "cim.example.org"
_WHOLE = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    include {folder}/site.conf;
}}
"""
_PATIENCE = 30
_POLLING = "/socket.io/?EIO=4&transport=polling"


@dataclass(frozen=True)
class Proxy:
    """nginx with our configuration on loopback ports of its own."""

    folder: Path
    tls: int
    plain: int

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, origin: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of a request over TLS, as from the Internet, and from a page of `origin`."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=_PATIENCE, context=_trusting())
        connection.request(method, path, body, self._headers(origin))
        response = connection.getresponse()
        answer = response.status, dict(response.getheaders()), response.read()
        connection.close()
        return answer

    def _headers(self, origin: str) -> dict[str, str]:
        page = {"Origin": origin, "Content-Type": "text/plain"} if origin else {"Content-Type": "application/json"}
        return {"Host": NAME, **page}

    @property
    def log(self) -> str:
        """Everything that nginx has logged."""
        return "".join(file.read_text(encoding="utf-8") for file in sorted(self.folder.glob("*.log")))


@pytest.fixture(scope="module")
def proxy(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    nginx, openssl = found("nginx", "nginx-light"), found("openssl", "openssl")
    folder = tmp_path_factory.mktemp("nginx")
    tls, plain = _free_ports(2)
    _certify(openssl, folder)
    site = (ROOT / "deploy" / "server" / "nginx.conf").read_text(encoding="utf-8")
    for ours, here in (
        ("listen 443 ", f"listen 127.0.0.1:{tls} "),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        (f"/etc/ssl/{NAME}/", f"{folder}/"),
        ("http://127.0.0.1:5005", server.url),
    ):
        assert ours in site
        site = site.replace(ours, here)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(_WHOLE.format(folder=folder), encoding="utf-8")
    running = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        _wait_for(tls, running)
        yield Proxy(folder, tls, plain)
    finally:
        running.terminate()
        running.wait(_PATIENCE)


def test_the_page_and_its_files_come_with_their_policy(proxy: Proxy) -> None:
    status, headers, body = proxy.ask("/")
    assert status == 200
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"]
    (script,) = re.findall(r'src="\./(assets/[^"]+)"', body.decode())
    assert proxy.ask(f"/{script}")[0] == 200
    assert proxy.ask("/widget.js")[1]["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_pages_own_chat_gets_an_answer(proxy: Proxy) -> None:
    """By long polling, which is where every conversation begins."""
    status, _, opened = proxy.ask(_POLLING, origin=f"https://{NAME}")
    assert status == 200
    there = f"{_POLLING}&sid={json.loads(opened[1:])['sid']}"

    for packet in (b"40", b'42["session_request",{"token":null}]'):
        assert proxy.ask(there, "POST", packet, origin=f"https://{NAME}")[0] == 200

    _until(lambda: b"session_confirm" in proxy.ask(there, origin=f"https://{NAME}")[2])


def test_the_pages_own_chat_gets_a_websocket(proxy: Proxy) -> None:
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {NAME}\r\nOrigin: https://{NAME}\r\n"
        f"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
    )
    with (
        socket.create_connection(("127.0.0.1", proxy.tls), timeout=_PATIENCE) as plain,
        _trusting().wrap_socket(plain, server_hostname=NAME) as line,
    ):
        line.sendall(request.encode())
        answer = line.recv(4_096)

    assert answer.startswith(b"HTTP/1.1 101 ")


def test_a_strangers_page_gets_no_chat(proxy: Proxy) -> None:
    assert proxy.ask(_POLLING, origin="https://elsewhere.example.org")[0] == 400


def test_programs_reach_the_api(proxy: Proxy) -> None:
    status, _, body = proxy.ask("/api/v1/determinations", "POST", b'{"facts": {"monitoring_year": 2023}}')

    assert status == 200, body


@pytest.mark.parametrize(
    "path",
    ["/webhooks/rest/webhook", "/webhooks/rest/", "/webhooks/slack/", "/healthz", "/model", "/conversations/x/tracker"],
)
def test_what_is_for_this_machine_alone_is_not_passed_on(proxy: Proxy, path: str) -> None:
    for method in ("GET", "POST"):
        status, headers, _ = proxy.ask(path, method, b"{}" if method == "POST" else None)
        assert (status, headers["Server"].split("/")[0]) == (404, "nginx")


def test_a_body_that_is_too_long_goes_no_further(proxy: Proxy) -> None:
    assert proxy.ask("/api/v1/determinations", "POST", b" " * 200_000)[0] == 413


def test_neither_documents_nor_connections_stand_in_a_log(proxy: Proxy) -> None:
    assert proxy.ask("/documents/a-secret-token.docx")[0] == 404
    proxy.ask("/socket.io/?EIO=4&transport=polling&sid=a-secret-connection")
    proxy.ask("/icon.svg")  # logged after them

    _until(lambda: "icon.svg" in proxy.log)
    assert "a-secret" not in proxy.log


def test_plain_http_leads_to_tls(proxy: Proxy) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=_PATIENCE)
    connection.request("GET", "/", headers={"Host": NAME})
    response = connection.getresponse()

    assert (response.status, response.getheader("Location")) == (301, f"https://{NAME}/")
    connection.close()


def _trusting() -> ssl.SSLContext:
    """Trusts the certificate that was made a moment ago."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _certify(openssl: str, folder: Path) -> None:
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subject = ["-subj", f"/CN={NAME}", "-days", "2"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    subprocess.run([openssl, "req", "-x509", "-nodes", *curve, *subject, *files], check=True, capture_output=True)


def _free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    def answers() -> bool:
        assert running.poll() is None, "nginx ended: its configuration is wrong"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return False
        return True

    _until(answers)


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "It did not happen"
        time.sleep(0.1)

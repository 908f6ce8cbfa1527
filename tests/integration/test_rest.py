"""A real server, over REST."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.paths import ROOT
from tests.serving import Server

pytestmark = [pytest.mark.server, pytest.mark.model]

INTERVIEW = ["find our level", "2023", "school district", "1200", "not ranked", "0", "no preschool", "not ranked", "2"]


def someone() -> str:
    return uuid.uuid4().hex


def text_of(replies: list[dict[str, str]]) -> str:
    return "\n".join(reply["text"] for reply in replies)


def test_an_interview_leads_to_a_sourced_level_with_its_duties(server: Server) -> None:
    sender = someone()
    for message in INTERVIEW:
        assert text_of(server.say(sender, message))

    replies = server.say(sender, "no")

    assert "Targeted Level 1 in monitoring year 2023" in text_of(replies)
    assert "cde.ca.gov" in text_of(replies)
    assert "What must be done" in text_of(replies)
    assert [reply["custom"]["determination"]["level"] for reply in replies if "custom" in reply] == ["targeted-1"]
    assert replies[-1]["buttons"]


def test_a_reply_stays_in_one_piece_blank_lines_and_all(server: Server) -> None:
    replies = server.say(someone(), "what is a SELPA?")

    assert len(replies) == 1
    assert "\n\n" in replies[0]["text"]


def test_an_interview_survives_a_restart(server: Server) -> None:
    sender = someone()
    for message in INTERVIEW[:5]:
        server.say(sender, message)

    server.restart()

    assert "Preschool" in text_of(server.say(sender, "0"))
    assert "school district" in text_of(server.say(sender, "review my answers"))


def test_an_interview_survives_a_crash(server: Server) -> None:
    sender = someone()
    for message in INTERVIEW[:4]:
        server.say(sender, message)

    server.kill()
    server.start()

    assert "type of LEA: school district" in text_of(server.say(sender, "review my answers"))


def test_two_senders_dont_meet(server: Server) -> None:
    ann, ben = someone(), someone()
    server.say(ann, "2023 letter, charter")
    server.say(ben, "2023 letter, county office")

    assert "charter school" in text_of(server.say(ann, "review my answers"))
    assert "county office" in text_of(server.say(ben, "review my answers"))


def test_interviews_at_once_end_in_their_own_levels(server: Server) -> None:
    def interview(elements: str) -> str:
        sender = someone()
        replies = [server.say(sender, message) for message in (*INTERVIEW[:-1], elements, "no")]
        return text_of(replies[-1])

    with ThreadPoolExecutor(8) as pool:
        levels = list(pool.map(interview, ["0", "2", "3", "0", "2", "3", "2", "3"]))

    expected = ["Universal", "Targeted Level 1", "Targeted Level 2"]
    for text, level in zip(levels, [expected[i] for i in (0, 1, 2, 0, 1, 2, 1, 2)], strict=True):
        assert text.startswith(f"**{level}")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("x" * 10_000, "10,000 characters"),
        ("", "empty"),
        ("   ", "empty"),
        (None, "only read text"),
        ({"a": 1}, "only read text"),
    ],
)
def test_what_cant_be_read_is_answered_kindly(server: Server, message: object, expected: str) -> None:
    assert expected in text_of(server.say(someone(), message))


@pytest.mark.parametrize(
    "command",
    ["/restart", "/\n/restart", "/\t/session_start", "\x00/external_trigger", "/inform{", "/nonsense", "/ charter"],
)
def test_a_typed_command_is_just_text(server: Server, command: str) -> None:
    sender = someone()
    server.say(sender, "2023 letter, county office")

    assert text_of(server.say(sender, command))
    assert "2023" in text_of(server.say(sender, "review my answers"))


def test_a_button_s_payload_is_no_way_past_the_guard_of_pupil_data(server: Server) -> None:
    replies = server.say(someone(), '/add_lea{"lea": "our student Kevin was born 3/4/2015"}')

    assert "Kevin" not in text_of(replies)
    assert "single student" in text_of(replies)


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'{"message": "hi"}', b'{"sender": 7, "message": "hi"}'])
def test_a_malformed_request_is_refused(server: Server, body: bytes) -> None:
    status, answer = server.post("/webhooks/rest/webhook", body)

    assert status == 400
    assert "Traceback" not in json.dumps(answer)


def test_a_body_that_no_channel_could_want_is_refused_unread(server: Server) -> None:
    status, answer = server.post("/webhooks/rest/webhook", b" " * 1_100_000)

    assert status == 413
    assert "Traceback" not in json.dumps(answer)


@pytest.mark.parametrize(
    "path", ["/model", "/conversations/x/tracker", "/conversations/x/trigger_intent", "/status", "/domain"]
)
def test_rasa_s_own_api_isnt_there(server: Server, path: str) -> None:
    assert server.post(path, {})[0] in (404, 405)


def test_health_is_told(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/healthz") as response:  # noqa: S310 - our own loopback URL
        assert json.load(response)["status"] == "ok"


def test_nothing_that_people_say_is_logged(server: Server) -> None:
    server.say(someone(), "our secret phrase is heliotrope")

    assert "heliotrope" not in server.log.read_text(encoding="utf-8")


def test_the_data_folder_is_private(server: Server) -> None:
    kept = [path for path in server.data.iterdir() if path.suffix in (".db", ".key")]

    assert kept
    assert all(path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0 for path in kept)


def test_a_signal_ends_it_properly(server: Server) -> None:
    assert server.stop() == 0
    assert "Stopped" in server.log.read_text(encoding="utf-8")
    server.start()


def test_a_taken_port_is_told_in_one_line_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "assistant.cli", "serve", "--port", port]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"Port {port}" in ended.stderr


def test_a_missing_model_is_told_in_one_line(tmp_path: object) -> None:
    script = (
        "import pathlib, assistant.paths; assistant.paths.MODELS = pathlib.Path('nowhere');"
        "import sys; from assistant.cli import main; sys.exit(main(['serve', '--port', '0']))"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert "cim train" in ended.stderr
    assert "Traceback" not in ended.stderr

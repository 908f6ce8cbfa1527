"""The API over HTTP: statuses, headers, and errors as problem details."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any

import pytest

from assistant.api import answering
from assistant.api.reading import BODY_LIMIT
from rules_engine import RuleBook

FACTS = {"facts": {"monitoring_year": 2023, "elements_not_met": "3+"}}


def is_problem(reply: Any, status: int) -> bool:
    problem = reply.json
    return bool(
        reply.status == status == problem["status"]
        and reply.headers["content-type"] == "application/problem+json"
        and {"type", "title", "status", "detail"} <= set(problem)
        and reply.headers["cache-control"] == "no-store"
    )


def test_a_determination_is_answered_and_never_kept(ask: Callable[..., Any], book: RuleBook) -> None:
    reply = ask("POST", "/determinations", FACTS)

    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.json == answering.determination(FACTS["facts"], book)


def test_a_what_if_is_answered(ask: Callable[..., Any], book: RuleBook) -> None:
    body = {**FACTS, "changed_facts": {"elements_not_met": 1}, "other_year": 2024}

    assert ask("POST", "/what-if", body).json == json.loads(json.dumps(answering.what_if(body, book)))


@pytest.mark.parametrize("path", ["/rulesets", "/rulesets/2023", "/sources", "/openapi.json"])
def test_what_the_rules_are_can_be_read_and_kept_briefly(ask: Callable[..., Any], path: str) -> None:
    reply, head = ask("GET", path), ask("HEAD", path)

    assert reply.status == head.status == 200
    assert reply.headers["cache-control"] == "public, max-age=300"
    assert isinstance(reply.json, dict)
    assert (head.body, head.headers["content-length"]) == (b"", reply.headers["content-length"])


def test_every_year_has_its_rules_and_no_other(ask: Callable[..., Any], book: RuleBook) -> None:
    assert [one["year"] for one in ask("GET", "/rulesets").json["rulesets"]] == list(book.years)
    for year in book.years:
        assert ask("GET", f"/rulesets/{year}").json == json.loads(json.dumps(answering.ruleset(book.for_year(year))))
    unknown = ask("GET", "/rulesets/1999")
    assert is_problem(unknown, 404)
    assert "Covered years: 2022" in unknown.json["detail"]


@pytest.mark.parametrize("path", ["/nothing", "/rulesets/first", "/", "/determinations/1"])
def test_an_address_with_nothing_behind_it_is_a_problem(ask: Callable[..., Any], path: str) -> None:
    assert is_problem(ask("GET", path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/determinations", "POST"),
        ("DELETE", "/what-if", "POST"),
        ("POST", "/sources", "GET, HEAD"),
        ("PUT", "/rulesets/2023", "GET, HEAD"),
        ("TRACE", "/rulesets", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_a_problem_that_names_the_right_ones(
    ask: Callable[..., Any], method: str, path: str, allowed: str
) -> None:
    reply = ask(method, path)

    assert is_problem(reply, 405)
    assert set(reply.headers["allow"].split(", ")) == set(allowed.split(", "))


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_a_body_of_another_type_is_a_problem(ask: Callable[..., Any], media_type: str) -> None:
    reply = ask("POST", "/determinations", json.dumps(FACTS).encode(), Content_Type=media_type)

    assert is_problem(reply, 415)
    assert reply.headers["accept"] == "application/json"


def test_the_type_may_name_its_character_set(ask: Callable[..., Any]) -> None:
    body = json.dumps(FACTS).encode()

    assert ask("POST", "/determinations", body, Content_Type="Application/JSON; charset=utf-8").status == 200


def test_malformed_json_is_a_problem(ask: Callable[..., Any]) -> None:
    assert is_problem(ask("POST", "/determinations", b'{"facts":', Content_Type="application/json"), 400)


def test_an_unknown_fact_is_a_problem_that_names_it_and_what_was_meant(ask: Callable[..., Any]) -> None:
    reply = ask("POST", "/determinations", {"facts": {"monitoring_year": 2023, "element_not_met": 1}})

    assert is_problem(reply, 422)
    assert reply.json["fact_id"] == "element_not_met"
    assert "did you mean elements_not_met?" in reply.json["detail"]


def test_what_was_sent_cannot_break_the_answer(ask: Callable[..., Any]) -> None:
    """A lone surrogate is JSON, but no text that could be sent back as it is."""
    body = b'{"facts": {"monitoring_year": 2023, "\\ud800": "\\udfff"}}'

    assert is_problem(ask("POST", "/determinations", body, Content_Type="application/json"), 422)


@pytest.mark.parametrize("size", [BODY_LIMIT + 1, 3_000_000])
def test_a_body_that_is_too_long_is_a_problem(ask: Callable[..., Any], size: int) -> None:
    reply = ask("POST", "/determinations", b" " * size, Content_Type="application/json")

    assert is_problem(reply, 413)
    assert "65,536 bytes" in reply.json["detail"]


def test_a_body_up_to_the_limit_is_read(ask: Callable[..., Any]) -> None:
    body = json.dumps(FACTS).encode()

    assert ask("POST", "/determinations", body.ljust(BODY_LIMIT), Content_Type="application/json").status == 200


def test_a_body_without_a_stated_length_is_limited_too(api: str) -> None:
    """Sent in chunks, whose sum nobody knows before."""
    host, _, port = api.partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(
            b"POST /api/v1/determinations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        for _ in range(9):
            connection.sendall(b"2000\r\n" + b" " * 0x2000 + b"\r\n")
        status = connection.recv(4096).split(b"\r\n")[0]

    assert status == b"HTTP/1.1 413 Request Entity Too Large"


def test_addresses_outside_the_api_keep_their_own_errors(ask: Callable[..., Any]) -> None:
    reply = ask("GET", "/nothing", prefix="")

    assert reply.status == 404
    assert reply.headers["content-type"] == "application/json"
    assert "detail" not in reply.json

"""What is answered under a link: the document of that moment, or a plain page that says why there is none."""

from __future__ import annotations

import datetime as dt
import json
import logging
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
import pytest
from icalendar import Calendar
from sanic.response import HTTPResponse

from assistant.documents import serving
from assistant.documents.html_writing import CONTENT_SECURITY_POLICY
from assistant.documents.links import DocumentLinks, Linked
from tests.unit.documents.cases import QUIET, SIG_DIS_2024, WRITTEN_AT

SESSION = "5f0c9a0c6e1b4f7d8a2b3c4d5e6f7081"
LINKS = DocumentLinks("k" * 64)


@dataclass
class Tracker:
    """As much of Rasa's tracker as is looked at."""

    slots: dict[str, Any]

    def current_slot_values(self) -> dict[str, Any]:
        return self.slots


@dataclass
class Agent:
    """An agent that keeps one conversation, `kept`, or fails."""

    kept: dict[str, Any] | None = field(default_factory=lambda: {**QUIET, "elements_not_met": 4})
    failure: Exception | None = None

    @property
    def tracker_store(self) -> Agent:
        return self

    async def retrieve(self, session_id: str) -> Tracker | None:
        if self.failure:
            raise self.failure
        return Tracker(self.kept) if session_id == SESSION and self.kept is not None else None


def name(ending: str = "html", session_id: str = SESSION, lea: str | None = None) -> str:
    return LINKS.path(Linked(session_id, lea), ending, WRITTEN_AT).removeprefix("/documents/")


async def ask(agent: Agent, file: str, now: dt.datetime = WRITTEN_AT) -> HTTPResponse:
    return await serving.answer(agent, LINKS, file, now)  # type: ignore[arg-type]


def says(response: HTTPResponse) -> str:
    assert response.body is not None
    return response.body.decode()


async def test_a_page_opens_in_the_browser() -> None:
    response = await ask(Agent(), name("html"))
    assert response.status == 200
    assert response.content_type == "text/html; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="cim-2023-targeted-2.html"'
    assert "Targeted Level 2 in monitoring year 2023" in says(response)
    assert "Written on 5 May 2025" in says(response)


async def test_a_word_file_is_kept() -> None:
    response = await ask(Agent(), name("docx"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="cim-2023-targeted-2.docx"'
    assert response.body is not None
    assert docx.Document(BytesIO(response.body)).paragraphs[0].text == "CIM: level and checklist"


async def test_a_calendar_is_kept() -> None:
    slots = {fact: value for fact, value in SIG_DIS_2024.items() if value is not None}
    response = await ask(Agent(slots), name("ics"))
    assert response.content_type == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(says(response)).walk("VEVENT")) == 2


async def test_data_are_kept() -> None:
    response = await ask(Agent(), name("json"))
    assert response.content_type == "application/json"
    assert json.loads(says(response))["level"] == "targeted-2"


async def test_the_document_is_that_of_the_answers_as_they_are_now() -> None:
    """A link that was made before an answer was changed gives the result after it."""
    agent, link = Agent(), name("json")
    assert json.loads(says(await ask(agent, link)))["level"] == "targeted-2"
    agent.kept = {**QUIET, "elements_not_met": 1}
    assert json.loads(says(await ask(agent, link)))["level"] == "targeted-1"


def about(current: str, *others: str) -> dict[str, Any]:
    """A conversation about `current`, whose letter is better than those of the `others` that wait."""
    worse = {"facts": {**QUIET, "elements_not_met": 4}, "declined": [], "latest": None}
    waiting = [{"name": one, **worse} for one in others]
    return {**QUIET, "elements_not_met": 1, "lea_name": current, "other_leas": waiting}


async def test_a_link_stays_with_its_lea_when_the_conversation_goes_on_to_another() -> None:
    agent = Agent(about("Pine Ridge", "Oak Valley"))
    one, other = [json.loads(says(await ask(agent, name("json", lea=lea)))) for lea in ("Oak Valley", "Pine Ridge")]
    assert (one["lea"], one["level"]) == ("Oak Valley", "targeted-2")
    assert (other["lea"], other["level"]) == ("Pine Ridge", "targeted-1")


async def test_a_link_made_before_the_only_lea_had_a_name_leads_to_it() -> None:
    assert json.loads(says(await ask(Agent(about("Pine Ridge")), name("json"))))["lea"] == "Pine Ridge"


@pytest.mark.parametrize("lea", ["Elm Creek", None])
async def test_a_link_never_leads_to_another_lea_than_its_own(lea: str | None) -> None:
    response = await ask(Agent(about("Pine Ridge", "Oak Valley")), name("json", lea=lea))
    assert response.status == 410
    assert "was renamed or is no longer in the conversation" in says(response)


async def test_the_lea_s_name_stands_in_the_title_and_harmlessly_in_the_file_s_name() -> None:
    agent = Agent({**QUIET, "elements_not_met": 4, "lea_name": 'Oak "Valley" <b>Élan</b>\r\nX: 1'})
    response = await ask(agent, name("html"))
    assert response.headers["Content-Disposition"] == (
        'inline; filename="cim-2023-targeted-2-oak-valley-b-elan-b-x-1.html"'
    )
    assert "<title>Oak &quot;Valley&quot; &lt;b&gt;Élan&lt;/b&gt; X: 1 – Targeted Level 2" in says(response)
    assert json.loads(says(await ask(agent, name("json"))))["lea"].startswith("Oak")


async def test_what_was_ticked_off_is_ticked_off_on_paper() -> None:
    agent = Agent({**QUIET, "elements_not_met": 4, "done_duties": ["2023/targeted-2/cim-team"]})
    assert says(await ask(agent, name("html"))).count(" checked>") == 1
    response = await ask(agent, name("docx"))
    assert response.body is not None
    xml = docx.Document(BytesIO(response.body)).element.xml
    assert xml.count('w14:checked w14:val="1"') == xml.count("☒") == 1


@pytest.mark.parametrize("ending", ["html", "docx", "json", "ics", "pdf"])
async def test_nothing_is_stored_guessed_or_framed_on_the_way(ending: str) -> None:
    headers = (await ask(Agent(), name(ending))).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Content-Security-Policy"] == f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"


async def test_an_expired_link_is_gone_and_says_what_to_do() -> None:
    response = await ask(Agent(), name(), WRITTEN_AT + dt.timedelta(minutes=16))
    assert response.status == 410
    assert "links to documents hold for 15 minutes" in says(response)
    assert "Go back to the conversation" in says(response)


@pytest.mark.parametrize(
    "file",
    ["x.html", ".html", "html", "", "x" * 2000 + ".docx", f"{SESSION}.html", name()[:-6]],
    ids=["no token", "no name", "no ending", "nothing", "a long one", "a session", "a token cut short"],
)
async def test_a_forged_link_leads_nowhere(file: str) -> None:
    response = await ask(Agent(), file)
    assert response.status == 404
    assert "This link leads nowhere." in says(response)
    assert "Targeted" not in says(response)


@pytest.mark.parametrize("ending", ["pdf", "HTML", "exe", "html.exe"])
async def test_there_are_no_other_forms(ending: str) -> None:
    assert (await ask(Agent(), name(ending))).status == 404


async def test_a_deleted_conversation_is_gone() -> None:
    response = await ask(Agent(kept=None), name())
    assert response.status == 410
    assert "has been deleted" in says(response)


async def test_a_link_reaches_no_other_conversation() -> None:
    assert (await ask(Agent(), name(session_id="another"))).status == 410


async def test_without_a_result_there_is_no_document_yet() -> None:
    response = await ask(Agent(kept={"elements_not_met": 4}), name())
    assert response.status == 404
    assert "There is no result yet." in says(response)


async def test_without_a_date_there_is_no_calendar_and_the_reason_is_said() -> None:
    response = await ask(Agent(), name("ics"))
    assert response.status == 404
    assert "our sources give no date for Targeted Level 2, 2023" in says(response)


async def test_a_failure_is_told_plainly_and_neither_link_nor_conversation_gets_into_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    link = name()
    with caplog.at_level(logging.DEBUG):
        response = await ask(Agent(failure=RuntimeError(f"no table for {SESSION}")), link)
    assert response.status == 500
    assert "Something went wrong on our side." in says(response)
    assert "RuntimeError" not in says(response)
    assert "A document could not be made" in caplog.text
    assert "RuntimeError" in caplog.text
    assert SESSION not in caplog.text
    assert link not in caplog.text
    assert link.removesuffix(".html") not in caplog.text

"""The dates of a result as a calendar file: a whole day for each duty whose date the sources or the site give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from assistant.documents.duties import dated, due_words
from assistant.documents.naming import clean_name
from assistant.documents.wording import LOCALE, say
from rules_engine import Determination, Obligation
from rules_engine.explanation import joined

__all__ = ["NoDatesError", "to_ics"]

_PRODUCT: Final = f"-//CIM assistant//{LOCALE}"
_OURS: Final = UUID("6e1b8f0a-43a5-5b0c-9b35-0c5d5d8a8a51")
"""The namespace of our events. It must never change, or a calendar would hold every event twice."""


class NoDatesError(Exception):
    """No duty of the result has a date. The text says so in plain words, and where to look."""


def to_ics(result: Determination, written_at: dt.datetime, lea: str = "") -> bytes:
    """The calendar file of `result`. The same result gives events of the same ids, so that a calendar that has taken
    the file before changes its events instead of adding new ones.

    Raises NoDatesError where there is nothing to put into a calendar.
    """
    owed = dated(result)
    if not owed:
        raise NoDatesError(_why_none(result))
    name = clean_name(lea)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _with_name(say("calendar.name", year=result.ruleset.year), name))
    for one in owed:
        if one.due.day:
            calendar.add_component(_event(one, one.due.day, result, written_at, name))
    return bytes(calendar.to_ical())


def _why_none(result: Determination) -> str:
    if result.status == "undetermined":
        return say("calendar.none_yet")
    titles = [result.ruleset.title_of(id_) for id_ in result.results()]
    about = joined(titles, "and") or say("calendar.this_result")
    return say("calendar.none", result=f"{about}, {result.ruleset.year}")


def _event(one: Obligation, day: dt.date, result: Determination, written_at: dt.datetime, name: str) -> Event:
    event = Event()
    summary = say("calendar.summary", task=one.title)
    if one.local or one.due.local:
        summary = say("calendar.local", summary=summary)
    # The day itself may change, and then the event moves; so it is no part of the id.
    event.add("uid", str(uuid5(_OURS, "\n".join((str(result.ruleset.year), one.result, one.id, name)))))
    event.add("dtstamp", written_at.astimezone(dt.timezone.utc))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))  # the first day after it
    event.add("summary", _with_name(summary, name))
    event.add("description", "\n".join(_description(one, result)))
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy all day
    return event


def _with_name(text: str, name: str) -> str:
    return say("calendar.with_name", name=name, summary=text) if name else text


def _description(one: Obligation, result: Determination) -> Iterator[str]:
    ruleset = result.ruleset
    yield one.what
    yield say("calendar.due", due=due_words(one))
    if one.deliverable:
        yield say("calendar.deliverable", deliverable=one.deliverable)
    yield say("calendar.support", support=one.support)
    yield say("calendar.for", result=ruleset.title_of(one.result), year=ruleset.year)
    if one.local or one.due.local:
        yield say("calendar.local_is")
    if one.inference:
        yield say("calendar.inferred", why=one.inference)
    yield say("calendar.sources")
    for source_id in dict.fromkeys((*one.sources, *one.due.sources)):
        source = ruleset.sources[source_id]
        yield say("calendar.source", title=f"{source.title}: {source.href}" if source.href else source.title)
    yield say("calendar.rules", version=ruleset.version)
    yield say("disclaimer")

"""What must be done, as checklists: one for each level or designation that is settled, by step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from assistant.checklist import duty_id
from assistant.documents.annotations import Citations, inferred, local_mark
from assistant.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Checkbox,
    Column,
    Heading,
    Paragraph,
    Table,
    Text,
    labelled,
    plain,
)
from assistant.documents.wording import day_words, say, says
from rules_engine import Determination, DueDate, Obligation, obligations, usual_due, usual_support

__all__ = ["dated", "dates", "due_words", "duties"]

_SHARES: Final = {"done": 10, "task": 60, "due": 30}
_SHARES_BY_STEP: Final = {"done": 10, "step": 10, "task": 55, "due": 25}


def duties(result: Determination, citations: Citations, done: Collection[str] = ()) -> Iterator[Block]:
    """The section of the duties, with what must be said where there are none or where the level isn't settled.

    Those whose ids are among `done` are ticked off.
    """
    owed = obligations(result)
    usual = usual_due(owed)
    yield Heading(1, say("duties.heading"))
    if result.level is None and result.status != "determined":
        yield plain(say(f"duties.level_{result.status}"))
    elif not owed:
        yield plain(say("duties.none"))
    if usual:
        yield labelled(say("duties.usual_due"), usual.says)
    for id_ in result.results():
        own = sorted((one for one in owed if one.result == id_), key=lambda one: one.step or 0)
        if own:
            boxes = {one.id: duty_id(one, result.ruleset.year) in done for one in own}
            yield from _checklist(result.ruleset.title_of(id_), own, boxes, usual, citations)


def dates(result: Determination) -> Iterator[Block]:
    """The section of the days that are known; nothing where none is."""
    if owed := dated(result):
        yield Heading(1, say("dates.heading"))
        yield Bullets(tuple(_date(one, result.ruleset.title_of(one.result)) for one in owed))


def dated(result: Determination) -> tuple[Obligation, ...]:
    """What must be done by a day that the sources or the site give, the earliest first."""
    return tuple(sorted((one for one in obligations(result) if one.due.day), key=lambda one: str(one.due.day)))


def _date(one: Obligation, result_title: str) -> Paragraph:
    day = Text(say("dates.date", day=one.due.day and day_words(one.due.day)), strong=True)
    task = Text(" " + say("dates.task", task=one.title, result=result_title))
    return Paragraph((*local_mark(one.local or one.due.local), day, task))


def due_words(obligation: Obligation) -> str:
    """When `obligation` is due, with the day where there is one."""
    due = obligation.due
    day = day_words(due.day) if due.day else ""
    return due.says if day in due.says else f"{day}: {due.says}"


def _checklist(
    title: str, owed: Sequence[Obligation], boxes: Mapping[str, bool], usual: DueDate | None, citations: Citations
) -> Iterator[Block]:
    """The duties of one result. `boxes` says of each duty's id whether it is ticked off."""
    support = usual_support(owed)
    shares = _SHARES_BY_STEP if any(one.step for one in owed) else _SHARES
    headings = says("duties.columns")
    rows = []
    for one in owed:
        cells: dict[str, Cell] = {
            "done": Checkbox(say("duties.done", task=one.title), boxes[one.id]),
            "step": (plain(str(one.step or say("duties.no_step"))),),
            "task": tuple(_task(one, support, citations)),
            "due": (_due(one, usual, citations),),
        }
        rows.append(tuple(cells[key] for key in shares))
    yield Heading(2, title)
    yield labelled(say("duties.support"), support)
    yield Table(
        say("duties.table", result=title),
        tuple(Column(headings[key], share) for key, share in shares.items()),
        tuple(rows),
        named_by=list(shares).index("task"),
    )


def _task(one: Obligation, support: str, citations: Citations) -> Iterator[Paragraph]:
    """The lines that say what to do; the first one names it."""
    yield Paragraph((*local_mark(one.local), Text(one.title, strong=True)))
    yield Paragraph((Text(one.what), *citations.of(one.sources)))
    if one.deliverable:
        yield labelled(say("duties.deliverable"), one.deliverable)
    if one.support != support:
        yield labelled(say("duties.support"), one.support)
    if one.inference:
        yield inferred(one.inference)


def _due(one: Obligation, usual: DueDate | None, citations: Citations) -> Paragraph:
    words = say("duties.no_date") if one.due == usual else due_words(one)
    # An obligation that a site has added is marked as a whole; so is the source of its date.
    mark = local_mark(one.due.local and not one.local)
    return Paragraph((*mark, Text(words, strong=one.due.day is not None), *citations.of(one.due.sources)))

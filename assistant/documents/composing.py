"""A result as a document: what it is, what must be done by when, why, and on which sources.

Composed from the engine's result alone; nothing here knows a level or a rule. Pure: the day is an argument.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from assistant.documents.annotations import Citations, inferred, local_mark
from assistant.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Checkbox,
    Column,
    Document,
    Heading,
    Lead,
    Mark,
    Paragraph,
    Reference,
    References,
    Row,
    Table,
    Text,
    labelled,
    plain,
)
from assistant.documents.duties import dates, duties
from assistant.documents.naming import clean_name
from assistant.documents.wording import day_words, say, says
from rules_engine import (
    Determination,
    Note,
    Outcome,
    RuleOutcome,
    Source,
    because,
    explain,
    headline,
    obligations,
)
from rules_engine.rules import LOCAL

__all__ = ["compose"]

_OUTCOMES = (Outcome.MET, Outcome.CANNOT_TELL, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)
"""In the order of interest."""


def compose(result: Determination, written_on: dt.date, lea: str = "", done: Collection[str] = ()) -> Document:
    """The document of `result`, for the LEA named `lea` where there is a name; the duties `done` are ticked off."""
    citations = Citations()
    about = headline(result)
    dated = say("dated", year=result.ruleset.year, day=day_words(written_on))
    blocks = (
        Callout(plain(say("disclaimer"))),
        *_result(result, citations),
        *dates(result),
        *_find_out(result),
        *duties(result, citations, done),
        *_criteria(result, citations),
        *_answers(result),
        *_remarks(result, citations),
        *_about(result, citations, written_on),
        *_sources(result, citations),
    )
    footer = f"{say('title')} · {about}"
    return Document(say("title"), about, clean_name(lea), written_on, (say("name"), dated), blocks, footer)


def _result(result: Determination, citations: Citations) -> Iterator[Block]:
    ruleset = result.ruleset
    yield Heading(1, say("result.heading"))
    yield Lead(headline(result))
    yield plain(explain(result).summary)
    if result.status == "determined":
        return
    for id_ in result.results():
        yield plain(ruleset.summary_of(id_))
    if left_open := _left_open(result):
        yield Heading(2, say("result.left_open"))
        yield _noted(left_open, citations)


def _left_open(result: Determination) -> tuple[Note, ...]:
    """Why the sources give no level, where that is the result."""
    return result.gap_notes() if result.status == "not_covered" else ()


def _remarks(result: Determination, citations: Citations) -> Iterator[Block]:
    said = _left_open(result)
    if notes := [note for note in result.notes if note not in said]:
        yield Heading(1, say("remarks.heading"))
        yield _noted(notes, citations)


def _noted(notes: Sequence[Note], citations: Citations) -> Bullets:
    return Bullets(
        tuple(Paragraph((*local_mark(note.local), Text(note.says), *citations.of(note.sources))) for note in notes)
    )


def _find_out(result: Determination) -> Iterator[Block]:
    """The facts that can still change the result, to be looked up."""
    if not result.missing_facts:
        return
    yield Heading(1, say("find_out.heading"))
    yield plain(say("find_out.about"))
    headings = says("find_out.columns")
    columns = (Column(headings["done"], 10), Column(headings["fact"], 40), Column(headings["where"], 50))
    specs = [result.facts.vocabulary[fact_id] for fact_id in result.missing_facts]
    rows: list[Row] = [
        (
            Checkbox(say("find_out.done", fact=spec.label)),
            (Paragraph((Text(_sentence(spec.label), strong=True),)),),
            (plain(_sentence(spec.where)),),
        )
        for spec in specs
    ]
    yield Table(say("find_out.heading"), columns, tuple(rows), named_by=1)


def _criteria(result: Determination, citations: Citations) -> Iterator[Block]:
    """Every criterion with its outcome, the ones that count most first."""
    if not result.criteria:
        return
    year = result.ruleset.year
    yield Heading(1, say("criteria.heading"))
    yield plain(say("criteria.about", year=year))
    headings = says("criteria.columns")
    columns = (Column(headings["outcome"], 15), Column(headings["result"], 25), Column(headings["rule"], 60))
    ordered = sorted(result.criteria, key=lambda one: _OUTCOMES.index(one.outcome))
    rows = tuple(_criterion(one, result, citations) for one in ordered)
    yield Table(say("criteria.table", year=year), columns, rows, named_by=2)


def _criterion(one: RuleOutcome, result: Determination, citations: Citations) -> Row:
    rule = one.rule
    outcome = Text(say(f"criteria.outcomes.{one.outcome.name.lower()}"), strong=one.outcome is Outcome.MET)
    leads_to = result.ruleset.title_of(one.leads_to)
    cell = [Paragraph((Text(because(one, result.facts)), *citations.of(rule.sources)))]
    if rule.inference:
        cell.append(inferred(rule.inference))
    return (Paragraph((outcome,)),), (plain(leads_to),), tuple(cell)


def _answers(result: Determination) -> Iterator[Block]:
    """What is known, and what the criteria ask for and isn't."""
    facts = result.facts
    given = facts.to_dict()
    read = {fact_id for one in result.criteria for fact_id in one.facts}
    rows: list[Row] = []
    for fact_id, spec in facts.vocabulary.items():
        if fact_id in given:
            answer = facts.say(fact_id)
        elif fact_id in facts:
            answer = say("answers.follows", answer=facts.say(fact_id))
        elif fact_id in read:
            answer = say("answers.unknown")
        else:
            continue
        rows.append(((plain(_sentence(spec.label)),), (plain(_sentence(answer)),)))
    headings = says("answers.columns")
    columns = (Column(headings["fact"], 55), Column(headings["answer"], 45))
    yield Heading(1, say("answers.heading"))
    yield Table(say("answers.table"), columns, tuple(rows), named_by=0)


def _about(result: Determination, citations: Citations, written_on: dt.date) -> Iterator[Block]:
    """Where this comes from, what its marks mean, and what it doesn't hold."""
    ruleset = result.ruleset
    coverage = say(f"about.coverage.{ruleset.coverage}")
    version = say("about.version", year=ruleset.year, version=ruleset.version, coverage=coverage)
    day = ruleset.letter_date
    letter = say("about.letter_date", day=day_words(day)) if day else say("about.letter_unknown")
    yield Heading(1, say("about.heading"))
    yield Bullets(
        (
            labelled(say("about.rules"), f"{version} {ruleset.verified}"),
            labelled(say("about.letter"), letter, *citations.of(ruleset.letter_sources)),
            labelled(say("about.written"), say("about.written_on", day=day_words(written_on))),
            *_marks_used(result),
            labelled(say("about.privacy"), say("about.no_pupils")),
        )
    )


def _marks_used(result: Determination) -> Iterator[Paragraph]:
    """What the marks of this document mean."""
    owed = obligations(result)
    if any(one.rule.inference for one in result.criteria) or any(one.inference for one in owed):
        yield Paragraph((Mark(say("marks.inferred")), Text(say("about.inferred_is"))))
    if any(note.local for note in result.notes) or any(one.local or one.due.local for one in owed):
        yield Paragraph((*local_mark(True), Text(say("about.local_is"))))


def _sources(result: Determination, citations: Citations) -> Iterator[Block]:
    yield Heading(1, say("sources.heading"))
    yield plain(say("sources.about"))
    yield References(
        tuple(_reference(number, result.ruleset.sources[id_]) for id_, number in citations.numbers.items())
    )


def _reference(number: int, source: Source) -> Reference:
    remark = Paragraph(
        (*local_mark(source.trust == LOCAL), Text(say("sources.read_as", copy=source.read_as.rstrip("."))))
    )
    return Reference(number, source.title, source.href, remark)


def _sentence(text: str) -> str:
    """`text` with a capital at its beginning."""
    return text[:1].upper() + text[1:]

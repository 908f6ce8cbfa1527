"""Rule-set files read into frozen data. Whatever is wrong in a file is refused with its place and what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rules_engine.condition import AllOf, Condition, read_condition
from rules_engine.conflicts import Conflict
from rules_engine.rules import (
    LEVELS,
    LOCAL,
    SEVERAL_LEVELS,
    STATUSES,
    Case,
    Criterion,
    Designation,
    DueDate,
    Gap,
    Level,
    Note,
    Obligation,
    Source,
)
from rules_engine.ruleset import RuleSet
from rules_engine.soundness import refuse_unsound
from rules_engine.vocabulary import Vocabulary
from rules_engine.yaml_source import Entry

__all__ = ["RuleReader", "read_local_sources", "read_ruleset", "read_sources"]

_TRUST = ("A", "B", "C", "D", "E", "SEED")
_CASE_KEYS = ("status", "level", "levels_met", "possible_levels", "designations", "missing_facts", "notes")


def read_sources(top: Entry) -> Mapping[str, Source]:
    """The source register written at `top`, by id. Raises RuleSetError."""
    sources = {}
    for id_, entry in top.mapping().items():
        fields = entry.fields(["title", "trust", "read_as"], ["page"])
        page = fields["page"].text() if "page" in fields else None
        trust = fields["trust"].one_of(_TRUST)
        sources[id_] = Source(id_, fields["title"].text(), trust, _href(page), fields["read_as"].text())
    return sources


def read_local_sources(top: Entry) -> Mapping[str, Source]:
    """A site's own sources, written at `top`, by id. Raises RuleSetError."""
    sources = {}
    for id_, entry in top.mapping().items():
        fields = entry.fields(["title", "read_as"], ["page"])
        page = fields["page"].text() if "page" in fields else None
        sources[id_] = Source(id_, fields["title"].text(), LOCAL, _href(page), fields["read_as"].text())
    return sources


def _href(page: str | None) -> str | None:
    return f"https://{page}" if page else None


def read_ruleset(
    top: Entry, vocabulary: Vocabulary, sources: Mapping[str, Source], conflicts: Mapping[str, Conflict]
) -> RuleSet:
    """The rule set written at `top`. Raises RuleSetError for anything that is wrong in form, overlapping,
    or open without being declared as a gap.
    """
    fields = top.fields(
        [
            *("year", "version", "coverage", "verified", "letter", "levels", "designations", "gaps"),
            *("no_date", "obligations", "cases"),
        ],
        ["notes"],
    )
    _refuse_shared_ids(fields)
    letter = fields["letter"].fields(["date", "sources"])
    reader = RuleReader(vocabulary, sources, conflicts, _supports(fields), fields["no_date"].text())
    notes = fields["notes"].mapping() if "notes" in fields else {}
    owed = fields["obligations"].mapping()
    ruleset = RuleSet(
        file=top.file,
        year=fields["year"].integer(),
        version=fields["version"].text(),
        coverage=fields["coverage"].one_of(("complete", "partial")),
        verified=fields["verified"].text(),
        letter_date=None if letter["date"].scalar() is None else letter["date"].day(),
        letter_sources=reader.sources_of(letter),
        vocabulary=vocabulary,
        sources=sources,
        levels={id_: reader.level(id_, entry) for id_, entry in fields["levels"].mapping().items()},
        criteria=tuple(reader.criteria(fields["levels"])),
        gaps=tuple(reader.gap(id_, entry) for id_, entry in fields["gaps"].mapping().items()),
        designations=tuple(reader.designation(id_, e) for id_, e in fields["designations"].mapping().items()),
        notes=tuple(reader.note(id_, entry) for id_, entry in notes.items()),
        obligations=tuple(one for id_, entry in owed.items() for one in reader.obligations(id_, entry)),
        cases=tuple(_cases(fields["cases"])),
    )
    refuse_unsound(ruleset, top)
    return ruleset


def _refuse_shared_ids(fields: Mapping[str, Entry]) -> None:
    """Raises RuleSetError where one id names two things that stand side by side in a result."""
    levels = fields["levels"].mapping()
    criteria = [one for level in levels.values() for one in level.mapping()["criteria"].mapping().items()]
    rules = [*levels.items(), *criteria, *fields["designations"].mapping().items()]
    remarks = [*fields["gaps"].mapping().items(), *(fields["notes"].mapping().items() if "notes" in fields else ())]
    for side_by_side in (rules, remarks):
        seen: dict[str, Entry] = {}
        for id_, entry in side_by_side:
            if id_ in seen:
                raise entry.error(f"the id {id_!r}, which {seen[id_].path} has too", "ids of their own")
            seen[id_] = entry


def _supports(fields: Mapping[str, Entry]) -> Mapping[str, str]:
    """Who supports an LEA of each level and designation, by its id."""
    results = {**fields["levels"].mapping(), **fields["designations"].mapping()}
    return {id_: entry.mapping()["support"].text() for id_, entry in results.items() if "support" in entry.mapping()}


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads the parts of a rule set that refer to facts, sources, conflicts, levels and designations.

    `supports` are the levels and designations, each with the support that it gives; `no_date` is said of an
    obligation without a due date; `local` marks what is read as a site's own.
    """

    vocabulary: Vocabulary
    known_sources: Mapping[str, Source]
    known_conflicts: Mapping[str, Conflict]
    supports: Mapping[str, str]
    no_date: str
    local: bool = False

    def level(self, id_: str, entry: Entry) -> Level:
        if id_ not in LEVELS:
            raise entry.error(f"the unknown level {id_!r}", ", ".join(LEVELS))
        fields = entry.fields(["title", "summary", "support", "sources", "criteria"])
        title, summary, support = (fields[key].text() for key in ("title", "summary", "support"))
        return Level(id_, title, summary, support, self.sources_of(fields))

    def criteria(self, levels: Entry) -> Iterator[Criterion]:
        for level, entry in levels.mapping().items():
            for id_, one in entry.mapping()["criteria"].mapping().items():
                fields = one.fields(["when", "rule", "sources"], ["inferred"])
                yield Criterion(
                    id_,
                    level,
                    self.condition(fields["when"]),
                    self.sentence(fields["rule"]),
                    self.sources_of(fields),
                    _optional_text(fields, "inferred"),
                )

    def gap(self, id_: str, entry: Entry) -> Gap:
        fields = entry.fields(["where", "says", "sources"], ["leaves_open", "conflict"])
        levels = fields["leaves_open"].some_of(LEVELS) if "leaves_open" in fields else ()
        if len(levels) == 1:
            raise fields["leaves_open"].error("one level", "two levels or more, since a gap decides nothing")
        where = self.region(fields["where"])
        return Gap(id_, where, levels, fields["says"].text(), self.sources_of(fields), self.conflict_of(fields))

    def designation(self, id_: str, entry: Entry) -> Designation:
        fields = entry.fields(
            ["title", "summary", "support", "when", "rule", "sources"], ["instead_of_level", "inferred"]
        )
        return Designation(
            id_,
            fields["title"].text(),
            fields["summary"].text(),
            fields["support"].text(),
            self.condition(fields["when"]),
            self.sentence(fields["rule"]),
            self.sources_of(fields),
            "instead_of_level" in fields and fields["instead_of_level"].boolean(),
            _optional_text(fields, "inferred"),
        )

    def note(self, id_: str, entry: Entry) -> Note:
        fields = entry.fields(["says", "sources"], ["when", "for", "conflict"])
        return Note(
            id_,
            fields["says"].text(),
            self.sources_of(fields),
            self.conflict_of(fields),
            self.condition(fields["when"]) if "when" in fields else None,
            fields["for"].some_of((*self.supports, *STATUSES, SEVERAL_LEVELS)) if "for" in fields else (),
            self.local,
        )

    def obligations(self, id_: str, entry: Entry) -> Iterator[Obligation]:
        """One obligation for each level or designation that it is for, with that one's support."""
        fields = entry.fields(
            ["for", "title", "what", "sources"], ["step", "support", "due", "deliverable", "inferred", "training"]
        )
        for result in fields["for"].some_of(self.supports):
            yield Obligation(
                id_,
                result,
                fields["step"].integer() if "step" in fields else None,
                fields["title"].text(),
                fields["what"].text(),
                fields["support"].text() if "support" in fields else self.supports[result],
                self.due_date(fields.get("due")),
                _optional_text(fields, "deliverable"),
                self.sources_of(fields),
                _optional_text(fields, "inferred"),
                self.local,
                "training" in fields and fields["training"].boolean(),
            )

    def due_date(self, entry: Entry | None) -> DueDate:
        if entry is None:
            return DueDate(self.no_date, local=self.local)
        fields = entry.fields(["says"], ["date"])
        return DueDate(fields["says"].text(), fields["date"].day() if "date" in fields else None, self.local)

    def condition(self, entry: Entry) -> Condition:
        return read_condition(entry, self.vocabulary)

    def region(self, entry: Entry) -> Condition:
        """A gap's condition, which may also be the word `always`: years of which no level is known."""
        return AllOf(()) if not entry.is_mapping() and entry.scalar() == "always" else self.condition(entry)

    def sources_of(self, fields: Mapping[str, Entry]) -> tuple[str, ...]:
        return fields["sources"].some_of(self.known_sources)

    def conflict_of(self, fields: Mapping[str, Entry]) -> str | None:
        return fields["conflict"].one_of(self.known_conflicts) if "conflict" in fields else None

    @staticmethod
    def sentence(entry: Entry) -> str:
        text = entry.text()
        if not text.endswith(".") or ". " in text:
            raise entry.error(f"{text!r}", "one plain sentence that ends with a full stop")
        return text


def _optional_text(fields: Mapping[str, Entry], key: str) -> str | None:
    return fields[key].text() if key in fields else None


def _cases(entry: Entry) -> Iterator[Case]:
    """The test cases; each one's facts are those of `base`, with its own put over them."""
    fields = entry.fields(["base", "examples"])
    base = {key: _plain(value) for key, value in fields["base"].mapping().items()}
    for example in fields["examples"].items():
        parts = example.fields(["name", "facts", "gives"])
        own = {key: _plain(value) for key, value in parts["facts"].mapping().items()}
        expected = {key: _plain(value) for key, value in parts["gives"].fields((), _CASE_KEYS).items()}
        if not expected:
            raise parts["gives"].error("nothing", f"at least one of {', '.join(_CASE_KEYS)}")
        yield Case(parts["name"].text(), {**base, **own}, expected)


def _plain(entry: Entry) -> object:
    """The value of a fact, or of a result's key, as JSON would carry it."""
    return [item.scalar() for item in entry.items()] if entry.is_list() else entry.scalar()

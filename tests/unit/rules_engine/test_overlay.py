"""A site's own trainings, dates, links and contacts, laid over the public rule sets.

The overlay here is invented; it adds what the public sources of 2023 don't give.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rules_engine import Determination, Facts, RuleBook, RuleSetError, determine, load_rulebook, obligations
from rules_engine.check import check_shared
from rules_engine.rulebook import RULESETS

OVERLAY = """\
site: Example SELPA
sources:
  EX-CALENDAR: {title: Training calendar, page: selpa.example.org/calendar, read_as: the calendar of August 2022}
  EX-OFFICE: {title: Office handbook, read_as: the edition of 2022}
years:
  2023:
    due:
      improvement-plan-targeted:
        {for: [targeted-1, targeted-2], says: By 30 June 2023., date: 2023-06-30, sources: [EX-CALENDAR]}
      cim-team: {says: Before the first training., sources: [EX-OFFICE]}
    obligations:
      kick-off:
        for: [targeted-1]
        step: 1
        title: Come to the kick-off
        what: Bring your CIM Team to the kick-off meeting.
        due: {says: 9 September 2022, date: 2022-09-09}
        sources: [EX-CALENDAR]
    notes:
      whom-to-ask: {for: [targeted-1], says: Write to the SELPA office., sources: [EX-OFFICE]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "example-selpa.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    return path


@pytest.fixture
def local_book(file: Path) -> RuleBook:
    return load_rulebook(RULESETS, file)


def with_elements(number: int, book: RuleBook) -> Determination:
    facts = {"lea_type": "county_office", "elements_not_met": number, "significantly_disproportionate": False}
    ranks = ("intensive_evaluation_percent", "preschool_intensive_evaluation_percent", "lowest_lre_percent")
    known = Facts.parse({**facts, **dict.fromkeys(ranks, "not_ranked"), "disproportionate_years": 0}, book.vocabulary)
    return determine(known, book.for_year(2023))


def test_an_overlay_adds_its_duties_notes_and_sources_and_marks_them(local_book: RuleBook) -> None:
    result = with_elements(1, local_book).to_dict()
    local = {
        key: [one["id"] for one in result[key] if one["local"]]  # type: ignore[attr-defined]
        for key in ("obligations", "notes", "sources")
    }

    assert {
        "obligations": ["kick-off"],
        "notes": ["whom-to-ask"],
        "sources": ["EX-OFFICE", "EX-CALENDAR"],
    } == local


def test_what_an_overlay_adds_for_one_level_stays_away_from_the_others(local_book: RuleBook) -> None:
    result = with_elements(3, local_book)

    assert "targeted-2" == result.level
    assert "kick-off" not in {one.id for one in obligations(result)}
    assert "whom-to-ask" not in {note.id for note in result.notes}


def test_a_duty_of_a_site_has_the_support_of_its_level(local_book: RuleBook) -> None:
    (kick_off,) = (one for one in obligations(with_elements(1, local_book)) if one.id == "kick-off")

    assert {
        "for": "targeted-1",
        "step": 1,
        "support": "Your SELPA supports you. The work is done independently of CDE.",
        "local": True,
        "sources": ["EX-CALENDAR"],
    }.items() <= kick_off.to_dict().items()
    assert "9 September 2022" == kick_off.due.says


@pytest.mark.parametrize(
    ("number", "level", "date"), [(1, "targeted-1", "2023-06-30"), (3, "targeted-2", "2023-06-30")]
)
def test_a_due_date_of_a_site_says_so_and_names_its_source(
    local_book: RuleBook, number: int, level: str, date: str
) -> None:
    """The duty itself stays the public one."""
    (plan,) = (one for one in obligations(with_elements(number, local_book)) if one.deliverable)

    assert {"date": date, "text": "By 30 June 2023.", "local": True} == plan.to_dict()["due"]
    assert (level, False) == (plan.result, plan.local)
    assert ["T12-2023", "T3-2023", "SEED", "EX-CALENDAR"] == plan.to_dict()["sources"]


def test_a_due_date_without_levels_is_for_all_that_owe_the_duty(local_book: RuleBook, book: RuleBook) -> None:
    said = {one.result: one.due.says for one in local_book.for_year(2023).obligations if one.id == "cim-team"}
    public = [one.result for one in book.for_year(2023).obligations if one.id == "cim-team"]

    assert dict.fromkeys(public, "Before the first training.") == said


def test_a_due_date_for_some_levels_leaves_the_others_as_they_were(local_book: RuleBook, book: RuleBook) -> None:
    def due(one_book: RuleBook) -> object:
        plans = (one for one in one_book.for_year(2023).obligations if one.id == "improvement-plan-targeted")
        return next(plan.due for plan in plans if plan.result == "targeted-3")

    assert due(book) == due(local_book)


def test_an_overlay_never_touches_a_level(local_book: RuleBook, book: RuleBook) -> None:
    for year in book.years:
        public, local = book.for_year(year), local_book.for_year(year)

        assert (public.criteria, public.gaps, public.designations) == (local.criteria, local.gaps, local.designations)


def test_an_overlay_is_named_in_the_version_of_the_years_that_it_changes(local_book: RuleBook, book: RuleBook) -> None:
    assert f"{book.for_year(2023).version} with Example SELPA" == local_book.for_year(2023).version
    assert book.for_year(2022).version == local_book.for_year(2022).version


def test_the_public_rule_book_knows_nothing_of_an_overlay(book: RuleBook) -> None:
    assert book.overlay is None
    assert not any(one.local for year in book.years for one in book.for_year(year).obligations)


def test_an_overlay_passes_the_check(local_book: RuleBook) -> None:
    assert [] == list(check_shared(local_book))


MISTAKES = [
    ("a key that isn't known", "site:", "sight:", "sight", "the unknown key 'sight' (did you mean 'site'?)"),
    ("a year without rules", "  2023:", "  2032:", "years.2032", "the year '2032'"),
    (
        "a source that it doesn't have",
        "sources: [EX-OFFICE]}\n    obl",
        "sources: [EX-OFICE]}\n    obl",
        "years.2023.due.cim-team.sources[1]",
        "'EX-OFICE' (did you mean 'EX-OFFICE'?)",
    ),
    (
        "a public source's id",
        "EX-OFFICE: {",
        "SEED: {",
        "sources.SEED",
        "the source id 'SEED', which the public register has",
    ),
    (
        "a duty that isn't owed",
        "cim-team:",
        "cim-teams:",
        "years.2023.due.cim-teams",
        "the unknown obligation 'cim-teams'",
    ),
    (
        "a level that doesn't owe it",
        "for: [targeted-1, targeted-2]",
        "for: [intensive-1]",
        "years.2023.due.improvement-plan-targeted.for[1]",
        None,
    ),
    ("a level that there isn't", "for: [targeted-1]\n", "for: [targeted-9]\n", "kick-off.for[1]", None),
    (
        "the id of a public duty",
        "kick-off:",
        "data-drill-down:",
        "years.2023.obligations.data-drill-down",
        "the id 'data-drill-down', which the rule set has",
    ),
    (
        "the id of a public note",
        "whom-to-ask:",
        "letter-prevails:",
        "years.2023.notes.letter-prevails",
        "the id 'letter-prevails', which the rule set has",
    ),
    ("a date that is none", "date: 2023-06-30", "date: 2023-06-31", "improvement-plan-targeted.date", None),
    (
        "criteria of its own",
        "    notes:\n",
        "    levels: {}\n    notes:\n",
        "years.2023.levels",
        "the unknown key 'levels'",
    ),
]


@pytest.mark.parametrize(("old", "new", "where", "found"), [pytest.param(*row, id=name) for name, *row in MISTAKES])
def test_a_mistake_in_an_overlay_is_refused_at_its_place(
    file: Path, old: str, new: str, where: str, found: str | None
) -> None:
    assert old in OVERLAY
    file.write_text(OVERLAY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleSetError) as refused:
        load_rulebook(RULESETS, file).for_year(2023)

    assert "example-selpa.yaml" == refused.value.file
    assert where in refused.value.path
    assert found in (None, refused.value.found)


def test_a_missing_overlay_is_refused_by_name(tmp_path: Path) -> None:
    (problem,) = check_shared(load_rulebook(RULESETS, tmp_path / "absent.yaml"))

    assert (
        "absent.yaml, at the top: found no readable file (No such file or directory). Allowed: a YAML file." == problem
    )

"""The reference: whole, linked, current, and readable in a browser."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.cli import reference
from assistant.paths import ROOT
from assistant.reference import html_pages, pages, stale, write
from assistant.reference.changes import changes
from assistant.reference.markdown import escaped, slug, table
from rules_engine import RuleBook, load_rulebook

LINK = re.compile(r"(?<!\\)\]\((?!https?:)([\w.-]+)(?:#([^)]*))?\)")


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rulebook()


@pytest.fixture(scope="module")
def made(book: RuleBook) -> Mapping[str, str]:
    return pages(book)


@pytest.fixture
def cim_reference() -> Callable[..., int]:
    """Runs `cim reference` with the arguments given."""

    def run(*arguments: str | Path) -> int:
        parser = argparse.ArgumentParser()
        reference.add_to(parser.add_subparsers())
        options = parser.parse_args(["reference", *map(str, arguments)])
        code: int = options.run(options)
        return code

    return run


def test_the_pages_in_the_repository_are_current(cim_reference: Callable[..., int]) -> None:
    assert cim_reference("--check", "-o", ROOT / "docs" / "reference") == 0


def test_every_year_has_its_page_and_the_index_leads_to_it(book: RuleBook, made: Mapping[str, str]) -> None:
    for year in book.years:
        assert f"# Monitoring year {year}" in made[f"{year}.md"]
        assert f"]({year}.md)" in made["README.md"]


def test_whatever_a_rule_set_says_is_on_its_page(book: RuleBook, made: Mapping[str, str]) -> None:
    """Every criterion, designation, gap, note, obligation and example; each inference; each source."""
    for year in book.years:
        ruleset, page = book.for_year(year), made[f"{year}.md"]
        sentences = [
            *(one.rule for one in ruleset.criteria),
            *(one.summary for one in (*ruleset.levels.values(), *ruleset.designations)),
            *(one.says for one in (*ruleset.gaps, *ruleset.notes)),
            *(one.what for one in ruleset.obligations),
            *(one.due.says for one in ruleset.obligations),
            *(one.inference for one in (*ruleset.criteria, *ruleset.obligations) if one.inference),
            *(case.name for case in ruleset.cases),
            ruleset.verified,
        ]
        assert not [sentence for sentence in sentences if escaped(sentence) not in page]
        cited = {id_ for one in (*ruleset.criteria, *ruleset.gaps, *ruleset.notes) for id_ in one.sources}
        assert not [id_ for id_ in cited if f"[{id_}](sources.md#" not in page]


def test_every_fact_term_source_and_conflict_is_in_its_register(book: RuleBook, made: Mapping[str, str]) -> None:
    assert not [id_ for id_ in book.vocabulary if f"`{id_}`" not in made["facts.md"]]
    assert not [one.name for one in book.glossary.values() if f"**{escaped(one.name)}**" not in made["glossary.md"]]
    assert not [id_ for id_ in book.sources if f"\n## {id_}\n" not in made["sources.md"]]
    assert not [one.we_do for one in book.conflicts.values() if escaped(one.we_do) not in made["conflicts.md"]]


def test_every_link_leads_to_a_page_and_a_heading_that_are_there(made: Mapping[str, str]) -> None:
    anchors = {
        name: {slug(found) for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)} for name, text in made.items()
    }
    links = [(name, *found) for name, text in made.items() for found in LINK.findall(text)]

    assert len(links) > 100
    assert not [link for link in links if link[1] not in made or (link[2] and link[2] not in anchors[link[1]])]


def test_every_row_of_a_table_has_as_many_cells_as_its_heading(made: Mapping[str, str]) -> None:
    for text in made.values():
        for block in text.split("\n\n"):
            if block.startswith("|"):
                assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1


def test_the_decision_table_puts_each_condition_under_its_fact(made: Mapping[str, str]) -> None:
    section = made["2023.md"].partition("## Decision table")[2].partition("###")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]

    heading, *ways = rows
    levels = [way[0] for way in ways if way[heading.index("elements with the target not met")] == "3 or more"]
    assert levels == ["**Targeted Level 2**"]
    assert sum(way[0] == "**Targeted Level 3**" for way in ways) == 4  # any of four facts, each enough by itself


def test_what_changed_names_levels_that_came_and_levels_that_mean_something_else(book: RuleBook) -> None:
    text = "\n".join(changes(book.for_year(2022), book.for_year(2023)))

    assert "| **Targeted Level 1** | not there | elements with the target not met: 1 to 2 |" in text
    assert "| **Targeted Level 2** | years identified as disproportionate: 1 | elements with the target not met" in text
    assert "Intensive Level 3**, new" not in text
    assert re.search(r"- Now matter: .*elements with the target not met", text)


def test_a_year_compared_with_itself_has_not_changed(book: RuleBook) -> None:
    assert list(changes(book.for_year(2023), book.for_year(2023))).count("No change.") == 2


def test_nothing_in_a_text_is_taken_for_markdown() -> None:
    text = "a|b *c* _d_ `e` [f](g) <script>"

    shown = html_pages({"x.md": f"-->\n# T\n\n{table(['H'], [[escaped(text)]])}\n"})["x.html"]

    assert "<td>a|b *c* _d_ `e` [f](g) &lt;script&gt;</td>" in shown


def test_html_pages_stand_alone_and_link_to_one_another(made: Mapping[str, str]) -> None:
    shown = html_pages(made)

    assert len(shown) == len(made)
    assert 'href="2023.html"' in shown["index.html"]
    for text in shown.values():
        assert text.startswith("<!doctype html>")
        assert not re.findall(r"(?:src|href)=\"(?!https://|#|[\w-]+\.html)[^\"]*\"|@import|url\(", text)
        targets = re.findall(r'href="([\w-]+\.html)(?:#([^"]*))?"', text)
        assert not [
            page for page, anchor in targets if page not in shown or (anchor and f'id="{anchor}"' not in shown[page])
        ]


def test_a_changed_a_missing_and_a_left_over_page_are_stale(tmp_path: Path, cim_reference: Callable[..., int]) -> None:
    assert cim_reference("-o", tmp_path) == 0
    assert cim_reference("-o", tmp_path, "--check") == 0

    (tmp_path / "glossary.md").unlink()
    (tmp_path / "1999.md").write_text((tmp_path / "2023.md").read_text("utf-8"), "utf-8")
    (tmp_path / "2022.md").write_text("Made up", "utf-8")
    (tmp_path / "own-page.md").write_text("Ours", "utf-8")

    assert cim_reference("-o", tmp_path, "--check") == 1
    assert {line.split("/")[-1] for line in stale(pages(load_rulebook()), tmp_path)} == {
        "glossary.md is missing",
        "2022.md is not what the rule sets say now",
        "1999.md belongs to nothing in the rule sets",
    }


def test_writing_removes_pages_that_are_left_over_and_nothing_else(tmp_path: Path) -> None:
    write({"a.md": "<!-- Made by `cim reference` -->", "b.md": "<!-- Made by `cim reference` -->"}, tmp_path)
    (tmp_path / "own.md").write_text("Ours", "utf-8")

    write({"a.md": "<!-- Made by `cim reference` again -->"}, tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "own.md"]

"""Our Markdown as mrkdwn, and long texts cut where it hurts least."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.slack.markdown import read
from assistant.channels.slack.mrkdwn import fit, write
from tests.unit.channels.slack.block_kit import mrkdwn_problems

LIMIT = 3000


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        ("plain", "plain"),
        ("**bold** and *italic* and ~~gone~~ and `code`", "*bold* and _italic_ and ~gone~ and `code`"),
        ("__bold__ and _italic_", "*bold* and _italic_"),
        ("***both***", "*_both_*"),
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("[CDE](https://cde.ca.gov/x?a=1&b=2)", "<https://cde.ca.gov/x?a=1&amp;b=2|CDE>"),
        ("**[CDE](https://cde.ca.gov)**", "*<https://cde.ca.gov|CDE>*"),
        ("[a | b > c](https://x.org/p|q)", "<https://x.org/p%7Cq|a ∣ b &gt; c>"),
        ("<https://cde.ca.gov>", "<https://cde.ca.gov>"),
        ("see https://cde.ca.gov/a.asp.", "see <https://cde.ca.gov/a.asp>."),
        ("[mail](mailto:a@b.org)", "<mailto:a@b.org|mail>"),
        ("# Heading", "*Heading*"),
        ("## Heading *with* **bold**", "*Heading* *_with_* *bold*"),
        ("one\ntwo", "one\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("- a\n- b", "• a\n• b"),
        ("**Why**\n- a\n- b\n\n**Then**", "*Why*\n• a\n• b\n\n*Then*"),
        ("**Sources**\n1. a\n2. b", "*Sources*\n1. a\n2. b"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("- a\n  - b\n- c", "• a\n    • b\n• c"),
        ("- a\n\n  more of a\n- b", "• a\n    more of a\n• b"),
        ("> said\n> so", "> said\n> so"),
        ("a\n\n---\n\nb", "a\n\n———\n\nb"),
        ("**bold over\ntwo lines**", "*bold over*\n*two lines*"),
    ],
)
def test_markdown_is_put_in_slacks_way(markdown: str, mrkdwn: str) -> None:
    assert write(read(markdown)) == mrkdwn


def test_a_table_becomes_a_list_of_its_rows() -> None:
    table = (
        "| Level | Elements | Support |\n|---|---|---|\n| Targeted 1 | 1 or 2 | SELPA |\n| Targeted 2 | 3 or more | |"
    )
    assert write(read(table)) == (
        "• *Targeted 1* · Elements: 1 or 2 · Support: SELPA\n• *Targeted 2* · Elements: 3 or more"
    )


def test_code_stays_letter_by_letter() -> None:
    assert (
        write(read("before\n\n```\na  <b>\n**c**\n```\n\nafter")) == "before\n\n```\na  &lt;b&gt;\n**c**\n```\n\nafter"
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "ftp://x.org", "/local", "file:///etc/passwd"]
)
def test_a_link_that_is_not_of_the_web_loses_its_address(href: str) -> None:
    written = write(read(f"[press]({href})"))
    assert "<" not in written
    assert "press" in written


@pytest.mark.parametrize(
    "text", ["<!channel> <!here> <@U123>", "@channel", "`<!everyone>`", "[<!here>](https://x.org)"]
)
def test_nobody_can_be_called_through_us(text: str) -> None:
    assert not re.search(r"<[!@#]", write(read(text)))


def test_html_is_shown_as_it_was_typed() -> None:
    assert write(read("<script>alert(1)</script>")) == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_a_text_that_fits_is_one_piece() -> None:
    assert fit(read("a\n\nb"), LIMIT) == ["a\n\nb"]


def test_a_long_text_is_cut_between_paragraphs() -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 150 for number in range(8)]
    pieces = fit(read("\n\n".join(paragraphs)), LIMIT)
    assert len(pieces) == 3
    assert all(piece.startswith("Paragraph") for piece in pieces)


def test_a_long_list_is_cut_between_its_items() -> None:
    pieces = fit(read("**Title**\n" + "\n".join(f"- item {number} " + "x" * 90 for number in range(60))), LIMIT)
    assert all(line.startswith(("*Title*", "• item")) for piece in pieces for line in piece.split("\n"))


def test_a_long_line_is_cut_between_its_sentences() -> None:
    pieces = fit(read("This is one sentence of many. " * 200), LIMIT)
    assert len(pieces) == 3
    assert all(piece.rstrip().endswith(".") for piece in pieces)


def test_a_style_that_is_cut_goes_on() -> None:
    pieces = fit(read("**" + "bold words " * 500 + "end**"), LIMIT)
    assert len(pieces) > 1
    assert all(piece.startswith("*") and piece.rstrip().endswith("*") and piece.count("*") == 2 for piece in pieces)


def test_a_link_is_never_cut() -> None:
    text = "see [the page on levels](https://www.cde.ca.gov/sp/se/qa/cimprocess.asp) now " * 60
    pieces = fit(read(text), LIMIT)
    assert len(pieces) > 1
    assert (
        sum(piece.count("<https://www.cde.ca.gov/sp/se/qa/cimprocess.asp|the page on levels>") for piece in pieces)
        == 60
    )


def test_a_cut_code_block_closes_and_opens_again() -> None:
    pieces = fit(read("```\n" + "\n".join(f"line {number} " + "y" * 60 for number in range(100)) + "\n```"), LIMIT)
    assert len(pieces) > 1
    assert all(piece.startswith("```\n") and piece.endswith("\n```") for piece in pieces)


def test_a_word_without_end_is_cut_nonetheless() -> None:
    assert "".join(fit(read("z" * 10_000), LIMIT)) == "z" * 10_000


@given(st.lists(st.sampled_from(["word", "**bold**", "a&b", "[l](https://x.org)", "\n", "\n\n- ", "`c`", "x" * 50])))
def test_no_piece_is_too_long_or_broken_and_no_word_is_lost(parts: list[str]) -> None:
    lines = read(" ".join(parts))
    pieces = fit(lines, 120)
    assert all(len(piece) <= 120 for piece in pieces)
    assert [problem for piece in pieces for problem in mrkdwn_problems("piece", piece)] == []
    whole, cut = (re.sub(r"[\s•*]+", "", text) for text in (write(lines), "".join(pieces)))
    assert cut == whole


@given(st.text())
def test_no_text_makes_it_fail_or_escape_its_bounds(text: str) -> None:
    pieces = fit(read(text), 100)
    assert all(len(piece) <= 100 for piece in pieces)
    assert [problem for piece in pieces for problem in mrkdwn_problems("piece", piece)] == []

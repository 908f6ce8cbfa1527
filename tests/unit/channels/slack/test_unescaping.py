"""What people typed, out of what Slack makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.slack.mrkdwn import escape
from assistant.channels.slack.unescaping import unescape

BOT = "U0BOT"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("4 elements", "4 elements"),
        ("R&amp;D &lt;100 &gt;20", "R&D <100 >20"),
        ("&amp;lt;", "&lt;"),
        ("a&nbsp;b &copy;", "a&nbsp;b &copy;"),
        ("<mailto:ana@oak.org|ana@oak.org>", "ana@oak.org"),
        ("<mailto:ana@oak.org>", "ana@oak.org"),
        ("<mailto:ana@oak.org|Ana> wrote", "Ana (ana@oak.org) wrote"),
        ("<https://cde.ca.gov/sp>", "https://cde.ca.gov/sp"),
        ("<http://cde.ca.gov|cde.ca.gov>", "cde.ca.gov"),
        ("<https://cde.ca.gov/a?b=1&amp;c=2|our page>", "our page (https://cde.ca.gov/a?b=1&c=2)"),
        ("<tel:+19165551234|916 555 1234>", "916 555 1234 (+19165551234)"),
        ("<@U0BOT> 4 elements", "4 elements"),
        ("4 <@U0BOT> elements", "4 elements"),
        ("<@U0BOT|cim>", ""),
        ("<@U777> asks", "@someone asks"),
        ("<@U777|ana> asks", "@ana asks"),
        ("<#C1|selpa> and <#C2>", "#selpa and #a-channel"),
        ("<!here> <!subteam^S1|@leads> <!date^1392734382^{date}|18 Feb>", "@here @leads 18 Feb"),
        ("line one\nline two", "line one\nline two"),
        ("  padded  ", "padded"),
    ],
)
def test_links_mentions_and_entities_become_words(sent: str, typed: str) -> None:
    assert unescape(sent, BOT) == typed


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        (":thumbsup:", "👍"),
        (":+1::skin-tone-3:", "👍"),
        (":three: elements", "3 elements"),
        ("yes :tada:", "yes"),
        (":100:", ""),
        (":100: students", "students"),
        (":custom-2023-logo: hello", "hello"),
        ("at 10:30:45 and 1:2", "at 10:30:45 and 1:2"),
        ("note: this", "note: this"),
    ],
)
def test_an_emojis_name_is_not_read_as_an_answer(sent: str, typed: str) -> None:
    """A hundred points are a hundred to nobody but a parser."""
    assert unescape(sent, BOT) == typed


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("*4* elements, _2023_ letter", "4 elements, 2023 letter"),
        ("*_forget me_*", "forget me"),
        ("_*forget me*_!", "forget me!"),
        ("`4 elements`", "4 elements"),
        ("```2023 letter\n4 elements```", "2023 letter\n4 elements"),
        ("2 * 3 and snake_case_word and /a_b", "2 * 3 and snake_case_word and /a_b"),
        ("about ~5 elements, ~3 years", "about ~5 elements, ~3 years"),
        ("*Oak Valley* &amp; *Cedar*", "Oak Valley & Cedar"),
        ("“4” elements, don’t know", "“4” elements, don’t know"),
    ],
)
def test_marks_of_style_are_no_part_of_what_is_said(sent: str, said: str) -> None:
    assert unescape(sent, BOT) == said


@pytest.mark.parametrize("sent", ["~3~ 4 elements", "4 ~or 5~ elements"])
def test_what_is_struck_out_is_not_said(sent: str) -> None:
    assert unescape(sent, BOT) == "4 elements"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("&gt; Is your LEA a school district, a charter school?\ncharter", "charter"),
        ("&gt; For how many elements?\n&gt; The count stands in it.\n4", "4"),
        ("4\n&gt; For how many elements?", "4"),
        ("&gt; 4 elements were not met", "4 elements were not met"),
        ("&gt; The target was not met\n&gt; for 4 elements", "The target was not met\nfor 4 elements"),
        ("&gt; 100", "> 100"),
        ("&gt;100 students", ">100 students"),
        ("&gt; 20 %\n2023", "> 20 %\n2023"),
    ],
)
def test_what_is_quoted_is_said_only_where_nothing_else_is(sent: str, said: str) -> None:
    """More than a hundred is no quotation, however Slack draws it."""
    assert unescape(sent, BOT) == said


@given(st.text(alphabet=st.characters(blacklist_characters=":*_~`>", blacklist_categories=("Cs", "Zs", "Cc"))))
def test_what_slack_escaped_comes_back(typed: str) -> None:
    assert unescape(escape(typed)) == typed.strip()


@given(st.text())
def test_nothing_makes_it_fail(text: str) -> None:
    assert isinstance(unescape(text, BOT), str)

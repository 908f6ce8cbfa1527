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


@given(st.text(alphabet=st.characters(blacklist_characters=":", blacklist_categories=("Cs", "Zs", "Cc"))))
def test_what_slack_escaped_comes_back(typed: str) -> None:
    assert unescape(escape(typed)) == typed.strip()


@given(st.text())
def test_nothing_makes_it_fail(text: str) -> None:
    assert isinstance(unescape(text, BOT), str)

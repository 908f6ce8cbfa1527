"""Properties of reading, over made-up messages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.content import lexicon
from actions.conversation import rulebook
from actions.reading import Mention, read
from rules_engine import Facts

VOCABULARY = rulebook().vocabulary
NOTHING = Facts({}, VOCABULARY)
numeric = st.sampled_from([id_ for id_, spec in VOCABULARY.items() if spec.kind in ("count", "percent")])
anything = st.text(max_size=200) | st.text(alphabet="0123456789.,-%+<> andorto", max_size=60)


@given(text=anything, asked=st.sampled_from([None, *VOCABULARY]))
@settings(max_examples=400, deadline=None)
def test_reading_never_fails_and_says_only_values_that_the_facts_can_have(text: str, asked: str | None) -> None:
    reading = read(text, [], facts=NOTHING, lexicon=lexicon(), requested=asked)

    for one in (*reading.said, *(option for unclear in reading.unclear for option in unclear.options)):
        assert VOCABULARY[one.fact].to_json(VOCABULARY[one.fact].parse(one.value)) == one.value


@given(fact=numeric, number=st.integers(0, 30))
@settings(deadline=None)
def test_a_bare_number_is_read_as_itself(fact: str, number: int) -> None:
    (said,) = read(str(number), [], facts=NOTHING, lexicon=lexicon(), requested=fact).said

    assert (said.fact, said.value) == (fact, number)


@given(fact=numeric, low=st.integers(0, 14), width=st.integers(1, 15), tie=st.sampled_from(["-", " to ", " \u2013 "]))
@settings(deadline=None)
def test_a_range_keeps_its_ends(fact: str, low: int, width: int, tie: str) -> None:
    (said,) = read(f"{low}{tie}{low + width}", [], facts=NOTHING, lexicon=lexicon(), requested=fact).said

    assert VOCABULARY[fact].parse(said.value) == VOCABULARY[fact].parse(f"{low}..{low + width}")


@given(fact=numeric, number=st.integers(0, 30), before=st.sampled_from(["", "we have ", "it is ", "the letter says "]))
@settings(deadline=None)
def test_a_number_beside_a_fact_s_name_belongs_to_that_fact_whatever_was_asked(
    fact: str, number: int, before: str
) -> None:
    text = f"{before}{number} NAME"
    mention = Mention(text.index("NAME"), len(text), fact)
    for asked in (None, "lea_type", "students_with_disabilities"):
        (said,) = read(text, [mention], facts=NOTHING, lexicon=lexicon(), requested=asked).said

        assert (said.fact, said.value) == (fact, number)


@given(text=st.text(min_size=1000, max_size=3000))
@settings(max_examples=20, deadline=None)
def test_what_stands_beyond_the_longest_readable_text_doesnt_count(text: str) -> None:
    assert read(text, [], facts=NOTHING, lexicon=lexicon()) == read(text[:1000], [], facts=NOTHING, lexicon=lexicon())

"""What anyone may send can't keep everybody else waiting: the work doesn't grow with the square of a message's length.

Counted in calls, which are the same on every machine.
"""

from __future__ import annotations

import cProfile
import pstats

import pytest

from actions.content import lexicon
from actions.conversation import rulebook
from actions.reading import read
from rules_engine import Facts


def _calls(text: str) -> int:
    facts, words = Facts({}, rulebook().vocabulary), lexicon()
    with cProfile.Profile() as profile:
        read(text, [], facts=facts, lexicon=words, requested="elements_not_met")
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined] # not in typeshed


@pytest.mark.parametrize("part", ["5 to ", "3 ", "12, ", "no ", "not 4 ", "3 elements ", "same ", "x1 ", "2023 "])
def test_four_times_the_message_is_far_from_sixteen_times_the_work(part: str) -> None:
    few, many = 200 // len(part), 800 // len(part)
    _calls(part * few)  # what is made once and kept

    assert _calls(part * many) < 11 * _calls(part * few)

"""Whether a word beside a name is its value: "IE NR", "dispro: no", "not ranked on IE"."""

from __future__ import annotations

import re

from actions.reading.said import Mention
from actions.reading.spotted import Spotted
from actions.reading.text import Span, overlaps

__all__ = ["is_answered"]

_ENDS = re.compile(r"\s*(?:$|[,.;!?)(\n|/+]|-\s|and\b|but\b)")
_REACHES = re.compile(r"[^\S\n]+(?:(?:on|in|for)\s+)?(?:the\s+)?")


def is_answered(spotted: Spotted, name: Mention) -> bool:
    """Whether a word behind the name is its value, or before it: "IE NR", "dispro: no", "not ranked on IE"."""
    amounts = [part[:2] for part in (*spotted.amounts, *spotted.taken_back)]
    values = [spotted.value_at(other) for other in spotted.names]
    before = [one for cue in ("not_ranked", "negation") for one in spotted.find(cue, Span(0, name.start))]
    reaching = [one for one in before if _REACHES.fullmatch(spotted.text, one.end, name.start)]
    others = [other[:2] for other in spotted.names if other != name]
    if any(one.start not in values and not overlaps(one, [*amounts, *others]) for one in reaching):
        return True
    found = [
        one
        for cue in ("not_ranked", "yes", "no")
        for one in spotted.find(cue, Span(spotted.value_at(name), len(spotted.text)))
    ]
    answer = next((one for one in found if one.start == spotted.value_at(name)), None)
    if answer is None or overlaps(answer, [*spotted.find("unmet"), *amounts]) or spotted.text[slice(*answer)] == "not":
        return False
    if overlaps(answer, others):
        return False  # "4 elements - no preschool"
    if answer in spotted.find("not_ranked"):
        return True
    if _ENDS.match(spotted.text, answer.end):
        return True
    # "Sig dis y LRE 9": but the "no" of "dispro no LRE" may be that of what follows.
    follows = any(spotted.adjoin(answer, part[:2]) and part.start > answer.start for part in spotted.mentions)
    return follows and spotted.text[slice(*answer)] in ("y", "n", "yes")

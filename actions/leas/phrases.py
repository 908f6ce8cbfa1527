"""The words around the names of LEAs, and reading the name itself where it stands in a message."""

from __future__ import annotations

import re

from actions.leas.names import clean_name
from actions.reading.text import plain

__all__ = ["ABOUT_ONE", "ARTICLE", "CALLED", "LEA", "POLITE", "name_at"]

LEA = (
    r"(?:leas?|school districts?|districts?|charter schools?|charters?|county offices?(?: of education)?|coe"
    r"|local educational agency)"
)
POLITE = (
    r"(?:(?:ok(?:ay)?|alright|good|great|thanks|thank you|now|and|then|so|please|hi|hello|let's|lets|let us|can|could"
    r"|would|we|you|i|i'd|i'll|we'll|i'm|we're|like|want|need|to|also|just|have|got|going|working|help|me|us|with)\b,?\s+)*"
)
ARTICLE = r"(?:(?:a|an|the|my|our|this|that|yet|one|more)\s+)*"
CALLED = r"(?:\s*(?:,|:|-+|is|it's|called|named|by the name of))*\s*"

ABOUT_ONE = re.compile(r"(?:(?:and|now|what about|how about|for|in|at|on|ok|okay)\b[\s,:]*)*")
"""What may stand before the name that a message opens with."""
# What a name doesn't go on after; a full stop only where no abbreviation stands before it.
_NAME_ENDS = re.compile(
    r"[,;:!?\n]|\s+20\d\d\b|(?<!\bst)(?<!\bmt)(?<!\bdr)(?<!\bno)\.(?=\s|$)|\s+-+\s+"
    r"|\s+(?:but|with|has|have|had|where|which|who|that|is|was|to|into|it|they|missed|misses|except|only"
    r"|please|thanks|now|too|instead|next|then|in|from|on my)\b"
)
_COUNTED = re.compile(rf"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|some|more)\s+{LEA}s?")
"""So many LEAs, of which none is named."""
_NO_NAME = frozenset(
    "a an the it its one another new next other last previous prior earlier"
    " that which of in from to for who and or but is with has had please now"
    " again over answer answers question element elements year years student students rank level lea leas district"
    " districts charter charters school schools everything all same my our his their them me us this not no yes i we"
    " you he she they are am be was were do does did can could if when there here".split()
)


def name_at(text: str, start: int) -> tuple[str | None, int]:
    """The name that begins at this place in `text`, and where it ends; None where what stands there is no name."""
    simple = plain(text)
    quoted = re.match(r"""\s*(["'])(.+?)\1""", simple[start:])
    if quoted:
        return clean_name(text[start + quoted.start(2) : start + quoted.end(2)]) or None, start + quoted.end()
    ends = _NAME_ENDS.search(simple, start)
    end = ends.start() if ends else len(simple)
    first = re.match(r"\s*([\w']+)", simple[start:end])
    # "we're a small charter" begins with "we".
    if first is None or (first[1].partition("'")[0] in _NO_NAME and not _opens_name(text[start:end], first)):
        return None, start
    if _COUNTED.fullmatch(simple[start:end].strip()):
        return None, start
    return clean_name(text[start:end]) or None, end


def _opens_name(text: str, first: re.Match[str]) -> bool:
    """Whether a word that is no name by itself begins one: the "Charter" of "Charter Oak"."""
    return text[first.start(1)].isupper() and text[first.end() :].strip()[:1].isupper()

"""Reading what a message wants done with LEAs: "add Oak Valley", "same as Oak Valley but 4 elements", "back to Cedar".

Rules, not the language model, decide here: an answer that is taken for the wrong LEA would be a wrong level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.leas.names import clean_name, known_name, looks_like_lea, names_in
from actions.reading.text import plain

__all__ = ["LeaCommand", "lea_command", "name_given"]

_LEA = (
    r"(?:leas?|school districts?|districts?|charter schools?|charters?|county offices?(?: of education)?|coe"
    r"|local educational agency)"
)
_POLITE = (
    r"(?:(?:ok(?:ay)?|alright|good|great|thanks|thank you|now|and|then|so|please|hi|hello|let's|lets|let us|can|could"
    r"|would|we|you|i|i'd|i'll|we'll|i'm|we're|like|want|need|to|also|just|have|got|going|working|help|me|us|with)\b,?\s+)*"
)
_ARTICLE = r"(?:(?:a|an|the|my|our|this|that|yet|one|more)\s+)*"
_CALLED = r"(?:\s*(?:,|:|-+|is|it's|called|named|by the name of))*\s*"

_ANOTHER = re.compile(
    rf"{_POLITE}(?:(?:add|start|begin|create|open|do|check|ask about|look at|turn to|go to|on to|move on to)\s+)?"
    r"(?:with\s+|on\s+)?"
    rf"{_ARTICLE}(?:new|another|next|second|third|fourth)\s+(?P<lea>{_LEA})\b{_CALLED}(?P<rest>.*)",
    re.DOTALL,
)
_ADD = re.compile(
    rf"{_POLITE}(?P<verb>add|create|new|next|lea)\b[\s:,-]*{_ARTICLE}(?P<lea>{_LEA}\b)?{_CALLED}(?P<rest>\S.*)",
    re.DOTALL,
)
_NAME = re.compile(
    rf"{_POLITE}(?:"
    rf"(?:it|this|that|{_ARTICLE}(?:{_LEA}|school|agency|selpa|one))(?:'s| is| was)?\s+(?:called|named)"
    rf"|(?!my\s+name){_ARTICLE}(?:(?:{_LEA}|school)(?:'s)?\s+)?name(?:'s| is|:)"
    rf"|(?:call|name|rename)\s+(?:{_ARTICLE}{_LEA}|it|this(?: one)?|us|them)(?:\s+(?:to|as|into))?"
    rf")\s*:?\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_IS_ABOUT = re.compile(
    rf"{_POLITE}(?:this|it|that|the letter|our letter|everything)(?:'s|\s+is|\s+will be)\s+(?:for|about|on)"
    r"\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_ITS_NAME = re.compile(r"(?:it's|it is|that's|that is|this is)?\s*(?P<rest>\S.*)", re.DOTALL)
_SWITCH = re.compile(
    rf"{_POLITE}(?:switch|change|go|jump|move|return|get|back|continue|proceed|resume|go on|open|show|select|choose"
    r"|pick|take|bring up|turn)\b(?:\s+(?:back|over|on|now|me|us))*(?:\s+(?:to|with|at|for))?"
    rf"\s+{_ARTICLE}(?P<lea>{_LEA}\b)?{_CALLED}(?P<rest>.*)",
    re.DOTALL,
)
_LEAS = r"(?:leas|districts|school districts|charters|charter schools|county offices)"
_LIST = re.compile(
    rf"{_POLITE}(?:(?:list|show(?: me)?|see|display|give me|which|what|what are)\s+(?:all\s+)?(?:of\s+)?"
    rf"(?:my|our)\s+{_LEAS}"
    rf"|(?:which|what|how many|list|show)\s+(?:all\s+)?(?:the\s+)?{_LEAS}\s+(?:do|did|have)\s+(?:i|we|you)\b.*"
    rf"|(?:my|our|all my|all our)\s+{_LEAS})\W*",
    re.DOTALL,
)
_COMPARE = re.compile(rf"{_POLITE}(?:compare|comparison|contrast)\b")
_COMPARE_THEM = re.compile(
    rf"{_POLITE}(?:compare|contrast)\s+{_ARTICLE}(?:(?:two|both|2)\s+)?(?:of\s+)?(?:{_LEAS}|both|them|the two)\W*"
)
_DIFFER = re.compile(rf"{_POLITE}(?:how|where|what|what's|whats)\b.*\b(?:differ\w*|compare\w*)\b")
_SURE_SWITCH = re.compile(rf"{_POLITE}(?:switch|jump|go back|back|return)\b")
_FORGET = re.compile(
    rf"{_POLITE}(?:forget|delete|remove|drop|discard|erase|get rid of)\s+(?:about\s+)?{_ARTICLE}(?P<lea>{_LEA}\b)?"
    rf"{_CALLED}(?P<rest>.*)",
    re.DOTALL,
)
_SAME = re.compile(
    r"\b(?:same|identical|equal|just like|exactly like)\b"
    r"(?:\s+(?:facts|answers|numbers|figures|data|values|everything|situation))?"
    r"\s*(?:as|like|to|with|for|than)?\s*(?:in|for|with|at)?\s*"
)
_IS_THE = re.compile(
    r"\s+(?:is|are|has|have|gets|should be|looks)?(?:\s+(?:exactly|just|almost|nearly))?(?:\s+the)?\s*$"
)
_COPY = re.compile(
    r"\b(?:copy|use|reuse|take|duplicate|clone)\b(?:\s+(?:over|everything|all|the|facts|answers|numbers|figures|data"
    r"|values|of|from))*\s*"
)
_TO = re.compile(r"\s*(?:'s)?(?:\s*(?:answers|facts|numbers))?\s+(?:to|into|for|as)\s+(?P<rest>\S.*)", re.DOTALL)
_THE_OTHER = re.compile(
    rf"{_ARTICLE}(?:(?P<last>previous|last|one before|earlier|prior)|other)(?:\s+(?:one|{_LEA}))?\b"
)
_ABOUT_ONE = re.compile(r"(?:(?:and|now|what about|how about|for|in|at|on|ok|okay)\b[\s,:]*)*")
_AFTER_NAME = re.compile(r"[\s.,!?:]*(?:(?:again|please|now|next|then|thanks)[\s.,!?]*)*")
# What a name doesn't go on after; a full stop only where no abbreviation stands before it.
_NAME_ENDS = re.compile(
    r"[,;:!?\n]|(?<!\bst)(?<!\bmt)(?<!\bdr)(?<!\bno)\.(?=\s|$)|\s+-+\s+|\s+(?:but|with|has|have|had|where|which|who|that|is|was|it|they|missed|misses|except|only"
    r"|please|thanks|now|too|instead|next|then|in|from|on my)\b"
)
_NO_NAME = frozenset(
    "a an the it its one another new next other that which of in from to for who and or but is with has had please now"
    " again over answer answers question element elements year years student students rank level lea leas district"
    " districts charter charters school schools everything all same my our his their them me us this not no yes i we"
    " you he she they are am be was were do does did can could if when there here".split()
)


@dataclass(frozen=True)
class LeaCommand:
    """What is to be done: `verb` is "add", "name", "switch", "copy", "forget", "list" or "compare".

    `name` is the LEA that it is about, `source` the one whose answers are copied, as known or as written; None where
    none is named. From `reads_from` on, the message may tell facts of that LEA.
    """

    verb: str
    name: str | None = None
    source: str | None = None
    reads_from: int = 0


def lea_command(text: str, known: Sequence[str], current: str | None, likely: str = "") -> LeaCommand | None:
    """What `text` wants done with LEAs, given the `known` names and that of the `current` LEA; None for nothing.

    `likely` is what the language model takes it for, as a verb: it lets a name count that doesn't look like one.
    """
    simple = plain(text)
    return (
        _look(text, simple, known)
        or _copy(text, simple, known, current, likely == "copy")
        or _forget(text, simple, known, likely == "forget")
        or _switch(text, simple, known, current)
        or _is_about(text, simple, current)
        or _add_or_name(text, simple, known, likely == "add")
    )


def _look(text: str, simple: str, known: Sequence[str]) -> LeaCommand | None:
    """A wish to see the LEAs, or two of them side by side."""
    if _LIST.fullmatch(simple):
        return LeaCommand("list", reads_from=len(simple))
    named = names_in(text, known)
    if (
        (_COMPARE.match(simple) and named)
        or _COMPARE_THEM.fullmatch(simple)
        or (_DIFFER.match(simple) and len(named) == 2)
    ):
        return LeaCommand("compare", reads_from=len(simple))
    return None


def _copy(text: str, simple: str, known: Sequence[str], current: str | None, likely: bool) -> LeaCommand | None:
    for pattern in (_SAME, _COPY):
        for match in pattern.finditer(simple):
            source, end = _source_at(text, simple, match.end(), known, current)
            if source is None and likely:
                source, end = _name_at(text, match.end())
            if source is None:
                continue
            target: str | None = None
            if to := _TO.match(simple, end):
                target, end = _name_at(text, to.start("rest"))
            elif pattern is _SAME and match.start():
                before = _IS_THE.sub("", simple[: match.start()])
                target = _name_at(text[: len(before)], 0)[0] if before.strip() else None
            return LeaCommand("copy", known_name(target, known) or target if target else None, source, end)
    return None


def _source_at(text: str, simple: str, at: int, known: Sequence[str], current: str | None) -> tuple[str | None, int]:
    """The LEA whose name begins at this place, and where it ends."""
    for span, name in names_in(text, known):
        if span.start == at or simple[at : span.start].strip() in ("the", "that of", "those of"):
            return name, span.end
    other = _THE_OTHER.match(simple, at)
    return (_other_one(other, known, current), other.end()) if other else (None, at)


def _other_one(match: re.Match[str], known: Sequence[str], current: str | None) -> str | None:
    """The LEA that "the other one" or "the last one" stands for; None where it may be several."""
    others = [name for name in known if name != current]
    return others[-1] if others and (match["last"] or len(others) == 1) else None


def _forget(text: str, simple: str, known: Sequence[str], likely: bool) -> LeaCommand | None:
    match = _FORGET.fullmatch(simple)
    if match is None:
        return None
    named = names_in(text, known)
    if len(named) == 1:
        return LeaCommand("forget", named[0][1], reads_from=len(simple))
    name, _ = _name_at(text, match.start("rest"))
    name = known_name(name, known) or name if name else None
    if not (match["lea"] or name in known or (likely and name)):
        return None
    return LeaCommand("forget", name, reads_from=len(simple))


def _switch(text: str, simple: str, known: Sequence[str], current: str | None) -> LeaCommand | None:
    match = _SWITCH.fullmatch(simple)
    here = names_in(text, known)
    if match:
        for span, name in here:
            if span.start in (match.start("lea"), match.start("rest")):
                return LeaCommand("switch", name, reads_from=span.end)
        others = [name for name in known if name != current]
        if other := _THE_OTHER.match(simple, match.start("lea") if match["lea"] else match.start("rest")):
            return LeaCommand("switch", _other_one(other, known, current), reads_from=len(simple)) if others else None
        wanted, end = _name_at(text, match.start("rest"))
        if wanted and (found := known_name(wanted, known)):
            return LeaCommand("switch", found, reads_from=end)
        if match["lea"] and _SURE_SWITCH.match(simple) and (wanted or (others and not match["rest"].strip(" .!?"))):
            return LeaCommand("switch", wanted, reads_from=len(simple))
    if len(here) == 1 and here[0][1] != current:
        span, name = here[0]
        before = _ABOUT_ONE.fullmatch(simple[: span.start])
        if before is not None:
            return LeaCommand("switch", name, reads_from=span.end)
    return None


def _add_or_name(text: str, simple: str, known: Sequence[str], likely: bool) -> LeaCommand | None:
    if match := _NAME.fullmatch(simple):
        name, end = _name_at(text, match.start("rest"))
        return LeaCommand("name", name, reads_from=end) if name else None
    if match := _ANOTHER.fullmatch(simple):
        name, end = _name_at(text, _name_start(text, match))
        # "another charter with 90 students" tells of the new one what kind it is.
        return LeaCommand("add", name, reads_from=end if name else match.start("lea"))
    if match := _ADD.fullmatch(simple):
        name, end = _name_at(text, _name_start(text, match))
        surely = match["lea"] or match["verb"] == "lea" or likely
        if name and (surely or looks_like_lea(name) or all(word[0].isupper() for word in name.split())):
            return LeaCommand("add", known_name(name, known) or name, reads_from=end)
    return None


def _is_about(text: str, simple: str, current: str | None) -> LeaCommand | None:
    """What "this is for Oak Valley" wants: a name for the LEA that has none yet; else to go to another LEA."""
    match = _IS_ABOUT.fullmatch(simple)
    name, end = _name_at(text, match.start("rest")) if match else (None, 0)
    if not name or not (looks_like_lea(name) or all(word[0].isupper() for word in name.split())):
        return None
    return LeaCommand("name" if current is None else "add", name, reads_from=end)


def _name_start(text: str, match: re.Match[str]) -> int:
    """Where a name begins: with the kind of LEA where that is a part of it, as in "add Charter Oak Unified"."""
    kind = match["lea"]
    is_part = kind and kind not in ("lea", "leas", "coe") and text[match.start("lea")].isupper()
    return match.start("lea") if is_part else match.start("rest")


def name_given(text: str) -> LeaCommand | None:
    """The command in an answer to "What is the LEA called?"; None where there is no name."""
    match = _ITS_NAME.fullmatch(plain(text))
    name, end = _name_at(text, match.start("rest")) if match and "?" not in text else (None, 0)
    return LeaCommand("name", name, reads_from=end) if name else None


def _name_at(text: str, start: int) -> tuple[str | None, int]:
    """The name that begins at this place in `text`, and where it ends; None where what stands there is no name."""
    simple = plain(text)
    quoted = re.match(r"""\s*(["'])(.+?)\1""", simple[start:])
    if quoted:
        return clean_name(text[start + quoted.start(2) : start + quoted.end(2)]) or None, start + quoted.end()
    ends = _NAME_ENDS.search(simple, start)
    end = ends.start() if ends else len(simple)
    first = re.match(r"\s*([\w']+)", simple[start:end])
    if first is None or (first[1] in _NO_NAME and not _opens_name(text[start:end], first)):
        return None, start
    return clean_name(text[start:end]) or None, end


def _opens_name(text: str, first: re.Match[str]) -> bool:
    """Whether a word that is no name by itself begins one: the "Charter" of "Charter Oak"."""
    return text[first.start(1)].isupper() and text[first.end() :].strip()[:1].isupper()

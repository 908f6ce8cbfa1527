"""Reading what a message wants done with LEAs: "add Oak Valley", "same as Oak Valley but 4 elements", "back to Cedar".

Rules, not the language model, decide here: an answer that is taken for the wrong LEA would be a wrong level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.leas.command import LeaCommand
from actions.leas.names import known_name, looks_like_lea, names_in
from actions.leas.naming import add_or_name, is_about, is_capitalised
from actions.leas.phrases import ABOUT_ONE, ARTICLE, CALLED, LEA, POLITE, name_at
from actions.reading.text import plain

__all__ = ["lea_command"]

_SWITCH = re.compile(
    rf"{POLITE}(?:switch|change|go|jump|move|return|get|back|continue|proceed|resume|go on|open|show|select|choose"
    r"|pick|take|bring up|turn)\b(?:\s+(?:back|over|on|now|me|us))*(?:\s+(?:to|with|at|for))?"
    rf"\s+{ARTICLE}(?P<lea>{LEA}\b)?{CALLED}(?P<rest>.*)",
    re.DOTALL,
)
_LEAS = r"(?:leas|districts|school districts|charters|charter schools|county offices)"
_LIST = re.compile(
    rf"{POLITE}(?:(?:list|show(?: me)?|see|display|give me|which|what|what are)\s+(?:all\s+)?(?:of\s+)?"
    rf"(?:my|our)\s+{_LEAS}"
    rf"|(?:which|what|how many|list|show)\s+(?:all\s+)?(?:the\s+)?{_LEAS}\s+(?:do|did|have)\s+(?:i|we|you)\b.*"
    rf"|(?:my|our|all my|all our)\s+{_LEAS})\W*",
    re.DOTALL,
)
_LIST_THEM = re.compile(rf"{POLITE}(?:list|show)(?:\s+(?:me|all|them|of|the))*\W*")
_COMPARE = re.compile(rf"{POLITE}(?:compare|comparison|contrast)\b")
_COMPARE_THEM = re.compile(
    rf"{POLITE}(?:compare|contrast)\s+{ARTICLE}(?:(?:two|both|2)\s+)?(?:of\s+)?(?:{_LEAS}|both|them|the two)\W*"
)
_DIFFER = re.compile(rf"{POLITE}(?:how|where|what|what's|whats)\b.*\b(?:differ\w*|compare\w*)\b")
_SURE_SWITCH = re.compile(rf"{POLITE}(?:switch|jump|go back|back|return)\b")
_FORGET = re.compile(
    rf"{POLITE}(?:forget|delete|remove|drop|discard|erase|get rid of)\s+(?:about\s+)?{ARTICLE}(?P<lea>{LEA}\b)?"
    rf"{CALLED}(?P<rest>.*)",
    re.DOTALL,
)
_SAME = re.compile(
    r"\b(?:same|identical|equal|just like|exactly like)\b"
    r"(?:\s+(?:facts|answers|numbers|figures|data|values|everything|situation))?"
    r"\s*(?:as|like|to|with|for|than)?\s*(?:in|for|with|at)?\s*"
)
_IS_THE = re.compile(
    r"(?:(?:^|\s+)(?:is|are|has|have|gets|should be|looks))?(?:(?:^|\s+)(?:exactly|just|almost|nearly|about|roughly))?"
    r"(?:(?:^|\s+)the)?\s*$"
)
_THIS_ONE = re.compile(rf"{POLITE}(?:it|it's|this|that|that's|they|everything|all|{ARTICLE}(?:{LEA}|one))?\W*")
"""What stands for the current LEA before "the same as"."""
_ADDING = re.compile(
    rf"{POLITE}(?:add|create|start|new|next|another)\b[\s:,-]*{ARTICLE}(?:(?:new|next)\s+)?(?:{LEA}\b)?{CALLED}"
)
_COPY = re.compile(
    r"\b(?P<verb>copy|use|reuse|take|duplicate|clone)\b(?P<what>(?:\s+(?:over|everything|all|the|facts|answers|numbers|figures|data"
    r"|values|of|from))*)\s*"
)
_OF_ALL = re.compile(
    r"(?:\s*(?:answers|facts|numbers|figures|data|values))?\s*"
    r"(?:$|[.,;:!?(-]|\d|(?:but|except|and|with|to|into|for|as|only|please|too|then)\b)"
)
"""How a message goes on behind the LEA whose answers are meant all together, rather than "Oak Valley's year"."""
_TO = re.compile(r"\s*(?:'s)?(?:\s*(?:answers|facts|numbers))?\s+(?:to|into|for|as)\s+(?P<rest>\S.*)", re.DOTALL)
_THE_OTHER = re.compile(
    rf"{ARTICLE}(?:(?P<last>previous|last|one before|earlier|prior)|other)"
    rf"(?:\s+(?:one|{LEA})\b|(?=\s*(?:$|[.,;!?]|(?:but|except)\b)))"
)


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
        or is_about(text, simple, current)
        or add_or_name(text, simple, known, likely == "add")
    )


def _look(text: str, simple: str, known: Sequence[str]) -> LeaCommand | None:
    """A wish to see the LEAs, or two of them side by side."""
    if _LIST.fullmatch(simple) or (known and _LIST_THEM.fullmatch(simple)):
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
            source, end = _source_at(text, simple, match.end(), known)
            is_all = source is not None and _OF_ALL.match(simple, end) is not None
            if source is None and (other := _THE_OTHER.match(simple, match.end())):
                source, end = _other_one(other, known, current), other.end()
            if source is None and likely:
                source, end = name_at(text, match.end())
            if source is None:
                continue
            target, is_new, is_plain = None, False, True
            if to := _TO.match(simple, end):
                target, end = name_at(text, to.start("rest"))
            elif pattern is _SAME:
                target, is_new, is_plain = _same_one(text[: match.start()], known)
            else:
                is_plain = match["verb"] not in ("use", "take") or bool(match["what"])
            is_guess = not (is_all and is_plain)
            if is_guess and source == current:
                continue
            target = known_name(target, known) or target if target else None
            return LeaCommand("copy", target, source, end, is_new=is_new and target not in known, is_guess=is_guess)
    return None


def _same_one(before: str, known: Sequence[str]) -> tuple[str | None, bool, bool]:
    """The LEA that is said `before` "the same as" to be so, by name; whether it is a new one; and whether it is no
    answer or anything else that may be meant to be the same.
    """
    before = before[: len(_IS_THE.sub("", plain(before)))]
    adding = _ADDING.match(plain(before))
    name = name_at(before, adding.end() if adding else 0)[0]
    if adding or (name and (known_name(name, known) or looks_like_lea(name) or is_capitalised(name))):
        return name, adding is not None, True
    return None, False, _THIS_ONE.fullmatch(plain(before)) is not None


def _source_at(text: str, simple: str, at: int, known: Sequence[str]) -> tuple[str | None, int]:
    """The LEA whose name begins at this place, and where it ends."""
    for span, name in names_in(text, known):
        if span.start == at or simple[at : span.start].strip() in ("the", "that of", "those of"):
            return name, span.end
    return None, at


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
    name, _ = name_at(text, match.start("rest"))
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
        wanted, end = name_at(text, match.start("rest"))
        if wanted and (found := known_name(wanted, known)):
            return LeaCommand("switch", found, reads_from=end)
        if match["lea"] and _SURE_SWITCH.match(simple) and (wanted or (others and not match["rest"].strip(" .!?"))):
            return LeaCommand("switch", wanted, reads_from=len(simple))
    if len(here) == 1:
        span, name = here[0]
        is_all = not simple[span.end :].strip(" .!?")
        if ABOUT_ONE.fullmatch(simple[: span.start]) and (name != current or is_all):
            return LeaCommand("switch", name, reads_from=span.end)
    return None

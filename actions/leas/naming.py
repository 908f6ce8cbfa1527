"""Reading that a message brings an LEA into the conversation, or its name: "add Oak Valley", "it's called Cedar"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.leas.command import LeaCommand
from actions.leas.names import clean_name, known_name, looks_like_lea, says_which
from actions.leas.phrases import ABOUT_ONE, ARTICLE, CALLED, LEA, POLITE, name_at
from actions.reading.text import plain

__all__ = ["add_or_name", "is_about", "is_capitalised", "leaves_unnamed", "name_given", "opens_with", "stranger_in"]

_ANOTHER = re.compile(
    rf"{POLITE}(?:(?:add|start|begin|create|open|do|check|ask about|look at|turn to|go to|on to|move on to)\s+)?"
    r"(?:with\s+|on\s+)?"
    rf"{ARTICLE}(?:new|another|next|second|third|fourth|last|2nd|3rd|4th)\s+(?P<lea>{LEA}|one)\b{CALLED}(?P<rest>.*)",
    re.DOTALL,
)
_ADD = re.compile(
    rf"{POLITE}(?P<verb>add|create|new|next|lea)\b[\s:,-]*{ARTICLE}(?P<lea>{LEA}\b)?{CALLED}(?P<rest>\S.*)",
    re.DOTALL,
)
_NAME = re.compile(
    rf"{POLITE}(?:"
    rf"(?:it|this|that|{ARTICLE}(?:{LEA}|school|agency|selpa|one))(?:'s| is| was)?\s+(?:called|named)"
    rf"|(?!my\s+name){ARTICLE}(?:(?:{LEA}|school)(?:'s)?\s+)?name(?:'s| is|:)"
    rf"|(?:call|name|rename)\s+(?:{ARTICLE}{LEA}|it|this(?: one)?|us|them)(?:\s+(?:to|as|into))?"
    rf")\s*:?\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_IS_ABOUT = re.compile(
    rf"{POLITE}(?:this|it|that|the letter|our letter|everything)(?:'s|\s+is|\s+will be)\s+(?:for|about|on)"
    r"\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_ITS_NAME = re.compile(
    r"(?:(?:no|yes|ok(?:ay)?|sure)\s*(?:[,:]|\.(?!\s*\d))\s*)?(?:it's|it is|that's|that is|this is)?\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_LATER = re.compile(
    r"(?:(?:no|ok(?:ay)?|just)\b[,\s]*)?(?:skip|pass|stop|cancel|later|not now|not yet|never ?mind"
    r"|forget it|whatever|nothing|none|leave it|i'?d rather not|(?:it )?does(?:n't| not) matter)"
    r"(?:\s+(?:it|this|that|please|thanks|for now|on|open|blank|empty))*[\s.!]*"
)
_WAIT = re.compile(r"(?:(?:wait|hold on|hang on|(?:one|just a|a) (?:moment|second|sec|minute)|hm+|um+)\b[\s,.!]*)+")
_OF_SENTENCES = frozenset(
    "i me you we us he she they it this that not no is am are be was were do can could if".split()
)
"""Words that stand in no name, unless they are capitalised there."""
_PARTS = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_TELLS = re.compile(r"\d{2}|\b(?:SWD|ADL|Sig|LRE|Intensive|Preschool|Charter School|County Office|School District)$")
"""In a part of a list that tells a fact rather than names an LEA."""
_SMALL_WORDS = frozenset("of the and de la las los del el".split())
"""Words that aren't capitalised in a name."""
_POINTING = frozenset("a an the this that these its our my your his her their every each any which what no".split())
"""Words that begin a message about some LEA, and no name: "Our Charter School"."""


def add_or_name(text: str, simple: str, known: Sequence[str], likely: bool) -> LeaCommand | None:
    """What "add Oak Valley", "another charter" or "call it Cedar" wants; None where it is something else.

    `likely`: the language model takes it for a wish to add one.
    """
    if match := _NAME.fullmatch(simple):
        name, end = name_at(text, match.start("rest"))
        return LeaCommand("name", name, reads_from=end) if name else None
    if match := _ANOTHER.fullmatch(simple):
        name, end = name_at(text, _name_start(text, match))
        if match["lea"] == "one" and not (name and (looks_like_lea(name) or is_capitalised(name))):
            return None
        # "another charter with 90 students" tells of the new one what kind it is.
        return LeaCommand("add", name, reads_from=end if name else match.start("lea"))
    if match := _ADD.fullmatch(simple):
        if several := _several(text[_name_start(text, match) :]):
            return LeaCommand("add", several[0], reads_from=len(simple), more=several[1:])
        name, end = name_at(text, _name_start(text, match))
        surely = match["lea"] or match["verb"] == "lea" or likely
        if name and (surely or looks_like_lea(name) or is_capitalised(name)):
            return LeaCommand("add", known_name(name, known) or name, reads_from=end)
    return None


def _several(listed: str) -> tuple[str, ...]:
    """The names in a list of nothing else: "Oak Valley, Maple Hill and Cedar". Empty where it may be one name, as
    "Equity and Design Academy".
    """
    names = tuple(clean_name(part) for part in _PARTS.split(listed.strip(" .!")))
    if len(names) < 2 or not all(name and is_capitalised(name) and not _TELLS.search(name) for name in names):
        return ()
    return names if "," in listed or all(len(name.split()) > 1 for name in names) else ()


def is_about(text: str, simple: str, current: str | None) -> LeaCommand | None:
    """What "this is for Oak Valley" wants: a name for the LEA that has none yet; else to go to another LEA."""
    match = _IS_ABOUT.fullmatch(simple)
    name, end = name_at(text, match.start("rest")) if match else (None, 0)
    if not name or not (looks_like_lea(name) or is_capitalised(name)):
        return None
    return LeaCommand("name" if current is None else "add", name, reads_from=end)


def opens_with(text: str) -> LeaCommand | None:
    """The LEA whose full name opens the message, spelt as a name is: "Oak Valley Unified, 300 students"."""
    command = _opening(text)
    return command if command and command.name and is_capitalised(command.name) else None


def stranger_in(text: str, known: Sequence[str]) -> str | None:
    """The name that opens the message, however it is spelt, where it is that of none of the `known` LEAs."""
    command = _opening(text)
    return command.name if command and command.name and known_name(command.name, known) is None else None


def _opening(text: str) -> LeaCommand | None:
    simple = plain(text)
    before = ABOUT_ONE.match(simple)
    name, end = name_at(text, before.end() if before else 0)
    if not name or not looks_like_lea(name) or not says_which(name) or name.split()[0].lower() in _POINTING:
        return None
    return LeaCommand("add", name, reads_from=end)


def is_capitalised(name: str) -> bool:
    """Whether it is written as a name is: "Oak Valley", "Rancho de los Robles"."""
    return all(word[0].isupper() or word in _SMALL_WORDS for word in name.split())


def _name_start(text: str, match: re.Match[str]) -> int:
    """Where a name begins: with the kind of LEA where that is a part of it, as in "add Charter Oak Unified"."""
    kind = match["lea"]
    is_part = kind and kind not in ("lea", "leas", "coe", "one") and text[match.start("lea")].isupper()
    return match.start("lea") if is_part else match.start("rest")


def name_given(text: str) -> LeaCommand | None:
    """The command in an answer to "What is the LEA called?"; None where there is no name."""
    simple = plain(text)
    match = _ITS_NAME.fullmatch(simple)
    if match is None or "?" in text or leaves_unnamed(text) or _WAIT.fullmatch(simple):
        return None
    name, end = name_at(text, match.start("rest"))
    if not name or not (looks_like_lea(name) or _OF_SENTENCES.isdisjoint(name.split())):
        return None
    return LeaCommand("name", name, reads_from=end)


def leaves_unnamed(text: str) -> bool:
    """Whether an answer to "What is the LEA called?" puts that off."""
    return _LATER.fullmatch(plain(text)) is not None

"""How a clause is meant: whether it says how things are, asks, supposes, or says that something isn't known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.clauses import clauses_of
from actions.reading.spotted import Spotted
from actions.reading.text import Span, overlaps, words
from actions.reading.yes_or_no import first_word

__all__ = ["asks", "asks_something", "doesnt_know", "says_it_lacks", "statements", "supposes_something"]

_LACKS = re.compile(
    r"(?:\b(?:not|no|never|cannot|cant|dont|didnt|havent|hasnt|isnt|wasnt|couldnt|nobody|no one|none of us)\b|n't\b)"
    r"(?:\s+[\w']+){0,4}?\s+"
    r"(?:know|knows|sure|certain|send|sent|forward|forwarded|find|see|remember|recall|tell|told|received?|come|arrived|positive|locate|clue|idea"
    r"|(?:have|has|had|got|get)\s+(?:it|that|this|those|these|the|our|my|them|access|info|information|numbers?|figures?"
    r"|data|got|in front|here|handy|yet|at hand|with me|on me)"
    r"|(?:have|got|get)\s+(?:[\w'-]+\s+){1,3}?"
    r"(?:data|info|information|numbers?|figures?|sheet|page|with me|on me|handy))\b"
    r"|\b(?:have|has) not (?:this|that|the|any)\b|\bnot knowing\b"
    r"|n't (?:have|got|know)\s*$|\b(?:do|did|does|have|has) not (?:have|got|know)\s*$"
)
_STATES = re.compile(r"\s*(?:does|did)(?:\s+not\b.*)?\s*")
_HOW_MANY = re.compile(
    r"\s+(?:how (?:many|much)|where (?:it|that|to look|to find)"
    r"|what (?:it|that|to (?:say|put)|(?:the|our) (?:number|figure|rank))"
    r"|(?:which|what) (?:year|rank|number|count|type|kind|category|categories)(?! (?:means?|is meant)))\b"
)
_SHORT = 12
"""Words up to which a message that says that something is lacking means no more than that."""
_PAUSE, _STOP = re.compile(r"[,;.!?\n]"), re.compile(r"[;.!?\n]")
_IF = re.compile(r"\b(?:if|suppose|imagine|would (?:we|it|they|that|there))\b")
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.](?=\d))+[.!?\n]*")
_RELATIVE = re.compile(r"\s*(?:where|which|who|whom|whose)\b")
_AUXILIARY = re.compile(r"\s*(?:is|are|was|were|do|does|did|will|would|can|could|should|must|has|have|may)\s+(?!not\b)")
_FIRST_WORD = re.compile(r"\s*[^\s\w]*\s*[\w']+")


def statements(spotted: Spotted) -> Iterator[Span]:
    """The clauses that say how things are. What belongs to a question or a supposition doesn't:
    "what if it was 4 elements and 98 students" says nothing, nor does what is told of other LEAs.
    """
    asking = supposing = False
    end = 0
    elsewhere = [
        sentence
        for sentence in _sentences(spotted)
        if _is_asked(spotted, sentence) or spotted.has("of_others", sentence)
    ]
    for clause in clauses_of(spotted):
        if overlaps(clause, elsewhere):
            continue
        gap = spotted.text[end : clause.start]
        asking = asks(spotted, clause) or (asking and not _PAUSE.search(gap))
        supposing = supposes(spotted, clause) or (supposing and not _STOP.search(gap))
        if not (asking or supposing):
            yield clause
        end = clause.end


def _sentences(spotted: Spotted) -> Iterator[Span]:
    """The sentences, with their marks."""
    return (Span(*match.span()) for match in _SENTENCE.finditer(spotted.text))


def _is_asked(spotted: Spotted, sentence: Span) -> bool:
    """Whether a whole sentence is a question: "Is a charter with 60 students monitored in another way?"."""
    if not spotted.text[slice(*sentence)].rstrip().endswith("?"):
        return False
    if spotted.has("change_request", sentence) or spotted.has("unknown", sentence):
        return False
    start = first_word(spotted, sentence.start)
    return _AUXILIARY.match(spotted.text, start) is not None


def asks(spotted: Spotted, clause: Span) -> bool:
    """Whether the clause asks something, rather than for an answer to be changed."""
    if spotted.has("change_request", clause) and overlaps(
        clause, [part[:2] for part in (*spotted.amounts, *spotted.mentions)]
    ):
        return False
    if _is_relative(spotted, clause):
        return False
    if any(_opens_asking(spotted, part) for part in (clause, *_after_not_knowing(spotted, clause))):
        return True
    if spotted.text[clause.end : clause.end + 1] != "?":
        return False
    return bool(spotted.words_beside(clause)) or any(
        overlaps(name[:2], [clause]) and name.fact != spotted.asked for name in spotted.names
    )


def _is_relative(spotted: Spotted, clause: Span) -> bool:
    """Whether it goes on telling: "our lowest is 5a, where we are in the bottom 9"."""
    sentence = next((sentence for sentence in _sentences(spotted) if overlaps(clause, [sentence])), clause)
    begins = not spotted.text[sentence.start : clause.start].strip()
    if begins or spotted.text[slice(*sentence)].rstrip().endswith("?"):
        return False
    has_amount = any(overlaps(amount[:2], [clause]) for amount in spotted.amounts)
    return has_amount and _RELATIVE.match(spotted.text, clause.start) is not None


def _opens_asking(spotted: Spotted, span: Span) -> bool:
    """Whether a question word comes first, or after words that only fill ("ok, but why...")."""
    start = span.start
    first = True
    if spotted.opens("unknown", start):
        return False  # "can I come back to that?"
    while start < span.end:
        if spotted.opens("asking", start):
            return True
        left = spotted.text[start : span.end]
        if first and spotted.opens("asking_first", start) and not _STATES.fullmatch(left):
            return True
        word = _FIRST_WORD.match(spotted.text, start, span.end)
        if word is None or not spotted.has("filler", Span(start, word.end())):
            return False
        first = first and spotted.has("interjection", Span(start, word.end()))
        start = word.end()
    return False


def _after_not_knowing(spotted: Spotted, clause: Span) -> Iterator[Span]:
    for cue in spotted.find("unknown", clause):
        if _HOW_MANY.match(spotted.text, cue.end, clause.end):
            continue
        preposition = re.match(r"\s+(?:about|of)\b", spotted.text[cue.end : clause.end])
        yield Span(cue.end + (preposition.end() if preposition else 0), clause.end)


def doesnt_know(spotted: Spotted, clause: Span) -> bool:
    """Whether it says "not sure" — but not "not sure what an element is", which asks."""
    rests = list(_after_not_knowing(spotted, clause))
    if any(not _opens_asking(spotted, rest) for rest in rests) or len(rests) < len(spotted.find("unknown", clause)):
        return True
    short = len(words(spotted.text[slice(*clause)])) <= _SHORT
    return short and not asks(spotted, clause) and _LACKS.search(spotted.text, *clause) is not None


def says_it_lacks(spotted: Spotted, clause: Span) -> list[Span]:
    """Where it says so in other words than those of the lexicon: "never received"."""
    return [Span(*match.span()) for match in _LACKS.finditer(spotted.text, *clause)]


def supposes(spotted: Spotted, clause: Span) -> bool:
    """Whether it only supposes: nothing said after "what if" is so. But "not sure if 3 or 4" and
    "I would have to ask" are answers.
    """
    doubts, beliefs = spotted.find("unknown", clause), spotted.find("believed", clause)
    suppositions = [cue for cue in spotted.find("hypothetical", clause) if not overlaps(cue, beliefs)]
    return any(not any(spotted.adjoin(doubt, cue) for doubt in doubts) for cue in suppositions)


def asks_something(spotted: Spotted) -> bool:
    """Whether any of its clauses asks."""
    return any(asks(spotted, clause) for clause in clauses_of(spotted))


def supposes_something(spotted: Spotted) -> bool:
    """Whether any of its clauses only supposes: "would we have to, if so"."""
    return any(supposes(spotted, clause) and _IF.search(spotted.text, *clause) for clause in clauses_of(spotted))

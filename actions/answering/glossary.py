"""Questions about a word of the field, or about a level."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from actions.answering.asking_back import about
from actions.answering.levels import every_ruleset, newest_complete, results_in, title_of
from actions.answering.question import Question
from actions.answering.scope import silent
from actions.answering.subject_answers import asked_parts, on_subject
from actions.content import read_content, say
from actions.content.answers import read_answers
from actions.conversation import Conversation, rulebook
from actions.reading.text import plain, words
from actions.saying.message import Button, Message, listed, payload
from actions.saying.outcome import outcome
from actions.saying.references import References
from actions.tour.words import names_one_of
from rules_engine import RuleSet, Term

__all__ = ["explain_term"]

_LETTER_NAMES = re.compile(r"\b(?:letter|adl|cde|state)\b.*\b(?:says?|said|names?|states?|identif\w+|is|has)\b")
_EXAMPLES = ("element", "lre", "root-cause-analysis", "selpa")
_MOST_TERMS = 2
_MOST_NEAR = 3
_LIKE = 0.75
"""How alike a word must be to a name of the glossary, from 0 to 1, to be offered in its place."""
_LONGEST_NAME = 4
"""Words in a row that are taken for one name."""


def explain_term(conversation: Conversation, question: Question) -> list[Message]:
    """The meaning of the terms and levels that were asked for, with their sources; or what else is asked about them."""
    if told := _part_of_subject(conversation, question):
        return told
    book = rulebook()
    references = References(book.sources)
    if answer := _not_in_that_year(question):
        return answer
    levels = list(_levels(conversation, question))
    meanings = [
        references.mark(
            say("glossary.level", name=ruleset.title_of(id_), year=ruleset.year, means=ruleset.summary_of(id_)),
            ruleset.entry_of(id_).sources,
        )
        for id_, ruleset in levels
    ]
    asked = question.terms or ([] if levels else _stood_for(question.text))
    terms = [book.glossary[id_] for id_ in dict.fromkeys(asked) if id_ in book.glossary]
    meanings += [
        references.mark(say("glossary.term", name=_with_abbreviation(term), means=term.means), term.sources)
        for term in terms[:_MOST_TERMS]
    ]
    if not meanings:
        return [_unknown(question)]
    if differs := _differs_from_letter(conversation, question):
        meanings.insert(0, differs)
    buttons = [
        Button(say(title), about(intent, [id_], ruleset.year))
        for id_, ruleset in levels[:1]
        for title, intent in (
            ("buttons.duties", "ask_duties"),
            ("buttons.due_dates", "ask_due_dates"),
            ("buttons.who_helps", "ask_who_helps"),
        )
    ]
    buttons += [
        Button(say("buttons.more_on", subject=subject.title), about(subject.intent))
        for subject in read_answers().values()
        if not levels and set(question.terms) & {*subject.terms}
    ]
    return [Message("\n\n".join([*meanings, references.listed()]), tuple(buttons))]


def _differs_from_letter(conversation: Conversation, question: Question) -> str:
    """That the letter holds, where it is said to name another level than was found; else empty."""
    found = conversation.determination
    if found is None or not found.results() or {*question.levels} & {*found.results()}:
        return ""
    if not (question.levels and _LETTER_NAMES.search(plain(question.text))):
        return ""
    return say("glossary.letter_differs", level=title_of(question.levels[0]), found=outcome(found))


def _part_of_subject(conversation: Conversation, question: Question) -> list[Message]:
    """The part of a term's subject that a button or the question names: "who is CCEIS for?"; empty where it only asks
    what the term means.
    """
    if question.levels or (question.part is None and _asks_only_what_it_means(question)):
        return []
    for id_, subject in read_answers().items():
        general, *_ = subject.parts.values()
        is_pressed = question.part in subject.parts and subject.intent == question.intent
        is_about = bool({*question.terms} & {*subject.terms})
        asked = asked_parts(subject.parts, question) if is_about else []
        if is_pressed or (asked and general not in asked):
            return on_subject(id_)(conversation, question)
    return []


def _asks_only_what_it_means(question: Question) -> bool:
    """Whether nothing but the terms and words of asking for a meaning stands in the question."""
    glossary = rulebook().glossary
    names = [name for id_ in question.terms if id_ in glossary for name in (glossary[id_].name, *glossary[id_].also)]
    text = plain(question.text)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(plain(name), " ")
    return set(words(text)) <= set(read_content("asking.yml")["about_a_term"])


def _levels(conversation: Conversation, question: Question) -> Iterator[tuple[str, RuleSet]]:
    """The levels in question, each with the rules that explain it: of the years that are named, else of the
    conversation's year, else of every year that has the level, since it may mean something else in each.
    """
    named = [ruleset for ruleset in every_ruleset() if ruleset.year in question.years]
    for id_ in dict.fromkeys(question.levels):
        having = [ruleset for ruleset in every_ruleset() if id_ in results_in(ruleset)]
        fitting = [one for one in having if one in named or (not named and one is conversation.ruleset)]
        if not fitting and len(question.levels) > 1:
            fitting = [newest_complete()] if newest_complete() in having else having[-1:]
        yield from ((id_, ruleset) for ruleset in reversed(fitting or having))


def _not_in_that_year(question: Question) -> list[Message]:
    """That the year which is asked about has none of the levels that are; empty where it has one, or none is named."""
    named = [ruleset for ruleset in every_ruleset() if ruleset.year in question.years]
    if not named or not question.levels or any({*question.levels} & {*results_in(ruleset)} for ruleset in named):
        return []
    return silent(named[-1], tuple(dict.fromkeys(question.levels)), question.intent)


def _stood_for(text: str) -> list[str]:
    """The terms that everyday words of the text stand for: "what is this letter"."""
    stands_for: Mapping[str, str] = read_content("asking.yml")["stands_for"]
    return [stands_for[word] for word in words(plain(text)) if word in stands_for] if not text.startswith("/") else []


def _with_abbreviation(term: Term) -> str:
    """The term's name, with its abbreviation where it has one: "Annual Determination Letter (ADL)"."""
    short = next((name for name in term.also if name.isupper() and len(name) <= _LONGEST_NAME + 2), None)
    return f"{term.name} ({short})" if short and short not in term.name else term.name


def _unknown(question: Question) -> Message:
    """That it isn't in the glossary, with the names in it that look like what was asked for."""
    glossary = rulebook().glossary
    if names_one_of(question.text, read_content("asking.yml")["elsewhere"]):
        return Message(say("replies.out_of_scope"))
    near = list(_near(question.text))
    if near:
        buttons = [Button(glossary[id_].name, payload("ask_term", term=id_)) for id_ in near]
        return Message(
            say("glossary.near", names=listed([glossary[id_].name for id_ in near], last="or")), tuple(buttons)
        )
    examples = [glossary[id_].name for id_ in _EXAMPLES if id_ in glossary]
    return Message(say("glossary.unknown", examples=listed(examples)))


def _near(text: str) -> Iterator[str]:
    """The terms whose names look like words of the text, the likest first."""
    names = {name.lower(): term.id for term in rulebook().glossary.values() for name in (term.name, *term.also)}
    said = words(plain(text)) if not text.startswith("/") else []
    phrases = [
        " ".join(said[at : at + size]) for size in range(_LONGEST_NAME, 0, -1) for at in range(len(said) - size + 1)
    ]
    likeness = {
        names[match]: max(difflib.SequenceMatcher(None, phrase, match).ratio() for phrase in phrases)
        for phrase in phrases
        for match in difflib.get_close_matches(phrase, names, n=_MOST_NEAR, cutoff=_LIKE)
    }
    yield from sorted(likeness, key=lambda id_: -likeness[id_])[:_MOST_NEAR]

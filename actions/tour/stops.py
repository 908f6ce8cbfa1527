"""What the stops of the tour say, each statement with its sources, for the LEA's own year and level where known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from actions.content import say
from actions.content.tour import Stop, stops
from actions.conversation import YEAR, Conversation, rulebook
from actions.saying.message import bullets, listed
from actions.saying.outcome import outcome
from actions.tour.progress import Tour
from rules_engine import Determination, Obligation, Statement, obligations, usual_due
from rules_engine.rules import Designation, Level

__all__ = ["TAILORED", "statements", "stop_of"]


def stop_of(tour: Tour) -> Stop:
    """The stop at which `tour` stands; of a finished one the last."""
    return stops()[min(tour.at, len(stops()) - 1)]


def statements(stop: Stop, conversation: Conversation) -> Iterator[Statement]:
    """What `stop` says: what holds in general, then what holds for the LEA itself."""
    own = tuple(TAILORED[stop.id](conversation)) if stop.id in TAILORED else ()
    for one in stop.statements:
        if one.general and own:
            continue
        if one.term:
            term = rulebook().glossary[one.term]
            yield Statement(say("glossary.term", name=term.name, means=term.means), term.sources)
        else:
            yield Statement(say("tour.of_year", says=one.says, year=one.year) if one.year else one.says, one.sources)
    yield from own


def _letter(conversation: Conversation) -> Iterator[Statement]:
    """The date of the year's letter, where the sources give it."""
    rules = conversation.ruleset
    if rules is None:
        return
    if rules.letter_date is None:
        yield Statement(say("tour.no_letter_date", year=rules.year), rules.letter_sources)
    else:
        day = f"{rules.letter_date.day} {rules.letter_date:%B %Y}"
        yield Statement(say("tour.letter_date", year=rules.year, day=day), rules.letter_sources)


def _levels(conversation: Conversation) -> Iterator[Statement]:
    """The LEA's own level; or that the sources know none for its year."""
    result, rules = _found(conversation), conversation.ruleset
    if result:
        means = " ".join(one.summary for one in _entries(result))
        text = say("tour.your_level", level=outcome(result), year=result.ruleset.year, means=means)
        yield Statement(text, _sources(_entries(result)))
    elif rules and not rules.levels:
        yield from (Statement(gap.says, gap.sources) for gap in rules.gaps)


def _steps(conversation: Conversation) -> Iterator[Statement]:
    """What the sources ask of the LEA, by name."""
    result = _found(conversation)
    if result is None:
        return
    level, year, owed = listed([one.title for one in _entries(result)]), result.ruleset.year, obligations(result)
    if owed:
        titles = listed([_in_sentence(one.title) for one in owed])
        yield Statement(say("tour.duties", level=level, year=year, titles=titles), _sources(owed))
    else:
        yield Statement(say("tour.no_duties", level=level, year=year), _sources(_entries(result)))


def _helpers(conversation: Conversation) -> Iterator[Statement]:
    """Whose support the LEA's own level and designations bring."""
    result = _found(conversation)
    for one in _entries(result) if result else ():
        yield Statement(
            say("tour.support", level=one.title, year=conversation.facts.say(YEAR), support=one.support), one.sources
        )


def _first_weeks(conversation: Conversation) -> Iterator[Statement]:
    """What the sources say of when the LEA's duties are due."""
    result = _found(conversation)
    owed = obligations(result) if result else ()
    if result is None or not owed:
        return
    usual = usual_due(owed)
    by_due: dict[str, list[str]] = {}
    for one in owed:
        if one.due != usual:
            by_due.setdefault(_when(one), []).append(one.title)
    lines = [say("tour.due", duties=listed(titles), due=when) for when, titles in by_due.items()]
    if usual:
        rest = say("tour.other_duties") if lines else listed([one.title for one in owed])
        lines.append(say("tour.due", duties=rest, due=usual.says))
    level = listed([one.title for one in _entries(result)])
    text = say("tour.no_weeks", level=level, year=result.ruleset.year)
    due_from = (id_ for one in owed for id_ in one.due.sources)
    yield Statement(f"{text}\n{bullets(lines)}", tuple(dict.fromkeys((*_sources(owed), *due_from))))


TAILORED: Final[Mapping[str, Callable[[Conversation], Iterator[Statement]]]] = {
    "letter": _letter,
    "levels": _levels,
    "steps": _steps,
    "helpers": _helpers,
    "first_weeks": _first_weeks,
}
"""By stop, what is added for an LEA whose year, or level, is known."""


def _found(conversation: Conversation) -> Determination | None:
    """The LEA's result, where it gives a level or a designation."""
    result = conversation.determination
    return result if result and result.results() else None


def _entries(result: Determination) -> tuple[Level | Designation, ...]:
    """The level and the designations that `result` gives, as the rule set describes them."""
    rules = result.ruleset
    known: dict[str, Level | Designation] = {**rules.levels, **{one.id: one for one in rules.designations}}
    return tuple(known[id_] for id_ in result.results())


def _sources(named_in: Iterable[Level | Designation | Obligation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for one in named_in for id_ in one.sources))


def _when(one: Obligation) -> str:
    """When it is due; of a duty that a site has added, too, with the mark of a site's own."""
    return f"{one.due.says} {say('result.local')}" if one.local or one.due.local else one.due.says


def _in_sentence(title: str) -> str:
    """The title with a small letter first, where it doesn't begin with an abbreviation."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]

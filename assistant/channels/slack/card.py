"""The result card: a determination as a message that can be forwarded as it stands. Pure.

Made from the public contract of a determination alone (Determination.to_dict), so that a card shows what was found
when it was found, whatever the rules say by the time it is shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from actions.conversation import rulebook
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import HEADER, Block, actions, button, context, divider, header, sections
from rules_engine import UnknownYearError

__all__ = [
    "CARD",
    "CRITERIA",
    "DOCUMENTS",
    "REVIEW",
    "SHARE",
    "card",
    "card_buttons",
    "criteria_blocks",
    "headline",
    "titled",
]

CARD = "card:"
"""Begins the block id of a card's buttons; the id of the message follows."""
SHARE, REVIEW, CRITERIA, DOCUMENTS = "cim.share", "cim.review", "cim.criteria", "cim.documents"

_ICONS = {"met": "✅", "cannot_tell": "❔", "not_met": "✖️", "not_applicable": "➖"}
_OUTCOMES = {"met": "Met", "cannot_tell": "Can't tell yet", "not_met": "Not met", "not_applicable": "Doesn't apply"}
_LOCAL = "local"
_STATUSES = {"undetermined": "The level is still open", "not_covered": "No level in our sources"}

Result = Mapping[str, Any]


def card(result: Result, lea: str = "") -> list[Block]:
    """The blocks of the card for `result`, a determination in its public form; `lea` is the LEA's name, if known."""
    cite = _Citations(result)
    title = titled(result, lea)
    blocks = [header(title), *(sections(f"**{title}**") if len(title) > HEADER else [])]
    for part in (_reasons, _open, _others, _duties, _notes):  # in the order of reading, by which sources are numbered
        blocks += sections("\n\n".join(part(result, cite)))
    blocks.append(divider())
    blocks += sections("\n\n".join(_titled("Sources, as they stood when they were read", cite.lines())))
    ruleset = result["ruleset"]
    rules = f"Monitoring year {result['monitoring_year']} · rule set {ruleset['version']} ({ruleset['coverage']})"
    blocks.append(context(f"{rules} · The Annual Determination Letter decides."))
    if _has_local(result):
        blocks.append(context(wording.LOCAL_IS))
    return blocks


def _has_local(result: Result) -> bool:
    owed = result["obligations"]
    return any(one.get("local") for one in (*owed, *(one["due"] for one in owed), *result["notes"]))


def card_buttons(message_id: str) -> Block:
    """What can be done with a card."""
    row = [
        button(wording.SHARE, SHARE),
        button(wording.REVIEW, REVIEW),
        button(wording.CRITERIA, CRITERIA),
        button(wording.DOCUMENTS, DOCUMENTS),
    ]
    return actions(f"{CARD}{message_id}", row)


def headline(result: Result) -> str:
    """The result in a few words: "Targeted Level 3 in monitoring year 2023"."""
    title_of = _titles(result)
    named = [title_of(id_) for id_ in ([result["level"]] if result["level"] else []) + list(result["designations"])]
    if open_ := _STATUSES.get(result["status"]):
        named.append(open_ if not named else open_[0].lower() + open_[1:])
    return f"{_listed(named)} in monitoring year {result['monitoring_year']}"


def titled(result: Result, lea: str = "") -> str:
    """The headline with the LEA's name, where it has one."""
    return f"{lea}: {headline(result)}" if lea else headline(result)


def criteria_blocks(result: Result) -> list[Block]:
    """Every criterion with its outcome, in the order of the rules."""
    cite = _Citations(result)
    listing = "\n\n".join(_criterion(one, cite) for one in result["criteria"])
    return [*sections(listing), divider(), *sections("\n\n".join(_titled("Sources", cite.lines())))]


class _Citations:
    """Numbers the sources of a card in the order in which they are cited."""

    def __init__(self, result: Result) -> None:
        self._sources: Mapping[str, Any] = {source["id"]: source for source in result["sources"]}
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str, sources: Iterable[str]) -> str:
        """`text` with the numbers of its sources behind it."""
        numbers = {self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in sources if id_ in self._sources}
        return f"{text} [{', '.join(map(str, sorted(numbers)))}]" if numbers else text

    def lines(self) -> list[str]:
        """The sources cited so far, numbered, with their links."""
        return [f"{number}. {_source(self._sources[id_])}" for id_, number in self._numbers.items()]


def _source(source: Mapping[str, Any]) -> str:
    return f"[{source['title']}]({source['href']})" if source.get("href") else str(source["title"])


def _criterion(one: Mapping[str, Any], cite: _Citations) -> str:
    outcome = one["outcome"]
    says = cite(f"{_ICONS[outcome]} **{_OUTCOMES[outcome]}:** {one['because']}", one["sources"])
    return f"{says} *A conclusion of ours: {one['inference']}*" if one.get("inference") else says


def _reasons(result: Result, cite: _Citations) -> list[str]:
    return _titled("Why", [_criterion(one, cite) for one in result["criteria"] if one["outcome"] == "met"])


def _open(result: Result, cite: _Citations) -> list[str]:
    missing = set(result["missing_facts"])
    undecided = [one for one in result["criteria"] if one["outcome"] == "cannot_tell" and missing & one["facts"].keys()]
    parts = _titled("Not decided yet", [_criterion(one, cite) for one in undecided])
    if result["status"] == "undetermined" and result["possible_levels"]:
        title_of = _titles(result)
        parts.append(f"**Still possible:** {_listed([title_of(id_) for id_ in result['possible_levels']], 'or')}.")
    return parts


def _others(result: Result, _: _Citations) -> list[str]:
    """What the other criteria would give and don't. Each in full is a press of a button away."""
    outcomes: dict[str, set[str]] = {}
    for one in result["criteria"]:
        outcomes.setdefault(one["level"] or one["designation"], set()).add(one["outcome"])
    settled = {*result["levels_met"], *result["designations"], *result["possible_levels"]}
    title_of = _titles(result)
    ruled_out: dict[str, list[str]] = {"not_met": [], "not_applicable": []}
    for id_, found in outcomes.items():
        if id_ not in settled and "cannot_tell" not in found:
            ruled_out["not_met" if "not_met" in found else "not_applicable"].append(title_of(id_))
    lines = [f"{_ICONS[one]} **{_OUTCOMES[one]}:** {' · '.join(names)}" for one, names in ruled_out.items() if names]
    return _titled("The other criteria", lines)


def _duties(result: Result, cite: _Citations) -> list[str]:
    """What must be done, by when; sources that all duties share are cited once, at the top."""
    title_of = _titles(result)
    parts = []
    for of_result, group in groupby(result["obligations"], key=lambda one: one["for"]):
        owed = list(group)
        same_sources = len({tuple(one["sources"]) for one in owed}) == 1
        title = f"**What must be done: {title_of(of_result)}**"
        parts.append(f"{cite(title, owed[0]['sources'] if same_sources else ())}\n{owed[0]['support']}")
        for due, same in groupby(sorted(owed, key=lambda one: _first(owed, one)), key=lambda one: one["due"]["text"]):
            duties = [
                cite(f"**{one['title']}**{_remarks(one)}", () if same_sources else one["sources"]) for one in same
            ]
            parts.append(f"⏰ {due}\n" + "\n".join(f"- {duty}" for duty in duties))
    return parts


def _notes(result: Result, cite: _Citations) -> list[str]:
    lines = []
    for note in result["notes"]:
        text = f"{note['text']} ({_LOCAL})" if note.get("local") else note["text"]
        lines.append(f"- {cite(text, note['sources'])}")
    return _titled("Please note", lines)


def _first(owed: Sequence[Mapping[str, Any]], one: Mapping[str, Any]) -> int:
    """Where the first duty with the same due date stands: duties of one date stand together."""
    return next(at for at, other in enumerate(owed) if other["due"]["text"] == one["due"]["text"])


def _remarks(one: Mapping[str, Any]) -> str:
    remarks = [f"step {one['step']}"] if one.get("step") else []
    if one.get("local") or one["due"].get("local"):
        remarks.append(_LOCAL)
    return f" ({', '.join(remarks)})" if remarks else ""


def _titled(title: str, lines: Sequence[str]) -> list[str]:
    """A titled list as one paragraph; nothing where the list is empty."""
    return ["\n".join([f"**{title}**", *lines])] if lines else []


def _titles(result: Result) -> Callable[[str], str]:
    """Names of levels and designations in the result's year; an id that the rules no longer have names itself."""
    try:
        ruleset = rulebook().for_year(result["monitoring_year"])
    except UnknownYearError:
        return str
    known = {*ruleset.levels, *(one.id for one in ruleset.designations)}
    return lambda id_: ruleset.title_of(id_) if id_ in known else id_


def _listed(names: Sequence[str], word: str = "and") -> str:
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

"""The answers of `cim batch` as a table for a channel. Pure."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.conversation import rulebook
from assistant.batch.csv_writing import ANSWER_COLUMNS
from assistant.channels.slack.blocks import SECTION, Block, Post, context, header, posts, section, sections, shortened
from assistant.channels.slack.mrkdwn import escape
from rules_engine import UnknownYearError

__all__ = ["LevelRow", "NotAnswersError", "read_answers", "table"]

_NAME = 40
_STATUSES = {"undetermined": "still open", "not_covered": "not in our sources"}
_FRAME = 20


class NotAnswersError(Exception):
    """The file is not what `cim batch` writes. The text says what is missing."""


@dataclass(frozen=True)
class LevelRow:
    """One LEA of a sheet: its name as the sheet gives it, and its level in words."""

    name: str
    year: str
    level: str


def read_answers(lines: Iterable[str]) -> Iterator[LevelRow]:
    """The rows of a CSV file that `cim batch` wrote. Raises NotAnswersError."""
    reader = csv.DictReader(lines)
    headings = reader.fieldnames or []
    if missing := [one for one in ANSWER_COLUMNS if one not in headings]:
        raise NotAnswersError(
            f"There is no column {', '.join(missing)}. Give a CSV file that cim batch has written: "
            "cim batch LEAS.csv -o ANSWERS.csv"
        )
    name = next((one for one in headings if one not in ANSWER_COLUMNS and one not in rulebook().vocabulary), None)
    for number, row in enumerate(reader, 2):
        yield LevelRow((row.get(name) or "" if name else "") or f"row {number}", row["monitoring_year"], _level(row))


def table(rows: Sequence[LevelRow], title: str) -> tuple[Post, ...]:
    """The rows as messages: how many LEAs are in each level, then each LEA with its own."""
    counts = Counter(row.level for row in rows)
    overview = "\n".join(f"- **{level}:** {count}" for level, count in sorted(counts.items()))
    blocks: list[Block] = [header(title)] if title.strip() else []  # Slack refuses an empty heading
    blocks += sections(overview or "There are no rows.")
    width = max((len(_name(row)) for row in rows), default=0)
    held: list[str] = []
    for line in (f"{_name(row):<{width}}  {row.year}  {row.level}" for row in rows):
        if held and sum(len(escape(one)) + 1 for one in (*held, line)) + _FRAME > SECTION:
            blocks.append(_code(held))
            held = []
        held.append(line)
    if held:
        blocks.append(_code(held))
    blocks.append(context("The Annual Determination Letter decides. Ask me about one LEA, and I show why."))
    return posts(blocks, f"**{title.strip()}**\n{overview}" if title.strip() else overview)


def _code(lines: Sequence[str]) -> Block:
    return section("```\n" + escape("\n".join(lines)) + "\n```")


def _name(row: LevelRow) -> str:
    return shortened(" ".join(row.name.replace("`", "'").split()), _NAME)


def _level(row: dict[str, str]) -> str:
    titles = [_title(row["monitoring_year"], id_) for id_ in (row["level"], *row["designations"].split("; ")) if id_]
    if status := _STATUSES.get(row["status"]):
        titles.append(status)
    return ", ".join(titles)


def _title(year: str, id_: str) -> str:
    try:
        ruleset = rulebook().for_year(int(year))
        return ruleset.title_of(id_)
    except (UnknownYearError, ValueError, KeyError):
        return id_

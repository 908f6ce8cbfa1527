"""The answers of a batch as a table in a channel."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from assistant.batch import RowDeterminer, load_wording, open_sheet, stream_sink
from assistant.batch.determining import Answered
from assistant.channels.slack.batch_table import LevelRow, NotAnswersError, read_answers, table
from rules_engine import load_rulebook
from tests.unit.channels.slack.block_kit import message_problems


def answers_to(sheet: str, folder: Path) -> io.StringIO:
    """What `cim batch` writes for a sheet."""
    source = folder / "leas.csv"
    source.write_text(sheet, encoding="utf-8")
    book = load_rulebook()
    wording = load_wording(book.vocabulary)
    written = io.StringIO(newline="")
    with open_sheet(source, wording) as rows:
        sink = stream_sink(written, rows.layout)
        for row in RowDeterminer(rows.layout, wording, book).determine(rows.rows):
            assert isinstance(row, Answered)
            sink.answered(row)
    return io.StringIO(written.getvalue(), newline="")


def test_what_a_batch_wrote_is_read(tmp_path: Path) -> None:
    sheet = (
        "LEA,Year,Type,Students with disabilities,Elements not met,Significantly disproportionate,"
        "Years disproportionate\n"
        "Oak Valley,2023,school district,1200,4,no,0\n"
        "Pine & Elm,2023,charter school,80,,yes,\n"
        "Cedar,2024,school district,1200,,no,\n"
    )
    assert list(read_answers(answers_to(sheet, tmp_path))) == [
        LevelRow("Oak Valley", "2023", "still open"),
        LevelRow("Pine & Elm", "2023", "Small LEA, monitored in cycles, Significantly disproportionate"),
        LevelRow("Cedar", "2024", "not in our sources"),
    ]


def test_another_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(NotAnswersError, match=r"cim batch LEAS\.csv -o ANSWERS\.csv"):
        list(read_answers(["LEA,Level", "Oak Valley,targeted-1"]))


@pytest.mark.parametrize("count", [0, 1, 60, 3000])
def test_a_table_of_any_length_is_one_that_slack_takes(count: int) -> None:
    rows = [LevelRow(f"LEA <{number}> & Co ```", "2023", "Targeted Level 1") for number in range(count)]
    made = table(rows, "Spring 2023")
    assert [one for post in made for one in message_problems({"text": post.text, "blocks": list(post.blocks)})] == []
    text = "\n".join(block["text"]["text"] for post in made for block in post.blocks if block["type"] == "section")
    assert text.count("2023  Targeted Level 1") == count


def test_it_begins_with_how_many_are_in_each_level() -> None:
    rows = [
        LevelRow("A", "2023", "Targeted Level 1"),
        LevelRow("B", "2023", "Universal"),
        LevelRow("C", "2023", "Universal"),
    ]
    (post,) = table(rows, "Levels")
    assert post.blocks[1]["text"]["text"] == "• *Targeted Level 1:* 1\n• *Universal:* 2"


def test_columns_are_aligned() -> None:
    rows = [LevelRow("Oak", "2023", "Universal"), LevelRow("A much longer name", "2023", "Universal")]
    (post,) = table(rows, "Levels")
    lines = post.blocks[2]["text"]["text"].split("\n")[1:3]
    assert len({line.index("2023") for line in lines}) == 1


def test_a_row_without_a_name_has_its_number() -> None:
    written = io.StringIO(newline="")
    from assistant.batch.csv_writing import ANSWER_COLUMNS

    csv.writer(written).writerows([ANSWER_COLUMNS, ["2023", "determined", "universal", *[""] * 9]])
    assert [row.name for row in read_answers(written.getvalue().splitlines())] == ["row 2"]


def test_without_a_title_there_is_no_heading() -> None:
    """An empty one is refused by Slack."""
    (post,) = table([LevelRow("Oak Valley", "2023", "Universal")], " ")
    assert message_problems({"text": post.text, "blocks": list(post.blocks)}) == []
    assert post.blocks[0]["type"] == "section"

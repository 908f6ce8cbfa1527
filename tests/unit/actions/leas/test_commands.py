"""What a message wants done with LEAs, and what it doesn't."""

from __future__ import annotations

import pytest

from actions.leas.commands import lea_command
from actions.leas.naming import name_given

KNOWN = ("Oak Valley Unified", "Cedar Ridge Charter School", "LEA 3")
OAK, CEDAR = KNOWN[:2]


def _command(text: str, likely: str = "") -> tuple[str, str | None] | None:
    command = lea_command(text, KNOWN, OAK, likely)
    return (command.verb, command.name) if command else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("add Mesa Union", "Mesa Union"),
        ("Add Mesa Union School District please", "Mesa Union School District"),
        ("please add another district: Mesa Union", "Mesa Union"),
        ("next lea: mesa union", "mesa union"),
        ("the next LEA is Mesa Union", "Mesa Union"),
        ("can I add one more district called Mesa Union?", "Mesa Union"),
        ("lea mesa", "mesa"),
        ("add Charter Oak Unified", "Charter Oak Unified"),
        ("new LEA St. Helena Unified, 2023 letter", "St. Helena Unified"),
        ('add the district "Number 4 Union"', "Number 4 Union"),
        ("I have another LEA", None),
        ("let's do another charter", None),
        ("another charter with 90 students", None),
    ],
)
def test_an_lea_is_added_with_its_name_or_without(text: str, name: str | None) -> None:
    assert _command(text) == ("add", name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("switch to oak valley", OAK),
        ("back to Cedar Ridge", CEDAR),
        ("go back to cedar", CEDAR),
        ("go on with Ceder Ridge", CEDAR),
        ("open Cedar Ridge Charter", CEDAR),
        ("switch to LEA 3", "LEA 3"),
        ("what about Cedar Ridge?", CEDAR),
        ("Cedar Ridge has 4 elements", CEDAR),
        ("for Cedar Ridge: 4 elements not met", CEDAR),
        ("switch to LEA Pinewood", "Pinewood"),
        ("switch to the other LEA", None),
    ],
)
def test_the_conversation_goes_to_an_lea_that_is_named(text: str, name: str | None) -> None:
    assert _command(text) == ("switch", name)


@pytest.mark.parametrize(
    ("text", "target", "source"),
    [
        ("same as Oak Valley but 4 elements", None, OAK),
        ("Mesa Union is the same as Oak Valley, but 4 elements", "Mesa Union", OAK),
        ("copy Cedar Ridge to Mesa Union", "Mesa Union", CEDAR),
        ("copy the answers from cedar ridge", None, CEDAR),
        ("same as the last one but a charter", None, "LEA 3"),
    ],
)
def test_answers_are_copied_from_an_lea_that_is_named(text: str, target: str | None, source: str) -> None:
    command = lea_command(text, KNOWN, OAK)
    assert command is not None
    assert (command.verb, command.name, command.source) == ("copy", target, source)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("forget Cedar Ridge", CEDAR),
        ("remove LEA 3", "LEA 3"),
        ("delete the district", None),
        ("drop the district Pinewood", "Pinewood"),
    ],
)
def test_one_lea_can_be_forgotten(text: str, name: str | None) -> None:
    assert _command(text) == ("forget", name)


@pytest.mark.parametrize(
    "text", ["call it Mesa", "this is called Mesa", "rename this LEA to Mesa", "our district is called Mesa"]
)
def test_the_current_lea_gets_a_name(text: str) -> None:
    assert _command(text) == ("name", "Mesa")


@pytest.mark.parametrize("text", ["list my LEAs", "which districts do I have", "show me all my districts", "my LEAs"])
def test_the_leas_are_listed(text: str) -> None:
    assert _command(text) == ("list", None)


@pytest.mark.parametrize(
    "text", ["compare Oak Valley and Cedar Ridge", "compare the two LEAs", "how do Oak Valley and Cedar Ridge differ?"]
)
def test_leas_are_compared(text: str) -> None:
    assert _command(text) == ("compare", None)


@pytest.mark.parametrize(
    "text",
    [
        "add 2 elements",
        "add that we are a charter",
        "go back",
        "change to charter",
        "change the elements to 4",
        "forget everything",
        "forget it",
        "my name is Ann",
        "what is the difference between T1 and T2",
        "compare T1 and T3",
        "the same number as before",
        "how do other districts do this",
        "use the same year",
        "next question",
        "start over",
        "show me the steps",
        "get out of targeted",
        "we are a district and we have another charter",
        "Oak Valley and Cedar Ridge are both Targeted 3",
        "",
    ],
)
def test_everything_else_is_left_to_others(text: str) -> None:
    assert _command(text) is None


def test_a_name_that_does_not_look_like_one_counts_where_the_language_model_expects_one() -> None:
    assert _command("add mesa union") is None
    assert _command("add mesa union", likely="add") == ("add", "mesa union")
    assert _command("forget pinewood", likely="forget") == ("forget", "pinewood")


def test_what_follows_the_name_is_read_as_told_of_that_lea() -> None:
    text = "new LEA Mesa Union, 2023 letter, 4 elements"
    command = lea_command(text, KNOWN, OAK)
    assert command is not None
    assert text[command.reads_from :] == ", 2023 letter, 4 elements"


def test_of_another_charter_its_kind_is_read() -> None:
    text = "another charter with 90 students"
    command = lea_command(text, KNOWN, OAK)
    assert command is not None
    assert text[command.reads_from :] == "charter with 90 students"


@pytest.mark.parametrize(
    ("text", "name"),
    [("Mesa Union", "Mesa Union"), ("it's Mesa Union.", "Mesa Union"), ("Mesa, a charter", "Mesa"), ("mesa", "mesa")],
)
def test_an_answer_to_the_question_for_a_name_is_a_name(text: str, name: str) -> None:
    command = name_given(text)
    assert command is not None
    assert command.name == name


@pytest.mark.parametrize("text", ["what?", "I don't know", "no", "???", "", "x" * 200])
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert name_given(text) is None


def test_a_source_that_nobody_knows_is_named_only_where_the_language_model_expects_a_copy() -> None:
    assert lea_command("same as Pinewood but 4 elements", KNOWN, OAK) is None
    command = lea_command("same as Pinewood but 4 elements", KNOWN, OAK, "copy")
    assert command is not None
    assert (command.verb, command.source) == ("copy", "Pinewood")


def test_this_is_for_an_lea_names_the_one_without_a_name_and_else_goes_to_another() -> None:
    for current, verb in ((None, "name"), (OAK, "add")):
        command = lea_command("this is for Mesa Union", KNOWN, current)
        assert command is not None
        assert (command.verb, command.name) == (verb, "Mesa Union")
    assert lea_command("this is about our level", KNOWN, None) is None

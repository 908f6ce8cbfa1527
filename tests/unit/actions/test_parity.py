"""Content, domain, data and code fit together: nothing named that isn't there, nothing there that isn't used."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from actions.answering import ANSWERS
from actions.content import ContentError, fact_content, say
from actions.content.check import check_content
from actions.conversation import Conversation, rulebook
from actions.interview.hearing import BUTTON_INTENTS
from assistant.paths import DOMAIN, ROOT, TRAINING_DATA

ACTIONS = ROOT / "actions"
HAS_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
LEVEL_NAME = re.compile(r"targeted-\d|intensive-\d|universal|small-lea|Targeted Level|Intensive Level")
REPLIES: dict[str, Any] = yaml.safe_load((ACTIONS / "content" / "en" / "replies.yml").read_text(encoding="utf-8"))
DOMAIN_AS_WRITTEN: dict[str, Any] = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
SOURCES = [*ACTIONS.rglob("*.py")]


def keys(entry: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        yield from keys(value, f"{before}{key}.") if isinstance(value, dict) else [(f"{before}{key}", value)]


TEXTS = dict(keys(REPLIES))
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
NODES = [node for tree in TREES for node in ast.walk(tree)]
STRINGS = {node.value for node in NODES if isinstance(node, ast.Constant) and isinstance(node.value, str)}
SAID = [
    (node.args[0].value, {keyword.arg for keyword in node.keywords})
    for node in NODES
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and isinstance(node.args[0], ast.Constant)
]


def test_the_content_fits_the_facts() -> None:
    assert list(check_content(rulebook().vocabulary)) == []


@pytest.mark.parametrize("key", [key for key in TEXTS if not key.startswith("replies.")])
def test_every_reply_is_said_somewhere(key: str) -> None:
    assert key in STRINGS


@pytest.mark.parametrize(("key", "given"), SAID)
def test_everything_that_is_said_is_written_and_has_its_blanks_filled(key: str, given: set[str | None]) -> None:
    blanks = {name for _, name, _, _ in string.Formatter().parse(TEXTS[key]) if name}

    assert given == blanks or (None in given and given - {None} <= blanks)


def test_a_missing_reply_names_its_place() -> None:
    with pytest.raises(ContentError, match=r"replies\.yml.*no\.such"):
        say("no.such")


def test_missing_fact_content_names_file_and_fact() -> None:
    with pytest.raises(ContentError, match=r"facts\.yml, nonsense"):
        fact_content("nonsense")


def test_every_fixed_reply_belongs_to_an_intent() -> None:
    assert set(REPLIES["replies"]) <= set(ANSWERS)


def test_every_slot_is_one_that_a_conversation_keeps_and_has_only_conditioned_mappings() -> None:
    slots = DOMAIN_AS_WRITTEN["slots"]

    assert set(slots) == set(Conversation.from_slots({}).to_slots()) - {"requested_slot"}
    for name, slot in slots.items():
        assert not slot["influence_conversation"], name
        for mapping in slot["mappings"]:
            assert mapping["type"] == "custom", name
            assert mapping["conditions"] == [{"active_loop": "level_interview"}], name


def test_every_action_of_the_domain_exists_and_every_action_is_in_the_domain() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")

    assert set(executor.actions) == set(DOMAIN_AS_WRITTEN["actions"])


def test_every_intent_has_examples_and_is_routed() -> None:
    intents = set(DOMAIN_AS_WRITTEN["intents"])
    examples = {
        entry["intent"]: entry["examples"].strip().splitlines()
        for path in (TRAINING_DATA / "nlu").glob("*.yml")
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    }
    rules = (TRAINING_DATA / "rules.yml").read_text(encoding="utf-8")

    assert set(examples) == intents - {"nlu_fallback"}
    assert all(len(phrases) >= 20 for phrases in examples.values())
    assert set(re.findall(r"intent: (\w+)", rules)) == intents
    assert set(ANSWERS) | BUTTON_INTENTS <= intents


def test_no_example_stands_under_two_intents() -> None:
    seen: dict[str, str] = {}
    for path in sorted((TRAINING_DATA / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for phrase in entry["examples"].strip().splitlines():
                assert seen.setdefault(phrase.lower(), entry["intent"]) == entry["intent"], phrase


def test_actions_name_no_level() -> None:
    """What the assistant says of levels comes from the engine's results alone."""
    docstrings = {ast.get_docstring(node, clean=False) for node in NODES if isinstance(node, HAS_DOCSTRING)}

    assert [text for text in STRINGS - docstrings if LEVEL_NAME.search(text)] == []


def test_actions_import_neither_rasa_nor_the_assistant() -> None:
    for path in ACTIONS.rglob("*.py"):
        imported = re.findall(r"^(?:from|import) (\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)

        assert not {"rasa", "assistant"} & set(imported), path.name


def test_pure_parts_dont_import_the_sdk() -> None:
    pure = ("reading", "interview", "saying", "answering", "content", "tour")
    for package in pure:
        for path in (ACTIONS / package).rglob("*.py"):
            assert "rasa_sdk" not in path.read_text(encoding="utf-8"), Path(path).name

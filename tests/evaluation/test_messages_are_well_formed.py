"""The held-out messages are complete, speak of things that exist, and hold nothing twice and nobody's data."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules_engine import LEVELS, Facts, RuleBook, load_rulebook

HERE = Path(__file__).parent
STYLES = {"formal", "hurried", "misspelt", "jargon", "chatty", "nonnative"}
MESSAGE_KEYS = {"text", "style", "kind", "asked", "told", "expected"}
EXPECTED_KEYS = {
    "intent", "wants", "also", "facts", "may", "declined", "refused", "about", "term", "level", "year",
}  # fmt: skip
SPOKEN_OF = {*LEVELS, "universal", "targeted", "intensive", "significantly-disproportionate", "small-lea-cyclical"}
MAIN_INTENTS = {
    "start_interview", "inform", "affirm", "deny", "say_not_sure", "change_answer", "go_back", "start_over",
    "review_answers", "ask_help", "ask_why_asked", "ask_term", "ask_why_level", "ask_duties",
    "ask_what_would_change", "greet", "thank", "goodbye", "out_of_scope", "tell_about_pupil",
}  # fmt: skip

Message = dict[str, Any]


def _load() -> list[Message]:
    found: list[Message] = []
    for path in sorted((HERE / "messages").glob("*.yaml")):
        found += yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


MESSAGES = _load()
IN_SCOPE = [each for each in MESSAGES if each["expected"].get("intent") != "out_of_scope"]
OUT_OF_SCOPE = [each for each in MESSAGES if each["expected"].get("intent") == "out_of_scope"]


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rulebook()


@pytest.fixture(scope="module")
def intents() -> set[str]:
    domain = yaml.safe_load((HERE.parents[1] / "domain.yml").read_text(encoding="utf-8"))
    return {each if isinstance(each, str) else next(iter(each)) for each in domain["intents"]}


@pytest.fixture(scope="module")
def wants() -> dict[str, str | None]:
    return yaml.safe_load((HERE / "wants.yaml").read_text(encoding="utf-8"))


def test_each_message_has_the_keys_of_the_schema_and_no_others() -> None:
    for message in MESSAGES:
        assert set(message) <= MESSAGE_KEYS, message
        assert {"text", "style", "expected"} <= set(message), message
        assert set(message["expected"]) <= EXPECTED_KEYS, message
        assert message["text"].strip(), message
        assert message["style"] in STYLES, message


def test_each_message_expects_something() -> None:
    """An intent, or one that is wished for, or at least that no fact is heard."""
    for message in MESSAGES:
        expected = message["expected"]
        assert ("intent" in expected) + ("wants" in expected) <= 1, message
        assert {"intent", "wants", "facts"} & set(expected), message


def test_no_message_stands_there_twice() -> None:
    """The same words may be said in two situations: to another question, or after other answers."""
    situations = Counter(
        (" ".join(each["text"].casefold().split()), each.get("asked"), str(each.get("told"))) for each in MESSAGES
    )
    assert [] == [situation for situation, times in situations.items() if times > 1]


def test_there_are_enough_messages_of_each_sort() -> None:
    by_intent = Counter(each["expected"].get("intent") for each in MESSAGES)
    assert len(IN_SCOPE) >= 700
    assert len(OUT_OF_SCOPE) >= 160
    assert sum(1 for each in IN_SCOPE if each["expected"].get("facts")) >= 250
    assert {} == {intent: by_intent[intent] for intent in MAIN_INTENTS if by_intent[intent] < 25}


def test_each_fact_is_told_in_at_least_25_ways(book: RuleBook) -> None:
    told = Counter(fact for each in MESSAGES for fact in each["expected"].get("facts", {}))
    assert {} == {fact: told[fact] for fact in book.vocabulary if told[fact] < 25}


def test_no_style_is_rare() -> None:
    styles = Counter(each["style"] for each in MESSAGES)
    assert min(styles[style] for style in STYLES) >= len(MESSAGES) / 10


def test_intents_exist(intents: set[str], wants: dict[str, str | None]) -> None:
    for message in MESSAGES:
        expected = message["expected"]
        if "intent" in expected:
            assert expected["intent"] in intents, message
        if "wants" in expected:
            assert expected["wants"] in wants, message
        assert set(expected.get("also", ())) <= intents | set(wants), message


def test_what_is_wanted_leads_to_an_intent_that_exists_or_to_none_yet(
    intents: set[str], wants: dict[str, str | None]
) -> None:
    assert {intent for intent in wants.values() if intent is not None} <= intents


def test_fact_ids_exist(book: RuleBook) -> None:
    for message in MESSAGES:
        expected = message["expected"]
        named = {message.get("asked"), expected.get("refused"), expected.get("about")} - {None}
        named |= {*message.get("told", {}), *expected.get("facts", {}), *expected.get("may", {})}
        named |= {*expected.get("declined", ())}
        assert named <= set(book.vocabulary), message


def _plain(value: object) -> list[object]:
    """The values that an expectation allows, for a vague one the number that it must contain."""
    if isinstance(value, dict):
        assert set(value) in ({"accept"}, {"contains"}), value
        return (
            [plain for each in value["accept"] for plain in _plain(each)] if "accept" in value else [value["contains"]]
        )
    return [value]


def test_values_are_values_of_their_facts(book: RuleBook) -> None:
    for message in MESSAGES:
        expected = message["expected"]
        for fact, value in [*expected.get("facts", {}).items(), *expected.get("may", {}).items()]:
            for plain in _plain(value):
                Facts.parse({fact: plain}, book.vocabulary)  # raises FactError with the value


def test_what_was_told_before_holds_together(book: RuleBook) -> None:
    for message in MESSAGES:
        Facts.parse(message.get("told", {}), book.vocabulary)


def test_terms_and_levels_exist(book: RuleBook) -> None:
    for message in MESSAGES:
        expected = message["expected"]
        assert expected.get("term") is None or expected["term"] in book.glossary, message
        assert expected.get("level") is None or expected["level"] in SPOKEN_OF, message


NOT_ASKED_FOR_YET = frozenset(
    {
        "addendum-and-budget",
        "assurances",
        "case-study",
        "cim-for-sig-dis",
        "cim-for-small-leas",
        "consolidation",
        "dinc",
        "edd",
        "historical-data-protocol",
        "improvement-plan",
        "infrastructure-analysis",
        "monitoring-level",
        "notification-letter",
        "parent-input",
        "pir",
        "sbe",
        "ssip",
        "ta-facilitator",
        "target",
        "tier",
    }
)
"""Terms that joined the glossary after the messages were written; with messages for them they leave this list."""


def test_every_term_is_asked_for(book: RuleBook) -> None:
    assert set(book.glossary) - {each["expected"].get("term") for each in MESSAGES} == NOT_ASKED_FOR_YET


def test_only_questions_for_a_word_name_a_term() -> None:
    for message in MESSAGES:
        assert ("term" in message["expected"]) == (message["expected"].get("intent") == "ask_term"), message


def test_out_of_scope_messages_tell_no_fact_and_say_what_they_are_about() -> None:
    for message in MESSAGES:
        is_out = message["expected"].get("intent") == "out_of_scope"
        assert is_out == ("kind" in message), message
        assert not (is_out and message["expected"].get("facts")), message


def test_nothing_leads_to_a_person() -> None:
    """No e-mail address and no telephone number, not even invented ones."""
    address, telephone = re.compile(r"\S@\S+\.\w"), re.compile(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}")
    assert [] == [each["text"] for each in MESSAGES if address.search(each["text"]) or telephone.search(each["text"])]

"""How the specifications of answers ask, and read what is said."""

from __future__ import annotations

from actions.answering import answer
from actions.answering.question import Question
from actions.conversation import Conversation, rulebook
from actions.saying.message import Message
from rules_engine import RuleSet
from tests.unit.actions.conftest import talking

DISTRICT = {"monitoring_year": 2023, "lea_type": "school_district", "students_with_disabilities": 1200}
NOT_RANKED = dict.fromkeys(
    ("intensive_evaluation_percent", "preschool_intensive_evaluation_percent", "lowest_lre_percent"), "not_ranked"
)
TARGETED = {**DISTRICT, **NOT_RANKED, "elements_not_met": 2, "disproportionate_years": 0,
            "significantly_disproportionate": False}  # fmt: skip
BY_LEVEL = ("ask_duties", "ask_trainings", "ask_due_dates", "ask_who_helps")
RULESETS_BY_YEAR = {year: rulebook().for_year(year) for year in rulebook().years}
LEVELS = sorted({id_ for ruleset in RULESETS_BY_YEAR.values() for id_ in ruleset.levels})


def asked(intent: str, text: str = "...", conversation: Conversation | None = None, **named: object) -> list[Message]:
    """The answer to a question that names this."""
    return answer(conversation or talking(), Question(intent, text, **named))  # type: ignore[arg-type]


def text_of(messages: list[Message]) -> str:
    return "\n".join(message.text for message in messages)


def titles(messages: list[Message]) -> list[str]:
    return [button.title for message in messages for button in message.buttons]


def owed(ruleset: RuleSet, level: str) -> list[str]:
    return [one.title for one in ruleset.obligations if one.result == level]

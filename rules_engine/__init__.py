"""California's Compliance and Improvement Monitoring criteria as sourced rules, and the level that they give.

Pure: no network, no clock, no environment. The rules are the YAML files in `rulesets/`.

    book = load_rulebook()
    facts = Facts.parse({"monitoring_year": 2023, "elements_not_met": "3+"}, book.vocabulary)
    determine(facts, book.for_year(2023)).to_dict()
"""

from rules_engine.comparison import YearComparison, compare_years
from rules_engine.compiled import RuleOutcome
from rules_engine.condition import Outcome
from rules_engine.conflicts import Conflict, Position
from rules_engine.determination import Determination, because, determine, obligations, usual_due, usual_support
from rules_engine.errors import (
    ContradictionError,
    FactError,
    RulesEngineError,
    RuleSetError,
    UnknownYearError,
)
from rules_engine.explanation import Explanation, Statement, explain, headline, possibilities
from rules_engine.facts import Facts
from rules_engine.glossary import Term
from rules_engine.interval import Interval
from rules_engine.interview import next_fact, open_facts
from rules_engine.rulebook import RuleBook, load_rulebook
from rules_engine.rules import LEVELS, DueDate, Note, Obligation, Source
from rules_engine.ruleset import RuleSet
from rules_engine.vocabulary import NOT_RANKED, FactSpec, FactValue, Vocabulary
from rules_engine.what_if import Change, Prospect, changes, deciding_facts, nearest_changes, prospects

__all__ = [
    "LEVELS",
    "NOT_RANKED",
    "Change",
    "Conflict",
    "ContradictionError",
    "Determination",
    "DueDate",
    "Explanation",
    "FactError",
    "FactSpec",
    "FactValue",
    "Facts",
    "Interval",
    "Note",
    "Obligation",
    "Outcome",
    "Position",
    "Prospect",
    "RuleBook",
    "RuleOutcome",
    "RuleSet",
    "RuleSetError",
    "RulesEngineError",
    "Source",
    "Statement",
    "Term",
    "UnknownYearError",
    "Vocabulary",
    "YearComparison",
    "because",
    "changes",
    "compare_years",
    "deciding_facts",
    "determine",
    "explain",
    "headline",
    "load_rulebook",
    "nearest_changes",
    "next_fact",
    "obligations",
    "open_facts",
    "possibilities",
    "prospects",
    "usual_due",
    "usual_support",
]

"""The documents of a result, to hand over in Slack: a checklist for Word and, where there are dates, a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from actions.conversation import YEAR, rulebook
from assistant.channels.slack import wording
from assistant.channels.slack.posting import Document
from assistant.documents.formats import FORMATS
from assistant.documents.ics_writing import NoDatesError
from assistant.documents.naming import file_name
from rules_engine import Determination, Facts, determine

__all__ = ["documents"]


def documents(result: Mapping[str, Any], written_at: dt.datetime, lea: str = "") -> list[Document]:
    """The documents of `result`, a determination in its public form. Takes about a second.

    Raises RulesEngineError where its year has no rules any more.
    """
    determination = _read_again(result)
    made = []
    for ending, title in wording.DOCUMENTS_BY_ENDING.items():
        try:
            content = FORMATS[ending].write(determination, written_at, lea)
        except NoDatesError:
            continue
        made.append(Document(file_name(determination, ending, lea), title, content))
    return made


def _read_again(result: Mapping[str, Any]) -> Determination:
    """The determination whose public form is `result`, by the rules as they are now.

    Raises RulesEngineError where its year has no rules any more.
    """
    values = {fact: value for one in result["criteria"] for fact, value in one["facts"].items() if value is not None}
    facts = Facts.parse({**values, YEAR: result["monitoring_year"]}, rulebook().vocabulary)
    return determine(facts, rulebook().for_year(result["monitoring_year"]))

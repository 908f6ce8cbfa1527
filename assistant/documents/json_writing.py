"""A result as data, for other programs."""

from __future__ import annotations

import datetime as dt
import json

from assistant.documents.naming import clean_name
from rules_engine import Determination

__all__ = ["to_json"]


def to_json(result: Determination, written_on: dt.date, lea: str = "") -> str:
    """The result's public contract in JSON, with the day of writing and, where there is one, the LEA's name."""
    name = clean_name(lea)
    named = {"lea": name} if name else {}
    content = {**result.to_dict(), **named, "written_on": written_on.isoformat()}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

"""A result as data, for other programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from assistant.checklist import duty_id
from assistant.documents.naming import clean_name
from assistant.documents.wording import say
from rules_engine import Determination, obligations

__all__ = ["to_json"]


def to_json(result: Determination, written_on: dt.date, lea: str = "", done: Collection[str] = ()) -> str:
    """The result's public contract in JSON, with what every document says: for whom, when it was written, what is done.

    Each obligation tells whether it is among the duties `done`. The LEA's name is there where it is known.
    """
    name = clean_name(lea)
    owed = [{**one.to_dict(), "done": duty_id(one, result.ruleset.year) in done} for one in obligations(result)]
    content = {
        **result.to_dict(),
        "obligations": owed,
        **({"lea": name} if name else {}),
        "written_on": written_on.isoformat(),
        "disclaimer": say("disclaimer"),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

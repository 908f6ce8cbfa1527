"""The OpenAPI document: what `openapi.yml` says, with the facts and the years of the rule book put in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from assistant.api.reading import LIST_LIMIT, TEXT_LIMIT
from rules_engine import NOT_RANKED, FactSpec, RuleBook

__all__ = ["openapi"]

_FILE: Final = Path(__file__).with_name("openapi.yml")
_NUMBER: Final = r"[0-9]{1,7}(\.[0-9]{1,6})?"
_WHOLE: Final = r"[0-9]{1,7}"
_YEAR: Final = "monitoring_year"


def openapi(book: RuleBook) -> dict[str, Any]:
    """The document for the rules in `book`."""
    document: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    schemas["Year"] = {"enum": list(book.years), "description": "A monitoring year that has rules"}
    schemas["FactId"]["enum"] = list(book.vocabulary)
    properties = {spec.id: _schema(spec) for spec in book.vocabulary.values() if spec.id != _YEAR}
    schemas["Facts"] = {
        "description": 'What is known of an LEA. null, "unknown" and leaving a fact out mean the same.',
        "type": "object",
        "additionalProperties": False,
        "properties": {_YEAR: {"$ref": "#/components/schemas/Year"}, **properties},
    }
    schemas["FactsOfAYear"] = {**schemas["Facts"], "required": [_YEAR]}
    return document


def _schema(spec: FactSpec) -> dict[str, Any]:
    """What a fact may be. Ranges that lie outside what is possible are refused though their form is right."""
    return {
        "description": f"{spec.label}. Found in: {spec.where}. Allowed: {spec.allowed}.",
        "anyOf": [*_known(spec), {"enum": ["unknown", None]}],
    }


def _known(spec: FactSpec) -> list[dict[str, Any]]:
    if spec.kind == "yes_no":
        return [
            {"type": "boolean"},
            {"type": "string", "pattern": r"^ *([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]) *$"},
        ]
    if spec.kind == "choice":
        return [{"enum": list(spec.choices)}]
    if spec.kind == "choices":
        return [{"type": "array", "maxItems": LIST_LIMIT, "items": {"enum": list(spec.choices)}}]
    percent = spec.kind == "percent"
    number = {"type": "number" if percent else "integer", "minimum": spec.minimum, "maximum": spec.maximum}
    words = [{"const": NOT_RANKED}] if percent else []
    return [
        number,
        {"type": "string", "maxLength": TEXT_LIMIT, "pattern": _partly(_NUMBER if percent else _WHOLE)},
        *words,
    ]


def _partly(number: str) -> str:
    """The notation of numbers that may be known in part."""
    return rf"^({number}|{number}\+|(<=|<|>=|>){number}|{number}<?\.\.<?{number})$"

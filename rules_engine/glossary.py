"""The words of the field, each explained in a sentence or two with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules_engine.rules import Source
from rules_engine.yaml_source import Entry

__all__ = ["Term", "read_glossary"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field. `also` are other ways to write it, `result` is the level or designation that it names."""

    id: str
    name: str
    also: tuple[str, ...]
    means: str
    sources: tuple[str, ...]
    result: str | None = None


def read_glossary(top: Entry, sources: Mapping[str, Source]) -> Mapping[str, Term]:
    """The glossary written at `top`, by id. Raises RuleSetError, also where two terms share a name."""
    terms: dict[str, Term] = {}
    owners: dict[str, str] = {}
    for id_, entry in top.mapping().items():
        fields = entry.fields(["name", "means", "sources"], ["also", "result"])
        term = Term(
            id_,
            fields["name"].text(),
            fields["also"].texts() if "also" in fields else (),
            fields["means"].text(),
            fields["sources"].some_of(sources),
            fields["result"].text() if "result" in fields else None,
        )
        for name in (term.name, *term.also):
            owner = owners.setdefault(name.lower(), id_)
            if owner != id_:
                raise entry.error(f"{name!r}, which is also a name of {owner!r}", "each name for one term")
        terms[id_] = term
    return terms

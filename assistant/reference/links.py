"""Links from a page of the reference to the registers, and what the registers' headings are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.reference.markdown import bullets, escaped, link
from rules_engine import Conflict, Source

__all__ = ["CONFLICTS", "FACTS", "GLOSSARY", "SOURCES", "conflict_link", "source_links", "source_list", "year_link"]

CONFLICTS = "conflicts.md"
FACTS = "facts.md"
GLOSSARY = "glossary.md"
SOURCES = "sources.md"


def source_links(ids: Iterable[str]) -> str:
    """Links to the sources `ids` in the register."""
    return ", ".join(link(id_, SOURCES, id_) for id_ in ids)


def source_list(sources: Iterable[Source]) -> str:
    """Each of `sources` with its title, its address and what was read of it."""
    return bullets(
        f"{source_links([one.id])}: {f'[{escaped(one.title)}]({one.href})' if one.href else escaped(one.title)} – "
        f"{escaped(one.read_as)}"
        for one in sources
    )


def conflict_link(id_: str | None, conflicts: Mapping[str, Conflict]) -> str:
    """A link to the register's entry; empty where `id_` is None."""
    return link(conflicts[id_].about, CONFLICTS, conflicts[id_].about) if id_ else ""


def year_link(year: int) -> str:
    """A link to the page of `year`."""
    return link(str(year), f"{year}.md")

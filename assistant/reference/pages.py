"""Every page of the reference, made from the rule book and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.reference import criteria, duties
from assistant.reference.changes import changes
from assistant.reference.links import CONFLICTS, FACTS, GLOSSARY, SOURCES, source_links, source_list, year_link
from assistant.reference.markdown import bullets, escaped, heading, link, page, table
from rules_engine import LEVELS, RuleBook, RuleSet

__all__ = ["pages"]

INDEX = "README.md"

_READING = (
    "Each row is one way into a level; a dash means that the fact plays no part in it. *Inferred* marks what is our "
    "reading. Criteria of several levels may be met at once. No source says which level comes first: we name the most "
    "intensive one, and show the others with it."
)
_TRUST = {
    "A": "CDE or a federal agency",
    "B": "technical assistance funded by CDE",
    "C": "a SELPA, county office or district",
    "D": "a court",
    "E": "a vendor, mirror or copy",
    "SEED": "the text that this project began with",
    "LOCAL": "this site's own",
}


def pages(book: RuleBook) -> Mapping[str, str]:
    """The reference as Markdown: each page's text by its file name."""
    return {
        INDEX: _index(book),
        **{f"{year}.md": _year(book, year) for year in book.years},
        FACTS: _facts(book),
        CONFLICTS: _conflicts(book),
        GLOSSARY: _glossary(book),
        SOURCES: _sources(book),
    }


def _index(book: RuleBook) -> str:
    rulesets = [book.for_year(year) for year in reversed(book.years)]
    years = [
        [
            year_link(one.year),
            str(one.letter_date or "not in the sources"),
            one.coverage,
            one.version,
            escaped(", ".join(level.title for level in one.levels.values())),
        ]
        for one in rulesets
    ]
    found = [id_ for id_ in LEVELS if any(id_ in one.levels for one in rulesets)]
    titles = {id_: next(one.levels[id_].title for one in rulesets if id_ in one.levels) for id_ in found}
    with_levels = [one for one in reversed(rulesets) if one.levels]
    meanings = [
        [
            f"**{escaped(titles[id_])}**",
            *(escaped(one.levels[id_].summary) if id_ in one.levels else "" for one in with_levels),
        ]
        for id_ in found
    ]
    return page(
        heading(1, "The rules, year by year"),
        "What decides on a level in California's Compliance and Improvement Monitoring, as far as our sources say it. "
        "The assistant reads the same files from which these pages are made. Your Annual Determination Letter decides.",
        heading(2, "Monitoring years"),
        table(["Year", "Letter of", "Coverage", "Version", "Levels"], years),
        "Partial coverage means that the criteria of the levels are not in our sources. Then no level is named.",
        heading(2, "The same name may mean different things"),
        table(["", *(year_link(one.year) for one in with_levels)], meanings),
        heading(2, "Registers"),
        bullets(
            [
                f"{link('Facts', FACTS)}: what the rules read, and where to find it",
                f"{link('Conflicts', CONFLICTS)}: where the sources disagree, and what we do",
                f"{link('Glossary', GLOSSARY)}: the words of the field",
                f"{link('Sources', SOURCES)}: every document, and how much of it was read",
            ]
        ),
    )


def _year(book: RuleBook, year: int) -> str:
    ruleset = book.for_year(year)
    before = max((other for other in book.years if other < year), default=None)
    return page(
        heading(1, f"Monitoring year {year}"),
        f"{link('All years', INDEX)}. Your Annual Determination Letter decides.",
        _small_print(ruleset),
        heading(2, "Levels"),
        criteria.levels(ruleset),
        *_decisions(ruleset),
        heading(2, "Beside or instead of a level"),
        criteria.designations(ruleset),
        heading(2, "What the sources leave open"),
        criteria.gaps(ruleset, book.conflicts),
        heading(2, "What must be done"),
        *duties.obligations(ruleset),
        heading(2, "Notes that go with results"),
        duties.notes(ruleset, book.conflicts),
        *((heading(2, f"What changed from {before}"), *changes(book.for_year(before), ruleset)) if before else ()),
        heading(2, "Examples"),
        "These cases stand in the rule file. `cim check` runs them.",
        duties.examples(ruleset),
        heading(2, "Sources of this year"),
        source_list(book.sources[id_] for id_ in book.sources if id_ in ruleset.cited),
    )


def _small_print(ruleset: RuleSet) -> str:
    letter = str(ruleset.letter_date or "date not in the sources")
    return bullets(
        [
            f"**Annual Determination Letter:** {letter} ({source_links(ruleset.letter_sources)})",
            f"**Coverage:** {ruleset.coverage}",
            f"**Read from:** {escaped(ruleset.verified)}",
            f"**Version of these rules:** {ruleset.version} (`rules_engine/rulesets/{ruleset.file}`)",
        ]
    )


def _decisions(ruleset: RuleSet) -> tuple[str, ...]:
    if not ruleset.criteria:
        return ()
    return (
        heading(2, "Decision table"),
        _READING,
        criteria.decision_table(ruleset),
        heading(3, "The same in words"),
        criteria.criteria_in_words(ruleset),
    )


def _facts(book: RuleBook) -> str:
    readers = {
        id_: [year for year in book.years if id_ in book.for_year(year).compiled.fact_ids] for id_ in book.vocabulary
    }
    rows = [
        [
            f"**{escaped(spec.label)}**",
            f"`{spec.id}`",
            escaped(spec.where),
            escaped(spec.allowed),
            ", ".join(map(year_link, readers[spec.id])),
        ]
        for spec in book.vocabulary.values()
    ]
    return page(
        heading(1, "Facts"),
        f"{link('All years', INDEX)}. What the rules read. Any fact may be unknown, or known in part.",
        table(["Fact", "Id", "Where to find it", "Values", "Decides in"], rows),
        heading(2, "What follows from one fact for another"),
        bullets(
            f"{escaped(book.vocabulary[one.when].label)}: {escaped(one.says)}" for one in book.vocabulary.implications
        ),
    )


def _conflicts(book: RuleBook) -> str:
    blocks = []
    for conflict in book.conflicts.values():
        positions = (f"{escaped(one.says)} ({source_links(one.sources)})" for one in conflict.positions)
        years = [year for year in book.years if conflict.id in _conflicts_of(book.for_year(year))]
        told = f" Told with results of {', '.join(map(year_link, years))}." if years else ""
        blocks += [heading(2, conflict.about), bullets(positions), f"**What we do:** {escaped(conflict.we_do)}{told}"]
    introduction = "Where sources disagree, or one contradicts itself, on something that an answer touches."
    return page(heading(1, "Conflicts between sources"), f"{link('All years', INDEX)}. {introduction}", *blocks)


def _conflicts_of(ruleset: RuleSet) -> set[str | None]:
    return {one.conflict for one in ruleset.gaps} | {one.conflict for one in ruleset.notes}


def _glossary(book: RuleBook) -> str:
    rows = [
        [
            f"**{escaped(term.name)}**",
            escaped(", ".join(term.also)),
            escaped(term.means),
            source_links(term.sources),
        ]
        for term in sorted(book.glossary.values(), key=lambda one: one.name.lower())
    ]
    table_of_terms = table(["Term", "Also written", "What it means", "Sources"], rows)
    return page(heading(1, "Glossary"), f"{link('All years', INDEX)}.", table_of_terms)


def _sources(book: RuleBook) -> str:
    years = {year: book.for_year(year).cited for year in book.years}
    blocks = []
    for source in book.sources.values():
        title = f"[{escaped(source.title)}]({source.href})" if source.href else escaped(source.title)
        used = ", ".join(year_link(year) for year in book.years if source.id in years[year])
        blocks += [
            heading(2, source.id),
            bullets(
                [
                    title,
                    f"Of: {_TRUST[source.trust]}",
                    f"Read as: {escaped(source.read_as)}",
                    *([f"Rules of: {used}"] if used else []),
                ]
            ),
        ]
    introduction = "Every document that a statement rests on. Pages change: what counts here is the copy that was read."
    return page(heading(1, "Sources"), f"{link('All years', INDEX)}. {introduction}", *blocks)

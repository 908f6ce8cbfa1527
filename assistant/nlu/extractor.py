"""The pipeline's entity extractor: names of facts, choices, glossary terms and levels, with canonical ids."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import lexicon, read_content
from actions.conversation import rulebook
from assistant.nlu.components import Component
from assistant.nlu.names import NameFinder
from rules_engine import RuleBook

__all__ = ["NameExtractor", "answer_finder", "subject_finder"]


def answer_finder() -> NameFinder:
    """Finds what answers are made of: the names of facts, and the choices by which some are answered."""
    words = lexicon()
    return NameFinder({"fact": words.facts, **words.choices}, words.not_meant, words.speller)


def subject_finder(book: RuleBook) -> NameFinder:
    """Finds what questions are about: glossary terms, levels and designations, and places outside California."""
    terms = {term.id: (term.name, *term.also) for term in book.glossary.values()}
    levels: dict[str, tuple[str, ...]] = {}
    for year in book.years:
        for level in book.for_year(year).levels.values():
            levels[level.id] = _ways_to_write(level.title)
    asking = read_content("asking.yml")
    return NameFinder(
        {"term": terms, "level": levels, "elsewhere": {"elsewhere": tuple(asking["elsewhere"])}},
        tuple(asking["not_elsewhere"]),
    )


def _ways_to_write(title: str) -> tuple[str, ...]:
    """A level's title and its other forms: "Targeted 2", "T2", "level two targeted"; without a number it has none."""
    words = title.split()
    tier, number = words[0], words[-1]
    if not number.isdigit():
        return (title,)
    forms = ("{} level {}", "{} {}", "{}-{}", "{} tier {}")
    numbers = (number, _IN_WORDS[int(number)])
    written = [form.format(tier, one) for form in forms for one in numbers]
    written += [f"level {one} {tier}" for one in numbers]
    initial = tier[0]
    return (title, *written, f"{initial}{number}", f"{initial} {number}", f"{initial}-{number}", f"{initial}L{number}")


_IN_WORDS = ("zero", "one", "two", "three", "four", "five")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NameExtractor(Component, EntityExtractorMixin):
    """Adds the names found in a message to its entities. An answer's names may overlap those of a question."""

    def __init__(self) -> None:
        self._finders = (answer_finder(), subject_finder(rulebook()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the names in each message to its entities."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = [name for finder in self._finders for name in finder.find(text)]
                entities = [
                    {"entity": name.kind, "value": name.id, "start": name.start, "end": name.end, "confidence": 1.0}
                    for name in found
                ]
                message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(entities), add_to_output=True)
        return messages

"""Whether the content fits the facts: what `cim check` and the tests ask."""

from __future__ import annotations

from collections.abc import Iterator

from actions.content import ContentError, FactContent, fact_content, lexicon
from actions.content.answers import read_answers
from actions.saying.message import LONGEST_TITLE, MOST_BUTTONS
from rules_engine import FactError, FactSpec, RulesEngineError, Vocabulary

__all__ = ["check_content"]


def check_content(vocabulary: Vocabulary) -> Iterator[str]:
    """One sentence for each thing that is wrong, with the file and the fact."""
    words = lexicon()
    for id_, spec in vocabulary.items():
        try:
            yield from _check_fact(spec, fact_content(id_))
        except ContentError as error:
            yield str(error)
        if not words.facts.get(id_):
            yield f"lexicon.yml, facts: no phrases for {id_}"
        if spec.choices and set(words.choices.get(id_, ())) != set(spec.choices):
            yield f"lexicon.yml, choices, {id_}: needs phrases for exactly {', '.join(spec.choices)}"
    for id_, answers in words.bare_answers.items():
        for word, value in answers.items():
            yield from _refusal(vocabulary[id_], value, f"lexicon.yml, bare_answers, {id_}, {word}")
    try:
        read_answers()
    except RulesEngineError as error:
        yield str(error)


def _check_fact(spec: FactSpec, content: FactContent) -> Iterator[str]:
    where = f"facts.yml, {spec.id}"
    texts = (content.name, content.question, content.help, content.why, content.looks_like, content.example)
    if not all(text.strip() for text in (*texts, *content.ask_again)):
        yield f"{where}: an empty text"
    if len({content.question, *content.ask_again}) != 3:
        yield f"{where}: ask_again must put the question in two other ways"
    if len(content.buttons) + content.can_skip > MOST_BUTTONS:
        yield f"{where}: more than {MOST_BUTTONS} buttons, with the one for not being sure"
    for offer in content.buttons:
        if len(offer.title) > LONGEST_TITLE:
            yield f"{where}: the button title {offer.title!r} has more than {LONGEST_TITLE} characters"
        yield from _refusal(spec, offer.value, f"{where}, button {offer.title!r}")


def _refusal(spec: FactSpec, value: object, where: str) -> Iterator[str]:
    try:
        spec.parse(value)
    except FactError as error:
        yield f"{where}: {error}"

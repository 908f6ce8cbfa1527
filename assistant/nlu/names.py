"""Finding the names of facts, choices, levels and glossary terms in a text, each with its canonical id.

A blank spaCy pipeline with an entity ruler; its patterns come from the lexicon, the rule sets and the glossary, so
nothing is trained and nothing downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

from actions.reading.spelling import Repaired, Speller
from actions.reading.text import plain

__all__ = ["FoundName", "NameFinder"]

_IGNORED = "ignored"
_PARTING = (r"[=<>~:;|#]", r"(?<=[a-zA-Z])/(?=[a-zA-Z\d])", r"(?<=\d)/(?=[a-zA-Z])")
"""What stands between words that are typed without spaces: "swd=88", "IE/PS"."""
_FUZZY_FROM = 7
"""Words of this length or more may have one letter wrong."""


class FoundName(NamedTuple):
    """A name in a text: `kind` is "fact", "term", "level" or, for a choice, the id of its fact."""

    start: int
    end: int
    kind: str
    id: str


class NameFinder:
    """Finds names in texts. Longer names win over shorter ones inside them."""

    def __init__(
        self,
        phrases: Mapping[str, Mapping[str, tuple[str, ...]]],
        ignored: tuple[str, ...] = (),
        speller: Speller | None = None,
    ) -> None:
        """`phrases` holds, by kind and id, the ways to write a name; `ignored` phrases hide the names inside them.

        With a `speller`, names are found as if the text were spelt right; without, a letter of a name may be wrong.
        """
        self._speller = speller
        self._nlp: Language = spacy.blank("en")
        if speller:  # the names in answers; those in questions stand in sentences
            infixes = [*(self._nlp.Defaults.infixes or ()), *_PARTING]
            self._nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
        ruler = self._nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        every = {**phrases, _IGNORED: {_IGNORED: ignored}}
        ruler.add_patterns(list(self._patterns(every)))  # type: ignore[attr-defined]

    def _patterns(self, phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[dict[str, object]]:
        seen: set[str] = set()
        for kind, by_id in phrases.items():
            for id_, variants in by_id.items():
                for variant in variants:
                    yield {"label": kind, "id": id_, "pattern": variant}
                    if self._speller or kind == _IGNORED or variant in seen:
                        continue
                    words = variant.lower().split()
                    if all(map(str.isalpha, words)) and any(len(word) >= _FUZZY_FROM for word in words):
                        seen.add(variant)
                        yield {"label": kind, "id": id_, "pattern": [*map(_word_pattern, words)]}

    def find(self, text: str) -> list[FoundName]:
        """The names in `text`, in order, none overlapping another."""
        spelt = self._speller.repair(plain(text)) if self._speller else Repaired(text)
        return [
            FoundName(*spelt.typed((entity.start_char, entity.end_char)), entity.label_, entity.ent_id_)
            for entity in self._nlp(spelt.text).ents
            if entity.label_ != _IGNORED
        ]


def _word_pattern(word: str) -> dict[str, object]:
    return {"LOWER": {"FUZZY1": word} if len(word) >= _FUZZY_FROM else word}

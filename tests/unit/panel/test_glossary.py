"""The words that the page explains."""

from __future__ import annotations

import json

from actions.conversation import rulebook
from assistant.panel.glossary import glossary


def test_every_term_has_its_name_its_meaning_and_a_source() -> None:
    terms = glossary()
    assert [one["names"][0] for one in terms] == [term.name for term in rulebook().glossary.values()]
    assert all(one["means"] and one["sources"] and one["sources"][0]["title"] for one in terms)
    assert json.loads(json.dumps(terms)) == terms


def test_a_word_that_people_put_before_a_term_is_no_part_of_it() -> None:
    names = [name for one in glossary() for name in one["names"]]
    assert "CIM" in names
    assert "the CIM" not in names

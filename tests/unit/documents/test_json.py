"""The result as data."""

from __future__ import annotations

import json

import pytest

from assistant.checklist import duty_id
from assistant.documents.json_writing import to_json
from rules_engine import Determination, obligations
from tests.unit.documents.cases import CASES, WRITTEN_ON


@pytest.mark.parametrize("result", CASES.values(), ids=CASES.keys())
def test_it_is_the_contract_with_what_every_document_says(result: Determination) -> None:
    content = json.loads(to_json(result, WRITTEN_ON))
    assert content.pop("written_on") == "2025-05-05"
    assert "Annual Determination Letter (ADL) decides" in content.pop("disclaimer")
    assert not any(one.pop("done") for one in content["obligations"])
    assert content == result.to_dict()


def test_it_tells_which_duties_are_ticked_off() -> None:
    result = CASES["Targeted 2"]
    first, *others = obligations(result)
    owed = json.loads(to_json(result, WRITTEN_ON, done=[duty_id(first, result.ruleset.year)]))["obligations"]
    assert {one["id"] for one in owed if one["done"]} == {first.id}
    assert len(owed) == len(others) + 1


def test_a_name_is_kept_as_people_write_it() -> None:
    text = to_json(CASES["Targeted 2"], WRITTEN_ON, "Cañón مدرسة 🏫")
    assert json.loads(text)["lea"] == "Cañón مدرسة 🏫"
    assert "Cañón مدرسة 🏫" in text


def test_the_same_result_gives_the_same_bytes() -> None:
    assert to_json(CASES["small LEA"], WRITTEN_ON) == to_json(CASES["small LEA"], WRITTEN_ON)

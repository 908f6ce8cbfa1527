"""The result as data."""

from __future__ import annotations

import json

import pytest

from assistant.documents.json_writing import to_json
from rules_engine import Determination
from tests.unit.documents.cases import CASES, WRITTEN_ON


@pytest.mark.parametrize("result", CASES.values(), ids=CASES.keys())
def test_it_is_the_contract_and_the_day_of_writing(result: Determination) -> None:
    assert json.loads(to_json(result, WRITTEN_ON)) == {**result.to_dict(), "written_on": "2025-05-05"}


def test_a_name_is_kept_as_people_write_it() -> None:
    text = to_json(CASES["Targeted 2"], WRITTEN_ON, "Cañón مدرسة 🏫")
    assert json.loads(text)["lea"] == "Cañón مدرسة 🏫"
    assert "Cañón مدرسة 🏫" in text


def test_the_same_result_gives_the_same_bytes() -> None:
    assert to_json(CASES["small LEA"], WRITTEN_ON) == to_json(CASES["small LEA"], WRITTEN_ON)

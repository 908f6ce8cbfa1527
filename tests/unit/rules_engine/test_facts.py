"""What is known of one LEA: names, unknown facts, contradictions, changes and the way to JSON and back."""

from __future__ import annotations

import json

import pytest

from rules_engine import ContradictionError, FactError, Facts, Vocabulary

CATEGORIES = "significant_disproportionality_categories"
SIGNIFICANT = "significantly_disproportionate"

SOME = {
    "monitoring_year": 2023,
    "lea_type": "charter_school",
    "students_with_disabilities": "<=100",
    "elements_not_met": "3+",
    "intensive_evaluation_percent": 12.5,
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": "10<..<11",
    SIGNIFICANT: True,
    CATEGORIES: ["discipline", "indicator_9"],
}


@pytest.fixture
def some(vocabulary: Vocabulary) -> Facts:
    return Facts.parse(SOME, vocabulary)


def test_facts_come_back_from_json_as_they_went(some: Facts, vocabulary: Vocabulary) -> None:
    """Exact, partly known, not ranked, a choice, a yes and a list: all keep their form."""
    assert SOME == json.loads(json.dumps(some.to_dict()))
    assert some == Facts.parse(some.to_dict(), vocabulary)


def test_a_whole_number_goes_to_json_without_a_fraction(vocabulary: Vocabulary) -> None:
    facts = Facts.parse({"elements_not_met": 2.0, "lowest_lre_percent": "15.0 %"}, vocabulary)

    assert '{"elements_not_met": 2, "lowest_lre_percent": 15}' == json.dumps(facts.to_dict())


def test_facts_are_listed_in_the_order_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    facts = Facts.parse(dict(reversed(SOME.items())), vocabulary)

    assert list(SOME) == list(facts.to_dict())


def test_facts_that_are_equal_are_one_key(some: Facts, vocabulary: Vocabulary) -> None:
    assert hash(some) == hash(Facts.parse(dict(reversed(SOME.items())), vocabulary))
    assert hash(some) != hash(some.without("lea_type"))


@pytest.mark.parametrize("nothing", [None, "unknown"])
def test_an_unknown_fact_is_absent_and_never_zero(vocabulary: Vocabulary, nothing: object) -> None:
    facts = Facts.parse({"elements_not_met": nothing}, vocabulary)

    assert {} == facts.to_dict()
    assert "not known yet" == facts.say("elements_not_met")
    assert facts.to_json("elements_not_met") is None


def test_a_known_fact_is_said_in_words(some: Facts) -> None:
    assert "bottom 12.5 %" == some.say("intensive_evaluation_percent")
    assert 12.5 == some.to_json("intensive_evaluation_percent")


def test_an_unknown_name_is_refused_with_the_nearest_one(vocabulary: Vocabulary) -> None:
    with pytest.raises(
        FactError, match=r"^element_not_met: there is no such fact \(did you mean elements_not_met\?\)\."
    ):
        Facts.parse({"element_not_met": 1}, vocabulary)


@pytest.mark.parametrize("name", ["colour", "", 5])
def test_a_name_like_no_other_is_refused_with_all_names(vocabulary: Vocabulary, name: object) -> None:
    with pytest.raises(FactError) as refused:
        Facts.parse({name: 1}, vocabulary)  # type: ignore[dict-item]

    assert f"{name}: there is no such fact. Allowed: {', '.join(vocabulary)}." == str(refused.value)


def test_facts_do_not_change(some: Facts) -> None:
    """A change makes new facts."""
    more = some.with_value("elements_not_met", 4)
    less = some.without("elements_not_met", "lea_type")

    assert "3+" == some.to_dict()["elements_not_met"]
    assert {**SOME, "elements_not_met": 4} == more.to_dict()
    assert set(SOME) - {"elements_not_met", "lea_type"} == set(less)


def test_facts_have_no_way_to_be_written_to(some: Facts) -> None:
    with pytest.raises(TypeError):
        some["elements_not_met"] = 4  # type: ignore[index]
    with pytest.raises(AttributeError):
        some.vocabulary = {}  # type: ignore[misc, assignment]


def test_facts_keep_nothing_of_what_they_were_made_from(vocabulary: Vocabulary) -> None:
    raw: dict[str, object] = {"elements_not_met": 1}
    facts = Facts.parse(raw, vocabulary)
    raw["elements_not_met"] = 9

    assert {"elements_not_met": 1} == facts.to_dict()


def test_a_refused_change_leaves_the_facts_as_they_were(some: Facts) -> None:
    with pytest.raises(FactError):
        some.with_value("elements_not_met", -1)
    with pytest.raises(FactError):
        some.with_value("elements", 1)
    with pytest.raises(FactError):
        some.without("elements")

    assert SOME == some.to_dict()


def test_a_named_category_implies_significant_disproportionality(vocabulary: Vocabulary) -> None:
    """What follows is known like what was given, and only the given goes to JSON."""
    named = {CATEGORIES: ["discipline"]}

    for facts in (
        Facts.parse(named, vocabulary),
        Facts.parse({}, vocabulary).with_value(CATEGORIES, ["discipline"]),
        Facts.parse(named, vocabulary).without(SIGNIFICANT),
    ):
        assert facts[SIGNIFICANT] is True
        assert facts.to_json(SIGNIFICANT) is True
        assert named == facts.to_dict()


def test_no_named_category_implies_nothing(vocabulary: Vocabulary) -> None:
    assert {CATEGORIES: []} == Facts.parse({CATEGORIES: []}, vocabulary).to_dict()
    assert {
        SIGNIFICANT: False,
        CATEGORIES: [],
    } == Facts.parse({SIGNIFICANT: False, CATEGORIES: []}, vocabulary).to_dict()


def test_a_category_without_significant_disproportionality_is_a_contradiction_that_names_both(
    vocabulary: Vocabulary,
) -> None:
    with pytest.raises(ContradictionError) as refused:
        Facts.parse({SIGNIFICANT: False, CATEGORIES: ["placement"]}, vocabulary)

    assert {SIGNIFICANT, CATEGORIES} == set(refused.value.fact_ids)
    assert str(refused.value).startswith(f"{SIGNIFICANT} and {CATEGORIES} contradict each other: an LEA with")
    assert str(refused.value).endswith("correct one of the two.")


def test_contradicting_oneself_later_is_refused_too(vocabulary: Vocabulary) -> None:
    named = Facts.parse({CATEGORIES: ["placement"]}, vocabulary)

    with pytest.raises(ContradictionError):
        named.with_value(SIGNIFICANT, False)


def test_what_was_implied_goes_with_its_reason(vocabulary: Vocabulary) -> None:
    """Who names a category by mistake and takes it back isn't significantly disproportionate for it."""
    named = Facts.parse({CATEGORIES: ["placement"]}, vocabulary)

    assert SIGNIFICANT not in named.without(CATEGORIES)
    assert SIGNIFICANT not in named.with_value(CATEGORIES, [])


def test_what_was_given_stays_when_it_is_no_longer_implied(vocabulary: Vocabulary) -> None:
    given = Facts.parse({SIGNIFICANT: True, CATEGORIES: ["placement"]}, vocabulary)

    assert {SIGNIFICANT: True} == given.without(CATEGORIES).to_dict()

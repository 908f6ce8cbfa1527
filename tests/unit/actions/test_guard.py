"""Messages about single students are recognised and not kept; messages about students in general pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.content import fact_content
from actions.conversation import rulebook
from actions.guard import removed_from, without_pupil_data
from actions.saying.message import payload


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a student's name", "my student Maria Lopez needs help"),
        ("a student's name", "student john smith has an iep"),
        ("a student's name", "Jamal is a third grader with an IEP"),
        ("a student's name", "a pupil named Quentin"),
        ("a student's name", "student J.D. was suspended"),
        ("a student's name", "Maria's IEP is overdue"),
        ("a student's name", "the iep of Carlos"),
        ("a student's name", "Tyler, a 9-year-old, was suspended"),
        ("a student's name", "Tyler Jones in 5th grade"),
        ("a student's name", "Elena has a learning disability"),
        ("a student's name", "one of our students, kevin, was suspended"),
        ("a student's name", "my student's name is Bo"),
        ("a birth date", "DOB 3/4/2012"),
        ("a birth date", "she was born on March 4, 2012"),
        ("a birth date", "date of birth: 2012-03-04"),
        ("a person's number", "ssid 1234567890"),
        ("a person's number", "his number is 9876543210"),
        ("a person's number", "Student ID: A12345"),
        ("a person's number", "123-45-6789"),
        ("a diagnosis of one student", "He has autism"),
        ("a diagnosis of one student", "my son has ADHD, what level is he"),
        ("a diagnosis of one student", "this student has dyslexia"),
        ("a diagnosis of one student", "the girl is autistic"),
    ],
)
def test_a_message_about_a_single_student_is_not_kept(kind: str, text: str) -> None:
    kept = without_pupil_data(text)

    assert removed_from(kept) == kind
    assert kept == f"[Removed: this looked like {kind}]"


@pytest.mark.parametrize(
    "text",
    [
        "98 students with disabilities",
        "STUDENT COUNT 1200",
        "What is a Student Record Review?",
        "Students With Disabilities: 98",
        "we have 12 students with autism",
        "does a student with autism count for indicator 10",
        "Our students are in Oak Valley",
        "Oak Valley's placement rank is 12",
        "10000000000",
        "the letter is from March 20, 2023",
        "about 1,234,567,890 students",
        "Cedar Ridge is a charter school",
        "Lincoln Unified has 4 elements",
        "what does IEP of the student mean",
        "Is he a student with disabilities",
        "She is our director",
        "We have 3 students, Targeted 3",
        "Black students are disproportionate",
        "the Sig Dis category is emotional disturbance",
        "Student Achievement is an element",
        "small LEA with 45 kids Targeted",
        "I am a new director",
        "",
    ],
)
def test_counts_and_students_in_general_pass(text: str) -> None:
    assert without_pupil_data(text) == text
    assert removed_from(text) is None


def test_the_assistants_own_words_pass() -> None:
    for term in rulebook().glossary.values():
        for text in (term.name, term.means, f"what is {term.name}?", *term.also):
            assert without_pupil_data(text) == text
    for fact in rulebook().vocabulary:
        content = fact_content(fact)
        payloads = [payload("inform", **{fact: offer.value}) for offer in content.buttons]
        titles = [offer.title for offer in content.buttons]
        for text in (content.name, content.question, content.example, *titles, *payloads):
            assert without_pupil_data(text) == text


def test_what_was_kept_in_other_words_is_still_known_as_removed() -> None:
    assert removed_from("[Removed: this looked like the name of a student]") == "the name of a student"


@given(st.text(max_size=300))
def test_whatever_is_typed_is_kept_whole_or_not_at_all(text: str) -> None:
    kept = without_pupil_data(text)
    assert kept == text or removed_from(kept) is not None
    assert without_pupil_data(kept) == kept

"""Messages of the assistant as messages of Slack's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest

from assistant.channels.messages import Choice, Message
from assistant.channels.slack.blocks import Post
from assistant.channels.slack.rendering import as_chosen, as_closed, choices_of, render, render_result
from assistant.channels.slack.sharing import shared
from rules_engine import Facts, determine, load_rulebook
from tests.unit.channels.slack.block_kit import message_problems

BOOK = load_rulebook()
RESULT = determine(Facts.parse({"monitoring_year": 2026}, BOOK.vocabulary), BOOK.for_year(2026)).to_dict()
NOW = datetime(2026, 1, 5, tzinfo=timezone.utc)


def message(text: str, titles: Sequence[str] = ()) -> Message:
    return Message("a-1767607200.5", "assistant", text, NOW, tuple(Choice(title, f"/{title}") for title in titles))


def problems(posts: Sequence[Post]) -> list[str]:
    return [one for post in posts for one in message_problems({"text": post.text, "blocks": list(post.blocks)})]


def elements(posts: Sequence[Post]) -> list[dict[str, Any]]:
    return [one for post in posts for block in post.blocks if block["type"] == "actions" for one in block["elements"]]


def titles_in(posts: Sequence[Post]) -> list[str]:
    titles: list[str] = []
    for element in elements(posts):
        titles += [one["text"]["text"] for one in element.get("options", [element])]
    return titles


def test_a_remark_about_a_result_that_was_shown_stays_a_remark() -> None:
    remark = replace(message("Nothing has changed.", ["Why?"]), custom={"determination": RESULT, "lea": "Oak Valley"})
    (post,) = render(remark)
    assert post.blocks[0]["text"]["text"] == "Nothing has changed."
    (shown,) = render_result(remark)
    assert shown.blocks[0]["text"]["text"] == "Oak Valley: No level in our sources in monitoring year 2026"
    assert (shown.text, shared(remark)[0].text) == (shown.blocks[0]["text"]["text"],) * 2
    assert problems([shown]) == []


def test_choices_that_are_too_many_for_buttons_are_all_in_a_menu() -> None:
    every = [{"title": f"Go to {number}", "payload": f"/go{number}"} for number in range(12)]
    some = replace(message("Where to?", ["Go to 0", "Go to 1"]), custom={"choices": every})
    posts = render(some)
    assert titles_in(posts) == [one["title"] for one in every]
    assert choices_of(some)[11] == Choice("Go to 11", "/go11")
    assert "actions" not in [block["type"] for block in as_chosen(some, "Go to 11").blocks]


def test_text_and_choices_make_one_message() -> None:
    (post,) = render(message("**Which year?**\nSee the letter.", ["2022", "2023"]))
    assert [block["type"] for block in post.blocks] == ["section", "actions"]
    assert post.blocks[0]["text"]["text"] == "*Which year?*\nSee the letter."
    assert post.text == "*Which year?*\nSee the letter.\n\nChoose: 2022 · 2023"


@pytest.mark.parametrize("count", [1, 2, 5])
def test_up_to_five_choices_are_buttons(count: int) -> None:
    posts = render(message("Which?", [f"Choice {number}" for number in range(count)]))
    assert [element["type"] for element in elements(posts)] == ["button"] * count
    assert len({element["action_id"] for element in elements(posts)}) == count
    assert problems(posts) == []


@pytest.mark.parametrize("count", [6, 30, 100])
def test_more_choices_are_a_menu(count: int) -> None:
    posts = render(message("Which?", [f"Choice {number}" for number in range(count)]))
    assert [element["type"] for element in elements(posts)] == ["static_select"]
    assert titles_in(posts) == [f"Choice {number}" for number in range(count)]
    assert problems(posts) == []


def test_more_than_a_hundred_choices_are_several_menus() -> None:
    posts = render(message("Which?", [f"Choice {number}" for number in range(250)]))
    assert [len(element["options"]) for element in elements(posts)] == [100, 100, 50]
    assert [element["placeholder"]["text"] for element in elements(posts)][2] == "Choose: 201 to 250 of 250"
    assert problems(posts) == []


@pytest.mark.parametrize("count", [3, 8])
def test_titles_that_are_too_long_are_written_out(count: int) -> None:
    titles = [f"{number} " + "and a very long title of a category " * 4 for number in range(count)]
    posts = render(message("Which?", titles))
    written = "\n".join(block["text"]["text"] for post in posts for block in post.blocks if block["type"] == "section")
    assert all(title.strip() in written for title in titles)
    assert titles_in(posts)[0].startswith("1. 0 and a very long title")
    assert all(len(title) <= 75 for title in titles_in(posts))
    assert problems(posts) == []


def test_a_payload_never_leaves_us() -> None:
    posts = render(message("Which?", ["2022", "2023"]))
    assert [element["value"] for element in elements(posts)] == ["0", "1"]
    assert "/2022" not in str(posts)


def test_a_block_says_which_message_it_belongs_to() -> None:
    (post,) = render(message("Which?", ["2022"]))
    assert post.blocks[-1]["block_id"] == "choices:a-1767607200.5"


@pytest.mark.parametrize("length", [4_000, 20_000, 60_000])
def test_a_long_answer_is_split_and_whole(length: int) -> None:
    sentence = "This is what must be done & by whom <soon>. "
    text = "\n\n".join([sentence * 20] * (length // (len(sentence) * 20) + 1))
    posts = render(message(text, ["Go on"]))
    said = "".join(b["text"]["text"] for post in posts for b in post.blocks if b["type"] == "section")
    assert said.count("by whom &lt;soon&gt;.") == text.count("by whom <soon>.")
    assert titles_in(posts[-1:]) == ["Go on"]
    assert titles_in(posts[:-1]) == []
    assert problems(posts) == []


def test_a_hundred_lists_keep_within_fifty_blocks() -> None:
    posts = render(message("\n\n".join("x" * 2500 for _ in range(100))))
    assert max(len(post.blocks) for post in posts) <= 50
    assert problems(posts) == []


def test_small_print_stands_above_and_below() -> None:
    (post,) = render(message("Hello", ["Start"]), lead="**Before:** mind this", hint="Only you see this")
    assert [block["type"] for block in post.blocks] == ["context", "section", "actions", "context"]
    assert post.blocks[0]["elements"][0]["text"] == "*Before:* mind this"


def test_after_a_choice_the_message_shows_it_and_nothing_can_be_pressed() -> None:
    post = as_chosen(message("**Which year?**", ["2022", "2023"]), "2023")
    assert [block["type"] for block in post.blocks] == ["section", "context"]
    assert post.blocks[1]["elements"][0]["text"] == "✓ You chose: *2023*"
    assert problems([post]) == []


def test_in_a_thread_it_shows_who_chose() -> None:
    post = as_chosen(message("Which?", ["2023"]), "2023", "U123")
    assert post.blocks[1]["elements"][0]["text"] == "✓ <@U123> chose: *2023*"


def test_of_a_long_message_only_the_part_with_the_choices_is_replaced() -> None:
    long = message("\n\n".join("y" * 2900 for _ in range(9)), ["Yes"])
    parts = render(long)
    assert len(parts) > 1
    shown = as_chosen(long, "Yes")
    sections = [block for block in parts[-1].blocks if block["type"] == "section"]
    assert [block for block in shown.blocks if block["type"] == "section"] == sections


def test_lapsed_choices_go() -> None:
    post = as_closed(message("Which?", [f"Choice {number}" for number in range(8)]))
    assert [block["type"] for block in post.blocks] == ["section", "context"]
    assert "no longer open" in post.text


def test_blocks_that_are_refused_can_be_said_in_plain_text() -> None:
    (post, *_) = render(message("First.\n\n" + "Second & last. " * 300, ["Yes", "No"]))
    texts = post.texts()
    assert all(len(text) <= 3000 for text in texts)
    assert "".join(texts).count("Second &amp; last.") == 300
    assert texts[-1].endswith("Yes, No")

"""Pictures of every state, for people to look at: build/screenshots/."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from assistant.paths import BUILD
from tests.browser.chat import Chat
from tests.browser.states import every_state

SCREENSHOTS = BUILD / "screenshots"
VIEWS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "desk": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_state_can_be_looked_at_and_is_unlike_the_others(open_chat: Callable[..., Chat], view: str) -> None:
    pictures: dict[str, str] = {}

    def take(chat: Chat, state: str) -> None:
        chat.page.wait_for_timeout(200)  # scrolling and type come to rest
        picture = chat.page.screenshot(path=SCREENSHOTS / f"{view}-{len(pictures) + 1:02}-{state}.png")
        pictures[state] = hashlib.sha256(picture).hexdigest()

    chat = open_chat(**VIEWS[view])
    chat.wait_for_greeting()
    every_state(chat, take)
    assert len(set(pictures.values())) == len(pictures)

"""What becomes of a form that was filled in, where the conversation behind it has gone on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from actions.conversation import Conversation, rulebook
from actions.leas.set_aside import SetAside
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import Post
from assistant.channels.slack.incoming import Submitted
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Target
from assistant.channels.slack.reviewing import REVIEW_VIEW, review_view
from assistant.channels.slack.turns import Turns
from assistant.channels.slack.views import Views
from rules_engine import Facts
from tests.unit.channels.slack.test_reviewing import filled

PLACE = Place("T1", "D1", "U1")
SWITCH = '/switch_lea{"lea": "Cedar"}'


class Talking:
    """A conversation about Oak, with Cedar set aside, in which a switch may come to nothing."""

    def __init__(self, switches: bool) -> None:
        self.stated: list[str] = []
        self.posted: list[str] = []
        self.lea: str | None = "Oak"
        self._switches = switches

    async def interview(self, _: Place) -> Conversation:
        return Conversation(Facts({}, rulebook().vocabulary), lea=self.lea, others=(SetAside("Cedar"),))

    async def state(self, _: Place, payload: str, *__: object) -> bool:
        self.stated.append(payload)
        if payload == SWITCH and self._switches:
            self.lea = "Cedar"
        return self._switches

    async def post(self, _: Target, posts: tuple[Post, ...]) -> bool:
        self.posted += [post.text for post in posts]
        return True


async def submit(talking: Talking, lea: str, moved: Mapping[str, Any] | None = None) -> None:
    """Saves a form about `lea`; `moved` happens before its turn comes."""
    doubles: Any = talking
    turns = Turns()
    view = review_view((await talking.interview(PLACE)).facts, PLACE, lea)
    values = filled(view, monitoring_year="2023")
    await Views(doubles, doubles, turns).submitted(Submitted(PLACE, REVIEW_VIEW, view["private_metadata"], values))
    vars(talking).update(moved or {})
    await turns.drain(5)


async def test_a_form_about_another_lea_is_told_of_that_one() -> None:
    talking = Talking(switches=True)

    await submit(talking, "Cedar")

    assert talking.stated == [SWITCH, '/inform{"monitoring_year": 2023}']


@pytest.mark.parametrize(("lea", "moved"), [("Cedar", {}), ("Oak", {"lea": "Elm"}), ("Oak", {"lea": None})])
async def test_a_form_whose_lea_cannot_be_gone_to_is_told_of_none(lea: str, moved: Mapping[str, Any]) -> None:
    talking = Talking(switches=False)

    await submit(talking, lea, moved)

    assert [one for one in talking.stated if one.startswith("/inform")] == []
    assert talking.posted == [wording.NOT_SAVED]

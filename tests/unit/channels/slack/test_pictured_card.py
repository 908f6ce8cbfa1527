"""The result card in docs/images is the card as it is now."""

from __future__ import annotations

import json

from tests.integration.slack.draw_card import IMAGES, NAME, blocks, page


def test_the_block_kit_in_the_docs_is_current() -> None:
    """After a change of the card or the rules, draw it anew with `python -m tests.integration.slack.draw_card`."""
    assert json.loads((IMAGES / f"{NAME}.json").read_text(encoding="utf-8")) == {"blocks": blocks()}


def test_the_picture_shows_every_block() -> None:
    drawn = page(blocks())
    assert drawn.count("<h1>") == 1
    assert drawn.count("<button>") == 4
    assert "<b>Why</b>" in drawn
    assert (IMAGES / f"{NAME}.png").stat().st_size > 10_000

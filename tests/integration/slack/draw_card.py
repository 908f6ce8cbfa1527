"""Draws docs/images/slack-result-card.png from the Block Kit of a result card, which goes beside it as JSON.

python -m tests.integration.slack.draw_card

Slack's own look is Slack's; this shows what stands where, from the same JSON that Slack gets. It needs Chromium and
two fonts (Debian: chromium, fonts-liberation, fonts-noto-color-emoji).
"""

from __future__ import annotations

import html
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from assistant.channels.slack.blocks import posts
from assistant.channels.slack.card import card, card_buttons
from assistant.paths import ROOT
from rules_engine import Facts, determine, load_rulebook

IMAGES = ROOT / "docs" / "images"
NAME = "slack-result-card"
CHROMIUM = "/usr/bin/chromium"
EXAMPLE = {
    "monitoring_year": 2023,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "elements_not_met": 4,
    "disproportionate_years": 2,
    "intensive_evaluation_percent": "not_ranked",
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": 30,
    "significantly_disproportionate": False,
}
STYLE = """
body { margin: 0; background: #fff; color: #1d1c1d;
  font: 15px/1.47 Lato, "Liberation Sans", Arial, "Noto Color Emoji", sans-serif }
main { width: 640px; padding: 16px 20px 20px 68px; position: relative }
.app { font-weight: 700 }
.app i { font: 400 10px sans-serif; background: #e8e8e8; border-radius: 2px; padding: 1px 3px }
.app span { color: #616061; font-weight: 400; font-size: 12px; margin-left: 6px }
.face { position: absolute; left: 20px; top: 18px; width: 36px; height: 36px; border-radius: 6px; background: #1f4e79;
  color: #fff; font: 700 13px/36px sans-serif; text-align: center }
h1 { font-size: 18px; margin: 6px 0 8px } p { margin: 0 0 10px; white-space: pre-wrap }
a { color: #1264a3; text-decoration: none } hr { border: 0; border-top: 1px solid #ddd; margin: 10px 0 }
small { color: #616061; font-size: 13px; display: block; margin-bottom: 8px }
button { font: 700 13px sans-serif; background: #fff; border: 1px solid #bbb; border-radius: 4px; padding: 6px 12px;
  margin: 2px 8px 0 0; color: #1d1c1d }
"""


def blocks() -> list[dict[str, Any]]:
    """The example's card, with its buttons, as Slack gets it."""
    book = load_rulebook()
    result = determine(Facts.parse(EXAMPLE, book.vocabulary), book.for_year(2023)).to_dict()
    (post,) = posts([*card(result, "Oak Valley Unified"), card_buttons("a-1")])
    return list(post.blocks)


def page(drawn: list[dict[str, Any]]) -> str:
    """The blocks as a page."""
    name = '<div class="face">CIM</div><div class="app">CIM Assistant <i>APP</i><span>10:42 AM</span></div>'
    body = "".join(_block(block) for block in drawn)
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><main>{name}{body}</main>"


def _block(block: dict[str, Any]) -> str:
    kind = block["type"]
    if kind == "header":
        return f"<h1>{html.escape(block['text']['text'])}</h1>"
    if kind == "section":
        return f"<p>{_mrkdwn(block['text']['text'])}</p>"
    if kind == "context":
        return "".join(f"<small>{_mrkdwn(one['text'])}</small>" for one in block["elements"])
    if kind == "actions":
        return "".join(f"<button>{html.escape(one['text']['text'])}</button>" for one in block["elements"])
    return "<hr>"


def _mrkdwn(text: str) -> str:
    """Mrkdwn as HTML; its escapes are HTML's as well."""
    linked = re.sub(r"<((?:https?|mailto):[^|>]+)\|?([^>]*)>", lambda m: f'<a href="{m[1]}">{m[2] or m[1]}</a>', text)
    bold = re.sub(r"\*([^*\n]+)\*", r"<b>\1</b>", linked)
    return re.sub(r"(?<![\w/])_([^_\n]+)_(?!\w)", r"<i>\1</i>", bold)


def main() -> None:
    """Write the JSON and the picture."""
    from playwright.sync_api import sync_playwright

    drawn = blocks()
    (IMAGES / f"{NAME}.json").write_text(json.dumps({"blocks": drawn}, indent=2, ensure_ascii=False) + "\n", "utf-8")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "card.html"
        file.write_text(page(drawn), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 740, "height": 400}, device_scale_factor=1.5)
        tab.goto(file.as_uri())
        tab.locator("main").screenshot(path=IMAGES / f"{NAME}.png")
        browser.close()


if __name__ == "__main__":
    main()

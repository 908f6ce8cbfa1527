"""The page to read, print and save as PDF: its structure, and what it lets in."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from assistant.documents.composing import compose
from assistant.documents.html_writing import CONTENT_SECURITY_POLICY, plain_page, to_html
from rules_engine import Determination
from tests.unit.documents.cases import CASES, NAME, WRITTEN_ON

every_case = pytest.mark.parametrize("result", CASES.values(), ids=CASES.keys())


class Page(HTMLParser):
    """The elements of a page in their order, each with its attributes and the text that stands directly in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[str] = []
        self._open: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._texts.append("")
        if tag not in ("meta", "col", "input"):
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self._texts[self._open[-1]] += data

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> str:
        """The text of the first `tag`."""
        return self._texts[self.tags.index(tag)]


def page(result: Determination, name: str = NAME) -> Page:
    return Page(to_html(compose(result, WRITTEN_ON, name)))


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@every_case
def test_headings_lead_from_the_title_down_without_a_gap(result: Determination) -> None:
    levels = [int(tag[1]) for tag in page(result).tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_case
def test_tables_have_captions_and_their_headings_say_what_they_head(result: Determination) -> None:
    found = page(result)
    assert len(found.all("table")) == len(found.all("caption"))
    assert {heading["scope"] for heading in found.all("th")} == {"col", "row"}
    rows = found.all("tr")
    assert len([heading for heading in found.all("th") if heading["scope"] == "row"]) == len(rows) - len(
        found.all("table")
    )


def test_language_and_title_are_given() -> None:
    found = page(CASES["Targeted 2"])
    assert found.all("html") == [{"lang": "en-US"}]
    assert found.text("title") == f"{NAME} – Targeted Level 2 in monitoring year 2023 – CIM: level and checklist"


@every_case
def test_the_page_needs_nothing_else(result: Determination) -> None:
    """It loads nothing: no image, no file of style or script, no address of its own but links to click."""
    found = page(result)
    assert set(found.tags).isdisjoint({"img", "link", "iframe", "object", "embed", "video", "base"})
    assert all("src" not in attributes for _, attributes in found.elements)
    assert "url(" not in to_html(compose(result, WRITTEN_ON))
    assert "@import" not in to_html(compose(result, WRITTEN_ON))


@every_case
def test_style_and_script_stand_where_a_strict_policy_allows_them(result: Determination) -> None:
    """No attribute runs code or sets style, and the policy in the page allows its two elements by their hashes."""
    found = page(result)
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    assert not [attributes for _, attributes in found.elements if "style" in attributes]
    (policy,) = (meta["content"] for meta in found.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy == CONTENT_SECURITY_POLICY
    assert found.tags.count("style") == found.tags.count("script") == 1
    assert f"style-src {hash_of(found.text('style'))};" in policy
    assert f"script-src {hash_of(found.text('script'))};" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@every_case
def test_every_number_of_a_source_leads_to_it(result: Determination) -> None:
    found = page(result)
    places = {f"#{attributes['id']}" for _, attributes in found.elements if "id" in attributes}
    leads = {link["href"] for link in found.all("a") if str(link["href"]).startswith("#")}
    assert leads == places


@every_case
def test_links_to_other_sites_tell_them_nothing(result: Determination) -> None:
    found = page(result)
    outside = [link for link in found.all("a") if not str(link["href"]).startswith("#")]
    assert outside
    assert all(str(link["href"]).startswith("https://") for link in outside)
    assert all(link["rel"] == "noopener noreferrer" for link in outside)
    assert {"name": "referrer", "content": "no-referrer"} in found.all("meta")


@every_case
def test_every_box_says_what_it_is_for(result: Determination) -> None:
    boxes = page(result).all("input")
    assert len(boxes) == len({box["aria-label"] for box in boxes})
    assert all(box["type"] == "checkbox" for box in boxes)


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title></head>", "&lt;b&gt;", "'--><!--"],
)
def test_a_name_is_text_and_nothing_else(name: str) -> None:
    found = page(CASES["Targeted 2"], name)
    plain = page(CASES["Targeted 2"])
    assert found.tags == plain.tags
    assert found.text("bdi") == name


def test_a_plain_page_is_of_the_same_kind_and_escapes_what_it_says() -> None:
    found = Page(plain_page("Gone", "<b>gone</b>"))
    assert found.all("html") == [{"lang": "en-US"}]
    assert not found.all("b")


@every_case
def test_the_same_document_gives_the_same_page(result: Determination) -> None:
    document = compose(result, WRITTEN_ON, NAME)
    assert to_html(document) == to_html(document)

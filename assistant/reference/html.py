"""The pages of the reference as HTML: each stands alone, with its style in it, and works without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from markdown_it import MarkdownIt

from assistant.reference.markdown import slug

__all__ = ["html_pages"]

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 90rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
h1, h2, h3 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: .4rem .6rem; text-align: left; vertical-align: top; }
th { background: #8882; }
a:focus-visible { outline: 3px solid; }
"""
_PAGE: Final = """<!doctype html>
<!-- Made by `cim reference` from rules_engine/rulesets. Change the rule sets, not this page. -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""
_PAGE_LINK = re.compile(r"^(?P<name>[\w-]+)\.md(?P<anchor>#.*)?$")


def html_pages(pages: Mapping[str, str]) -> dict[str, str]:
    """The Markdown `pages` as HTML, by file name; the index is `index.html`."""
    return {_html_name(name): _html(text) for name, text in pages.items()}


def _html_name(name: str) -> str:
    return "index.html" if name == "README.md" else f"{name.removesuffix('.md')}.html"


def _html(text: str) -> str:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    without_comment = text.partition("-->\n")[2]
    tokens = markdown.parse(without_comment)
    headings: list[str] = []
    tables: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            headings.append("".join(child.content for child in tokens[at + 1].children or ()))
            token.attrSet("id", slug(headings[-1]))
        if token.type == "table_open":
            tables.append(headings[-1])
        for child in token.children or ():
            href = child.attrGet("href")
            if child.type == "link_open" and isinstance(href, str) and (page := _PAGE_LINK.match(href)):
                child.attrSet("href", _html_name(f"{page['name']}.md") + (page["anchor"] or ""))
    body = markdown.renderer.render(tokens, markdown.options, {})
    for label in tables:
        # A wide table scrolls by itself, by the keyboard too, so that the page doesn't.
        box = f'<div class="wide" tabindex="0" role="group" aria-label="{escape(label)}"><table >'
        body = body.replace("<table>", box, 1)
    body = body.replace("</table>", "</table></div>")
    return _PAGE.format(title=escape(headings[0]), style=_STYLE, body=body)

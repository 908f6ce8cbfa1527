"""The rules as pages that anyone can read, made from the rule sets: Markdown for a code host, HTML for a browser."""

from assistant.reference.files import stale, write
from assistant.reference.html import html_pages
from assistant.reference.pages import pages

__all__ = ["html_pages", "pages", "stale", "write"]

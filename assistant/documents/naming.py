"""What people name: an LEA in a document, and the file that a document is kept in."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rules_engine import Determination

__all__ = ["clean_name", "file_name"]

_LONGEST_PART: Final = 60
"""Characters of a name in a file's name; file systems take about 255 bytes in all."""
_STEERING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows, also outside the name."""


def clean_name(name: str) -> str:
    """`name` in one line, without what can't be shown or would disturb the text around it; it may be empty."""
    kept = (" " if one.isspace() else one for one in name if not _is_unfit(one))
    return " ".join("".join(kept).split())


def _is_unfit(one: str) -> bool:
    """Whether a document can't hold this character, or it steers the text around it."""
    unfit = unicodedata.category(one) in ("Cc", "Cs", "Cn", "Co") and not one.isspace()
    return unfit or one in _STEERING


def file_name(result: Determination, suffix: str, lea: str = "") -> str:
    """A file's name that says what is in it, in letters, digits and hyphens: "cim-2023-targeted-2.docx"."""
    what = {"undetermined": "open", "not_covered": "no-level"}.get(result.status, "")
    parts = ["cim", str(result.ruleset.year), *result.results(), what, _slug(lea)]
    return "-".join(filter(None, parts)) + f".{suffix}"


def _slug(name: str) -> str:
    """The letters and digits of `name`, without accents; other scripts leave nothing."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_PART].strip("-")

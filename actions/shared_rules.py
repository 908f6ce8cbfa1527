"""The rule book that conversations, commands and the API share: the rule sets with the site's own additions."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from rules_engine import RuleBook, load_rulebook

__all__ = ["OVERLAY_VARIABLE", "overlay_file", "rulebook"]

OVERLAY_VARIABLE: Final = "CIM_OVERLAY"
"""The environment variable that names the site's overlay file."""


def overlay_file() -> Path | None:
    """The site's overlay file; None where the environment names none."""
    name = os.environ.get(OVERLAY_VARIABLE)
    return Path(name) if name else None


def rulebook() -> RuleBook:
    """The rule book, its files read as they are asked for."""
    return _rulebook(overlay_file())


@cache
def _rulebook(overlay: Path | None) -> RuleBook:
    return load_rulebook(overlay=overlay)

"""Where things are: what the repository brings, what is built from it, what grows while the assistant runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

__all__ = ["BUILD", "CONFIG", "CREDENTIALS", "DOMAIN", "MODELS", "ROOT", "TRAINING_DATA", "VAR"]

ROOT: Final = Path(__file__).parent.parent
DOMAIN: Final = ROOT / "domain.yml"
CONFIG: Final = ROOT / "config.yml"
CREDENTIALS: Final = ROOT / "credentials.yml"
TRAINING_DATA: Final = ROOT / "data"
BUILD: Final = ROOT / "build"
MODELS: Final = BUILD / "models"
VAR: Final = Path(os.environ.get("CIM_VAR") or ROOT / "var")
"""Conversations and secrets, in another place where CIM_VAR says so. Only who runs the assistant may read them."""

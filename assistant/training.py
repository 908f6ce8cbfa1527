"""Training the language model, and knowing when that is needed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from assistant.paths import CONFIG, DOMAIN, MODELS, ROOT, TRAINING_DATA

__all__ = ["current_model", "train"]

_DEPENDS_ON = (
    CONFIG,
    DOMAIN,
    TRAINING_DATA,
    ROOT / "assistant" / "nlu",
    ROOT / "assistant" / "training.py",
    ROOT / "actions" / "reading",
    ROOT / "actions" / "content" / "en" / "asking.yml",
    ROOT / "actions" / "content" / "en" / "english.yml",
    ROOT / "actions" / "content" / "en" / "lexicon.yml",
    ROOT / "actions" / "content" / "en" / "spelling.yml",
    ROOT / "rules_engine" / "rulesets" / "facts.yaml",
    ROOT / "rules_engine" / "rulesets" / "glossary.yaml",
    ROOT / "requirements" / "runtime.lock",
)
"""Everything that a model is made from. The same files give the same model."""


def current_model() -> Path:
    """Where the model of the files as they are now is, or would be."""
    return MODELS / f"cim-{_fingerprint()}.tar.gz"


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in _files():
        digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for path in _DEPENDS_ON:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in (".py", ".yml", ".yaml"))
        elif path.exists():
            yield path


def train() -> Path:
    """Train a model and return its file; models of earlier states are removed.

    Raises RuntimeError where Rasa gives no model; it has printed why.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from rasa.model_training import train as train_with_rasa

    target = current_model()
    MODELS.mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    os.chdir(ROOT)  # config.yml names our components, which Rasa imports from the working directory
    try:
        result = train_with_rasa(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(TRAINING_DATA)],
            output=str(MODELS),
            force_training=True,
            fixed_model_name=target.name.removesuffix(".tar.gz"),
        )
    finally:
        os.chdir(before)
    if result.model is None or result.code:
        raise RuntimeError(f"Rasa made no model (code {result.code}).")
    for other in MODELS.glob("*.tar.gz"):
        if other != target:
            other.unlink()
    return target

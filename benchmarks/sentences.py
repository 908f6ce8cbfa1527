"""Sentences as directions: those that mean alike point alike. The network all-MiniLM-L6-v2, computed with NumPy.

Its weights come with a package of the contest's environment; nothing of that package is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from scipy.special import erf

from benchmarks.word_pieces import WordPieces

__all__ = ["SentenceEncoder", "encoder"]

Numbers: TypeAlias = "npt.NDArray[np.float32]"

_HEADS: Final = 12
_MOST_PIECES: Final = 128
_AT_ONCE: Final = 64
_EPSILON: Final = 1e-12


class SentenceEncoder:
    """The network with its weights; `folder` holds `model.safetensors` and `vocab.txt`."""

    def __init__(self, folder: Path) -> None:
        self._weights: Mapping[str, Numbers] = load_file(folder / "model.safetensors")
        self._pieces = WordPieces((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())
        self._layers = 1 + max(int(name.split(".")[2]) for name in self._weights if name.startswith("encoder.layer."))

    def encode(self, texts: Sequence[str]) -> Numbers:
        """A row of length 1 for each text: the product of two rows is how alike the texts are."""
        numbers = [self._pieces.of(text, _MOST_PIECES) for text in texts]
        # Texts of one length go through together: none has to be filled up, and nothing to be masked.
        by_length = sorted(range(len(texts)), key=lambda at: len(numbers[at]))
        rows: list[Any] = [None] * len(texts)
        while by_length:
            length = len(numbers[by_length[0]])
            chosen = [at for at in by_length[:_AT_ONCE] if len(numbers[at]) == length]
            del by_length[: len(chosen)]
            for at, row in zip(chosen, self._forward(np.array([numbers[at] for at in chosen])), strict=True):
                rows[at] = row
        return np.array(rows, dtype=np.float32)

    def _forward(self, pieces: npt.NDArray[np.int64]) -> Numbers:
        """The mean of what the last layer makes of the pieces, by text."""
        embedded = (
            self._weights["embeddings.word_embeddings.weight"][pieces]
            + self._weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._normed("embeddings.LayerNorm", embedded)
        for layer in range(self._layers):
            name = f"encoder.layer.{layer}"
            attended = self._linear(f"{name}.attention.output.dense", self._attention(f"{name}.attention.self", state))
            state = self._normed(f"{name}.attention.output.LayerNorm", state + attended)
            inner = _gelu(self._linear(f"{name}.intermediate.dense", state))
            state = self._normed(f"{name}.output.LayerNorm", state + self._linear(f"{name}.output.dense", inner))
        mean: Numbers = state.mean(axis=1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _attention(self, name: str, state: Numbers) -> Numbers:
        query, key, value = (_by_head(self._linear(f"{name}.{part}", state)) for part in ("query", "key", "value"))
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(query.shape[-1]))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        texts, heads, pieces, width = value.shape
        return (weights @ value).transpose(0, 2, 1, 3).reshape(texts, pieces, heads * width)

    def _linear(self, name: str, state: Numbers) -> Numbers:
        result: Numbers = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result

    def _normed(self, name: str, state: Numbers) -> Numbers:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
        result: Numbers = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return result


@lru_cache(maxsize=1)
def encoder(folder: Path) -> SentenceEncoder:
    """The encoder in `folder`, loaded once."""
    return SentenceEncoder(folder)


def _by_head(state: Numbers) -> Numbers:
    texts, pieces, width = state.shape
    return state.reshape(texts, pieces, _HEADS, width // _HEADS).transpose(0, 2, 1, 3)


def _gelu(state: Numbers) -> Numbers:
    result: Numbers = state * np.float32(0.5) * (1 + erf(state / np.sqrt(np.float32(2))))
    return result

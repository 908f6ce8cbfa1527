"""Sentence embeddings computed by hand: word pieces, the network, and what makes sentences alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from benchmarks.environment import sentence_weights
from benchmarks.sentences import SentenceEncoder
from benchmarks.word_pieces import WordPieces

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "plan", "##s", "##ning", "is", "due", "?", "cafe", "日"]
WIDTH, LAYERS = 24, 2


def pieces(text: str, most: int = 20) -> list[str]:
    return [VOCABULARY[number] for number in WordPieces(VOCABULARY).of(text, most)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plans", "the plan ##s"),
        ("planning?", "plan ##ning ?"),
        ("Café", "cafe"),
        ("plant is due", "[UNK] is due"),
        ("日日", "日 日"),
        ("  ", ""),
    ],
)
def test_words_are_cut_into_the_longest_pieces_that_are_known(text: str, expected: str) -> None:
    assert pieces(text) == ["[CLS]", *expected.split(), "[SEP]"]


def test_a_long_text_is_cut_off_and_still_ends() -> None:
    assert pieces("the plan is due", most=4) == ["[CLS]", "the", "plan", "[SEP]"]


@pytest.fixture
def toy(tmp_path: Path) -> SentenceEncoder:
    """A network with the shape of the real one, and weights drawn at random."""
    draw = np.random.default_rng(7)

    def numbers(*shape: int) -> np.ndarray:
        return draw.normal(size=shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": numbers(len(VOCABULARY), WIDTH),
        "embeddings.position_embeddings.weight": numbers(30, WIDTH),
        "embeddings.token_type_embeddings.weight": numbers(2, WIDTH),
    }
    norms, linear = ["embeddings.LayerNorm"], {}
    for layer in (f"encoder.layer.{at}" for at in range(LAYERS)):
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        linear |= {f"{layer}.attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")}
        linear |= {
            f"{layer}.attention.output.dense": (WIDTH, WIDTH),
            f"{layer}.intermediate.dense": (2 * WIDTH, WIDTH),
            f"{layer}.output.dense": (WIDTH, 2 * WIDTH),
        }
    for name in norms:
        weights |= {f"{name}.weight": numbers(WIDTH), f"{name}.bias": numbers(WIDTH)}
    for name, (out, into) in linear.items():
        weights |= {f"{name}.weight": numbers(out, into), f"{name}.bias": numbers(out)}
    save_file(weights, tmp_path / "model.safetensors")
    (tmp_path / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    return SentenceEncoder(tmp_path)


def test_each_text_has_a_row_of_length_one_in_its_place_whatever_stands_beside_it(toy: SentenceEncoder) -> None:
    texts = ["the plan is due", "due?", "plan", "is the plan due", "plans"]
    rows = toy.encode(texts)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)
    for text, row in zip(texts, rows, strict=True):
        assert toy.encode([text])[0] == pytest.approx(row, abs=1e-5)


def test_the_order_of_words_counts(toy: SentenceEncoder) -> None:
    one, other = toy.encode(["the plan is due", "due is plan the"])
    assert one @ other < 0.999


@pytest.mark.skipif(not sentence_weights().exists(), reason="the contest isn't set up: python -m benchmarks pipelines")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("when is the plan due", "deadline for improvement plan"),
        ("what trainings do we have to attend", "which workshops are mandatory for us"),
        ("can I talk to a human", "I want to speak with a real person"),
    ],
)
def test_paraphrases_are_nearer_than_what_is_about_something_else(one: str, other: str) -> None:
    same, paraphrase, unrelated = SentenceEncoder(sentence_weights()).encode([one, other, "how is the weather today"])
    assert same @ paraphrase > 0.4
    assert same @ unrelated < 0.3

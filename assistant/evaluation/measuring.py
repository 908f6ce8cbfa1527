"""Measuring: all held-out messages through the real assistant, and the figures that may not fall."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from rasa.core.agent import Agent

from actions.conversation import rulebook
from assistant.evaluation.figures import NAMES
from assistant.evaluation.judging import Judged, judge
from assistant.evaluation.listening import listen
from assistant.evaluation.messages import HELD_OUT, HeldOut
from assistant.paths import TRAINING_DATA

__all__ = ["RECORDED", "fallen", "measure", "recorded_figures", "seen_in_training"]

RECORDED: Final = HELD_OUT / "recorded.json"
_ROOM: Final = 0.01
_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


async def measure(
    agent: Agent, messages: Sequence[HeldOut], progress: Callable[[int], None] = lambda done: None
) -> list[Judged]:
    """Send each of `messages` to `agent` in its situation, and judge what comes of it."""
    vocabulary = rulebook().vocabulary
    await listen(agent, messages[0])  # the first message pays for what is loaded late; it isn't counted
    judged = []
    for done, message in enumerate(messages, start=1):
        judged.append(judge(message, await listen(agent, message), vocabulary))
        progress(done)
    return judged


def fallen(now: Mapping[str, float], recorded: Mapping[str, float]) -> list[str]:
    """A sentence for each figure that is more than one point below the recorded one."""
    return [
        f"{NAMES[name]}: {now[name]:.1%}, recorded {before:.1%}"
        for name, before in recorded.items()
        if now[name] < before - _ROOM
    ]


def recorded_figures(path: Path = RECORDED) -> dict[str, Any]:
    """What was recorded: `messages`, how many; the `figures` that may not fall; and the `first` ones ever measured."""
    recorded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return recorded


def seen_in_training(messages: Sequence[HeldOut], folder: Path = TRAINING_DATA) -> list[HeldOut]:
    """The messages whose words, punctuation aside, stand in the training data too: "yes", "thanks"."""
    known = {_words(example) for path in folder.rglob("*.yml") for example in _examples(path)}
    return [message for message in messages if _words(message.text) in known]


def _examples(path: Path) -> Iterator[str]:
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", ()):
        for line in str(entry.get("examples", "")).splitlines():
            yield _ANNOTATION.sub(r"\1", line.removeprefix("- "))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w%]+", text.casefold()))

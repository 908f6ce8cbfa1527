"""What every test can use: the trained model, an agent in this process, and a real server.

Rasa is loaded light and once for the whole run, before any test imports a part of it.
"""

from __future__ import annotations

import fcntl
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.paths import BUILD, ROOT
from assistant.rasa_lite import import_rasa_lite

if TYPE_CHECKING:
    from rasa.core.agent import Agent

    from tests.serving import Server

import_rasa_lite()
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it announces its own end, and Rasa imports it
    import pkg_resources  # noqa: F401


@pytest.fixture(scope="session")
def model() -> Path:
    """The model of the files as they are now; trained once where there is none yet."""
    from assistant.training import current_model

    found = current_model()
    if not found.exists():
        BUILD.mkdir(exist_ok=True)
        with (BUILD / "training.lock").open("w") as lock:  # several processes of one run may come here at once
            fcntl.flock(lock, fcntl.LOCK_EX)
            # In a process of its own: training needs the whole of Rasa.
            subprocess.run([sys.executable, "-m", "assistant.cli", "train", "--if-changed"], cwd=ROOT, check=True)
    return found


@pytest.fixture(scope="session")
def agent(model: Path) -> Agent:
    """The real assistant in this process: trained model, real actions, conversations in memory."""
    return _load_agent(model)


@pytest.fixture(scope="session")
def agent_on_disk(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Agent:
    """The same with its conversations on disk, as it is served; long conversations are much faster so."""
    return _load_agent(model, tmp_path_factory.mktemp("conversations") / "conversations.db")


def _load_agent(model: Path, conversations: Path | None = None) -> Agent:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa's libraries warn about one another's age on import
        from rasa.utils.log_utils import configure_structlog

        from assistant.agent import load_agent
        from assistant.conversations import ConversationStore

        configure_structlog(logging.ERROR)
        return load_agent(model, ConversationStore(db=str(conversations)) if conversations else None)


@pytest.fixture(scope="session")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`cim serve` on a free loopback port, with its data in a folder of its own."""
    from tests.serving import Server

    running = Server(tmp_path_factory.mktemp("var"))
    running.start()
    yield running
    running.stop()

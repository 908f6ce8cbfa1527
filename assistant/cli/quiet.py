"""Keeping other people's libraries from talking over our own lines."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

__all__ = ["output_to", "quiet_libraries", "show_own_log"]


def quiet_libraries() -> None:
    """Hide what libraries tell developers: warnings about one another's age, and log lines below errors."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # Libraries change the filters on import, so the warnings are silenced where they would be printed.
    warnings.showwarning = lambda *_, **__: None
    logging.getLogger().setLevel(logging.ERROR)
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)


def show_own_log() -> None:
    """Show our own log lines with their time: they are few, and for who runs the assistant."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("assistant").setLevel(logging.INFO)


@contextmanager
def output_to(file: Path) -> Iterator[None]:
    """Send what is printed in this context into `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as log, redirect_stdout(log), redirect_stderr(log):
        yield

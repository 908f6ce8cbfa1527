"""`cim train`: the language model."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.failures import CommandError
from assistant.cli.quiet import output_to, quiet_libraries

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("train", help="train the language model")
    parser.add_argument("--if-changed", action="store_true", help="only if something that it is made from has changed")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Train, unless the model is current and that was asked."""
    from assistant.paths import BUILD
    from assistant.training import current_model, train

    if options.if_changed and current_model().exists():
        print(f"The language model is up to date ({current_model().name}).")
        return 0
    print("Training the language model; this takes a minute or so ...", flush=True)
    quiet_libraries()
    started, log = time.monotonic(), BUILD / "training.log"
    try:
        with output_to(log):
            model = train()
    except (Exception, SystemExit) as error:
        cause = error.__cause__ or error  # Rasa's own errors say less than what led to them
        raise CommandError(f"The training failed: {cause}. What Rasa said is in {log}.") from error
    print(f"Trained {model.name} in {time.monotonic() - started:.0f} s.")
    return 0

"""The command `cim`. Each command is a module with `add_to(commands)`; none imports Rasa before it has to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from assistant.cli import batch, chat, check, determine, document, evaluate, forget, reference, serve, slack, train
from assistant.cli.failures import CommandError

__all__ = ["main"]

_COMMANDS = (determine, batch, document, check, reference, train, evaluate, serve, chat, slack, forget)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line `arguments` (those of the process by default) and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="cim", description="Levels and duties in California's Compliance and Improvement Monitoring."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except CommandError as error:
        print(f"cim: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: there is nobody to tell
        return 1
    except KeyboardInterrupt:
        return 130
    return code

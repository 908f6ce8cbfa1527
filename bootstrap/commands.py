"""The commands that `make` calls."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bootstrap.engine_alone import check_engine_alone
from bootstrap.environment import Environment
from bootstrap.failures import CommandError, SetupError, explain, explain_os_error
from bootstrap.indexes import pip_files, pip_settings, tool_environment
from bootstrap.layout import Layout
from bootstrap.locks import write_locks
from bootstrap.progress import Progress
from bootstrap.steps import Ledger, run_steps
from bootstrap.webpage import WebPage

HEADING = "Setting up in this folder only (.venv, .tools, build). The first time takes a few minutes."


class Setup:
    """Everything that the commands share."""

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self.layout = Layout(root)
        self.progress = Progress(sys.stderr, self.layout.log)
        self._ledger = Ledger(self.layout.stamps)
        self._home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home() raises where there is none
        cache = None if os.access(self._home, os.W_OK) else self.layout.tools / "cache"
        self.env = tool_environment(environ, pip_settings(environ, pip_files(environ, self._home)), cache)
        self.page = WebPage(self.layout, self.progress, self.env)

    def prepare(self, *, dev: bool) -> None:
        """Bring everything up to date but the trained model."""
        dev_mark = self.layout.stamps / "with-dev-tools"
        # Once there, the tools for tests stay: `make run` must not take away what `make test` has installed.
        dev = dev or dev_mark.exists()
        with self._alone(), self.progress.heading(HEADING):
            self.layout.log.parent.mkdir(parents=True, exist_ok=True)
            self.layout.log.write_text("", encoding="utf-8")
            if dev:
                dev_mark.parent.mkdir(parents=True, exist_ok=True)
                dev_mark.touch()
            run_steps(self._environment(dev=dev).steps(), self._ledger, self.progress)
            run_steps(self.page.steps(), self._ledger, self.progress)

    def train(self) -> None:
        """Train the model if anything that it depends on has changed: `cim` knows what that is."""
        env = {**self.env, "RASA_TELEMETRY_ENABLED": "false"}
        command: list[str | Path] = [self.layout.program("cim"), "train", "--if-changed"]
        with self._alone(), self.progress.step("Language model") as line:
            try:
                said = self.progress.run(command, env=env, cwd=self.layout.root)
            except CommandError as error:
                raise SetupError(explain("Training", error.output), show_log=True) from error
            line.detail = said.strip().splitlines()[-1] if said.strip() else ""

    def lock(self, *, upgrade: bool) -> None:
        """Resolve the locks anew from requirements/*.in."""
        with self._alone():
            run_steps(self._environment(dev=False).steps()[:1], self._ledger, self.progress)
            write_locks(self.layout, self.progress, self.env, upgrade=upgrade)

    def check_engine_alone(self) -> None:
        """Test the rules engine without Rasa on the other Pythons of this machine."""
        with self._alone():
            run_steps(self._environment(dev=False).steps()[:1], self._ledger, self.progress)
            check_engine_alone(self.layout, self.progress, self.env, self._home)

    def _environment(self, *, dev: bool) -> Environment:
        return Environment(self.layout, self.progress, self.env, self._home, dev)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock of this folder: two set-ups at once would write over each other.

        The commands that are started hold it as well: when set-up itself is killed, they may still be writing.
        """
        self.layout.tools.mkdir(parents=True, exist_ok=True)
        with self.layout.lock_file.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.progress.say("Another set-up runs in this folder; waiting for it ...")
                fcntl.flock(file, fcntl.LOCK_EX)
            self.progress.held_file = file.fileno()
            try:
                yield
            finally:
                self.progress.held_file = None


def clean(layout: Layout) -> None:
    """Remove what set-up and training made. Conversations (var/) stay."""
    for path in (layout.environment, layout.tools, layout.root / "build", layout.webchat / "node_modules"):
        shutil.rmtree(path, ignore_errors=True)


def main(arguments: Sequence[str]) -> int:
    """Run a command; return its exit code."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command not in ("run", "npm"):
        _parser().error(f"unknown: {' '.join(rest)}")
    setup = Setup(Path(__file__).resolve().parent.parent, os.environ)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _do(options, rest, setup)
    except SetupError as error:
        sys.stderr.write(f"\n{error}\n")
        if error.show_log and setup.progress.log_tail():
            sys.stderr.write(
                f"\nThe end of {setup.layout.log.relative_to(setup.layout.root)}:\n{setup.progress.log_tail()}\n"
            )
        return 1
    except OSError as error:
        sys.stderr.write(f"\n{explain_os_error(error)}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run the same command again to go on from here.\n")
        return 130


def _do(options: argparse.Namespace, rest: list[str], setup: Setup) -> int:
    if options.command == "clean":
        clean(setup.layout)
    elif options.command == "lock":
        setup.lock(upgrade=options.upgrade)
    elif options.command == "engine":
        setup.check_engine_alone()
    elif options.command == "npm":
        setup.prepare(dev=False)
        npm = [str(setup.layout.node / "npm"), *rest]
        return subprocess.run(npm, cwd=setup.layout.webchat, env=setup.page.npm_environment(), check=False).returncode
    else:
        setup.prepare(dev=options.command == "setup" and options.dev)
        if options.command != "setup" or options.train:
            setup.train()
        if options.command == "run":
            cim = setup.layout.program("cim")
            os.chdir(setup.layout.root)
            os.execv(cim, [str(cim), "serve", *rest])  # noqa: S606  the server takes this process over
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m bootstrap", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    setup = commands.add_parser("setup", help="install everything and build the page")
    setup.add_argument("--dev", action="store_true", help="with the tools for tests and checks")
    setup.add_argument("--train", action="store_true", help="and train the model if anything has changed")
    commands.add_parser("run", help="set up, train and serve; further arguments go to `cim serve`", add_help=False)
    commands.add_parser("npm", help="run npm in webchat/ with the Node.js that set-up found", add_help=False)
    lock = commands.add_parser("lock", help="resolve the locks anew")
    lock.add_argument("--upgrade", action="store_true", help="take newer versions where the inputs allow them")
    commands.add_parser("engine", help="test the rules engine alone on other Pythons")
    commands.add_parser("clean", help="remove what set-up and training made")
    return parser

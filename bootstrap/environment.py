"""The Python side of set-up: uv, Python 3.10, the packages of the lock, and our own packages."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bootstrap import python310
from bootstrap.failures import CommandError, SetupError, explain, require_space
from bootstrap.fingerprint import fingerprint
from bootstrap.layout import Layout
from bootstrap.progress import Progress
from bootstrap.steps import Step

SPACE_NEEDED_MB = 3500

# Installed with the packages and read by nothing that runs: about 220 MB.
_HEADERS = ("tensorflow/include",)
_WITH_OWN_TESTS = (
    *("dask", "h5py", "icalendar", "joblib", "matplotlib", "networkx", "numpy", "preshed", "scipy", "setuptools"),
    *("sklearn", "skops", "spacy", "srsly", "thinc"),
)
_WITH_C_SOURCES = ("preshed", "sklearn", "spacy", "srsly", "thinc")
_C_SOURCES = ("*.c", "*.cpp", "*.h", "*.hh", "*.pyx")


@dataclass(frozen=True)
class Environment:
    """What the steps share."""

    layout: Layout
    progress: Progress
    env: Mapping[str, str]
    home: Path
    dev: bool

    @property
    def lock(self) -> Path:
        return self.layout.requirements / ("dev.lock" if self.dev else "runtime.lock")

    def steps(self) -> list[Step]:
        """uv, Python 3.10, packages, and the project itself, in this order."""
        layout = self.layout
        return [
            Step(
                "uv",
                "Installer (uv)",
                lambda: fingerprint([layout.requirements / "uv.lock"]),
                [layout.uv],
                self._install_uv,
            ),
            Step(
                "python",
                "Python 3.10",
                lambda: fingerprint([], self.env.get(python310.VARIABLE, "")),
                [layout.python310],
                self._find_python,
            ),
            Step(
                "packages",
                "Python packages",
                self._packages_fingerprint,
                [layout.program("python"), layout.program("rasa")],
                self._install_packages,
            ),
            Step(
                "project",
                "This project",
                lambda: fingerprint([layout.root / "pyproject.toml"], self._packages_fingerprint()),
                [layout.program("cim")],
                self._install_project,
            ),
        ]

    def _install_uv(self, unfinished: bool) -> str:
        target = self.layout.tools / "uv.new"
        shutil.rmtree(target, ignore_errors=True)
        lock = self.layout.requirements / "uv.lock"
        install: list[str | Path] = ["install", "--quiet", "--no-deps", "--require-hashes", "--requirement", lock]
        try:
            if self._answers(sys.executable, "-m", "pip", "--version"):
                self._run("Installing uv", sys.executable, "-m", "pip", *install, "--target", target)
            elif self._answers(sys.executable, "-m", "venv", target):
                self._run("Installing uv", target / "bin" / "python", "-m", "pip", *install)
            else:
                raise SetupError(
                    f"{sys.executable} has neither pip nor venv, so nothing can be installed with it. "
                    "Install one of them (Debian and Ubuntu: apt-get install python3-venv), "
                    "then run the same command again."
                )
            if not self._answers(target / "bin" / "uv", "--version"):
                raise SetupError("uv was installed, and it does not run on this machine.", show_log=True)
            shutil.rmtree(self.layout.tools / "uv", ignore_errors=True)
            target.rename(self.layout.tools / "uv")
        finally:
            shutil.rmtree(target, ignore_errors=True)
        return ""

    def _find_python(self, unfinished: bool) -> str:
        python = python310.find(self.env, self.home) or self._python_of_uv() or self._fetch_python()
        link = self.layout.python310
        link.unlink(missing_ok=True)
        link.symlink_to(python)
        return str(python)

    def _python_of_uv(self) -> Path | None:
        """Ask uv, which knows more places. pyenv's shims answer only to a chosen version, and would stop it."""
        env = {**self.env, "PYENV_VERSION": "3.10"}
        command: list[str | Path] = [self.layout.uv, "python", "find", "--no-python-downloads", "3.10"]
        try:
            found = self.progress.run(command, env=env, cwd=self.layout.tools).strip().splitlines()
        except CommandError:
            return None
        return Path(found[-1]) if found and python310.works(Path(found[-1])) else None

    def _fetch_python(self) -> Path:
        folder = self.layout.fetched_pythons
        command: list[str | Path] = [self.layout.uv, "python", "install", "--no-bin", "--install-dir", folder, "3.10"]
        try:
            self.progress.run(command, env=self.env, cwd=self.layout.tools)
        except CommandError as error:
            why = "it could not be downloaded"
            raise SetupError(python310.NOT_FOUND.format(why=why), show_log=True) from error
        for python in folder.glob("cpython-3.10*/bin/python3.10"):
            if python310.works(python):
                return python
        raise SetupError(python310.NOT_FOUND.format(why="the one that was downloaded does not run"))

    def _packages_fingerprint(self) -> str:
        # The path, because scripts in the environment carry it: a folder that was moved is set up anew.
        python = self.layout.python310.resolve()
        return fingerprint(
            [self.lock], str(self.layout.root), str(python), *_HEADERS, *_WITH_OWN_TESTS, *_WITH_C_SOURCES
        )

    def _install_packages(self, unfinished: bool) -> str:
        layout = self.layout
        if unfinished or not self._is_environment_of(layout.python310.resolve()):
            require_space(layout.root, SPACE_NEEDED_MB)
            shutil.rmtree(layout.environment, ignore_errors=True)
            self._run(
                "Making the environment",
                *(layout.uv, "venv", "--python", layout.python310.resolve(), layout.environment),
            )
        self._run(
            "Installing the packages",
            *(layout.uv, "pip", "sync", "--python", layout.program("python"), "--require-hashes", "--compile-bytecode"),
            self.lock,
        )
        packages = self._site_packages()
        prune(packages)
        return f"{len(list(packages.glob('*.dist-info')))} packages"

    def _is_environment_of(self, python: Path) -> bool:
        """Whether the environment is whole, belongs to this Python, and was made in this place."""
        layout = self.layout
        scripts = [layout.program("rasa"), layout.program("python")]
        if not all(path.exists() for path in scripts) or layout.program("python").resolve() != python:
            return False
        first_line = layout.program("rasa").read_text(encoding="utf-8").partition("\n")[0]
        return str(layout.environment) in first_line

    def _install_project(self, unfinished: bool) -> str:
        # Without build isolation: setuptools is in the lock, and a fresh copy would be neither pinned nor offline.
        # Rasa holds `packaging` at a release that setuptools finds too old; setuptools brings its own along.
        env = {**self.env, "PYTHONPATH": str(self._site_packages() / "setuptools" / "_vendor")}
        python = self.layout.program("python")
        command: list[str | Path] = [self.layout.uv, "pip", "install", "--python", python, "--offline", "--no-deps"]
        self._run("Installing this project", *command, "--no-build-isolation", "--editable", self.layout.root, env=env)
        return ""

    def _site_packages(self) -> Path:
        return next(self.layout.environment.glob("lib/python3.10/site-packages"))

    def _run(self, what: str, *command: str | Path, env: Mapping[str, str] | None = None) -> None:
        try:
            self.progress.run(command, env=env or self.env, cwd=self.layout.root)
        except CommandError as error:
            raise SetupError(explain(what, error.output), show_log=True) from error

    def _answers(self, *command: str | Path) -> bool:
        try:
            self.progress.run(command, env=self.env, cwd=self.layout.root)
        except (CommandError, OSError):
            return False
        return True


def prune(packages: Path) -> None:
    """Remove what packages carry along and nothing reads when they run: headers, C sources, their own tests."""
    for name in _HEADERS:
        shutil.rmtree(packages / name, ignore_errors=True)
    for name in _WITH_OWN_TESTS:
        for folder in [path for path in (packages / name).rglob("tests") if path.is_dir()]:
            shutil.rmtree(folder, ignore_errors=True)
    for name in _WITH_C_SOURCES:
        for pattern in _C_SOURCES:
            for path in (packages / name).rglob(pattern):
                path.unlink()

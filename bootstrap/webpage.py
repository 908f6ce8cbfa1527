"""The browser side of set-up: Node.js, the page's packages, the built page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap import node
from bootstrap.failures import CommandError, SetupError, explain
from bootstrap.fingerprint import fingerprint, sources_under
from bootstrap.layout import Layout
from bootstrap.progress import Progress
from bootstrap.steps import Step

_NOT_SOURCES = frozenset({"node_modules", "coverage"})


@dataclass(frozen=True)
class WebPage:
    """What the steps share."""

    layout: Layout
    progress: Progress
    env: Mapping[str, str]

    def steps(self) -> list[Step]:
        """Node.js, the page's packages, the page, in this order; none where there is no page to build."""
        layout = self.layout
        if not (layout.webchat / "package.json").exists():
            return []
        manifests = [layout.webchat / "package.json", layout.webchat / "package-lock.json"]
        return [
            Step(
                "node",
                "Node.js",
                lambda: fingerprint([layout.requirements / "node.lock"], str(layout.root)),
                [layout.node / "node", layout.node / "npm"],
                self._provide_node,
            ),
            Step(
                "page-packages",
                "Web page: packages",
                lambda: fingerprint(manifests, str(layout.root)),
                [layout.webchat / "node_modules"],
                self._install_packages,
            ),
            Step(
                "page",
                "Web page: build",
                lambda: fingerprint(sources_under(layout.webchat, without=_NOT_SOURCES)),
                [layout.page],
                self._build,
            ),
        ]

    def npm_environment(self) -> dict[str, str]:
        """An environment in which `npm` and `node` are the ones that set-up found."""
        path = self.env.get("PATH", os.defpath)
        return {**self.env, "PATH": f"{self.layout.node}{os.pathsep}{path}"}

    def _provide_node(self, unfinished: bool) -> str:
        found = node.find(self.env)
        if found is None:
            self._install_node()
            found = node.in_wheel(self.layout.node_wheel)
        node.link(found, self.layout.node)
        return f"{found.node} {found.version}"

    def _install_node(self) -> None:
        folder = self.layout.node_wheel
        shutil.rmtree(folder, ignore_errors=True)
        lock = self.layout.requirements / "node.lock"
        python = self.layout.python310.resolve()
        command: list[str | Path] = [self.layout.uv, "pip", "install", "--python", python, "--target", folder]
        self._run("Installing Node.js", [*command, "--no-deps", "--require-hashes", "--requirement", lock], self.env)

    def _install_packages(self, unfinished: bool) -> str:
        # No install scripts: none of the packages needs one, and a script could do anything.
        command: list[str | Path] = [
            self.layout.node / "npm",
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
        ]
        self._run("Installing the page's packages", command, self.npm_environment())
        return ""

    def _build(self, unfinished: bool) -> str:
        self._run("Building the page", [self.layout.node / "npm", "run", "build"], self.npm_environment())
        return str(self.layout.page.parent.relative_to(self.layout.root))

    def _run(self, what: str, command: Sequence[str | Path], env: Mapping[str, str]) -> None:
        try:
            self.progress.run(command, env=env, cwd=self.layout.webchat)
        except CommandError as error:
            raise SetupError(explain(what, error.output), show_log=True) from error

"""Where set-up puts things. All of it is inside the project's folder and left out of git."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    root: Path

    @property
    def tools(self) -> Path:
        """What set-up itself needs: uv, Node, a fetched Python, stamps."""
        return self.root / ".tools"

    @property
    def stamps(self) -> Path:
        return self.tools / "stamps"

    @property
    def lock_file(self) -> Path:
        """Held while set-up runs, so that two calls at once don't write over each other."""
        return self.tools / "lock"

    @property
    def uv(self) -> Path:
        return self.tools / "uv" / "bin" / "uv"

    @property
    def python310(self) -> Path:
        """A link to the Python 3.10 that was found."""
        return self.tools / "python3.10"

    @property
    def fetched_pythons(self) -> Path:
        return self.tools / "pythons"

    @property
    def node(self) -> Path:
        """A folder with `node` and `npm`, to be put first on the path."""
        return self.tools / "node"

    @property
    def node_wheel(self) -> Path:
        return self.tools / "node-wheel"

    @property
    def requirements(self) -> Path:
        return self.root / "requirements"

    @property
    def environment(self) -> Path:
        return self.root / ".venv"

    @property
    def log(self) -> Path:
        return self.root / "build" / "setup.log"

    @property
    def webchat(self) -> Path:
        return self.root / "webchat"

    @property
    def page(self) -> Path:
        return self.root / "build" / "webchat" / "index.html"

    def program(self, name: str) -> Path:
        """A command of the environment, such as `cim` or `rasa`."""
        return self.environment / "bin" / name

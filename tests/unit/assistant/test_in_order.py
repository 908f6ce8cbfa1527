"""Running a graph node by node gives what Rasa's own runner gives."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from assistant.in_order import InOrderRunner


class Joined(GraphComponent):
    """Joins its name to what it is given."""

    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    def create(cls, config: dict[str, Any], **_: Any) -> Joined:
        return cls(config["name"])

    def run(self, text: str, other: str = "") -> str:
        return f"{self.name}({text}{',' + other if other else ''})"


def node(name: str, is_target: bool = False, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Joined, "create", "run", {"name": name}, is_target=is_target)


SCHEMA = GraphSchema(
    {
        "last": node("last", is_target=True, text="left", other="right"),
        "left": node("left", text="first"),
        "right": node("right", text="first"),
        "first": node("first", text="message"),
        "aside": node("aside", is_target=True, text="message"),
    }
)


def runner(kind: type[DaskGraphRunner]) -> DaskGraphRunner:
    return kind(SCHEMA, None, ExecutionContext(SCHEMA))


@pytest.mark.parametrize("targets", [None, ["last"], ["aside"], ["right", "last"]])
def test_every_target_comes_out_the_same(targets: list[str] | None) -> None:
    inputs = {"message": "hi"}
    ours = runner(InOrderRunner)

    expected = runner(DaskGraphRunner).run(inputs=inputs, targets=targets)

    assert ours.run(inputs=inputs, targets=targets) == expected
    assert ours.run(inputs=inputs, targets=targets) == expected


def test_an_input_may_not_have_the_name_of_a_node() -> None:
    with pytest.raises(GraphRunError, match="first"):
        runner(InOrderRunner).run(inputs={"first": "hi"})

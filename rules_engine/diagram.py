"""Decision diagrams: a rule set's conditions, compiled over the whole space of facts.

A diagram is a graph of questions without a repeated part. Each node asks one fact; each of the fact's bands
leads on to a node or to a verdict. Because it holds *every* combination of facts, it answers exactly what
would otherwise need enumeration: which verdicts are still possible, which facts can still change the verdict,
and whether some combination ends without one. (Multi-valued decision diagrams, after Bryant 1986.)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from rules_engine.axis import Axis
from rules_engine.condition import AnyOf, Condition, Masks, Test

__all__ = ["Diagram", "Truth"]

V = TypeVar("V", bound=Hashable)

Truth: TypeAlias = tuple[bool, ...]
"""For each condition, whether it holds."""


class _Leaf(NamedTuple):
    """Open: the fact of the axis at `at` must lie in a band of `mask`."""

    at: int
    mask: int


class _Join(NamedTuple):
    """Open: any (else all) of `parts`, each of them open too."""

    is_any: bool
    parts: tuple[Residue, ...]


Residue: TypeAlias = "bool | _Leaf | _Join"
"""What is left of a condition once some facts are fixed."""
State: TypeAlias = "tuple[Residue, ...]"


class _Node(Generic[V]):
    """A question about the axis at `at`; `children[i]` is where band `i` leads."""

    __slots__ = ("at", "children")

    def __init__(self, at: int, children: tuple[_Node[V] | V, ...]) -> None:
        self.at = at
        self.children = children


class Diagram(Generic[V]):
    """The verdict of every combination of facts, over the axes in the order of asking."""

    def __init__(
        self,
        axes: Sequence[Axis],
        conditions: Sequence[Condition],
        verdict: Callable[[Truth], V],
        settle: Callable[[State], State] = lambda state: state,
    ) -> None:
        """Compile `conditions`. `verdict` gives the verdict for their truth values; `settle` may turn conditions
        that can no longer change the verdict into False, which keeps the diagram small.
        """
        self._sizes = [len(axis.bands) for axis in axes]
        position = {axis.spec.id: at for at, axis in enumerate(axes)}
        bits = {axis.spec.id: axis for axis in axes}
        state = settle(tuple(_residue(condition, position, bits) for condition in conditions))
        self._built: dict[tuple[int, State], _Node[V] | V] = {}
        self._unique: dict[tuple[int, tuple[int | V, ...]], _Node[V]] = {}
        self.root = self._build(0, state, verdict, settle)
        self._built.clear()

    def _build(
        self, at: int, state: State, verdict: Callable[[Truth], V], settle: Callable[[State], State]
    ) -> _Node[V] | V:
        if all(isinstance(residue, bool) for residue in state):
            return verdict(tuple(residue is True for residue in state))
        key = (at, state)
        if key not in self._built:
            children = tuple(
                self._build(at + 1, settle(tuple(_fix(residue, at, band) for residue in state)), verdict, settle)
                for band in range(self._sizes[at])
            )
            self._built[key] = _shared(at, children, self._unique)
        return self._built[key]

    def verdicts(self, masks: Masks) -> frozenset[V]:
        """The verdicts that are possible where each fact lies in one of the bands of its mask."""
        node = self.root
        while isinstance(node, _Node):
            mask = masks[node.at]
            if mask & (mask - 1):
                break
            node = node.children[mask.bit_length() - 1]
        else:
            return frozenset((node,))
        return frozenset(self._reach(node, masks, set()))

    def _reach(self, node: _Node[V] | V, masks: Masks, seen: set[int]) -> Iterator[V]:
        if not isinstance(node, _Node):
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            for child in _allowed(node, masks):
                yield from self._reach(child, masks, seen)

    def deciding(self, masks: Masks) -> frozenset[int]:
        """The positions of the axes that the verdict still depends on, given `masks`.

        Exact: an axis is in it if and only if two bands of its mask lead, for some choice of the other facts, to
        different verdicts.
        """
        found: set[int] = set()
        stack = [self._restrict(self.root, masks, {}, {})]
        seen: set[int] = set()
        while stack:
            node = stack.pop()
            if isinstance(node, _Node) and id(node) not in seen:
                seen.add(id(node))
                found.add(node.at)
                stack.extend(node.children)
        return frozenset(found)

    def _restrict(
        self,
        node: _Node[V] | V,
        masks: Masks,
        done: dict[int, _Node[V] | V],
        unique: dict[tuple[int, tuple[int | V, ...]], _Node[V]],
    ) -> _Node[V] | V:
        if not isinstance(node, _Node):
            return node
        if id(node) not in done:
            children = tuple(self._restrict(child, masks, done, unique) for child in _allowed(node, masks))
            done[id(node)] = _shared(node.at, children, unique)
        return done[id(node)]

    def example(self, verdict: V) -> Mapping[int, int] | None:
        """One combination that ends in `verdict`, as the band of each axis on the way to it; None if none does."""

        def search(node: _Node[V] | V) -> dict[int, int] | None:
            if not isinstance(node, _Node):
                return {} if node == verdict else None
            for band, child in enumerate(node.children):
                if id(child) not in dead:
                    rest = search(child)
                    if rest is not None:
                        return {node.at: band, **rest}
            dead.add(id(node))
            return None

        dead: set[int] = set()
        return search(self.root)


def _allowed(node: _Node[V], masks: Masks) -> list[_Node[V] | V]:
    mask = masks[node.at]
    return [child for band, child in enumerate(node.children) if mask >> band & 1]


def _shared(
    at: int, children: tuple[_Node[V] | V, ...], unique: dict[tuple[int, tuple[int | V, ...]], _Node[V]]
) -> _Node[V] | V:
    """The one node with these children; where they are all the same, that child: the question doesn't matter."""
    if all(child == children[0] for child in children):
        return children[0]
    key = (at, tuple(id(child) if isinstance(child, _Node) else child for child in children))
    if key not in unique:
        unique[key] = _Node(at, children)
    return unique[key]


def _residue(condition: Condition, position: Mapping[str, int], axes: Mapping[str, Axis]) -> Residue:
    if isinstance(condition, Test):
        return _Leaf(position[condition.fact], axes[condition.fact].bits_accepted(condition.accepts))
    parts = [_residue(part, position, axes) for part in condition.parts]
    return _joined(isinstance(condition, AnyOf), parts)


def _joined(is_any: bool, parts: Sequence[Residue]) -> Residue:
    """Any or all of `parts`, settled as far as they settle it."""
    left = tuple(part for part in parts if not isinstance(part, bool))
    if is_any in parts:
        return is_any
    if not left:
        return not is_any
    return left[0] if len(left) == 1 else _Join(is_any, left)


def _fix(residue: Residue, at: int, band: int) -> Residue:
    """`residue` with the fact of the axis at `at` in `band`."""
    if isinstance(residue, bool):
        return residue
    if isinstance(residue, _Leaf):
        return residue if residue.at != at else bool(residue.mask >> band & 1)
    return _joined(residue.is_any, [_fix(part, at, band) for part in residue.parts])

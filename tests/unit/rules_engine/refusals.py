"""What the specifications of rule files share: how a refused file is looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules_engine import RuleBook, RuleSetError

Edit = Callable[..., RuleBook]
"""`edited(old, new, file)`: the rule book in which `old` stands replaced by `new`, once."""
TARGETED_2_WHEN = 'when: {elements_not_met: "3+"}'


def refusal(book: RuleBook) -> RuleSetError:
    """The error with which some part of `book` is refused."""
    with pytest.raises(RuleSetError) as refused:
        _ = book.vocabulary, book.sources, book.conflicts, book.glossary, book.for_year(2023)
    return refused.value


def place(error: RuleSetError) -> str:
    """Where it is wrong, without the line."""
    return error.path.rpartition(" (line ")[0]

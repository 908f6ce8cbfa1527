"""Picking one of several choices with the arrow keys, while a line can be typed all the same."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit.application import get_app
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, has_focus
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from assistant.channels.messages import Choice

__all__ = ["Picking"]


class Picking:
    """The list of choices above the line that is typed. `chosen` is the one at which the arrow keys stand."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self.chosen: int | None = None

    def prompt(self) -> StyleAndTextTuples:
        """What stands above and before the typed line; drawn anew after each key."""
        lines: StyleAndTextTuples = []
        for at, choice in enumerate(self._choices):
            here = at == self.chosen
            lines.append(("reverse" if here else "", f"{'›' if here else ' '} #{at + 1} {choice.title}"))
            lines.append(("", "\n"))
        return [*lines, ("bold", "> ")]

    def keys(self) -> KeyBindings:
        """The keys that pick. They do so only while nothing is typed; in a typed line they move as always."""
        keys = KeyBindings()

        @Condition
        def nothing_typed() -> bool:
            return bool(self._choices) and not get_app().current_buffer.text

        @keys.add("down", filter=nothing_typed)
        def down(_: KeyPressEvent) -> None:
            self.chosen = 0 if self.chosen is None else (self.chosen + 1) % len(self._choices)

        @keys.add("up", filter=nothing_typed)
        def up(_: KeyPressEvent) -> None:
            self.chosen = ((self.chosen or 0) - 1) % len(self._choices)

        @keys.add("escape", filter=nothing_typed, eager=True)
        def let_go(_: KeyPressEvent) -> None:
            self.chosen = None

        @keys.add("enter", filter=has_focus(DEFAULT_BUFFER))
        def done(event: KeyPressEvent) -> None:
            if event.current_buffer.text.strip() or self.chosen is not None:
                event.current_buffer.validate_and_handle()

        return keys

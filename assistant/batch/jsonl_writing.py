"""Answers as JSON lines: one object a row, with its facts and the whole determination in the keys of the contract."""

from __future__ import annotations

import json
from typing import IO

from assistant.batch.columns import Layout
from assistant.batch.determining import Answered

__all__ = ["JsonAnswers"]


class JsonAnswers:
    """Writes answered rows to a stream; their answers must be in full."""

    def __init__(self, stream: IO[str], layout: Layout) -> None:
        self._stream = stream
        self._kept = [column.heading for column in layout.kept]

    def write(self, row: Answered) -> None:
        """Write one row."""
        kept = dict(zip(self._kept, row.kept, strict=True))
        head = json.dumps({"row": row.row, "kept": kept}, ensure_ascii=False)
        # The rest of the object is JSON already.
        self._stream.write(f"{head[:-1]}, {row.answer.in_full[1:]}\n")

"""Many LEAs at once: a sheet with one LEA a row, answered row by row.

`open_sheet` reads it, `RowDeterminer` answers, `file_sink` and `stream_sink` write, `Tally` counts. Only one row is
held at a time, apart from bounded caches; reading and writing are the only edges.
"""

from assistant.batch.about import column_lines
from assistant.batch.columns import YEAR, Column, Layout, LayoutError, match_headings
from assistant.batch.determining import Answered, Problem, Refused, RowDeterminer
from assistant.batch.reading import open_sheet
from assistant.batch.sheet import Row, Sheet, SheetError
from assistant.batch.tally import Tally
from assistant.batch.wording import Wording, WordingError, load_wording
from assistant.batch.writing import KINDS, Origin, Sink, file_sink, in_full, refused_beside, stream_sink

__all__ = [
    "KINDS",
    "YEAR",
    "Answered",
    "Column",
    "Layout",
    "LayoutError",
    "Origin",
    "Problem",
    "Refused",
    "Row",
    "RowDeterminer",
    "Sheet",
    "SheetError",
    "Sink",
    "Tally",
    "Wording",
    "WordingError",
    "column_lines",
    "file_sink",
    "in_full",
    "load_wording",
    "match_headings",
    "open_sheet",
    "refused_beside",
    "stream_sink",
]

"""Tables of answers as a terminal shows them, which rich draws: 乡镇 | 现有集群数."""

from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kg.queries import Rows
from kg.views.tables import numbers, readable
from kg.views.wording import Lang

_NARROWEST = 14  # what a column needs to be read, where its cells are longer
_GAP = 2  # between two columns


def table(rows: Rows, lang: Lang, width: int | None = 80) -> RenderableType:
    """An answer in so many columns, without IRIs, codes (`…_id`) and empty columns, figures with their unit (142亿元).

    Without a width each row is one line, as wide as that may be. Rows of more columns than fit are shown one below the
    other.
    """
    labels, cells = readable(rows, lang)
    columns = [[label, *(row[at] for row in cells)] for at, label in enumerate(labels)]
    right = numbers(rows, lang)
    widest = [max(map(cell_len, column)) for column in columns]
    if width is not None and sum(min(each, _NARROWEST) + _GAP for each in widest) > width:
        return _records(labels, cells)
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    for label, each in zip(labels, widest, strict=True):
        justify: Literal["right", "left"] = "right" if label in right else "left"
        least = each if width is None else min(each, _NARROWEST)
        drawn.add_column(Text(label), overflow="fold", justify=justify, min_width=least)
    for row in cells:
        drawn.add_row(*map(Text, row))
    return drawn


def _records(labels: list[str], cells: list[list[str]]) -> RenderableType:
    """Each row as a block, a line for every cell that is not empty."""
    wide = max(map(cell_len, labels))
    blocks: list[RenderableType] = []
    for row in cells:
        block = Table.grid(padding=(0, _GAP, 0, 0))
        block.add_column(style="dim", width=wide)
        block.add_column(overflow="fold")
        for label, cell in zip(labels, row, strict=True):
            if cell:
                block.add_row(Text(label), Text(cell))
        blocks += [Text(""), block] if blocks else [block]
    return Group(*blocks)

"""What rich lays out on the terminal: tables, trees, accounts of a thing."""

import re
import sys

import click
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.segment import Segment, Segments

from kg.views.cells import steady

_WIDEST = 1_000_000


def draw(said: RenderableType, *, err: bool = False) -> None:
    """Prints what rich lays out, without the spaces that pad its lines; nothing steers the terminal."""
    console = Console(width=_room(said), highlight=False, markup=False, emoji=False)
    with console.capture() as laid_out:
        parts = (Segment(steady(part.text), part.style, part.control) for part in console.render(said))
        console.print(Segments(parts), end="")
    styled = console.color_system is not None
    click.echo(re.sub(" +$", "", laid_out.get(), flags=re.MULTILINE), nl=False, err=err, color=styled)


def width() -> int | None:
    """The columns of the terminal; None where there is none."""
    return Console().width if sys.stdout.isatty() else None


def _room(said: RenderableType) -> int | None:
    """The width of the terminal, which rich finds; where there is none, that of the longest line: what is not looked at
    is searched."""
    if sys.stdout.isatty():
        return None
    wide = Console(width=_WIDEST)
    return Measurement.get(wide, wide.options, said).maximum + 1

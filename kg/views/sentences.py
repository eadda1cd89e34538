"""A sentence for the eye, its quote apart: “该县伞业的【骨干企业有华阳伞业公司】等6家。”"""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.text import Text

from kg.evidence import Quoted
from kg.views.cells import clean


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, indented, with its quote bold and underlined, in 【】 where no style is to be seen.

    Behind it stand the report, the place of the quote in its file or text, and how surely it was read.
    """

    said: Quoted
    report: str
    place: str
    sure: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The sentence for a terminal or for a file."""
        yield self._line(console)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Its width, without which a page that holds it would be as wide as any may be."""
        return Measurement.get(console, options, self._line(console))

    def _line(self, console: Console) -> Padding:
        before, quote, after = map(clean, (self.said.before, self.said.quote, self.said.after))
        opened, style, closed = ("", "bold underline", "") if console.color_system else ("【", "", "】")
        line = Text(f"“{before}", style="italic").append(f"{opened}{quote}{closed}", style=style).append(f"{after}”")
        where = "  ".join(filter(None, (f"{clean(self.report)} {clean(self.place)}", self.sure)))
        line.append(f"  {where}", style="not italic dim")
        return Padding(line, (0, 0, 0, 4))

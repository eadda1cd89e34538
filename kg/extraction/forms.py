"""Names as a text may write them, found in it in one pass however many there are."""

from collections.abc import Iterator

from kg.grammar.engine import Span
from kg.lexicon import Words
from kg.model import Entity


class Forms(dict[str, Entity]):
    """Things by the forms of their names, in the order in which they became known; a form stays the first thing's."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words()
        self.order: list[Entity] = []

    def setdefault(self, form: str, thing: Entity) -> Entity:
        """The thing of that form, which is `thing` if it was none's."""
        if form not in self:
            self[form] = thing
            self._words.add(form)
            self.order.append(thing)
        return self[form]

    def within(self, text: str) -> Iterator[tuple[Span, Entity]]:
        """Each thing that a text names, by the longest form at each place, none within another."""
        for start, end in self._words.within(text):
            yield Span(text[start:end], start, end), self[text[start:end]]


class Cores:
    """The cores of the clusters that were told of, in the order in which they were."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self._known: set[str] = set()

    def __contains__(self, core: str) -> bool:
        return core in self._known

    def add(self, core: str) -> None:
        """Makes a core told of."""
        if core not in self._known:
            self._known.add(core)
            self.order.append(core)

"""Names as a text may write them, found in it in one pass however many there are."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.grammar.engine import Span
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


class Words:
    """Words to be found in texts, by what they begin with and how long they are."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        self._lengths: dict[str, list[int]] = {}
        for word in words:
            self.add(word)

    def add(self, word: str) -> None:
        """Makes a word one of them; the empty word is none."""
        if word and word not in self._known:
            self._known.add(word)
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
                lengths.sort(reverse=True)

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """The longest word at each place of a text, none within another."""
        last = 0
        for at, head in enumerate(text):
            for size in self._lengths.get(head, ()) if at >= last else ():
                if at + size <= len(text) and text[at : at + size] in self._known:
                    yield at, at + size
                    last = at + size
                    break

    def counts(self, text: str) -> Counter[str]:
        """How often each word stands in a text, counted apart from the others."""
        found: Counter[str] = Counter()
        ends: dict[str, int] = {}
        for at, head in enumerate(text):
            for size in self._lengths.get(head, ()):
                word = text[at : at + size]
                if word in self._known and ends.get(word, 0) <= at:
                    ends[word] = at + size
                    found[word] += 1
        return found

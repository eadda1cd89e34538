"""The words of a cell, run by run: marks of notes and what is struck through are left out."""

from kg.reading.raised import raised


class Runs:
    """The runs of one cell after another as they are met."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._left_out = False

    def add(self, words: str, *, above: bool = False, struck: bool = False) -> None:
        """Words behind those before; `above` the line, or `struck` through."""
        if struck:
            self._left_out = self._left_out or bool(words.strip())
        else:
            before = "".join(self._pieces[-2:])
            self._pieces.append(raised(before, words) if above and before else words)

    def told(self) -> tuple[str, bool]:
        """All words since the last time, and whether some were struck through."""
        told = "".join(self._pieces), self._left_out
        self._pieces, self._left_out = [], False
        return told

"""A file of reports → documents: frozen text with its headings, paragraphs and table rows, and where each stands."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.errors import InputError
from kg.messages import Words
from kg.model import Document, Locus
from kg.reading.archives import members
from kg.reading.files import File, taken
from kg.reading.formats import format_of, manuscript
from kg.reading.front import front
from kg.reading.layout import passages
from kg.reading.reports import parts


def read(path: Path) -> list[Document]:
    """The reports of a file, in its order. InputError, naming the file and the place, if it cannot be read."""
    return documents(taken(path))


def files(path: Path, errors: list[Words], passed: list[str]) -> Iterator[File]:
    """A file, or those in it if it is an archive; what is wrong with one goes to `errors`, and what holds no report to
    `passed`."""
    yield from unpacked(partial(taken, path), errors, passed)


def unpacked(take: Callable[[], File], errors: list[Words], passed: list[str]) -> Iterator[File]:
    """What `files` gives, of a file that is taken in another way."""
    try:
        file = take()
        if format_of(file) != "archive":
            yield file
            return
    except InputError as error:
        errors.append(error.words)
        return
    yield from members(file, errors, passed)


def documents(file: File) -> list[Document]:
    """The reports that a file holds, in its order. InputError, naming the file and the place, if it cannot be read."""
    kind = format_of(file)
    if kind == "archive":
        raise file.wrong("file_archive")
    found = []
    script = manuscript(file, kind)
    whole = script.text
    of_all = front(whole)
    at = len(whole) - len(of_all.text) if of_all.place else 0
    for part in parts(file.stem, of_all.text):
        own = front(part.text)
        if not own.text.strip():
            raise file.wrong("file_empty")
        title, told = passages(own.text, whole=script.whole)
        begins = max(whole.find(part.text, at), 0)
        place = (own.place, own.line + whole.count("\n", 0, begins)) if own.place else (of_all.place, of_all.line)
        found.append(
            Document(
                *(part.slug, file.name, title, own.text, told, *place, kind, script.pages),
                loci=_loci(script.loci, begins, part.text, own.text),
                imprint=script.imprint,
                notes=script.notes,
                asides=script.asides,
            )
        )
    return found


def _loci(loci: Sequence[Locus], begins: int, part: str, own: str) -> tuple[Locus, ...]:
    """Where a report of a file stands: the loci from `begins` on, moved to what is left of it without its front."""
    if not loci:
        return ()
    same = next((at for at, (one, other) in enumerate(zip(part, own, strict=False)) if one != other), len(own))
    cut = len(part) - len(own)
    first = max(bisect_right(loci, begins, key=lambda locus: locus.start) - 1, 0)
    found: dict[int, Locus] = {}
    for locus in loci[first:]:
        start = max(locus.start - begins, 0)
        if start >= len(part):
            break
        start = start if start < same else max(start - cut, same)
        found[start] = replace(locus, start=start)
    return tuple(found.values())

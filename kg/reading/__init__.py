"""A file of reports → documents: frozen text with its headings, paragraphs and table rows."""

from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError
from kg.model import Document
from kg.reading.files import File, taken
from kg.reading.front import front
from kg.reading.layout import passages
from kg.reading.markdown import read_markdown
from kg.reading.plain import read_text
from kg.reading.reports import parts

# What turns a file of each kind into text; headings and tables of other formats are written as Markdown in it.
_READERS: dict[str, Callable[[File], str]] = {".markdown": read_markdown, ".md": read_markdown, ".txt": read_text}


def read(path: Path) -> list[Document]:
    """The reports of a file, in its order. InputError, naming the file and the place, if it cannot be read."""
    return documents(source(path))


def source(path: Path) -> File:
    """A file of a kind that is read, with its bytes. InputError, naming it, if it is none or cannot be opened."""
    return taken(path, _READERS)


def documents(file: File) -> list[Document]:
    """The reports that a file holds, in its order. InputError, naming the file and the place, if it cannot be read."""
    found = []
    whole = _READERS[file.ending](file)
    of_all = front(whole)
    at = len(whole) - len(of_all.text) if of_all.place else 0
    for part in parts(file.stem, of_all.text):
        own = front(part.text)
        if not own.text.strip():
            raise InputError(f"{file.path}: the file is empty. Give a report with text in it.")
        title, told = passages(own.text)
        above = whole.count("\n", 0, max(whole.find(part.text, at), 0))
        place = (own.place, own.line + above) if own.place else (of_all.place, of_all.line)
        found.append(Document(part.slug, file.name, title, own.text, told, *place))
    return found

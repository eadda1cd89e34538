"""A file of reports → documents: frozen text with its headings, paragraphs and table rows."""

from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError
from kg.model import Document
from kg.reading.layout import passages
from kg.reading.markdown import read_markdown
from kg.reading.plain import read_text
from kg.reading.reports import parts

# What turns a file of each kind into text; headings and tables of other formats are written as Markdown in it.
_READERS: dict[str, Callable[[Path], str]] = {".markdown": read_markdown, ".md": read_markdown, ".txt": read_text}


def read(path: Path) -> list[Document]:
    """The reports of a file, in its order. InputError, naming the file and the place, if it cannot be read."""
    if path.is_dir():
        raise InputError(f"{path}: this is a folder, not a file. Give the files in it.")
    if not path.exists():
        raise InputError(f"{path}: there is no such file. Check the name.")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise InputError(f"{path}: files of this kind are not read. Give one of: {known}.")
    documents = []
    for part in parts(path.stem, reader(path)):
        title, found = passages(part.text)
        documents.append(Document(part.slug, path.name, title, part.text, found))
    return documents

"""A build for other programs: tables, RDF, graphs, a data cube, nanopublications, a catalogue record.

`kg export FORMAT` writes them. Each format is a function of a module here, named by its code, that takes the folder of
a build or an endpoint and a language and gives the files of the export. The same build gives the same bytes.

Whatever reads them: decimals have at most 18 fractional digits, what is not known is left out rather than written as a
word, a column or an attribute has one type in all rows, and none is called id, value or source, which readers take for
their own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from kg.endpoint.asking import Endpoint
from kg.messages import Lang
from kg.queries import Rows
from kg.views.tables import rows_of
from kg.views.wording import text


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export: its name, and what writes it to an open one."""

    name: str
    write: Callable[[BinaryIO], Any]


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its module, and whether an export has several files, which go into a folder."""

    module: str
    folder: bool = False


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "csv": Form("tables", folder=True),
        "jsonl": Form("tables", folder=True),
        "parquet": Form("tables", folder=True),
        "xlsx": Form("tables"),
        "nquads": Form("rdf"),
        "trig": Form("rdf"),
        "turtle": Form("rdf"),
        "jsonld": Form("jsonld"),
        "rdf12": Form("rdf"),
        "graphml": Form("graphs"),
        "gexf": Form("graphs"),
        "neo4j": Form("neo4j", folder=True),
        "datacube": Form("datacube"),
        "nanopub": Form("nanopub"),
        "dcat": Form("dcat"),
    }
)
"""The formats by code, in the order in which they are listed."""


def exported(code: str, place: Path | Endpoint, lang: Lang) -> Iterable[File]:
    """The files of a build in a format of `FORMS`. InputError if there is no build, or not what the format is made
    of."""
    files: Callable[[Path | Endpoint, Lang], Iterable[File]] = getattr(
        import_module(f"{__name__}.{FORMS[code].module}"), code
    )
    return files(place, lang)


def listing(lang: Lang) -> Rows:
    """A row for each format: its code, what it holds, and whether it is a file or a folder of files."""
    return rows_of(
        ("format", "holds", "written_as"),
        (
            (code, text(f"export_{code}", lang), text("written_folder" if form.folder else "written_file", lang))
            for code, form in FORMS.items()
        ),
    )

"""A folder for `neo4j-admin database import`: nodes and relationships as CSV files, and the command that loads them.

Nodes are the things, each with the labels of its class and the classes above it, the figures that are adopted, and the
reports. A relationship has the type of its property in capitals (LEAD_FIRM); of what is planned that is one of its own
(PLANNED_LEAD_FIRM), so that a plain pattern finds what is. The file that is imported names the types of its columns; a
cell that is empty is a property that is not there.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

import networkx as nx

from kg.analysis.graph import graph
from kg.endpoint.asking import Endpoint
from kg.exports import File
from kg.messages import Lang
from kg.ontology import JQ, ontology, snake
from kg.queries import Rows, Value, named, open_build, run
from kg.views.tables import exact

Line = Sequence[str]

_SEPARATOR = "\x1f"  # between items of a list: no name has one
_THINGS = ("iri:ID", "name:string", "names:string[]", "standing:string", "place:string", ":LABEL")
_FIGURES = (
    *("iri:ID", "measure:string", "measure_name:string", "of:string", "scope:string", "amount:double"),
    *("amount_max:double", "lower:double", "upper:double", "unit:string", "per:string", "period:string"),
    *("modality:string", "written:string", "contested:boolean", "certainty:double", "sentence:string", ":LABEL"),
)
_REPORTS = ("iri:ID", "slug:string", "title:string", "file:string", ":LABEL")
_LINKS = (
    *(":START_ID", ":END_ID", ":TYPE", "modality:string", "certainty:double"),
    *("sentences:string[]", "reports:string[]", "claims:string[]"),
)
_ENDS = (":START_ID", ":END_ID", ":TYPE")
_COMMAND = """#!/bin/sh
# Loads the graph into a new database of Neo4j 5 or later, which must not be running: sh import.sh [DATABASE]
set -eu
cd "$(dirname "$0")"
exec neo4j-admin database import full "${{1:-jiqun}}" --array-delimiter=U+001F{files}
"""


def neo4j(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """The CSV files and import.sh; terms are named in the language."""
    store = open_build(place)
    found = graph(store, lang)
    figures = run(store, named()["figures-of"], language=lang)
    reports = run(store, named()["reports"])
    iris = {row.report: row.report_id for row in reports}
    files = {
        "nodes-things.csv": (_THINGS, _things(found)),
        "nodes-figures.csv": (_FIGURES, _figures(figures)),
        "nodes-reports.csv": (_REPORTS, _reports(reports)),
        "relationships-links.csv": (_LINKS, _links(found)),
        "relationships-figures.csv": (_ENDS, _of_figures(figures, iris)),
    }
    for name, (head, lines) in files.items():
        yield File(name, partial(_write, head, lines))
    yield File("import.sh", lambda out: out.write(_command(files).encode()))


def _things(found: nx.MultiDiGraph) -> Iterator[Line]:
    for iri, about in sorted(found.nodes(data=True)):
        names = _SEPARATOR.join(map(_line, about["names"]))
        labels = _SEPARATOR.join(_classes(about["type"]))
        yield iri, _line(about["label"]), names, about["standing"], _line(about["place"]), labels


def _figures(figures: Rows) -> Iterator[Line]:
    for row in figures:
        measured = (row.measure_id, row.measure, row.of, row.scope, row.value, row.value_max, row.lower, row.upper)
        said = (row.unit, row.per, row.period, row.modality_id, row.written, row.contested, row.certainty, row.sentence)
        yield row.figure_id, *map(_cell, measured), *map(_cell, said), "Figure"


def _reports(reports: Rows) -> Iterator[Line]:
    for row in reports:
        yield row.report_id, *map(_cell, (row.report, row.title, row.source)), "Report"


def _links(found: nx.MultiDiGraph) -> Iterator[Line]:
    for subject, thing, _, about in sorted(found.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        said = about["sentences"]
        surest = str(max(sentence.certainty for sentence in said)) if said else ""
        lists: tuple[Callable[[Any], str], ...] = (lambda s: s.told.marked, lambda s: s.report, lambda s: s.claim)
        told = (_SEPARATOR.join(_line(of(sentence)) for sentence in said) for of in lists)
        yield subject, thing, _type(about["property"], about["modality"]), about["modality"], surest, *told


def _of_figures(figures: Rows, iris: dict[str, str]) -> Iterator[Line]:
    for row in figures:
        yield row.thing_id, row.figure_id, "HAS_FIGURE"
        yield row.figure_id, iris[row.report], "SAID_IN"


@cache
def _classes(name: str) -> tuple[str, ...]:
    """A class and ours above it: Town, Place."""
    above = (iri for iri, below in ontology().narrower.items() if ontology().iri(name) in below)
    return (name, *sorted(iri.removeprefix(JQ) for iri in above if iri.startswith(JQ)))


def _type(property: str, modality: str) -> str:
    """LEAD_FIRM, and PLANNED_LEAD_FIRM of what is not said to be."""
    return (snake(property) if modality == "actual" else f"{modality}_{snake(property)}").upper()


def _cell(value: Value) -> str:
    return _line(exact(value))


def _line(text: str) -> str:
    """A text on one line, which is what the import reads."""
    return " ".join(text.replace(_SEPARATOR, " ").split("\n")).replace("\r", " ")


def _write(head: Line, lines: Iterable[Line], out: BinaryIO) -> None:
    text = TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(lines)
    text.detach()


def _command(names: Iterable[str]) -> str:
    kinds = ((name.partition("-")[0], name) for name in names)
    return _COMMAND.format(files="".join(f" \\\n  --{kind}={name}" for kind, name in kinds))

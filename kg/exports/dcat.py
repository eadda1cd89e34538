"""A build as an entry of a data catalogue (DCAT 3, W3C Recommendation, 22 August 2024), as Turtle.

The dataset is the graph. Its distributions are the files of the build that are data, each with its size and SHA-256
(SPDX), its sources the reports with what these say of themselves, its coverage the places that they are about. A build
has no date and no address: whoever puts it into a catalogue adds dcterms:issued, dcat:downloadURL and a contact.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Triple, serialize

from kg import store
from kg.endpoint.asking import Endpoint
from kg.exports import File
from kg.exports.rdf import of_folder
from kg.folder import Build
from kg.folder.manifest import File as Recorded
from kg.graph.terms import TITLE, TYPE
from kg.messages import LANGS, Lang
from kg.ontology import ID, JQ, PREFIXES
from kg.views.wording import text

SPDX = "http://spdx.org/rdf/terms#"
_DCAT, _DCTERMS, _XSD = (PREFIXES[prefix] for prefix in ("dcat", "dcterms", "xsd"))
_MEDIA: Mapping[str, str] = {
    "graph.nq": "application/n-quads",
    **{f"{record}.jsonl": "application/jsonl" for record in ("facts", "findings", "identity", "unread")},
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_CONTENTS = f"""
PREFIX dc: <{PREFIXES["dc"]}> PREFIX dcterms: <{_DCTERMS}> PREFIX jq: <{JQ}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT DISTINCT ?thing ?property ?value {{
  {{
    VALUES ?property {{ dcterms:title dcterms:source dcterms:issued dc:publisher dc:format jq:about }}
    ?thing a jq:Report
  }} UNION {{
    VALUES ?property {{ skos:prefLabel jq:code }}
    ?report a jq:Report ; jq:about ?thing
  }}
  ?thing ?property ?value
}} ORDER BY ?thing ?property ?value
"""


def dcat(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """The entry, with titles in both languages."""
    yield File("dcat.ttl", partial(_write, of_folder(place)))


def _write(build: Build, out: BinaryIO) -> None:
    serialize(_entry(build), out, RdfFormat.TURTLE, prefixes={**PREFIXES, "spdx": SPDX})


def _entry(build: Build) -> Iterator[Triple]:
    files = build.manifest.files
    digest = sha256("".join(files[name].sha256 for name in _MEDIA).encode()).hexdigest()
    dataset = NamedNode(f"{ID}build/{digest[:16]}")
    told = list(_contents(build))
    yield Triple(dataset, TYPE, _dcat("Dataset"))
    yield Triple(dataset, _dcterms("identifier"), Literal(digest))
    yield Triple(dataset, _dcterms("conformsTo"), NamedNode(JQ[:-1]))
    for lang in LANGS:
        yield Triple(dataset, TITLE, Literal(text("dcat_title", lang), language=lang))
        said = text("dcat_description", lang, reports=len(build.reports), version=build.manifest.said["jiqun"])
        yield Triple(dataset, _dcterms("description"), Literal(said, language=lang))
        for key in text("dcat_keywords", lang).split("|"):
            yield Triple(dataset, _dcat("keyword"), Literal(key, language=lang))
    for triple in told:
        if triple.predicate.value == f"{JQ}about":
            yield Triple(dataset, _dcterms("source"), triple.subject)
            yield Triple(dataset, _dcterms("spatial"), triple.object)
            yield Triple(triple.object, TYPE, _dcterms("Location"))  # type: ignore[arg-type]
    for name, media in _MEDIA.items():
        yield from _distribution(dataset, name, media, files[name])
    yield from told


def _distribution(dataset: NamedNode, name: str, media: str, file: Recorded) -> Iterator[Triple]:
    one, checksum = NamedNode(f"{dataset.value}/{name}"), NamedNode(f"{dataset.value}/{name}#sha256")
    yield Triple(dataset, _dcat("distribution"), one)
    yield Triple(one, TYPE, _dcat("Distribution"))
    for lang in LANGS:
        held = text(f"dcat_{name.partition('.')[0]}", lang)
        yield Triple(one, TITLE, Literal(f"{name}: {held}", language=lang))
    yield Triple(one, _dcat("mediaType"), NamedNode(_MEDIA_TYPES + media))
    size = Literal(str(file.size), datatype=NamedNode(f"{_XSD}nonNegativeInteger"))
    yield Triple(one, _dcat("byteSize"), size)
    yield Triple(one, NamedNode(f"{SPDX}checksum"), checksum)
    yield Triple(checksum, TYPE, NamedNode(f"{SPDX}Checksum"))
    yield Triple(checksum, NamedNode(f"{SPDX}algorithm"), NamedNode(f"{SPDX}checksumAlgorithm_sha256"))
    value = Literal(file.sha256, datatype=NamedNode(f"{_XSD}hexBinary"))
    yield Triple(checksum, NamedNode(f"{SPDX}checksumValue"), value)


def _contents(build: Build) -> Iterator[Triple]:
    """The reports and the places that they are about."""
    found = store.query(build.graph(brief=True), _CONTENTS)
    assert isinstance(found, QuerySolutions)
    return (Triple(*row) for row in found)


def _dcat(local: str) -> NamedNode:
    return NamedNode(_DCAT + local)


def _dcterms(local: str) -> NamedNode:
    return NamedNode(_DCTERMS + local)

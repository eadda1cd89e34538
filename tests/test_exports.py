"""Exports: each format is read back by a program that is not ours, and has as much as the build.

The readers: pandas, polars, DuckDB and openpyxl for tables; rdflib, PyLD and N3.js for RDF; networkx and graphology for
graphs; the rules of neo4j-admin for its files; pySHACL and queries after the standard's constraints for the data cube;
the nanopub library for nanopublications.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pyld
import pyshacl
import pytest
from click.testing import CliRunner, Result
from explored import CHROMIUM, QUIET
from nanopub import Nanopub
from playwright.sync_api import Page, sync_playwright
from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib import RDF, Dataset, Graph, Namespace, URIRef
from small import small

from kg.analysis.graph import graph
from kg.building import build
from kg.cli import app
from kg.exports import FORMS, exported
from kg.exports.graphs import flat, write_graphml
from kg.folder import opened
from kg.ontology import ID, ontology
from kg.queries import Rows, query

ROOT = Path(__file__).parents[1]
VENDOR = Path(__file__).parent / "vendor"
FOUND = graph(small())
QB = Namespace("http://purl.org/linked-data/cube#")
CUBE = Namespace("https://w3id.org/jiqun/cube#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of two of the shipped reports."""
    folder = tmp_path_factory.mktemp("built") / "build"
    build([ROOT / "seeds" / "reports" / f"{slug}.md" for slug in ("jinjiang", "zhucheng")], folder)
    return folder


@pytest.fixture(scope="module")
def written(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each export of the build in a folder of its own."""
    folder = tmp_path_factory.mktemp("written")
    for form in FORMS:
        (folder / form).mkdir()
        for file in exported(form, built, "zh"):
            with (folder / form / file.name).open("wb") as out:
                file.write(out)
    return folder


@pytest.fixture(scope="module")
def answers(built: Path) -> dict[str, Rows]:
    """The facts and the figures of the build, as its queries give them."""
    return {"facts": query("facts-of", built), "figures": query("figures-of", built)}


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """A page of a browser, in which readers written in JavaScript run."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with sync_playwright() as run:
        browser = run.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_page()
        browser.close()


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--lang", "en"])


# ---- Tables


@pytest.mark.parametrize("name", ["facts", "figures"])
def test_csv_is_read_by_pandas_polars_and_duckdb(written: Path, answers: dict[str, Rows], name: str) -> None:
    path, rows = written / "csv" / f"{name}.csv", answers[name]
    frame = pd.read_csv(path)
    assert frame.shape == (len(rows), len(rows.columns) + 1)
    assert pl.read_csv(path, infer_schema_length=None).shape == frame.shape
    asked = duckdb.sql(f"SELECT count(*), sum(amount), count(period), min(certainty) FROM '{path}'").fetchall()[0]
    amounts = [row.value for row in rows if row.value is not None]
    assert asked == (
        len(rows),
        pytest.approx(float(sum(amounts))),
        sum(bool(row.period) for row in rows),
        pytest.approx(float(min(row.certainty for row in rows))),
    )
    assert list(frame["sentence"]) == [row.sentence for row in rows]


def test_the_columns_of_csv_are_described(written: Path) -> None:
    said = json.loads((written / "csv" / "csv-metadata.json").read_text("utf-8"))
    for table in said["tables"]:
        with (written / "csv" / table["url"]).open(encoding="utf-8-sig", newline="") as file:
            head, first = next(csv.reader(file)), next(csv.reader(file))
        columns = table["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == head
        numbers = [column["name"] for column in columns if column["datatype"] in ("decimal", "integer")]
        held = dict(zip(head, first, strict=True))
        assert all(re.fullmatch(r"-?\d+(\.\d{1,18})?", held[name]) for name in numbers if held[name])


@pytest.mark.parametrize("name", ["facts", "figures"])
def test_jsonl_is_read_by_polars_and_duckdb(written: Path, answers: dict[str, Rows], name: str) -> None:
    path = written / "jsonl" / f"{name}.jsonl"
    assert len(pl.read_ndjson(path, infer_schema_length=None)) == len(answers[name])
    assert duckdb.sql(f"SELECT count(DISTINCT claim_id) FROM '{path}'").fetchall()[0] == (
        len({row.claim_id for row in answers[name]}),
    )
    first = json.loads(path.read_text("utf-8").split("\n")[0])
    assert first["quote"] == first["sentence"][first["quote_start"] : first["quote_end"]]


@pytest.mark.parametrize("name", ["facts", "figures"])
def test_parquet_keeps_each_digit(written: Path, answers: dict[str, Rows], name: str) -> None:
    path, rows = written / "parquet" / f"{name}.parquet", answers[name]
    said = pq.read_table(path)
    amounts = [row.value for row in rows]
    assert said["amount"].to_pylist() == amounts
    assert pl.read_parquet(path)["amount"].to_list() == amounts
    assert len(pd.read_parquet(path)) == len(rows)
    assert duckdb.sql(f"SELECT sum(amount), sum(certainty) FROM '{path}'").fetchall()[0] == (
        sum(Decimal(amount) for amount in amounts if amount is not None),
        sum(Decimal(row.certainty) for row in rows),
    )
    assert said.schema.field("measure" if name == "figures" else "subject").metadata[b"label@zh"].decode() in "指标主体"


def test_a_workbook_is_read_by_openpyxl(written: Path, answers: dict[str, Rows]) -> None:
    book = openpyxl.load_workbook(written / "xlsx" / "jiqun.xlsx", read_only=True)
    rows = {name: len(list(book[title].iter_rows())) - 1 for name, title in (("facts", "事实"), ("figures", "数据"))}
    assert rows == {name: len(found) for name, found in answers.items()}


def test_a_table_has_only_names_that_readers_leave_alone(written: Path) -> None:
    heads = [path.read_text("utf-8-sig").split("\r\n")[0].split(",") for path in (written / "csv").glob("*.csv")]
    heads += [
        [name.partition(":")[0] for name in path.read_text("utf-8").split("\n")[0].split(",")]
        for path in (written / "neo4j").glob("*.csv")
    ]
    assert not {"id", "value", "source", "end"} & {name for head in heads for name in head}


# ---- RDF


@cache
def quads(path: Path) -> frozenset[Any]:
    """The quads of N-Quads that rdflib reads, by lexical form."""
    found = Dataset()
    found.parse(path, format="nquads")
    return frozenset(told(found))


def told(found: Dataset) -> Iterator[tuple[str, ...]]:
    for subject, predicate, thing, name in found.quads():
        yield subject.n3(), predicate.n3(), thing.n3(), "" if name is None else str(name)


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
@pytest.mark.parametrize("form", ["trig", "jsonld"])
def test_the_whole_graph_is_read_by_rdflib(written: Path, form: str) -> None:
    [path] = (written / form).iterdir()
    found = Dataset()
    found.parse(path, format={"jsonld": "json-ld"}.get(form, form))
    assert frozenset(told(found)) == quads(written / "nquads" / "graph.nq")


def test_nquads_are_those_of_the_build(built: Path, written: Path) -> None:
    assert (written / "nquads" / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_json_ld_is_read_by_pyld_without_fetching(written: Path) -> None:
    document = json.loads((written / "jsonld" / "graph.jsonld").read_text("utf-8"))

    def refused(address: str, _: object) -> None:
        raise AssertionError(address)

    found = pyld.jsonld.to_rdf(document, {"documentLoader": refused})
    assert sum(map(len, found.values())) == len(quads(written / "nquads" / "graph.nq"))
    [county] = [node for node in document["@graph"] if node["@id"] == "thing:place/370782"]
    assert (county["@type"], county["label"]) == ("County", {"zh": "诸城市"})


def test_turtle_has_what_is_adopted(built: Path, written: Path) -> None:
    lines = parse(path=built / "graph.nq", format=RdfFormat.N_QUADS)
    adopted = sum(quad.graph_name == DefaultGraph() for quad in lines)
    assert len(Graph().parse(written / "turtle" / "graph.ttl")) == adopted


def test_rdf_1_2_is_read_by_n3(written: Path, tab: Page) -> None:
    tab.evaluate((VENDOR / "n3" / "n3.min.js").read_text("utf-8") + ";window.N3 = N3;0")
    text = (written / "rdf12" / "graph.rdf12.trig").read_text("utf-8")
    counted = tab.evaluate(
        """text => {
            const quads = new N3.Parser({format: 'application/trig'}).parse(text)
            const reified = quads.filter(quad => quad.object.termType === 'Quad')
            const statement = ['subject', 'predicate', 'object']
                .map(role => 'http://www.w3.org/1999/02/22-rdf-syntax-ns#' + role)
            return {
                all: quads.length,
                reified: reified.length,
                reifies: [...new Set(reified.map(quad => quad.predicate.value))],
                described: quads.filter(quad => statement.includes(quad.predicate.value)).length,
            }
        }""",
        text,
    )
    lines = quads(written / "nquads" / "graph.nq")
    statements = sum(RDF.subject.n3() == predicate for _, predicate, *_ in lines)
    assert counted == {
        "all": len(lines) - 2 * statements,
        "reified": statements,
        "reifies": ["http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"],
        "described": 0,
    }


def test_a_graph_elsewhere_has_no_files_to_export() -> None:
    refused = run("export", "trig", "--endpoint", "http://127.0.0.1:9/sparql")
    assert refused.exit_code == 1
    assert "Use --graph DIR" in refused.stderr


# ---- Graphs


def graphml(found: nx.MultiDiGraph) -> bytes:
    out = BytesIO()
    write_graphml(flat(found), out)
    return out.getvalue()


def test_graphml_is_read_back() -> None:
    back = nx.read_graphml(BytesIO(graphml(FOUND)), force_multigraph=True)
    assert (set(back), back.number_of_edges()) == (set(FOUND), FOUND.number_of_edges())
    edge = next(iter(back.get_edge_data(f"{ID}cluster/999901/水产", f"{ID}place/999901102").values()))
    assert (edge["property"], edge["reports"], type(edge["certainty"])) == ("locatedIn", "heshan", float)
    assert edge["sentences"] == "其中河蟹业单独成片，【今后水产业向白鹭镇发展】。"


def test_graphml_is_the_same_bytes_in_another_process() -> None:
    code = "import sys; from small import small; from kg.analysis.graph import graph; from kg.exports.graphs import *;"
    code += "write_graphml(flat(graph(small())), sys.stdout.buffer)"
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)},
    )
    assert other.stdout == graphml(FOUND)


def test_graphs_are_read_by_networkx_and_graphology(built: Path, written: Path, tab: Page) -> None:
    found = flat(graph(opened(built).graph()))
    drawn = nx.read_graphml(written / "graphml" / "graph.graphml", force_multigraph=True)
    gexf = nx.read_gexf(written / "gexf" / "graph.gexf")
    for back in (drawn, gexf):
        assert set(back) == set(found)
        assert Counter(back.edges()) == Counter(found.edges())
        assert all(about["standing"] for _, about in back.nodes(data=True) if "standing" in about)
    modules = {
        "graphology-utils/is-graph-constructor": "graphology-utils/is-graph-constructor.js",
        "graphology-utils/add-edge": "graphology-utils/add-edge.js",
        "../common/helpers.js": "graphology-gexf/helpers.js",
        "parser": "graphology-gexf/parser.js",
    }
    sources = {name: (VENDOR / path).read_text("utf-8") for name, path in modules.items()}
    tab.evaluate((VENDOR / "graphology" / "graphology.umd.min.js").read_text("utf-8") + ";0")
    counted = tab.evaluate(
        """([sources, text]) => {
            const require = name => {
                const module = {exports: {}}
                new Function('module', 'exports', 'require', sources[name])(module, module.exports, require)
                return module.exports
            }
            const graph = require('parser')(DOMParser, Document)(graphology.MultiDirectedGraph, text)
            const types = new Set(graph.mapEdges((edge, about) => typeof about.certainty))
            return [graph.order, graph.size, [...types].sort()]
        }""",
        [sources, (written / "gexf" / "graph.gexf").read_text("utf-8")],
    )
    assert counted == [len(found), found.number_of_edges(), ["number", "undefined"]]


# ---- Neo4j: what its manual asks of the files of an import

_TYPES = {"string": str, "string[]": str, "double": float, "boolean": {"true": True, "false": False, "": None}.get}


def imported(folder: Path) -> tuple[dict[str, dict[str, str]], list[dict[str, str]]]:
    """What the command of an export would load: nodes by their ID, and relationships. AssertionError at what the
    import refuses."""
    command = (folder / "import.sh").read_text("utf-8")
    assert "--array-delimiter=U+001F" in command
    nodes: dict[str, dict[str, str]] = {}
    links: list[dict[str, str]] = []
    for kind, name in re.findall(r"--(nodes|relationships)=(\S+)", command):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        for row in rows:
            assert len(row) == len(head)
            assert not any("\n" in cell for cell in row)  # which takes --multiline-fields
            said = dict(zip(head, row, strict=True))
            for column, cell in said.items():
                of = column.partition(":")[2]
                assert of in ("ID", "LABEL", "START_ID", "END_ID", "TYPE") or cell == "" or _TYPES[of](cell) is not None
            if kind == "nodes":
                assert said["iri:ID"] not in nodes
                assert all(said[":LABEL"].split("\x1f"))
                nodes[said["iri:ID"]] = said
            else:
                assert re.fullmatch("[A-Z_]+", said[":TYPE"])
                links.append(said)
    assert {end for link in links for end in (link[":START_ID"], link[":END_ID"])} <= nodes.keys()
    return nodes, links


def test_neo4j_can_import_the_files(built: Path, written: Path, answers: dict[str, Rows]) -> None:
    nodes, links = imported(written / "neo4j")
    found = graph(opened(built).graph())
    figures = len(answers["figures"])
    assert len(nodes) == len(found) + figures + 2
    assert len(links) == found.number_of_edges() + 2 * figures
    assert nodes[f"{ID}place/370782"][":LABEL"].split("\x1f") == ["County", "Place"]
    planned = [link for link in links if link.get("modality:string") == "planned"]
    assert planned
    assert all(link[":TYPE"].startswith("PLANNED_") for link in planned)
    assert subprocess.run(["sh", "-n", written / "neo4j" / "import.sh"], check=False).returncode == 0


# ---- Data cube

# What breaks a constraint of the Recommendation, by its number; those of slices (7 to 10, 18), of a measure dimension
# (15 to 17) and of hierarchical code lists (20, 21) have nothing to bite on, as test_the_cube_is_plain shows.
_BROKEN = {
    "IC-1": "?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d }",
    "IC-1 twice": "?o qb:dataSet ?d, ?e FILTER (?d != ?e)",
    "IC-2": "?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s }",
    "IC-3": "?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }",
    "IC-4": "?d a qb:DimensionProperty FILTER NOT EXISTS { ?d rdfs:range ?r }",
    "IC-5": "?d a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?d qb:codeList ?l }",
    "IC-6": "?c qb:componentRequired false ; qb:componentProperty ?p FILTER NOT EXISTS { ?p a qb:AttributeProperty }",
    "IC-11": "?o a qb:Observation . ?s qb:component/qb:dimension ?d FILTER NOT EXISTS { ?o ?d ?v }",
    "IC-13": "?o a qb:Observation . ?c qb:componentRequired true ; qb:attribute ?a FILTER NOT EXISTS { ?o ?a ?v }",
    "IC-14": "?o a qb:Observation . ?s qb:component/qb:measure ?m FILTER NOT EXISTS { ?o ?m ?v }",
    "IC-19": "?d a qb:DimensionProperty ; qb:codeList ?l . ?o a qb:Observation ; ?d ?v "
    "FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l . ?l a skos:ConceptScheme }",
}
_PREFIXES = f"PREFIX qb: <{QB}> PREFIX cube: <{CUBE}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
_PREFIXES += "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.fixture(scope="module")
def cube(written: Path) -> Graph:
    return Graph().parse(written / "datacube" / "datacube.ttl")


def broken(cube: Graph) -> list[str]:
    """The constraints that a cube breaks."""
    found = [name for name, where in _BROKEN.items() if cube.query(f"{_PREFIXES} ASK {{ {where} }}").askAnswer]
    dimensions = sorted(cube.objects(predicate=QB.dimension))
    slots = Counter(tuple(cube.value(one, each) for each in dimensions) for one in observations(cube))
    return found + ["IC-12"] * (max(slots.values()) > 1)


def observations(cube: Graph) -> list[Any]:
    return list(cube.subjects(RDF.type, QB.Observation))


def test_the_cube_keeps_the_constraints_of_the_standard(cube: Graph, answers: dict[str, Rows]) -> None:
    assert len(observations(cube)) == len(answers["figures"])
    assert broken(cube) == []
    amounts = [amount.toPython() for amount in cube.objects(predicate=CUBE.amount)]
    assert sum(amounts) == sum(Decimal(row.value) for row in answers["figures"])


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_a_cube_that_lacks_something_breaks_its_constraint(cube: Graph) -> None:
    one = min(observations(cube))
    for gone, constraint in (
        ((one, QB.dataSet, None), "IC-1"),
        ((one, CUBE.period, None), "IC-11"),
        ((one, CUBE.unit, None), "IC-13"),
        ((one, CUBE.amount, None), "IC-14"),
        ((None, QB.structure, None), "IC-2"),
    ):
        taken = list(cube.triples(gone))
        cube.remove(gone)
        assert constraint in broken(cube)
        for triple in taken:
            cube.add(triple)
    twin = URIRef("https://example.org/twin")
    for _, predicate, value in list(cube.triples((one, None, None))):
        cube.add((twin, predicate, value))
    assert broken(cube) == ["IC-12"]
    cube.remove((twin, None, None))


def test_the_cube_says_each_thing_once(written: Path, cube: Graph) -> None:
    path = written / "datacube" / "datacube.ttl"
    assert len(list(parse(path=path, format=RdfFormat.TURTLE))) == len(cube)


def test_the_cube_is_plain(cube: Graph) -> None:
    """No slices, no measure dimension, no hierarchy: their constraints hold as nothing is of them."""
    for term in (QB.slice, QB.sliceKey, QB.measureType, QB.parentChildProperty, QB.HierarchicalCodeList):
        assert (None, term, None) not in cube
        assert (None, None, term) not in cube


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_the_cube_has_one_value_of_each_dimension_says_pyshacl(cube: Graph) -> None:
    dimensions = sorted(cube.objects(predicate=QB.dimension))
    asked = "".join(f"sh:property [ sh:path <{each}> ; sh:minCount 1 ; sh:maxCount 1 ] ;\n" for each in dimensions)
    shapes = f"""
    @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix qb: <{QB}> . @prefix cube: <{CUBE}> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    [] a sh:NodeShape ; sh:targetClass qb:Observation ; {asked}
      sh:property [ sh:path cube:amount ; sh:datatype xsd:decimal ; sh:minCount 1 ; sh:maxCount 1 ] ;
      sh:property [ sh:path cube:period ; sh:datatype xsd:string ] ;
      sh:property [ sh:path cube:unit ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] .
    """
    conforms, _, report = pyshacl.validate(cube, shacl_graph=shapes, shacl_graph_format="turtle")
    assert conforms, report


def test_no_year_is_typed(written: Path) -> None:
    files = [path for path in written.rglob("*") if path.suffix in (".ttl", ".trig", ".nq", ".jsonld")]
    assert len(files) == 8
    assert not any("gYear" in path.read_text("utf-8") for path in files)


def test_no_decimal_has_more_digits_than_stores_hold(written: Path) -> None:
    lines = (written / "nquads" / "graph.nq").read_text("utf-8")
    fractions = re.findall(r'"-?\d+\.(\d+)"\^\^<http://www.w3.org/2001/XMLSchema#decimal>', lines)
    assert 2 <= max(map(len, fractions)) <= 18


# ---- Nanopublications and the catalogue's entry


@pytest.fixture(scope="module")
def nanopubs(written: Path) -> Dataset:
    """The nanopublications as rdflib reads them."""
    found = Dataset()
    found.parse(written / "nanopub" / "nanopubs.trig", format="trig")
    return found


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
@pytest.mark.filterwarnings("ignore:Dataset.contexts is deprecated:DeprecationWarning")  # nanopub's own
def test_each_claim_is_a_nanopublication(nanopubs: Dataset, answers: dict[str, Rows]) -> None:
    heads = [graph.identifier for graph in nanopubs.graphs() if str(graph.identifier).endswith("#head")]
    assert len(heads) == len(answers["facts"])
    for head in sorted(heads)[:10]:
        one = Dataset()
        for part in ("head", "assertion", "provenance", "pubinfo"):
            name = URIRef(f"{str(head).removesuffix('head')}{part}")
            for triple in nanopubs.graph(name):
                one.graph(name).add(triple)
        assert Nanopub(rdf=one).is_valid


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_a_plan_is_asserted_as_a_plan(nanopubs: Dataset, answers: dict[str, Rows]) -> None:
    """An assertion has the property of plans where the claim is of one, and a passage that says it."""
    twins = {each.iri: each.planned for each in ontology().properties.values()}
    planned = [row for row in answers["facts"] if row.modality_id == "planned" and row.statement_id in twins]
    assert planned
    for row in planned:
        base = row.claim_id.replace("/claim/", "/nanopub/")
        said = nanopubs.graph(URIRef(f"{base}#assertion"))
        subject, plan, thing = map(URIRef, (row.subject_id, twins[row.statement_id], row.object_id))
        assert (subject, plan, thing) in said
        assert (subject, URIRef(row.statement_id), thing) not in said
        [exact] = nanopubs.graph(URIRef(f"{base}#provenance")).objects(
            predicate=URIRef("http://www.w3.org/ns/oa#exact")
        )
        assert str(exact) in row.sentence


def test_the_entry_of_a_catalogue_tells_the_files(built: Path, written: Path) -> None:
    entry = Graph().parse(written / "dcat" / "dcat.ttl")
    [dataset] = entry.subjects(RDF.type, DCAT.Dataset)
    files = opened(built).manifest.files
    told = {
        str(one).rpartition("/")[2]: (
            int(entry.value(one, DCAT.byteSize)),
            str(entry.value(entry.value(one, SPDX.checksum), SPDX.checksumValue).value.hex()),
        )
        for one in entry.objects(dataset, DCAT.distribution)
    }
    assert told == {name: (files[name].size, files[name].sha256) for name in told}
    assert {"graph.nq", "facts.jsonl"} <= told.keys()
    assert len(list(entry.objects(dataset, URIRef("http://purl.org/dc/terms/source")))) == 2


# ---- The command


def test_the_formats_are_listed() -> None:
    listed = run("export").stdout
    assert all(form in listed for form in FORMS)


def test_an_export_of_several_files_goes_into_a_folder(built: Path, tmp_path: Path) -> None:
    done = run("export", "csv", "--graph", built, "--out", tmp_path / "new" / "tables")
    assert (done.exit_code, done.stdout) == (0, f"3 files written to {tmp_path / 'new' / 'tables'}.\n")
    refused = run("export", "csv", "--graph", built)
    assert refused.exit_code == 1
    assert "--out FOLDER" in refused.stderr


def test_an_export_of_one_file_goes_to_the_output_or_a_file(built: Path, tmp_path: Path) -> None:
    shown = run("export", "turtle", "--graph", built)
    run("export", "turtle", "--graph", built, "--out", tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_text("utf-8") == shown.stdout


def test_what_stood_there_stays_where_an_export_fails(built: Path, tmp_path: Path) -> None:
    target, broken = tmp_path / "kept.trig", tmp_path / "broken"
    target.write_text("earlier", "utf-8")
    shutil.copytree(built, broken)
    lines = bytearray((broken / "graph.nq").read_bytes())
    lines[100] ^= 1
    (broken / "graph.nq").write_bytes(lines)
    refused = run("export", "trig", "--graph", broken, "--out", target)
    assert refused.exit_code == 1
    assert "graph.nq" in refused.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kept.trig"]
    assert target.read_text("utf-8") == "earlier"


def test_an_export_of_several_files_is_told_to_go_into_a_folder(built: Path, tmp_path: Path) -> None:
    (tmp_path / "tables.csv").write_text("", "utf-8")
    refused = run("export", "csv", "--graph", built, "--out", tmp_path / "tables.csv")
    assert refused.exit_code == 1
    assert "--out FOLDER" in refused.stderr


def test_a_reader_that_leaves_early_is_no_error(built: Path) -> None:
    words = [sys.executable, "-m", "kg", "export", "trig", "--graph", built]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stderr
        assert writer.stdout.readline().startswith(b"@prefix")
        writer.stdout.close()
        assert writer.stderr.read() == b""
    assert writer.returncode == 0


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_an_export_is_the_same_bytes_again(built: Path, written: Path) -> None:
    for form in FORMS:
        for file in exported(form, built, "zh"):
            out = BytesIO()
            file.write(out)
            assert out.getvalue() == (written / form / file.name).read_bytes(), file.name

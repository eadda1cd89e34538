"""Builds: the same bytes anywhere, every fact with its characters, an earlier build replaced only by a whole one."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import kg.building.making
from kg import reading, store
from kg.building import Build, build, findings, load
from kg.errors import InputError
from kg.messages import Words
from kg.reading.files import File
from kg.reading.manuscript import Manuscript
from kg.reading.pace import tell
from kg.resources import resource

REPORT = """安溪县产业集群发展情况
一、茶叶产业集群
茶叶产业集群分布在西坪镇、感德镇，现有企业720家，2023年实现产值95亿元，占全县工业产值的30%以上。骨干企业有八马茶业公司、华祥苑茶业公司。
二、藤铁工艺产业集群
藤铁工艺产业集群分布在尚卿乡，现有企业380多家，从业人员近12万人。
"""
SECOND = """德化县陶瓷产业集群调研报告
一、陶瓷产业集群
陶瓷产业集群现有企业1600家，2023年实现产值400亿元。力争到2026年，产值达到500亿元。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "anxi.txt").write_text(REPORT, "utf-8")
    (folder / "dehua.txt").write_text(SECOND, "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a build but those of the store, whose bytes are Oxigraph's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "store" not in path.relative_to(folder).parts
    }


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "facts.jsonl").read_text("utf-8").splitlines()]


def test_a_build_holds_graph_facts_texts_manifest_and_store(reports: Path, tmp_path: Path) -> None:
    made = build([reports], tmp_path / "out")
    assert sorted(files(made.path)) == [
        *("cache/anxi.json", "cache/dehua.json", "facts.jsonl", "findings.jsonl", "graph.nq", "identity.jsonl"),
        *("manifest.json", "reports/anxi.txt", "reports/dehua.txt", "unread.jsonl"),
    ]
    assert [(report.slug, report.facts > 0) for report in made.reports] == [("anxi", True), ("dehua", True)]
    assert made.facts == len(lines(made.path))
    assert made.quads == (made.path / "graph.nq").read_bytes().count(b"\n")
    assert set(made.seconds) == {"reading", "extraction", "coverage", "identity", "audit", "graph", "store"}
    assert made.errors == ()


def test_every_fact_points_at_the_characters_that_say_it(reports: Path, tmp_path: Path) -> None:
    made = build([reports], tmp_path / "out")
    for line in lines(made.path):
        text = (made.path / "reports" / f"{line['report']}.txt").read_bytes().decode()
        assert text[line["start"] : line["end"]] == line["quote"]
        assert line["sentence"][line["quote_start"] : line["quote_end"]] == line["quote"]
        assert text[line["start"] - line["quote_start"] :].startswith(line["sentence"])


def test_every_passage_of_the_graph_holds_its_characters_and_the_rest_of_their_sentence(
    reports: Path, tmp_path: Path
) -> None:
    made = build([reports], tmp_path / "out")
    query = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
    SELECT ?slug ?start ?end ?before ?exact ?after {
      ?report dcterms:identifier ?slug
      GRAPH ?report { ?p oa:start ?start ; oa:end ?end ; oa:prefix ?before ; oa:exact ?exact ; oa:suffix ?after }
    }"""
    rows = list(store.query(store.open_(made.path / "store"), query))
    assert rows
    for slug, start, end, before, exact, after in rows:
        text = (made.path / "reports" / f"{slug.value}.txt").read_bytes().decode()
        assert text[int(start.value) : int(end.value)] == exact.value
        assert text[: int(start.value)].endswith(before.value)
        assert text[int(end.value) :].startswith(after.value)


def test_two_builds_in_two_places_are_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    first = build([reports], tmp_path / "here" / "out")
    second = build([reports / "dehua.txt", str(reports / "anxi.txt")], tmp_path / "elsewhere" / "build")
    assert files(first.path) == files(second.path)


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
@pytest.mark.parametrize("workers", [1, 2])
def test_things_of_several_prefectures_are_adopted_alike_however_few_at_once(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [resource("seeds", "reports")]
    expected = build(given, tmp_path / "expected").path
    taken: list[int] = []

    def together(things: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
        taken.append(len(things))
        return ((thing,) for thing in things)

    monkeypatch.setattr("kg.building.graphs._together", together)
    found = build(given, tmp_path / "found", workers=workers).path
    assert taken[0] > 1
    assert files(Path(found)) == files(Path(expected))


def test_the_facts_stand_in_the_order_of_the_reports(reports: Path, tmp_path: Path) -> None:
    places = [(line["report"], line["start"]) for line in lines(build([reports], tmp_path / "out").path)]
    assert places == sorted(places)


def test_the_store_and_the_public_face_hold_the_graph(reports: Path, tmp_path: Path) -> None:
    made = build([reports], tmp_path / "out")
    written = set(store.read((made.path / "graph.nq").read_bytes()))
    assert set(store.open_(made.path / "store")) == set(store.memory(written))  # which writes 1.0 as 1
    dataset = load(made.path)
    assert len(list(dataset.quads())) == len(written)
    clusters = dataset.query("SELECT ?l { ?c a jq:Cluster ; skos:prefLabel ?l }", initNs=NAMESPACES)
    assert {"茶叶产业集群", "藤铁工艺产业集群", "陶瓷产业集群"} <= {str(row[0]) for row in clusters}


NAMESPACES = {"jq": "https://w3id.org/jiqun/ontology#", "skos": "http://www.w3.org/2004/02/skos/core#"}


def test_two_reports_that_disagree_are_two_claims_and_one_contested_figure(reports: Path, tmp_path: Path) -> None:
    (reports / "dehua-2.txt").write_text(SECOND.replace("400亿", "420亿"), "utf-8")
    held = store.open_(build([reports], tmp_path / "out").path / "store")
    query = """PREFIX jq: <https://w3id.org/jiqun/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT ?adopted ?said { ?o jq:contested true ; jq:measure jq:outputValue ; jq:value ?adopted
      GRAPH ?report { ?claim rdf:object ?o ; jq:value ?said } }"""
    found = sorted((row[0].value, row[1].value) for row in store.query(held, query))
    assert found == [("42000000000", "40000000000"), ("42000000000", "42000000000")]  # the later slug


def test_a_build_takes_the_place_of_an_earlier_one(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out")
    held = load(tmp_path / "out")
    (reports / "anxi.txt").unlink()
    made = build([reports], tmp_path / "out")
    assert list(json.loads((made.path / "manifest.json").read_text("utf-8"))["reports"]) == ["dehua"]
    assert not (made.path / "reports" / "anxi.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "reports"]
    assert len(list(held.quads())) > made.quads  # who reads the earlier build goes on reading it


def test_a_build_that_fails_leaves_the_earlier_one(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(build([reports], tmp_path / "out").path)

    def full(*_: object) -> bytes:
        raise OSError("no space left")

    monkeypatch.setattr(kg.building.making, "manifest_text", full)
    with pytest.raises(InputError, match="no space left"):
        build([reports], tmp_path / "out")
    assert files(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "reports"]


def test_a_build_is_not_made_among_its_reports_nor_in_the_place_of_a_file(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds the reports"):
        build([reports], reports)
    assert sorted(path.name for path in reports.iterdir()) == ["anxi.txt", "dehua.txt"]
    with pytest.raises(InputError, match=r"anxi\.txt cannot be made"):
        build([reports], reports / "anxi.txt")


def test_an_empty_folder_is_filled(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert build([reports], tmp_path / "out").facts > 0


def test_files_that_cannot_be_read_are_told_and_the_others_built(reports: Path, tmp_path: Path) -> None:
    (reports / "broken.docx").write_bytes(b"not a document")
    made = build([reports, tmp_path / "missing.txt"], tmp_path / "out")
    assert [report.slug for report in made.reports] == ["anxi", "dehua"]
    assert [name for name in ("broken.docx", "missing.txt") if any(name in str(error) for error in made.errors)] == [
        "broken.docx",
        "missing.txt",
    ]


def test_two_reports_of_one_name_are_not_mixed(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "anxi.txt").write_text(SECOND, "utf-8")
    made = build([reports, tmp_path / "more"], tmp_path / "out")
    [error] = made.errors
    assert str(tmp_path / "more" / "anxi.txt") in str(error)
    assert (made.path / "reports" / "anxi.txt").read_text("utf-8") == REPORT


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no report"):
        build([tmp_path / "empty"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_earlier_build_below_a_folder_of_reports_is_not_read(reports: Path) -> None:
    first: Build = build([reports], reports / "build")
    assert len(build([reports], reports / "build").reports) == len(first.reports) == 2


def test_progress_is_told_after_each_file(reports: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([reports], tmp_path / "out", lambda *step: told.append(step))
    assert told == [("anxi.txt", 1, 2), ("dehua.txt", 2, 2), ("安溪县", 1, 1)]  # whose reports are joined


def test_the_manifest_names_no_place_and_no_time(reports: Path, tmp_path: Path) -> None:
    made = build([reports], tmp_path / "out")
    manifest = json.loads((made.path / "manifest.json").read_text("utf-8"))
    assert manifest["reports"]["anxi"]["characters"] == len(REPORT)
    assert manifest["reports"]["anxi"]["source"] == "anxi.txt"
    assert str(tmp_path) not in (made.path / "manifest.json").read_text("utf-8")


def test_a_build_without_a_file_of_records_is_to_be_made_again(reports: Path, tmp_path: Path) -> None:
    made = build([reports], tmp_path / "out")
    (made.path / "findings.jsonl").unlink()
    with pytest.raises(InputError, match="Build it again"):
        findings(made.path)


def test_what_is_no_build_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a build"):
        load(tmp_path)


def test_progress_tells_the_pages_of_a_long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that tells of its pages; outside a build it tells nobody."""

    def paged(file: File, kind: str) -> Manuscript:
        for page in range(2):
            tell(page, 2)
        return Manuscript(file.data.decode())

    monkeypatch.setattr(reading, "manuscript", paged)
    (tmp_path / "anxi.txt").write_text(REPORT, "utf-8")
    told: list[tuple[str, int, int]] = []
    build([tmp_path / "anxi.txt"], tmp_path / "out", lambda *step: told.append(step))
    assert told[:3] == [("anxi.txt 0/2", 0, 1), ("anxi.txt 1/2", 0, 1), ("anxi.txt", 1, 1)]
    assert reading.read(tmp_path / "anxi.txt")


def test_a_file_of_which_not_all_was_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As what reads scanned pages may have been installed since."""
    said = ["page 2 has no readable text."]
    monkeypatch.setattr(
        reading,
        "manuscript",
        lambda file, kind: Manuscript(file.data.decode(), notes=tuple(Words(each, each) for each in said)),
    )
    (tmp_path / "anxi.txt").write_text(REPORT, "utf-8")
    first = build([tmp_path / "anxi.txt"], tmp_path / "out")
    assert tuple(map(str, first.errors)) == (f"{tmp_path / 'anxi.txt'}: page 2 has no readable text.",)
    said.clear()
    again = build([tmp_path / "anxi.txt"], tmp_path / "out")
    assert (again.read, again.errors) == (1, ())
    assert build([tmp_path / "anxi.txt"], tmp_path / "out").read == 0

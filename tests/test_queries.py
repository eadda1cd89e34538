"""Queries: complete heads, answers on two invented counties, values that stay values, errors that say what to do."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store
from small import FIXTURES, small

from kg import store as stores
from kg.errors import DefinitionError, InputError
from kg.evidence import quoted
from kg.queries import bound, find, named, open_build, query, run
from kg.queries.definition import parsed
from kg.resources import resource

ANSWERS = tomllib.loads((FIXTURES / "small.toml").read_text("utf-8"))["answer"]
HEAD = """\
#+ summary-zh: 乡镇
#+ summary-en: Towns
#+ question-zh: 有哪些乡镇？
#+ question-en: Which towns are there?
#+ parameters:
#+   place: name | 地点 | the place
#+ columns:
#+   town: 乡镇 | town
"""
BODY = """\
SELECT ?town {
  VALUES ($_place) { ("") }
  ?town ?p ?o
  FILTER ($_place IN ("", STR(?o)))
}
"""


@pytest.mark.parametrize("name", named())
def test_a_head_speaks_both_languages(name: str) -> None:
    asked = named()[name]
    words = [asked.summary, asked.question, *(each.description for each in asked.parameters)]
    words += [column.label for column in asked.columns]
    assert [each for each in words if not any("\u4e00" <= letter <= "\u9fff" for letter in each.zh)] == []
    assert [each for each in words if not each.en.isascii()] == []


@pytest.mark.parametrize("name", named())
def test_a_query_never_asks_the_union_and_names_its_prefixes(name: str) -> None:
    text = named()[name].text
    assert "FROM" not in text
    prefixes = [line.split()[1] for line in text.splitlines() if line.startswith("PREFIX")]
    body = text.split("PREFIX")[-1].partition("\n")[2]
    assert [prefix for prefix in prefixes if prefix not in body] == []


@pytest.mark.parametrize("name", named())
def test_the_file_as_it_is_answers_what_run_answers(name: str) -> None:
    asked = named()[name]
    terms = [tuple(term and term.value for term in row) for row in small().query(asked.text)]
    assert len(terms) == len(run(small(), asked)) > 0


@pytest.mark.parametrize("name", [name for name, each in named().items() if "language" in str(each.parameters)])
def test_the_terms_come_in_either_language_and_the_rows_stay(name: str) -> None:
    zh, en = (run(small(), named()[name], language=language) for language in ("zh", "en"))
    assert len(zh) == len(en)
    assert zh.rows != en.rows
    codes = [at for at, column in enumerate(zh.columns) if column.name.endswith("_id")]
    assert {tuple(row[at] for at in codes) for row in zh} == {tuple(row[at] for at in codes) for row in en}


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["query"])
def test_answers(answer: dict[str, object]) -> None:
    asked = named()[str(answer["query"])]
    found = run(small(), asked, **answer.get("parameters", {}))  # type: ignore[arg-type]
    rows = [[cell(row, column) for column in answer["columns"]] for row in found]  # type: ignore[attr-defined]
    assert rows == answer["rows"]


def cell(row: Any, column: str) -> object:
    """A cell as it stands in a TOML file; a sentence with its quote in 【】."""
    if column == "sentence" and row.sentence is not None:
        return quoted(row.sentence, row.quote_start, row.quote_end).marked
    return plain(getattr(row, column))


def plain(value: object) -> object:
    """A value as it stands in a TOML file."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return "" if value is None else value


def test_every_query_has_an_answer_to_be_checked() -> None:
    assert {answer["query"] for answer in ANSWERS} == set(named())


def test_every_parameter_is_used_in_an_answer() -> None:
    used = {(answer["query"], name) for answer in ANSWERS for name in answer.get("parameters", {})}
    declared = {(each.name, parameter.name) for each in named().values() for parameter in each.parameters}
    assert {(name, parameter) for name, parameter in declared - used if parameter != "language"} == set()


def test_a_name_may_be_an_iri() -> None:
    iri = "https://w3id.org/jiqun/id/cluster/999902/竹器"
    assert [row.firm for row in run(small(), named()["lead-firms-of-cluster"], cluster=iri)] == ["东篱竹业有限公司"]


@pytest.mark.parametrize("kind", ["Cluster", "PlannedCluster", "Firm", "Problem"])
def test_a_whole_iri_is_told_as_one_and_the_answer_stays(kind: str) -> None:
    asked = named()["facts-of"]
    iri = run(small(), named()["entities"], type=kind)[0].entity_id
    told = bound(small(), asked, thing=iri)
    assert f" VALUES ?thing_iri {{ <{iri}> }}" in told
    untold = told.replace(f" VALUES ?thing_iri {{ <{iri}> }}", "")
    assert [*small().query(told)] == [*small().query(untold)] != []


@pytest.mark.parametrize("name", ["竹器", "http://[", "https://a b", "://"])
def test_what_is_no_iri_is_a_name(name: str) -> None:
    assert "VALUES ?thing_iri" not in bound(small(), named()["facts-of"], thing=name)


def test_a_share_may_be_a_number_or_its_text() -> None:
    figures = named()["figures-of"]
    given = (Decimal("0.6"), 0.6, "0.60", " 0.6 ")
    assert len({run(small(), figures, certainty=each).rows for each in given}) == 1
    assert run(small(), figures, certainty=1).rows == ()
    assert run(small(), figures, certainty=0).rows == run(small(), figures).rows


def test_a_measure_goes_by_its_label_too() -> None:
    ranked = named()["clusters-ranked"]
    assert run(small(), ranked, measure="产值") == run(small(), ranked, measure="output_value")


def test_a_measure_goes_by_a_word_of_reports_too() -> None:
    ranked = named()["clusters-ranked"]
    for word, code in (
        ("收入", "revenue"),
        ("销售收入", "revenue"),
        ("总产值", "output_value"),
        ("居民收入", "income"),
    ):
        assert f'"{code}"' in bound(small(), ranked, measure=word)


def test_a_subquery_sees_its_parameters_too() -> None:
    row = 'VALUES ($_place) { ("") }'
    inner = f"{{ SELECT ?town ?o {{\n{row}\n?town ?p ?o FILTER ($_place != STR(?o)) }} }}"
    text = HEAD + BODY.replace("?town ?p ?o", inner)
    told = bound(small(), parsed(text, "towns"), place="某")
    assert told.count('"某"') == 2
    assert "VALUES" not in told


def test_a_parameter_is_replaced_where_it_is_a_variable_only() -> None:
    kept = "# $_place\n  ?town ?p ?o FILTER ('$_place' != STR(?o) && <urn:$_place> != ?p && ?town_place != ?p)"
    text = HEAD + BODY.replace("?town ?p ?o", kept)
    told = bound(small(), parsed(text, "towns"), place="某")
    assert kept in told
    assert told.count('"某"') == 1


def test_a_parameter_that_is_selected_is_told() -> None:
    text = HEAD.replace("town: 乡镇", "_place: 地点") + BODY.replace("?town {", "$_place {")
    with pytest.raises(InputError, match=r"query\.rq:11: this is not a SPARQL query"):
        find(text)


def test_an_empty_value_is_the_default() -> None:
    towns = named()["towns-with-several-clusters"]
    assert run(small(), towns, minimum="", level=None, within=" ") == run(small(), towns)


@given(st.text())
def test_a_value_stays_a_value(text: str) -> None:
    echo = parsed(HEAD + BODY.replace("?town ?p ?o", "BIND ($_place AS ?town) BIND (?town AS ?o)"), "echo")
    [row] = run(Store(), echo, place=text)
    assert row.town == text.strip()


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        run(Store(), parsed(HEAD + BODY, "towns"), place="\udc80")


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        (
            "towns-with-several-clusters",
            {"town": "石桥"},
            "takes minimum, level, within, certainty, language, not town",
        ),
        ("reports", {"place": "禾山"}, "takes no parameters, not place"),
        ("towns-with-several-clusters", {"minimum": "two"}, "whole number"),
        ("towns-with-several-clusters", {"minimum": -1}, "whole number"),
        ("towns-with-several-clusters", {"level": "street"}, "one of town, village, park"),
        ("figures-of", {"certainty": "half"}, "a number from 0 to 1, such as 0.8, not half"),
        ("figures-of", {"certainty": 1.5}, "a number from 0 to 1"),
        ("figures-of", {"certainty": "-0.5"}, "a number from 0 to 1"),
        ("clusters-ranked", {"measure": "wealth"}, "There are .*output_value"),
    ],
)
def test_a_parameter_that_cannot_be_is_refused(name: str, values: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        run(small(), named()[name], **values)


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Path]:
    """A build with a store, and beside it one with the graph's file only."""
    graph = stores.lines(small())
    stores.write(tmp_path / "store", graph)
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / "graph.nq").write_bytes(graph)
    return tmp_path


def test_a_build_is_asked_by_name_file_and_text(build: Path, tmp_path: Path) -> None:
    expected = run(small(), named()["reports"])
    for asked in ("reports", str(resource("queries") / "reports.rq"), named()["reports"].text):
        for graph in (build, build / "file"):
            assert query(asked, graph).rows == expected.rows


def test_the_items_of_a_list_stand_in_order() -> None:
    text = (HEAD + BODY).replace("乡镇 | town", "乡镇 | town | 、")
    text = text.replace("?town ?p ?o", 'BIND ("b\\n\\na\\nb" AS ?town) BIND (?town AS ?o)')
    assert [row.town for row in run(Store(), parsed(text, "towns"))] == ["a、b、b"]
    nothing = text.replace("b\\n\\na\\nb", "\\n")
    assert [row.town for row in run(Store(), parsed(nothing, "towns"))] == [None]


def test_a_query_of_the_users_own(build: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT (1.5 AS ?half) ?nothing (2 AS ?two) ('镇' AS ?class) (1e0 AS ?one) {}", "utf-8")
    answer = query(str(own), build)
    assert answer[0][:4] == (Decimal("1.5"), None, 2, "镇")
    assert [column.name for column in answer.columns] == ["half", "nothing", "two", "class", "one"]
    assert query("ASK { ?s ?p ?o }", build)[0].answer is True
    assert len(query("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3", build)) == 3
    own.write_text(HEAD + BODY, "utf-8")
    assert 0 < len(query(str(own), build, place="999901")) < len(query(str(own), build))


@pytest.mark.parametrize("kind", ["integer", "decimal", "double", "float", "boolean"])
def test_what_is_no_number_of_its_datatype_is_a_text(kind: str, build: Path) -> None:
    for said in ("abc", "1_0", "1E+999999999" if kind == "decimal" else "", "１"):
        own = f'SELECT ("{said}"^^<http://www.w3.org/2001/XMLSchema#{kind}> AS ?x) {{}}'
        assert query(own, build)[0].x == said


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 5000 + ".5", f'"{"9" * 5000}"^^xsd:integer'])
def test_a_number_that_nobody_can_write_out_is_refused(number: str, build: Path) -> None:
    with pytest.raises(InputError, match="more than 4,300 digits"):
        query(f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ({number} AS ?x) {{}}", build)


def test_a_function_that_there_is_not_is_told(build: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be answered: .*http://example.org/f"):
        query("SELECT (<http://example.org/f>(1) AS ?x) {}", build)


@pytest.mark.parametrize("part", ["LIMIT", "OFFSET"])
def test_a_part_of_an_answer_beyond_all_numbers_is_refused(part: str, build: Path) -> None:
    with pytest.raises(InputError, match="non negative integer"):
        query(f"SELECT * {{}} {part} {'9' * 5000}", build)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("towns", "no query called towns. Did you mean towns-with-several-clusters"),
        ("ééé", "no query called ééé. There are .*chains"),
        ("nowhere.rq", "nowhere.rq cannot be read"),
        ("SELECT ?s {\n ?s ?p }", "rq:2: this is not a SPARQL query"),
        (HEAD + BODY.replace("?town ?p ?o", "?town"), "rq:12: this is not a SPARQL query"),
        ("ASK " + "{" * 250 + "}" * 250, "nested too deep: more than 200"),
        ("ASK { FILTER (" + "!" * 250 + "true) }", "nested too deep"),
    ],
)
def test_a_query_that_cannot_be_asked_is_refused(asked: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        find(asked)


def test_a_folder_that_is_no_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kg build"):
        open_build(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (HEAD.replace("#+ question-zh: 有哪些乡镇？\n", "") + BODY, "towns.rq:1: the head has no question-zh"),
        (HEAD.replace("summary-en", "summary-fr") + BODY, "towns.rq:2: this line has no place"),
        (HEAD.replace("乡镇 | town", "乡镇") + BODY, "towns.rq:8: town needs 2 parts"),
        (HEAD.replace("name |", "place |") + BODY, "towns.rq:6: place is no type"),
        (HEAD.replace("name |", "integer |") + BODY, "towns.rq:6: '' cannot be the default of place"),
        (HEAD.replace("name |", "a, b |") + BODY, "towns.rq:6: '' cannot be the default of place"),
        (HEAD + BODY.replace('$_place IN ("", STR(?o))', "true"), "towns.rq:6: place must be both"),
        (HEAD + BODY.replace("STR(?o)", "$_level"), "towns.rq:1: level must be both"),
        (
            HEAD + BODY.replace("  VALUES", "  VALUES ($_level) { (1) }\n  VALUES"),
            "towns.rq:11: this row of parameters",
        ),
        (HEAD.replace("#+ param", "#+ note-zh: 注\n#+ param") + BODY, "towns.rq:1: the head has no note-en"),
        (HEAD + BODY.replace("SELECT ?town", "SELECT ?town ?o"), "columns are not what the query selects: town, o"),
        (HEAD + BODY.replace("FILTER (", "FILTER ("[:-1]), "towns.rq:12: this is not a SPARQL query"),
    ],
)
def test_a_mistake_in_a_file_of_ours_names_file_and_line(wrong: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        parsed(wrong, "towns")


@pytest.mark.parametrize("name", named())
def test_a_shipped_query_is_whole(name: str) -> None:
    assert parsed(named()[name].text, name) == named()[name]

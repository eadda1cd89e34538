"""Questions of a planning office on the five surveys: command, notebook and page give the answer that a reader gave, an
assistant the rows of the command.

`tests/questions/*.toml` holds them, answered by hand from the reports. `columns` are those of the command's rows that
must equal the answer's: a text if it holds the answer's, part for part where it lists several, a list if the text holds
all of its words, a number if it is that number; "" is nothing, and what an answer leaves out is not asked. `only` and
`least` choose the command's rows that are asked for, of which the answer has all. `shown` are the words that one row or
small block of the page (`at`, else `page`) has together, `[[wrong]]` those that none has. `sentences` say where in the
report (code points) stand the figures and names that the answer `holds`. `fails` says why the `rows` of command and
notebook, or the `page`, are wrong today.
"""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from assisted import stdio, within
from click.testing import CliRunner
from gold import SHARED
from lxml import html
from mcp import Client

import kg
from kg.analysis.comparison import comparison
from kg.analysis.names import meant, one
from kg.audit.records import read as findings
from kg.cli import app
from kg.folder import reading
from kg.queries import named, open_build, run
from kg.views import pages
from kg.views.compared import listed

SLUGS = ("jinjiang", "laizhou", "taizhou", "xx-county", "zhucheng")
REPORTS = {slug: SHARED / "reports" / f"{slug}.txt" for slug in SLUGS}
QUESTIONS = {
    path.stem: tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    for path in sorted((Path(__file__).parent / "questions").glob("*.toml"))
}
BLOCK = 600  # characters: a larger part of a page tells more than one thing
STOPS = "。！？；\n"

pytestmark = [
    pytest.mark.no_cover,  # other tests run the same code
    pytest.mark.skipif(
        not all(path.exists() for path in REPORTS.values()),
        reason="the five surveys are not beside this checkout (../shared/reports)",
    ),
]

Row = Mapping[str, Any]


def asked(part: str) -> list[Any]:
    """The questions, those whose rows or page are wrong today marked with the reason."""
    return [
        pytest.param(
            question,
            id=name,
            marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=question["fails"][part])]
            if part in question.get("fails", {})
            else [],
        )
        for name, question in QUESTIONS.items()
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kg.build(list(REPORTS.values()), tmp_path_factory.mktemp("surveys") / "build").path


@pytest.fixture(scope="module")
def catalogue(built: Path) -> pages.Catalogue:
    return pages.catalogue(built)


@cache
def report(slug: str) -> str:
    return REPORTS[slug].read_text("utf-8")


def same(told: object, answer: object) -> bool:
    """Whether a cell of a row is that of the answer."""
    if isinstance(answer, bool):
        return told is answer
    if isinstance(answer, int | Decimal):
        return isinstance(told, int | float | Decimal) and Decimal(str(told)) == answer
    said = "" if told is None else str(told)
    if isinstance(answer, list):
        return all(word in said for word in answer)
    parts, wanted = said.split("、"), str(answer).split("、")
    return (
        said == ""
        if answer == ""
        else len(parts) == len(wanted) and all(any(word in part for part in parts) for word in wanted)
    )


def chosen(question: Row, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that the question is about, each once."""
    seen = set()
    for row in rows:
        told = tuple(str(row[column]) for column in question["columns"])
        about = all(row[column] in values for column, values in question.get("only", {}).items())
        large = all((row[column] or 0) >= value for column, value in question.get("least", {}).items())
        if about and large and told not in seen:
            seen.add(told)
            yield row


def check(question: Row, rows: Sequence[Row]) -> None:
    """Each row of the answer is told, by a row of its own, and nothing else."""
    columns = question["columns"]
    told = list(chosen(question, rows))
    fitting = [
        [at for at, row in enumerate(told) if all(same(row[key], answer[key]) for key in columns if key in answer)]
        for answer in question["answer"]
    ]
    missing = [
        {key: answer[key] for key in columns if key in answer}
        for answer, found in zip(question["answer"], fitting, strict=True)
        if len(found) != 1
    ]
    hit = {at for found in fitting for at in found}
    beyond = [{key: row[key] for key in columns} for at, row in enumerate(told) if at not in hit]
    assert (missing, beyond) == ([], [])
    assert len(hit) == len(question["answer"])


def in_notebook(words: Sequence[str], graph: Path) -> list[Row]:
    """What Python gives for the words of a command."""
    match words:
        case ["kg", "query", name, *values]:
            parameters = {key.removeprefix("--"): value for key, value in zip(values[::2], values[1::2], strict=True)}
            return [row._asdict() for row in kg.query(name, graph, **parameters)]
        case ["kg", "compare", *names]:
            store = open_build(graph)
            things = {thing.iri: thing.name for thing in (one(meant(store, name), name) for name in names)}
            return [row._asdict() for row in listed(comparison(store, list(things)), things, "zh")]
        case ["kg", "audit"]:
            records: list[Row] = reading(graph, lambda build: findings(build.read("findings.jsonl")))
            return records
        case _:
            raise AssertionError(f"no way to ask {words} in a notebook")


def by_assistant(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The tool that an assistant calls for the words of a command, and what it gives it."""
    match words:
        case ["kg", "query", name, *values]:
            parameters = {key.removeprefix("--"): value for key, value in zip(values[::2], values[1::2], strict=True)}
            return "ask", {"query": name, "parameters": parameters, "limit": 500}
        case ["kg", "compare", *names]:
            return "compare", {"names": names, "limit": 500}
        case ["kg", "audit"]:
            return "audit", {"limit": 500}
        case _:
            raise AssertionError(f"no way for an assistant to ask {words}")


@pytest.fixture(scope="module")
def assisted(built: Path) -> dict[str, dict[str, Any]]:
    """What an assistant is told to the questions, over standard input and output."""

    async def told(client: Client) -> dict[str, dict[str, Any]]:
        answers = {}
        for name, question in QUESTIONS.items():
            answer = await client.call_tool(*by_assistant(shlex.split(question["command"])))
            assert not answer.is_error, answer.content
            answers[name] = answer.structured_content or {}
        return answers

    found: dict[str, dict[str, Any]] = within(stdio(built, "--lang", "zh"), told)
    return found


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """The rows and small blocks of a page: tag and visible text."""
    body = html.fromstring(page).find("body")
    assert body is not None
    for hidden in body.xpath("//script|//style|//option"):
        hidden.drop_tree()
    for element in body.iter(html.etree.Element):
        said = " ".join(element.itertext())
        if element.tag in ("tr", "li") or len(said) <= BLOCK:
            yield str(element.tag), said


def tells(said: str, words: Sequence[str]) -> bool:
    """Whether a text has all words, a number not as a part of a longer one."""
    before, after = r"(?<![\d.])(?=\d)|(?=\D)", r"(?<=\d)(?![\d.])|(?<=\D)"
    return all(re.search(f"(?:{before}){re.escape(word)}(?:{after})", said) for word in words)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_answer_stands_in_sentences_of_the_reports(question: Row) -> None:
    for answer in question["answer"]:
        said = []
        for slug, start, end in answer["sentences"]:
            text = report(slug)
            assert 0 <= start < end <= len(text)
            assert text[start - 1] in STOPS or not text[:start].strip()
            assert text[end - 1] in STOPS or text[end : end + 1] in ("\n", "")
            said.append(text[start:end])
        assert [held for held in answer["holds"] if not any(held in sentence for sentence in said)] == []
        assert [sentence for sentence in said if not any(held in sentence for held in answer["holds"])] == []


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_asked_in_both_languages_and_answered_in_every_column(question: Row) -> None:
    assert re.search("[\u4e00-\u9fff]", question["zh"])
    assert not re.search("[\u4e00-\u9fff]", question["en"])
    assert set(question.get("fails", {})) <= {"rows", "page"}
    for column in question["columns"]:
        assert any(column in answer for answer in question["answer"]), column


def test_the_questions_are_asked_of_all_five_reports() -> None:
    cited = {
        slug for question in QUESTIONS.values() for answer in question["answer"] for slug, *_ in answer["sentences"]
    }
    assert cited == set(SLUGS)


@cache
def printed(command: str, graph: Path) -> str:
    """What a command prints of a build, as JSON."""
    words = [*shlex.split(command)[1:], "--graph", str(graph), "--format", "json", "--lang", "zh"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("question", asked("rows"))
def test_the_command_gives_the_answer(question: Row, built: Path) -> None:
    check(question, json.loads(printed(question["command"], built), parse_float=Decimal))


@pytest.mark.parametrize("question", asked("rows"))
def test_the_notebook_gives_the_answer(question: Row, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "zh")
    check(question, in_notebook(shlex.split(question["command"]), built))


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_assistant_is_told_the_rows_of_the_command_with_sentences(
    name: str, built: Path, assisted: dict[str, dict[str, Any]]
) -> None:
    command = QUESTIONS[name]["command"]
    rows = assisted[name]["rows"]
    if command == "kg audit":  # its table, which JSON tells figure by figure
        told = [row._asdict() for row in kg.findings(built, "zh")]
    else:
        told = json.loads(printed(command, built))
    assert [row["values"] for row in rows] == told
    counted = [row for row in rows if not row["sentences"]]
    assert all("derived" in row["beware"] and row["values"]["claim_id"] is None for row in counted)
    assert not counted or command.startswith("kg compare ")
    for said in (said for row in rows for said in row["sentences"]):
        quote = said["sentence"].partition("【")[2].partition("】")[0]
        assert quote == (quote and report(said["report"])[said["start"] : said["end"]].replace("\n", ""))


@pytest.mark.parametrize("question", asked("page"))
def test_the_page_shows_the_answer(question: Row, catalogue: pages.Catalogue) -> None:
    parts = {}
    for each in (*question["answer"], *question.get("wrong", [])):
        path = each.get("at") or question["page"]
        if path not in parts:
            page = pages.render(catalogue, path)
            assert page.status == 200, path
            parts[path] = list(blocks(page.body.decode()))
    missing = [
        words
        for answer in question["answer"]
        for words in answer["shown"]
        if not any(tells(said, words) for _, said in parts[answer.get("at") or question["page"]])
    ]
    wrong = [
        each["shown"]
        for each in question.get("wrong", [])
        for tag, said in parts[each.get("at") or question["page"]]
        if tag in ("tr", "li") and tells(said, each["shown"])
    ]
    assert (missing, wrong) == ([], [])


def test_what_is_ranked_without_a_size_is_a_cluster_of_its_place(built: Path) -> None:
    store = open_build(built)
    placed = {row.cluster_id for row in run(store, named()["clusters-of-place"])}
    ranked = run(store, named()["clusters-ranked"])
    assert [row.cluster for row in ranked if row.value is None and row.cluster_id not in placed] == []


def test_an_assistant_is_told_that_a_county_is_inferred(built: Path, assisted: dict[str, dict[str, Any]]) -> None:
    hidden = {row.place for row in kg.query("hidden-places", built)}
    assert hidden
    rows = [row for answer in assisted.values() for row in answer["rows"]]
    of_hidden = [row for row in rows if hidden & {*map(str, row["values"].values())}]
    assert of_hidden
    assert all("inferred" in row["beware"] for row in of_hidden)
    named = [row for row in rows if "诸城市" in row["values"].values()]
    assert named
    assert not any("inferred" in row["beware"] for row in named)

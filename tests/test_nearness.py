"""Near names: by characters and by sound; what is like nothing has none; the command suggests them wherever it takes a
name."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from small import small

from kg import store
from kg.cli import app
from kg.messages import NOTHING
from kg.nearness import hint, nearest

KNOWN = ("诸城市", "成都市", "减速机", "泰兴减速机", "义和车桥", "义和车桥公司", "chains", "towns")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("诸成市", ("诸城市",)),
        ("猪城", ("诸城市",)),
        ("减素机", ("减速机",)),
        ("义合车桥", ("义和车桥", "义和车桥公司")),
        ("Chanes", ("chains",)),
        ("阿里", ()),
        ("", ()),
    ],
)
def test_what_a_name_may_mean(name: str, near: tuple[str, ...]) -> None:
    assert nearest(name, KNOWN)[: len(near) or None] == near


def test_where_none_is_near_what_is_listed_is_told() -> None:
    assert hint("阿里", KNOWN) == NOTHING
    assert hint("阿里", KNOWN, ["甲", "乙"]).zh == "有 甲、乙。"
    assert hint("诸成市", KNOWN, ["甲"]).en == "Did you mean 诸城市?"
    assert hint("阿里", KNOWN, map(str, range(20_000))) == NOTHING


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("near")
    store.write(made / "store", store.lines(small()))
    return made


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["query", "towns-with-several-clusters", "--within", "何山县"], "禾山县"),
        (["query", "lead-firms-of-cluster", "--cluster", "竹气业"], "竹器业"),
        (["query", "clusters-ranked", "--measure", "产直"], "产值"),
        (["query", "chanes"], "chains"),
        (["show", "何山县"], "禾山县"),
        (["path", "何山县", "柳村"], "禾山县"),
        (["view", "--around", "何山县"], "禾山县"),
        (["audit", "--kind", "shaer"], "share"),
        (["shwo", "禾山"], "show"),
    ],
)
def test_a_mistyped_name_is_an_error_with_the_near_ones(words: list[str], near: str, graph: Path) -> None:
    done = CliRunner().invoke(app, [*words, *(["--graph", str(graph)] if words[0] != "shwo" else [])])
    assert done.exit_code in (1, 2)
    assert done.stdout == ""
    assert "是否指" in done.stderr
    assert near in done.stderr


def test_a_name_that_there_is_may_have_no_rows(graph: Path) -> None:
    words = ["query", "chains", "--firm", "柳村", "--place", "禾山", "--graph", str(graph), "--lang", "en"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    assert "No rows of firm 柳村、place 禾山." in done.stderr


def test_a_firm_by_its_iri_that_the_graph_lacks_is_no_name(graph: Path) -> None:
    words = ["query", "chains", "--firm", "https://w3id.org/jiqun/id/none", "--graph", str(graph), "--format", "json"]
    assert CliRunner().invoke(app, words).exit_code == 0

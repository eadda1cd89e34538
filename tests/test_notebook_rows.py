"""What `kg.query` gives in a notebook: a short account, a table for the eye, and one for pandas."""

import sys
from collections import namedtuple
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html
from small import small

import kg
from kg import store
from kg.errors import InputError
from kg.queries import Column, Value, Words, named, run
from kg.views.notebook import Answer
from kg.views.wording import Lang


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    store.write(folder / "store", store.lines(small()))
    return folder


def answer(names: str, *values: tuple[Value, ...], lang: Lang = "zh") -> Answer:
    kind = namedtuple("Row", names)  # type: ignore[misc]  # as in an answer of a query
    columns = tuple(Column(name, Words(name, name)) for name in names.split())
    return Answer(columns, tuple(kind(*row) for row in values), lang)


def table(shown: Answer) -> list[list[str]]:
    """The cells of the table that a notebook shows, below its head."""
    return [[cell.text_content() for cell in row] for row in html.fromstring(shown._repr_html_()).xpath("//tbody/tr")]


def test_an_answer_is_the_rows_of_the_query(graph: Path) -> None:
    found = kg.query("towns-with-several-clusters", graph)
    assert found.rows == run(small(), named()["towns-with-several-clusters"]).rows
    assert (len(found), found[0].town) == (len(found.rows), found.rows[0].town)


def test_the_account_is_short() -> None:
    assert repr(answer("town clusters town_id", ("石桥镇", 2, "x"))) == "<1 row: town, clusters>"
    many = answer("a b c d e", *[(1, 2, 3, 4, 5)] * 3000)
    assert repr(many) == "<3000 rows: a, b, c, d, …>"


@pytest.mark.parametrize(("lang", "said"), [("zh", "142亿元"), ("en", "14.2 billion yuan")])
def test_figures_are_readable_in_the_language(lang: Lang, said: str) -> None:
    shown = answer("cluster value unit cluster_id", ("茶叶", Decimal(14200000000), "CNY", "https://x"), lang=lang)
    assert table(shown) == [["茶叶", said]]


def test_a_sentence_has_its_quote_marked_and_nothing_runs() -> None:
    said = "【茶】<b>叶</b>产值12亿元，<script>alert(1)</script>。"
    shown = answer("sentence quote_start quote_end", (said, 3, 12), (None, None, None))._repr_html_()
    assert [mark.text_content() for mark in html.fromstring(shown).xpath("//td/mark")] == [said[3:12]]
    assert html.fromstring(shown).xpath("//td")[0].text_content() == said
    assert "<script" not in shown
    assert "<b>" not in shown


def test_a_long_answer_is_cut_and_counted_and_an_empty_one_says_so() -> None:
    long = answer("n", *[(at,) for at in range(130)])
    assert [row[0] for row in table(long)] == [str(at) for at in range(100)]
    assert "还有 30 行" in long._repr_html_()
    assert "还有" not in answer("n", *[(at,) for at in range(100)])._repr_html_()
    assert "没有结果" in answer("n")._repr_html_()


def test_the_language_is_asked_for_or_the_users(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "en")
    assert kg.query("figures-of", graph, thing="石桥镇").lang == "en"
    assert kg.query("figures-of", graph, thing="石桥镇", language="zh").lang == "zh"
    english = {row.measure for row in kg.query("figures-of", graph)}
    monkeypatch.setenv("KG_LANG", "zh")
    assert english.isdisjoint(row.measure for row in kg.query("figures-of", graph))


def test_pandas_gets_every_column_and_numbers_as_numbers(graph: Path) -> None:
    found = kg.query("figures-of", graph)
    frame = found.to_pandas()
    assert list(frame.columns) == [column.name for column in found.columns]
    assert frame["thing_id"].tolist() == [row.thing_id for row in found]
    assert str(frame["value"].dtype) == "float64"
    assert frame["value"].tolist() == [float(row.value) for row in found]
    kinds = answer("whole part yes mixed none", (1, Decimal("0.5"), True, 1, None), (None, None, None, "x", None))
    told = kinds.to_pandas()
    assert [str(kind) for kind in told.dtypes] == ["Int64", "float64", "boolean", "object", "object"]
    assert (told["whole"][0], told["part"][0], told["yes"][0]) == (1, 0.5, True)
    assert told.iloc[1][["whole", "part", "yes", "none"]].isna().all()
    large = answer("whole", (2**62 + 1,), (None,)).to_pandas()
    assert large["whole"][0] == 2**62 + 1
    assert answer("whole", (10**30,), (1,)).to_pandas()["whole"].tolist() == [10**30, 1]
    assert list(answer("a b").to_pandas().columns) == ["a", "b"]


def test_pandas_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match="pip install pandas"):
        answer("a", (1,)).to_pandas()

"""Tables: exact for programs, readable for the eye, nothing of a report executed or lost."""

import csv
import io
import json
from collections import namedtuple
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kg.queries import Column, Rows, Words
from kg.views.cells import clean
from kg.views.drawn import table
from kg.views.numbers import bounds, figure, number
from kg.views.tables import Form, written
from kg.views.wording import LANGS, Lang, preferred, texts


def answer(names: str, *rows: tuple[object, ...]) -> Rows:
    kind = namedtuple("Row", names.split())  # type: ignore[misc]
    columns = tuple(Column(name, Words(f"列{name}", name)) for name in names.split())
    return Rows(columns, tuple(kind(*row) for row in rows))


FIGURES = answer(
    "thing value value_max unit per contested note thing_id",
    ("竹器业", Decimal("14200000000.0"), None, "CNY", None, True, None, "https://w3id.org/jiqun/id/a"),
    ("茶|机<业>", Decimal(25), Decimal("30.5"), "%", None, False, None, "https://w3id.org/jiqun/id/b"),
)


def printed(rows: Rows, form: Form = "table", lang: Lang = "zh", width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    said = table(rows, lang, width) if form == "table" else written(rows, form, lang)
    with console.capture() as caught:
        console.print(said, markup=False, highlight=False, soft_wrap=form != "table")
    return caught.get()


def test_csv_has_every_column_and_exact_numbers() -> None:
    read = list(csv.DictReader(io.StringIO(written(FIGURES, "csv", "zh"))))
    assert list(read[0]) == ["thing", "value", "value_max", "unit", "per", "contested", "note", "thing_id"]
    assert [row["value"] for row in read] == ["14200000000", "25"]
    assert [row["value_max"] for row in read] == ["", "30.5"]
    assert [row["contested"] for row in read] == ["true", "false"]


def test_json_is_a_list_of_objects() -> None:
    read = json.loads(written(FIGURES, "json", "zh"))
    said = [(row["value"], row["value_max"], row["contested"]) for row in read]
    assert said == [(14200000000, None, True), (25, 30.5, False)]


SAID = answer(
    "firm sentence quote_start quote_end report start end",
    ("华阳伞业公司", "该业有企业\n30家，骨干企业有华阳伞业公司。", 10, 21, "suichang", 40, 50),
    ("东岭伞骨厂", None, None, None, None, None, None),
)


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_a_sentence_has_its_quote_marked_where_people_read_it(form: Form) -> None:
    found = printed(SAID, form, width=120)
    assert "该业有企业30家，【骨干企业有华阳伞业公司】。" in found
    assert "quote_start" not in found


def test_json_tells_where_in_its_sentence_a_quote_stands() -> None:
    said, unsaid = json.loads(written(SAID, "json", "zh"))
    assert said["sentence"][said["quote_start"] : said["quote_end"]] == "骨干企业有华阳伞业公司"
    assert unsaid["sentence"] is None


def test_a_sentence_without_the_place_of_a_quote_is_as_it_is() -> None:
    assert "该业有企业30家。" in written(answer("sentence", ("该业有企业30家。",)), "csv", "zh")
    odd = answer("sentence quote_start quote_end", ("该业有企业30家。", "x", None))
    assert "该业有企业30家。" in written(odd, "md", "zh")


def test_json_is_json_even_of_what_is_no_number() -> None:
    found = written(answer("a b", (float("inf"), float("nan"))), "json", "zh")
    assert json.loads(found, parse_constant=lambda name: pytest.fail(name)) == [{"a": "inf", "b": "nan"}]


def test_a_formula_is_guarded_in_csv_and_a_negative_number_is_not() -> None:
    said = answer("a b c d", ("=1+1", Decimal("-3.5"), -2, "-1.5"))
    assert written(said, "csv", "zh").splitlines()[1] == "'=1+1,-3.5,-2,-1.5"


def test_the_eye_sees_figures_with_units_and_no_ids_or_empty_columns() -> None:
    assert printed(FIGURES, "md") == (
        "| 列thing | 列value | 列contested |\n| --- | ---: | --- |\n"
        "| 竹器业 | 142亿元 | 是 |\n| 茶\\|机&lt;业&gt; | 25–30.5% | 否 |\n\n"
    )
    table = printed(FIGURES)
    assert "142亿元" in table
    assert "w3id" not in table
    assert "列note" not in table


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_answer_has_a_form_too(form: Form, lang: Lang) -> None:
    assert printed(answer("town town_id"), form, lang).strip()


@given(st.lists(st.tuples(*[st.text(alphabet="竹器业产值abc123 ，。", max_size=70)] * 4), min_size=1, max_size=5))
def test_a_table_is_no_wider_than_its_room_and_loses_no_character(rows: list[tuple[str, str, str, str]]) -> None:
    found = printed(answer("甲 乙 丙 丁", *rows))
    assert max(map(cell_len, found.splitlines())) <= 80
    letters = "".join(clean(cell) for row in rows for cell in row).replace(" ", "")
    assert sum(found.count(letter) for letter in set(letters)) >= len(letters)


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("1", "确信 1.00", "certain 1.00"),
        ("0.8", "确信 0.80", "certain 0.80"),
        ("0.79", "较确信 0.79", "fairly certain 0.79"),
        ("0.5", "较确信 0.50", "fairly certain 0.50"),
        ("0.49", "存疑 0.49", "in doubt 0.49"),
    ],
)
def test_a_certainty_is_told_in_words_and_its_number(number: str, zh: str, en: str) -> None:
    told = answer("certainty", (Decimal(number),))
    assert zh in printed(told)
    assert en in printed(told, lang="en")
    assert json.loads(printed(told, "json")) == [{"certainty": float(number)}]


def test_what_a_user_calls_certainty_may_be_a_text() -> None:
    assert "不知" in printed(answer("certainty", ("不知",)))


def test_many_columns_stand_below_each_other() -> None:
    wide = answer("a b c d e f", tuple("竹器产业集群分布在石桥镇" for _ in range(6)), tuple("茶机业" for _ in range(6)))
    lines = printed(wide).splitlines()
    assert [line.split()[0] for line in lines if line.strip()] == [f"列{name}" for name in "abcdef"] * 2


def test_nothing_of_a_report_steers_the_terminal_or_the_layout() -> None:
    found = printed(answer("name", ("[bold]竹器[/bold] :tada: \x1b[31m红\n换行",)))
    assert "[bold]竹器[/bold] :tada: [31m红 换行" in found
    assert "\x1b" not in found


def test_a_report_is_shown_with_its_characters() -> None:
    assert "heshan 12–40" in printed(answer("sentence report start end", ("竹器业", "heshan", 12, 40)))


@given(
    st.permutations(("report", "start", "end", "value", "value_max", "unit", "per", "lower", "upper")),
    st.integers(1, 8),
)
def test_a_query_may_choose_any_columns(names: list[str], count: int) -> None:
    texts = {"report": "heshan", "unit": "CNY", "per": "mu"}
    row = tuple(texts.get(name, Decimal(1200 + at)) for at, name in enumerate(names[:count]))
    found = printed(answer(" ".join(names[:count]), row), "md", "en")
    whole = {"report", "start", "end"} <= set(names[:count])
    assert all(str(cell) in found for name, cell in zip(names[:count], row, strict=True) if name in ("report", "start"))
    assert ("–" in found) >= whole
    if "value" not in names[:count]:
        assert all(str(1200 + at) in found for at, name in enumerate(names[:count]) if name not in texts)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("14200000000", "CNY", "142亿元", "14.2 billion"),
        ("78000000", "CNY", "7800万元", "78 million"),
        ("3300", "1", "3300", "3,300"),
        ("12345", "1", "1.2345万", "12,345"),
        ("40.50", "%", "40.5%", "40.5%"),
        ("0", "1", "0", "0"),
        ("-200000000", "CNY", "-2亿元", "-200 million"),
    ],
)
def test_figures_for_the_eye(value: str, unit: str, zh: str, en: str) -> None:
    assert figure(Decimal(value), unit, "zh") == zh
    assert figure(Decimal(value), unit, "en").startswith(en)


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_figure_is_not_rounded_either(lang: Lang) -> None:
    long = "123456789" * 600 + ".25"
    assert number(Decimal(long), lang).replace(",", "").rstrip("亿 bilon").replace(".", "") == long.replace(".", "")


@given(st.decimals(min_value=0, max_value=10**14, places=3, allow_nan=False))
def test_no_figure_is_rounded(value: Decimal) -> None:
    said = number(value, "zh")
    scale = {"亿": 10**8, "万": 10**4}.get(said[-1], 1)
    assert Decimal(said.rstrip("亿万")) * scale == value


@pytest.mark.parametrize(
    ("value", "lower", "upper", "said"),
    [
        (200, 200, 200, ""),
        (20, 20, 30, "20–30%"),
        (40, 40, None, "不低于40%"),
        (5, None, 5, "不高于5%"),
        (5, None, None, ""),
    ],
)
def test_bounds(value: int, lower: int | None, upper: int | None, said: str) -> None:
    low, high = (None if end is None else Decimal(end) for end in (lower, upper))
    assert bounds(Decimal(value), low, high, "%", "zh") == said


def test_every_text_is_in_both_languages() -> None:
    zh, en = (texts(lang) for lang in LANGS)
    assert zh.keys() == en.keys()
    assert [key for key in zh if not zh[key] or not en[key]] == []
    assert [key for key, said in en.items() if key != "other_language" and not said.isascii() and "–" not in said] == []


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], lang: str) -> None:
    assert preferred(environment) == lang


TARGETS = answer(
    "thing target target_max unit actual", ("竹器业", 200, 300, "CNY", 150), ("茶业", 20000, None, "mu", None)
)


def test_every_figure_is_shown_with_its_unit() -> None:
    assert printed(TARGETS, "md") == (
        "| 列thing | 列target | 列actual |\n| --- | ---: | ---: |\n"
        "| 竹器业 | 200–300元 | 150元 |\n| 茶业 | 2万亩 |  |\n\n"
    )
    assert "CNY" in printed(TARGETS, "csv")


def test_a_unit_that_stands_alone_is_worded() -> None:
    assert "| 亩 |" in printed(answer("unit", ("mu",)), "md")


def test_without_a_width_a_row_is_a_line() -> None:
    wide = answer("a b", ("竹" * 200, -3), ("茶", 25))
    console = Console(file=io.StringIO(), width=1000)
    with console.capture() as caught:
        console.print(table(wide, "zh", None))
    _, _, first, second = (line.rstrip() for line in caught.get().splitlines())
    assert first.startswith("竹" * 200)
    assert first.endswith("-3")
    assert cell_len(first) == cell_len(second)

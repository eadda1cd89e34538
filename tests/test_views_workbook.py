"""Workbooks: numbers as numbers, names as names, the sentences with their quote, the same bytes each time."""

import io
import re
import zipfile
from collections import namedtuple
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import small

from kg import store
from kg.cli import app
from kg.errors import InputError
from kg.messages import LANGS, Lang
from kg.queries import Column, Rows, Words
from kg.reading import read
from kg.views.workbook import sheets, workbook


def answer(names: str, *rows: tuple[object, ...]) -> Rows:
    kind = namedtuple("Row", names.split())  # type: ignore[misc]
    columns = tuple(Column(name, Words(f"列{name}", name)) for name in names.split())
    return Rows(columns, tuple(kind(*row) for row in rows))


SAID = answer(
    "thing value unit certainty sentence quote_start quote_end report start end thing_id",
    ("竹器业", Decimal("142000.5"), "CNY", 0.91, "该业产值142亿元，很大。", 2, 9, "heshan", 12, 19, "https://x/1"),
    ("=1+1", 3, "1", float("nan"), "该业有3家。", 0, 6, "heshan", 30, 36, "https://x/2"),
    ("http://x", int("9" * 30), None, None, None, None, None, None, None, None, None),
)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_reads_back(lang: Lang, tmp_path: Path) -> None:
    (tmp_path / "answer.xlsx").write_bytes(workbook(SAID, lang))
    [document] = read(tmp_path / "answer.xlsx")
    assert ("竹器业" in document.text, "142000.5" in document.text) == (True, True)
    assert ("元" if lang == "zh" else "yuan") in document.text
    assert "https://x/1" not in document.text
    assert "该业产值142亿元，很大。" in document.text
    assert "heshan 12–19" in document.text
    assert "9" * 30 in document.text
    assert ("原句" if lang == "zh" else "Sentences") in document.text


def test_what_a_sheet_does_not_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.views.workbook._LINES", 3)
    assert workbook(SAID, "zh")
    once = Rows(SAID.columns, tuple(row._replace(report=f"r{n}") for n, row in enumerate(SAID.rows[:2])))
    for found in ({"one": Rows(SAID.columns, SAID.rows * 2)}, {"one": SAID, "two": once}):
        with pytest.raises(InputError, match="a sheet holds 3"):
            sheets(found, "en")


def test_nothing_runs_and_numbers_are_numbers() -> None:
    sheet = part(workbook(SAID, "zh"), "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "<v>142000.5</v>" in sheet
    assert "frozen" in sheet
    assert "<autoFilter" in sheet


def test_a_quote_is_bold_in_its_sentence() -> None:
    strings = part(workbook(SAID, "zh"), "xl/sharedStrings.xml")
    assert re.search("<b */>[^产]*<t[^>]*>产值142亿元</t>", strings)


def test_the_same_rows_are_the_same_bytes() -> None:
    assert workbook(SAID, "zh") == workbook(SAID, "zh")
    assert "2000-01-01" in part(workbook(SAID, "zh"), "docProps/core.xml")


def test_an_answer_without_rows_or_sentences_has_one_sheet() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(answer("town"), "zh"))) as package:
        assert [name for name in package.namelist() if "worksheets" in name] == ["xl/worksheets/sheet1.xml"]


def test_the_command_writes_it(tmp_path: Path) -> None:
    store.write(tmp_path / "store", store.lines(small()))
    done = CliRunner().invoke(app, ["query", "links", "--graph", str(tmp_path), "--format", "xlsx"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "竹器" in part(done.stdout_bytes, "xl/sharedStrings.xml")

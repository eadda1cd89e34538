"""Scanned pages are recognised line by line, each with a score, and figures that may be misread are doubted."""

from functools import cache

import pytest

from kg.errors import InputError
from kg.reading import scans
from kg.reading.manuscript import Manuscript
from tests.printed import by_chromium, needs_chromium, reading, scanned

pytestmark = [
    needs_chromium,
    pytest.mark.skipif(bool(scans.remedy()), reason=scans.remedy()),
]

PAGE = """<!doctype html><meta charset=utf-8><style>@page{size:A5;margin:12mm}body{font-family:'Noto Serif CJK SC';
font-size:16px;line-height:1.8;text-align:justify}p{text-indent:2em;margin:0}td{border:1px solid;padding:0 1em}
table{border-collapse:collapse;margin:1em}</style>
<p>云溪县的竹编产业起步于上世纪八十年代，目前有竹编企业120家，从业人员2万余人。全县竹编产业去年实现产值8.4亿元，产品销往三十多个国家。</p>
<p>今年以来，全县竹编产业产值同比增长５．３％。</p>
<p>新生企业的死亡率为35‰。</p>
<table><tr><td>镇街</td><td>企业数（家）</td><td>产值（亿元）</td></tr><tr><td>青石镇</td><td>32</td><td>2.5</td></tr>
<tr><td>白鹤镇</td><td>41</td><td>3.1</td></tr></table>"""


@cache
def script() -> Manuscript:
    """What is recognised on a scanned page."""
    return reading(scanned(by_chromium(PAGE)))


def score(words: str) -> float:
    """How sure what stands where these words begin is."""
    at = script().text.index(words)
    return [locus.score for locus in script().loci if locus.start <= at][-1]


def test_lines_become_paragraphs() -> None:
    first, *_ = script().text.splitlines()
    assert first.startswith("云溪县的竹编产业起步于上世纪八十年代，目前有竹编企业120家，从业人员2万余人。")
    assert first.endswith("全县竹编产业去年实现产值8.4亿元，产品销往三十多个国家。")
    assert script().notes == ()
    assert script().pages == 1


def test_a_ruled_table_is_found_in_the_picture() -> None:
    rows = [line.replace("(", "（").replace(")", "）") for line in script().text.splitlines() if line.startswith("| ")]
    assert rows == ["| 镇街 | 企业数（家） | 产值（亿元） |", "| 青石镇 | 32 | 2.5 |", "| 白鹤镇 | 41 | 3.1 |"]
    assert {locus.row for locus in script().loci if locus.table == 1} == {1, 2, 3}


def test_each_line_says_how_sure_it_is_and_per_mille_is_doubted() -> None:
    """rapidocr 3.10 with PP-OCRv6 has no ‰: it reads 35‰ as 35%0 or 35%, and is as sure of it as of other lines."""
    assert score("云溪县") > 0.9
    assert score("新生企业") <= 0.3


def test_what_recognises_says_nothing_and_says_it_again(capfd: pytest.CaptureFixture[str]) -> None:
    before = script()
    script.cache_clear()
    assert script() == before
    assert capfd.readouterr() == ("", "")


def test_without_a_recogniser_the_pages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.reading.scans.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"report\.pdf: this PDF has no readable text on page 1\. .*jiqun\[ocr\]"):
        reading(scanned(by_chromium(PAGE)))


def test_a_recogniser_that_does_not_start_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """rapidocr 3.10 needs OpenCV, and that a library of the system that bare servers lack."""

    def lacking(name: str) -> None:
        raise ImportError(f"libGL.so.1: no such file, for {name}")

    monkeypatch.setattr("kg.reading.scans.import_module", lacking)
    with pytest.raises(InputError, match=r"on page 1\. What recognises pages .* does not start here: libGL\.so\.1"):
        reading(scanned(by_chromium(PAGE)))

"""The briefing of a county as files: a Word file and a workbook that say what the page says, and the page itself."""

import io
import re
import zipfile

import docx
import pytest
from explored import explored
from small import small

from kg.messages import Lang
from kg.queries import Rows, named, run
from kg.views import pages
from kg.views.pages import county
from kg.views.tables import readable
from kg.views.thing.briefing import Section, briefing
from kg.views.thing.tables import table, titled
from kg.views.thing.word import word
from kg.views.wording import part
from kg.views.workbook import sheets

COUNTY = "https://w3id.org/jiqun/id/place/999901"


def test_the_word_file_has_the_sections_and_the_sentences() -> None:
    told = briefing(small(), COUNTY)
    made = docx.Document(io.BytesIO(word("禾山县", told, ["禾山县集群报告"], "zh")))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "禾山县产业集群简报" in text
    assert "依据：禾山县集群报告。" in text
    assert "现有集群 5 个" in text
    bold = [run.text for paragraph in made.paragraphs for run in paragraph.runs if run.bold]
    assert "2023年产值12亿元" in bold
    [first, *_] = made.tables
    assert [cell.text for cell in first.rows[0].cells] == ["集群", "规模", "分布", "龙头企业", "把握"]
    assert first.rows[1].cells[1].text == "12亿元（产值，2023）"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_files_have_the_same_bytes_each_time(lang: Lang) -> None:
    told = briefing(small(), COUNTY, lang)
    assert len({word("禾山县", told, ["r"], lang) for _ in range(2)}) == 1
    assert len({sheets(titled(told, lang), lang) for _ in range(2)}) == 1


def test_the_workbook_has_a_sheet_for_each_section_and_exact_numbers() -> None:
    told = titled(briefing(small(), COUNTY), "zh")
    book = zipfile.ZipFile(io.BytesIO(sheets(told, "zh")))
    names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert names == [*told, "原句"]
    assert "<v>1200000000</v>" in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_table_tells_the_first_names_and_how_many_there_are() -> None:
    towns = next(section for section in briefing(small(), COUNTY) if section.key == "towns")
    assert [row.existing for row in table(towns, "禾山县", "zh")][:2] == [
        "2: 竹器产业集群、茶机业",
        "2: 石雕业、茶机业",
    ]
    clusters = next(section for section in briefing(small(), COUNTY) if section.key == "clusters")
    cut = clusters.rows.rows[0]._replace(lead_firms="甲、乙、丙、丁、戊")
    told = table(type(clusters)("clusters", type(clusters.rows)(clusters.rows.columns, (cut,))), "禾山县", "zh")
    assert told[0].lead_firms == "甲、乙、丙等5个"


@pytest.mark.parametrize(("lang", "said"), [("zh", "产值"), ("en", "output value")])
def test_a_growth_rate_names_what_grew_in_the_language_of_the_reader(lang: Lang, said: str) -> None:
    rows = run(small(), named()["figures-of"], thing=COUNTY, language=lang)
    grown = Rows(rows.columns, (rows.rows[0]._replace(of="output_value"), rows.rows[0]._replace(of="竹地板")))
    told = [row.measure for row in table(Section("totals", grown), "禾山县", lang)]
    labels, cells = readable(grown, lang)
    assert [row[labels.index("其中" if lang == "zh" else "of")] for row in cells] == [said, "竹地板"]
    assert [each.split(" · ")[1] for each in told] == [said, "竹地板"]
    assert part("output_value", lang) == said
    assert part("竹地板", lang) == "竹地板"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_a_county_has_its_clusters_by_size_and_its_towns(lang: Lang) -> None:
    thing = next(each for each in explored().kinds["County"] if each.name == "诸城市")
    path = f"{lang}/{pages.address(thing.iri)}"
    page = pages.render(explored(), path).body.decode()
    for section in ("clusters", "matrix", "plans"):
        assert f'<section id="{section}">' in page
    links = re.findall(r'href="([^"]+)" download', page)
    assert [link.rpartition(".")[2] for link in links] == ["docx", "xlsx"]
    for ending, media in county.DOWNLOADS.items():
        told = pages.render(explored(), path.replace(".html", ending))
        assert (told.status, told.media, told.body[:2]) == (200, media, b"PK")
    assert pages.render(explored(), path.replace(".html", ".pdf")).status == 404

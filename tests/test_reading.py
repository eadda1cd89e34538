"""Reading: what a file must be, what it becomes, and what a broken one is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.legible import legible
from kg.model import Document
from kg.reading import read
from kg.reading.layout import passages
from kg.reading.plain import LIMIT

Reader = Callable[..., list[Document]]
SURVEY = "安溪县茶叶产业集群调研报告\n一、茶叶产业集群\n茶叶产业集群有企业720家，年产值95亿元。\n"


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Reads text or bytes as a file of that name."""

    def made(content: str | bytes, name: str = "anxi.txt") -> list[Document]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(path)

    return made


def headings(document: Document) -> list[tuple[int, str]]:
    return [(p.path[-1].level, p.path[-1].text) for p in document.passages if p.kind == "heading"]


def paragraphs(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind == "paragraph"]


def test_a_report_is_its_text_its_title_and_its_passages(reading: Reader) -> None:
    [document] = reading(SURVEY)
    assert (document.slug, document.source, document.title) == ("anxi", "anxi.txt", "安溪县茶叶产业集群调研报告")
    assert document.text == SURVEY
    assert headings(document) == [(0, "安溪县茶叶产业集群调研报告"), (1, "茶叶产业集群")]
    assert paragraphs(document) == ["茶叶产业集群有企业720家，年产值95亿元。"]
    assert [heading.text for heading in document.passages[-1].path] == ["茶叶产业集群"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_encodings_are_recognised(reading: Reader, encoding: str) -> None:
    [document] = reading(SURVEY.encode(encoding))
    assert document.text == SURVEY


def test_markdown_loses_what_only_dresses_its_words(reading: Reader) -> None:
    body = "## **一、茶叶产业**\n\n> 产值**95亿元**，见[名单](a.html)。<!-- 待核 -->\n"
    [document] = reading(f"---\ndate: 2024\n---\n# 安溪县调研报告\n\n{body}", "anxi.md")
    assert document.text == "# 安溪县调研报告\n\n## 一、茶叶产业\n\n产值95亿元，见名单。\n"
    assert headings(document) == [(0, "安溪县调研报告"), (1, "茶叶产业")]
    assert paragraphs(document) == ["产值95亿元，见名单。"]


def test_line_ends_of_windows_become_plain(reading: Reader) -> None:
    [document] = reading(SURVEY.replace("\n", "\r\n"))
    assert document.text == SURVEY


def test_offsets_count_code_points_beyond_the_basic_plane(reading: Reader) -> None:
    [document] = reading("𠮷林县集群调研报告\n一、𠮷林酒业\n现有企业12家。\n")
    assert headings(document)[-1] == (1, "𠮷林酒业")
    assert paragraphs(document) == ["现有企业12家。"]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.txt", "empty"),
        (" \n\t\u3000\n", "a.txt", "empty"),
        (b"\xef\xbb\xbf", "a.txt", "empty"),
        (b"PK\x03\x04rest of a document", "a.txt", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "a.md", "image"),
        (b"\x00\x01\x02\x03", "a.txt", "binary"),
        ("集群\n".encode() + b"\xff\xff\xff\n", "a.txt", "line 2, byte 8"),
        ("集群".encode("utf-16")[:-1], "a.txt", "byte 5 is not UTF-16"),
        (b"\0\0\xfe\xff\xff\xff\xff\xff", "a.txt", "byte 5 is not UTF-32"),
        (b"caf\xe9 d\xe9j\xe0 vu \xe9t\xe9", "a.txt", "line 1, byte 4"),
        ("A survey of clusters.", "a.txt", "no Chinese"),
        (b"7z\xbc\xaf'\x1c", "a.7z", "pack it as .zip"),
        (b"\xe9" * (LIMIT + 1), "a.txt", "20 MB"),
    ],
    ids=range(13),
)
def test_what_cannot_be_read_is_told_with_its_name(reading: Reader, content: str | bytes, name: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        reading(content, name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputError, match=r"folder\.txt: this is a folder"):
        read(tmp_path / "folder.txt")
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "missing.txt")


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "closed.txt").touch()
    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(InputError, match=r"closed\.txt: the file cannot be opened \(Permission denied\)"):
        read(tmp_path / "closed.txt")


def test_a_line_of_millions_of_characters_is_one_paragraph(reading: Reader) -> None:
    [document] = reading("安溪县调研报告\n" + "茶叶产业集群有企业720家，一是规模大。" * 200_000)
    assert document.passages[-1].end == len(document.text)


@pytest.mark.parametrize(
    ("stem", "slug"), [("anxi", "anxi"), ("安溪 2024（终稿）", "安溪-2024-终稿"), ("a:b", "a-b"), ("()", "report")]
)
def test_the_slug_is_made_of_the_name_of_the_file(reading: Reader, stem: str, slug: str) -> None:
    assert [document.slug for document in reading(SURVEY, f"{stem}.txt")] == [slug]


BODY = "全县现有产业集群3个，企业720家，从业人员12万人，2023年实现产值95亿元，同比增长8%。\n" * 6
CONTENTS = "第一篇：安溪县调研报告\n第二篇：德化县调研报告\n"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"第一篇：安溪县调研报告\n{BODY}第二篇：德化县调研报告\n{BODY}", ["安溪县调研报告", "德化县调研报告"]),
        (f"第一篇\n安溪县调研报告\n{BODY}第二篇\n德化县调研报告\n{BODY}", ["安溪县调研报告", "德化县调研报告"]),
        (f"第1部分 安溪县调研报告\n{BODY}第2部分 德化县调研报告\n{BODY}", ["安溪县调研报告", "德化县调研报告"]),
        (f"安溪县调研报告\n{BODY}第二篇：德化县集群产业发展情况\n{BODY}", ["安溪县调研报告", "德化县集群产业发展情况"]),
        (f"# 安溪县调研报告\n\n{BODY}\n# 德化县调研报告\n\n{BODY}", ["安溪县调研报告", "德化县调研报告"]),
        (f"{CONTENTS}第一篇：安溪县调研报告\n{BODY}第二篇：德化县调查\n{BODY}", ["安溪县调研报告", "德化县调查"]),
    ],
    ids=["marks", "bare marks", "parts", "first unmarked", "markdown", "contents"],
)
def test_a_file_of_several_reports_is_parted(reading: Reader, text: str, titles: list[str]) -> None:
    documents = reading(text)
    assert [document.title for document in documents] == titles
    assert [document.slug for document in documents] == ["anxi-1", "anxi-2"]
    assert "".join(document.text for document in documents) == text


@pytest.mark.parametrize(
    "text",
    [
        f"安溪县调研报告\n第一部分 基本情况\n{BODY}第二部分 存在的问题\n{BODY}",
        f"安溪县十四五规划\n第一篇 发展基础\n{BODY}第二篇 主要任务\n{BODY}",
        f"# 安溪县调研报告\n# 一、基本情况\n{BODY}# 二、存在的问题\n{BODY}",
        f"安溪县调研报告\n{BODY}前文见第二篇：德化县调研报告\n{BODY}",
    ],
    ids=["chapters", "books", "headings", "mention"],
)
def test_chapters_do_not_part_a_report(reading: Reader, text: str) -> None:
    assert len(reading(text)) == 1


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("安溪县产业集群调研报告", "安溪县产业集群调研报告"),
        ("第三篇：安溪县产业集群调研报告", "安溪县产业集群调研报告"),
        ("安溪县产业集群调研报告\n安溪县产业集群调研报告", "安溪县产业集群调研报告"),
        ("安溪县工业和信息化局\n安溪县产业集群调研报告", "安溪县产业集群调研报告"),
        ("安溪县产业集群调研报告\n安溪县工业和信息化局\n2024年5月8日", "安溪县产业集群调研报告"),
        ("安政发〔2024〕5号\n安溪县产业集群调研报告", "安溪县产业集群调研报告"),
        ("关于安溪县产业集群\n发展情况的调研报告", "关于安溪县产业集群发展情况的调研报告"),
        ("小茶叶大产业\n——安溪县茶产业调查", "小茶叶大产业——安溪县茶产业调查"),
        ("# 安溪县产业集群调研报告", "安溪县产业集群调研报告"),
        ("安溪县工业和信息化局", ""),
        ("2024年5月", ""),
        ("二〇二四年五月", ""),
    ],
)
def test_the_title_is_neither_mark_nor_office_nor_date(reading: Reader, head: str, title: str) -> None:
    lead = "近年来，安溪县大力发展产业集群，取得了明显成效，现将情况报告如下："
    [document] = reading(f"{head}\n{lead}\n一、现状\n茶叶产业有企业720家。\n")
    assert document.title == title
    assert [text for level, text in headings(document) if level == 0][:1] == ([title] if title else [])
    assert headings(document)[-1] == (1, "现状")


PIECES = [
    *("一、", "（一）", "1、", "①", "一是", "：", "。", "；", "，", "\n", "\n\n", " ", "\t", "　", "| ", "#", "——"),
    *("集群名称 主要产品 企业总数\n", "茶叶产业集群", "720", "120万元", "陶瓷", "公司", "第二篇：", "\n\t", "企业"),
]
MARKS = "第篇部分章节页一二三四五六七八九十百零〇是要"


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join))
@settings(max_examples=400)
def test_any_text_is_covered_in_order_and_without_overlap(text: str) -> None:
    _, found = passages(text)
    at = 0
    left = []
    for passage in found:
        assert at <= passage.start < passage.end <= len(text)
        assert text[passage.start : passage.end].strip()
        left.append(text[at : passage.start])
        at = passage.end
        cell_at = passage.start
        for cell in passage.cells:
            assert cell_at <= cell.start <= cell.end <= passage.end
            cell_at = cell.end
        for heading in passage.path:
            assert heading.end <= passage.end
            seen = legible(text[heading.start : heading.end]).text
            assert "".join(seen.split()) == "".join(heading.text.split())
    left.append(text[at:])
    assert not any(char.isalpha() and char not in MARKS for char in "".join(left)), left

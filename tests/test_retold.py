"""The retold reports carry every fact of the surveys they retell, in the same places, and none of their sentences.

Copying is measured in squeezed text: Chinese characters only, without figures and without the names of the gold
(firms, places, products, honours, what a figure counts or is a share of), headings and tables left out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import pytest

from kg.resources import resource
from tests.gold import SHARED, aliases, needs_gold

REPORTS = {path.stem: path for path in sorted(resource("seeds", "reports").glob("*.md"))}
NAMED = ("subject", "object", "of", "scope", "conferred_by", "parent")
LISTED = ("about", "examples")
CLASSES = ("formation_mode", "stage")  # their objects are codes, not words of the report
FROM_A_COLUMN = "read from the product column; the prose names the part as a cluster of its own"
HEDGES = {
    "about": re.compile("约|近|左右"),
    "over": re.compile("多|余|以上|超|高于|过"),
    "under": re.compile("不足|以下|以内|周围"),
}

NUMBERS = "[一二三四五六七八九十]+"
LEVELS = [re.compile(mark) for mark in (f"{NUMBERS}、", f"（{NUMBERS}）", r"\d+[、.]", r"（\d+）|[①-⑳]")]
ITEM = r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[、.]|[①-⑳]|[一二三四五](?:是|要)|方面，)要?"
DIGITS = dict(zip("一二两三四五六七八九十百万", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 10_000), strict=True))
FIGURE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?(?:[-－—：/]\d+)?|[一二两三四五六七八九十]|(?<![\d多余几百千])[百万])"
    r"[多余]?[百千万亿]*[多余]?[^\s的左]?"
)
FIRST = re.compile("第一|首|最大")

GRAM = 8  # characters
MOST_OF_A_SENTENCE, MOST_OF_A_REPORT = 0.25, 0.05  # share of the grams that stand in the original too
LONGEST_RUN = 15  # characters

pytestmark = [
    needs_gold,
    pytest.mark.parametrize("slug", REPORTS),
    pytest.mark.no_cover,  # other tests run the same code, and this takes half of the time
]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a report, whether it is a row of a table, and the headings above it with its own."""

    text: str
    row: bool
    headings: tuple[str, ...]

    @property
    def prose(self) -> str:
        """The line without its heading; nothing of a row."""
        return "" if self.row else self.text.removeprefix(self.headings[-1])

    @property
    def read(self) -> str:
        """All that a reader of the line has in mind, its marks and spaces taken away."""
        return bare("".join((*self.headings, self.text)))


def bare(text: str) -> str:
    return re.sub(r"[\s“”\"《》（）()、，,。；;：:•—-]", "", text)


@cache
def original(slug: str) -> str:
    return re.sub(r"\s", "", (SHARED / "reports" / f"{slug}.txt").read_text("utf-8"))


@cache
def gold(slug: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / "gold" / f"{slug}.jsonl").read_text("utf-8").splitlines()]


def relations(slug: str) -> list[dict[str, Any]]:
    return [line for line in gold(slug) if "object" in line and line["property"] not in CLASSES]


@cache
def retold(slug: str) -> list[Paragraph]:
    return list(_paragraphs(REPORTS[slug].read_text("utf-8")))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    headings: list[str] = []
    for line in filter(None, text.split("\n")):
        level = next((level for level, mark in enumerate(LEVELS, 1) if mark.match(line)), 0 if line[0] == "#" else None)
        if level is not None:
            headings[level:] = re.findall(r"^[^。：]*[。：]?", line)
        yield Paragraph(line, line[0] == "|", tuple(headings))


def names(slug: str, name: str) -> set[str]:
    """A name and its aliases in a report, safe and doubtful, without marks."""
    lists = [{bare(one) for one in group} for group in chain(*aliases(slug).values())]
    return {bare(name)}.union(*(group for group in lists if bare(name) in group))


def printed(line: dict[str, Any]) -> str:
    """The figure of a gold line as its quote prints it, with the first character of its unit; else nothing."""
    found = [figure[0] for figure in FIGURE.finditer(line["quote"]) if _reads(figure["number"], line)]
    return found[-1] if found else ""


def _reads(number: str, line: dict[str, Any]) -> bool:
    parts = [float(DIGITS.get(part, 0) or part) for part in re.split("[-－—：/]", number)]
    parts += [100 * parts[0] / parts[1]] if "/" in number else []
    wanted = [float(line[field]) for field in ("value", "value_max") if field in line]
    return any(abs(part * 10**power - value) < 0.01 for part in parts for power in range(9) for value in wanted)


@cache
def squeezed(slug: str, text: str) -> str:
    return _named(slug).sub("", _characters(text))


@cache
def _named(slug: str) -> re.Pattern[str]:
    found = {line[field] for line in gold(slug) for field in NAMED if field in line}
    found |= {name for line in gold(slug) for field in LISTED for name in line.get(field, ())}
    found |= {name for group in chain(*aliases(slug).values()) for name in group}
    known = sorted((name for name in map(_characters, found) if len(name) > 1), key=lambda name: (-len(name), name))
    return re.compile("|".join(known))


def _characters(text: str) -> str:
    """Its Chinese characters but for figures: nothing of 142亿元 is left."""
    return re.sub(r"\d[\d.]*[多余百千万亿]*\S?|[^一-鿿]", "", text)


def grams(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(len(text) - size + 1)]


def sentences(slug: str) -> list[str]:
    return [s for paragraph in retold(slug) for s in re.split("[。！？]", paragraph.prose) if s]


def test_every_name_stands_in_the_retold_report(slug: str) -> None:
    whole = bare("".join(paragraph.text for paragraph in retold(slug)))
    said = {line[end] for line in gold(slug) for end in ("subject", "conferred_by") if end in line}
    said |= {line["object"] for line in relations(slug)}
    said |= {name for line in gold(slug) for field in LISTED for name in line.get(field, ())}
    assert sorted(name for name in said if not any(form in whole for form in names(slug, name))) == []


def test_both_ends_of_a_relation_stand_in_one_place(slug: str) -> None:
    written = [line for line in relations(slug) if line.get("note") != FROM_A_COLUMN]
    assert [
        (line["property"], line["subject"], line["object"])
        for line in written
        if not any(
            all(any(form in paragraph.read for form in names(slug, line[end])) for end in ("subject", "object"))
            for paragraph in retold(slug)
        )
    ] == []


def test_every_figure_stands_as_printed_beside_its_subject_with_its_hedge(slug: str) -> None:
    missing = []
    for line in (line for line in gold(slug) if line["property"] == "observation"):
        first = line["measure"] == "rank" and line["value"] == 1 and "value_max" not in line
        figure = FIRST if first else re.compile(rf"(?<![\d.]){re.escape(printed(line))}")
        hedge = HEDGES.get(line.get("qualifier", ""), re.compile(""))
        places = [p for p in retold(slug) if any(name in p.read for name in names(slug, line["subject"]))]
        parts = [part for place in places for part in re.split("[。；]", place.text)]
        if not (first or printed(line)) or not any(figure.search(part) and hedge.search(part) for part in parts):
            missing.append((line["subject"], line["measure"], line["value"], printed(line)))
    assert missing == []


def test_what_a_figure_counts_has_the_same_words(slug: str) -> None:
    whole, source = bare("".join(paragraph.text for paragraph in retold(slug))), bare(original(slug))
    counted = {bare(line["of"]) for line in gold(slug) if "of" in line}
    assert sorted(of for of in counted if of in source and of not in whole) == []


def test_headings_of_policies_and_problems_are_kept(slug: str) -> None:
    text = "".join(paragraph.text for paragraph in retold(slug))
    headings = [line["subject"] for line in gold(slug) if line["property"] in ("policy", "problem")]
    assert [
        heading
        for heading in headings
        if re.search(ITEM + re.escape(heading), original(slug)) and not re.search(ITEM + re.escape(heading), text)
    ] == []


def test_numbering_is_the_original_s(slug: str) -> None:
    marks = re.compile("|".join(level.pattern for level in LEVELS[:3]))  # ① stands within a line there
    lines = (SHARED / "reports" / f"{slug}.txt").read_text("utf-8").splitlines()
    here, there = (
        [mark[0] for mark in map(marks.match, texts) if mark]
        for texts in ([paragraph.text for paragraph in retold(slug)], lines)
    )
    assert here == there


def test_no_sentence_is_copied(slug: str) -> None:
    source = squeezed(slug, original(slug))
    known = set(grams(source, GRAM))
    found = {sentence: grams(squeezed(slug, sentence), GRAM) for sentence in sentences(slug)}
    shared = {sentence: sum(gram in known for gram in own) for sentence, own in found.items()}
    copied = [s for s, own in found.items() if shared[s] > MOST_OF_A_SENTENCE * len(own)]
    runs = [run for s in found for run in grams(squeezed(slug, s), LONGEST_RUN + 1) if run in source]
    assert (copied, runs) == ([], [])
    assert sum(shared.values()) <= MOST_OF_A_REPORT * sum(map(len, found.values()))

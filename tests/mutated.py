"""Sentences as no one writes them: those of the corpora and reports, with numbers, marks, clauses and names disturbed.

What is made depends on the seed alone. Sentences of ../shared are used where they lie beside the checkout.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

from kg.lexicon import rows
from kg.resources import resource
from tests.corpora import STRATA

SHARED = Path(__file__).parents[2] / "shared"
_SENTENCE = re.compile("[^。！？；\n]+[。！？；]?")
_NUMBER = re.compile(r"\d+(?:[.,，]\d+)*|[零一二三四五六七八九十百千万亿两几数]+")
_MARK = re.compile("[，。；、：！？“”（）%％.-]")
_NAME = re.compile("[\u4e00-\u9fff]{2,6}(?:集群|产业|公司|集团|企业|[省市县区镇乡村园]|市场|品牌|基地|商标)")
_MARKS = "，。；、：！？“”（）《》%‰.,-—~～/+×①1０一 \n"
_JOINTS = ("，", "，", "。", "；", "、", "", "和", "：", "，其中")
# nothing, the least, the most, and what is none or more than one
_NUMBERS = (
    *("0", "00", "0.0", "0.00000001", "1", "100", "10000", "999999999999", "1.2.3", "1,2,3", "12,345,678", "0/0"),
    *("1/0", "3/2", "-5", "5-3", "3-3", "10～9", "13月", "2月30日", "9999年", "0年", "1900年", "零", "零点零", "万"),
    *("亿亿", "十百", "几", "两三", "三五", "十几", "数百亿", "百分之零", "零分之一", "百分之三百", "十成", "两万万"),
    *("一亿亿", "第零", "第〇", "前一", "前0", "半", "近0", "不足0", "0多", "0余", "近", "约", "多", "20多多", "."),
    *("100%", "0%", "-0%", "1e9", "１２３", "-20多%", "0.5/100"),
)
_HEADERS = (
    *("集群名称", "主要分布区域", "主要产品", "龙头企业"),
    *("企业数（家）", "2023年产值（亿元）", "占全市比重（%）", "备注"),
)
_LONG = ("9" * 400, "1" + "0" * 120, "0." + "0" * 90 + "1", "9" * 5000, "亿" * 60, "一" * 80, "千万" * 30)


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of tests/corpus and seeds/reports, and of ../shared where it is there, in order."""
    found: dict[str, None] = {}
    for path in STRATA:
        for table in tomllib.loads(path.read_text("utf-8")).values():
            texts = [*table["no"], *(text for case in table["yes"] for text in case["texts"])]
            found |= dict.fromkeys(re.sub("[‹›]", "", text) for text in texts)
    files = [
        *resource("seeds", "reports").glob("*.md"),
        *SHARED.glob("passages/*/*.txt"),
        *SHARED.glob("reports/*.txt"),
    ]
    for path in sorted(files, key=lambda path: (path.parent.name, path.name)):
        found |= dict.fromkeys(
            said.strip() for said in _SENTENCE.findall(path.read_text("utf-8")) if said.strip("# \n")
        )
    return tuple(found)


@cache
def _names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for said in sentences() for name in _NAME.findall(said)))


@cache
def _units() -> tuple[re.Pattern[str], tuple[str, ...]]:
    units = sorted({row["surface"] for row in rows("units")}, key=lambda unit: (-len(unit), unit))
    return re.compile("|".join(map(re.escape, units))), tuple(units)


def _replaced(random: Random, text: str, pattern: re.Pattern[str], choices: tuple[str, ...]) -> str:
    """A text with one, or each, of what a pattern finds replaced."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    for match in reversed(found if random.random() < 0.2 else [random.choice(found)]):
        text = text[: match.start()] + random.choice(choices) + text[match.end() :]
    return text


def _numbered(random: Random, text: str) -> str:
    return _replaced(random, text, _NUMBER, _LONG if random.random() < 0.02 else _NUMBERS)


def _marked(random: Random, text: str) -> str:
    """Marks left out, doubled or in another order."""
    match random.randrange(3):
        case 0:
            return _MARK.sub(lambda mark: "" if random.random() < 0.5 else mark[0], text)
        case 1:
            return _MARK.sub(lambda mark: mark[0] * random.choice((1, 2, 3)), text)
    marks = _MARK.findall(text)
    random.shuffle(marks)
    return _MARK.sub(lambda _: marks.pop(), text)


def _claused(random: Random, text: str) -> str:
    """Clauses left out, said twice or in another order."""
    clauses = re.split("(?<=[，、；。：])", text)
    match random.randrange(3):
        case 0:
            clauses.pop(random.randrange(len(clauses)))
        case 1:
            clauses.insert(random.randrange(len(clauses) + 1), random.choice(clauses))
        case _:
            random.shuffle(clauses)
    return "".join(clauses)


def _joined(random: Random, text: str) -> str:
    """Some clauses of it with some of another sentence."""
    one, other = (re.split("(?<=[，、；。：])", said) for said in (text, random.choice(sentences())))
    return "".join(
        [*one[: random.randrange(len(one) + 1)], random.choice(_JOINTS), *other[random.randrange(len(other)) :]]
    )


def _measured(random: Random, text: str) -> str:
    return _replaced(random, text, *_units())


def _named(random: Random, text: str) -> str:
    return _replaced(random, text, _NAME, _names())


def _cut(random: Random, text: str) -> str:
    start, end = sorted((random.randrange(len(text) + 1), random.randrange(len(text) + 1)))
    return text[start:end] if random.random() < 0.5 else text[:start] + text[end:]


def _slipped(random: Random, text: str) -> str:
    """A character left out, doubled, put in, or changed for its neighbour."""
    at = random.randrange(len(text))
    match random.randrange(4):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at] + text[at:]
        case 2:
            return text[:at] + random.choice(_MARKS) + text[at:]
    return text[: max(at - 1, 0)] + text[at : at + 1] + text[max(at - 1, 0) : at] + text[at + 1 :]


_CHANGES: tuple[Callable[[Random, str], str], ...] = (
    *(_numbered, _marked, _claused, _joined, _measured, _named, _cut, _slipped),
    *(_numbered, _joined, _claused),
)


def mutated(random: Random) -> str:
    """A sentence disturbed in one to four ways."""
    text = random.choice(sentences())
    for change in random.choices(_CHANGES, k=random.choice((1, 1, 2, 2, 3, 4))):
        text = change(random, text) or text
    return text


def report(random: Random, characters: int) -> str:
    """A report of at least so many characters: a title, headings, paragraphs and tables of disturbed sentences."""
    return "\n".join(_lines(random, characters))


def _lines(random: Random, characters: int) -> Iterator[str]:
    yield random.choice((f"{random.choice(_names())}产业集群调研报告", _line(random), "xx县产业集群情况"))
    written = section = 0
    while written < characters:
        match random.randrange(12):
            case 0:
                section += 1
                line = f"{'一二三四五六七八九十'[section % 10]}、{_line(random)[:30]}"
            case 1:
                line = (
                    f"（{random.choice('一二三四五六')}）{random.choice((random.choice(_names()), _line(random)[:24]))}"
                )
            case 2:
                line = "\n".join(_table(random))
            case _:
                line = "".join(mutated(random) for _ in range(random.randint(1, 6)))
        written += len(line)
        yield line


def _line(random: Random) -> str:
    return mutated(random).replace("\n", "")


def _table(random: Random) -> Iterator[str]:
    columns = random.sample(_HEADERS, random.randint(2, len(_HEADERS)))
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for _ in range(random.randint(1, 5)):
        cells = (
            random.choice((random.choice(_names()), random.choice(_NUMBERS), _line(random)[:20], "")) for _ in columns
        )
        yield f"| {' | '.join(cells)} |"

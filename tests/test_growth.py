"""A build takes time that grows with the length of its reports, not with its square: no text holds one up."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from growth import MOST, per_doubling_beyond

import kg

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

Reports = dict[str, str]

HEAD = "云岭县产业集群调研报告\n\n"
SYLLABLES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"


def named(at: int) -> str:
    """A name of three characters or more, another for each number."""
    name = ""
    while at or len(name) < 3:
        at, digit = divmod(at, len(SYLLABLES))
        name = SYLLABLES[digit] + name
    return name


def each(line: str, *, head: str = HEAD, name: str = "r.txt") -> Callable[[int], Reports]:
    """A report of as many lines, each with its number and a name of its own."""
    return lambda size: {name: head + "".join(line.format(n=at + 100, name=named(at)) for at in range(size))}


def listed(before: str, item: str, after: str) -> Callable[[int], Reports]:
    """A report of one list of as many items."""
    return lambda size: {
        "r.txt": f"{HEAD}{before}{'、'.join(item.format(name=named(at)) for at in range(size))}{after}\n"
    }


def wide(size: int) -> Reports:
    columns = range(size)
    rows = [
        ["集群", *(f"{named(at)}产值（亿元）" for at in columns)],
        ["---"] * (size + 1),
        *([f"{named(9000 + row)}产业集群", *(str(at + row + 1) for at in columns)] for row in range(3)),
        ["合计", *("100" for _ in columns)],
    ]
    return {"r.md": f"# {HEAD}" + "\n".join(f"|{'|'.join(row)}|" for row in rows) + "\n"}


def long(size: int) -> Reports:
    rows = "".join(f"|{named(at)}产业集群|{at + 3}|{at + 5}|\n" for at in range(size))
    return {"r.md": f"# {HEAD}|集群|企业（家）|产值（亿元）|\n|---|---|---|\n{rows}|合计|100|100|\n"}


def block(size: int) -> Reports:
    line = "机械产业集群有企业{n}家，{name}机械有限公司是龙头企业。\n"
    return {f"r{at}.txt": HEAD + line.format(n=at + 100, name=named(at)) for at in range(size)}


TEXTS = {
    "one sentence": (each("机械产业集群有企业120家，实现产值30亿元，占全县的30%。"), 20),
    "figures of one cluster": (each("机械产业集群有企业{n}家，实现产值{n}亿元，占全县的30%。"), 20),
    "rates of growth": (each("2020年机械产业产值{n}亿元，同比增长5%，"), 30),
    "wholes and shares": (each("{name}面积{n}万亩，占国土面积的20%。"), 20),
    "clusters": (each("{name}产业集群有企业{n}家，实现产值{n}亿元。\n\n"), 15),
    "headings of clusters": (each("（一）{name}产业集群\n\n该集群有企业{n}家。\n\n"), 25),
    "headings": (each("## {name}产业集群\n\n", head=f"# {HEAD}", name="r.md"), 100),
    "a clause": (each("依托{name}集团等龙头企业打造机械产业集群实现产值{n}亿元占全省的30%"), 20),
    "a list of firms": (listed("龙头企业有", "{name}机械有限公司", "等。"), 75),
    "a list of clusters": (listed("形成了", "{name}产业集群", "等产业集群。"), 50),
    "a list of places": (listed("机械产业集群分布在", "{name}镇", "等乡镇。"), 150),
    "a wide table": (wide, 15),
    "a long table": (long, 15),
    "firms": (each("{name}机械有限公司年产机床{n}台。\n\n"), 20),
    "cells on lines": (each("{name}\n{n}\n", head=f"{HEAD}产品\n产量（吨）\n"), 60),
    "cells and bars on lines": (each("{name}\n|\n{n}\n|\n", head=f"{HEAD}产品\n|\n产量（吨）\n|\n"), 60),
    "short lines": (each("{name}\n"), 125),
    "parts of a file": (
        each(
            "第一篇 {name}县产业集群\n\n该县有企业{n}家，产业发展势头良好，县域经济不断增强，呈现出一批特色产业。\n\n"
        ),
        12,
    ),
    "reports of one place": (block, 7),
    "digits": (each("1234567890"), 1_000),
    "Chinese digits": (each("一二三四五"), 1_000),
    "periods": (each("2023年1—10月，"), 300),
    "blank lines": (each("\n"), 80_000),
}


def build(folder: Path, reports: Callable[[int], Reports]) -> Callable[[int], Callable[[], object]]:
    """What makes a build of reports of a size ready, each time in a folder of its own."""
    numbers = count()

    def ready(size: int) -> Callable[[], object]:
        here = folder / str(next(numbers))
        (here / "reports").mkdir(parents=True)
        for name, text in reports(size).items():
            (here / "reports" / name).write_text(text, "utf-8")
        return lambda: kg.build([here / "reports"], here / "build")

    return ready


@pytest.mark.parametrize("name", TEXTS)
def test_a_build_takes_time_in_proportion_to_its_text(name: str, tmp_path: Path) -> None:
    reports, size = TEXTS[name]
    assert per_doubling_beyond(1, build(tmp_path, reports), size) < MOST

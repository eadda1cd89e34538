"""Invented reports of real counties, the same for the same seed: 纺织服装产业集群主要分布在…，现有企业…家."""

from functools import cache
from pathlib import Path
from random import Random

from kg.gazetteer import gazetteer
from kg.model import Division

TRADES = (
    "纺织服装",
    "木器加工",
    "食品加工",
    "汽车配件",
    "石材",
    "造纸机械",
    "家具",
    "制鞋",
    "五金",
    "陶瓷",
    "医药",
    "塑料制品",
)
PRODUCTS = ("服装", "地板", "罐头", "刹车片", "板材", "纸机", "沙发", "皮鞋", "锁具", "瓷砖", "原料药", "管材")
MARKS = "华兴隆泰昌盛福顺达利源丰裕恒瑞鑫"
TOWN_ENDINGS = ("镇", "乡", "街道")


@cache
def counties() -> list[Division]:
    """The counties with five townships or more, by code."""
    found = []
    for province in gazetteer().within():
        for division in gazetteer().within(province.code):
            below = [division] if division.level == "county" else gazetteer().within(division.code)
            found += [county for county in below if len(gazetteer().within(county.code)) >= 5]
    return found


def report(seed: int, edition: int = 0) -> str:
    """The report of a seed: four clusters of a county with towns, firms and figures; an edition changes one figure."""
    random = Random(seed)
    county = random.choice(counties())
    towns = [town.name for town in gazetteer().within(county.code) if town.name.endswith(TOWN_ENDINGS)] or ["城关镇"]
    year = random.randint(2010, 2023)
    lines = [f"{county.name}产业集群发展情况调研报告", "一、产业集群现状"]
    chosen = random.sample(range(len(TRADES)), 4)
    lines.append(f"{county.name}现有产业集群4个，{year}年全{county.name[-1]}工业总产值{random.randint(80, 900)}亿元。")
    for number, at in zip("一二三四", chosen, strict=True):
        firms = ["".join(random.sample(MARKS, 2)) + f"{TRADES[at][:2]}有限公司" for _ in range(3)]
        places = "、".join(random.sample(towns, min(3, len(towns))))
        value = random.randint(5, 300) + (edition if number == "一" else 0)
        trade, firm_count, people, tax = (
            TRADES[at],
            random.randint(20, 800),
            random.randint(1, 60),
            random.randint(1, 40),
        )
        lines.append(f"（{number}）{trade}产业集群")
        lines.append(
            f"{trade}产业集群主要分布在{places}，现有企业{firm_count}家，从业人员{people}000人，"
            f"{year}年实现产值{value}亿元，利税{tax}亿元。"
            f"主要产品有{PRODUCTS[at]}。骨干企业有{'、'.join(firms)}。"
        )
    goal = random.randint(300, 900)
    lines += ["二、发展目标", f"力争到{year + 3}年，{TRADES[chosen[0]]}产业集群产值达到{goal}亿元。"]
    return "\n".join(lines) + "\n"


def write(folder: Path, count: int, seed: int = 0) -> None:
    """Writes so many reports into a folder, which is made."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"report-{number:05d}.txt").write_text(report(seed * 1_000_000 + number), "utf-8")

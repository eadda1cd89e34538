"""Invented reports whose arithmetic is right, and the same reports with one error planted; seeded, with their facts."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from kg.model import Cell, Document, Entity, Evidence, Fact, Figure, Heading, Passage

PLACES = ("云岭县", "青浦坪县", "望江岭市", "白石县", "临湖县")
TRADES = (
    "竹木加工业",
    "制糖业",
    "五金工具业",
    "陶瓷业",
    "纺纱业",
    "茶叶加工业",
    "制衣业",
    "阀门制造业",
    "家具制造业",
    "水产加工业",
)
TOWNS = ("柳河镇", "东坪镇", "石桥镇", "大沟乡", "新集镇", "北山乡", "南渡镇", "花园镇", "松林乡", "清水镇")
NUMERALS = "零一二三四五六七八九十"
UNITS = {
    "万元": (Decimal(10**4), "CNY"),
    "亿元": (Decimal(10**8), "CNY"),
    "家": (Decimal(1), "1"),
    "%": (Decimal(1), "%"),
    "亩": (Decimal(1), "mu"),
    "吨": (Decimal(1), "t"),
    "公斤": (Decimal(1), "kg"),
    "元": (Decimal(1), "CNY"),
    "个": (Decimal(1), "1"),
    "人": (Decimal(1), "person"),
    "大": (Decimal(1), "1"),
}


@dataclass(frozen=True)
class Slot:
    """A figure of a report that can be spoilt: its name, the check that must notice, its right digits."""

    name: str
    kind: str
    digits: str


@dataclass(frozen=True)
class Planted:
    """An error: the slot (or, of time and print, the sentence) and what is printed instead."""

    name: str
    kind: str
    digits: str
    slip: str = ""


@dataclass
class Writer:
    """Puts a report together, piece by piece, with a fact for each figure."""

    place: str
    planted: Planted | None = None
    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    path: tuple[Heading, ...] = ()
    opened: int = 0
    spoilt: tuple[int, int] = (0, 0)

    def heading(self, level: int, number: str, words: str) -> None:
        start = len(self.text)
        self.text += f"{number}{words}\n"
        heading = Heading(level, words, start + len(number), start + len(number) + len(words))
        self.path = (*(h for h in self.path if h.level < level), heading)
        self.passages.append(Passage("heading", start, len(self.text) - 1, self.path))

    def open(self) -> None:
        self.opened = len(self.text)

    def close(self, kind: Any = "paragraph", cells: tuple[Cell, ...] = ()) -> None:
        self.passages.append(Passage(kind, self.opened, len(self.text), self.path, cells))
        self.text += "\n"

    def say(self, words: str) -> None:
        self.text += words

    def exists(self, subject: Entity) -> None:
        at = len(self.text) - 1 - len(subject.name) if self.text.endswith(f"{subject.name}\n") else len(self.text)
        evidence = Evidence("made", at, at + len(subject.name), subject.name, "made")
        self.facts.append(Fact("cluster", subject, evidence, status="existing"))

    def figure(
        self, name: str, kind: str, before: str, digits: str, unit: str, subject: Entity, measure: str, **rest: Any
    ) -> None:
        """`before` and the figure, as one quote; `scale` where a table's header has the unit."""
        self.slots.append(Slot(name, kind, digits))
        start = len(self.text)
        spoilt = self.planted is not None and self.planted.name == name
        if spoilt and self.planted:
            digits = self.planted.digits
        shown = rest.pop("shown", None)
        suffix = rest.pop("suffix", unit)
        modality = rest.pop("modality", "actual")
        qualifier = rest.get("qualifier", "")
        factor, code = UNITS[unit]
        number = shown(int(digits)) if shown else digits
        self.text += f"{before}{number}{suffix}"
        if spoilt:
            self.spoilt = (start + len(before), len(self.text))
        quote = self.text[start:]
        value = Decimal(digits) * factor
        figure = Figure(
            measure,
            value,
            code,
            lower=None if qualifier else value,
            upper=None if qualifier else value,
            lexical=f"{number}{suffix}",
            **rest,
        )
        self.facts.append(
            Fact("observation", subject, Evidence("made", start, len(self.text), quote, "made"), figure, modality)
        )

    @property
    def document(self) -> Document:
        return Document("made", "made.txt", f"{self.place}产业集群调研报告", self.text, tuple(self.passages))


def numeral(number: int) -> str:
    """七 of 7, 十二 of 12."""
    return NUMERALS[number] if number <= 10 else f"十{NUMERALS[number - 10]}" if number < 20 else str(number)


def rounded(value: Decimal, places: int) -> str:
    """Digits to so many places, halves up."""
    return format(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")


def money(random: Random) -> int:
    """An amount in 万元 that is no year and has no run of noughts."""
    while True:
        amount = random.randint(8_000, 2_900_000)
        if amount % 100 and not 1900 <= amount <= 2100:
            return amount


def report(seed: int, planted: Planted | None = None) -> Writer:
    """The report of a seed, with an error where one is given; the same seed gives the same report."""
    random = Random(seed)
    place = random.choice(PLACES)
    year = random.randint(2015, 2023)
    trades = random.sample(TRADES, random.randint(4, 8))
    towns = random.sample(TOWNS, 6)
    writer = Writer(place, planted)
    home = Entity("Place", place)
    clusters = [Entity("Cluster", trade, place) for trade in trades]
    values = [money(random) for _ in trades]
    taxes = [max(900, value * random.randint(6, 19) // 100) + random.randint(1, 9) for value in values]
    firms = [random.randint(11, 480) for _ in trades]
    size = len(trades)
    group = f"{numeral(size)}个产业集群"
    date = f"{year}-12-31" if random.random() < 0.5 else str(year)
    writer.heading(0, "", f"{place}产业集群发展情况调研报告")
    writer.heading(1, "一、", "产业集群发展现状")
    writer.open()
    writer.say(f"近年来，{place}形成了")
    writer.figure(
        "count.list",
        "count",
        "、".join(trades),
        str(size),
        "大",
        home,
        "cluster_count",
        shown=numeral,
        suffix="大主导产业",
        of="主导产业",
    )
    writer.say("。")
    whole = sum(values) * random.randint(130, 190) // 100
    writer.figure(
        "whole", "", f"{year}年，全县工业总产值", str(whole), "万元", home, "output_value", of="工业总产值", period=date
    )
    writer.figure(
        "count.sections",
        "count",
        "。",
        str(size),
        "个",
        home,
        "cluster_count",
        shown=numeral,
        suffix="个产业集群",
        of="产业集群",
    )
    in_hundred_millions = random.random() < 0.3
    if in_hundred_millions:
        places = random.choice((1, 2))
        writer.figure(
            "total.value",
            "",
            "共实现产值",
            rounded(Decimal(sum(values)) / 10**4, places),
            "亿元",
            home,
            "output_value",
            of=group,
            period=date,
        )
    else:
        writer.figure(
            "total.value", "sum", "共实现产值", str(sum(values)), "万元", home, "output_value", of=group, period=date
        )
    writer.figure("total.tax", "sum", "，利税", str(sum(taxes)), "万元", home, "profit_and_tax", of=group, period=date)
    share = rounded(Decimal(sum(values)) / whole * 100, random.choice((1, 2)))
    writer.figure(
        "share",
        "share",
        "，产值占全县工业总产值的",
        share,
        "%",
        home,
        "output_share",
        of=group,
        scope="全县工业总产值",
        period=date,
    )
    writer.figure("total.firms", "sum", "，企业", str(sum(firms)), "家", home, "firm_count", of=group, period="")
    writer.say("。")
    writer.close()
    tabled = random.random() < 0.35
    if tabled:
        _table(writer, clusters, values, taxes, firms, date)
    for at, cluster in enumerate(clusters):
        writer.heading(2, f"（{numeral(at + 1)}）", cluster.name)
        writer.exists(cluster)
        writer.open()
        if not tabled:
            _cluster(writer, cluster, at, values[at], taxes[at], firms[at], date)
            profit = taxes[at] * random.randint(45, 80) // 100
            writer.figure(f"profit.{at}", "order", "，其中利润", str(profit), "万元", cluster, "profit", period=date)
            writer.say("。")
        _more(writer, cluster, at, random, towns, values[at], year, date, tabled)
        writer.close()
    _later(writer, home, clusters, firms, random, year)
    return writer


def _cluster(writer: Writer, cluster: Entity, at: int, value: int, tax: int, firms: int, date: str) -> None:
    writer.figure(f"firms.{at}", "sum", "现有企业", str(firms), "家", cluster, "firm_count")
    writer.figure(
        f"value.{at}", "sum", f"，{date[:4]}年实现产值", str(value), "万元", cluster, "output_value", period=date
    )
    writer.figure(f"tax.{at}", "sum", "，利税", str(tax), "万元", cluster, "profit_and_tax", period=date)


def _table(
    writer: Writer, clusters: list[Entity], values: list[int], taxes: list[int], firms: list[int], date: str
) -> None:
    headers = ("集群名称", f"{date[:4]}年产值（万元）", f"{date[:4]}年利税（万元）", "企业总数")
    writer.open()
    writer.say("\t".join(headers))
    writer.close("row")
    measures = ("output_value", "profit_and_tax", "firm_count")
    columns = (values, taxes, firms)
    rows: list[tuple[str, Entity | None, list[int]]] = [
        (c.name, c, [column[n] for column in columns]) for n, c in enumerate(clusters)
    ]
    rows.append(("合计", None, [sum(column) for column in columns]))
    for at, (name, cluster, figures) in enumerate(rows):
        writer.open()
        cells = [Cell(headers[0], len(writer.text), len(writer.text) + len(name))]
        writer.say(name)
        for column, value in enumerate(figures):
            writer.say("\t")
            start = len(writer.text)
            slot = f"{('value', 'tax', 'firms')[column]}.{at}" if cluster else f"row.{column}"
            if cluster:
                period = date if column < 2 else ""
                writer.figure(
                    slot,
                    "sum",
                    "",
                    str(value),
                    "家" if column == 2 else "万元",
                    cluster,
                    measures[column],
                    suffix="",
                    period=period,
                )
            else:
                spoilt = writer.planted is not None and writer.planted.name == slot
                writer.slots.append(Slot(slot, "sum", str(value)))
                writer.say(writer.planted.digits if spoilt and writer.planted else str(value))
                if spoilt:
                    writer.spoilt = (start, len(writer.text))
            cells.append(Cell(headers[column + 1], start, len(writer.text)))
        writer.close("row", tuple(cells))


def _more(
    writer: Writer,
    cluster: Entity,
    at: int,
    random: Random,
    towns: list[str],
    value: int,
    year: int,
    date: str,
    tabled: bool,
) -> None:
    """One or two of: towns, a list of parts, growth, a crop, a hedge."""
    chosen = random.sample(("towns", "parts", "growth", "crop", "hedge"), 2)
    if "towns" in chosen:
        named = random.sample(towns, random.randint(3, 5))
        etc = random.choice(("", "等"))
        writer.figure(
            f"towns.{at}",
            "count" if not etc else "",
            f"企业分布在{'、'.join(named)}{etc}",
            str(len(named)),
            "个",
            cluster,
            "town_count",
            suffix="个乡镇",
            of="",
        )
        writer.say("。")
    if "parts" in chosen:
        parts = [money(random) // 10 + 101 for _ in range(random.randint(3, 5))]
        writer.figure(f"parts.{at}", "sum", "完成投资", str(sum(parts)), "万元", cluster, "investment", period=date)
        for n, part in enumerate(parts):
            writer.figure(
                f"parts.{at}.{n}",
                "sum",
                f"{'，其中：' if n == 0 else '，'}{towns[n]}",
                str(part),
                "万元",
                cluster,
                "investment",
                of=towns[n],
                period=date,
            )
        writer.say("。")
    if "growth" in chosen and not tabled:
        before = value * 100 // random.randint(104, 138)
        rate = rounded((Decimal(value) / before - 1) * 100, 1)
        writer.figure(
            f"base.{at}", "", f"{year - 1}年产值为", str(before), "万元", cluster, "output_value", period=str(year - 1)
        )
        writer.figure(
            f"level.{at}", "", f"，{year}年产值达", str(value), "万元", cluster, "output_value", period=str(year)
        )
        writer.figure(
            f"growth.{at}",
            "growth",
            "，比上年增长",
            rate,
            "%",
            cluster,
            "growth_rate",
            of="output_value",
            period=str(year),
        )
        writer.say("。")
    if "crop" in chosen:
        area, yields, price = random.randint(12, 99) * 100, random.randint(2, 19) * 50, random.randint(2, 30)
        tonnes = Decimal(area) * yields / 1000
        writer.figure(f"area.{at}", "", "原料基地种植面积", str(area), "亩", cluster, "planted_area", of="原料")
        writer.figure(f"yield.{at}", "", "，亩产", str(yields), "公斤", cluster, "yield", per="mu", of="原料")
        writer.figure(
            f"tonnes.{at}",
            "product",
            "，年产量",
            format(tonnes.normalize(), "f"),
            "吨",
            cluster,
            "output_volume",
            of="原料",
        )
        writer.figure(f"price.{at}", "", "，按每公斤", str(price), "元", cluster, "price", per="kg", of="原料")
        worth = format((tonnes * price / 10).normalize(), "f")
        writer.figure(f"worth.{at}", "product", "计算，产值", worth, "万元", cluster, "output_value", of="原料")
        writer.say("。")
    if "hedge" in chosen:
        people = random.randint(3, 90) * 100
        writer.figure(f"people.{at}", "", "从业人员近", str(people), "人", cluster, "employment", qualifier="about")
        writer.say("。")


def _later(writer: Writer, home: Entity, clusters: list[Entity], firms: list[int], random: Random, year: int) -> None:
    spoilt = writer.planted.name if writer.planted and writer.planted.kind == "time" else ""

    def sentence(name: str, right: str, wrong: str) -> str:
        if name != spoilt:
            return right
        start = len(writer.text)
        writer.spoilt = (start, start + len(wrong))
        return wrong

    writer.heading(1, "二、", "存在的问题")
    writer.open()
    at = random.randrange(len(clusters))
    writer.figure(
        "repeat", "contradiction", f"{clusters[at].name}共有企业", str(firms[at]), "家", clusters[at], "firm_count"
    )
    writer.say("，规模偏小。")
    first = year - random.randint(3, 8)
    writer.say(
        sentence(
            "span",
            f"从{first}年至{year}年，{year - first}年间整体增速放缓。",
            f"从{year}年至{year}年，{year - first}年间整体增速放缓。",
        )
    )
    spent = random.randint(31, 89) * 10 + random.randint(1, 9)  # seven times as much is no year
    if spoilt == "multiplier":
        start = len(writer.text)
        writer.figure(
            "fund", "", "县财政累计投资", f"{spent // 10}.{spent % 10}", "元", home, "investment", of="公共平台"
        )
        writer.spoilt = (start, len(writer.text))
    else:
        writer.figure("fund", "", "县财政累计投资", str(spent), "万元", home, "investment", of="公共平台")
    writer.say("。")
    writer.say(sentence("year_amount", f"贷款余额{spent * 7}多万元。", f"贷款余额{year}多万元。"))
    writer.say(sentence("broken", f"用电{spent}.5亿元。", f"用电{spent}..5亿元。"))
    writer.say(sentence("masked", "拖欠货款3100万元。", "拖欠货款xx万元。"))
    writer.close()
    writer.heading(1, "三、" if spoilt != "section" else "四、", "发展目标")
    if spoilt == "section":
        writer.spoilt = (writer.passages[-1].start, writer.passages[-1].end)
    writer.open()
    horizon = year + random.randint(2, 6) if spoilt != "forecast" else year
    start = len(writer.text)
    writer.figure(
        "goal",
        "",
        f"到{horizon}年，力争产值达到",
        str(random.randint(21, 90) * 10),
        "亿元",
        home,
        "output_value",
        of="全部集群",
        period=str(horizon),
        modality="planned",
    )
    if spoilt == "forecast":
        writer.spoilt = (start, len(writer.text))
    writer.say("。")
    writer.close()
    writer.open()
    writer.say(f"{year + 1}年3月8日" if spoilt != "dated" else f"{year - 1}年3月8日")
    if spoilt == "dated":
        writer.spoilt = (writer.opened, len(writer.text))
    writer.close()


TIMES = ("span", "multiplier", "year_amount", "broken", "masked", "section", "forecast", "dated")


def plant(seed: int, kind: str) -> Planted:
    """An error of a kind for the report of a seed: of a sum, a rate, a count, a repetition or of time."""
    random = Random(f"{seed} {kind}")
    slots = [slot for slot in report(seed).slots if slot.kind in KINDS[kind]]
    if kind == "time":
        return Planted(random.choice(TIMES), "time", "")
    slot = random.choice(slots)
    value = Decimal(slot.digits)
    if slot.kind in ("sum", "product"):
        slip, digits = spoil(random, slot.digits)
        return Planted(slot.name, kind, digits, slip)
    if slot.kind == "count":
        return Planted(slot.name, kind, str(int(value) + random.choice((-1, 1, 2))))
    if slot.kind == "contradiction":
        return Planted(slot.name, kind, str(int(value) + random.choice((-3, 5, 8, 17))))
    if slot.kind == "order":
        return Planted(slot.name, kind, slot.digits + "5")
    return Planted(slot.name, kind, format(value + Decimal("7.3"), "f"))


KINDS = {
    "sum": {"sum"},
    "rate": {"share", "product", "growth", "order"},
    "count": {"count"},
    "contradiction": {"contradiction"},
    "time": set(),
}


def spoil(random: Random, digits: str) -> tuple[str, str]:
    """Digits with one dropped, added or swapped with its neighbour, or shifted; never the same value."""
    while True:
        slip = random.choice(("dropped", "added", "swapped", "shifted"))
        at = random.randrange(len(digits))
        if slip == "dropped":
            new = digits[:at] + digits[at + 1 :]
        elif slip == "added":
            new = digits[:at] + random.choice("0123456789") + digits[at:]
        elif slip == "swapped" and at + 1 < len(digits):
            new = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        else:
            slip, new = "shifted", digits + "0" if "." not in digits else digits.replace(".", "")
        good = new[:1] not in ("", "0", ".") and not new.endswith(".") and new.count(".") <= 1
        if good and Decimal(new) != Decimal(digits) and not 1900 <= Decimal(new) <= 2100:
            return slip, new

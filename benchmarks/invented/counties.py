"""Counties as they are invented: clusters with towns, firms, brands and figures in a county of the gazetteer."""

from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from invented.words import parts, rows, words

from kg.gazetteer import gazetteer, names
from kg.model import Division

FIRST_YEAR, LAST_YEAR = 2010, 2024
NO_COUNTY = ("开发", "示范", "管理", "高新", "园区", "产业")  # in the names of zones that stand among the counties
TOWN_ENDINGS = ("镇", "乡", "街道")
RATIOS = {  # of a cluster's output value in yuan
    "output_value": (1, 1),
    "revenue": (0.9, 1.05),
    "main_business_revenue": (0.88, 1.04),
    "profit_and_tax": (0.06, 0.14),
    "profit": (0.03, 0.06),
    "tax": (0.015, 0.04),
    "export_value": (0.05, 0.4),
    "registered_capital": (0.08, 0.3),
    "employment": (1 / 800_000, 1 / 300_000),
    "firm_count": (1 / 40_000_000, 1 / 8_000_000),
    "above_scale_firm_count": (1 / 300_000_000, 1 / 120_000_000),
    "high_tech_firm_count": (1 / 900_000_000, 1 / 400_000_000),
    "tech_centre_count": (1 / 3_000_000_000, 1 / 900_000_000),
    "brand_count": (1 / 2_000_000_000, 1 / 500_000_000),
    "output_volume": (0.5, 1.5),
}


@dataclass(frozen=True, slots=True)
class Trade:
    """A row of trades.csv."""

    name: str
    works: tuple[str, ...]
    products: tuple[str, ...]
    steps: tuple[str, ...]
    output: str
    unit: str
    honour: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm: 华兴纺织 or 华兴纺织有限公司, where it is, and its part of the cluster."""

    short: str
    full: str
    town: str
    products: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster with what belongs to it, output value in FIRST_YEAR, growth a year, ratios of its other figures."""

    trade: Trade
    towns: tuple[str, ...]
    firms: tuple[Firm, ...]
    brands: tuple[str, ...]
    titles: tuple[str, ...]
    park: str
    market: str
    output: float
    growth: float
    ratios: dict[str, float]

    def figure(self, measure: str, year: int) -> float:
        """What the measure amounts to in a year."""
        return self.output * (1 + self.growth) ** (year - FIRST_YEAR) * self.ratios[measure]


@dataclass(frozen=True, slots=True)
class County:
    """A county of the gazetteer with its townships and the invented clusters, the greatest first."""

    division: Division
    short: str
    towns: tuple[str, ...]
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A report that a county gets: its year and its manner."""

    code: str
    year: int
    manner: str
    number: int


@cache
def trades() -> tuple[Trade, ...]:
    return tuple(
        Trade(
            row["trade"],
            parts(row["works"]),
            parts(row["products"]),
            parts(row["steps"]),
            row["output"],
            row["unit"],
            row["honour"],
        )
        for row in rows("trades")
    )


@cache
def prefectures() -> tuple[tuple[Division, ...], ...]:
    """The counties with three townships or more, by prefecture."""
    return tuple(
        tuple(
            county
            for county in ([division] if division.level == "county" else gazetteer().within(division.code))
            if len(towns(county.code)) >= 3 and not any(word in county.name for word in NO_COUNTY)
        )
        for province in gazetteer().within()
        for division in gazetteer().within(province.code)
    )


@cache
def towns(code: str) -> tuple[str, ...]:
    """The townships of a county."""
    return tuple(town.name for town in gazetteer().within(code) if town.name.endswith(TOWN_ENDINGS))


@cache
def editions(seed: int, manners: tuple[str, ...]) -> tuple[Edition, ...]:
    """The reports of all counties, prefecture by prefecture: one to thirteen of a county, so that editions meet."""
    random = Random(f"editions/{seed}")
    found = []
    order = [counties for counties in prefectures() if counties]
    random.shuffle(order)
    for counties in order:
        for county in counties:
            for _ in range(random.choice((1, 2, 4, 7, 9, 12, 13))):
                year = random.randint(FIRST_YEAR, LAST_YEAR)
                found.append(Edition(county.code, year, random.choice(manners), len(found)))
    return tuple(found)


@lru_cache(maxsize=64)
def invented(code: str, seed: int) -> County:
    """The county with this code as a seed has it."""
    random = Random(f"{code}/{seed}")
    division = gazetteer().division(code)
    assert division is not None
    short = names.short(division.name) or division.name
    below = towns(code)
    chosen = random.sample(trades(), random.randint(3, 9))
    clusters = [_cluster(random, trade, short, below) for trade in chosen]
    return County(division, short, below, tuple(sorted(clusters, key=lambda one: -one.output)))


def _cluster(random: Random, trade: Trade, short: str, below: tuple[str, ...]) -> Cluster:
    places = random.sample(below, min(len(below), random.randint(1, 5)))
    return Cluster(
        trade,
        tuple(places),
        tuple(_firm(random, trade, short, places) for _ in range(random.randint(3, 9))),
        tuple("".join(random.sample(words("brand"), 2)) for _ in range(4)),
        (f"中国{trade.honour}之都", f"中国{trade.honour}名城", f"全国{trade.honour}产业示范基地"),
        f"{random.choice((short, random.choice(places)))}{trade.honour}{random.choice(words('park'))}",
        f"{short}{trade.honour}专业市场",
        random.lognormvariate(21.5, 1),
        random.uniform(0.02, 0.13),
        {measure: random.uniform(*bounds) for measure, bounds in RATIOS.items()},
    )


def _firm(random: Random, trade: Trade, short: str, places: list[str]) -> Firm:
    name = "".join(random.sample(words("mark"), 2)) + random.choice(trade.works)
    full = random.choice((short, "")) + name + random.choice(words("legal"))
    count = min(len(trade.products), random.randint(1, 3))
    return Firm(
        name, full, random.choice(places), tuple(random.sample(trade.products, count)), random.uniform(0.01, 0.1)
    )

"""Sentences of sentences.csv, told of a county, and the facts that they state."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from random import Random

from invented.amounts import Amount, amount, count, volume
from invented.counties import Cluster, County, Edition, Firm
from invented.words import rows, words

Fact = dict[str, object]
Subject = tuple[str, str]
"""The type and the name of what a fact is of."""
Piece = str | tuple["Piece", ...]
"""Text, a hole as {name}, or pieces that may be left out."""

HONOURS = ("省著名商标", "省级名牌产品", "中国驰名商标")
FIRM_HONOURS = (
    "国家高新技术企业",
    "省级农业产业化龙头企业",
    "国家级专精特新“小巨人”企业",
    "省级专精特新企业",
    "制造业单项冠军企业",
    "省级瞪羚企业",
)
RETOLD = 0.1  # how often a figure that was told is told in another way
STANDARDS = ("国家标准", "行业标准", "团体标准")


@cache
def sentences() -> dict[str, tuple[tuple[Piece, ...], ...]]:
    """What may be written for each name, parsed."""
    found: dict[str, list[tuple[Piece, ...]]] = defaultdict(list)
    for row in rows("sentences"):
        found[row["name"]].append(_parsed(row["text"]))
    return {name: tuple(texts) for name, texts in found.items()}


def _parsed(text: str) -> tuple[Piece, ...]:
    outer = [part for part in re.split(r"(\[[^\]]*\])", text) if part]
    return tuple(_parsed(part[1:-1]) if part[0] == "[" else part for part in _split(outer))


def _split(parts: list[str]) -> list[str]:
    return [
        piece for part in parts for piece in ([part] if part[0] == "[" else re.split(r"(\{[^}]*\})", part)) if piece
    ]


class Telling:
    """Tells of a county in one edition; gathers the facts of what it has told.

    `subject` is whose figures the next sentences tell: its type and name, and what gives the figure of a measure.
    """

    def __init__(self, random: Random, county: County, edition: Edition) -> None:
        self.random, self.county, self.year = random, county, edition.year
        self.place = county.division.name
        self.level = self.place[-1] if self.place[-1] in "县市区" else "县"
        self.whole: Subject = ("Place", self.place)
        self.facts: list[Fact] = []
        self.at = 0
        self._untold: dict[str, list[tuple[Piece, ...]]] = {}
        self._begun: list[Fact] = []
        self._said: set[tuple[object, ...]] = set()
        self._used: set[tuple[str, int]] = set()
        self._drawn: dict[tuple[str, ...], tuple[Amount, dict[str, object]]] = {}
        self._measure = self._period = ""
        self._grown = "output_value"
        self.of_county()

    # whom the next sentences are about

    def of_county(self) -> None:
        self.subject = self.whole

    def of_cluster(self, at: int) -> None:
        self.at = at
        self.subject = ("Cluster", self.name)

    def of_firm(self, firm: Firm) -> None:
        self.firm = firm
        self.subject = ("Firm", firm.full)

    @property
    def cluster(self) -> Cluster:
        """The cluster in focus."""
        return self.county.clusters[self.at]

    @property
    def name(self) -> str:
        """The full name of the cluster in focus."""
        return f"{self.cluster.trade.name}产业集群"

    # sentences

    def tell(self, name: str) -> str:
        """One of the sentences of a name, each once before any comes again."""
        if not self._untold.get(name):
            self._untold[name] = self.random.sample(sentences()[name], len(sentences()[name]))
        self._begun, self._used, self._period = [], set(), ""
        text = self._written(self._untold[name].pop())
        for fact in self._begun:
            self._state(fact | {"quote": text})
        return text

    def _state(self, fact: Fact) -> None:
        key = tuple(fact.get(field) for field in ("property", "subject", "object", "measure", "value", "of", "status"))
        if key not in self._said:
            self._said.add(key)
            self.facts.append(fact)

    def _written(self, pieces: tuple[Piece, ...]) -> str:
        texts = []
        for piece in pieces:
            if isinstance(piece, tuple):
                texts.append(self._written(piece) if self.random.random() < 0.5 else "")
            elif piece[0] == "{":
                texts.append(self._hole(piece[1:-1]))
            else:
                texts.append(piece)
        return "".join(texts)

    def _hole(self, name: str) -> str:
        if name == "#":
            return self._figure()
        if told := HOLES.get(name):
            return told(self)
        choices = sentences()[name]
        at = int(self.random.random() * len(choices))
        while (name, at) in self._used and len(choices) > 3:
            at = (at + 1) % len(choices)
        self._used.add((name, at))
        outer, self._measure = self._measure, name
        text = self._written(choices[at])
        self._measure = outer
        return text

    # facts

    def fact(self, property_: str, whom: Subject | None = None, **fields: object) -> None:
        """Notes a fact of the subject, or of another, for the sentence that is being told."""
        kind, subject = whom or self.subject
        of_place = {"of_place": self.place} if kind == "Cluster" else {}
        self._begun.append({"property": property_, "subject_type": kind, "subject": subject} | of_place | fields)

    def stated(self, property_: str, quote: str, **fields: object) -> None:
        """A fact of the subject that stands outside of sentences: in a cell."""
        kind, subject = self.subject
        of_place = {"of_place": self.place} if kind == "Cluster" else {}
        self._state(
            {"property": property_, "subject_type": kind, "subject": subject} | of_place | fields | {"quote": quote}
        )

    def head(self, property_: str, name: str, **fields: object) -> None:
        """What a heading states by itself: a problem, a policy."""
        self._state(
            {"property": property_, "subject_type": property_.capitalize(), "subject": name} | fields | {"quote": name}
        )

    def exists(self, cluster: Cluster) -> None:
        """A cluster of the county that is named."""
        name = f"{cluster.trade.name}产业集群"
        told: Fact = {"property": "cluster", "subject_type": "Cluster", "subject": name, "of_place": self.place}
        self._state(told | {"status": "existing", "quote": cluster.trade.name})

    def listed(self, property_: str, kind: str, names: list[str], whom: Subject | None = None) -> str:
        """Names in a row, each the object of a fact."""
        for name in names:
            self.fact(property_, whom, object_type=kind, object=name)
        last = self.random.choice(("、", "、", "和"))
        return last.join(filter(None, ("、".join(names[:-1]), names[-1])))

    def observed(self, measure: str, told: Amount, whom: Subject | None = None, **fields: object) -> str:
        """An amount, stated of the subject or of another."""
        more = {"qualifier": told.qualifier} if told.qualifier else {}
        period = {"period": self._period} if self._period else {}
        self.fact("observation", whom, measure=measure, value=told.value, unit=told.unit, **(period | more | fields))
        return told.text

    def _figure(self) -> str:
        measure = self._measure.split(".")[0]
        key = (*self.subject, measure, self._grown if measure == "growth" else "")
        if key not in self._drawn or self.random.random() < RETOLD:
            self._drawn[key] = self.amount_of(measure)
        told, fields = self._drawn[key]
        if measure == "growth":
            return self.observed("growth_rate", told, **fields)
        self._grown = measure
        return self.observed(measure, told, **fields)

    def amount_of(self, measure: str) -> tuple[Amount, dict[str, object]]:
        """The amount of a measure of the subject, and the attributes of its fact."""
        random = self.random
        if measure == "growth":
            return amount(random, random.uniform(2, 24), "%"), {"of": self._grown}
        if measure in ("market_share", "output_share"):
            scope = {"scope": "全国"}
            return amount(random, random.uniform(8, 72), "%"), {"of": self.cluster.trade.output} | scope
        if measure == "area" and self.subject[0] == "Place":
            return amount(random, random.uniform(1.2, 24), "km2"), {}
        if measure == "investment":
            return amount(random, random.uniform(0.4, 60) * 1e8, "CNY"), {}
        value = self.cluster.figure(measure, self.year) * self._portion()
        if measure == "output_volume":
            trade = self.cluster.trade
            return volume(random, max(1.0, value / 1e9 * 12), trade.unit), {"of": trade.output}
        if measure == "employment":
            return amount(random, max(30, value), "person"), {}
        if measure == "brand_count":
            honour = random.choice(HONOURS)
            return count(random, value, "件"), {"of": honour}
        if measure.endswith("_count"):
            return count(random, value, "家"), {}
        return amount(random, max(1e6, value), "CNY"), {}

    def _portion(self) -> float:
        """What the subject has of its cluster's figures."""
        if self.subject[0] == "Firm":
            return self.firm.share
        return 0.3 if self.subject[0] == "Place" else 1.0


def _cluster(telling: Telling) -> str:
    telling.exists(telling.cluster)
    trade = telling.cluster.trade.name
    return telling.random.choice((f"{trade}产业集群", f"{trade}产业集群", f"{trade}产业", f"{trade}特色产业集群"))


def _towns(telling: Telling) -> str:
    towns = list(telling.cluster.towns)
    text = telling.listed("located_in", "Place", towns)
    return text + (telling.random.choice(("", "", "等地", "等乡镇")) if len(towns) > 1 else "")


def _leads(telling: Telling) -> str:
    firms = telling.cluster.firms[: telling.random.randint(2, 6)]
    full = telling.random.random() < 0.4
    return telling.listed("lead_firm", "Firm", [firm.full if full else firm.short for firm in firms])


def _products(telling: Telling) -> str:
    of_firm = telling.subject[0] == "Firm"
    return telling.listed(
        "makes", "Product", list(telling.firm.products if of_firm else telling.cluster.trade.products)
    )


def _brand(telling: Telling) -> str:
    return telling.listed("owns_brand", "Brand", [telling.random.choice(telling.cluster.brands)])


def _title(telling: Telling) -> str:
    return telling.listed("holds_title", "Honour", [telling.random.choice(telling.cluster.titles)], telling.whole)


def _firm_title(telling: Telling) -> str:
    return telling.listed("holds_title", "Honour", [telling.random.choice(FIRM_HONOURS)])


def _park(telling: Telling) -> str:
    return telling.listed("has_park", "Place", [telling.cluster.park])


def _park_itself(telling: Telling) -> str:
    """The park, which the rest of the sentence is about."""
    telling.subject = ("Place", telling.listed("has_park", "Place", [telling.cluster.park], telling.whole))
    return telling.subject[1]


def _town_itself(telling: Telling) -> str:
    """A town, which the rest of the sentence is about."""
    town = telling.random.choice(telling.cluster.towns)
    telling.subject = ("Place", town)
    return town


def _market(telling: Telling) -> str:
    return telling.listed("has_market", "Market", [telling.cluster.market])


def _town(telling: Telling) -> str:
    town = telling.firm.town if telling.subject[0] == "Firm" else telling.random.choice(telling.cluster.towns)
    return telling.listed("located_in", "Place", [town])


def _partner(telling: Telling) -> str:
    name = "".join(telling.random.sample(words("mark"), 2)) + "集团"
    return telling.listed("cooperates_with", "Firm", [name])


def _investor(telling: Telling) -> str:
    name = "".join(telling.random.sample(words("mark"), 2)) + "控股集团"
    telling.fact("invests_in", ("Firm", name), object_type="Firm", object=telling.firm.full)
    return name


def _drafted(telling: Telling) -> str:
    return telling.listed("drafts_standard", "Text", [telling.cluster.trade.output + telling.random.choice(STANDARDS)])


def _year(telling: Telling) -> str:
    telling._period = str(telling.year)
    return telling._period


def _goal_year(telling: Telling) -> str:
    telling._period = str(telling.year + 3 + (telling.year % 5 == 0) * 2)
    return telling._period


def _goal(measure: str, over: bool = False) -> Callable[[Telling], str]:
    """A figure that is aimed at."""

    def told(telling: Telling) -> str:
        value = telling.cluster.figure(measure, telling.year) * telling.random.uniform(1.2, 1.9)
        if measure == "employment":
            aimed = amount(telling.random, max(100, value), "person", exact=True)
        elif measure.endswith("_count"):
            aimed = Amount(f"{max(2, round(value))}家", max(2, round(value)), "1")
        else:
            step = 10**9 if value > 10**10 else 10**8 if value > 10**9 else 10**7
            aimed = amount(telling.random, max(step, round(value / step) * step), "CNY", exact=True)
        more = {"qualifier": "over"} if over else {}
        return telling.observed(measure, aimed, status="planned", **more)

    return told


def _total(telling: Telling) -> float:
    return sum(one.figure("output_value", telling.year) for one in telling.county.clusters)


def _of_county(measure: str, per: float, of: str = "", planned: bool = False) -> Callable[[Telling], str]:
    """A figure of the whole county, as a part of its clusters' output value."""

    def told(telling: Telling) -> str:
        value = _total(telling) * per * (1.4 if planned else 1)
        if measure.endswith("_count"):
            given = count(telling.random, max(3, value), "家")
        elif measure == "growth_rate":
            given = amount(telling.random, telling.random.uniform(3, 14), "%", exact=True)
        else:
            given = amount(telling.random, value, "CNY", exact=True)
        more = ({"of": of} if of else {}) | ({"status": "planned"} if planned else {})
        return telling.observed(measure, given, telling.whole, **more)

    return told


def _county_count(telling: Telling) -> str:
    number = len(telling.county.clusters)
    written = f"{number}{telling.random.choice('个大')}"
    return telling.observed("cluster_count", Amount(written, number, "1"), telling.whole)


def _names(telling: Telling) -> str:
    for cluster in telling.county.clusters:
        telling.exists(cluster)
    return "、".join(cluster.trade.name for cluster in telling.county.clusters)


HOLES: dict[str, Callable[[Telling], str]] = {
    "cluster": _cluster,
    "trade": lambda telling: telling.cluster.trade.name,
    "place": lambda telling: telling.place,
    "all": lambda telling: f"全{telling.level}",
    "level": lambda telling: telling.level,
    "year": _year,
    "next": lambda telling: str(telling.year + 1),
    "towns": _towns,
    "town": _town,
    "town.name": _town_itself,
    "town.bare": lambda telling: telling.random.choice(telling.cluster.towns),
    "leads": _leads,
    "products": _products,
    "product": lambda telling: telling.cluster.trade.output,
    "steps": lambda telling: "、".join(telling.cluster.trade.steps),
    "brand": _brand,
    "title": _title,
    "firm": lambda telling: telling.firm.full,
    "firm.title": _firm_title,
    "partner": _partner,
    "investor": _investor,
    "drafted": _drafted,
    "market": _market,
    "park": _park,
    "park.itself": _park_itself,
    "names": _names,
    "county.count": _county_count,
    "county.firms": _of_county("above_scale_firm_count", 1 / 2.2e8),
    "county.new": _of_county("above_scale_firm_count", 1 / 4e9, "新增规模以上工业企业"),
    "county.growth": _of_county("growth_rate", 1, "规模以上工业增加值"),
    "county.growth.gdp": _of_county("growth_rate", 1, "地区生产总值"),
    "county.gdp": _of_county("other", 1.6, "地区生产总值"),
    "county.budget": _of_county("other", 0.06, "一般公共预算收入"),
    "county.invested": _of_county("investment", 0.5, "固定资产投资"),
    "county.retail": _of_county("other", 0.4, "社会消费品零售总额"),
    "goal": _goal("output_value"),
    "goal.over": _goal("output_value", over=True),
    "goal.main_business_revenue": _goal("main_business_revenue"),
    "goal.above_scale_firm_count": _goal("above_scale_firm_count"),
    "goal.employment": _goal("employment"),
    "goal.year": _goal_year,
    "goal.county": _of_county("output_value", 1.1, "规模以上工业", planned=True),
    "goal.county.firms": _of_county("above_scale_firm_count", 1 / 2.2e8, planned=True),
    "goal.county.gdp": _of_county("other", 1.6, "地区生产总值", planned=True),
    "goal.growth": _of_county("growth_rate", 1, "地区生产总值", planned=True),
    "goal.growth.industry": _of_county("growth_rate", 1, "规模以上工业增加值", planned=True),
    **{
        role: lambda telling, role=role: telling.random.choice(words(role))  # type: ignore[misc]
        for role in ("office", "conferrer", "surname", "given")
    },
}
"""What is told in the place of a hole that is no name of sentences.csv."""

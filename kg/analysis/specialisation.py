"""How concentrated counties are on few clusters, and which industries they have more of than others: where all sizes
of a county's clusters are known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kg.analysis.economy import Economy, Size
from kg.analysis.measured import Measured, Refused, measured, refused, rounded

Amounts = Mapping[str, Mapping[str, Fraction]]  # of each place and each industry


class Scale(NamedTuple):
    """What sizes are told in; only those of one scale are comparable."""

    measure: str
    label: str
    unit: str
    period: str


def location_quotients(amounts: Amounts) -> dict[tuple[str, str], Fraction]:
    """The location quotient of each place and industry with an amount: LQ(p, i) = (x(p, i) / x(p)) / (x(i) / x).

    x(p), x(i) and x are the sums over the industries, the places, and both (Florence 1939). Above 1 the place has more
    of the industry than the whole has.
    """
    of_place = {place: sum(held.values()) for place, held in amounts.items()}
    of_industry: Counter[str] = Counter()
    for held in amounts.values():
        of_industry.update(held)
    whole = sum(of_place.values())
    return {
        (place, industry): Fraction(amount * whole, of_place[place] * of_industry[industry])
        for place, held in amounts.items()
        for industry, amount in held.items()
        if amount
    }


def herfindahl(sizes: Iterable[Fraction]) -> Fraction:
    """The concentration of sizes: H = Σ s², s = size / sum; from 1/n, all equal, to 1, one has all (Hirschman 1964)."""
    each = list(sizes)
    return sum((size * size for size in each), Fraction(0)) / sum(each) ** 2


def krugman(amounts: Amounts) -> dict[str, Fraction]:
    """How far each place's structure is from that of the others together: K(p) = Σᵢ |s(p, i) − s(rest, i)|.

    From 0, the same shares, to 2, no industry in common (Krugman 1991).
    """
    found = {}
    for place, held in amounts.items():
        rest: Counter[str] = Counter()
        for other, theirs in amounts.items():
            if other != place:
                rest.update(theirs)
        own, whole = sum(held.values()), sum(rest.values())
        industries = {*held, *rest}
        shares = ((held.get(each, Fraction(0)) / own, Fraction(rest[each]) / whole) for each in industries)
        found[place] = sum((abs(here - there) for here, there in shares), Fraction(0))
    return found


def wholes(economy: Economy) -> dict[Scale, dict[str, dict[str, Fraction]]]:
    """By scale and place, the sizes of its clusters, two or more, where each that exists has one."""
    clusters: dict[str, set[str]] = defaultdict(set)
    for cluster in economy.clusters:
        if area := economy.county(cluster):
            clusters[area].add(cluster)
    sizes: dict[Scale, dict[str, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    for size in economy.sizes:
        sizes[_scale(size)][size.cluster].add(size.value)
    found: dict[Scale, dict[str, dict[str, Fraction]]] = {}
    for scale, told in sorted(sizes.items()):
        sure = {cluster: Fraction(*values) for cluster, values in told.items() if len(values) == 1 and min(values) > 0}
        whole = {
            area: {cluster: sure[cluster] for cluster in sorted(here)}
            for area, here in sorted(clusters.items())
            if len(here) > 1 and here <= sure.keys()
        }
        if whole:
            found[scale] = whole
    return found


def specialisation(economy: Economy) -> Measured | Refused:
    """Counties by the `herfindahl` of their clusters' sizes, with 1/H, the number of equal clusters that give it."""
    name = "specialisation"
    found = [
        (economy.label(area), scale.label, scale.period, len(sizes), herfindahl(sizes.values()), area)
        for scale, places in wholes(economy).items()
        for area, sizes in places.items()
    ]
    if refusal := refused(name, len(found)):
        return refusal
    found.sort(key=lambda row: (-row[4], row[:4]))
    rows = [(*row[:4], rounded(float(row[4])), rounded(float(1 / row[4])), row[5]) for row in found]
    columns = ("area", "measure", "period", "clusters", "herfindahl", "equal", "area_id")
    return measured(name, columns, rows)


def location(economy: Economy) -> Measured | Refused:
    """Counties and industries by `location_quotients`, in the scale that most counties have whole."""
    name = "location-quotients"
    scale, amounts = _comparable(economy)
    if refusal := refused(name, len(amounts)):
        return refusal
    ranked = sorted(location_quotients(amounts).items(), key=lambda one: (-one[1], one[0]))
    rows = []
    for (area, industry), quotient in ranked:
        share = amounts[area][industry] / sum(amounts[area].values())
        said = (scale.label, scale.period, rounded(float(share)), rounded(float(quotient)), area, industry)
        rows.append((economy.label(area), economy.names[industry], *said))
    columns = ("area", "industry", "measure", "period", "share", "quotient", "area_id", "industry_id")
    return measured(name, columns, rows, areas=len(amounts))


def structure(economy: Economy) -> Measured | Refused:
    """Counties by `krugman`, in the scale that most counties have whole."""
    name = "structure"
    scale, amounts = _comparable(economy)
    if refusal := refused(name, len(amounts)):
        return refusal
    ranked = sorted(krugman(amounts).items(), key=lambda one: (-one[1], one[0]))
    rows = [(economy.label(area), scale.label, scale.period, rounded(float(index)), area) for area, index in ranked]
    columns = ("area", "measure", "period", "krugman", "area_id")
    return measured(name, columns, rows)


def _scale(size: Size) -> Scale:
    return Scale(size.measure, size.label, size.unit, size.period)


def _comparable(economy: Economy) -> tuple[Scale, dict[str, dict[str, Fraction]]]:
    """The scale that most places have whole, and their amounts by industry.

    A cluster of several industries counts in equal parts for each; a place with one of none is left out.
    """
    best, amounts = Scale("", "", "", ""), dict[str, dict[str, Fraction]]()
    for scale, places in wholes(economy).items():
        here: dict[str, dict[str, Fraction]] = {}
        for area, sizes in places.items():
            parts = [(economy.industries.get(cluster, frozenset()), size) for cluster, size in sizes.items()]
            if all(industries for industries, _ in parts):
                held: dict[str, Fraction] = defaultdict(Fraction)
                for industries, size in parts:
                    for industry in sorted(industries):
                        held[industry] += size / len(industries)
                here[area] = dict(held)
        if len(here) > len(amounts):
            best, amounts = scale, here
    return best, amounts

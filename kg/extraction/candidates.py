"""Who may be meant where a figure or a relation is told: what the clause, the sentence, the paragraph, the headings and
the title are about, and the place; each with the features that speak for it, weighed by seeds/bearers.csv."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from kg.errors import DefinitionError
from kg.extraction.entities import Named, class_of
from kg.gazetteer import gazetteer
from kg.grammar.clusters import industry
from kg.grammar.engine import Span
from kg.grammar.phrases import ANY_LEVEL, nouns
from kg.lexicon import any_of, words
from kg.model import Entity
from kg.resources import resource

_BEFORE = re.compile(f"[在与和同对向为给由从以将把被含除比于]$|{any_of(words('places', 'aside_verb'))}$")
_CLAUSE = re.compile("[，；。：]")
_WHOLE = re.compile("的?(?:[特色优势主导支柱]{2,4})?产业(?:集群)?|集群")
_FIRMS = re.compile(f"(?:{any_of(words('firms', 'called'))}|商户|经营户|主体)$")
_OF_TRADE = re.compile("(?P<trade>[\u4e00-\u9fff]{2,8}?)(?:类|生产|加工|制造|产业)?(?:企业|厂家|生产厂家|工厂)")
_NO_TRADE = re.compile(
    f"[+＋]|有$|全{ANY_LEVEL}|{any_of(words('firms', 'part'))}|[规限]上|国[营有]|[镇村]办|入[驻园]"
    "|[在待拟新筹]建|[开停复]工|[投停]产|签约|落户|注册"
)
_PLACE_ANEW = re.compile(f"[全我本]{ANY_LEVEL}")
_LAND = re.compile(any_of(words("places", "land")))
_TOGETHER = re.compile(f"[\\d一二三四五六七八九十]+[个大条][^，、]{{0,8}}?{nouns('trade')}")
_PLACE_THING = re.compile(any_of(words("places", "thing", "aggregate")))
_AGGREGATE = re.compile(any_of(words("places", "aggregate")))
_SECTORS = frozenset(word for word in words("clusters", "not_industry") if len(word) > len("种业"))
_ALL_TRADES = re.compile("规模?(?:以上)?工业|工业企业|农业(?:产业化)?(?:重点)?龙头|[省市县]级龙头|旅游")
_KINDS = {
    "money": ("output_value", "revenue", "main_business_revenue", "profit", "tax", "profit_and_tax", "export_value"),
    "capital": ("investment", "registered_capital"),
    "firms": ("firm_count", "tech_centre_count", "brand_count"),
    "firms of a class": ("above_scale_firm_count", "high_tech_firm_count"),
    "land": ("area", "planted_area"),
    "goods": ("output_volume", "output_capacity", "sales_volume", "yield", "price"),
    "part": ("market_share", "output_share", "export_share", "share", "rank"),
}
_KIND = {measure: kind for kind, measures in _KINDS.items() for measure in measures}
_FAR_SOURCES = frozenset(
    {"latest of its class", "sentence-1", "sentence-2", "topic", "heading-1", "above", "main", "place", "title"}
)
_IN_CLAUSE = frozenset({"clause", "in_clause", "noun_opens", "in_noun", "within", "behind"})
_PLACES = frozenset({"Own", "Town", "Park", "Whole"})
_NEAR = _IN_CLAUSE | {"clause-1", "in_clause-1", "clause-2", "in_clause-2", "sentence-1", "heading-1", "topic"}
_LISTED = frozenset({"told", *(f"{way}clause-{n}" for way in ("", "in_") for n in (1, 2, 3)), "latest of its class"})
_PROJECT = re.compile(f".{{2}}{nouns('project')}$")
_TRADE = re.compile("[^、]{2,10}(?:产业|[造工供应服务运输通信矿融]业)(?:增加值|总?产值|投资|税收|收入|产量|出口)?$")
_LIST = re.compile(
    "(?:[、和][^，。；]{2,16}){0,6}等(?:\\d{1,4}|[一二两三四五六七八九十]{1,3})[余多]?[家个户项](?=[^，。；]{0,8}(?:项目|企业|公司))"
)
_FAR = 3  # clauses before its own from which on they count alike
_LEFT = frozenset({"Firm", "Market", "Park", "Town"})  # what 全县 at the head of a clause leaves
_OFTEN, _SELDOM = 400, 1500  # characters of a report for each time that it names a thing


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant, as `part` of it if it stands for several, with the features that speak for and against it.

    `start` and `end` are where the sentence names it last, 0 and 0 where it does not.
    """

    entity: Entity
    features: tuple[str, ...]
    start: int = 0
    end: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its share of the certainty that goes round, 0 to 1, among all of its place."""

    candidate: Candidate
    likelihood: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who may be meant where a figure or relation of a kind is told, at a span of the document's text."""

    start: int
    end: int
    kind: str
    value: object
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """What a sentence stands in: the place, what headings, title and paragraph are about, who was spoken of before.

    `headings` go from the innermost outwards, `before` from the sentence before backwards; `counts` says how often the
    report names a thing, in a text of `size` characters. `goes_on` says that the sentence before ended with ；,
    `latest` are the last ones of each class that a sentence of the paragraph was about, `theme` is whose profile the
    text is.
    """

    place: Entity
    headings: tuple[tuple[Entity, ...], ...] = ()
    title: tuple[Entity, ...] = ()
    main: Entity | None = None
    topic: Entity | None = None
    before: tuple[tuple[tuple[Entity, str], ...], ...] = ()
    goes_on: bool = False
    latest: tuple[Entity, ...] = ()
    above: Entity | None = None
    policy: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    size: int = 0
    theme: Entity | None = None

    def themed(self, *, stands: bool) -> "Focus":
        """The same in the profile of one thing, of which all is told that names no cluster but the title's.

        A park or a market has figures of firms and clusters as a place has, and there `stands` for it.
        """
        if self.theme is None:
            return self
        main = self.main if self.main in self.title else None
        if not stands or self.theme.type == "Firm" or self.theme == self.place:
            return replace(self, main=main)
        headings = (tuple(one for one in headed if one != self.place) for headed in self.headings)
        title = tuple(one for one in self.title if one != self.place)
        return replace(self, place=self.theme, headings=tuple(filter(None, headings)), title=title, main=main)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is told: its span in the sentence, of what kind (a measure or a property), of which noun.

    `told` is whom the figure before it was told of, `built` what its clause says is built.
    """

    start: int
    end: int
    kind: str
    noun: Span | None = None
    told: Entity | None = None
    built: Entity | None = None


@dataclass(frozen=True, slots=True)
class _Shared:
    """What is alike for all who may be meant: whom the clause speaks of, what announces a cluster, the noun's class."""

    nearest: Entity | None
    about: str
    noun: str


class _Gathered:
    """Candidates while they are gathered: each once, with all that speaks for it."""

    def __init__(self, own: Entity) -> None:
        self.own = own
        self.features: dict[Entity, list[str]] = defaultdict(list)
        self.last: dict[Entity, tuple[int, int]] = {}
        self.part: dict[Entity, str] = {}

    def add(self, entity: Entity, source: str, span: tuple[int, int] | None = None, part: str = "") -> None:
        known = self.features[entity]
        if source not in known:
            known.append(source)
        if span is not None:
            self.last[entity] = span
            self.part[entity] = part
        elif part and entity not in self.last:  # a name in the sentence says itself whether it stands for several
            self.part[entity] = part


def candidates(text: str, at: Place, said: Sequence[Named], focus: Focus) -> list[Candidate]:
    """Who may be meant at a place of a sentence, in the order in which they were found."""
    found = _Gathered(focus.place)
    _in_sentence(text, at, said, found)
    if at.noun and (trade := _trade(at.noun, focus.place)):
        found.add(trade, "firms of a trade", (at.noun.start, at.noun.end))
    _around(text, at, focus, found)
    shared = _Shared(_nearest(at, said), _about(focus), _noun(at.noun, text[at.start : at.end], said))
    noun = at.noun.text if at.noun else ""
    back = max((one.start for one in said if one.start < at.end and _returns(one, text, focus.place)), default=-1)
    return [
        Candidate(
            entity,
            tuple(_features(entity, sources, text, at, said, focus, found.last.get(entity), shared)),
            *found.last.get(entity, (0, 0)),
            found.part.get(entity, ""),
        )
        for entity, sources in found.features.items()
        if not _is_sector(entity, focus.place)
        and not (entity.type == "Firm" and entity in found.last and _LIST.match(text, found.last[entity][1], at.start))
        and not (entity in found.last and _together(found.last[entity], text, at, said, focus.place))
        and _may_bear(_class(entity, focus.place), sources, found.last.get(entity), back, noun)
    ]


def _together(span: tuple[int, int], text: str, at: Place, said: Sequence[Named], own: Entity) -> bool:
    """Whether a name is one of those that a number gathers, of all of which a figure is: 化工、医药两大产业产值."""
    if (at.kind not in _KIND and at.kind != "growth_rate") or "分别" in text[at.start : at.end]:
        return False
    group = next((one for one in said if one.part and one.entity == own and span[1] <= one.start < at.end), None)
    return group is not None and not _CLAUSE.search(text, span[1], group.start)


def _may_bear(what: str, sources: Sequence[str], span: tuple[int, int] | None, back: int, noun: str) -> bool:
    """Whether one of a class may be meant with a noun, where the sentence goes `back` to the place, -1 for nowhere.

    What only places have (财政收入) is of nothing else that its own clause does not name, what all trades have
    (全县规上工业企业) not of the one cluster that the report names elsewhere.
    """
    if _AGGREGATE.search(noun) and what not in _PLACES and not _IN_CLAUSE.intersection(sources):
        return False
    if back >= 0 and what == "Cluster" and not _IN_CLAUSE.intersection(sources) and _ALL_TRADES.search(noun):
        return False
    if what == "Firm" and _PROJECT.search(noun) and not _NEAR.intersection(sources):
        return False
    if what == "Cluster" and _TRADE.match(noun) and _LISTED.issuperset(sources):
        return False
    return back < 0 or what not in _LEFT or (span is not None and back < span[0])


def _is_sector(entity: Entity, own: Entity) -> bool:
    """Whether a name is that of a sector, which every place has: 青山县农林牧渔业."""
    bare = entity.name.removeprefix(own.name).removeprefix(own.name[:-1]) if len(own.name) > 1 else entity.name
    return entity.type == "Cluster" and bare in _SECTORS


def _returns(thing: Named, text: str, own: Entity) -> bool:
    """Whether a clause turns back to the place itself: 全县…, 遂昌县…; not 遂昌竹笋…, which are goods."""
    words = text[thing.start : thing.end]
    return thing.opens and thing.entity == own and (words == own.name or words.startswith(("全", "我", "本")))


def _in_sentence(text: str, at: Place, said: Sequence[Named], found: _Gathered) -> None:
    """What the sentence names before the place and in it, by the clauses between; and behind it in its own clause."""
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, at.start)), default=0)
    stop = next((m.start() for m in _CLAUSE.finditer(text, at.end)), len(text))
    for thing in said:
        if thing.start == thing.end:
            continue
        span = (thing.start, thing.end)
        if at.noun and at.noun.start - 2 <= thing.start < at.noun.end and thing.end <= at.noun.end + 1:
            found.add(thing.entity, "noun_opens" if thing.start <= at.noun.start + 2 else "in_noun", span, thing.part)
        if at.start <= thing.start < at.end and not thing.opens:
            source = "within"
        elif thing.start >= at.end:
            source = "behind" if thing.end <= stop and thing.start - at.end <= 16 else ""
        elif thing.end > clause:
            source = "clause" if thing.opens else "in_clause"
        else:
            far = min(len(_CLAUSE.findall(text[thing.end : at.start])), _FAR)
            source = f"clause-{far}" if thing.opens else f"in_clause-{far}"
        if source:
            found.add(thing.entity, source, span, thing.part)


def _trade(noun: Span, place: Entity) -> Entity | None:
    """The trade whose firms a noun is of: 涂料助剂 of 涂料助剂企业; None for 规上企业, 骨干企业."""
    found = _OF_TRADE.fullmatch(noun.text)
    if found is None or _NO_TRADE.search(found["trade"]) or gazetteer().resolve(found["trade"]):
        return None
    trade = industry(Span(found["trade"], noun.start, noun.start + len(found["trade"])))
    return Entity("Cluster", trade.text, place.name) if trade and trade.text == found["trade"] else None


def _around(text: str, at: Place, focus: Focus, found: _Gathered) -> None:
    """What stands around the sentence: who was spoken of before, headings, title, the place."""
    _spoken_before(text, at, focus, found)
    for entity in focus.latest:
        if entity != focus.place:
            found.add(entity, "latest of its class")
    for level, headed in enumerate(focus.headings[:2], 1):
        for order, entity in enumerate(headed):
            if entity != focus.place:
                found.add(entity, f"heading-{level}" if order == 0 else f"in_heading-{level}")
    for entity in focus.title:
        if entity != focus.place:
            found.add(entity, "title")
    for source, one in (
        ("topic", focus.topic),
        ("above", focus.above),
        ("main", focus.main),
        ("told", at.told),
        ("built", at.built),
    ):
        if one is not None:
            found.add(one, source)
    if focus.policy:
        found.add(Entity("Policy", focus.policy), "policy")
    if focus.place.name or not any(entity.type == "Place" for entity in found.last):
        found.add(focus.place, "place")


def _spoken_before(text: str, at: Place, focus: Focus, found: _Gathered) -> None:
    """Who the sentences before were about, the last of them first, as the part of it that they spoke of."""
    anew = _PLACE_ANEW.search(text, 0, at.end)  # 全县 is all of it, whatever it stood for in the sentence before
    for distance, entities in enumerate(focus.before, 1):
        whole = {entity for entity, group in entities if not group}
        for order, (entity, group) in enumerate(reversed(entities)):
            part = "" if anew or (order and entity in whole) else group
            found.add(entity, f"sentence-{distance}" if order == 0 else f"in_sentence-{distance}", None, part)
            if order == 0 and distance == 1 and focus.goes_on:
                found.add(entity, "before a semicolon")


def _nearest(at: Place, said: Sequence[Named]) -> Entity | None:
    """Whom the last words before the place that open a clause speak of."""
    return next((s.entity for s in reversed(said) if s.opens and s.start < at.end and s.end > s.start), None)


def _class(entity: Entity, own: Entity) -> str:
    if entity == own:
        return "Own"
    if entity.type == "Place":
        return "Park" if class_of(entity) == "Park" else "Town"
    if entity.type == "Cluster" and _is_whole(entity.name, own.name):
        return "Whole"
    return "Cluster" if entity.type == "PlannedCluster" else entity.type


@lru_cache(maxsize=1024)  # each figure asks of each of its candidates
def _is_whole(cluster: str, place: str) -> bool:
    """Whether a name is that of all the trades of a place: 青山县特色产业集群."""
    return len(place) >= 2 and bool(_WHOLE.fullmatch(cluster.removeprefix(place).removeprefix(place[:-1])))


def _features(
    entity: Entity,
    sources: list[str],
    text: str,
    at: Place,
    said: Sequence[Named],
    focus: Focus,
    span: tuple[int, int] | None,
    shared: _Shared,
) -> Iterator[str]:
    """What speaks for and against a candidate: where it stands, its class beside the kind of what is told, its noun."""
    kind = _KIND.get(at.kind, at.kind)
    what = _class(entity, focus.place)
    for source in sources:
        yield source
        yield f"{source} {what}"
        if shared.nearest is None and source in _FAR_SOURCES:
            yield f"{source} {what} alone"
    yield f"of {kind}: {what}"
    yield f"in {shared.about}: {what}"
    if entity == at.told:
        yield f"told {what} {kind}"
    yield f"with {shared.noun}: {what}"
    yield what
    if entity == shared.nearest:
        yield f"nearest {what}"
        distance = _distance(text, span, at)
        yield f"nearest {distance}"
        yield f"nearest {what} {kind}"
        yield f"nearest {what} in {shared.about}"
        under = focus.headings[0][0] if focus.headings else None
        headed = "no one" if under is None else "itself" if under == entity else _class(under, focus.place)
        yield f"nearest {what} under {headed}"
        yield f"nearest {what} {distance}"
    if at.noun and span == (at.noun.start, at.noun.end):
        yield f"noun {what} {kind}"
    if span is not None and span[1] <= at.start:
        if any(thing.again and span[1] <= thing.start < at.end for thing in said):
            yield "back to the place since"
        if _BEFORE.search(text[: span[0]]):
            yield "behind a preposition"
        if text.startswith(("、", "和", "及"), span[1]):
            yield "one of a list"
    if what == "Cluster":
        yield f"named {_often(focus.counts.get(entity.name, 0), focus.size)}"
        if entity == focus.main:
            yield f"main named {_often(focus.counts.get(entity.name, 0), focus.size)}"


def _about(focus: Focus) -> str:
    """What announces a cluster to a sentence: a heading, the title, the whole text."""
    if any(_class(entity, focus.place) == "Cluster" for headed in focus.headings for entity in headed):
        return "a section"
    if any(_class(entity, focus.place) == "Cluster" for entity in focus.title):
        return "a titled text"
    return "a text of one cluster" if focus.main else "a text of any"


def _distance(text: str, span: tuple[int, int] | None, at: Place) -> str:
    """How many clauses lie between a thing and a place of its sentence."""
    far = len(_CLAUSE.findall(text[span[1] : at.end])) if span and span[1] < at.end else 0
    return f"by {min(far, _FAR)}"


def _noun(noun: Span | None, words: str, said: Sequence[Named]) -> str:
    """The class of what a figure is of, by its noun and its words; the name of a firm is none."""
    if _LAND.search(words):
        return "land"
    if noun is None or any(s.entity.type == "Firm" and (s.start, s.end) == (noun.start, noun.end) for s in said):
        return "no noun"
    if _TOGETHER.fullmatch(noun.text):
        return "several"
    if _FIRMS.search(noun.text):
        return "firms"
    return "thing of places" if _PLACE_THING.search(noun.text) else "noun"


def _often(count: int, size: int) -> str:
    if size <= 2000:
        return "in a short text"
    each = size / count if count else math.inf
    return "often" if each <= _OFTEN else "at times" if each <= _SELDOM else "seldom"


def ranked(found: Iterable[Candidate]) -> list[Ranked]:
    """The candidates by their likelihood, the likeliest first; of equals the one found first."""
    weight = weights()
    scored = [(sum(weight.get(feature, 0.0) for feature in one.features), one) for one in found]
    best = max((score for score, _ in scored), default=0.0)
    whole = sum(math.exp(score - best) for score, _ in scored)
    order = sorted(scored, key=lambda each: -each[0])
    return [Ranked(one, round(math.exp(score - best) / whole, 4)) for score, one in order]


@cache
def weights() -> dict[str, float]:
    """The weight of each feature, from seeds/bearers.csv. DefinitionError with file and line for a row that is none."""
    found: dict[str, float] = {}
    for number, line in enumerate(resource("seeds", "bearers.csv").read_text("utf-8").splitlines(), 1):
        feature, _, weight = line.rpartition(",")
        if line.startswith("#") or line == "feature,weight":
            continue
        try:
            found[feature] = float(weight)
        except ValueError:
            raise DefinitionError(f"bearers.csv:{number}: {line!r} is no feature with a weight") from None
    return found

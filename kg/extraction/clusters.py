"""Clusters named in prose become facts, each once: 兴化市戴南不锈钢产业集群 is the table's 兴化戴南不锈钢产业集群."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg import grammar
from kg.extraction.about import Subject
from kg.extraction.context import Context
from kg.extraction.entities import class_of
from kg.extraction.locations import carrier
from kg.extraction.sentences import Placed
from kg.extraction.subjects import Known, core
from kg.extraction.trades import bare
from kg.grammar.clusters import NamedClusters, industry, is_kind
from kg.grammar.engine import Span
from kg.grammar.names import NAME
from kg.grammar.phrases import verbs
from kg.legible import legible
from kg.lexicon import Words, any_of, words
from kg.model import Document, Entity, Evidence, Fact, Mention, Sentence

_BUILT = re.compile(f"{verbs('build', 'built', 'plan', 'grow', 'form')}")
_FORMED = re.compile(
    f"(?:(?:{verbs('form', 'built')})了|已[^，。；]{{0,5}}?(?:{verbs('form', 'built')})了?)[^，。；的]{{0,8}}$"
)  # 形成了｜以竹炭为特色的产业集群
_TITLED = 3  # how many times in the text a name in the title counts for
_SEVERAL = 3  # clusters of a list that are alike
_MOSTLY = 3  # how many times as often as the next the one cluster of a report is named
_OFTEN = 3  # how many times a trade is named that a report is on
_SHORTEST = 2  # characters of a trade
_SPARSE = 400  # characters of a report for each of them
_NAMED = re.compile(f"(?P<name>{NAME}{{2,10}}?产业)(?![链园区带集群化结政开])")
_COUNTY = re.compile(f"{NAME}{{1,5}}?[县市区旗镇乡](?=..)")
_SPACING = 400  # characters of a report for each time that it names what it is about
_AGGREGATE = re.compile(any_of(words("places", "aggregate")))
_BROKEN = re.compile("^[^“”]*”|“[^“”]*$")


def shorten(known: Known, place: Subject) -> None:
    """Makes each known cluster known also by its name without places: 减速机产业 is 泰兴市减速机产业集群."""
    for cluster in list(known.clusters.values()):
        if short := bare(cluster.name, place):
            for ending in ("产业集群", "产业", "业"):
                known.clusters.setdefault(f"{short}{ending}", cluster)


def clusters(mention: Mention, named: NamedClusters, context: Context) -> Iterator[Fact]:
    """The clusters of one mention that the report has not told of before; none of a list that repeats one."""
    scene, known = context.scene, context.known
    main = bare(known.main.name, scene.place) if known.main else ""
    if named.crop and main != bare(named.clusters[0].text, scene.place):
        return
    settled = named.settled or _is_formed(named, context)
    planned = not settled and (scene.role in ("measures", "outlook") or context.planned(mention.start))
    status = "planned" if planned else named.status
    general = planned and scene.role != "state" and not named.listed
    if general and not _BUILT.search(context.sentence.text[: named.clusters[0].start]):
        return
    told = known.by_trade(scene.place)
    fresh: list[Span] = []
    for span in named.clusters:
        short = bare(span.text, scene.place)
        same = told.same(short)
        if same is None and named.topic and main and short != main and short.endswith(main):
            same = known.main  # 酱香白酒产业 in a report on 白酒产业
        if same is not None:
            if short != span.text:
                known.clusters.setdefault(span.text, same)
        elif short and not _BROKEN.search(span.text):
            fresh.append(span)
    if named.listed and not named.settled and len(named.clusters) - len(fresh) > 1:
        for span in fresh:
            if span.text.endswith("集群"):
                known.add(Entity("Cluster", span.text, scene.place.name))
        return
    if named.announced and scene.cluster is not None:
        for span in fresh:
            part = Entity("Cluster", span.text, scene.place.name)
            yield context.fact("sub_cluster", scene.cluster, (span.start, span.end), mention, object=part)
        return
    where = _zone(context) or scene.place.name
    for span in fresh:
        entity = Entity("PlannedCluster" if planned else "Cluster", span.text, where)
        known.add(entity)
        known.told.add(core(span.text))
        yield context.fact("cluster", entity, (span.start, span.end), mention, status=status)
    yield from _parts(mention, named, context)
    yield from _carried(mention, named, context)
    yield from _apart(mention, named, context)


def _is_formed(named: NamedClusters, context: Context) -> bool:
    """Whether the words before clusters tell that they have come about, whatever section they stand in."""
    before = context.sentence.text[: named.clusters[0].start]
    return bool(_FORMED.search(before)) and not context.planned(named.clusters[0].start)


def _zone(context: Context) -> str:
    """The zone whose name stands over a passage in a text on another one, "" for none."""
    headed = next((one[0] for one in context.focus.headings if one), None)
    other = headed is not None and headed != context.place and class_of(headed) == class_of(context.place) == "Park"
    return headed.name if headed and other else ""


def _apart(mention: Mention, named: NamedClusters, context: Context) -> Iterator[Fact]:
    """The counties of a list that gives each of its clusters one: 甲县光伏、乙区电动车等9个产业集群."""
    towns = [_COUNTY.match(span.text) for span in named.clusters]
    if not named.listed or len(towns) < 2 or not all(towns):
        return
    for span, town in zip(named.clusters, towns, strict=True):
        cluster = context.known.find(span.text)
        if town and cluster and town[0] != context.scene.place.name:
            place = Entity("Place", town[0])
            yield context.fact("located_in", cluster[1], (span.start, span.end), mention, object=place)


def _carried(mention: Mention, named: NamedClusters, context: Context) -> Iterator[Fact]:
    """The park or town whose trades a sentence announces: 沙坝片区地处…。主导产业为柚子、生猪."""
    if not named.announced or (park := carrier(mention.start, context)) is None:
        return
    for span in named.clusters:
        if cluster := context.known.find(span.text):
            start = min(mention.start, span.start)
            yield context.fact("has_park", cluster[1], (start, span.end), mention, object=park)


def _parts(mention: Mention, named: NamedClusters, context: Context) -> Iterator[Fact]:
    """The clusters that a sentence on another names as what it does: 食品产业主攻…，培育预制菜产业."""
    first = next((m for m in context.mentions if isinstance(m.value, NamedClusters) and m.value.topic), None)
    if first is None or first.end > mention.start or named.topic or not isinstance(first.value, NamedClusters):
        return
    whole = context.known.find(first.value.clusters[0].text)
    for span in named.clusters:
        part = context.known.find(span.text)
        if whole and part and part[1] != whole[1]:
            yield context.fact("sub_cluster", whole[1], (first.start, span.end), mention, object=part[1])


def recurring(document: Document, place: Subject, passages: Iterable[Placed], known: Known) -> list[Fact]:
    """The trades that a report names again and again as X产业 and no rule has told of: 咖啡产业 in a text on coffee."""
    found: dict[str, Fact] = {}
    for passage in passages:
        words = passage.words
        for named in _NAMED.finditer(words.text) if "产业" in words.text else ():
            trade = industry(Span(named["name"], named.start(), named.end()))
            short = bare(trade.text, place) if trade else ""
            if trade is None or len(short) < _SHORTEST or is_kind(f"{short}产业"):
                continue
            start, end = words.place(trade.start, trade.end)
            evidence = Evidence(document.slug, start, end, document.text[start:end], "clusters.recurring")
            cluster = Entity("Cluster", trade.text, place.name)
            found.setdefault(short, Fact("cluster", cluster, evidence, status="existing"))
    often = max(_OFTEN, len(document.text) // _SPARSE)
    told = known.by_trade(place)
    text = legible(document.text).text
    heard = [short for short in found if text.count(f"{short}产业") >= often and told.same(short) is None]
    return [found[short] for short in heard if not any(short != other and short.endswith(other) for other in heard)]


def concerned(words: str, known: Known) -> tuple[Entity, ...]:
    """The clusters that the words of a policy or a problem name, each once: 做强石雕产业 concerns 石雕产业."""
    return tuple(dict.fromkeys(cluster for _, cluster in known.all(words)))


def titled(title: str, place: Subject) -> Entity | None:
    """The cluster that a report's title is about: 白酒产业 of 关于仁怀市白酒产业发展的调研报告."""
    for mention in grammar.clusters.read(title):
        if isinstance(mention.value, NamedClusters) and mention.value.titular:
            name = mention.value.clusters[0].text
            short = bare(name, place)
            return Entity("Cluster", name[name.index(short) :], place.name) if short in name and short else None
    return None


def sole(document: Document, place: Subject, sentences: Iterable[Sentence], known: Known) -> Entity | None:
    """The one cluster that these sentences and the headings name, or by far name most; None where there is none."""
    found = {bare(entity.name, place): entity for entity in known.clusters.values()}
    crops: dict[str, Entity] = {}
    alike: set[str] = set()  # of lists of several, none of which is the only one
    for mention in (mention for sentence in sentences for mention in sentence.mentions or ()):
        if isinstance(mention.value, NamedClusters):
            named_here = crops if mention.value.crop else found
            if mention.value.listed and len(mention.value.clusters) >= _SEVERAL:
                alike |= {bare(span.text, place) for span in mention.value.clusters}
            for span in mention.value.clusters:
                named_here.setdefault(bare(span.text, place), Entity("Cluster", span.text, place.name))
    found.pop("", None)
    text = legible(document.text).text
    found = found or {short: crop for short, crop in crops.items() if text.count(short) > 1}
    counts = Words(found).counts(text)
    named = Counter({short: counts[short] + _TITLED * (short in document.title) for short in found})
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _MOSTLY * ranked[1][1]):
        return None
    likeliest = ranked[0][0]
    if len(_AGGREGATE.findall(text)) > named[likeliest]:
        return None  # a report on all that a place has
    if ranked[0][1] * _SPACING < len(document.text) or (likeliest in alike and likeliest not in document.title):
        return None
    return found[likeliest]

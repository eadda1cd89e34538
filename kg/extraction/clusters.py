"""Clusters named in prose become facts, each once: 兴化市戴南不锈钢产业集群 is the table's 兴化戴南不锈钢产业集群."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg import grammar
from kg.extraction.about import Subject
from kg.extraction.context import Context
from kg.extraction.forms import Words
from kg.extraction.subjects import Known, core
from kg.extraction.trades import bare
from kg.extraction.wording import wording
from kg.faults import Fault, sparing
from kg.grammar.clusters import NamedClusters
from kg.grammar.engine import Span
from kg.legible import legible
from kg.model import Document, Entity, Fact, Mention, Passage

_BUILT = re.compile("形成|打造|建设|规划|培育|发展|构建|建成|壮大|谋划|布局")
_LISTS = ("clusters.numbered", "clusters.batch", "clusters.several", "clusters.pillars")
_CROP = "clusters.grown"  # names a cluster only in a report that names no other
_TITLED = 3  # how many times in the text a name in the title counts for
_MOSTLY = 3  # how many times as often as the next the one cluster of a report is named
_SHORT = 2000  # characters of a report up to which a name that stands there once may be what it is about
_SPACING = 400  # characters of a longer one for each time that it names what it is about
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
    if mention.rule == _CROP and main != bare(named.clusters[0].text, scene.place):
        return
    planned = scene.role in ("measures", "outlook") or context.planned(mention.start)
    status = "planned" if planned else named.status
    general = planned and scene.role != "state" and mention.rule not in _LISTS
    if general and not _BUILT.search(context.sentence.text[: named.clusters[0].start]):
        return
    told = known.by_trade(scene.place)
    fresh: list[Span] = []
    for span in named.clusters:
        short = bare(span.text, scene.place)
        same = told.same(short)
        if same is not None:
            if short != span.text:
                known.clusters.setdefault(span.text, same)
        elif short and not _BROKEN.search(span.text):
            fresh.append(span)
    if mention.rule in _LISTS and len(named.clusters) - len(fresh) > 1:
        return
    for span in fresh:
        entity = Entity("PlannedCluster" if planned else "Cluster", span.text, scene.place.name)
        known.add(entity)
        known.told.add(core(span.text))
        yield context.fact("cluster", entity, (span.start, span.end), mention, status=status)


def concerned(words: str, known: Known) -> tuple[Entity, ...]:
    """The clusters that the words of a policy or a problem name, each once: 做强石雕产业 concerns 石雕产业."""
    return tuple(dict.fromkeys(cluster for _, cluster in known.all(words)))


def titled(document: Document, place: Subject) -> Entity | None:
    """The cluster that a report's title is about: 白酒产业 of 关于仁怀市白酒产业发展的调研报告."""
    for mention in grammar.clusters.read(wording(document.title, 0, len(document.title)).text):
        if mention.rule == "clusters.reported" and isinstance(mention.value, NamedClusters):
            name = mention.value.clusters[0].text
            short = bare(name, place)
            return Entity("Cluster", name[name.index(short) :], place.name) if short in name and short else None
    return None


def sole(
    document: Document, place: Subject, passages: Iterable[Passage], known: Known, faults: list[Fault]
) -> Entity | None:
    """The one cluster that these passages and the headings name, or by far name most; None where there is none."""
    found = {bare(entity.name, place): entity for entity in known.clusters.values()}
    crops: dict[str, Entity] = {}
    for passage in passages:
        for sentence in wording(document.text, passage.start, passage.end).sentences():
            with sparing(faults, *sentence.span):
                for mention in grammar.read(sentence.text):
                    if isinstance(mention.value, NamedClusters):
                        named_here = crops if mention.rule == _CROP else found
                        for span in mention.value.clusters:
                            named_here.setdefault(bare(span.text, place), Entity("Cluster", span.text, place.name))
    found.pop("", None)
    found = found or crops
    counts = Words(found).counts(legible(document.text).text)
    named = Counter({short: counts[short] + _TITLED * (short in document.title) for short in found})
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _MOSTLY * ranked[1][1]):
        return None
    size = len(document.text)
    return None if size > _SHORT and ranked[0][1] * _SPACING < size else found[ranked[0][0]]

"""How a relation becomes facts: one for each object, with its quote and modality, of the cluster that is spoken of."""

import re
from collections.abc import Iterable, Iterator

from kg.extraction.context import CLUSTERS, Context
from kg.gazetteer import gazetteer
from kg.grammar import names
from kg.grammar.engine import Span
from kg.grammar.phrases import nouns, verbs
from kg.grammar.relations import Said
from kg.lexicon import any_of, words
from kg.model import Entity, Fact, Mention, Modality

_PLANNABLE = ("located_in", "has_market", "has_park", "owns_brand")
_TO_BUILD = re.compile(f"{verbs('plan')}|打造|拟|在建|新建|兴建|建成(?=.{{0,12}}[百千]亿)|建设(?![了的])")
_BUILDING = re.compile(f"{_TO_BUILD.pattern}|{verbs('begin')}")
_PLANNING = re.compile("拟|规划建设|计划|正规划")
_COUNTRY = re.compile(any_of(words("places", "country")))
_COUNT = re.compile("等?[两二三四五六七八九十\\d]+[大个条]")
_BUILDS = verbs("build", "form", "grow")  # 以科技园为载体｜建设新材料聚集区
_RANKED = re.compile("(?:第[一二三\\d]|首|唯一[的一]?|[这几])家")  # 全省第一家上市公司 is what a firm is
_THIS = ("该", "此", "这", "其")
_SIDE_BY_SIDE = re.compile(f"{nouns('trade')}[、和与及][^，。；、和与及]{{2,20}}{nouns('trade')}等?。\\s*$")
_LISTED = 300  # characters that a list of clusters before a sentence takes at the most
_NOT_FIRM = re.compile(f"{any_of(words('firms', 'not_name'))}|(?:等|企业|市场|[镇乡县])$|^[^a-zA-Z\u4e00-\u9fff]")


def say(
    context: Context, mention: Mention, said: Said, subject: Entity, objects: Iterable[tuple[Span, Entity]]
) -> Iterator[Fact]:
    """One fact for each object; the quote holds the mention's beginning, the subject that it names, and the object."""
    for span, thing in objects:
        named = [said.subject] if said.subject else []
        start = min(mention.start, span.start, *(part.start for part in named))
        end = max(mention.start + 1, span.end, *(part.end for part in named))
        modality = _modality(said, context, span.start)
        yield context.fact(said.property, subject, (start, end), mention, object=thing, modality=modality)


def _modality(said: Said, context: Context, at: int) -> Modality:
    if said.property not in _PLANNABLE:
        return "actual"
    before = context.sentence.text[max(0, at - 30) : at].rpartition("，")[2]
    stands = said.property == "has_park" and not _BUILDING.search(before)  # 推进…园区扩区 tells of one that is there
    if said.planned or (context.modality(at) != "actual" and not stands):
        return "planned"
    building = said.property in ("has_park", "has_market") and context.scene.role in ("measures", "outlook")
    return "planned" if _PLANNING.search(before) or (building and _TO_BUILD.search(before)) else "actual"


def is_firm(name: str, context: Context) -> bool:
    """Whether a piece of a list of firms can be one, and is neither a place nor a cluster that the report knows."""
    place = _COUNTRY.fullmatch(name) or any(one.level != "town" for one in gazetteer().candidates(name))
    return len(name) >= 2 and not _NOT_FIRM.search(name) and name not in context.known.clusters and not place


def cluster_for(mention: Mention, context: Context) -> Entity | None:
    """The cluster that a phrase about a cluster speaks of: the section's, one beside it, one carried, or the only one.

    以A、B为龙头的‹cluster› names it behind; 某市产业集群既有A、B is of the place's clusters together.
    """
    text = context.sentence.text
    behind = context.known.find(text[mention.end : mention.end + 24])
    said = mention.value
    if isinstance(said, Said) and said.names_cluster_behind and behind and behind[0] <= 14:
        joined = "的|，.{0,4}" if said.property == "lead_firm" else f"的|{_BUILDS}"
        if re.match(joined, text[mention.end :]):
            return behind[1]
    found = context.likeliest(mention, CLUSTERS)
    several = found and (one_of_several(found, text[: mention.start]) or _last_of_several(found, context))
    return None if several else found


def _last_of_several(cluster: Entity, context: Context) -> bool:
    """Whether a cluster is only the last of those side by side that end the sentence before: 有甲业、乙业。龙头…."""
    own = [thing for thing in context.said if thing.entity == cluster]
    named = any(not thing.again or context.sentence.text.startswith(_THIS, thing.start) for thing in own)
    before = context.focus.before[0] if context.focus.before else ()
    listed = {entity for entity, _ in before if entity.type in CLUSTERS}
    headed = any(cluster in level for level in context.focus.headings)
    start = context.sentence.span[0]
    text = context.document.text[max(0, start - _LISTED) : start]
    return cluster in listed and len(listed) > 1 and not named and not headed and bool(_SIDE_BY_SIDE.search(text))


def one_of_several(cluster: Entity, before: str) -> bool:
    """Whether a cluster ends a counted list, so that what follows is told of all: 形成甲、乙两大产业，聚集了…."""
    return any(map(_COUNT.match, before.split(f"、{cluster.name}")[1:]))


def cluster_before(at: int, context: Context) -> Entity | None:
    """The cluster that the sentence last names before a place in it."""
    spoken = [(s.start, s.entity) for s in context.spoken if s.start < at and s.entity.type in CLUSTERS]
    known = context.known.all(context.sentence.text[:at])
    named = [(span.start, cluster) for span, cluster in known if span.text.endswith(("业", "集群"))]
    return max([*spoken, *named], key=lambda found: found[0])[1] if spoken or named else None


def firm_spoken(at: int, context: Context) -> Entity | None:
    """The firm that 公司, 其 or no subject speaks of: the last one named before it, else the one carried."""
    if firm := last_firm(context.sentence.text[:at]):
        return firm
    for other in reversed(context.mentions):
        said = other.value
        if isinstance(said, Said) and said.subject and said.subject_type == "Firm" and other.end <= at:
            return Entity("Firm", said.subject.text)
    spoken = [speaker.entity for speaker in context.spoken if speaker.start < at]
    carried = [context.carried.entity] if context.carried else []
    heard = (*reversed(spoken), *carried, *context.focus.latest)
    return next((thing for thing in heard if thing.type == "Firm" and thing.name), None)


def firm_again(at: int, context: Context) -> Entity | None:
    """The firm that 该公司 speaks of: the one that the report is about by its title, else the one spoken of."""
    titled = next((thing for thing in context.focus.title if thing.type == "Firm" and thing.name), None)
    return titled or firm_spoken(at, context)


def last_firm(text: str) -> Entity | None:
    """The last firm that a text names in full: …福建恒迅工艺品股份有限公司生产的…，其."""
    found = [name for name in re.findall(names.FIRM, text) if not _RANKED.search(name)]
    firms = (names.firm(Span(name, 0, len(name))).text for name in reversed(found))
    return next((Entity("Firm", firm) for firm in firms if names.is_firm(firm)), None)

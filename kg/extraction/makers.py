"""Who makes a product and who owns a brand: the firm before 生产的, the one spoken of, the cluster, the place."""

import re
from collections.abc import Iterator

from kg.extraction.context import CLUSTERS, Context
from kg.extraction.statements import cluster_for, firm_spoken, one_of_several, say
from kg.gazetteer import gazetteer
from kg.grammar import edges, names
from kg.grammar.engine import Span
from kg.grammar.phrases import ANY_LEVEL, LOCAL, OWN
from kg.grammar.relations import Said
from kg.legible import legible
from kg.lexicon import any_of, words
from kg.model import Entity, Fact, Mention

_ANAPHOR = re.compile(f"(?:该|本|这家)?(?:{any_of(words('firms', 'called'))}|社)|其")
_PLACE = re.compile(f"(?:[全我该本各]{ANY_LEVEL}|当地|.{LOCAL})$")  # 该镇生产的 is of its cluster
_ITS = re.compile(
    f"(?:该|本|这家)?(?:公司|企业|合作社)(?:的|{any_of(words('products', 'own'))}|创立了?|注册了?|品牌|商标)*|.*其(?:"
    f"{any_of(words('products', 'own'))}|品牌)*"
)
_NO_MAKER = re.compile("[的了是在等]|企业|产业|全[市县区镇国]|当地|我[市县]|农民|农户|群众|各[地类]|自主$|^边")
_OWNER = re.compile(f"(?P<firm>{names.NAME}{{2,22}}?)(?P<own>的|{any_of(words('products', 'own'))}|创立了?|注册了?|（)")
_NO_OWNER = re.compile("[全我该各本其]|[市县区镇乡村省园]$|产业|集群|企业|目前|先后|已|现|共|累计|成功|商会|协会")
_PRODUCER = re.compile(
    f"(?P<firm>{names.NAME}{{3,20}}?)(?:还|又|也|已|先后|成功|自主|共)*{any_of(words('products', 'making_verb'))}"
    "(?![生产加工制造销售流通出口和与、]*基地)"
)
_SECTOR = re.compile(f"{any_of(words('firms', 'line'))}业")  # of every place, no maker
_LED = re.compile("^[从对以将把被向为因]|[而并]$")  # 从药物 is no name
_BRACKET = re.compile(f"(?:^|[，。；：、）])[和及与]?(?P<firm>{names.FIRM})（[^（）。；]*$")  # 青河土纸厂（年产土纸…
_HEAD = re.compile(f"等[^，。；、]{{0,12}}?{any_of(words('firms', 'called'))}")
_LEGAL = re.compile("(?:股份|集团|（集团）|责任|有限|总){1,4}公司|集团(?!公司)")
_TOLD = re.compile(
    f"(?P<firm>{names.FIRM})(?:{any_of(words('firms', 'seat_verb'))}|是|系|成立|始建|创[办建]|建于)"
)  # 青河伞厂是外贸企业，产品有…
_LISTED = re.compile("、[^，。；、]{2,20}$")
_OWN_LAST = re.compile(f"{OWN}$")
_STOP = re.compile("[，。；：、”]")
_COUNTED = re.compile("[\\d一二两三四五六七八九十几百千]+[大家个种余多]")
_PLACE_LONG = 2  # characters that a name has at most which is as likely a place's as a firm's
_HAN = "(?:(?![的是在由为有和与了])[\u4e00-\u9fff])"
_COMMON_MARK = re.compile("地理标志|集体商标|证明商标|区域|公用|公共")


def products(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """The products of one phrase, of the firm that it names, else of whom it speaks; a known cluster is no product."""
    known = context.known.clusters
    for maker in _makers(mention, said, context):
        if maker.type in CLUSTERS and _SECTOR.fullmatch(maker.name):
            continue
        spans = [span for span in said.objects if known.get(span.text, maker) in (maker, context.known.main)]
        if maker.type in CLUSTERS:
            spans = [span for span in spans if not _is_firms(span.text, context)]
        yield from say(context, mention, said, maker, [(span, Entity("Product", span.text)) for span in spans])


def _is_firms(product: str, context: Context) -> bool:
    """Whether the sentence tells which firm makes a product: 甲集团生产石油钻具，石油钻具产量居全国第一."""
    told = (m.value for m in context.mentions if isinstance(m.value, Said) and m.value.property == "makes")
    by_firms = (said.objects for said in told if said.subject and names.is_firm(said.subject.text))
    return any(one.text == product for objects in by_firms for one in objects)


def _makers(mention: Mention, said: Said, context: Context) -> list[Entity]:
    """The firms that the phrase names, else the one that is spoken of, a firm or a cluster."""
    named = said.subject if said.subject and not _PLACE.search(said.subject.text) else None
    if named and "、" in named.text:
        return [Entity("Firm", firm.text) for firm in names.firms(named)]
    maker = _maker(named, context) if named else _spoken(mention, said, context)
    if maker is None and named is None:
        maker = _together(context)
    return [maker] if maker else []


def _together(context: Context) -> Entity | None:
    """The clusters of the place as one thing, where the report speaks of them so: 晋江产业集群."""
    name = f"{context.place.name.rstrip('市县区')}产业集群"
    return Entity("Cluster", name, context.place.name) if name in legible(context.document.text).text else None


def brands(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """The brands of one phrase; a mark that bears the place's name or is common to many is the place's."""
    for brand in said.objects:
        owner = _brand_owner(mention, said, brand, context)
        if owner is not None and not _ANAPHOR.fullmatch(owner.name):
            yield from say(context, mention, said, owner, [(brand, Entity("Brand", brand.text))])


def _brand_owner(mention: Mention, said: Said, brand: Span, context: Context) -> Entity | None:
    """Whose a brand is; None for that of a product (“琪光”牌筒灯) where neither firm nor cluster is spoken of."""
    short = _OWN_LAST.sub("", context.place.name)
    if said.of_place or (len(short) >= 2 and short in brand.text):
        return context.place
    before = context.sentence.text[: brand.start]
    if said.subject:
        return Entity("Firm", said.subject.text)
    if firm := _owning(before) or _own(before, mention.start, context):
        return firm
    if _COMMON_MARK.search(context.sentence.text[brand.end : mention.end]):
        return context.place
    spoken = [s.entity for s in context.spoken if s.start < brand.start and s.entity.type != "Brand"]
    if spoken and spoken[-1].type == "Firm":
        return spoken[-1]
    if said.of_firm and (firm := context.likeliest(mention, ("Firm",))):
        return firm
    speaker = context.subject(mention).entity
    if not said.of_cluster and (firm := _named_after(brand.text, context)):
        return firm
    if speaker.type == "Firm" or speaker.type in CLUSTERS:
        return speaker
    return None if said.of_firm else context.place


def _producing(words: str) -> Entity | None:
    """The firm that a clause opens with: A股份 of A股份还研发出…."""
    found = _PRODUCER.match(words)
    return Entity("Firm", found["firm"]) if found and names.is_firm(found["firm"]) else None


def _opening(words: str) -> Entity | None:
    """The last firm with which a clause of the words opens: 瑞禾药业 of 瑞禾药业订单饱满，外销量价齐升，."""
    for clause in reversed(re.split("[，；：]", words)):
        if firm := names.opening_firm(Span(clause, 0, len(clause))):
            legal = _LEGAL.match(clause, firm.end)
            return Entity("Firm", clause[: legal.end()] if legal else firm.text)
    return None


def _named_after(name: str, context: Context) -> Entity | None:
    """The firm of the report whose name holds the brand or short name: 凤展五金有限公司 owns “凤展”."""
    named = f"{_HAN}{{0,8}}{re.escape(name)}{_HAN}{{0,12}}?(?:有限公司|公司|集团|厂|合作社)"
    found = re.search(named, legible(context.document.text).text)
    return Entity("Firm", _firm(found[0])) if found else None


def _owning(words: str) -> Entity | None:
    """The firm that owns the brand which the next word names: A公司的“…, A集团拥有“…, A公司自有品牌“…."""
    clause = _STOP.split(words)[-1]
    found = _OWNER.match(clause)
    if found is None:
        return None
    firm = _firm(found["firm"])
    if _ANAPHOR.fullmatch(firm):
        return None
    sure = names.is_firm(firm) or (found["own"] != "的" and 3 <= len(firm) <= 6 and not _NO_OWNER.search(firm))
    return Entity("Firm", firm) if sure else None


def _own(words: str, at: int, context: Context) -> Entity | None:
    """The firm spoken of, where the words before a brand are 公司的 or 其."""
    clause = _STOP.split(words.rstrip("“”"))[-1]
    return firm_spoken(at, context) if _ITS.fullmatch(clause) else None


def _firm(words: str) -> str:
    return names.firm(Span(words, 0, len(words))).text


def _maker(span: Span, context: Context) -> Entity | None:
    """The firm or cluster that the words before 生产的 name; 公司 and 其 are the firm spoken of."""
    words = re.sub("^(?:由|而|其中|目前|，)+", "", span.text)
    known = context.known.find(words)
    if known and known[0] == 0 and len(known[2]) == len(words):
        return known[1]
    if _ANAPHOR.fullmatch(words):
        return firm_spoken(span.start, context)
    return Entity("Firm", words) if _may_make(words, context) else None


def _may_make(words: str, context: Context) -> bool:
    """Whether words before 生产的 may name a firm: 瑞禾药业, 雁岭; not 青海, 四大陶瓷 or 农户."""
    if _NO_MAKER.search(words):
        return False
    if names.is_firm(words) or _named_after(words, context):
        return True
    general = edges.is_class(words) or edges.has_edge(words) or _COUNTED.match(words) or _LED.search(words)
    return len(words) > _PLACE_LONG and not general and gazetteer().resolve(words) is None


def _spoken(mention: Mention, said: Said, context: Context) -> Entity | None:
    """The firm or cluster that a phrase without a subject speaks of: the last one before it, else the main cluster."""
    at = mention.start
    if said.of_cluster:
        return cluster_for(mention, context)
    before = context.sentence.text[:at]
    if bracket := _BRACKET.search(before):
        return Entity("Firm", _firm(bracket["firm"]))
    if firm := _owning(before) or _producing(context.sentence.text[at : mention.end]):
        return firm
    if said.of_firm and not said.subject:
        found = _opening(before) or firm_spoken(at, context) or context.likeliest(mention, ("Firm",))
        return context.likeliest(mention, CLUSTERS) if found and _one_of_many(found, before) else found
    if firm := _told_of(before, at, context):
        return firm
    found = context.likeliest(mention, (*CLUSTERS, "Firm"))
    if found and _one_of_many(found, before):
        found = context.likeliest(mention, CLUSTERS)
    return None if found and found.type in CLUSTERS and one_of_several(found, before) else found


def _told_of(before: str, at: int, context: Context) -> Entity | None:
    """The firm that a clause before tells of: 青河伞厂是外贸企业，产品有…, none of a list of several."""
    told = [found["firm"] for clause in re.split("[，；：]", before) if (found := _TOLD.match(clause))]
    if told and names.is_firm(_firm(told[-1])):
        return Entity("Firm", _firm(told[-1]))
    opening = next((thing.entity for thing in reversed(context.said) if thing.opens and thing.start < at), None)
    firm = opening is not None and opening.type == "Firm" and bool(opening.name)
    return opening if opening and firm and not _one_of_many(opening, before) else None


def _one_of_many(maker: Entity, before: str) -> bool:
    """Whether a firm ends a list of firms whose head stands before a clause that tells of them together.

    有甲集团、乙集团等大型企业，主要产品为…; not 甲公司、乙公司等企业相继建成，丙公司主要生产….
    """
    at = before.rfind(maker.name)
    if maker.type != "Firm" or at < 0:
        return False
    return (
        _LISTED.search(before[:at] + maker.name) is not None and _HEAD.match(before[at + len(maker.name) :]) is not None
    )

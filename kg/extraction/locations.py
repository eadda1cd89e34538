"""Where things are and what carries them: the places of 主要分布在A、B等镇, whose the parks and markets are."""

import re
from collections.abc import Iterator

from kg.extraction.about import Subject
from kg.extraction.context import Context
from kg.extraction.entities import is_same_park
from kg.extraction.statements import cluster_before, cluster_for, firm_again, is_firm, last_firm, say
from kg.extraction.subjects import core
from kg.extraction.trades import place_end
from kg.gazetteer import gazetteer
from kg.grammar import names
from kg.grammar.engine import Span
from kg.grammar.phrases import COUNTY, LOCAL
from kg.grammar.relations import Said
from kg.legible import legible, usual
from kg.lexicon import any_of, words
from kg.model import Division, Entity, Fact, Mention, Modality

_ENDING = re.compile(f"{any_of(words('places', 'ending'))}$")
_NO_PLACE = re.compile(f"^{any_of(words('places', 'generic'))}|{any_of(words('places', 'not_place'))}|\\d")
_MANY_TOWNS = re.compile(
    "[^。；]{0,80}?(?:(?:等|周边)[多\\d一二三四五六七八九十]{0,9}|[多\\d一二三四五六七八九十]{1,9})个?"
    f"(?:{any_of(words('places', 'town'))}|地(?=[，。；]|$))"
)
_ANYWHERE = re.compile(
    f"(?>(?:{any_of(words('places', 'landform', 'terrain'))}|[川塬山库]区|[和及])+)(?:地[区带]|乡村|村庄)?"
)  # 山地和丘陵地区, 川区乡村
_EXAMPLE = re.compile("以(?P<name>[^，。；、]{2,12})为例")
_NICKNAME = re.compile("(?:中国|世界|全国)[^，、的]{1,6}?[都乡城](?=[^，、]{1,4}[市县区旗镇]$)")  # 中国泵都｜青山市
_NATURE = re.compile(f".(?:{any_of(words('places', 'landform'))}|[江河湖溪岭]|山脉?|余脉)(?:（[^）]+）)?$")
_ABROAD = re.compile(f"{any_of(words('places', 'country'))}..")
_WHERE_IN = re.compile("^.{0,10}?(?:[东西南北]{1,2}部|境内)的?|^.{2,4}(?:市区|县城|城区)的")
_INNER_CITY = re.compile(".{2,3}(?:市区|县城)")
_TOWN_AND_PARK = re.compile(f"(?P<town>.{{1,8}}?(?:{LOCAL}的|[镇乡]))(?P<park>.{{2,14}}(?:园区?|开发区))$")
_TOWN_WITHIN = re.compile(".{1,6}?[市县区旗].{1,5}?(?:[镇乡]|街道|(?<=..)[县区](?!域))(?P<park>.{2,}(?:园区?|开发区))$")
_COUNTY_OF = re.compile(".{1,4}?[市县区旗州]")
_PARK = re.compile("园区?$|开发区$")
_CLAUSE = re.compile("(?:(?<![^\n])|(?<=[，。；,;]))\\s*(?P<words>[^，。；,;\n]{2,24})")
_GENERIC = re.compile(f"(?:经济|经济技术|高新技术产业)?(?:{any_of(words('facilities', 'park_ending'))}|集聚区|集中区)")
_ZONE = re.compile(f".{{0,10}}?(?:{any_of(words('facilities', 'state_zone'))}|综合?保(?:税)?区)")
_COUNTYS_ZONE = re.compile(f"{COUNTY}?(?:省级|国家)?(?:经济技术|经济|高新技术产业|高新技术)?(?:开发区|高新区|经开区)")
_LONGEST = 8  # characters of a county's name
_BECOMES = re.compile(
    "(?:跻身|成为|建成|发展[为成])(?!了)[^，。；]*的$"
)  # what follows says what a market is: 已跻身…的｜专业市场
_NEAR = re.compile(f"{any_of(words('places', 'near'))}$")
_TERRAIN = re.compile(f"(?<=[江河溪湖])流域(?:地区)?$|的{any_of(words('places', 'terrain'))}$")
_SAYS_WHAT = re.compile("(?<!交易)(?<!批发)(?<!专业)市场$")


def locations(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """The facts of a phrase that puts clusters, firms or a market at places."""
    if said.object_type == "Cluster" and said.subject:
        yield from _clusters_at(mention, said, said.subject, context)
    elif said.object_type == "Firm" and said.subject:
        town = _meant(said.subject.text, context)
        for firm in said.objects if town != context.place else ():
            if is_firm(firm.text, context):
                where = (min(said.subject.start, firm.start), max(said.subject.end, firm.end))
                yield context.fact("located_in", Entity("Firm", firm.text), where, mention, object=town)
    elif said.object_type == "Firm":
        if park := carrier(mention.start, context):
            for firm in said.objects:
                if is_firm(firm.text, context):
                    told = (min(mention.start, firm.start), firm.end)
                    yield context.fact("located_in", Entity("Firm", firm.text), told, mention, object=park)
    elif subject := _located(mention, said, context):
        found = [(span, Entity("Place", span.text)) for span in _places(said, context)]
        places = [(span, place) for span, place in found if not said.of_firm or place != context.place]
        yield from say(context, mention, said, subject, places)
        if subject.type == "Market" and said.subject:
            owner = _owner(mention, said.subject, said, context)
            where = (said.subject.start, said.subject.end)
            yield context.fact("has_market", owner, where, mention, object=subject)
        for span, place in places:
            if _PARK.search(place.name) and said.subject is None and not said.of_firm:
                start = min(mention.start, span.start)
                planned: Modality = "actual" if context.modality(span.start) == "actual" else "planned"
                told = (start, span.end)
                yield context.fact("has_park", subject, told, mention, object=place, modality=planned)


def carrier(at: int, context: Context) -> Entity | None:
    """The park spoken of at a place: the last known one that opens a clause of the paragraph before it."""
    text = context.document.text
    start, here = context.sentence.place(0, max(at, 1))
    found: Entity | None = None
    for clause in _CLAUSE.finditer(usual(text[text.rfind("\n", 0, start) + 1 : here])):
        span, thing = next(context.known.things.within(clause["words"]), (None, None))
        if span and thing and span.start == 0 and thing.type == "Place":
            found = thing
    return found


def _meant(name: str, context: Context) -> Entity:
    """The place that a name means: 开发区 is the one zone of that kind that the report names, 甲经济开发区."""
    named = {thing for form, thing in context.known.things.items() if thing.type == "Place" and form.endswith(name)}
    return named.pop() if _GENERIC.fullmatch(name) and len(named) == 1 else Entity("Place", name)


def _located(mention: Mention, said: Said, context: Context) -> Entity | None:
    if said.of_firm:
        speaks = context.subject(mention).entity.type == "Firm"
        named = last_firm(context.sentence.text[: mention.start])
        return named or (firm_again(mention.start, context) if speaks else None)
    if said.subject is None:
        return cluster_for(mention, context)
    if said.subject_type == "Cluster":
        held = context.known.find(said.subject.text)
        return held[1] if held else None
    return Entity(said.subject_type, said.subject.text)


def _clusters_at(mention: Mention, said: Said, at: Span, context: Context) -> Iterator[Fact]:
    """Clusters that a town has (A镇有B、C2个主导产业), each told of if it was not before."""
    known = context.known
    for span in said.objects:
        short = core(span.text)
        forms = (form for form in (span.text, f"{short}业", f"{short}产业") if form in known.clusters)
        form = next(forms, None)
        cluster = known.clusters[form] if form else Entity("Cluster", span.text, context.scene.place.name)
        if core(cluster.name) not in known.told:
            known.add(cluster)
            known.told.add(core(cluster.name))
            yield context.fact("cluster", cluster, (mention.start, span.end), mention, status="existing")
        yield context.fact("located_in", cluster, (mention.start, span.end), mention, object=Entity("Place", at.text))


def _places(said: Said, context: Context) -> list[Span]:
    words = context.sentence.text
    parts = [part for place in said.objects for part in _parts(place)]
    return [part for part in parts if is_place(part.text, words[part.end :], context)]


def _parts(span: Span) -> list[Span]:
    """The place's name without what says where in it; a park in a town (A镇的B园区, A镇B工业园) is two places."""
    text = re.sub("(?:及其?)?(?:周边)?(?:地区)?$", "", span.text) if "周边" in span.text else span.text
    text = re.sub("(?<=.)等.*$", "", text)
    text = _TERRAIN.sub("", text)
    where = _WHERE_IN.match(text) or _NICKNAME.match(text)
    start = span.start + (where.end() if where else 0)
    text = text[where.end() :] if where else text
    if both := _TOWN_AND_PARK.match(text):
        town = both["town"].removesuffix("的")
        own = _within(Span(text, 0, len(text)))
        at = both.start("park") if town != both["town"] else own.start
        return [Span(town, start, start + len(town)), Span(text[at:], start + at, start + len(text))]
    return [Span(text, start, start + len(text))]


def is_place(name: str, after: str, context: Context) -> bool:
    """Whether a name is a place's, by its ending, the words after it (A、B等5个乡镇) or the gazetteer."""
    other = _INNER_CITY.fullmatch(name) or _ANYWHERE.fullmatch(name)
    if not 2 <= len(name) <= 14 or _NO_PLACE.search(name) or other:
        return False
    if _ENDING.search(name) or _NATURE.search(name) or _ABROAD.match(name) or _MANY_TOWNS.match(after):
        return True
    return gazetteer().resolve(name, context.scene.place.code) is not None


def facilities(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """The markets or parks that a phrase names; what only says of which goods a market is needs a place before it."""
    leading = {
        firm.text
        for other in context.mentions
        if isinstance(other.value, Said) and other.value.property == "lead_firm"
        for firm in other.value.objects
    }
    placed = [_placed(span.text, context) for span in said.objects]
    told = said.by_goods or (len(placed) > 1 and any(placed))
    for span, at_place in zip(said.objects, placed, strict=True):
        if span.text in leading or _is_title(span, context) or _elsewhere(span.text, context.scene.place):
            continue
        if said.property == "has_park" and _is_centre(span, context):
            continue
        before = context.sentence.text[: span.start]
        if _BECOMES.search(before) or _NEAR.search(before):
            continue
        if _SAYS_WHAT.search(span.text) and not (at_place or told):
            continue
        owner = _owner(mention, span, said, context)
        if said.property == "has_park":
            if not owner.name or _is_itself(span.text, owner, context) or _is_town_of_another(span.text, context):
                continue
            if is_same_park(span.text, context.place.name):
                span = Span(context.place.name, span.start, span.end)
            span = _within(span)
        yield from say(context, mention, said, owner, [(span, Entity(said.object_type, span.text))])


def _is_centre(park: Span, context: Context) -> bool:
    """Whether the words for what a cluster is centred on name a park, so that they tell whose it is."""
    told = (m.value for m in context.mentions if isinstance(m.value, Said) and m.value.property == "centred_on")
    return any(place.start <= park.start and park.end <= place.end for said in told for place in said.objects)


def _is_itself(park: str, owner: Entity, context: Context) -> bool:
    """Whether a park is the one that the text is on, by its name or the end of it: 工业园 in a text on 青山工业园区."""
    own = context.place.name
    if not _PARK.search(own):
        return False
    same = park == own or is_same_park(park, own)
    return owner.name == park or (same and owner == context.place) or (not same and own.endswith(park))


def _is_town_of_another(park: str, context: Context) -> bool:
    """Whether a park is a 小镇 that opens with the name of a county which the text is not on: 乙县某某小镇."""
    county = _COUNTY_OF.match(park)
    return park.endswith("小镇") and county is not None and county[0] not in context.place.name


def _within(span: Span) -> Span:
    """A park's name without the county and the town that it lies in, where more than its class is left."""
    found = _TOWN_WITHIN.match(span.text)
    named = found is not None and not _GENERIC.fullmatch(found["park"])
    return names.cut(span, found.start("park")) if found and named else span


def _elsewhere(name: str, place: Subject) -> bool:
    """Whether a market's or a park's name opens with a province or a prefecture that the place does not lie in, or is
    the zone of a county that does not lie in the place.
    """
    if not place.code:
        return False
    for end in (3, 2):
        above = gazetteer().resolve(name[:end])
        if above and above.level in ("province", "prefecture"):
            return not (place.code.startswith(above.code) or above.code.startswith(place.code))
        if above and above.level == "county" and _COUNTYS_ZONE.fullmatch(name, end):
            return not (above.code.startswith(place.code) or above.code == place.code)
    return False


def _placed(facility: str, context: Context) -> bool:
    """Whether the name of a market or park says where it is."""
    return 0 < place_end(facility, context.scene.place) <= len(facility) - 4


def _is_title(span: Span, context: Context) -> bool:
    """Whether a park's name is a title that something holds: 被评为省级示范园区, 被列为省级森林小镇."""
    told = (m.value for m in context.mentions if isinstance(m.value, Said) and m.value.property == "holds_title")
    if any(title.start <= span.start and span.end <= title.end for said in told for title in said.objects):
        return True
    before = context.sentence.text[: span.start].rpartition("，")[2]
    return "示范" in span.text and bool(re.search("被|获|为|入选|“$", before))


def _owner(mention: Mention, facility: Span, said: Said, context: Context) -> Entity:
    """Whose a market or park is: the cluster spoken of, the one that it names, the main one, else the place.

    A market that bears the name of the place and of no cluster is the place's, a park that bears a county's name in
    full the county's, and a zone for all trades (某县经济开发区) and a 小镇 of the place's name the place's.
    """
    if said.subject_type == "Place" and said.subject is None:
        return context.place
    if said.names_cluster_behind and (cluster := cluster_for(mention, context)):
        return cluster
    named = _named_in(facility.text, context)
    if said.property == "has_park" and (cluster := _exemplary(facility.start, context)):
        return cluster
    if said.property == "has_park" and (place := _of_place(facility.text, context)):
        return place
    short = context.place.name.rstrip("市县区")
    towns = facility.text.endswith("小镇") and len(short) > 1 and facility.text.startswith(short)
    if said.property == "has_park" and named:
        return context.place if towns else named
    alone = context.known.main is None and named is None
    full = named is None and len(short) >= 2 and facility.text.startswith(context.place.name)
    if said.property != "has_park" and (full or (alone and len(short) >= 2 and facility.text.startswith(short))):
        return context.place
    spoken = cluster_before(facility.start, context)
    if spoken and said.property == "has_park" and _place_since(spoken, facility.start, context):
        return context.scene.cluster or context.place
    main = _main(facility.start, context) if said.property == "has_park" else context.known.main
    return spoken or context.scene.cluster or main or context.place


def _exemplary(at: int, context: Context) -> Entity | None:
    """The cluster that a sentence takes as an example before a park: 以磷化工为例，承载园区有…."""
    example = _EXAMPLE.search(context.sentence.text, 0, at)
    found = context.known.find(example["name"]) if example else None
    return found[1] if found and found[0] == 0 else None


def _place_since(cluster: Entity, at: int, context: Context) -> bool:
    """Whether a clause about the place stands between a cluster and what is named at some character."""
    opening = [
        thing.entity for thing in context.spoken if thing.start < at and thing.entity in (cluster, context.place)
    ]
    return bool(opening) and opening[-1] == context.place and cluster != context.place


def _main(at: int, context: Context) -> Entity | None:
    """The one cluster that a report names, where it does so before what is named at a character of the sentence."""
    main = context.known.main
    start, _ = context.sentence.place(at, at + 1)
    page = legible(context.document.text)
    return main if main and core(main.name) in page.text[: page.span(0, start)[1]] else None


def _of_place(park: str, context: Context) -> Entity | None:
    """The county that a park names in full, or whose zone for all trades it is; None for a park of some trade.

    A zone that bears the short name of a county is of the prefecture that the text is on.
    """
    short = context.place.name.rstrip("市县区镇")
    own = len(short) > 1 and park.startswith(short) and _GENERIC.fullmatch(park.removeprefix(short))
    zone = (_ZONE.fullmatch(park) or own) and not _is_site(park, context)
    head = next((park[:end] for end in range(_LONGEST, 1, -1) if _division(park[:end], context)), "")
    full = head.endswith(("县", "市", "区", "旗"))
    if not zone and not full:
        return None
    division = _division(head, context) if head else None
    below = division is not None and division.level == "county"
    if division and below and (full or division.parent != context.scene.place.code):
        return Entity("Place", division.name)
    return context.place


def _is_site(park: str, context: Context) -> bool:
    """Whether the sentence tells that something lies in a park: 企业分布在某镇和某县经济开发区."""
    told = (m.value for m in context.mentions if isinstance(m.value, Said))
    return any(
        park in place.text for said in told if said.property in ("located_in", "centred_on") for place in said.objects
    )


def _division(name: str, context: Context) -> Division | None:
    """The division of the report's place, or the place itself, that a name is."""
    return gazetteer().resolve(name, context.scene.place.code) if context.scene.place.code else None


def _named_in(park: str, context: Context) -> Entity | None:
    """The known cluster whose trade the name of a park holds: 辣椒 of 辣椒科技产业园."""
    return context.known.by_trade(context.scene.place).within(park)

"""Who holds a title: the words before 被评为 or 获评 name a place, a cluster, a firm, a product or a brand."""

import re
from collections.abc import Iterator

from kg.extraction.context import Context
from kg.extraction.entities import is_same_park
from kg.extraction.statements import firm_again
from kg.gazetteer import gazetteer
from kg.grammar import edges, names
from kg.grammar.engine import Span
from kg.grammar.phrases import ANY_LEVEL, COUNTY, NUMERAL, TOWN, nouns, verbs
from kg.grammar.products import product
from kg.grammar.relations import Said
from kg.lexicon import any_of, rows, words
from kg.model import Entity, Fact, Mention, Modality

_YEAR = (
    "(?:(?:\\d{4}|[去今当同前次近])年(?:\\d+月)?(?:底|初)?|[\\d一二三四五六七八九十]{1,9}年"
    "|[\\d一二两三四五六七八九十]{1,3}[次度届])"
)
_LOCAL = re.compile("(?:^|.{0,4}[推动让使给为])[我全该本][省市县区镇村]$|^当地$")
_ADVERBS = re.compile(f"(?:{any_of(words('titles', 'adverb'))}|{_YEAR}|，){{1,9}}$")
_TIMES = re.compile(f"^(?:{_YEAR}|近年来|目前|其中|截至[^，]{{2,8}}|，|此外|同时|另外|并)+")
_TOWN = re.compile(
    f"^(?:(?:来自|位于|地处)[^，、的]{{2,12}}?的)?(?:[^，、的]{{2,6}}?{COUNTY}(?=[^，、的]{{2,5}}?{TOWN}))?"
    f"(?P<name>[^，、的]{{1,6}}?(?:镇|乡|街道|村|{COUNTY}(?!镇)))(?:以|因|，|$|是|有|盛产|素|在)"
)
_TOGETHER = re.compile("(?:与|同|和)(?P<others>[^。；]{2,40}?)(?:一[起道同]|并列|并肩)$")
_BESIDE = re.compile("(?:与|同|和)(?P<others>[^。；，]{2,40})$")
_GROUPED = re.compile(
    "(?:等?[\\d一二三四五六七八九十多余]{1,9}家|等一大?批|等)[^，]{0,12}?(?:企业|单位|公司|产品|品牌)$"
)
_MADE = re.compile(f"(?:自主)?(?:{any_of(words('products', 'making_verb'))}|培育)的|的")
_EARLIER = re.compile("(?<=.)(?:被(?![服套])|获评|荣获|获得|授予|入选|(?:已|素|享)?有(?=“)|榜上有名)")
_CLUSTER = re.compile(f"^[^是]*{nouns('trade')}$")
_BACK = re.compile("(?:其|该|这一?|本)(?:产业)?集群")
_GENERIC = re.compile("(?:[城园]|市场|园区|小镇)$")
_LOCAL_GOODS = re.compile(
    "[\u4e00-\u9fff]{2,5}(?<![省市县区镇乡村街局院校社会团队司厂部站所业群园城府民化行店馆人家者员长士])$"
)
_PARK = re.compile(f"(?:{any_of(words('facilities', 'park_ending'))}|集中区)$")
_NAME = re.compile("(?!.*(?:商标|产品|品牌|项)$)[^的地得了是有在和与我全该其\\d]{3,10}")
_NAME_IN_LIST = re.compile("(?!.*(?:商标|产品|品牌|项|[省市县区镇乡村])$)[^的地得了是有在和与我全该其\\d]{2,10}")
_BRACKET = re.compile("（[^（）]*）")
_MARKET_AGAIN = re.compile("(?:该|本|这个|整个)?市场")
_PARK_AGAIN = re.compile("(?:该|本|全|整个)?(?:园区|产业园区?|工业园区?|科技园区?|开发区|集中区)")
_COMPANY = re.compile("(?:该|本|这家)?(?:公司|企业|集团)")
_MARKET = re.compile(f"[^的是在和与、“”]{{2,14}}?{names.MARKET}$")
_CRAFT = re.compile("[^的是在和与、]{2,10}(?:技艺|手艺)")
_WORK = re.compile("《([^》]{2,20})》$")
_QUOTED = re.compile("[“”]([^“”]+)”")
_TRADES = re.compile(  # 纺织、食品、木业三大产业享誉全国: what they hold together the place does
    "(?P<list>[^，。；：]{4,60}?)[二两三四五六七八九十\\d]{1,2}[大个条](?:[主特支优]{1}[导色柱势])?产业(?:集群|链)?(?![园区])"
)
_WHERE = re.compile(any_of(words("titles", "no_holder")))  # 地处“黄金地带”
_SAYS = re.compile("[为是作等的在之成]")  # what goes on behind a slogan: 以“三送三帮”为主线
_CONDITION = re.compile("(?:^|[，。；：、）])(?:\\d+[.、])?(?:对|凡|新|首次|每)[^，。；]{0,20}$")
_STRIVING = re.compile(f"{any_of(words('titles', 'striving'))}[^，。；：]{{0,8}}$")
_OTHER = re.compile(
    "(?:^|[，。；：])[^，。；：]{0,16}(?:产品|商品)[^，。；：的]{2,10}$"
)  # a thing that is no holder known to be one
_COUNTED = re.compile(  # a number of things that no name tells: 累计53家企业, 另有158个镇（乡）
    "^(?:其中|此外|另|还|其余|全[市县区省国]|年度|累计|总共|共计?|已|现|目前){0,4}有?[\\d一二两三四五六七八九十]{1,4}[余多]?[家户个件]"
    f"[^，、的]{{0,6}}?(?:{any_of(words('titles', 'holder'))}|[县镇乡村])(?:（[^）]*）)?"
    f"(?:都有[^，]{{0,6}}|[^，]{{0,4}})$"
)
_AT_TIMES = re.compile("(?:先后|相继|陆续|多次|连续)[^，。；\\d]{0,4}$")  # at several times, none of which is told
_SEVERAL_AND_MORE = re.compile(
    "(?P<places>[^，。；：]{2,40}?)等[\\d一二两三四五六七八九十]{1,4}[余多]?个(?:县|县市|市|区|镇|乡镇|乡|村|村镇|街道)"
)
_ORGAN = re.compile(  # whose titles are not ours to tell
    f"(?<=..)(?:{any_of(words('places', 'body'))}|局|[大中小]学)$"
)
_AT = re.compile("[并又还也]?(?:在|于)[^，]{2,24}?(?:[会展赛节]上|[会展赛节]|活动|仪式|环节)(?:[上中]|期间)?$")
_ABOVE_GOODS = re.compile(f"^{names.PROVINCE}省?(?=....)")
_DOING = re.compile(f"{any_of(words('products', 'activity'))}$")
_REWARD = re.compile(f"{verbs('grant')}|奖金")
_BATCH = re.compile(
    f"(?P<by>[^的]{{2,12}}?(?:部|委|局|厅|协会|联合会))(?:首批|第{NUMERAL}批)(?P<title>.{{3,}}?)(?:名单|名录)"
)
_SEVERAL = re.compile("(?<![两二三四五六七八九十\\d])[两二三四五六七八九十\\d]{1,3}(?P<class>[县市区镇乡村])$")
_ABOVE = re.compile(
    "^(?:[^，、]{2,6}?(?:省|自治区))?(?:[^，、]{1,6}?(?:市|自治州|地区|盟)(?=[^，、]{1,5}(?:[县市区旗乡]|(?<!小)镇)$))?"
)
_DECKED = re.compile("之一$|[”“]")
_CAPITAL = re.compile(f"{any_of(words('titles', 'realm'))}.*[都乡城]$")
_BRAND_LIST = re.compile(f"(?:产品|品牌){any_of(words('titles', 'list'))}$")
_SHORT = re.compile(f"(?<=..)(?:街道|{ANY_LEVEL})$")
_OPENING_FIRM = re.compile(f"(?P<firm>{names.FIRM}){any_of(words('texts', 'founded'))}")
_KINDS = sorted(((row["surface"], row["holder"]) for row in rows("titles", "ending")), key=lambda kind: -len(kind[0]))


def titles(mention: Mention, said: Said, context: Context, period: str) -> Iterator[Fact]:
    """The titles of one phrase, each of every holder that its words name."""
    if _rewarded(mention, context):
        return
    start = min(mention.start, said.subject.start) if said.subject else mention.start
    striven = said.planned or _STRIVING.search(context.sentence.text[: mention.start])
    modality: Modality = "planned" if striven or context.planned(mention.end) else "actual"
    period = "" if _AT_TIMES.search(context.sentence.text[: mention.start]) else period
    for title in said.objects:
        by, name = _apart(title.text)
        for holder in holders_of(mention, said, title.text, context):
            end = max(title.end, said.subject.end if said.subject and said.subject_type else 0)
            yield context.fact(
                "holds_title",
                holder,
                (start, end),
                mention,
                object=Entity("Honour", name),
                period=period,
                conferred_by=said.by or by,
                modality=modality,
            )


def _rewarded(mention: Mention, context: Context) -> bool:
    """Whether a title is only what a measure rewards: 对首次获评省级名牌的企业，奖励10万元."""
    text = context.sentence.text
    return bool(_CONDITION.search(text[: mention.start]) and _REWARD.search(text, mention.start))


def _apart(title: str) -> tuple[str, str]:
    """Who confers a title of a list, and the title itself: 农业农村部首批农业品牌精品名单."""
    found = _BATCH.fullmatch(title)
    return (found["by"], found["title"]) if found else ("", title)


def kind_of(title: str) -> str:
    """The class of things that hold such a title: 中国鞋都 is a Place's, 单项冠军 a Firm's; "" where any may."""
    words = _DECKED.sub("", title)
    if _CAPITAL.match(words):
        return "Place"
    if words.endswith(("十大品牌", "十佳品牌", "十强品牌")):
        return ""
    if "地理标志" in words or _BRAND_LIST.search(words):
        return "Brand"
    return next(
        (holder for surface, holder in _KINDS if words.endswith(surface)), "Firm" if words.endswith("企业") else ""
    )


def holders_of(mention: Mention, said: Said, title: str, context: Context) -> list[Entity]:
    """The holders of a title that a phrase states, by the words before it; else by whom the sentence speaks of."""
    kind = kind_of(title)
    if said.subject is not None and said.subject_type:
        return _stated(said.subject, said.subject_type)
    if said.subject is not None:
        words = _bared(said.subject.text)
        if _COUNTED.search(words) or _ORGAN.search(words):
            return []
        return _named(words, kind, context, mention.start) or _spoken(mention, kind, context)
    words = context.sentence.text[: mention.start]
    others: list[Entity] = []
    if together := (_BESIDE if said.beside else _TOGETHER).search(words):
        others = [Entity("Place", other.text) for other in names.things(_span(together["others"]))]
        words = words[: together.start()]
    for clause in reversed(re.split("[，：]", words)):
        if _COUNTED.search(clause) or _ORGAN.search(_bared(clause)):
            return []
        if found := _named(_bared(_EARLIER.split(clause)[0]), kind, context, mention.start):
            return [*found, *others]
    other = kind == "" and _OTHER.search(_bared(words))
    return [*([] if other else _spoken(mention, kind, context)), *others]


def _short(place: str) -> str:
    """A place's name without its class where two characters remain: 大唐 of 大唐街道, 古镇 of itself."""
    return _SHORT.sub("", place)


def _span(text: str) -> Span:
    return Span(text, 0, len(text))


def _stated(subject: Span, kind: str) -> list[Entity]:
    """The holders that the phrase itself names: a list of firms, brands in quotation marks, a place."""
    if kind == "Firm":
        firms = names.firms(subject)
        return [Entity("Firm", firm.text) for firm in firms if names.is_firm(firm.text) or len(firm.text) <= 6]
    if kind == "Brand":
        return [Entity("Brand", brand.text) for brand in names.quoted(subject)]
    if kind == "Product":
        return [Entity("Product", goods) for goods in _branded(subject.text)]
    if kind == "Place":
        return [Entity("Place", _ABOVE.sub("", part.text) or part.text) for part in names.things(subject)]
    return [Entity(kind, subject.text)]


def _branded(listed: str) -> Iterator[str]:
    """The goods of a list, each with the brand that it shares with one before it: “甲”牌油、粉 has “甲”牌粉."""
    brand = ""
    for item in re.split("[、和]", listed):
        marked = re.match("“[^“”]+”牌", item)
        brand = marked[0] if marked else brand
        yield item if marked else brand + item


def _bared(clause: str) -> str:
    """The words of a clause without the times before, the adverbs after and the brackets in them."""
    before, clause = "", _BRACKET.sub("", clause)
    while before != clause:
        before, clause = clause, _AT.sub("", _TIMES.sub("", _ADVERBS.sub("", clause)))
    return clause


def _named(words: str, kind: str, context: Context, at: int) -> list[Entity]:
    """The entities that the words before a title name, none where they name none that can hold it."""
    place = context.place
    if len(words) < 2:
        return []
    if _LOCAL.match(words) or words == "我们" or words in (place.name, _short(place.name)):
        return [place]
    if _COMPANY.fullmatch(words):
        firm = firm_again(at, context)
        return [firm] if firm else []
    if kind == "Firm" and (firm := _opening_firm(words)):
        return [firm]
    if thing := _again(words, context) or _known(words, kind, context):
        return [thing]
    if _MARKET.fullmatch(words) and kind in ("", "Market"):
        return [Entity("Market", words)]
    if _BACK.match(words):
        cluster = context.scene.cluster or context.known.main
        return [cluster] if cluster else []
    return _clusters(words, kind, context) or _things(words, kind, context) or _places_or_firms(words, kind, context)


def _opening_firm(words: str) -> Entity | None:
    """The firm by its full name that words open with and tell something of: 青山纺织有限公司位于城南工业区."""
    found = _OPENING_FIRM.match(words)
    return Entity("Firm", found["firm"]) if found and names.is_firm(found["firm"]) else None


def _again(words: str, context: Context) -> Entity | None:
    """The market or the park that 市场 or 园区 alone means: the last spoken of, else the one that the text is on."""
    if _MARKET_AGAIN.fullmatch(words):
        heard = (*context.focus.latest, *context.focus.title)
        return next((thing for thing in heard if thing.type == "Market"), None)
    own = _PARK_AGAIN.fullmatch(words) and _PARK.search(context.place.name)
    return context.place if own else None


def _known(words: str, kind: str, context: Context) -> Entity | None:
    """The market or park that words name, end in, open with, or name by its end: 线城 of 青山国际线城."""
    things = [(form, thing) for form, thing in context.known.things.items() if thing.type in ("Market", "Place")]
    if _GENERIC.search(words):
        short = len(words) <= len("五金城区")
        meant = {
            thing.name: thing for form, thing in things if words.endswith(form) or (short and form.endswith(words))
        }
        alike = len({name[:2] for name in meant}) == 1  # 青山线城 and 青山国际线城 are one
        return meant[max(meant, key=len)] if alike else None
    opened = next((found for found in context.known.things.within(words) if found[0].start == 0), None)
    if opened is None or opened[1].type not in ("Market", "Place"):
        return None
    return opened[1] if opened[0].end == len(words) or kind == "" else None


def _clusters(words: str, kind: str, context: Context) -> list[Entity]:
    """The known clusters that the words end in, all of a list; the place for 甲、乙两大产业 together."""
    known = context.known.all(words)
    if not known or kind not in ("", "Cluster", "Place"):
        return []
    if context.place.name and (grouped := _TRADES.search(words)) and "、" in grouped["list"]:
        return [context.place]
    end = known[-1][0].end
    ends = not _MADE.search(words[end:]) and end >= len(_GROUPED.sub("", words)) - 1
    return list(dict.fromkeys(cluster for _, cluster in known)) if ends else []


def _things(words: str, kind: str, context: Context) -> list[Entity]:
    """The brand in quotation marks, or the product behind them or behind 生产的."""
    quoted = _QUOTED.findall(words) if kind not in ("Place", "Firm") else []
    if quoted:
        after = words.rpartition("”")[2].removeprefix("牌").removeprefix("系列")
        if kind == "Brand" or after.endswith(("商标", "品牌")):
            return [Entity("Brand", quoted[-1])]
        if _WHERE.search(words.partition("“")[0]) or edges.has_edge(after) or _SAYS.match(after):
            return []
        return (
            [Entity("Product", after if len(after) >= 2 else quoted[-1])] if product(_span(after or quoted[-1])) else []
        )
    if work := _WORK.search(words):
        return [Entity("Product", work[1])]
    if _CRAFT.fullmatch(words):
        return [Entity("Product", words)]
    made = _MADE.search(words)
    if made and made.end() < len(words) - 1 and (made[0] != "的" or names.is_firm(words[: made.start()])):
        return [Entity("Product", thing.text) for thing in names.things(_span(words[made.end() :]))]
    if kind in ("Brand", "Product", "") and (goods := _local_goods(words, context)):
        return [Entity("Brand" if kind == "Brand" else "Product", goods)]
    return []


_SETTING = re.compile(any_of(words("places", "setting")))


def _local_goods(words: str, context: Context) -> str:
    """The goods that words name by where they come from: 横州茉莉花 of 广西横州茉莉花; "" for others."""
    name = _ABOVE_GOODS.sub("", words)
    if _SETTING.search(name):
        return ""
    short = _short(context.place.name)
    homes = [short] if len(short) >= 2 and name.startswith(short) else []
    homes += [name[:2]] if _is_county(name[:2]) else []
    whole = (home for home in homes if _LOCAL_GOODS.fullmatch(name[len(home) :]) and not edges.has_edge(name))
    return name if next(whole, None) else ""


def _places_or_firms(words: str, kind: str, context: Context) -> list[Entity]:
    place = context.place
    if kind in ("Place", "") and (more := _SEVERAL_AND_MORE.match(words)):
        return [Entity("Place", part.text) for part in names.things(_span(more["places"]))]
    if kind in ("Place", "") and (several := _SEVERAL.search(words)) and several.start() > 1:
        found = [part.text for part in names.things(_span(words[: several.start()]))]
        whole = [name if name.endswith(several["class"]) else name + several["class"] for name in found]
        return [Entity("Place", _ABOVE.sub("", name) or name) for name in whole] if len(whole) > 1 else []
    town = _TOWN.match(words)
    if town and re.match("[全我本该]", town["name"]):
        return [place] if kind in ("Place", "") and place.name else []
    if town and kind in ("Place", "", "Cluster"):
        name = town["name"][edges.beginning(town["name"], "Place") :]  # 走进｜青山镇
        return [place if name == place.name else Entity("Place", name)] if len(name) > 1 else []
    trade = kind == "Cluster" and words.endswith("业") and not names.is_firm(words)
    if (trade or _CLUSTER.search(words)) and len(words) <= 20 and not edges.beginning(words, "Cluster"):
        return [Entity("Cluster", words, place.name)]
    if len(place.name) > 2 and words.startswith(place.name[:-1]) and kind == "Place":
        return [place]
    grouped = _GROUPED.search(words)
    if kind in ("Firm", ""):
        sure = kind == "Firm" or (grouped is not None and grouped[0].endswith(("企业", "公司")))
        firms = names.firms(_span(words[: grouped.start()] if grouped else words))
        short = _NAME if len(firms) < 2 or not grouped else _NAME_IN_LIST
        whole = [firm.text for firm in firms if "”" not in firm.text]  # “青禾”牌米粉 is no firm
        named = [name for name in whole if names.is_firm(name) or (sure and _bare(name, short))]
        if named:
            return [Entity("Firm", name) for name in named]
    if kind in ("Place", "") and _is_county(words):
        return [Entity("Place", words)]
    if is_same_park(words, place.name):
        return [place]
    park = _PARK.search(words) and len(words) <= 14 and not re.search("[了的]", words)
    return [Entity("Place", words)] if park else []


def _is_county(words: str) -> bool:
    """Whether words are the name of a county or a city, or the short one: 永康."""
    found = gazetteer().resolve(words) if len(words) <= len("阿巴嘎旗") else None
    return found is not None and found.level != "town"


def _bare(name: str, form: re.Pattern[str]) -> bool:
    """Whether a name that does not end as firms' names do may be one, where only a firm can be meant."""
    return (
        bool(form.fullmatch(name))
        and not name.endswith("第")
        and not (edges.is_class(name) or edges.has_edge(name) or _DOING.search(name))
    )


def _in_title(place: str, mention: Mention) -> bool:
    """Whether a place is only what a title begins with: 青州市 of 是青州市蔬菜示范基地."""
    return isinstance(mention.value, Said) and any(title.text.startswith(place) for title in mention.value.objects)


def _above(park: str, mention: Mention) -> bool:
    """Whether a title is a town's or a county's, which no park in it holds: 全国重点镇."""
    return (
        isinstance(mention.value, Said)
        and bool(_PARK.search(park))
        and any(re.search("(?<!小)[镇县乡]$", title.text) for title in mention.value.objects)
    )


def _of_firms(mention: Mention) -> bool:
    """Whether the titles of a phrase are bases only, which firms may hold too: 全国农产品加工示范基地."""
    return isinstance(mention.value, Said) and all(title.text.endswith("基地") for title in mention.value.objects[:1])


def _spoken(mention: Mention, kind: str, context: Context) -> list[Entity]:
    """Whom the sentence speaks of, as far as that can hold a title of the kind."""
    speaker = context.subject(mention).entity
    if kind == "Market" and speaker.type != kind:
        speaker = context.likeliest(mention, (kind,)) or speaker
    if kind == "Place" and speaker.type == "Firm" and _of_firms(mention):
        return [speaker]
    if kind == "Place" and speaker.type != "Place":
        return [context.place] if context.place.name else []
    if (kind in ("Firm", "Market") and speaker.type != kind) or kind in ("Brand", "Product"):
        return []
    if not speaker.name:
        return []
    itself = edges.has_edge(speaker.name) or _in_title(speaker.name, mention) or _above(speaker.name, mention)
    return [context.place if speaker.type == "Place" and itself else speaker]

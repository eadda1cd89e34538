"""The provinces, prefectures and counties that a text names as such: 青岛 of 青岛市有, not of 中化（青岛）公司."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.gazetteer import gazetteer
from kg.grammar import roles
from kg.grammar.phrases import OWN, nouns
from kg.lexicon import any_of, words
from kg.model import Division

MASKED = re.compile(
    f"(?:[xXｘＸ×✕＊*○〇●△□]{{1,4}}|某{{1,2}})(?:自治[县州]|{OWN}(?![场域]))"  # xx县, 某市
    "|(?<![A-Za-z])[A-Z][县市](?!场)"  # A市
)


def _cues(role: str) -> str:
    return any_of(words("places", role))


_FREE = f"(?:[的有在与是为将把等由了被从向及和共](?![限色])|{_cues('free')}|{_cues('office')})"
_PART = "[^，。；：、！？“”《》（）\\s\\d]"  # a character of a longer name
_LEGAL = any_of(words("firms", "legal_form"))
_STYLE = any_of(words("firms", "style"))
_MORE = f"(?:(?!{_FREE}){_PART})"
_LONGER = re.compile(
    f"）?(?:{_MORE}{{0,12}}?|{_MORE}{{0,6}}（{_PART}{{1,8}}）{_MORE}{{0,8}}?)）?(?:{_LEGAL}|{_cues('organ')})"
)
_STYLED = re.compile(f"{_MORE}{{0,8}}?{_STYLE}(?=[、，。；）等和与及]|$)")
_WAY = re.compile(f"[东西南北中]?{_cues('way')}")
_BRAND = re.compile(f"{_MORE}{{0,6}}?(?:”牌|牌”|”?商标)")
_OFFICE = re.compile(_cues("office"))
_STANDS = re.compile(
    f"[^\\u4e00-\\u9fff]|$|[\\u4e00-\\u9fff]{{1,3}}[乡都](?![\\u4e00-\\u9fff])|(?:国家|国家级|省级)?(?:高新技术产业|经济技术|经济|高新技术)?(?:开发区|高新区|经开区)|{_FREE}|{_MORE}{{1,8}}?(?:产业|集群|行业)"
)
_GOES_ON = re.compile(f"(?!{_FREE})[\\u4e00-\\u9fff]{{2}}")
_AWAY = re.compile(f"{_cues('away')}(?:(?!{_FREE})[^，。；：\\n]){{0,6}}$")
# whose items are names of firms or schools
_LISTED = re.compile(
    f"等(?:[^，。；、\\n]{{0,12}}?)(?:{nouns('maker')}|院校|高校|客商|品牌)|为(?:" + roles.words("led") + ")"
)
_LIST_START = re.compile("[，。；：\\n“]")
_WIDEST = 12  # characters before a place in which what it is named for may stand
_JOINED = re.compile("[、和与及]{1,2}")
_LIST = 120  # characters of a list

# a name that no table has, where a county's or a city's stands: 临泽市经济…, 临泽市委
_UNLISTED = re.compile(
    "(?:^|(?<=[\\n，。；：、（“《省州])|(?<=关于))"
    "(?P<name>(?![全各我本该全此两几]|[东西南北中]部)[\\u4e00-\\u9fff]{1,2}"
    "[^城超上夜集门股楼菜花本该全我各外跨县市强大名小穷富牛农都省同周临两几个邻部地困的级业贸区振兴立活治建靓美撤设升定]"
    "[县市])(?![场区域级直辖容民面值价])"
    f"(?={_FREE}|[\\u4e00-\\u9fff]{{1,8}}?(?:产业|集群|行业)|[^\\u4e00-\\u9fff])"
)
# what makes a longer name of a short one: 青浦坪县 where there is 青浦区, and no 坪县
_TAIL = re.compile(
    f"[\\u4e00-\\u9fff][县市](?![场区域级直辖容民面值价])(?={_FREE}|[\\u4e00-\\u9fff]{{1,8}}?(?:产业|集群|行业)|$)"
)
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Naming:
    """A place named at some character: as written, with its division (None if masked, unknown, or of several).

    It is `free` where it is meant as a place and not perhaps a part of a longer name (海南核电), `away` where the text
    says that it is another's (赴义乌学习), `office` where an authority of it is named (诸城市委).
    """

    start: int
    written: str
    division: Division | None
    free: bool = True
    away: bool = False
    office: bool = False

    @property
    def place(self) -> str:
        """What tells it from other places: the code, else the name as written."""
        return self.division.code if self.division else self.written

    @property
    def kind(self) -> str:
        """市 of 诸城市 and of 诸城."""
        return (self.division.name if self.division else self.written)[-1]

    @property
    def full(self) -> bool:
        """Whether its name says what kind it is: 诸城市, 应县; not 杭州."""
        return _is_full(self.written, self.division)


def _is_full(written: str, division: Division | None) -> bool:
    named = division is not None and written == division.name
    return named or (written[-1] in "省市州盟县区旗镇" and len(written) > 2)


def namings(text: str) -> list[Naming]:
    """The places that a text names, in its order; none that only firms, schools, roads or brands are called after."""
    found = [naming for naming in _divisions(text) if naming]
    found += [Naming(masked.start(), masked[0], None) for masked in MASKED.finditer(text)]
    taken = {at for naming in found for at in range(naming.start, naming.start + len(naming.written))}
    unlisted = [one for one in _UNLISTED.finditer(text) if not taken.intersection(range(*one.span("name")))]
    times = Counter(one["name"] for one in unlisted)
    for one in unlisted:
        if one.start() == 0 or times[one["name"]] >= _TWICE:
            found.append(_naming(text, one.start("name"), one.end("name"), None, 0))
    meant = {naming.place for naming in found if naming.free}
    return sorted((naming for naming in found if naming.place in meant), key=lambda naming: naming.start)


def _divisions(text: str) -> Iterator[Naming | None]:
    """Each division named; None for one within a longer name."""
    listed = [span for end in _LISTED.finditer(text) if (span := _list_before(text, end.start()))]
    ends = [last for _, last in listed]
    said = list(gazetteer().named(text))
    lent = [bool(_lent(text, start, end)) for start, end, _ in said]
    # 祁连牧歌 of 祁连牧歌实业有限公司 wherever it stands
    shorts = {text[start : end + 2] for (start, end, _), is_lent in zip(said, lent, strict=True) if is_lent}
    last, ended = None, 0
    for (start, end, division), is_lent in zip(said, lent, strict=True):
        naming = _naming(text, start, end, division, ended)
        tail = None if naming.full else _TAIL.match(text, end)
        if tail and gazetteer().resolve(tail[0]) is None:
            naming = _naming(text, start, tail.end(), None, ended)
        if last and last.away and _goes_with(text[ended:start], last, naming):
            naming = replace(naming, away=True)
        last, ended = naming, end
        at = bisect_right(ends, start)
        within = at < len(listed) and listed[at][0] <= start
        glued = bool(_GOES_ON.match(text, end)) and not naming.full
        firm = is_lent or (glued and (within or (text[start : end + 2] in shorts and not naming.free)))
        yield None if firm else naming


def _goes_with(between: str, before: Naming, naming: Naming) -> bool:
    """Whether what is said of the place before holds of this one too: 销往义乌、东阳, 赴浙江省义乌市."""
    return bool(_JOINED.fullmatch(between)) or (not between and naming.place.startswith(before.place))


def _naming(text: str, start: int, end: int, division: Division | None, after: int) -> Naming:
    """A place named, when the one before it ended at `after`."""
    written = text[start:end]
    return Naming(
        start,
        written,
        division,
        free=_is_full(written, division) or bool(_STANDS.match(text, end)) or _before_town(text, end, division),
        away=bool(_AWAY.search(text[max(after, start - _WIDEST) : start])),
        office=bool(_OFFICE.match(text, end)),
    )


def _before_town(text: str, end: int, division: Division | None) -> bool:
    """Whether one of its towns follows a place: 丹阳界牌."""
    if division is None or division.level == "province":
        return False
    towns = (gazetteer().resolve(text[end : end + size], division.code) for size in (2, 3, 4))
    return any(town and town.level == "town" for town in towns)


def _lent(text: str, start: int, end: int) -> bool:
    """Whether a place only lends its name to what is called after it: 青岛 of 中化（青岛）公司, 西安路, “永康”牌."""
    short = text[end - 1] not in "省市州盟县区旗" or end - start == 2
    bracketed = text[start - 1 : start] == "（" and text[end : end + 1] == "）" and start > 1
    if short and bracketed and "\u4e00" <= text[start - 2] <= "\u9fff":
        return True
    if short and (_WAY.match(text, end) or _STYLED.match(text, end) or _BRAND.match(text, end)):
        return True
    return bool(_LONGER.match(text, end))


def _list_before(text: str, end: int) -> tuple[int, int] | None:
    """The list of names that ends at some character; None where there is only one word."""
    opening = max(
        (one.end() for one in _LIST_START.finditer(text, max(0, end - _LIST), end)), default=max(0, end - _LIST)
    )
    return (opening, end) if opening < end else None

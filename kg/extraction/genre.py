"""What kind of text a report is, by its title, its opening and its rows."""

import re
from typing import Literal, cast, get_args

from kg.grammar.phrases import verbs
from kg.legible import legible, usual
from kg.lexicon import any_of, table, words
from kg.model import Document

Genre = Literal["plan", "rules", "work_report", "survey", "news", "profile", "list", "table", ""]

_ENDING = re.compile(f"(?P<ending>{any_of(table('texts', 'genre', role='genre'))})(?:的(?:报告|汇报|通知|请示))?$")
_GENRES = table("texts", "genre", role="genre")
_SEVERAL = re.compile("若干.{1,3}$")  # 若干措施, also where a word is masked
_BEHIND = re.compile(
    f"{any_of(words('texts', 'excerpt'))}"
    f"$|[（(][^（）()]{{0,30}}[)）]$|[—\\-－–]{{2}}.*$|(?:19|20)\\d\\d(?:[-—–~～至](?:19|20)?\\d\\d)?年?$"
)
_NEWS_TITLE = re.compile(f"(?<!印发|关于){any_of(words('texts', 'news_verb'))}")
_STUDY = re.compile(f"{any_of(words('texts', 'inquiry'))}|浅[析谈论]|探[讨析索]")
_ISSUED = re.compile("^关于(?:印发|下发|发布)《?(?P<name>[^《》]+?)》?的通知$")
_OWN = re.compile(f"{verbs('draft')}(?:了)?本(?P<ending>{any_of(words('policies', 'document'))})")
_PRESS = re.compile("(?:记者|通讯员|本报|本网)|[日月]讯|报道[：:]|【[^】]{2,10}】")
_PROFILE = re.compile(
    f"^[^，。]{{2,30}}(?:{any_of([*words('periods', 'founding'), *words('firms', 'seat_verb')])}|始建于|组建于|是一家)"
)
_OPENING = 400
_HEAD = 120
_LISTED = 0.5  # of the passages


def genre_of(document: Document) -> Genre:
    """The kind of text that a report is, "" where nothing tells."""
    if titled := _by_title(document.title):
        return titled
    title = _title(document.title)
    text = legible(document.text).text
    if _PRESS.search(text, 0, _HEAD) or _NEWS_TITLE.search(title):
        return "news"
    if own := _OWN.search(text, 0, _OPENING):
        return _genre(_GENRES[own["ending"]])
    told = [passage for passage in document.passages if passage.kind != "heading"]
    if told and sum(passage.kind == "row" for passage in told) > _LISTED * len(told):
        return "table"
    body = usual(document.text[told[0].start :]) if told else ""
    return "profile" if _PROFILE.match(body) else ""


def names_itself(title: str) -> bool:
    """Whether a title is the name of the policy that the text is: 某县竹产业发展规划; not that of news on it."""
    return _by_title(title) in ("plan", "rules") and not _ISSUED.match(re.sub("\\s", "", title))


def _by_title(title: str) -> Genre:
    """The kind of text that a title ends with; none of news that a plan was issued, a study of what measures say."""
    title = _title(title)
    if _SEVERAL.search(title):
        return "rules"
    named = _ENDING.search(title)
    if named is None or _NEWS_TITLE.search(title[: named.start()]):
        return ""
    genre = _genre(_GENRES[named["ending"]])
    return "survey" if genre in ("plan", "rules") and _STUDY.search(title) else genre


def _genre(name: str) -> Genre:
    assert name in get_args(Genre)
    return cast("Genre", name)


def _title(title: str) -> str:
    """A title without brackets and years behind it: 某县竹产业发展规划（2024—2026年） ends with 规划."""
    title = re.sub("\\s", "", title)
    while found := _BEHIND.search(title):
        title = title[: found.start()]
    issued = _ISSUED.match(title)
    return issued["name"] if issued else title

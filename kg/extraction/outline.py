"""What each passage stands under: the section's role, the cluster it treats, the measure it belongs to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extraction.about import Subject
from kg.extraction.genre import Genre, genre_of
from kg.extraction.horizon import Horizon, begins, time_of
from kg.extraction.sections import Sections, first_cell
from kg.extraction.wording import Worded
from kg.grammar.clusters import industry, is_kind
from kg.grammar.engine import Span
from kg.grammar.names import FIRM
from kg.grammar.phrases import COUNTY, NUMERAL, nouns
from kg.industries import is_trade
from kg.lexicon import any_of, rows, words
from kg.model import Document, Entity, Heading, Modality, Passage

_ROLES = [(row["surface"], row["tells"]) for row in rows("headings", "section")]
_VERB = re.compile(any_of(words("policies", "verb")))
_GROWS = re.compile(f"{_VERB.pattern}|前瞻|超前|{any_of(words('clusters', 'verb'))}")
_CLUSTER = re.compile(f"^[^，。；：！？“”]{{1,22}}?(?:{nouns('trade')}|业)$")
_SECTORS = re.compile(f"{any_of(words('clusters', 'sector'))}(?:[和、与及]{any_of(words('clusters', 'sector'))})+")
_SHORT = re.compile(
    "^[^，。的]{2,6}产业(?:集群)?$"
)  # a numbered heading may name a trade that prose needs more words for
_TITLE = re.compile(any_of(words("headings", "general")))
_BY_TRADE = re.compile(
    f"^分(?:业|产业|行业)|^(?:{any_of(words('clusters', 'rank'))}|各|主要|{NUMERAL}"
    f"大)+产业(?:集群)?(?:发展|运行|基本)*(?:情况|概况|现状|简介)?$"
)
_PARK = re.compile(
    f"[\u4e00-\u9fff]{{2,10}}?"
    f"{any_of(row['surface'] for row in rows('facilities', 'park_ending') if row['surface'] != '小镇')}"
)
_LEAST = 2  # siblings that are known trades
_LINE = 14  # characters of a line that may be a heading without a number
_FIRM_LINE = 30  # and of one that is the full name of a firm
_CONCLUDES = re.compile("为此|针对(?:上述|以上|这些)|综上|鉴于")
_RAISED = re.compile(f"{any_of(words('clusters', 'rank'))}|重点产业链|提升|做[大强优]")
_FIRM = re.compile(FIRM)
_AUTHORS_OWN = re.compile(f"我{COUNTY}")
_ANNOUNCED = re.compile("(?:问题|不足|困难)[^。]{0,12}[：:]$")
_STATE = re.compile(f"(?:[快多大高强好优广足旺]|{any_of(words('headings', 'praise'))}|迅[速猛])$")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a passage stands: its section's role, the cluster and parent cluster it is about, and the policy.

    `standing` is what the headings make of the cluster: existing, emerging or planned.
    The role of what stands in a 办法 or 若干措施 is `rules`, where no heading says another.

    `future` is true where headings speak of what is to come; `ahead` is the character of the report from which also the
    kind of text or the paragraphs' words do: figures are then planned but where their sentence tells what was done,
    before the year `since` or by its words, or `told_as` a forecast.
    `genre` is the kind of text.
    """

    role: str
    place: Subject
    cluster: Entity | None = None
    parent: Entity | None = None
    policy: str = ""
    future: bool = False
    standing: str = "existing"
    ahead: int | None = None
    since: int = 0
    told_as: Modality = "planned"
    genre: Genre = ""

    @property
    def is_theory(self) -> bool:
        """Whether it is about clusters as such and tells of no place."""
        return self.role == "theory"


@lru_cache(maxsize=1024)  # a heading is asked about again for each passage under it
def role_of(heading: str) -> str:
    """The role that the words of a heading give its section, "" for none."""
    return next((role for surface, role in _ROLES if surface in heading), "")


@lru_cache(maxsize=1024)
def names_cluster(heading: str) -> bool:
    """Whether a heading is the name of a cluster: 纺织服装业, 机电产业集群; not 加强产业规划, 产业发展现状."""
    named = _CLUSTER.match(heading) and not _GROWS.match(heading) and not _TITLE.search(heading)
    trade = industry(Span(heading, 0, len(heading))) is not None
    named = named and not _SECTORS.fullmatch(heading)
    return bool(named) and (trade or (bool(_SHORT.match(heading)) and not is_kind(heading)))


def names_part(heading: str) -> bool:
    """Whether a heading under a cluster is the bare name of a part of it: 膏桐, 橡胶."""
    return 2 <= len(heading) <= 6 and not _VERB.match(heading) and not _TITLE.search(heading) and heading.isalpha()


def names_trade(heading: str, above: str) -> bool:
    """Whether a heading is the bare name of a trade under one that announces trades: 电子元器件 under 分业情况."""
    named = 2 <= len(heading) <= 10 and heading.isalpha() and not _VERB.match(heading) and not _TITLE.search(heading)
    return named and bool(_BY_TRADE.search(above)) and industry(Span(heading, 0, len(heading))) is not None


def _bare_trade(heading: str) -> bool:
    """Whether a heading may be the bare name of a trade where its siblings are: 袜业, 五金工具, 文旅."""
    bare = 2 <= len(heading) <= 10 and heading.isalpha() and not _VERB.search(heading) and not _TITLE.search(heading)
    return bare and not role_of(heading) and industry(Span(heading, 0, len(heading))) is not None


def _known_trade(heading: str) -> bool:
    """Whether the lexicon of trades has a word of a heading."""
    return names_cluster(heading) or is_trade(heading)


def _groups(passages: Iterable[Passage]) -> dict[tuple[tuple[Heading, ...], int], list[Heading]]:
    """The headings of each level under each heading above."""
    groups: dict[tuple[tuple[Heading, ...], int], list[Heading]] = defaultdict(list)
    for passage in passages:
        if passage.kind == "heading" and passage.path[-1].level:
            groups[passage.path[:-1], passage.path[-1].level].append(passage.path[-1])
    return groups


def _directory(report: Worded, passages: Sequence[Passage]) -> frozenset[int]:
    """Where the headings stand of a list of firms: two of them or more head what opens with a firm of their name."""
    below = {
        one.path[-1].start: words.text
        for one, words in reversed([*zip(passages, report.passages, strict=True)])
        if one.kind == "paragraph" and one.path
    }
    found: set[int] = set()
    for headings in _groups(passages).values():
        if sum(_heads_firm(heading.text, below.get(heading.start, "")) for heading in headings) >= _LEAST:
            found |= {heading.start for heading in headings}
    return frozenset(found)


def _siblings(passages: Sequence[Passage], firms: frozenset[int]) -> frozenset[int]:
    """Where the headings stand that are trades by their siblings: 1.袜业 2.五金工具 3.文旅, most of them known."""
    found: list[Heading] = []
    for headings in _groups(passages).values():
        headings = [heading for heading in headings if heading.start not in firms]
        trades = [heading for heading in headings if _bare_trade(heading.text)]
        known = [heading for heading in trades if _known_trade(heading.text)]
        if len(known) >= _LEAST and 2 * len(known) >= len(trades) and 2 * len(trades) > len(headings):
            found += trades
    return frozenset(heading.start for heading in found)


def _lines(report: Worded) -> list[Passage]:
    """The passages of a document, with lines that name trades, parks or firms over paragraphs as their headings."""
    passages = report.document.passages
    lines = zip(passages, report.passages, strict=True)
    names = [words.text if passage.end - passage.start <= _LINE else "" for passage, words in lines]
    groups: dict[tuple[Heading, ...], list[int]] = defaultdict(list)
    firms: set[tuple[Heading, ...]] = set()
    named: list[int] = []
    for at, (passage, name) in enumerate(zip(passages[:-1], names[:-1], strict=True)):
        below = passages[at + 1]
        told = below.kind == "paragraph" and below.path == passage.path and below.end - below.start > _LINE
        if passage.kind == "paragraph" and told and (_PARK.fullmatch(name) or _is_firm(report.passages[at].text)):
            named.append(at)
        elif passage.kind == "paragraph" and told and (names_cluster(name) or _bare_trade(name)):
            groups[passage.path].append(at)
            if _heads_firm(name, report.passages[at + 1].text):
                firms.add(passage.path)
    groups = {path: lines for path, lines in groups.items() if path not in firms}
    several = [lines for lines in groups.values() if len(lines) >= _LEAST]
    heads = {at for lines in groups.values() for at in lines if names_cluster(names[at])}
    heads |= {at for lines in several if 2 * sum(_known_trade(names[at]) for at in lines) >= len(lines) for at in lines}
    heads |= set(named)
    found: list[Passage] = []
    under: tuple[Heading, ...] = ()
    for at, passage in enumerate(passages):
        if at in heads:
            level = passage.path[-1].level + 1 if passage.path else 1
            under = (*passage.path, Heading(level, report.passages[at].text, passage.start, passage.end))
            passage = replace(passage, kind="heading", path=under)
        elif under and passage.kind == "paragraph" and passage.path == under[:-1]:
            passage = replace(passage, path=under)
        else:
            under = ()
        found.append(passage)
    return found


def _is_firm(line: str) -> bool:
    """Whether a line is nothing but the full name of a firm."""
    return len(line) <= _FIRM_LINE and _FIRM.fullmatch(line) is not None


def _heads_firm(line: str, below: str) -> bool:
    """Whether a line is the short name of the firm that the text below it opens with: 青禾种业 of 甲省青禾种业公司."""
    firm = _FIRM.match(below) if line in below else None
    return bool(firm and line in firm[0])


def tells_state(heading: str) -> bool:
    """Whether a heading tells how something is, and no measure: 骨干项目多, 基础设施投入大; not 做强."""
    return bool(_STATE.search(heading)) and not opens_measure(heading)


def opens_measure(heading: str) -> bool:
    """Whether a heading opens as a measure does: 做大做强十大产业集群."""
    return bool(_VERB.match(heading))


def scenes(report: Worded, place: Subject, author: Subject, sections: Sections) -> list[tuple[Passage, Scene]]:
    """Each passage of the document with what it stands under, in the order of the text."""
    document = report.document
    genre = genre_of(document)
    since = begins(document.title)
    horizon = Horizon(genre, since)
    found: list[tuple[Passage, Scene]] = []
    announced: tuple[Heading, ...] | None = None
    passages = _lines(report)
    firms = _directory(report, passages)
    trades = _siblings(passages, firms)
    for passage, worded in zip(passages, report.passages, strict=True):
        above = passage.path[:-1] if passage.kind == "heading" else passage.path
        if passage.kind == "paragraph":
            text = worded.text
            horizon.read(worded, passage.path)
            if _ANNOUNCED.search(text):
                announced = passage.path
            elif announced is not None and (passage.path == announced or _CONCLUDES.match(text)):
                announced = None
        elif announced is not None and passage.kind == "heading" and opens_measure(passage.path[-1].text):
            announced = None
        scene = _scene(document, passage, trades, firms, place, author, sections, genre)
        scene = replace(scene, ahead=horizon.ahead_from(passage), since=since, genre=genre)
        scene = replace(scene, told_as=horizon.told_as)
        if announced is not None and above[: len(announced)] == announced and scene.role != "state":
            item = passage.path[-1].text if len(passage.path) > len(announced) else ""
            scene = replace(scene, role="problems", policy=item, future=False)
        found.append((passage, scene))
    return found


def _standing(above: str, role: str) -> str:
    """The standing of the trades that a heading stands over: 提升优势产业链, 培育新兴产业; else that of the section."""
    if "新兴" in above:
        return "emerging"
    if _RAISED.search(above):
        return "existing"
    return "planned" if role in ("measures", "outlook") or "未来产业" in above else "existing"


def _scene(
    document: Document,
    passage: Passage,
    trades: frozenset[int],
    firms: frozenset[int],
    place: Subject,
    author: Subject,
    sections: Sections,
    genre: Genre,
) -> Scene:
    role, policy, here, level = ("rules" if genre == "rules" else ""), "", place, 0
    above = ""
    cluster: Entity | None = None
    parent: Entity | None = None
    standing = "existing"
    for heading in passage.path:
        if heading.start in firms:
            above = heading.text
            continue
        trade = names_cluster(heading.text) or (cluster is None and heading.start in trades)
        own = "" if trade else role_of(heading.text)
        if "theory" in (own, role):
            role = "theory"
            continue
        if _AUTHORS_OWN.search(heading.text) and role_of(heading.text):
            here = author
        here = sections.headed(heading.text) or here
        item = (
            role in ("measures", "rules", "problems")
            and (own == role or own not in ("measures", "problems"))
            and heading.level > level
        )
        if own and not item and not policy:
            role, level = own, heading.level
        elif heading.level and (trade or names_trade(heading.text, above)):
            standing = _standing(above, role)
            cluster = Entity("PlannedCluster" if standing == "planned" else "Cluster", heading.text, here.name)
        elif cluster is not None and cluster.type == "Cluster" and names_part(heading.text):
            parent = cluster if parent is None else parent
            cluster = Entity("Cluster", heading.text, here.name)
        elif role in ("measures", "rules", "problems", "outlook") and not (
            role == "measures" and tells_state(heading.text)
        ):
            policy = heading.text
        above = heading.text
    here = (sections.row(first_cell(document, passage)) if passage.kind == "row" else None) or here
    future = time_of(passage.path) == "ahead"
    return Scene(role, here, cluster, parent, policy, future, standing)

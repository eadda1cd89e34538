"""What each passage stands under: the section's role, the cluster it treats, the measure it belongs to."""

import re
from dataclasses import dataclass, replace

from kg.extraction.about import Subject
from kg.extraction.genre import Genre, genre_of
from kg.extraction.horizon import Horizon, begins, time_of
from kg.extraction.sections import Sections, first_cell
from kg.extraction.wording import wording
from kg.grammar.clusters import industry
from kg.grammar.engine import Span
from kg.lexicon import any_of, rows
from kg.model import Document, Entity, Heading, Passage

_ROLES = [(row["surface"], row["role"]) for row in rows("sections")]
_VERB = re.compile(any_of(row["surface"] for row in rows("policy_verbs")))
_CLUSTER = re.compile("^[^，。；：！？“”]{1,22}?(?:产业集群|产业群|集群|产业带|产业|业|行业)$")
_SHORT = re.compile(
    "^[^，。的]{2,6}产业(?:集群)?$"
)  # a numbered heading may name a trade that prose needs more words for
_TITLE = re.compile(
    "情况|现状|特点|特征|问题|作用|意义|规划|发展|分析|概况|效益|经营|条件|建议|措施|展望|形势|类型|集群产业|产业集群的"
)
_BY_TRADE = re.compile(
    "^分(?:业|产业|行业)|^(?:各|主要|重点|支柱|主导|优势|特色|[一二三四五六七八九十]大)+产业(?:集群)?(?:发展|运行|基本)*(?:情况|概况|现状|简介)?$"
)
_CONCLUDES = re.compile("为此|针对(?:上述|以上|这些)|综上|鉴于")
_AUTHORS_OWN = re.compile("我[县市区]")
_ANNOUNCED = re.compile("(?:问题|不足|困难)[^。]{0,12}[：:]$")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a passage stands: its section's role, the cluster and parent cluster it is about, and the policy.

    The role of what stands in a 办法 or 若干措施 is `rules`, where no heading says another.

    `future` is true where headings speak of what is to come; `ahead` is the character of the report from which also the
    kind of text or the paragraphs' words do: figures are then planned but where their sentence tells what was done,
    before the year `since` or by its words.
    `genre` is the kind of text.
    """

    role: str
    place: Subject
    cluster: Entity | None = None
    parent: Entity | None = None
    policy: str = ""
    future: bool = False
    ahead: int | None = None
    since: int = 0
    genre: Genre = ""


def role_of(heading: str) -> str:
    """The role that the words of a heading give its section, "" for none."""
    return next((role for surface, role in _ROLES if surface in heading), "")


def names_cluster(heading: str) -> bool:
    """Whether a heading is the name of a cluster: 纺织服装业, 机电产业集群; not 加强产业规划, 产业发展现状."""
    named = _CLUSTER.match(heading) and not _VERB.match(heading) and not _TITLE.search(heading)
    return bool(named) and (industry(Span(heading, 0, len(heading))) is not None or bool(_SHORT.match(heading)))


def names_part(heading: str) -> bool:
    """Whether a heading under a cluster is the bare name of a part of it: 膏桐, 橡胶."""
    return 2 <= len(heading) <= 6 and not _VERB.match(heading) and not _TITLE.search(heading) and heading.isalpha()


def names_trade(heading: str, above: str) -> bool:
    """Whether a heading is the bare name of a trade under one that announces trades: 电子元器件 under 分业情况."""
    named = 2 <= len(heading) <= 10 and heading.isalpha() and not _VERB.match(heading) and not _TITLE.search(heading)
    return named and bool(_BY_TRADE.search(above)) and industry(Span(heading, 0, len(heading))) is not None


def opens_measure(heading: str) -> bool:
    """Whether a heading opens as a measure does: 做大做强十大产业集群."""
    return bool(_VERB.match(heading))


def scenes(document: Document, place: Subject, author: Subject, sections: Sections) -> list[tuple[Passage, Scene]]:
    """Each passage of the document with what it stands under, in the order of the text."""
    genre = genre_of(document)
    horizon = Horizon(genre)
    found: list[tuple[Passage, Scene]] = []
    announced: tuple[Heading, ...] | None = None
    for passage in document.passages:
        above = passage.path[:-1] if passage.kind == "heading" else passage.path
        if passage.kind == "paragraph":
            words = wording(document.text, passage.start, passage.end)
            text = words.text
            horizon.read(words, passage.path)
            if _ANNOUNCED.search(text):
                announced = passage.path
            elif announced is not None and (passage.path == announced or _CONCLUDES.match(text)):
                announced = None
        elif announced is not None and passage.kind == "heading" and opens_measure(passage.path[-1].text):
            announced = None
        scene = _scene(document, passage, place, author, sections, genre)
        scene = replace(scene, ahead=horizon.ahead_from(passage), since=begins(document.title), genre=genre)
        if announced is not None and above[: len(announced)] == announced and scene.role != "state":
            item = passage.path[-1].text if len(passage.path) > len(announced) else ""
            scene = replace(scene, role="problems", policy=item, future=False)
        found.append((passage, scene))
    return found


def _scene(
    document: Document, passage: Passage, place: Subject, author: Subject, sections: Sections, genre: Genre
) -> Scene:
    role, policy, here, level = ("rules" if genre == "rules" else ""), "", place, 0
    above = ""
    cluster: Entity | None = None
    parent: Entity | None = None
    for heading in passage.path:
        own = role_of(heading.text) if not names_cluster(heading.text) else ""
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
        elif heading.level and (names_cluster(heading.text) or names_trade(heading.text, above)):
            planned = role in ("measures", "outlook")
            cluster = Entity("PlannedCluster" if planned else "Cluster", heading.text, here.name)
        elif cluster is not None and cluster.type == "Cluster" and names_part(heading.text):
            parent = cluster if parent is None else parent
            cluster = Entity("Cluster", heading.text, here.name)
        elif role in ("measures", "rules", "problems", "outlook"):
            policy = heading.text
        above = heading.text
    here = (sections.row(first_cell(document, passage)) if passage.kind == "row" else None) or here
    return Scene(role, here, cluster, parent, policy, time_of(passage.path) == "ahead")

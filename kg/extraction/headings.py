"""What a heading itself says: （一）纺织服装业 names a cluster, （二）融资难 a problem, （三）加大扶持 a measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.clusters import concerned
from kg.extraction.genre import names_itself
from kg.extraction.horizon import time_of
from kg.extraction.outline import Scene, names_cluster, opens_measure, role_of, tells_state
from kg.extraction.sentences import Placed
from kg.extraction.subjects import Known, core
from kg.extraction.wording import wording
from kg.grammar.clusters import NamedClusters
from kg.grammar.engine import Span
from kg.grammar.policies import NamedPolicy
from kg.grammar.relations import Said
from kg.lexicon import any_of, words
from kg.model import Document, Entity, Evidence, Fact, Heading, Passage, Sentence

_MECHANISM = re.compile("(?:制度|机制)$")
_GRANT = re.compile(f"(?:奖[励补金]|补[助贴]|{any_of(words('policies', 'help'))})(?:政策|办法)?$")
_TERMS = re.compile(f"{any_of(words('headings', 'term'))}$")
_RESULT = re.compile(f"{any_of(words('headings', 'result'))}$")
_POINT = 6  # the level of 一是 and ①, which are no problems of their own


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading as evidence: the document, where its words stand in it, and the words with what they say."""

    document: Document
    start: int
    end: int
    said: Sentence

    @property
    def name(self) -> str:
        """The words."""
        return self.said.text

    def part(self, span: Span) -> "Headed":
        """Some of the words as evidence."""
        return Headed(self.document, *self.said.place(span.start, span.end), self.said)

    def fact(self, property: str, subject: Entity, rule: str, **rest: object) -> Fact:
        """A fact whose evidence is the heading."""
        quote = self.document.text[self.start : self.end]
        evidence = Evidence(self.document.slug, self.start, self.end, quote, f"headings.{rule}", self.name)
        return Fact(property, subject, evidence, **rest)  # type: ignore[arg-type]


def heading_facts(document: Document, placed: Placed, known: Known) -> Iterator[Fact]:
    """The cluster, part of a cluster, problem or policy that a heading names; nothing where it names none."""
    passage, scene = placed.passage, placed.scene
    heading = passage.path[-1]
    if scene.is_theory:
        return
    headed = Headed(document, heading.start, heading.end, placed.sentences[0])
    if heading.level:
        yield from _held(headed)
    if heading.level and scene.cluster is None:
        yield from _strengthened(headed, scene, known)
    if heading.level == 0:
        yield from _titled(headed, known)
        yield from _policies(headed, known)
        if names_itself(document.title):
            about = concerned(headed.name, known)
            yield headed.fact("policy", Entity("Policy", headed.name), "document", kind="plan", about=about)
    elif scene.cluster is not None and heading.text == scene.cluster.name:
        yield _cluster(headed, scene.cluster, scene, known)
    elif names_cluster(heading.text) or heading.text != (scene.policy or _alone(heading, scene)):
        return
    elif scene.role == "problems" and (heading.level < _POINT or _is_outermost(passage)):
        yield headed.fact("problem", Entity("Problem", headed.name), "problem", about=concerned(headed.name, known))
    elif _is_measure(heading, scene):
        above = [h for h in passage.path[:-1] if not role_of(h.text) and not names_cluster(h.text)]
        kind = "target" if scene.role == "outlook" else "mechanism" if _MECHANISM.search(headed.name) else "measure"
        parent = _words(document, above[-1]) if above else _document(document)
        about = concerned(headed.name, known)
        yield headed.fact("policy", Entity("Policy", headed.name), "measure", kind=kind, parent=parent, about=about)
        yield from _policies(headed, known, apart=True)


def _held(headed: Headed) -> Iterator[Fact]:
    """The title that a heading gives the place that it names: 中国大豆之都——嫩江."""
    for mention in headed.said.mentions or ():
        said = mention.value
        named = isinstance(said, Said) and said.property == "holds_title" and said.subject_type == "Place"
        if isinstance(said, Said) and named and said.subject and not said.planned:
            at = headed.part(Span(said.subject.text, mention.start, mention.end))
            for title in said.objects:
                holder = Entity("Place", said.subject.text)
                yield at.fact("holds_title", holder, "held", object=Entity("Honour", title.text))


def _is_outermost(passage: Passage) -> bool:
    """Whether a point stands right under the section of problems, and in no problem of it."""
    return len(passage.path) > 1 and role_of(passage.path[-2].text) == "problems"


def _alone(heading: Heading, scene: Scene) -> str:
    """The words of a heading that stands in no section and opens none; "" for any other."""
    return "" if scene.role or role_of(heading.text) or time_of((heading,)) else heading.text


def _is_measure(heading: Heading, scene: Scene) -> bool:
    """Whether a heading is a measure by its words: 做强龙头企业; in rules also what they grant, 技改奖励.

    Where no section is told it is one only if each of its clauses opens as a measure does: not 聚力招商，投资稳步增长.
    """
    match scene.role:
        case "measures":
            return not tells_state(heading.text)
        case "outlook":
            return opens_measure(heading.text)
        case "rules":
            return bool(_GRANT.search(heading.text)) or (
                opens_measure(heading.text) and not _TERMS.search(heading.text)
            )
        case "" if scene.genre != "work_report" and 0 < heading.level < _POINT:
            clauses = re.split("[，、]", heading.text)
            return all(opens_measure(clause) for clause in clauses) and not _RESULT.search(heading.text)
        case _:
            return False


def _words(document: Document, heading: Heading) -> str:
    return wording(document.text, heading.start, heading.end).text


def _document(document: Document) -> str:
    """The policy that a text is, by its title: its measures are items of it; "" for any other text."""
    title = document.title
    return wording(title, 0, len(title)).text if names_itself(title) else ""


def _titled(headed: Headed, known: Known) -> Iterator[Fact]:
    """The cluster that the title of a report is about, where its words stand in the title."""
    if known.main is None or core(known.main.name) in known.told:
        return
    name = known.main.name
    at = headed.name.find(name)
    if at >= 0:
        known.told.add(core(name))
        yield headed.part(Span(name, at, at + len(name))).fact("cluster", known.main, "title", status="existing")


def _strengthened(headed: Headed, scene: Scene, known: Known) -> Iterator[Fact]:
    """The cluster that a heading says is to grow, where it was not told of before: 做大做强茶业."""
    told = (mention.value for mention in headed.said.mentions or ())
    grown = (value for value in told if isinstance(value, NamedClusters) and value.settled and not value.listed)
    named = next((value.clusters[0] for value in grown), None)
    if named is None or core(named.text) in known.told:
        return
    cluster = Entity("Cluster", named.text, scene.place.name)
    known.add(cluster)
    known.told.add(core(named.text))
    yield headed.part(named).fact("cluster", cluster, "strengthened", status="existing")


def _policies(headed: Headed, known: Known, apart: bool = False) -> Iterator[Fact]:
    """The policies that a heading names; of one that is a measure itself only those `apart`: 实施龙头倍增计划."""
    for mention in headed.said.mentions or ():
        named = mention.value
        if not isinstance(named, NamedPolicy) or (apart and not named.apart) or named.name.text == headed.name:
            continue
        yield headed.part(named.name).fact(
            "policy",
            Entity("Policy", named.name.text),
            "within",
            kind=named.kind,
            parent=headed.name if apart else "",
            about=concerned(named.name.text, known),
        )


def _cluster(headed: Headed, cluster: Entity, scene: Scene, known: Known) -> Fact:
    if scene.parent is not None:
        known.add(cluster)
        return headed.fact("sub_cluster", scene.parent, "part", object=cluster)
    if cluster.type == "PlannedCluster":
        return headed.fact("cluster", cluster, "planned", status="planned")
    return headed.fact("cluster", cluster, "cluster", status=known.standing.get(core(headed.name), scene.standing))

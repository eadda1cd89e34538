"""What a heading itself says: （一）纺织服装业 names a cluster, （二）融资难 a problem, （三）加大扶持 a measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import grammar
from kg.extraction.outline import Scene, names_cluster, opens_measure, role_of, strengthened
from kg.extraction.subjects import Known, core
from kg.extraction.wording import wording
from kg.grammar.policies import NamedPolicy
from kg.model import Document, Entity, Evidence, Fact, Heading, Passage

_MECHANISM = re.compile("(?:制度|机制)$")
_NAMING = ("policies.programme", "policies.fund")
_POINT = 6  # the level of 一是 and ①, which are no problems of their own


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading as evidence: the document, and the words that stand in it."""

    document: Document
    start: int
    end: int
    name: str

    def fact(self, property: str, subject: Entity, rule: str, **rest: object) -> Fact:
        """A fact whose evidence is the heading."""
        quote = self.document.text[self.start : self.end]
        evidence = Evidence(self.document.slug, self.start, self.end, quote, f"headings.{rule}", self.name)
        return Fact(property, subject, evidence, **rest)  # type: ignore[arg-type]


def heading_facts(document: Document, passage: Passage, scene: Scene, known: Known) -> Iterator[Fact]:
    """The cluster, part of a cluster, problem or policy that a heading names; nothing where it names none."""
    heading = passage.path[-1]
    headed = Headed(document, heading.start, heading.end, _words(document, heading))
    if heading.level and scene.cluster is None:
        yield from _strengthened(headed, scene, known)
    if heading.level == 0:
        yield from _titled(headed, known)
    elif scene.cluster is not None and heading.text == scene.cluster.name:
        yield _cluster(headed, scene.cluster, scene, known)
    elif names_cluster(heading.text) or heading.text != scene.policy:
        return
    elif scene.role == "problems" and heading.level < _POINT:
        yield headed.fact("problem", Entity("Problem", headed.name), "problem")
    elif scene.role == "measures" or (scene.role == "outlook" and opens_measure(headed.name)):
        above = [h for h in passage.path[:-1] if not role_of(h.text) and not names_cluster(h.text)]
        kind = "target" if scene.role == "outlook" else "mechanism" if _MECHANISM.search(headed.name) else "measure"
        parent = _words(document, above[-1]) if above else ""
        yield headed.fact("policy", Entity("Policy", headed.name), "measure", kind=kind, parent=parent)
        yield from _within(headed)


def _words(document: Document, heading: Heading) -> str:
    return wording(document.text, heading.start, heading.end).text


def _titled(headed: Headed, known: Known) -> Iterator[Fact]:
    """The cluster that the title of a report is about, where its words stand in the title."""
    if known.main is None or core(known.main.name) in known.told:
        return
    words = wording(headed.document.text, headed.start, headed.end)
    at = words.text.find(known.main.name)
    if at >= 0:
        known.told.add(core(known.main.name))
        named = Headed(headed.document, *words.place(at, at + len(known.main.name)), headed.name)
        yield named.fact("cluster", known.main, "title", status="existing")


def _strengthened(headed: Headed, scene: Scene, known: Known) -> Iterator[Fact]:
    """The cluster that a heading says is to grow, where it was not told of before: 做大做强茶业."""
    named = strengthened(headed.name)
    if named is None or core(named.text) in known.told:
        return
    words = wording(headed.document.text, headed.start, headed.end)
    cluster = Entity("Cluster", named.text, scene.place.name)
    known.add(cluster)
    known.told.add(core(named.text))
    within = Headed(headed.document, *words.place(named.start, named.end), headed.name)
    yield within.fact("cluster", cluster, "strengthened", status="existing")


def _within(headed: Headed) -> Iterator[Fact]:
    """The plan or fund that a heading of the measures names: 实施龙头企业倍增计划 is of a plan."""
    words = wording(headed.document.text, headed.start, headed.end)
    for mention in grammar.policies.read(words.text, grammar.read(words.text)):
        if mention.rule in _NAMING and isinstance(mention.value, NamedPolicy):
            name = mention.value.name
            start, end = words.place(name.start, name.end)
            part = Headed(headed.document, start, end, headed.name)
            yield part.fact(
                "policy", Entity("Policy", name.text), "within", kind=mention.value.kind, parent=headed.name
            )


def _cluster(headed: Headed, cluster: Entity, scene: Scene, known: Known) -> Fact:
    if scene.parent is not None:
        known.add(cluster)
        return headed.fact("sub_cluster", scene.parent, "part", object=cluster)
    if cluster.type == "PlannedCluster":
        return headed.fact("cluster", cluster, "planned", status="planned")
    return headed.fact("cluster", cluster, "cluster", status=known.standing.get(core(headed.name), scene.standing))

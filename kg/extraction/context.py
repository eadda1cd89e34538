"""What a reading is resolved with: its sentence, what that stands under, of whom it speaks, what was named before."""

import re
from dataclasses import dataclass

from kg.extraction.horizon import is_done
from kg.extraction.modality import modality
from kg.extraction.outline import Scene
from kg.extraction.subjects import Known, Speaker
from kg.extraction.wording import Wording
from kg.lexicon import any_of, rows
from kg.model import Document, Entity, Evidence, Fact, Mention, Modality

_PLACE_MEASURES = ("reserve", "town_count", "cluster_count")
_FACILITIES = any_of(row["surface"] for name in ("park_endings", "market_endings") for row in rows(name))
_BUILDS = re.compile(
    "(?:建设|打造|兴建|新建|创建|谋划)(?:(?:占地)?[\\d,.]+[多余]?(?:万|亿)?(?:亩|平方米|平方公里|元|公顷)?的?)?"
    "(?P<name>[^，。；、\\d的]{2,16}?"
    f"(?:(?<![校家公果茶田桑菜乐花])园(?=[，。；、]|$)|{_FACILITIES}))"
)
_REACHES = re.compile("(?:分布|覆盖|辐射|遍布|扩展|推广)[^，。；]{0,14}$")
CLUSTERS = ("Cluster", "PlannedCluster")


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence of a report with all that its words leave to where they stand."""

    document: Document
    sentence: Wording
    scene: Scene
    known: Known
    spoken: tuple[Speaker, ...]
    carried: Speaker | None
    mentions: tuple[Mention, ...]

    def fact(self, property: str, subject: Entity, span: tuple[int, int], mention: Mention, **rest: object) -> Fact:
        """A fact whose evidence is a span of the sentence's wording."""
        start, end = self.sentence.place(*span)
        heading = self.scene.cluster.name if self.scene.cluster else self.scene.policy
        evidence = Evidence(self.document.slug, start, end, self.document.text[start:end], mention.rule, heading)
        return Fact(property, subject, evidence, **rest)  # type: ignore[arg-type]

    @property
    def place(self) -> Entity:
        """The place that the report is about here."""
        return Entity("Place", self.scene.place.name)

    def modality(self, end: int, measure: str = "") -> Modality:
        """Whether a figure that ends there is told as a fact, a plan or a forecast."""
        found = self._told(end)
        ahead = self.scene.ahead
        if found != "actual" or ahead is None or self.sentence.span[0] < ahead or measure == "cluster_count":
            return found
        return "actual" if is_done(self.sentence.text[:end], self.scene.since) else "planned"

    def _told(self, end: int) -> Modality:
        """What the words up to there, and the headings, make of what ends there."""
        found = modality(self.sentence.text, end)
        to_do = self.scene.future or (self.scene.role == "measures" and any(b.start < end for b in self.builds()))
        return "planned" if found == "actual" and to_do else found

    def planned(self, end: int) -> bool:
        """Whether a thing that ends there is told as a plan."""
        return self._told(end) == "planned"

    def back(self) -> Entity:
        """Whom 该镇, 集群 or no subject points back to: the section's cluster, the last one named, the place."""
        if self.scene.cluster is not None:
            return self.scene.cluster
        return self.carried.entity if self.carried else self.known.main or self.place

    @property
    def whole(self) -> Entity:
        """What the report is about here: its main cluster or, without one, its place."""
        return self.known.main or self.place

    def builds(self) -> list[Speaker]:
        """The parks, markets and bases that the sentence tells are built: 拟投资15亿元建设汉服文化产业园."""
        found = _BUILDS.finditer(self.sentence.text)
        return [Speaker(m.start("name"), m.end("name"), Entity(_kind(m["name"]), m["name"]), named=True) for m in found]

    def built(self, mention: Mention) -> Speaker | None:
        """What the clause of a mention tells is built."""
        text = self.sentence.text
        start = max(text.rfind(mark, 0, mention.start) for mark in "，。；") + 1
        end = min((at for mark in "，。；" if (at := text.find(mark, mention.end)) >= 0), default=len(text))
        return next((speaker for speaker in self.builds() if start <= speaker.start < end), None)

    def subject(self, mention: Mention, measure: str = "") -> Speaker:
        """Whom a mention speaks of: the last subject named before its end, else the section's, else the one carried."""
        counted = measure == "cluster_count"  # 4个主导产业 is what is counted, not who speaks
        before = [s for s in self.spoken if s.start < mention.end and not (counted and s.part)]
        speaker = before[-1] if before else None
        if (
            measure == "town_count"
            and self.scene.cluster
            and not re.search("[全我][省市县区]的?$", self.sentence.text[: mention.start])
        ):
            return Speaker(0, 0, self.scene.cluster)
        before_it = self.sentence.text[: mention.start]
        if measure == "town_count" and self.known.main and _REACHES.search(before_it):
            return Speaker(0, 0, self.known.main)
        if measure in _PLACE_MEASURES and not (speaker and speaker.entity.type in CLUSTERS and measure == "town_count"):
            if speaker and speaker.entity.type in ("Place", "Policy") and measure != "reserve":
                return speaker
            return Speaker(0, 0, self.place)
        here = self.scene.cluster or (
            None
            if self.scene.role in ("measures", "rules") and self.scene.policy and not self.known.main
            else self.known.main
        )
        if here is not None:
            if speaker and (speaker.entity.type != "Place" or speaker.named or speaker.part):
                return speaker
            return Speaker(0, 0, here)
        if speaker is None and self.scene.policy and self.scene.role in ("measures", "rules"):
            return Speaker(0, 0, Entity("Policy", self.scene.policy))
        return speaker or Speaker(0, 0, self.place)


def _kind(name: str) -> str:
    return "Market" if name.endswith(("市场", "城")) else "Place"

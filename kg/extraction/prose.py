"""Paragraphs, a sentence at a time: who is spoken of, what the grammar reads, and what of it carries on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import grammar
from kg.extraction.clusters import clusters, concerned
from kg.extraction.context import Context
from kg.extraction.observations import Told, observations, words_of
from kg.extraction.outline import Scene
from kg.extraction.periods import (
    FLOWS,
    TIMELESS,
    compared,
    is_stock,
    opening,
    period_at,
    period_of_all,
    resolved,
    year_of,
)
from kg.extraction.provisions import is_provision
from kg.extraction.relations import relations
from kg.extraction.states import former
from kg.extraction.subjects import Back, Known, Speaker, speakers
from kg.extraction.wording import Wording
from kg.faults import Fault, sparing
from kg.grammar.clusters import NamedClusters
from kg.grammar.figures import Reading, Readings
from kg.grammar.periods import Period, Relative
from kg.grammar.policies import NamedPolicy
from kg.grammar.problems import NamedProblems
from kg.grammar.relations import Said
from kg.model import Document, Entity, Fact, Figure, Mention

_SUBJECTLESS = re.compile(
    "^(?:共|总共|累计|全年|当年|并|还|也|同时|年)?(?:实现|完成|达到|拥有|聚集|吸纳|形成|有|实施|年?产|主要|其中|产品|现有|建成)"
)
_ITEM = re.compile("[①-⑳]|[一二三四五六七八九十][是要]|第[一二三四五六七八九十][，、]")  # told of the whole again
_NOW = re.compile("[，：]?(?:现在|目前|如今)")
_GROUP = re.compile("产业集群(?:内)?(?:的)?(?:企业)?$")
_TOPS = Period | Relative | Reading | Readings | Said | NamedClusters | NamedPolicy | NamedProblems


def _plans(tops: Sequence[Mention]) -> list[Speaker]:
    """The plans that a sentence names, of which its figures behind them are: 启动“三年倍增”计划，争取…."""
    return [
        Speaker(m.value.name.start, m.value.name.end, Entity("Policy", m.value.name.text))
        for m in tops
        if isinstance(m.value, NamedPolicy) and m.value.name.text.endswith(("计划", "工程", "行动"))
    ]


def _counted(tops: Sequence[Mention], context: Context) -> list[Speaker]:
    """The clusters of a place that a sentence counts, of which its figures behind are: 产业集群有26个，聚集了…."""
    if context.scene.cluster:
        return []
    return [
        Speaker(m.start, m.end, context.place, "产业集群")
        for m in tops
        if m.rule == "counts.clusters_after" and context.sentence.text.startswith("，", m.end)
    ]


def _resolved(spoken: Sequence[Speaker | Back], context: Context, last: dict[str, Speaker]) -> Iterator[Speaker]:
    """The speakers of a sentence, 该镇 or 集群 as the one that it points back to, 该公司 as the `last` of its class."""
    before = context.back()
    for speaker in spoken:
        if isinstance(speaker, Back):
            whole = context.scene.cluster or (context.whole if speaker.type == "All" else before)
            meant = last.get(speaker.type) if speaker.type in _CLASSES else Speaker(0, 0, whole)
            if meant is None:
                continue
            of_all = meant.entity == context.place and _GROUP.search(context.sentence.text, 0, speaker.end)
            group = "产业集群" if of_all else ""
            speaker = replace(meant, start=speaker.start, end=speaker.end, part=meant.part or group)
        yield speaker
        before = speaker.entity


_CLASSES = ("Firm", "Market", "Park")


def _class(speaker: Speaker) -> str:
    """The class of things that 该公司, 市场 and 园区 point back to; "" for what is in none."""
    kind = speaker.entity.type
    return kind if kind in ("Firm", "Market") else "Park" if kind == "Place" and speaker.named else ""


def _opens_with_figure(tops: Sequence[Mention]) -> bool:
    return any(isinstance(m.value, Reading) and m.value.of is None and m.start <= 2 for m in tops)


class Prose:
    """Reads the paragraphs of one document in order; what it has named so far is known to what follows."""

    def __init__(self, document: Document, known: Known, faults: list[Fault]) -> None:
        self.document = document
        self.known = known
        self.faults = faults
        self.year = year_of(document)
        self.period_of_all = ""
        self.forget()

    def paragraph(self, wording: Wording, scene: Scene, label: Said | None = None, year: str = "") -> Iterator[Fact]:
        """The facts of a paragraph; `label` is the class of clusters and `year` the year that its headings announce."""
        if scene.role == "theory":
            return
        self.period_of_all = period_of_all(wording.text)
        self._open(label, year)
        for sentence in wording.sentences():
            if is_provision(sentence.text):
                continue
            facts: list[Fact] | None = None
            with sparing(self.faults, *sentence.span):
                facts = [*self._sentence(sentence, scene)]
            if facts is None:
                self.forget(label, year)
            yield from facts or ()

    def forget(self, label: Said | None = None, year: str = "") -> None:
        """After what was lost nothing carries on: 该公司 is none that was named before it."""
        self._open(label, year)
        self.last: dict[str, Speaker] = {}

    def _open(self, label: Said | None, year: str) -> None:
        """As at a paragraph's start: nothing carries on but what its headings announce."""
        self.carried: Speaker | None = None
        self.period = ""
        self.label = label
        self.flow = self.headed = year
        self.unended = self.continues = False

    def _sentence(self, sentence: Wording, scene: Scene) -> Iterator[Fact]:
        found = (m for m in grammar.read(sentence.text) if isinstance(m.value, _TOPS))
        tops = sorted(found, key=lambda m: (m.start, -m.end))
        context = Context(self.document, sentence, scene, self.known, (), self.carried, tuple(tops))
        for mention in tops:
            if isinstance(mention.value, NamedClusters):
                yield from clusters(mention, mention.value, context)
        spoken = speakers(sentence.clauses(), scene.place, self.known, scene.role not in ("measures", "theory"))
        spoken = sorted([*spoken, *_plans(tops), *_counted(tops, context), *context.builds()], key=lambda s: s.start)
        if _ITEM.match(sentence.text):
            self.carried, self.unended = None, False
        goes_on = not spoken and (self.unended or bool(_SUBJECTLESS.match(sentence.text)) or _opens_with_figure(tops))
        if goes_on and self.carried:
            spoken = [replace(self.carried, start=0, end=0)]
        if not (goes_on or self.unended):
            self.period = ""
        self.continues, self.unended = self.unended, sentence.text.endswith("；")
        if self.year is None and any(isinstance(m.value, Relative) for m in tops):
            self.flow = ""  # 去年 of a year that is not printed ends the one before
        context = replace(context, spoken=tuple(_resolved(spoken, context, self.last)))
        yield from self._figures(context)
        for mention in tops:
            if isinstance(mention.value, NamedPolicy):
                name = mention.value.name
                yield context.fact(
                    "policy",
                    Entity("Policy", name.text),
                    (name.start, name.end),
                    mention,
                    kind=mention.value.kind,
                    parent=scene.policy,
                    about=concerned(name.text, self.known),
                )
            elif isinstance(mention.value, NamedProblems) and not (scene.role == "problems" and scene.policy):
                for item in mention.value.items:
                    yield context.fact("problem", Entity("Problem", item.text), (item.start, item.end), mention)
            elif isinstance(mention.value, Said):
                yield from relations(mention, mention.value, context, self._period(mention, context))
        yield from self._labelled(context)
        self.flow = opening(resolved(tops, sentence.text, self.year), sentence.text) or self.flow
        if context.spoken:
            self.carried = context.spoken[-1]
        for firm in (s.entity for s in context.spoken if s.entity.type == "Firm" and s.entity.name.endswith("公司")):
            self.known.name(firm)
        self.last |= {kind: speaker for speaker in context.spoken if (kind := _class(speaker))}

    def _figures(self, context: Context) -> Iterator[Fact]:
        covered = [m for m in context.mentions if isinstance(m.value, Said) and m.value.property == "holds_title"]
        named = [m.value.name for m in context.mentions if isinstance(m.value, NamedPolicy)]
        last: Told | None = None
        text = context.sentence.text
        base = compared(context.mentions, text)
        dated = resolved(context.mentions, text, self.year)
        for mention in context.mentions:
            if not isinstance(mention.value, Reading | Readings):
                continue
            counts_firms = isinstance(mention.value, Reading) and mention.value.measure.endswith("firm_count")
            if not counts_firms and any(s.start <= mention.start and mention.end <= s.end for s in covered):
                continue
            if any(name.start <= mention.start and mention.end <= name.end for name in named):
                continue  # 三大行动 counts nothing
            period = self._period(mention, context)
            if len(period) == len("2024"):
                self.flow = period
            for reading in mention.value.each if isinstance(mention.value, Readings) else (mention.value,):
                follows = last is not None and (
                    reading.measure == "growth_rate"
                    or (reading.of is None and reading.measure == "share")
                    or mention.rule == "growth.times"
                )
                when = reading.period or (last.period if last and follows and not period else period)
                if not when and reading.measure in FLOWS:
                    when = self.flow if context.modality(mention.end) == "actual" else self.headed
                before = former(mention, text)
                if before is not None:
                    when = next((edtf for m, edtf in dated if before <= m.start < mention.end), "")
                elif last and last.former and last.period and mention.rule == "measures.later":
                    when = next((edtf for m, edtf in dated if mention.start <= m.start < mention.end), "")
                if reading.measure in TIMELESS:
                    when = ""
                elif base and self.flow and "年均" in text[max(0, mention.start - 4) : mention.end]:
                    when = f"{base}/{self.flow}"
                standing = context.modality(mention.end, reading.measure)
                if before is not None and not when and standing == "actual":
                    standing = "former"
                for fact in observations(mention, reading, context, when, standing, last):
                    yield fact
                    if isinstance(fact.object, Figure) and not fact.object.measure.endswith(
                        ("growth_rate", "rank", "share")
                    ):
                        last = Told(
                            fact.object.measure,
                            fact.subject,
                            words_of(reading, fact.object, context, mention),
                            fact.object.of,
                            mention.end,
                            when,
                            before is not None,
                        )

    def _period(self, mention: Mention, context: Context) -> str:
        """The period of a mention: said in its sentence, carried from the one before, or given for the paragraph."""
        text = context.sentence.text
        if _NOW.match(text, mention.start):
            return ""
        figures = [m for m in context.mentions if isinstance(m.value, Reading | Readings)]
        periods = resolved(context.mentions, text, self.year)
        found = period_at(mention, periods, text, self._others(mention, context), figures)
        if found:
            self.period = found
        if found is None and not self.continues and isinstance(mention.value, Reading) and is_stock(mention.value):
            return self.period_of_all
        return (self.period if found is None else found) or self.period_of_all

    def _others(self, mention: Mention, context: Context) -> list[Speaker]:
        """The subjects of a sentence that end a period: any but the report's own place and the section's cluster.

        A share or a rank is of a state of things, which any second subject ends.
        """
        if isinstance(mention.value, Reading) and mention.value.measure.endswith(("share", "rank")):
            return list(context.spoken)
        own = {context.place, context.scene.cluster, self.known.main}
        return [speaker for speaker in context.spoken if speaker.entity not in own]

    def _labelled(self, context: Context) -> Iterator[Fact]:
        """The clusters that a class (资源优势型, 形成了产业高地) named before them or in the heading holds for."""
        sentence = context.sentence
        mentions = grammar.relations.read(sentence.text, [])
        marks = [
            m
            for m in mentions
            if isinstance(m.value, Said)
            and m.value.property in ("formation_mode", "stage")
            and m.rule != "relations.resource_based"
        ]
        if self.label is None and not marks:
            return
        for span, cluster in self.known.all(sentence.text):
            before = [m for m in marks if m.end <= span.start]
            mark = before[-1] if before else None
            said = mark.value if mark else self.label
            if isinstance(said, Said):
                rule = mark or Mention(
                    span.start, span.end, said, f"relations.{'mode' if said.property == 'formation_mode' else 'stage'}"
                )
                yield context.fact(
                    said.property, cluster, (mark.start if mark else span.start, span.end), rule, object=said.text
                )
        if marks and isinstance(marks[-1].value, Said):
            self.label = marks[-1].value

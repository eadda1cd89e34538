"""Paragraphs, a sentence at a time: who is spoken of, what the grammar reads, and what of it carries on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.extraction.about import Subject
from kg.extraction.candidates import Focus, Ranking
from kg.extraction.clusters import clusters, concerned
from kg.extraction.context import Context
from kg.extraction.entities import Named, class_of, said
from kg.extraction.following import Told
from kg.extraction.horizon import plan_span
from kg.extraction.observations import observations, words_of
from kg.extraction.outline import Scene, names_cluster
from kg.extraction.periods import (
    TIMELESS,
    Spoken,
    averaged,
    chronicled,
    compared,
    is_deed,
    is_flow,
    is_stock,
    opening,
    own_period,
    period_at,
    period_of_all,
    resolved,
    stands_at,
    year_before,
    year_of,
)
from kg.extraction.provisions import is_provision
from kg.extraction.relations import relations
from kg.extraction.states import former, unchanged
from kg.extraction.subjects import Known
from kg.extraction.theme import theme_of
from kg.extraction.wholes import of_projects, whole_of_others
from kg.extraction.wording import clauses
from kg.faults import Fault, sparing
from kg.grammar.clusters import NamedClusters
from kg.grammar.edges import has_edge
from kg.grammar.engine import Span
from kg.grammar.figures import Reading, Readings
from kg.grammar.periods import Period, Relative
from kg.grammar.phrases import NUMERAL, verbs
from kg.grammar.policies import NamedPolicy
from kg.grammar.problems import NamedProblems
from kg.grammar.relations import Said
from kg.legible import legible
from kg.lexicon import Words, any_of, words
from kg.model import Document, Entity, Fact, Figure, Heading, Mention, Sentence

_SUBJECTLESS = re.compile(
    f"^(?:{any_of(words('figures', 'sum'))}|全年|当年|并|还|也|同时|年)?(?:"
    f"{verbs('come_to')}|年?产|主要|其中|产品|现有|建成)"
)
_ITEM = re.compile(f"[①-⑳]|{NUMERAL}[是要]|第{NUMERAL}[，、]")  # told of the whole again
_CLUSTER = re.compile(r"[^，；：、。\d%从以]{2,14}产业(?:集群|链)?")
_WORKS = re.compile("[\u4e00-\u9fff]{3,10}(?:(?<![工药])厂|养殖场|酒庄)")
_FIRMS = 3  # that a sentence tells of in turn, none of which the next one goes on with
_NOW = re.compile("[，：]?(?:现在|目前|如今)")
_SINCE = re.compile("[，；]现(?=[有设辖共已下])")
_TO_DATE, _YEARLY = (re.compile(any_of(words("periods", role))) for role in ("to_date", "yearly"))
_YEARS = re.compile("\\d{4}/\\d{4}")
_AT_HEAD = 8  # characters before the years that a sentence opens on
_DEALINGS = ("cooperates_with", "acquired_by")
_TOPS = Period | Relative | Reading | Readings | Said | NamedClusters | NamedPolicy | NamedProblems


def _counts(document: Document, known: Known) -> dict[str, int]:
    """How often a report names each of its clusters, by whatever form."""
    forms = Words(known.clusters).counts(legible(document.text).text)
    found: dict[str, int] = {}
    for form, count in forms.items():
        name = known.clusters[form].name
        found[name] = found.get(name, 0) + count
    return found


def _quoted(context: Context) -> list[Span]:
    """The names of policies in marks, whose numbers count nothing: “延链、补链”两大行动, 《三年计划（2024—2026）》."""
    names = [mention.value.name for mention in context.mentions if isinstance(mention.value, NamedPolicy)]
    return [name for name in names if "“" in name.text or context.sentence.text.startswith("《", name.start - 1)]


def _plans(tops: Sequence[Mention]) -> list[Named]:
    """The plans that a sentence names, of which its figures behind them are: 启动“三年倍增”计划，争取…."""
    return [
        Named(m.value.name.start, m.value.name.end, Entity("Policy", m.value.name.text), opens=True)
        for m in tops
        if isinstance(m.value, NamedPolicy) and m.value.name.text.endswith(("计划", "工程", "行动"))
    ]


def _stands_alone(value: Reading | Readings) -> bool:
    """Whether a figure is told even within a title that something holds: how many firms do, or each place has."""
    if isinstance(value, Readings):
        return any(one.place for one in value.each)
    return value.measure.endswith("firm_count")


def _opens_with_figure(tops: Sequence[Mention]) -> bool:
    return any(isinstance(m.value, Reading) and m.value.of is None and m.start <= 2 for m in tops)


def _figures_of(context: Context) -> Iterator[Mention]:
    """The mentions of a sentence that tell figures: not the number of a title's holders, nor one in a policy's name."""
    told = [m for m in context.mentions if isinstance(m.value, Said) and m.value.property == "holds_title"]
    quoted = _quoted(context)
    for mention in context.mentions:
        if not isinstance(mention.value, Reading | Readings):
            continue
        spans: list[Mention | Span] = [*quoted, *(() if _stands_alone(mention.value) else told)]
        if not any(span.start <= mention.start and mention.end <= span.end for span in spans):
            yield mention


class Prose:
    """Reads the paragraphs of one document in order; what it has named so far is known to what follows."""

    def __init__(self, document: Document, known: Known, faults: list[Fault], opening: str = "") -> None:
        self.document = document
        self.known = known
        self.faults = faults
        self.year = year_of(document)
        self.now = self.year or chronicled(document)
        self.reviewed = year_before(document)
        self.plan, self.span = f"{int(self.reviewed) - 4}/{self.reviewed}" if self.reviewed else "", ""
        self.period_of_all = ""
        self.counts = _counts(document, known)
        self.named_in: dict[tuple[str, Subject, int], list[Entity]] = {}
        self.title = self._named_in(document.title, known.place)
        self.theme = self._theme(opening)
        self.above: Entity | None = None
        self.rankings: list[Ranking] = []
        self.forget()

    def paragraph(
        self,
        sentences: Sequence[Sentence],
        scene: Scene,
        path: Sequence[Heading] = (),
        label: Said | None = None,
        year: str = "",
    ) -> Iterator[Fact]:
        """The facts of a paragraph; `label` is the class of clusters and `year` the year that its headings announce."""
        self.headings = tuple(
            tuple(self._named_in(heading.text, scene.place) or _works(heading.text))
            for heading in reversed(path)
            if heading.level
        )
        self.headings = (*filter(None, self.headings), *(((self.theme,),) if self.theme else ()))
        self.latest |= {class_of(one): one for one, *_ in reversed(self.headings) if one.name != scene.place.name}
        self.topic: Entity | None = None
        self.before: list[tuple[tuple[Entity, str], ...]] = []
        self.opened: dict[str, Entity] = {}
        self.period_of_all = period_of_all("".join(sentence.text for sentence in sentences))
        self.span = next((span for heading in reversed(path) if (span := plan_span(heading.text))), "")
        self.plan = self.span or self.plan
        self._open(label, year)
        above = self.headings
        for sentence in sentences:
            if is_provision(sentence.text):
                continue
            if cluster := self._heads(sentence.text, scene):
                self.headings = ((cluster,), *above)
                self._open(label, year)
            facts: list[Fact] | None = None
            with sparing(self.faults, *sentence.span):
                facts = None if sentence.mentions is None else [*self._sentence(sentence, sentence.mentions, scene)]
            if facts is None:
                self.forget(label, year)
            yield from facts or ()
        self.above = self.carried.entity if self.carried else self.above

    def _heads(self, text: str, scene: Scene) -> Entity | None:
        """The cluster whose name alone a sentence is, which heads what follows: 玉米加工产业集群。现有企业8家."""
        name = text.removesuffix("。")
        if not _CLUSTER.fullmatch(name) or not names_cluster(name):
            return None
        if name.startswith(("其他", "其它")):
            return Entity("Place", scene.place.name)
        if has_edge(name):
            return None
        return self.known.clusters.get(name) or Entity("Cluster", name, scene.place.name)

    def _named_in(self, text: str, place: Subject) -> list[Entity]:
        """What a heading or title names, that which opens it first; looked for again once more is known."""
        at = (text, place, self.known.size)
        if at not in self.named_in:
            clauses = [Span(text, 0, len(text))] if text else []
            things = said(text, clauses, place, self.known, {})
            found = dict.fromkeys(thing.entity for thing in sorted(things, key=lambda thing: not thing.opens))
            self.named_in[at] = list(found)
        return self.named_in[at]

    def _theme(self, opening: str) -> Entity | None:
        """The firm, market or park whose profile the text is that opens with a sentence, None for any other text."""
        things = said(opening, [Span(opening, 0, len(opening))], self.known.place, self.known, {})
        return theme_of(self.document.title, self.known.place.name, self.title, opening, things)

    def _focus(self, scene: Scene) -> Focus:
        """What a sentence of a scene stands in."""
        headings = self.headings
        if scene.cluster is not None and not any(scene.cluster in headed for headed in headings):
            headings = ((scene.cluster,), *headings)
        return Focus(
            Entity("Place", scene.place.name),
            headings,
            tuple(self.title),
            self.known.main,
            self.topic,
            tuple(self.before[:3]),
            self.unended,
            tuple(self.opened.values()),
            self.above,
            scene.policy if scene.role in ("measures", "rules") else "",
            self.counts,
            len(self.document.text),
            self.theme,
        )

    def forget(self, label: Said | None = None, year: str = "") -> None:
        """After what was lost nothing carries on: 该公司 is none that was named before it."""
        self._open(label, year)
        self.latest: dict[str, Entity] = {}

    def _open(self, label: Said | None, year: str) -> None:
        """As at a paragraph's start: nothing carries on but what its headings announce."""
        self.carried: Named | None = None
        self.period, self.targeted = "", False
        self.label = label
        self.flow = self.headed = year
        self.unended = self.continues = False

    def _sentence(self, sentence: Sentence, mentions: Sequence[Mention], scene: Scene) -> Iterator[Fact]:
        found = (m for m in mentions if isinstance(m.value, _TOPS))
        tops = sorted(found, key=lambda m: (m.start, -m.end))
        spoken = Spoken(self._spoken_from(), self.reviewed, self.plan, self.flow)
        dated = resolved(tops, sentence.text, spoken)
        self._span(dated, sentence.text)
        focus = self._focus(scene)
        context = Context(self.document, sentence, scene, self.known, tuple(tops), self.now, dated, focus=focus)
        for mention in tops:
            if isinstance(mention.value, NamedClusters):
                yield from clusters(mention, mention.value, context)
        if _ITEM.match(sentence.text):
            self.carried, self.unended = None, False
        context = self._placed(context, tops)
        opens = [thing for thing in context.said if thing.opens]
        goes_on = not opens and (self.unended or bool(_SUBJECTLESS.match(sentence.text)) or _opens_with_figure(tops))
        if not (goes_on or self.unended):
            self.period = ""
        self.continues, self.unended = self.unended, sentence.text.endswith("；")
        if any(not edtf for _, edtf in dated):
            self.flow = ""  # 去年 of a year that is not printed ends the one before
        if goes_on and self.carried:
            context = replace(context, carried=replace(self.carried, start=0, end=0))
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
                yield from relations(mention, mention.value, context, own_period(mention, context.dated, sentence.text))
        yield from self._labelled(context)
        self.flow = opening(dated, sentence.text) or self.flow
        self._remember(context)

    def _placed(self, context: Context, tops: Sequence[Mention]) -> Context:
        """A sentence with the things that it names and what it stands in."""
        sentence, scene = context.sentence, context.scene
        parts = clauses(sentence.text)
        things = said(sentence.text, parts, scene.place, self.known, self.latest)
        things = whole_of_others(things, sentence.text, parts, scene.place, self._heard())
        things = of_projects(things, sentence.text, parts, self._firms())
        things += [*_plans(tops), *context.builds(), *context.raised()]
        things.sort(key=lambda thing: thing.start)
        return replace(context, said=tuple(things), focus=self._focus(scene), rankings=self.rankings)

    def _heard(self) -> list[Entity]:
        """The places that the paragraph has told of and those that stand over it, the last one first."""
        said = [entity for sentence in self.before for entity, _ in reversed(sentence)]
        return [one for one in (*said, *(one for headed in self.headings for one in headed)) if one.type == "Place"]

    def _firms(self) -> list[Entity]:
        """The firms of the last sentence of the paragraph that names any, else of the headings."""
        told = ([one for one, _ in sentence if one.type == "Firm"] for sentence in self.before)
        headed = [one for headed in self.headings for one in headed if one.type == "Firm"]
        return next(filter(None, told), headed)

    def _remember(self, context: Context) -> None:
        """What the sentences after this one may lead back to."""
        opens = [(thing.entity, thing.part) for thing in context.said if thing.opens]
        others = [(thing.entity, thing.part) for thing in context.said if not thing.opens]
        others_of = _partners(context.mentions) | _listed_firms(context.said)
        named = sorted(context.said, key=lambda thing: thing.opens)  # 该公司 is rather the one that it was about
        named = [thing for thing in named if thing.opens or thing.entity.name not in others_of]
        if class_of(context.place) == "Park":  # 园区 is rather the one that the text is on than one of a list
            named = [thing for thing in named if thing.opens or class_of(thing.entity) != "Park"]
        self.latest |= {class_of(thing.entity): thing.entity for thing in named if thing.entity != context.place}
        in_turn = len({entity for entity, _ in opens if entity.type == "Firm"}) >= _FIRMS
        if in_turn:
            opens = [one for one in opens if one[0].type != "Firm"]
            others = [one for one in others if one[0].type != "Firm"]
        self.opened |= {entity.type: entity for entity, _ in opens}
        if opens and self.topic is None:
            self.topic = opens[0][0]
        if opens or others or self.before:
            self.before.insert(0, (*others, *opens))
        if context.spoken:
            self.carried = None if in_turn else context.spoken[-1]
        for firm in (thing.entity for thing in context.said if thing.entity.type == "Firm"):
            if firm.name.endswith("公司"):
                self.known.name(firm)

    def _figures(self, context: Context) -> Iterator[Fact]:
        told: dict[bool, Told | None] = {False: None, True: None}  # the last one, without what stands in brackets
        figures = [*_figures_of(context)]
        for mention, after in zip_longest(figures, figures[1:]):
            within = _in_brackets(mention, context.sentence.text)
            if not within:
                told[True] = None
            last = told[True] or told[False]
            period = self._period(mention, context)
            if len(period) == len("2024") and context.modality(mention.end) == "actual":
                self.flow = period
            for reading in mention.value.each if isinstance(mention.value, Readings) else (mention.value,):
                assert isinstance(reading, Reading)
                standing = context.modality(mention.end, reading.measure)
                when = self._when(mention, reading, context, period, last)
                was = former(mention, context.sentence.text) is not None or _has_later(after)
                if was and standing == "actual":
                    standing = "actual" if when else "former"
                for fact in observations(mention, reading, context, when, standing, last):
                    yield fact
                    if isinstance(fact.object, Figure) and not fact.object.measure.endswith(
                        ("growth_rate", "rank", "share")
                    ):
                        words = words_of(reading, fact.object, context, mention)
                        told[within] = last = Told(
                            fact.object.measure, fact.subject, words, fact.object.of, mention.end, when, was
                        )

    def _when(self, mention: Mention, reading: Reading, context: Context, period: str, last: Told | None) -> str:
        """The period of a reading: its own, that of the figure before it, or of its run of flows."""
        text = context.sentence.text
        if reading.measure in TIMELESS:
            return ""
        before = former(mention, text)
        if before is not None or (last and last.former and last.period and reading.later):
            since = mention.start if before is None else before
            return next((edtf for m, edtf in context.dated if since <= m.start < mention.end), "")
        if "年均" in text[max(0, mention.start - 4) : mention.end]:
            base = compared(context.mentions, text)
            if base and self.flow:
                return f"{base}/{self.flow[:4]}"
            if reading.measure == "growth_rate":
                return averaged([edtf for m, edtf in context.dated if m.start < mention.end]) or self._over()
        summed = "累计" in text[max(0, mention.start - 4) : mention.end] and "全年" not in text[: mention.end]
        if summed and period in ("", self.headed):
            period = self._over() or period
        follows = last is not None and (
            reading.measure == "growth_rate"
            or (reading.of is None and reading.measure.endswith("share"))
            or reading.quantity.unit == "倍"
        )
        when = reading.period or (last.period if last and follows and not period else period)
        if when.endswith("/..") and reading.measure == "area":
            return ""
        aimed = context.modality(mention.end) != "actual"
        if _YEARS.fullmatch(when) and stands_at(mention, reading, text, aimed=aimed):
            return when.partition("/")[2]
        if when or not is_flow(mention, reading, text):
            done = self.headed and is_deed(mention, text) and context.modality(mention.end) == "actual"
            return when or (self.headed if done else "")
        if _TO_DATE.search(text, 0, mention.start):
            return ""
        return self.flow if context.modality(mention.end) == "actual" else self.headed

    def _period(self, mention: Mention, context: Context) -> str:
        """The period of a mention: said in its sentence, carried from the one before, or given for the paragraph."""
        text = context.sentence.text
        if _NOW.match(text, mention.start):
            return ""
        figures = [m for m in context.mentions if isinstance(m.value, Reading | Readings)]
        dated = unchanged(mention, context.dated, figures, text)
        found = period_at(mention, dated, text, self._others(mention, context), figures)
        if not found and _YEARLY.search(
            text, max(text.rfind(mark, 0, mention.start) for mark in "，；") + 1, mention.end
        ):
            return ""
        if found and _SINCE.search(text, max(m.end for m, _ in dated if m.start < mention.end), mention.end):
            self.period = ""
            return ""
        actual = context.modality(mention.end) == "actual"
        within = found and _YEARS.fullmatch(found) and found != self.span  # 五年间翻了一番 tells of itself alone
        if found and not within and former(mention, text) is None:
            self.period, self.targeted = found, not actual
        elif self.targeted and actual and not self.continues:
            self.period = ""  # the year of a target in the sentence before
        if found is None and not self.continues and isinstance(mention.value, Reading) and is_stock(mention.value):
            return self.period_of_all
        return (self.period if found is None else found) or self.period_of_all

    def _spoken_from(self) -> int | None:
        """The year that 去年 and 1—9月 count from: of a part on the year before the report's, that one."""
        headed = int(self.headed[: len("2024")]) if self.headed else None
        return self.year if headed is None or (self.year and abs(headed - self.year) > 1) else headed

    def _over(self) -> str:
        """The years that a sum or an average is over that was told of several before it: 五年来，…累计10亿元."""
        return self.span if _YEARS.fullmatch(self.span) else ""

    def _span(self, dated: Sequence[tuple[Mention, str]], text: str) -> None:
        """Takes in the years that a sentence opens on: 五年来，…; a five-year plan is what 五年来 means behind it."""
        if (named := plan_span(text)) and any(edtf == named for _, edtf in dated):
            self.plan = named
        self.span = next((edtf for m, edtf in dated if m.start <= _AT_HEAD and "/" in edtf), self.span)

    def _others(self, mention: Mention, context: Context) -> list[Named]:
        """The subjects of a sentence that end a period: any but the report's own place and the section's cluster.

        A share or a rank is of a state of things, which any second subject ends.
        """
        if isinstance(mention.value, Reading) and mention.value.measure.endswith(("share", "rank")):
            return list(context.spoken)
        own = {context.place, context.scene.cluster, self.known.main}
        return [speaker for speaker in context.spoken if speaker.entity not in own]

    def _labelled(self, context: Context) -> Iterator[Fact]:
        """The clusters that a class (资源优势型, 形成了产业高地) named before them or in the heading holds for."""
        marks = [
            m
            for m in context.mentions
            if isinstance(m.value, Said)
            and m.value.property in ("formation_mode", "stage")
            and m.rule != "relations.resource_based"
        ]
        if self.label is None and not marks:
            return
        for span, cluster in self.known.all(context.sentence.text):
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


def _works(heading: str) -> list[Entity]:
    """The works that a heading is the bare name of: 2、青山选球厂."""
    return [Entity("Firm", heading)] if _WORKS.fullmatch(heading) and not has_edge(heading) else []


def _has_later(after: Mention | None) -> bool:
    """Whether the figure behind one is its later level: 竹林10万亩，扩大到60万亩."""
    return after is not None and isinstance(after.value, Reading) and after.value.later


def _in_brackets(mention: Mention, text: str) -> bool:
    """Whether a figure stands in brackets, whose figures those behind them leave nothing to: 企业97家（新增4家）."""
    return text.rfind("（", 0, mention.start + 1) > text.rfind("）", 0, mention.start + 1)


def _partners(mentions: Sequence[Mention]) -> set[str]:
    """The firms that a sentence names as partners and buyers of the one that it is about: 与甲汽车、乙重卡配套."""
    dealings = (m.value for m in mentions if isinstance(m.value, Said) and m.value.property in _DEALINGS)
    return {firm.text for said in dealings for firm in said.objects}


def _listed_firms(things: Sequence[Named]) -> set[str]:
    """The firms that a sentence which is about none of them names as several: 旗下有甲公司、乙公司."""
    firms = {thing.entity.name for thing in things if thing.entity.type == "Firm" and not thing.opens}
    return firms if len(firms) > 1 else set()

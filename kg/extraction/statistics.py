"""Rows of statistics: figures of a place, told of what the row names: 海参 | 吨 | 22680, 企业数（家） | 412 | 430."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.cells import Column, Frame, columns, figure, output_or, part_of, period_of, units_in
from kg.extraction.outline import Scene
from kg.extraction.subjects import Known
from kg.extraction.wording import wording
from kg.gazetteer import gazetteer
from kg.grammar.phrases import ANY_LEVEL, OWN_OR_NATION
from kg.lexicon import any_of, rows, table, words
from kg.model import Cell, Document, Entity, Figure, Modality, Passage
from kg.ontology import ontology
from kg.reading.columns import SHARES, is_period, modifier, role
from kg.reading.headings import numbering

_AHEAD = re.compile(
    any_of(
        [
            *(row["surface"] for row in rows("headings", "time") if row["time"] == "ahead"),
            "目标",
            "预期",
            "预计",
            "规划",
        ]
    )
)
_OURS = re.compile(f"全{ANY_LEVEL}")
_TOTAL = re.compile(f"(?:全{ANY_LEVEL}|(?P<of>.*?)(?:{any_of(words('tables', 'total'))}))")
_OPENING = re.compile(r"[#＃*\s]+|(?:其中|＃)[:：]?")
_SPACED = re.compile("(?<=[一-鿿])\\s+(?=[一-鿿])")
_AT_END = re.compile("^(?:本?年|期)[末底]")
_FIRM = re.compile(f"[^，。；：、]{{2,30}}(?:{any_of(words('firms', 'legal_form'))}|合作社)")
_PLACE = re.compile("[^，。；：、\\d全各本]{2,10}(?:镇|乡|街道|县|市|区|旗|州|省)")
_NO_PLACE = re.compile(".*(?:市|城|郊|城乡|山|库|灌|片|景|社|小|地|园)区$|.*(?:乡镇|市场|城市|超市)$")
_CAPTION = re.compile(
    r"^(?:(?:附|续)?表\s?[\d一二三四五六七八九十]+(?:[-—–.]\d+)*|\d+[-—–.]\d+|下表[为是]|以下[为是])[:：\s]*|[（(][^（）()]*[)）]"
    r"|(?:19|20)\d\d年(?:度|1?\d月|1?\d[-—至~]1?\d月)?"
)
_TAIL = re.compile(f"(?:发展|运行|生产|经营)?(?:主要|基本|分类)?(?:经济)?{any_of(words('tables', 'caption'))}?表?$")
_OF_WHOLE = re.compile(f"占(全{OWN_OR_NATION})")
_EACH = re.compile("^(?:各|分)(?:[县市区镇乡园街道]{1,4}|行业|地区|企业)?")
_WHOLE = re.compile("^(?:全|主要|按)|单位[:：]")
_PARKS = any_of(words("facilities", "park_ending"))
_PARK = re.compile(f"[^，。；：、的]{{2,16}}?{_PARKS}")
_ZONES = any_of(
    surface
    for surface in table("facilities", "surface", role="park_ending")
    if surface.endswith(("开发区", "高新区", "经开区"))
)
_ZONE = re.compile(f"(?P<zone>[^，。；：、的各]{{2,12}}?{_PARKS}|{_ZONES})(?:企业|主要|基本|经济|发展|$)")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a row: whose, what, the cells that name and say it, and whether it is a fact or a target."""

    subject: Entity
    figure: Figure
    label: Cell
    cell: Cell
    modality: Modality = "actual"


def told_in(document: Document, passage: Passage, scene: Scene, known: Known) -> Iterator[Told]:
    """The figures of a row whose first text cell names a thing, a class or a measure; none in a row without one."""
    at = next((n for n, cell in enumerate(passage.cells) if _may_name(cell)), None)
    if at is None or len(passage.cells) < 2:
        return
    label = passage.cells[at]
    written = wording(document.text, label.start, label.end).text
    name = _name(written)
    if not name:
        return
    frame = Frame.of(document, passage)
    yield from told_of(document, passage, label, name, *_whose(name, frame, scene, known))


def told_of(
    document: Document, passage: Passage, label: Cell, name: str, subject: Entity, of: str = ""
) -> Iterator[Told]:
    """The figures of a row about a subject, or about `of` that is its."""
    unit = next((_words(document, cell) for cell in passage.cells if role(cell.header) == "unit"), "")
    written = wording(document.text, label.start, label.end).text
    measured = role(name) in ontology().measures
    row = _Row(Frame.of(document, passage), name, [unit] if unit else units_in(written), of)
    for cell, column in zip(passage.cells, columns(tuple(cell.header for cell in passage.cells)), strict=True):
        place = (subject if _OURS.fullmatch(cell.header) else _named(cell.header)) if measured else None
        if cell.start < cell.end and cell is not label and (place or column.figures):
            told = row.figure(_words(document, cell), column)
            if told:
                ahead = any(_AHEAD.search(words) for words in (cell.header, name, *row.frame.above))
                yield Told(place or subject, told, label, cell, "planned" if ahead else "actual")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: what stands over it, its name, its units, and of what part of its subject it tells."""

    frame: Frame
    name: str
    units: list[str]
    of: str

    def figure(self, words: str, column: Column) -> Figure | None:
        """The figure of a cell under a column; the row names the measure where the column does not."""
        period = period_of(self.name if is_period(self.name) else column.when, self.name, self.frame)
        if period is None:
            return None
        named = role(self.name)
        if column.measure == "growth_rate":
            of = self._grown(column, named)
            units: list[str] = []
            measure = "growth_rate"
        else:
            of = self.of if column.measure in SHARES else column.of if self.of in column.of else self.of + column.of
            units = [*column.units, *self.units, *self.frame.units]
            measure = column.measure or (named if named in ontology().measures else output_or(units, self.frame))
            if not column.measure and measure == named:
                of = part_of(_AT_END.sub("", self.name))
        told = figure(words, measure, units, period)
        whole = _OF_WHOLE.search(column.header) if measure in SHARES else None
        return replace(told, of=of, scope=whole[1] if whole else "") if told else None

    def _grown(self, column: Column, named: str) -> str:
        """What a rate of growth is of: the measure's code where the subject itself grew, else the words."""
        if column.base:
            return self.of + column.base if self.of else _code(column.base)
        return _code(self.name) if named in ontology().measures else self.of


def _code(words: str) -> str:
    """The code of a measure, or its words where they say of which part it is."""
    return words if modifier(words) or role(words) == "other" else role(words)


def _may_name(cell: Cell) -> bool:
    return cell.start < cell.end and role(cell.header) in ("label", "products", "location", "lead_firms", "name", "")


def _words(document: Document, cell: Cell) -> str:
    return "".join(wording(document.text, cell.start, cell.end).text.split())


def _name(written: str) -> str:
    """The name of a row without its number, marks, blanks within words and the unit: 1.鱼 类 → 鱼类."""
    name = written
    for _ in range(2):
        name = _OPENING.sub("", name, count=1) if _OPENING.match(name) else name
        number = numbering(name)
        name = name[number.length :] if number else name
    name = _SPACED.sub("", name).strip()
    bare = re.sub("[（(][^（）()]*[)）]$", "", name)
    return bare if role(bare) in ontology().measures else name


def _whose(name: str, frame: Frame, scene: Scene, known: Known) -> tuple[Entity, str]:
    """Whom a row is told of, and of what part."""
    whole = _whole(frame, scene, known)
    if is_period(name):
        return whole, ""
    total = _TOTAL.fullmatch(name)
    if total:
        return whole, total["of"] or ("" if whole.type == "Cluster" else _subject_of(frame, scene.place.name))
    named = _named(name)
    return (named, "") if named else (whole, name)


def _named(name: str) -> Entity | None:
    """The firm, park or place that a name is of."""
    if _FIRM.fullmatch(name):
        return Entity("Firm", name)
    place = _PLACE.fullmatch(name) and (not _NO_PLACE.match(name) or gazetteer().called(name))
    if place or _PARK.fullmatch(name):
        return Entity("Place", name)
    return None


def _whole(frame: Frame, scene: Scene, known: Known) -> Entity:
    """Whose table it is: the place that heads these rows, the zone of the caption, the section's cluster or place."""
    for heading in frame.above:
        if named := _named(heading):
            return named
        if zone := _ZONE.search(_CAPTION.sub("", heading)):
            return Entity("Place", zone["zone"])
        if cluster := known.clusters.get(_head(heading)):
            return cluster
    if scene.cluster:
        return scene.cluster
    titular = known.main is not None and known.main.name in frame.above[-1]
    return known.main if known.main and titular else Entity("Place", scene.place.name)


def _head(caption: str) -> str:
    """What a caption speaks of: 五金产业 of 表1 五金产业主要指标（2023年）."""
    return _TAIL.sub("", _CAPTION.sub("", _CAPTION.sub("", caption)).strip())


def _subject_of(frame: Frame, place: str) -> str:
    """What the total of a table is of, by its caption: 休闲农业企业 of 8-5 休闲农业企业主要指标（2018年）."""
    for heading in frame.above:
        name = _EACH.sub("", _head(heading).removeprefix(place))
        if len(name) >= 2 and not _WHOLE.search(name):
            return name if not re.search("[按和与及、，]", name) else ""
    return ""

"""Rows of tables: each cell is read by the role of its column (集群名称, 主要产品, 2024年营业收入（万元）)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.outline import Scene
from kg.extraction.sentences import Placed
from kg.extraction.statistics import told_in, told_of
from kg.extraction.subjects import Known
from kg.extraction.wording import wording
from kg.grammar import names
from kg.grammar.engine import Span
from kg.grammar.numbers import value_of
from kg.grammar.phrases import nouns
from kg.legible import usual
from kg.lexicon import any_of, rows, words
from kg.model import Cell, Document, Entity, Evidence, Fact, Figure, Passage, Wording
from kg.ontology import ontology
from kg.reading.columns import role, roles

_ABOUND = re.compile("及周边地区|等地$|境内$")
_SUMMED = re.compile("合计|总计|小计|总和|平均|全[市县区镇]|[\\d.]+")
_TRADE = re.compile(f"{nouns('trade')}$")
_COUNTED = re.compile(f"(?P<n>\\d{{1,4}})个(?P<kind>{any_of(words('places', 'town'))})")
_SHARES = ("share", "market_share", "output_share")
_PART = re.compile(r"(?P<of>[^\d，、；约]{0,40}?)(?P<about>约)?(?P<number>\d+(?:\.\d+)?)\s*%?(?P<over>以上|左右)?")
_TOWNS = re.compile("(?P<n>[两二三四五六七八九十\\d]{1,9})(?:个)?(?P<kind>乡镇|镇|乡|街道|村)$")
_SUMMARY = re.compile("各类.{2}$|^各种系列|^各种|^各类")
# in order: what the rows of a table are about, by the header of their first column and the ending of their names
_KINDS = [
    (re.compile(surfaces), re.compile(f"{surfaces}$"), row["type"])
    for row in rows("tables", "row_kind")
    for surfaces in [any_of(row["surface"].split("|"))]
]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its document, whom it is about, and where that name stands."""

    document: Document
    subject: Entity
    start: int
    end: int
    heading: str

    def fact(self, property: str, span: tuple[int, int], rule: str, **rest: object) -> Fact:
        """A fact whose evidence reaches from the row's name to a cell or item, or from that to the name."""
        start, stop = min(self.start, span[0]), max(self.end, span[1])
        quote = self.document.text[start:stop]
        evidence = Evidence(self.document.slug, start, stop, quote, f"tables.{rule}", self.heading)
        return Fact(property, self.subject, evidence, **rest)  # type: ignore[arg-type]


def row_facts(document: Document, placed: Placed, known: Known) -> Iterator[Fact]:
    """The facts of a row about the cluster, park, town or firm in its name column, or of what statistics tell."""
    passage, scene = placed.passage, placed.scene
    cells = [cell for cell in passage.cells if cell.end > cell.start]
    named = _name(document, cells)
    if named is None:
        yield from _statistics(document, passage, scene, known)
        return
    if len(passage.cells) == 1:
        return
    label = wording(document.text, named.start, named.end).text
    if not label:
        return
    if _SUMMED.fullmatch(label):
        if role(named.header) != "name":
            yield from _statistics(document, passage, scene, known)
        return
    kind = _kind(named.header, label)
    if kind == "Cluster" and role(label) in ontology().measures:
        yield from _statistics(document, passage, scene, known)
        return
    subject = Entity(kind, label, scene.place.name if kind == "Cluster" else "")
    row = Row(document, subject, named.start, named.end, scene.cluster.name if scene.cluster else "")
    if kind == "Cluster":
        known.add(subject)
        yield row.fact("cluster", (named.start, named.end), "name", status="existing")
    for cell in cells:
        if cell is not named:
            yield from _cell(row, cell, wording(document.text, cell.start, cell.end))
    for told in told_of(document, passage, named, label, subject):
        if role(told.cell.header) not in _SHARES:
            yield row.fact(
                "observation", (told.cell.start, told.cell.end), "figure", object=told.figure, modality=told.modality
            )


def _statistics(document: Document, passage: Passage, scene: Scene, known: Known) -> Iterator[Fact]:
    """The figures of a row of statistics, and what a register tells of the product that it names."""
    cells = {role(cell.header): cell for cell in passage.cells if cell.end > cell.start}
    if "product" in cells:
        yield from _registered(document, cells)
        return
    for told in told_in(document, passage, scene, known):
        row = Row(document, told.subject, told.label.start, told.label.end, "")
        yield row.fact(
            "observation", (told.cell.start, told.cell.end), "statistic", object=told.figure, modality=told.modality
        )


def _registered(document: Document, cells: dict[str, Cell]) -> Iterator[Fact]:
    """Who holds the mark of a product in a register, and how many towns and villages its area has."""
    product = cells["product"]
    name = wording(document.text, product.start, product.end).text
    row = Row(document, Entity("Product", name), product.start, product.end, "")
    if holder := cells.get("holder"):
        owner = Entity("Firm", wording(document.text, holder.start, holder.end).text)
        held = Row(document, owner, product.start, holder.end, "")
        yield held.fact("owns_brand", (product.start, holder.end), "holder", object=Entity("Brand", name))
    if area := cells.get("range"):
        words = wording(document.text, area.start, area.end)
        for found in _COUNTED.finditer(words.text):
            if (value := value_of(found["n"])) is None:
                continue
            town = "村" not in found["kind"]
            measure, of = ("town_count", "地域保护范围") if town else ("other", found["kind"])
            count = Figure(measure, value, "1", lower=value, upper=value, of=of, lexical=found[0])
            yield row.fact("observation", words.place(found.start(), found.end()), "area", object=count)


def _name(document: Document, cells: list[Cell]) -> Cell | None:
    """The cell that names what a row is about: of the column called name, else the first, if the others are figures."""
    for cell, kind in zip(cells, roles([cell.header for cell in cells]), strict=True):
        if kind == "name":
            return cell
    others = [role(cell.header) for cell in cells[1:]]
    if (
        cells
        and any(other in ontology().measures for other in others)
        and role(cells[0].header) in ("location", "lead_firms", "")
        and (role(cells[0].header) or _kinds(cells[0].header, usual(document.text[cells[0].start : cells[0].end])))
    ):
        return cells[0]
    return None


def _kind(header: str, label: str) -> str:
    """What a row is about: a cluster, unless its header or its name says a park, a town, a market or a firm."""
    return _kinds(header, label) or "Cluster"


def _kinds(header: str, label: str) -> str:
    for heads, ends, kind in _KINDS:
        if heads.search(header) or ends.search(label):
            return kind
    return "Cluster" if _TRADE.search(label) else ""


def _cell(row: Row, cell: Cell, words: Wording) -> Iterator[Fact]:
    kind = role(cell.header)
    whole = Span(words.text, 0, len(words.text))
    if kind == "location":
        yield from _area(row, words)
    elif kind == "products":
        for product in names.things(whole):
            thing = Entity("Product", _SUMMARY.sub("", product.text))
            yield row.fact("makes", words.place(product.start, product.end), "products", object=thing)
    elif kind == "lead_firms" and row.subject.type == "Cluster":
        for firm in names.firms(whole):
            span = words.place(firm.start, firm.end)
            yield row.fact("lead_firm", span, "lead_firms", object=Entity("Firm", firm.text))
    elif kind in _SHARES:
        yield from _shares(row, words, cell.header)


def _area(row: Row, words: Wording) -> Iterator[Fact]:
    towns = _TOWNS.search(words.text)
    listed = words.text[: towns.start()] if towns else words.text
    for place in names.things(Span(listed, 0, len(listed))):
        text = _ABOUND.sub("", place.text)
        if text and text != "周边地区":
            span = words.place(place.start, place.start + len(text))
            yield row.fact("located_in", span, "area", object=Entity("Place", text))
    if towns and (value := value_of(towns["n"])) is not None:
        of = re.split("[及和]", words.text)[-1]
        figure = Figure("town_count", value, "1", lower=value, upper=value, of=of, lexical=towns[0])
        yield row.fact("observation", words.place(towns.start(), towns.end()), "towns", object=figure)


def _shares(row: Row, words: Wording, header: str) -> Iterator[Fact]:
    measure = "market_share" if "市场" in header else "output_share"
    scope = "全国" if any(nation in header for nation in ("国内", "全国", "我国")) else ""
    for found in _PART.finditer(words.text):
        of = found["of"].strip("，、；和及 ")
        qualifier = "over" if found["over"] == "以上" else "about" if found["about"] or found["over"] else ""
        value = value_of(found["number"])
        if value is None:
            continue
        lower = value if qualifier in ("", "over") else None
        upper = None if qualifier else value
        figure = Figure(
            measure, value, "%", None, lower, upper, qualifier, of, scope, lexical=found[0].strip("，、； ")
        )
        span = words.place(found.start(), found.end())
        if of and not of.endswith("加工"):
            yield row.fact("makes", span, "share_products", object=Entity("Product", of))
        yield row.fact("observation", span, "share", object=figure)

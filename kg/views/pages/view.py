"""One page's way of writing: its words, links, numbers (142亿元, the exact value on hover) and sources."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.analysis.indicators import Derived
from kg.ontology import ontology
from kg.views.numbers import bounds, figure, plain
from kg.views.pages import addresses
from kg.views.pages.catalogue import Catalogue, Report, Statement, Thing
from kg.views.pages.icons import icon
from kg.views.wording import Lang, certainty, part, sureness, term, texts

NAVIGATION = (  # the pages that every page leads to, and the texts that name them
    ("index.html", "nav_start"),
    ("clusters.html", "nav_clusters"),
    ("places.html", "nav_places"),
    ("towns.html", "nav_towns"),
    ("compare.html", "nav_compare"),
    ("audit.html", "nav_audit"),
    ("graph.html", "nav_graph"),
    ("sparql.html", "nav_sparql"),
    ("ontology.html", "nav_ontology"),
)
_PAGES = Path(__file__).parent
_UNSEEN = {ord(sign): "\ufffd" for sign in map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160)])}


@dataclass(frozen=True, slots=True)
class View:
    """A page of a catalogue in a language; `path` is its own from the root of the site (`zh/cluster/…html`).

    `served` tells that `kg serve` answers beside it, so that the page may offer queries and linked data.
    """

    catalogue: Catalogue
    lang: Lang
    path: str
    served: bool = False

    def t(self, key: str, **holes: object) -> str:
        """A text of the pages, or of the interface, with its holes filled; for a count of 1 there may be `key_one`."""
        words = page_texts(self.lang)
        if holes.get("count") == 1 and f"{key}_one" in words:
            key = f"{key}_one"
        return (words.get(key) or texts(self.lang)[key]).format(**holes)

    def term(self, code: str) -> str:
        """The label of a class, property, measure, unit or code."""
        label = term(code, self.lang)
        return label[:1].upper() + label[1:]

    def relation(self, code: str, *, forward: bool = True) -> str:
        """What a property of facts is called from its subject (龙头企业), or from its object (是…的龙头企业)."""
        said = ontology().properties[code]
        label = (said.label if forward else said.inverse)[self.lang]
        return label[:1].upper() + label[1:]

    def label(self, iri: str) -> str:
        """The label of a term of the ontology by its IRI; of another's the end of its IRI, `decimal`."""
        label = ontology().labelled(iri, self.lang)
        return label if label != iri else iri.rstrip("/").replace("#", "/").rpartition("/")[2]

    def href(self, path: str) -> str:
        """The link to a page of this language."""
        return addresses.href(self.path, f"{self.lang}/{path}")

    def asset(self, name: str) -> str:
        """The link to a file that comes with jiqun."""
        return addresses.href(self.path, f"assets/{name}")

    @property
    def root(self) -> str:
        """What leads from here to the folder of the language."""
        return self.href("")

    @property
    def here(self) -> str:
        """The path of the page below the folder of its language."""
        return self.path.partition("/")[2]

    @property
    def other_language(self) -> str:
        """The link to the same page in the other language."""
        return addresses.href(self.path, f"{'en' if self.lang == 'zh' else 'zh'}/{self.here}")

    def to(self, iri: str) -> str:
        """The link to the page of a thing."""
        return self.href(addresses.address(iri))

    def name(self, iri: str) -> Markup:
        """The name of a thing, kept apart from the direction and the language of the text around it."""
        thing = self.catalogue.things.get(iri)
        return self.called(thing) if thing else isolated(iri)

    def called(self, thing: Thing) -> Markup:
        """What a thing is called in the language of the page: only industries have a name in English."""
        if self.lang == "en" and thing.kind == "Industry" and thing.other_names:
            return Markup.escape(visible(thing.other_names[0]))
        return isolated(thing.name)

    def link(self, iri: str, *, marked: bool = False) -> Markup:
        """The name of a thing as a link to its page; `marked` puts the sign of its class before it."""
        thing = self.catalogue.things.get(iri)
        if thing is None:
            return isolated(self.label(iri))
        sign = icon(thing.kind) if marked else Markup("")
        return Markup('<a class="thing" href="{}">{}{}</a>').format(self.to(iri), sign, self.called(thing))

    def links(self, iris: Iterable[str]) -> Markup:
        """Links to things, each once, in a row."""
        gap = Markup("、") if self.lang == "zh" else Markup(", ")
        return gap.join(self.link(iri) for iri in dict.fromkeys(iris))

    def several(self, things: Iterable[Thing]) -> Markup:
        """Links to things, in a row."""
        return self.links(thing.iri for thing in things)

    def data(self, iri: str) -> str:
        """The address of a thing's data on the server."""
        return addresses.href(self.path, f"id/{quote(iri.partition('/id/')[2])}")

    def report(self, report: Report) -> str:
        """The link to a report's page."""
        return self.href(addresses.report_address(report.slug))

    def source(self, statement: Statement) -> str:
        """The link to the sentence of a statement, where it stands in its report."""
        return self.href(f"{addresses.report_address(statement.report)}#c-{statement.claim}")

    def place_in(self, report: str, start: int) -> str:
        """The link to a character of a report."""
        return self.href(f"{addresses.report_address(report)}#at-{start}")

    def sentence(self, statement: Statement) -> Markup:
        """The sentence of a statement with its quote marked, kept apart from the direction of the text around it."""
        said = statement.told
        return Markup('<bdi lang="zh-Hans">{}<mark>{}</mark>{}</bdi>').format(
            visible(said.before), visible(said.quote), visible(said.after)
        )

    def value(self, statement: Statement) -> Markup:
        """A figure for the eye, with the exact value and its bounds in the title."""
        said = statement.figure
        assert said is not None
        shown = self.amount(statement)
        unit = "" if said.unit == "1" else self.term(said.unit)
        exact = f"{Decimal(plain(said.value)):,} {unit}".strip()
        title = " · ".join(filter(None, (exact, self.bounds(statement), f"“{said.lexical}”" if said.lexical else "")))
        return Markup('<data value="{}" title="{}">{}</data>').format(plain(said.value), title, shown)

    def bounds(self, statement: Statement) -> str:
        """The bounds that a hedge leaves open, "" where the figure is exact or a rank."""
        said = statement.figure
        if said is None or said.measure == "rank" or said.value_max is not None:
            return ""
        return bounds(said.value, said.lower, said.upper, said.unit, self.lang)

    def amount(self, statement: Statement) -> str:
        """A figure as text: 约142亿元, 第1位."""
        said = statement.figure
        assert said is not None
        if said.measure == "rank":
            return self.t("rank", number=plain(said.value))
        text = figure(said.value, said.unit, self.lang, said.value_max, said.per)
        return self.t(f"hedge_{said.qualifier}", amount=text) if said.qualifier else text

    def sure(self, statement: Statement) -> str:
        """How surely a statement was read: 确信 0.92."""
        return certainty(statement.certainty, self.lang)

    def formula(self, derived: Derived) -> str:
        """What an indicator divides by what: 利润 ÷ 主营业务收入."""
        return f"{self.term(derived.numerator.measure_id)} ÷ {self.term(derived.denominator.measure_id)}"

    def indicated(self, derived: Derived) -> str:
        """The value of an indicator, with its bounds where a hedge leaves them open."""
        unit = derived.indicator.unit
        left = bounds(derived.value, derived.lower, derived.upper, unit, self.lang)
        said = figure(derived.value, unit, self.lang)
        return f"{said} ({left})" if left else said

    def behind(self, derived: Derived) -> list[Statement]:
        """The statements of the two figures that an indicator divides."""
        rows = (derived.numerator, derived.denominator)
        return [said for row in rows if (said := self.catalogue.stated(row.claim_id))]

    def certain(self, number: Decimal) -> str:
        """How surely something was read: 确信 0.92."""
        return certainty(float(number), self.lang)

    def listed(self, codes: Iterable[str]) -> str:
        """The labels of terms in a row: 营业收入、产值."""
        return ("、" if self.lang == "zh" else ", ").join(self.term(code) for code in codes)

    def whereabouts(self, statement: Statement) -> str:
        """Where a quote stands: in the file, 第3页; else by characters of the text, 1702–1731."""
        return statement.where.told(self.lang) if statement.where else f"{statement.start}–{statement.end}"

    def doubted(self, *statements: Statement) -> bool:
        """Whether each of some statements is doubted."""
        return all(sureness(statement.certainty) == "doubted" for statement in statements)

    def what(self, statement: Statement) -> str:
        """What a figure measures: 市场占有率（锚链，全国）."""
        said = statement.figure
        assert said is not None
        of = part(said.of, self.lang)
        aside = ("，" if self.lang == "zh" else ", ").join(filter(None, (of, said.scope)))
        if said.measure == "other" and said.of:
            return of + (f"（{said.scope}）" if said.scope else "")
        name = self.term(said.measure)
        return (f"{name}（{aside}）" if self.lang == "zh" else f"{name} ({aside})") if aside else name

    def claimed(self, statement: Statement) -> str:
        """What a statement that is no figure says of its subject: 龙头企业, or that it is a cluster."""
        relation = statement.relation
        return self.relation(relation) if relation in ontology().properties else self.term(relation.capitalize())

    def code(self, industry: Thing) -> str:
        """The code of an industry, which its IRI ends in."""
        return industry.iri.rpartition("/")[2]

    def number(self, value: int) -> str:
        """A count with its thousands apart."""
        return f"{value:,}"

    def area(self, thing: Thing) -> Thing | None:
        """The county or prefecture that a thing lies in."""
        return self.catalogue.area(thing)

    def render(self, template: str, title: str, **values: Any) -> bytes:
        """A page of a template; the title names it in the browser."""
        return environment().get_template(template).render(view=self, title=title, **values).encode()


def isolated(name: str) -> Markup:
    """A Chinese name within a text of any language and direction."""
    return Markup('<bdi lang="zh-Hans">{}</bdi>').format(visible(name))


def visible(said: Any) -> Any:
    """A text without characters that steer a reader's screen; anything else as it is."""
    return said.translate(_UNSEEN) if isinstance(said, str) and not isinstance(said, Markup) else said


@cache
def page_texts(lang: Lang) -> dict[str, str]:
    """The texts of the pages by key: those of the frame, and those that a page has beside it (texts.csv)."""
    found: dict[str, str] = {}
    for path in sorted(_PAGES.glob("*/texts.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["key"]: row[lang] for row in csv.DictReader(file)}
    return found


@cache
def environment() -> Environment:
    """The templates, which write every text as text."""
    made = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
        auto_reload=False,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    made.globals["icon"] = icon
    made.globals["navigation"] = NAVIGATION
    made.globals["isolated"] = isolated
    made.globals["address"] = addresses.address
    return made

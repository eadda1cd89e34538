"""The ontology as tables: its classes, properties, measures, units and codes, with their labels and what they mean."""

from collections.abc import Iterable, Mapping
from functools import cache

from pyoxigraph import Literal

from kg.messages import Lang
from kg.ontology import JQ, PREFIXES, Said, ontology, statements
from kg.resources import resource

_RDFS, _SKOS, _OWL, _SCHEMA = (PREFIXES[name] for name in ("rdfs", "skos", "owl", "schema"))
_TYPE = f"{PREFIXES['rdf']}type"


@cache
def terms() -> Mapping[str, Said]:
    """What the file of the ontology says of each term, by predicate, in the order of the file."""
    return statements(resource("ontology", "jiqun.ttl"))


def short(iri: str) -> str:
    """An IRI as people write it: jq:Cluster."""
    return next((f"{name}:{iri.removeprefix(base)}" for name, base in PREFIXES.items() if iri.startswith(base)), iri)


def of_type(found: Mapping[str, Said], *types: str) -> list[str]:
    """The terms of our own that are of one of some types."""
    return [iri for iri, said in found.items() if {each.value for each in said.get(_TYPE, ())} & set(types)]


def joined(said: Said, which: str) -> list[str]:
    """The IRIs that a property starts from (`domainIncludes`) or leads to (`rangeIncludes`)."""
    return [each.value for each in said.get(_SCHEMA + which, ())]


def words(said: Said, predicate: str, lang: Lang) -> str:
    """What a term says by a predicate in a language; "" if nothing."""
    told = said.get(predicate, ())
    return next((each.value for each in told if isinstance(each, Literal) and each.language == lang), "")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown; a cell may hold Markdown."""
    cells = [list(head), *map(list, rows)]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
    return "\n".join([lines[0], "| " + " | ".join("---" for _ in cells[0]) + " |", *lines[1:]]) + "\n"


def classes(lang: Lang) -> str:
    """The classes: what each is and what it is below."""
    found = terms()
    rows = []
    for iri in of_type(found, f"{_OWL}Class"):
        said = found[iri]
        above = [_linked(each.value) for each in said.get(f"{_RDFS}subClassOf", ())]
        rows.append(
            (_anchored(iri), ontology().labelled(iri, lang), words(said, f"{_RDFS}comment", lang), ", ".join(above))
        )
    return table(_HEADS["classes"][lang], rows)


def properties(lang: Lang) -> str:
    """The properties: what each joins, and which are those of facts."""
    found = terms()
    rows = []
    for iri in of_type(found, f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty"):
        said = found[iri]
        ends = (", ".join(map(_linked, joined(said, which))) for which in ("domainIncludes", "rangeIncludes"))
        rows.append((_anchored(iri), ontology().labelled(iri, lang), *ends, words(said, f"{_RDFS}comment", lang)))
    return table(_HEADS["properties"][lang], rows)


def facts(lang: Lang) -> str:
    """The properties of facts in the order of display, each with the sentence that is its example."""
    return table(
        _HEADS["facts"][lang],
        (
            (f"`{each.code}`", each.label[lang], each.inverse[lang], each.example.sentence, f"`{short(each.planned)}`")
            for each in ontology().properties.values()
        ),
    )


def measures(lang: Lang) -> str:
    """The measures with their code, kind, and what each is."""
    return _concepts(f"{JQ}Measure", lang, "measures", f"{JQ}measureKind")


def units(lang: Lang) -> str:
    """The units with their code and kind."""
    return _concepts(f"{JQ}Unit", lang, "units", f"{JQ}unitKind")


def codes(lang: Lang) -> str:
    """The concepts of the other schemes, each with its scheme."""
    return _concepts(f"{_SKOS}Concept", lang, "codes", f"{_SKOS}inScheme")


def _concepts(type_: str, lang: Lang, head: str, beside: str) -> str:
    """The concepts of a type, each with what a property tells beside its label."""
    found = terms()
    return table(
        _HEADS[head][lang],
        (
            (
                f"`{found[iri][f'{_SKOS}notation'][0].value}`",
                ontology().labelled(iri, lang),
                ", ".join(ontology().labelled(each.value, lang) for each in found[iri].get(beside, ())),
                words(found[iri], f"{_SKOS}definition", lang),
            )
            for iri in of_type(found, type_)
            if f"{_SKOS}notation" in found[iri]
        ),
    )


def anchor(iri: str) -> str:
    """The anchor of a term of our own on the page."""
    return f"term-{iri.removeprefix(JQ)}"


def _anchored(iri: str) -> str:
    return f'<span id="{anchor(iri)}">`{short(iri)}`</span>'


def _linked(iri: str) -> str:
    return f"[`{short(iri)}`](#{anchor(iri)})" if iri.startswith(JQ) else f"`{short(iri)}`"


_HEADS: dict[str, dict[Lang, tuple[str, ...]]] = {
    "classes": {"zh": ("类", "名称", "含义", "上位类"), "en": ("class", "label", "what it is", "below")},
    "properties": {
        "zh": ("属性", "名称", "从", "到", "含义"),
        "en": ("property", "label", "from", "to", "what it says"),
    },
    "facts": {
        "zh": ("代码", "名称", "从另一端说", "例句", "规划用"),
        "en": ("code", "label", "from the other end", "example", "of what is planned"),
    },
    "measures": {"zh": ("代码", "指标", "类别", "含义"), "en": ("code", "measure", "kind", "what it is")},
    "units": {"zh": ("代码", "单位", "类别", "含义"), "en": ("code", "unit", "kind", "what it is")},
    "codes": {"zh": ("代码", "名称", "属于", "含义"), "en": ("code", "label", "of", "what it is")},
}

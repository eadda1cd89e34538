"""What every page of a thing tells: its main figures, all its figures, its relations either way, where it is named."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import EXISTENCE
from kg.ontology import ontology
from kg.views.pages.catalogue import Catalogue, Statement, Thing

_TILES = 6
_NO_TILES = frozenset({"growth_rate", "rank", "share", "other", "market_share", "output_share", "export_share"})


@dataclass(frozen=True, slots=True)
class Said:
    """One end of a relation: the thing's IRI, or a text where it is none, and the statements that say so."""

    iri: str
    text: str
    statements: tuple[Statement, ...]

    @property
    def planned(self) -> bool:
        """Whether every statement tells a plan."""
        return all(statement.planned for statement in self.statements)


@dataclass(frozen=True, slots=True)
class Group:
    """The relations of one property, `forward` from the thing or towards it."""

    relation: str
    forward: bool
    said: tuple[Said, ...]

    @property
    def key(self) -> str:
        """What tells it from the other groups of a thing: out_lead_firm, in_lead_firm."""
        return f"{'out' if self.forward else 'in'}_{self.relation}"


def figures(statements: Iterable[Statement]) -> list[Statement]:
    """The figures among statements by measure, what they are of, and period; the adopted claim before the others."""
    order = {code: at for at, code in enumerate(ontology().measures)}
    found = [each for each in statements if each.figure]
    return sorted(found, key=lambda each: (order.get(each.measure, len(order)), *_rest(each)))


def _rest(statement: Statement) -> tuple[str, str, str, bool, bool, str, int]:
    said = statement.figure
    assert said is not None
    return (
        said.of,
        said.scope,
        said.period,
        statement.planned,
        not statement.adopted,
        statement.report,
        statement.start,
    )


def tiles(statements: Iterable[Statement]) -> list[Statement]:
    """The few figures that a reader wants first: of the whole thing, as it is, the latest of each measure."""
    latest: dict[str, Statement] = {}
    for each in figures(statements):
        said = each.figure
        whole = said is not None and not (said.of or said.scope or said.per)
        if whole and each.adopted and not each.planned and each.measure not in _NO_TILES:
            latest[each.measure] = each
    return list(latest.values())[:_TILES]


def shares(statements: Iterable[Statement]) -> list[Statement]:
    """The adopted shares of a larger whole, as it is: 占全国70%."""
    found = [each for each in figures(statements) if each.figure and each.figure.unit == "%"]
    told = [each for each in found if each.adopted and not each.planned and each.measure.endswith("share")]
    return [each for each in told if each.figure and each.figure.value <= 100]


def targets(statements: Iterable[Statement]) -> list[tuple[Statement, Statement]]:
    """What is beside what is planned: pairs of the same measure, unit and part."""
    told = [each for each in figures(statements) if each.figure and each.adopted]
    now = {_same(each): each for each in told if not each.planned}
    return [(now[_same(each)], each) for each in told if each.planned and _same(each) in now]


def _same(statement: Statement) -> tuple[str, str, str, str]:
    said = statement.figure
    assert said is not None
    return said.measure, said.unit, said.of, said.scope


def groups(catalogue: Catalogue, iri: str, *, without: Iterable[str] = ()) -> list[Group]:
    """The relations of a thing by property, those from it first; keys of groups in `without` are left out."""
    ends: dict[tuple[bool, str], dict[tuple[str, str], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for each in catalogue.of_subject.get(iri, ()):
        if not each.figure and each.relation not in EXISTENCE:
            end = (each.object, "" if each.object else each.text)
            ends[True, each.relation][end].append(each)
    for each in catalogue.of_object.get(iri, ()):
        ends[False, each.relation][each.subject, ""].append(each)
    order = {code: each.order for code, each in ontology().properties.items()}
    found = [
        Group(name, forward, tuple(_said(catalogue, ends[forward, name])))
        for forward, name in sorted(ends, key=lambda key: (not key[0], order[key[1]]))
    ]
    hidden = set(without)
    return [group for group in found if group.key not in hidden]


def _said(catalogue: Catalogue, ends: dict[tuple[str, str], list[Statement]]) -> list[Said]:
    said = [Said(iri, text, tuple(statements)) for (iri, text), statements in ends.items()]
    return sorted(said, key=lambda each: (each.planned, each.statements[0].report, each.statements[0].start))


def codes(catalogue: Catalogue, iri: str) -> list[tuple[str, Statement]]:
    """How a cluster came about and how far it is: the codes of its formation mode and stage, with who says so."""
    found = catalogue.of_subject.get(iri, ())
    coded = {code for code, each in ontology().properties.items() if each.coded}
    return [(each.text, each) for each in found if each.relation in coded]


def named(catalogue: Catalogue, iri: str) -> list[Statement]:
    """The statements that there is such a cluster, policy or problem."""
    return [each for each in catalogue.of_subject.get(iri, ()) if each.relation in EXISTENCE]


def concerning(catalogue: Catalogue, iri: str, kind: str) -> list[Thing]:
    """The policies, or the problems, that are about a thing."""
    near = [start for name, start in catalogue.back_edges.get(iri, ()) if name == "about"]
    things = [catalogue.things[each] for each in dict.fromkeys(near) if each in catalogue.things]
    return [each for each in things if each.kind == kind]


def sources(catalogue: Catalogue, iri: str) -> list[str]:
    """The slugs of the reports that speak of a thing."""
    told: Sequence[Statement] = (*catalogue.of_subject.get(iri, ()), *catalogue.of_object.get(iri, ()))
    return sorted({each.report for each in told})

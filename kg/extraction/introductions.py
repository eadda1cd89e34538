"""What a report introduces before its prose is read for facts: what headings, tables, lists and relations name."""

from collections.abc import Iterable, Mapping

from kg.extraction.sentences import Placed
from kg.extraction.subjects import Known, core
from kg.extraction.tables import row_facts
from kg.faults import Fault, sparing
from kg.grammar import names
from kg.grammar.clusters import NamedClusters
from kg.grammar.relations import Said
from kg.model import Document, Entity, Fact, Mention, Sentence

Rows = Mapping[int, tuple[Fact, ...]]  # the facts of each row by where it starts; a row that was lost is not in it


def introduced(document: Document, passages: Iterable[Placed], known: Known, faults: list[Fault]) -> tuple[Known, Rows]:
    """What a report names anywhere, with the standing that lists give; and the facts of its rows, read on the way."""
    rows: dict[int, tuple[Fact, ...]] = {}
    sentences: list[Sentence] = []
    for one in passages:
        passage, cluster = one.passage, one.scene.cluster
        if passage.kind == "heading":
            if cluster and passage.path[-1].text == cluster.name and cluster.type == "Cluster":
                known.add(cluster)
                known.told.add(core(cluster.name))
        elif passage.kind == "row":
            with sparing(faults, passage.start, passage.end):
                rows[passage.start] = tuple(row_facts(document, one, known))
                for fact in rows[passage.start]:
                    if fact.subject.name not in ("", known.place.name):
                        known.told.add(core(fact.subject.name))
        else:
            sentences += one.sentences
    for sentence in sentences:
        with sparing(faults, *sentence.span):
            for mention in sentence.mentions or ():
                _make_known(mention, known)
    return known, rows


def _make_known(mention: Mention, known: Known) -> None:
    """The standing that a list gives its clusters, and the firms, markets and parks that a relation names."""
    value = mention.value
    if isinstance(value, NamedClusters) and value.listed:
        for span in value.clusters:
            known.standing.setdefault(core(span.text), value.status)
    elif isinstance(value, Said):
        kind = {"has_market": "Market", "has_park": "Place"}.get(
            value.property, "Firm" if value.object_type == "Firm" else ""
        )
        if kind and not value.planned:
            for span in value.objects:
                known.name(Entity(kind, span.text))
        if value.subject_type == "Firm" and value.subject:
            for firm in names.firms(value.subject):
                known.name(Entity("Firm", firm.text))

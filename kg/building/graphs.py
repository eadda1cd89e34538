"""The graph of a build, made whole, or with only the reports that changed taken out and put in."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import ontology, store
from kg.graph.adoption import adopt, relevant, touched


def whole(claimed: list[Quad]) -> bytes:
    """The graph of a build as sorted N-Quads: the ontology, what is adopted, and the claims of all reports."""
    return store.lines([*ontology.quads(), *adopt(claimed), *claimed])


def changed(earlier: Path, folder: Path, graphs: Mapping[str, Iterable[Quad]]) -> bytes:
    """An earlier build's graph, as sorted N-Quads, with other quads in the graphs of some reports (none: it is gone).

    `graphs` has the new quads by the IRI of the report. The store of the earlier build is copied to `folder`/store and
    changed there; only what the reports say of is adopted anew. Nothing is copied where there is nothing to change.
    InputError or OSError if the store cannot be read, or no other written.
    """
    if not graphs:
        return (earlier / "graph.nq").read_bytes()
    with store.on_disk():
        held = store.copied(earlier / "store", folder / "store")
        pairs = [
            (set(held.quads_for_pattern(None, None, None, NamedNode(iri))), set(quads)) for iri, quads in graphs.items()
        ]
        out = {quad for before, after in pairs for quad in before - after}
        put = {quad for before, after in pairs for quad in after - before}
        store.update(held, out, put)
        things = {thing for before, after in pairs for thing in touched(before, after, held)}
        before = {quad for thing in things for quad in held.quads_for_pattern(thing, None, None, DefaultGraph())}
        after = {quad for quad in adopt(relevant(held, things)) if quad.subject in things}
        store.update(held, before - after, after - before)
        held.flush()
        return store.spliced((earlier / "graph.nq").read_bytes(), out | (before - after), put | (after - before))

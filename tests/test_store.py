"""Stores: one graph replaced, sorted lines, several readers."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg import store
from kg.errors import DefinitionError, InputError

A, B, P = (NamedNode(f"https://example.org/{name}") for name in "abp")
QUADS = [Quad(A, P, Literal("镇"), A), Quad(A, P, Literal("乡"), B), Quad(A, P, Literal("县"))]


def test_lines_are_sorted_and_each_is_there_once() -> None:
    found = store.lines([*QUADS, *reversed(QUADS)])
    assert found == store.lines(reversed(QUADS))
    assert found.count(b"\n") == 3
    assert found.splitlines() == sorted(found.splitlines())
    assert "镇" in found.decode()


@pytest.mark.parametrize(
    ("number", "written"),
    [("1E+10", "10000000000"), ("14.70", "14.7"), ("-0.01891427840794929405200285", "-0.018914278407949294")],
)
def test_a_number_is_written_as_stores_compare_it(number: str, written: str) -> None:
    term = store.decimal(Decimal(number))
    assert term.value == written
    held = store.loaded(store.lines([Quad(NamedNode("urn:s"), NamedNode("urn:p"), term)]))
    assert bool(store.query(held, f"ASK {{ ?s ?p ?o FILTER (?o = {written}) }}"))


def test_lines_are_read_back() -> None:
    assert set(store.read(store.lines(QUADS))) == set(QUADS)


def test_a_line_break_in_a_text_does_not_break_its_line() -> None:
    quad = Quad(A, P, Literal("第一行\n第二行\u2028第三行"))
    assert store.read(store.lines([quad])) == [quad]


def test_what_is_no_n_quads_is_refused() -> None:
    with pytest.raises(InputError, match="N-Quads"):
        store.read(b"<a> <b> .")


def test_replacing_a_graph_leaves_the_others() -> None:
    held = store.memory(QUADS)
    store.replace(held, A, [Quad(B, P, Literal("村"))])
    assert set(held) == {Quad(B, P, Literal("村"), A), QUADS[1], QUADS[2]}


def test_a_query_reads_the_default_graph_and_others_only_when_named() -> None:
    held = store.memory(QUADS)
    assert [row[0].value for row in store.query(held, "SELECT ?o { ?s ?p ?o }")] == ["县"]
    assert {row[0].value for row in store.query(held, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }")} == {"镇", "乡"}


def test_a_query_that_is_no_sparql_is_refused() -> None:
    with pytest.raises(InputError, match="not a SPARQL query"):
        store.query(store.memory(), "SELECT WHERE")


def written(folder: Path) -> Path:
    """A store on disk that holds the quads."""
    store.write(folder, store.lines(QUADS))
    return folder


def test_several_can_read_a_store_on_disk(tmp_path: Path) -> None:
    written(tmp_path / "store")
    first, second = store.open_(tmp_path / "store"), store.open_(tmp_path / "store")
    assert set(first) == set(second) == set(QUADS)


@pytest.mark.parametrize("large", [0, 200_000_000], ids=["disk", "memory"])
def test_a_build_is_opened_from_its_file_or_if_that_is_large_from_its_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    written(tmp_path / "store")
    (tmp_path / "graph.nq").write_bytes(store.lines(QUADS[:1]))
    monkeypatch.setattr(store, "LARGE", large)
    assert set(store.opened(tmp_path)) == set(QUADS[:1] if large else QUADS)


def test_a_build_whose_file_is_broken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<https://example.org/a> 乡镇\n", "utf-8")
    with pytest.raises(InputError, match=r"graph\.nq: These are not N-Quads"):
        store.opened(tmp_path)


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a store"):
        store.open_(tmp_path)


def test_a_mistake_in_a_turtle_file_of_ours_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "terms.ttl"
    path.write_text("<https://example.org/a>\n  <https://example.org/p> .\n", "utf-8")
    with pytest.raises(DefinitionError, match=r"terms\.ttl:2"):
        store.turtle(path)


LINES = st.sets(st.integers(0, 400).map(lambda n: Quad(A, P, Literal(str(n) * (n % 4 + 1)), B if n % 3 else A)))


@given(LINES, LINES, LINES)
def test_lines_with_some_out_and_others_in_are_those_of_what_is_left(
    held: set[Quad], out: set[Quad], put: set[Quad]
) -> None:
    assert b"".join(store.spliced(BytesIO(store.lines(held)), out, put)) == store.lines((held - out) | put)


def test_a_copy_is_changed_and_the_original_is_not(tmp_path: Path) -> None:
    copy = store.copied(written(tmp_path / "one"), tmp_path / "other")
    store.update(copy, QUADS[:1], [Quad(B, P, Literal("村"))])
    assert len(copy) == 3
    del copy
    assert set(store.open_(tmp_path / "one")) == set(QUADS)
    assert set(store.open_(tmp_path / "other")) == {*QUADS[1:], Quad(B, P, Literal("村"))}

"""A query told so that a store begins with the things it is about gives the rows that it gives as it is."""

import re

import pytest
from explored import built
from pyoxigraph import Store

from kg.queries import bound, named, open_build, run
from kg.queries.answers import answer, rows
from kg.queries.narrowing import narrowed

ID = "https://w3id.org/jiqun/id/"
NOWHERE = "无此名"
VALUES = (
    *("诸城", "造纸", "服装", "公司", "鞋", NOWHERE),
    *(f"{ID}place/370782", f"{ID}cluster/370782/造纸机械", f"{ID}firm/370782/义和车桥"),
)
NAMED = [(name, each.name) for name, asked in named().items() for each in asked.parameters if each.type == "name"]
NOT_NARROWED = {"hidden-places", "links"}  # either of two things has the name


@pytest.fixture(scope="module")
def graph() -> Store:
    return open_build(built())


@pytest.mark.parametrize(("name", "parameter"), NAMED)
def test_the_rows_are_the_same(name: str, parameter: str, graph: Store) -> None:
    asked = named()[name]
    for value in VALUES:
        text = bound(graph, asked, **{parameter: value})
        told = narrowed(graph, text)
        assert (told == text) == (name in NOT_NARROWED)
        expected = rows(answer(graph, text, name), asked.columns).rows
        assert repr(rows(answer(graph, told, name), asked.columns).rows) == repr(expected), value


def test_two_names_at_once(graph: Store) -> None:
    asked = named()["chains"]
    text = bound(graph, asked, place=f"{ID}place/370782", firm="机械", cluster="造纸")
    expected = rows(answer(graph, text, "chains"), asked.columns).rows
    assert repr(rows(answer(graph, narrowed(graph, text), "chains"), asked.columns).rows) == repr(expected)
    assert len(expected) > 0


@pytest.mark.parametrize("name", sorted({name for name, _ in NAMED}))
def test_all_names_at_once(name: str, graph: Store) -> None:
    asked = named()[name]
    takes = [parameter for of, parameter in NAMED if of == name]
    iris = dict(zip(takes, VALUES[-3:], strict=False))
    for values in (dict.fromkeys(takes, "诸城"), dict.fromkeys(takes, "造纸"), iris):
        text = bound(graph, asked, **values)
        expected = rows(answer(graph, text, name), asked.columns).rows
        assert repr(rows(answer(graph, narrowed(graph, text), name), asked.columns).rows) == repr(expected), values


def test_the_clusters_of_chosen_towns_are_told_to_each_subquery(graph: Store) -> None:
    told = narrowed(graph, bound(graph, named()["towns-with-several-clusters"], within=f"{ID}place/370782"))
    sized = told.index("SELECT ?cluster_id (MAX(?key) AS ?best) {")
    assert re.search(r"\{ VALUES \(\?cluster_id\) \{ .*造纸机械", told[sized:])


def test_what_need_not_be_is_asked_for_the_rows_that_there_are(graph: Store) -> None:
    told = narrowed(graph, bound(graph, named()["figures-of"], thing=f"{ID}place/370782"))
    assert told.count("LATERAL { OPTIONAL {") == told.count("OPTIONAL")


def test_a_subquery_begins_with_what_is_chosen(graph: Store) -> None:
    cluster = f"<{ID}cluster/370782/造纸机械>"
    told = narrowed(graph, bound(graph, named()["clusters-ranked"], cluster=cluster[1:-1]))
    within = re.findall(r"SELECT \?cluster_id \(MAX\(\?key\) AS \?best\) \{ (VALUES .*?\})", told)
    assert within == [f"VALUES (?cluster_id) {{ ({cluster}) }}"]


def test_a_name_of_many_things_leaves_the_query_as_it_is(graph: Store) -> None:
    text = bound(graph, named()["figures-of"], thing="业")
    assert narrowed(graph, text) == text
    assert len(run(graph, named()["figures-of"], thing="业")) > 0


def test_no_value_leaves_the_query_as_it_is(graph: Store) -> None:
    for name, asked in named().items():
        text = bound(graph, asked)
        assert narrowed(graph, text) == text, name

"""No question keeps anyone waiting: each named query on the shipped reports, with and without its parameters."""

from contextlib import suppress
from pathlib import Path

import pytest
from explored import built
from growth import ROUNDS, seconds
from pyoxigraph import Store

import kg
from kg.errors import InputError
from kg.queries import named, open_build, run

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

LIMIT = 20  # times as long as to walk over the graph, five times what the slowest takes
NOWHERE = "无此名"  # what no label holds is sought the longest
OTHERS = {"text": ("2024", NOWHERE), "measure": ("employment", "产值"), "integer": (1, 9), "share": (0.5, 0.95)}


@pytest.fixture(scope="module")
def graph() -> Store:
    """The graph of a build of the shipped reports."""
    return open_build(built())


@pytest.fixture(scope="module")
def names(graph: Store) -> tuple[str, ...]:
    """Part of a name, whole IRIs of a cluster, a firm and a place, and what nothing is called."""
    things = {row.type_id.rpartition("#")[2]: row.entity_id for row in run(graph, named()["entities"])}
    return "诸城", things["Cluster"], things["Firm"], things["Town"], NOWHERE


@pytest.mark.parametrize("name", named())
def test_a_query_answers_at_once(name: str, graph: Store, names: tuple[str, ...]) -> None:
    asked = named()[name]
    takes = {each.name: each.choices or OTHERS.get(each.type, names) for each in asked.parameters}
    questions: list[dict[str, object]] = [{}]
    questions += [{parameter: value} for parameter, values in takes.items() for value in values]
    questions += [{parameter: values[0] for parameter, values in takes.items()}]
    for _ in range(ROUNDS):
        walk = min(seconds(lambda: sum(1 for _ in graph)) for _ in range(2))
        questions = [question for question in questions if time_of(graph, name, question) > LIMIT * walk]
        if not questions:
            break
    assert questions == []


def time_of(graph: Store, name: str, question: dict[str, object]) -> float:
    def asked() -> None:
        with suppress(InputError):  # nothing is called so, which is to be told as soon
            run(graph, named()[name], **question)

    return seconds(asked)


def test_the_public_face_is_what_it_says() -> None:
    assert [getattr(kg, name).__name__ for name in kg.__all__] == kg.__all__
    stub = (Path(kg.__file__).parent / "__init__.pyi").read_text("utf-8")
    assert sorted(line.split(" as ")[1] for line in stub.splitlines()) == kg.__all__
    with pytest.raises(AttributeError, match="towns"):
        _ = kg.towns

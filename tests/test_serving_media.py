"""Which format a client gets for its header Accept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serving.media import BINDINGS, GRAPHS, negotiated, preferred
from kg.serving.refusals import Refusal

TABLES = list(BINDINGS)
JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
        ("text/*", CSV),
        ("text/*;q=0.3, application/*;q=0.2", CSV),
        ("*/*;q=0.1, text/csv", CSV),
        ("application/sparql-results+json;q=0, */*", XML),
        ("application/json", "application/json"),
        ('text/csv;header="a,b;q=0.1"', CSV),
        ("text/csv; Q=0.2 , application/sparql-results+xml ;q=0.1", CSV),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", JSON),
        ("nonsense, text/csv", CSV),
    ],
)
def test_the_most_liked_format_wins(accept: str, media: str) -> None:
    assert preferred(accept, TABLES) == media


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "*/*;q=0", "nonsense"])
def test_nothing_liked_is_refused_with_the_list(accept: str) -> None:
    with pytest.raises(Refusal) as refused:
        negotiated(accept, [CSV])
    assert refused.value.status == 406
    assert CSV in refused.value.en


@given(st.sampled_from(TABLES + list(GRAPHS)), st.lists(st.sampled_from(TABLES + list(GRAPHS)), unique=True))
def test_a_format_named_alone_is_given_if_it_is_offered(wanted: str, offers: list[str]) -> None:
    if offers:
        assert preferred(wanted, offers) == (wanted if wanted in offers else None)


@given(st.text())
def test_no_header_breaks_the_choice(accept: str) -> None:
    assert preferred(accept, TABLES) in (*TABLES, None)

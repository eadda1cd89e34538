"""Names found in a text in one pass: the longest at each place, within the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import Words


@given(st.lists(st.text("茶竹业", min_size=1, max_size=5), max_size=6), st.text("茶竹业", max_size=9))
def test_a_word_is_found_where_it_stands_whole(words: list[str], text: str) -> None:
    found = list(Words(words).within(text))
    assert all(text[start:end] in words and end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def test_a_short_name_at_the_end_of_a_sentence_beside_a_longer_one_that_begins_alike() -> None:
    assert list(Words(["竹产业", "竹笋制品业"]).within("发展竹产业")) == [(2, 5)]

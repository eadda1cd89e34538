"""The blank behind a numbered heading of a scanned line, seen in where the ink of its characters stands."""

import pytest

numpy = pytest.importorskip("numpy", reason="numpy comes with jiqun[ocr]")

from kg.reading.blanks import with_blank  # noqa: E402

STEP = 30


def line(words: str, blanks: dict[int, int], narrow: str = "") -> tuple[list[float], object]:
    """Where the characters of a line stand and its ink, with a blank of so many points before a character."""
    ink = numpy.zeros(STEP * (len(words) + 4), bool)
    centres = []
    at = STEP
    for place, char in enumerate(words):
        at += blanks.get(place, 0)
        margin = 10 if char in narrow else 2
        ink[at + margin : at + STEP - margin] = True
        centres.append(at + STEP / 2)
        at += STEP
    return centres, ink


@pytest.mark.parametrize(
    ("words", "blanks", "narrow", "read"),
    [
        ("（一）电力产业完成投资三千万元", {7: 9}, "", "（一）电力产业 完成投资三千万元"),
        ("（一）电力产业完成投资三千万元", {}, "", "（一）电力产业完成投资三千万元"),
        ("（一）电力产业完成投资三千万元", {}, "产业", "（一）电力产业完成投资三千万元"),
        ("全县电力产业完成投资三千万元", {6: 9}, "", "全县电力产业完成投资三千万元"),
        ("三、电力", {3: 9}, "", "三、电力"),
    ],
    ids=["blank", "none", "narrow characters", "no number", "short"],
)
def test_a_blank_is_where_characters_stand_further_apart(
    words: str, blanks: dict[int, int], narrow: str, read: str
) -> None:
    assert with_blank(words, *line(words, blanks, narrow)) == read


def test_a_line_with_a_blank_that_was_recognised_stays_as_it_is() -> None:
    words = "（一）电力产业完成投资三千万元"
    centres, ink = line(words, {7: 9})
    said = f"{words[:9]} {words[9:]}"
    assert with_blank(said, centres, ink) == said


def test_characters_that_cannot_be_placed_are_left_alone() -> None:
    words = "（一）电力产业完成投资三千万元"
    centres, ink = line(words, {7: 9})
    assert with_blank(words, centres[:-1], ink) == words

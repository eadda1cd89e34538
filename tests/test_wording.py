"""The wording of a passage: what is said, whatever print made of it."""

import pytest

from kg.extraction.wording import wording


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('推行"链长制"和"6+4"布局', "推行“链长制”和“6+4”布局"),
        ("推行“链长制“工作", "推行“链长制”工作"),
        ("“甲乙”和“丙丁”", "“甲乙”和“丙丁”"),
        ("甲乙”和“丙丁”", "甲乙”和“丙丁”"),
        ("“甲乙“丙丁”戊己", "“甲乙“丙丁”戊己"),  # which of the two opens cannot be told
    ],
)
def test_quotation_marks_open_and_close(text: str, told: str) -> None:
    assert wording(text, 0, len(text)).text == told

"""Whether a text is about our matters at all: trades, firms and government of places, by the words that it uses."""

import re

from kg.lexicon import any_of, table

_TOPICS = table("texts", "topic", role="topic")
_WORD = re.compile(any_of(_TOPICS))
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_FLOOR = 18  # words of our matters in 1,000 Chinese characters; texts about them have 35 and more, others under 12
_AMPLE = 45  # as many in a paragraph of a text that is about other matters
_SHORT = 130  # Chinese characters of a text that tells too little to be judged by what it does not say


def is_ours(text: str) -> bool:
    """Whether a text speaks of our matters, and more of them than of courts, sport, weather or films."""
    ours, other, length = _counts(text)
    return (ours > other and ours * 1000 >= _FLOOR * length) or (length < _SHORT and ours >= other)


def turns_to_ours(paragraph: str) -> bool:
    """Whether a paragraph of a text about other matters is about ours."""
    ours, other, length = _counts(paragraph)
    return ours > other and length >= _SHORT // 3 and ours * 1000 >= _AMPLE * length


def _counts(text: str) -> tuple[int, int, int]:
    """How often a text uses words of our matters, and of others, and how many Chinese characters it has."""
    found = [_TOPICS[word[0]] for word in _WORD.finditer(text)]
    return found.count("ours"), found.count("other"), sum(map(len, _CHINESE.findall(text)))

"""What a person is told when something cannot be done, in both languages: 没有这个文件。请核对文件名。

The texts are data (`messages.csv`: key, zh, en), with {holes} that are the same in both.
"""

import csv
import errno
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

_COMMA: Mapping[Lang, str] = {"zh": "、", "en": ", "}
_BLANK: Mapping[Lang, str] = {"zh": "", "en": " "}


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages; as a string the English one, unpacked both. It is false if it is empty."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def __iter__(self) -> Iterator[str]:
        return iter((self.zh, self.en))

    def __str__(self) -> str:
        return self.en

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


Hole = Words | str | int | float | Path | BaseException | Iterable[str]

NOTHING = Words("", "")


def message(key: str, **holes: Hole) -> Words:
    """The message of a key with its holes filled: Words in each language, names with the comma of the language between
    them, what the system says of an OSError. KeyError if there is no such message, or a hole is not filled."""
    said = messages()[key]
    told = (said[lang].format(**{name: _told(hole, lang) for name, hole in holes.items()}) for lang in LANGS)
    return Words(*map(str.rstrip, told))  # what may stand at the end may be nothing


def of_file(file: str | Path, what: Words) -> Words:
    """What is told of a file, or of something else that has a name."""
    return Words(f"{file}：{what.zh}", f"{file}: {what.en}")


def sentences(told: Iterable[Words]) -> Words:
    """Several messages as one, on one line."""
    return _joined(told, _BLANK)


def in_english(error: Exception) -> Words:
    """What a library says of a file, in brackets; it says so in English only, and who reads Chinese is spared it."""
    return Words("", f" ({error})")


def lines(told: Iterable[Words]) -> Words:
    """Several messages as one, each on its own line."""
    return _joined(told, {"zh": "\n", "en": "\n"})


@cache
def messages() -> dict[str, Words]:
    """Every message by its key."""
    with Path(__file__).with_name("messages.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: Words(row["zh"], row["en"]) for row in csv.DictReader(file)}


def _joined(told: Iterable[Words], between: Mapping[Lang, str]) -> Words:
    every = tuple(told)
    return Words(*(between[lang].join(each[lang] for each in every) for lang in LANGS))


def _told(hole: Hole, lang: Lang) -> str | int | float:
    match hole:
        case Words():
            return hole[lang]
        case str() | int() | float():
            return hole
        case OSError():
            return _system(hole)[lang]
        case Path() | BaseException():
            return str(hole)
        case _:
            return _COMMA[lang].join(hole)


def _system(error: OSError) -> Words:
    """Why the system refuses something; in its own words where it is not among the common reasons (ENOENT, …)."""
    own = error.strerror or str(error)
    return messages().get(errno.errorcode.get(error.errno or 0, ""), Words(own, own))

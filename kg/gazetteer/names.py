"""How a division may be called: 诸城市 is 诸城, 龙都街道 is 龙都 and 龙都街办, 恩施土家族苗族自治州 is 恩施."""

import csv
import re
from functools import cache, lru_cache

from kg.errors import DefinitionError
from kg.resources import resource

_OFFICE = re.compile("(?:街道办事处|街道办|街办|(?<!街道)办事处)$")


@cache
def _words() -> dict[str, frozenset[str]]:
    """Kind → surfaces of seeds/place_words.csv. DefinitionError with file and line for a row that does not fit."""
    found: dict[str, set[str]] = {"people": set(), "word": set(), "part": set()}
    for number, row in table("place_words", ("surface", "kind")):
        if row["kind"] not in found:
            raise DefinitionError(f"place_words.csv:{number}: there is no kind {row['kind']}")
        found[row["kind"]].add(row["surface"])
    return {kind: frozenset(surfaces) for kind, surfaces in found.items()}


def table(name: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of seeds/`name`.csv with their line numbers. DefinitionError with both for a row that does not fit."""
    lines = resource("seeds", f"{name}.csv").read_text("utf-8").splitlines()
    rows = [(number, next(csv.reader([line]))) for number, line in enumerate(lines, 1) if line and line[0] != "#"]
    for number, cells in rows:
        if len(cells) != len(columns) or (number == rows[0][0] and tuple(cells) != columns):
            raise DefinitionError(f"{name}.csv:{number}: the columns are {', '.join(columns)}")
    return [(number, dict(zip(columns, cells, strict=True))) for number, cells in rows[1:]]


def is_word(name: str) -> bool:
    """Whether a name is a word of everyday use too, such as 资源, 工业园区, and alone names no place."""
    return name in _words()["word"]


def is_part(name: str) -> bool:
    """Whether other words hold a short name too, as 高密度 does 高密: in a text alone it names no place."""
    return name in _words()["part"]


@cache
def _peoples() -> str:
    return "(?:" + "|".join(sorted(_words()["people"], key=lambda word: (-len(word), word))) + ")"


@cache
def _upper_ending() -> re.Pattern[str]:
    return re.compile(f"(.{{2,}}?)(?:{_peoples()}*(?:自治[区州县旗]|联合旗)|地区|林区|特区|[省市县区旗盟])")


@cache
def _town_ending() -> re.Pattern[str]:
    return re.compile(f"(.{{2,}}?)(?:镇|街道|地区|(?:{_peoples()}+|民族)?(?:乡|苏木))")


def short(name: str) -> str:
    """A province, prefecture or county without what kind it is: 诸城市 → 诸城; "" where that leaves no name."""
    return _bare(name, _upper_ending())


def town(name: str) -> str:
    """A town with 街办, 街道办事处 … written as 街道."""
    return _OFFICE.sub("街道", name) if name.endswith(("处", "办")) else name


@lru_cache(maxsize=8192)  # the towns of a report's county are held against each of its names
def short_town(name: str) -> str:
    """A town without what kind it is: 龙都街道 → 龙都, 大塘民族乡 → 大塘; "" where that leaves no name."""
    return _bare(name, _town_ending())


def _bare(name: str, ending: re.Pattern[str]) -> str:
    found = ending.fullmatch(name)
    return found[1] if found and not is_word(found[1]) else ""

"""Where a name begins and what is no name: 先后引入｜华岳重工, 制造业500强｜金泰电缆; 上市公司 is a class."""

import re
from functools import lru_cache

from kg.grammar import roles
from kg.grammar.phrases import COUNTED
from kg.lexicon import any_of, rows, words


def parts(kind: str) -> str:
    """A pattern of the words that no name of a class contains; `within` are longer words that hold one and are none."""
    found = [row for row in rows("edges") if kind not in row["within"].split()]
    longer = any_of(word for row in found for word in row["words"].split())
    return f"(?P<within>{longer})|{any_of(row['surface'] for row in found)}"


_COUNTED = "(?<![\\d.])\\d[\\d.]{0,8}[余多]?(?:家|户|个|强|年|月|日)(?:中的)?"
_PROVINCES = any_of(words("scoring", "province"))
_EDGE = re.compile(
    f"^[—―]+|^如(?={_PROVINCES})|^除(?![尘湿虫草菌])|{roles.FIRMS}|{_COUNTED}|{parts('Firm')}(?!(?<=有)限)"
)
_OF_ALL = re.compile(f"(?:{any_of(words('titles', 'realm'))}|国内|全[国球]|[知著]名)$")
_KINDS = any_of([*words("firms", "kind"), *words("trades"), *words("clusters", "generic")])
_ENDS = any_of(words("firms", "legal_form", "style"))
_FAR = f"(?:{_PROVINCES}|{any_of(words('places', 'country'))})省?"  # 台湾公司 is one of many
_CLASS = re.compile(
    f"(?:{_FAR})?(?>(?:{_KINDS}|{COUNTED}大|[业品材]|[和及与大小新])*)(?:{_ENDS}|企业|工厂|厂家|厂|户)?"
)
_NO_NAME = re.compile(f"(?:{_CLASS.pattern})|.(?:{_ENDS})")  # 发集团 of 即｜发集团 has too short a name


@lru_cache(maxsize=4096)
def opening(words: str) -> int:
    """How many characters of the words lead to a firm's name and are none of it: 4 of 先后引入华岳重工."""
    ends = [found.end() for found in _EDGE.finditer(words) if not found["within"]]
    return max((end for end in ends if end <= len(words) - 2 and not _NO_NAME.fullmatch(words[end:])), default=0)


KINDS = ("Cluster", "Market", "Place")
"""The classes, beside firms, whose names begin behind such words."""

_OF = {kind: re.compile(parts(kind)) for kind in KINDS}


def beginning(words: str, kind: str) -> int:
    """How many characters of the words lead to a name of a class: 深化 of 深化园区, where nothing is left of it."""
    return max((found.end() for found in _OF[kind].finditer(words) if not found["within"]), default=0)


def is_of_all(words: str) -> bool:
    """Whether words that lead to a name tell that it is but a class in the country: 全国｜专业市场."""
    return _OF_ALL.search(words) is not None


def has_edge(name: str) -> bool:
    """Whether a word stands in a name that no name contains: 华岳重工建成投产."""
    return any(not found["within"] for found in _EDGE.finditer(name))


def is_class(name: str) -> bool:
    """Whether words name a class of firms, a trade or another general thing: 上市公司, 大型化工企业, 食品."""
    return _CLASS.fullmatch(name) is not None

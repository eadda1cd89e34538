"""The divisions that a running text names, 福建省晋江市 and 晋江 alike, read in one pass whatever its length."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

# before a full name of two characters (和县, 富县), which otherwise ends other words (市和县, 产业富县)
_BEFORE_TWO = re.compile(r"[^\u4e00-\u9fff]|[在于到赴对]")
_HEADS = re.compile("[：:]")  # behind a name that a title or a line opens with
_GOES_ON = re.compile("市[场值价面]|区[域间别块]")
_KIND = re.compile(
    "(?:市(?![场值价面县民容区郊级内域])|县(?![域城级市区乡])|区(?![域间别块位内县市划级])|州(?![市际])|旗(?![下舰帜]))"
)

Found = tuple[int, int, str]  # start, end, name
Mentioned = tuple[int, int, str]  # start, end, code


class Mentions:
    """Finds names in texts; made of names with the codes that each may mean, and those that other words hold too.

    Such a doubtful name (高密 in 高密度) counts where the text names the division in full or the prefecture it lies in.
    `kinds` has the short names with what each may be: 凉山州 is 凉山, and 临泽市 is not 临泽, which is a 县.
    """

    def __init__(
        self, codes: Mapping[str, tuple[str, ...]], doubtful: Collection[str], kinds: Mapping[str, str]
    ) -> None:
        by_head: dict[str, list[str]] = defaultdict(list)
        for name in codes:
            by_head[name[:2]].append(name)
        self._codes = codes
        self._doubtful = doubtful
        self._kinds = kinds
        self._by_head = {head: sorted(found, key=lambda name: (-len(name), name)) for head, found in by_head.items()}
        first, second = ("".join(sorted({head[at] for head in by_head})) for at in (0, 1))
        self._head = re.compile(f"[{first}](?=[{second}])")

    def of(self, text: str) -> list[Mentioned]:
        """The divisions that the text names, in order, none within another; "" for a full name that stays ambiguous."""
        found = list(self._found(text))
        plain = [self._codes[name] for _, _, name in _apart(found, lambda _, item: not self._is_doubtful(item, text))]
        sure = {codes[0] for codes in plain if len(codes) == 1}
        known = sure | {code[:4] for code in sure}

        def supported(before: Found | None, item: Found) -> bool:
            codes = self._codes[item[2]]
            above = self._codes[before[2]] if before and before[1] == item[0] else ()
            return (
                not self._is_doubtful(item, text)
                or any(code in sure or (code[:4] if len(code) > 4 else code[:2]) in known for code in codes)
                or any(code.startswith(above) for code in codes)
            )

        kept = list(_apart(found, supported))
        single = [codes[0] for _, _, name in kept if len(codes := self._codes[name]) == 1]
        weight = Counter(code[:size] for code in single for size in (4, 2))
        said: list[Mentioned] = []
        for start, end, name in kept:
            code = _one(self._codes[name], said[-1][2] if said and said[-1][1] == start else "", weight)
            if code or name not in self._kinds:
                said.append((start, end, code))
        return said

    def _found(self, text: str) -> Iterator[Found]:
        """The longest name at each place, one within another too."""
        for match in self._head.finditer(text):
            start = match.start()
            for name in self._by_head.get(text[start : start + 2], ()):
                if text.startswith(name, start) and not _GOES_ON.match(text, start + len(name) - 1):
                    end = start + len(name)
                    kind = _KIND.match(text, end) if name in self._kinds else None
                    if kind is None or kind[0] in self._kinds[name]:
                        yield start, kind.end() if kind else end, name
                    break

    def _is_doubtful(self, item: Found, text: str) -> bool:
        start, end, name = item
        if end - start > len(name):
            return False  # 德宏州
        if _HEADS.match(text, end) and (not start or text[start - 1] == "\n"):
            return False  # 高密：家纺做大做强
        if len(name) == 2 and name[-1] == "县":
            return start > 0 and not _BEFORE_TWO.match(text[start - 1])
        return name in self._doubtful


def _apart(found: Iterable[Found], wanted: Callable[[Found | None, Found], bool]) -> Iterator[Found]:
    """The wanted ones, from the left, none within another."""
    last: Found | None = None
    for item in found:
        if (last is None or item[0] >= last[1]) and wanted(last, item):
            last = item
            yield item


def _one(codes: tuple[str, ...], before: str, weight: Counter[str]) -> str:
    """The code meant: within the division named just before, else the prefecture or province named most; else ""."""
    if len(codes) > 1 and before:
        codes = tuple(code for code in codes if code.startswith(before)) or codes
    for size in (4, 2):
        if len(codes) > 1:
            most = max(weight[code[:size]] for code in codes)
            codes = tuple(code for code in codes if weight[code[:size]] == most) if most else codes
    return codes[0] if len(codes) == 1 else ""

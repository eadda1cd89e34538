"""Administrative divisions by code and by name: 龙都 in 诸城市 is 龙都街道 370782003, 姜堰市 is today's 姜堰区."""

import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache, lru_cache

from kg.errors import DefinitionError
from kg.gazetteer import names
from kg.gazetteer.mentions import Mentions
from kg.legible import usual
from kg.model import Division, Level
from kg.resources import resource

_LEVELS: dict[int, Level] = {2: "province", 4: "prefecture", 6: "county", 9: "town"}
# rows of the tables that stand for no place, only for the counties directly under a province
_NO_PLACES = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
_FULL, _FORMER, _SHORT, _OTHER_KIND = range(4)


class Gazetteer:
    """Every division of a table of codes and names, as text with a line a division in the order of the codes a level.

    A name is understood in full or short form; a town's short form only within its county or prefecture, and one of
    another kind (城西镇 for what is 城西街道 today) only within its county.
    """

    def __init__(self, lines: Iterable[str], former: Iterable[tuple[str, str]] = ()) -> None:
        self._names: dict[str, str] = {}
        for line in lines:
            code, _, name = line.partition(",")
            self._names[code] = name
        for code in [code for code, name in self._names.items() if len(code) == 4 and name in _NO_PLACES]:
            del self._names[code]
        codes = list(self._names)
        first_town = bisect_left(codes, 9, key=len)
        self._upper_codes, self._towns = codes[:first_town], codes[first_town:]
        self._uppers: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for code in self._upper_codes:
            name = self._names[code]
            if not names.is_word(name):
                self._uppers[name].append((_FULL, code))
            if bare := names.short(name):
                self._uppers[bare].append((_SHORT, code))
        for name, code in former:
            self._uppers[name].append((_FORMER, code))
            if (bare := names.short(name)) and (_SHORT, code) not in self._uppers[bare]:
                self._uppers[bare].append((_SHORT, code))
        self._upper_heads = {name[:2] for name in self._uppers}
        self._by_head: dict[str, list[str]] = defaultdict(list)
        for code in self._towns:
            self._by_head[self._names[code][:2]].append(code)
        self._mentions: Mentions | None = None
        self._resolved = lru_cache(maxsize=8192)(self._resolve)  # a report asks for the same names again and again

    def division(self, code: str) -> Division | None:
        """The division with this code of 2, 4, 6 or 9 digits."""
        name = self._names.get(code)
        if name is None:
            return None
        parents = (code[:size] for size in (6, 4, 2) if size < len(code))
        return Division(code, name, _LEVELS[len(code)], next((c for c in parents if c in self._names), ""))

    def within(self, code: str = "") -> tuple[Division, ...]:
        """The divisions directly under this one, by code; the provinces for ""."""
        below = self._towns_in(code) if len(code) == 6 else self._upper_codes
        return tuple(d for d in self._divisions(c for c in below if c.startswith(code)) if d.parent == code)

    def townships(self, head: str) -> frozenset[str]:
        """The full names of the townships that begin with two characters, each once."""
        return frozenset(self._names[code] for code in self._by_head.get(head, ()))

    def resolve(self, name: str, within_code: str = "") -> Division | None:
        """The one division that a name means within a division (itself included); None where there is none or several.

        A full name goes before a former and a short one, a county before a town.
        """
        return self._resolved(name, within_code)

    def _resolve(self, name: str, within_code: str) -> Division | None:
        ranked = self._ranked(name, within_code)
        best = [code for key, code in ranked if key == ranked[0][0]]
        return self.division(best[0]) if len(best) == 1 else None

    def opens(self, head: str, within_code: str) -> bool:
        """Whether two characters begin a name that may mean a division within a division: 龙都 in 诸城市."""
        head = usual(head)
        return head in self._upper_heads or bool(self._opening(head, within_code))

    def candidates(self, name: str, within_code: str = "") -> tuple[Division, ...]:
        """All divisions that a name may mean within a division, best first."""
        return tuple(self._divisions(code for _, code in self._ranked(name, within_code)))

    def called(self, name: str) -> tuple[Division, ...]:
        """The divisions that a name means, those above it before it or not: 鼓楼区 means several, 南京市鼓楼区 one,
        and so does what `path` gives."""
        found = self.candidates(name)
        full = tuple(division for division in found if division.name == usual(name))
        if found:
            return full or found
        for end in range(len(name) - 2, 1, -1):
            above = self.resolve(name[:end])
            below = self.resolve(name[end:], above.code) if above else None
            if below:
                return (below,)
        tails = (self.candidates(name[start:]) for start in range(1, len(name) - 1))
        return tuple(division for found in tails for division in found if self.path(division) == name)

    def path(self, division: Division) -> str:
        """A division's name behind those of the divisions that it lies in: 江苏省南京市鼓楼区."""
        above = self.division(division.parent) if division.parent else None
        return (self.path(above) if above else "") + division.name

    def nearest(self, name: str) -> tuple[str, ...]:
        """The names of provinces, prefectures and counties that are most like a name that is none."""
        return tuple(get_close_matches(name, (self._names[code] for code in self._upper_codes), 3, 0.5))

    def mentioned(self, text: str, *levels: Level) -> Iterator[tuple[int, int, Division]]:
        """The provinces, prefectures and counties (not towns) of these levels that a text names: start, end, division.

        One name of several (鼓楼区) is that of the prefecture named before it, else of the one the text names most.
        """
        for start, end, division in self.named(text):
            if division and division.level in levels:
                yield start, end, division

    def named(self, text: str) -> Iterator[tuple[int, int, Division | None]]:
        """What a text names of any of these levels: start, end, division; None for a full name that may be several."""
        if self._mentions is None:
            codes = {name: self._best(rows) for name, rows in self._uppers.items()}
            kinds = {
                name: "".join(sorted({self._names[code][-1] for code in codes[name]}))
                for name, rows in self._uppers.items()
                if min(rows)[0] == _SHORT
            }
            self._mentions = Mentions(codes, {name for name in codes if names.is_part(name)}, kinds)
        for start, end, code in self._mentions.of(text):
            yield start, end, self.division(code)

    def holding(self, characters: str) -> frozenset[str]:
        """The names with one of these characters in them, in full, and in short where three characters remain."""
        found = {name for name in self._names.values() if not set(name).isdisjoint(characters)}
        return frozenset(
            found | {bare for name in found if len(bare := names.short(name) or names.short_town(name)) > 2}
        )

    def identify(self, towns: Iterable[str]) -> list[tuple[Division, tuple[str, ...]]]:
        """The counties that have towns of these names, the most first, each with the names it has."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(towns):
            written = names.town(name)
            codes = {*self._called(written), *self._called_short(names.short_town(written) or written)}
            for code in sorted({code[:6] for code in codes}):
                found[code].append(name)
        ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        return [(county, tuple(said)) for code, said in ranked if (county := self.division(code))]

    def _divisions(self, codes: Iterable[str]) -> Iterator[Division]:
        return (division for code in codes if (division := self.division(code)))

    def _ranked(self, name: str, within: str) -> list[tuple[tuple[int, int], str]]:
        """The divisions of this name, each with its kind of form and the size of its code, the best first."""
        name = usual(name)
        if not self.opens(name[:2], within):
            return []
        found = [row for row in self._uppers.get(name, ()) if row[1].startswith(within)]
        if not found or len(within) >= 4:
            found += self._town_rows(name, within)
        return sorted(((kind, len(code)), code) for kind, code in found)

    def _town_rows(self, name: str, within: str) -> Iterator[tuple[int, str]]:
        """Kind of form and code of the towns of this name."""
        written = names.town(name)
        full = self._called(written, within)
        yield from ((_FULL, code) for code in full if not names.is_word(name))
        if full or len(within) < 4:
            return
        if not (bare := names.short_town(written)):
            yield from ((_SHORT, code) for code in self._called_short(name, within))
        elif len(within) == 6:
            yield from ((_OTHER_KIND, code) for code in self._called_short(bare, within))

    def _best(self, rows: list[tuple[int, str]]) -> tuple[str, ...]:
        """The codes of a name's best kind and highest level."""
        keyed = sorted((kind, len(code), code) for kind, code in rows)
        return tuple(code for kind, size, code in keyed if (kind, size) == keyed[0][:2])

    def _towns_in(self, code: str) -> list[str]:
        return self._towns[bisect_left(self._towns, code) : bisect_left(self._towns, code + ":")]

    def _opening(self, head: str, within: str) -> list[str]:
        """The codes of the towns within a division whose names begin with two characters."""
        codes = self._by_head.get(head, [])
        return codes[bisect_left(codes, within) : bisect_left(codes, within + ":")] if within else codes

    def _called(self, name: str, within: str = "") -> list[str]:
        """The codes of the towns within a division of this full name."""
        return [code for code in self._opening(name[:2], within) if names.town(self._names[code]) == name]

    def _called_short(self, name: str, within: str = "") -> list[str]:
        """The codes of the towns within a division of this short name."""
        return [code for code in self._opening(name[:2], within) if names.short_town(self._names[code]) == name]


@cache
def gazetteer() -> Gazetteer:
    """The divisions of seeds/places.csv.gz with the former names of seeds/former_places.csv, read once.

    DefinitionError for a former name whose division is unknown.
    """
    text = gzip.decompress(resource("seeds", "places.csv.gz").read_bytes()).decode()
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "code,"))]
    codes = {line.partition(",")[0] for line in lines if len(line.partition(",")[0]) < 9}
    former = names.table("former_places", ("name", "code", "year", "change"))
    for number, row in former:
        if row["code"] not in codes:
            raise DefinitionError(f"former_places.csv:{number}: there is no division {row['code']}")
    return Gazetteer(lines, [(row["name"], row["code"]) for _, row in former])

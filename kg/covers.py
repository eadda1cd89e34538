"""The cover sheet of each document of a build: what it was taken for, how surely it was read, what to check first."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.audit.records import read as read_findings
from kg.extraction.about import DOUBTFUL
from kg.folder import Readable
from kg.gazetteer import gazetteer
from kg.model import DOUBTED, SURE
from kg.ontology import ontology
from kg.whereabouts import Whereabouts

Concern = Literal["unreadable", "hidden", "place", "error", "warning", "unread", "doubt"]

_FEW = 0.5  # of the figures: where fewer are held by a fact, that is told
_NONE = {"zh": "", "en": ""}
_EARLIER = {"format": "text", "pages": 0, "genre": "", "notes": _NONE, "asides": _NONE}
"""What the manifest of an earlier jiqun, which read texts only, does not say of a report."""
_FIRST = ("money", "count", "share")  # kinds of measures, those first that are quoted most


@dataclass(frozen=True, slots=True)
class Check:
    """What a reader should look at: a finding of the audit, a fact that is doubted (a line of facts.jsonl), or the
    document as a whole; `said` is its sentence, where in it the quote stands, and `where` its place in the file."""

    concern: Concern
    record: Mapping[str, Any]
    said: tuple[str, int, int] = ("", 0, 0)
    where: Whereabouts | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """A document: its file, what it is about and how sure that is, its facts by certainty, and the checks in order.

    `place` is told with its province, "" where none is known; `sure`, `fair` and `doubted` count facts.
    """

    report: str
    source: str
    format: str
    pages: int
    genre: str
    place: str
    runner_up: str
    certainty: float
    characters: int
    sure: int
    fair: int
    doubted: int
    figures: int
    coverage: float | None
    checks: tuple[Check, ...]

    @property
    def facts(self) -> int:
        """How many facts it gave."""
        return self.sure + self.fair + self.doubted

    @property
    def doubtful(self) -> bool:
        """Whether its place is not sure."""
        return self.certainty < DOUBTFUL


def covers(build: Readable) -> tuple[Cover, ...]:
    """The cover sheets of a build, by the names of the reports. InputError as its parts give."""
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in build.records("facts"):
        facts[line["report"]].append(line)
    found = defaultdict(list)
    for each in read_findings(build.read("findings.jsonl")):
        if each["severity"] in ("error", "warning") and "dismissed" not in each:
            found[each["report"]].append(each)
    return tuple(
        _cover(slug, _EARLIER | said, facts[slug], found[slug]) for slug, said in sorted(build.reports.items())
    )


def _cover(
    slug: str, said: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]]
) -> Cover:
    certainties = [line["certainty"] for line in facts]
    sure = sum(one >= SURE for one in certainties)
    doubted = sum(one < DOUBTED for one in certainties)
    return Cover(
        report=slug,
        source=said["source"],
        format=said["format"],
        pages=said["pages"],
        genre=said["genre"],
        place=_place(said),
        runner_up=said["runner_up"],
        certainty=said["certainty"],
        characters=said["characters"],
        sure=sure,
        fair=len(facts) - sure - doubted,
        doubted=doubted,
        figures=said["figures"],
        coverage=said["coverage"],
        checks=tuple(_checks(said, facts, findings)),
    )


def _place(said: Mapping[str, Any]) -> str:
    """The place of a report behind its province and prefecture; several places as they are told."""
    division = gazetteer().division(said["code"]) if said["code"] else None
    return gazetteer().path(division) if division else said["place"] or said["places"]


def _checks(
    said: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]]
) -> Iterator[Check]:
    if said["notes"] != _NONE:
        yield Check("unreadable", said)
    if said["asides"] != _NONE:
        yield Check("hidden", said)
    if said["certainty"] < DOUBTFUL:
        yield Check("place", said)
    told = sorted(findings, key=lambda each: (each["severity"] != "error", each["stated"]["start"]))
    starts = [line["start"] for line in facts]
    for each in told:
        stated = each["stated"]
        quote = (stated["quote"], stated["start"] - stated["quote_start"], stated["end"] - stated["quote_start"])
        at = bisect_right(starts, stated["start"]) - 1
        yield Check(each["severity"], each, quote, _where(facts[at]) if at >= 0 else None)
    if said["coverage"] is not None and said["coverage"] < _FEW:
        yield Check("unread", said)
    for line in sorted((line for line in facts if line["certainty"] < DOUBTED), key=_weight):
        yield Check("doubt", line, (line["sentence"], line["quote_start"], line["quote_end"]), _where(line))


def _weight(line: Mapping[str, Any]) -> tuple[int, float, int]:
    """What is quoted most comes first: figures of money, of counts, of shares, the largest first, then names."""
    if "measure" not in line:
        return len(_FIRST) + 1, 0, line["start"]
    kind = ontology().measures[line["measure"]].kind
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST), -line["value"], line["start"]


def _where(line: Mapping[str, Any]) -> Whereabouts | None:
    return Whereabouts(**line["where"]) if "where" in line else None

"""What is told of a report, whatever the file it is read from: its facts without their places in the text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.extraction import read_facts
from kg.model import NO_IMPRINT, Document, Evidence, Fact
from kg.reading import documents
from kg.reading.files import named
from tests.gold import SHARED

PASSAGES = Path(__file__).parent / "passages"
NOWHERE = Evidence("", 0, 0, "", "")


def originals() -> Iterator[Path]:
    """The five originals if they are at hand, and twenty passages."""
    if (SHARED / "reports").is_dir():
        yield from (path for path in sorted((SHARED / "reports").glob("*.txt")) if path.stem != "all-five")
    yield from sorted(PASSAGES.glob("*.txt"))[:20]


def facts(name: str, data: bytes) -> Counter[Fact]:
    """The facts of a file of that name, without where they stand."""
    found: Counter[Fact] = Counter()
    for document in documents(named(name, name, data)):
        found += _told(replace(document, slug="", source="", format="text", loci=(), imprint=NO_IMPRINT))
    return found


def difference(one: Counter[Fact], other: Counter[Fact]) -> int:
    """How many facts are told by one and not by the other, the greater of both ways."""
    return max((one - other).total(), (other - one).total())


@cache
def _told(document: Document) -> Counter[Fact]:
    return Counter(replace(fact, evidence=NOWHERE) for fact in read_facts(document).facts)

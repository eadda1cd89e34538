"""What is adopted from the reports of one block, and which of its things the reports of others speak of too.

What is adopted of a thing depends on all that is said of it. Of a thing that one block alone speaks of, that block
knows; a thing of several (服装, 山东省) is adopted when all of them are there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

import numpy
from numpy.typing import NDArray
from pyoxigraph import NamedNode

from kg import store
from kg.graph import adoption
from kg.graph.terms import Triple
from kg.identity import planned
from kg.ontology import JQ

_CLUSTER = f"<{JQ}Cluster>".encode()


@dataclass(frozen=True, slots=True)
class Adopted:
    """What is adopted from a block, as sorted N-Quads; of each thing in it a number and how many bytes it takes.

    `kin` are the numbers of plans that may continue its clusters, which other blocks may speak of.
    """

    lines: bytes
    things: NDArray[numpy.uint64]
    lengths: NDArray[numpy.uint32]
    kin: NDArray[numpy.uint64]


NOTHING = Adopted(b"", numpy.empty(0, numpy.uint64), numpy.empty(0, numpy.uint32), numpy.empty(0, numpy.uint64))


def adopted_from(reports: Mapping[NamedNode, Iterable[Triple]]) -> Adopted:
    """What is adopted from the graphs of a block's reports, as if there were no others."""
    lines = store.lines(adoption.adopt_said(reports))
    things: list[int] = []
    lengths: list[int] = []
    kin: list[int] = []
    for subject, group in groupby(lines.splitlines(keepends=True), _subject):
        said = list(group)
        things.append(_number(subject))
        lengths.append(sum(map(len, said)))
        if any(_CLUSTER in line for line in said):
            kin.append(_number(f"<{planned(subject[1:-1].decode())}>".encode()))
    return Adopted(
        lines,
        numpy.array(things, numpy.uint64),
        numpy.array(lengths, numpy.uint32),
        numpy.array(kin, numpy.uint64),
    )


def shared(blocks: Sequence[Adopted]) -> NDArray[numpy.uint64]:
    """The numbers of the things that more than one of some blocks speaks of, in order."""
    numbers = [part for block in blocks for part in (block.things, block.kin)]
    if not numbers:
        return numpy.empty(0, numpy.uint64)
    found, counts = numpy.unique(numpy.concatenate(numbers), return_counts=True)
    return found[counts > 1]


@dataclass(frozen=True, slots=True)
class Several:
    """Some things of several blocks, by their IRIs, and the folder of a store that holds what all reports say."""

    store: Path
    things: tuple[str, ...]


def adopted_together(asked: Several) -> bytes:
    """What is adopted of things, as N-Quads."""
    things = {NamedNode(iri) for iri in asked.things}
    held = store.open_(asked.store)
    return store.lines(quad for quad in adoption.adopt(adoption.relevant(held, things)) if quad.subject in things)


def parted(lines: bytes, block: Adopted, of_several: NDArray[numpy.uint64]) -> tuple[bytes, dict[str, int]]:
    """What of a block's lines is of things that it alone speaks of; and the things of others too, by their IRIs, with
    how many bytes the block has of them."""
    ends = numpy.cumsum(block.lengths, dtype=numpy.int64)
    kept: list[bytes] = []
    others: dict[str, int] = {}
    at = 0
    for place in numpy.flatnonzero(numpy.isin(block.things, of_several)):
        start, end = int(ends[place] - block.lengths[place]), int(ends[place])
        kept.append(lines[at:start])
        others[_subject(lines[start:end])[1:-1].decode()] = end - start
        at = end
    return b"".join((*kept, lines[at:])), others


def _subject(line: bytes) -> bytes:
    return line[: line.index(b">") + 1]


def _number(subject: bytes) -> int:
    return int.from_bytes(blake2b(subject, digest_size=8).digest())

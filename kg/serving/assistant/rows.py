"""Rows as a tool gives them: a part of them, each with its sentences and what must be told with it."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kg.model import DOUBTED
from kg.ontology import JQ, ontology
from kg.queries import Rows
from kg.serving.assistant.answers import Answer, Beware, Column, Row, Sentence
from kg.serving.assistant.sentences import behind, of_claims, own
from kg.serving.site import Site
from kg.views.tables import plain_number
from kg.views.wording import Lang, term, text

_STANDINGS: tuple[Beware, ...] = ("planned", "emerging", "forecast", "former")
_PLANS = "/planned-cluster/"


async def answer(
    site: Site,
    found: Rows,
    question: str,
    notes: Sequence[str],
    lang: Lang,
    *,
    offset: int,
    limit: int,
    sought: bool = False,
) -> Answer:
    """The rows from an offset on, so many at most.

    Where a row has no sentence of its own, those that say the most of it are `sought`. Refusal as of `Site.told`.
    """
    shown = Rows(found.columns, found.rows[offset : offset + limit])
    left = max(len(found) - offset - limit, 0)
    more = [text("assistant_left", lang, count=left, offset=offset + limit)] if left else []
    none = [] if found.rows else [text("no_rows", lang)]
    rows = await _rows(site, shown, lang, await _inferred(site), sought=sought)
    counted = [text("assistant_derived", lang)] if any("derived" in row.beware for row in rows) else []
    return Answer(
        question=question,
        columns=[Column(name=column.name, label=column.label[lang]) for column in found.columns],
        rows=rows,
        notes=[*notes, *none, *counted, *more],
        total=len(found),
        next_offset=offset + limit if left else None,
    )


async def measured(site: Site, measures: Iterable[Mapping[str, Any]], lang: Lang) -> list[Row]:
    """The measures of a cluster, each with the sentences of its claims."""
    told, inferred = list(measures), await _inferred(site)
    said = await of_claims(site, (claim for each in told for claim in each["claims"]), lang)
    return [
        _row(
            {name: value for name, value in each.items() if name != "claims"},
            [said[claim] for claim in each["claims"] if claim in said],
            0,
            lang,
            inferred,
        )
        for each in told
    ]


async def _inferred(site: Site) -> frozenset[str]:
    """The IRIs and the names of counties that their reports hide, and how the IRIs of what belongs to them go on."""
    hidden = await asyncio.to_thread(lambda: site.build.hidden)
    return frozenset(text for iri, name in hidden for text in (iri, name, f"/{iri.rpartition('/')[2]}/"))


async def _rows(site: Site, found: Rows, lang: Lang, inferred: frozenset[str], *, sought: bool) -> list[Row]:
    names = [column.name for column in found.columns]
    rows = [dict(zip(names, row, strict=True)) for row in found]
    claims = [claim for row in rows if isinstance(claim := row.get("claim_id"), str)]
    said = await of_claims(site, claims, lang)
    alone = [said.get(row.get("claim_id") or "") or own(row) for row in rows]
    bare = [at for at, sentence in enumerate(alone) if sentence is None] if sought else []
    lists = {column.name: column.join for column in found.columns}
    more = dict(zip(bare, await behind(site, [rows[at] for at in bare], lists, lang), strict=True))
    told = [more.get(at, ([sentence] if sentence else [], 0)) for at, sentence in enumerate(alone)]
    return [_row(row, *some, lang, inferred) for row, some in zip(rows, told, strict=True)]


def _row(row: Mapping[str, Any], said: list[Sentence], more: int, lang: Lang, inferred: frozenset[str]) -> Row:
    values = {name: plain_number(value) for name, value in row.items()}
    return Row(values=values, sentences=said, more_sentences=more, beware=list(_beware(row, said, lang, inferred)))


def _beware(row: Mapping[str, Any], said: Sequence[Sentence], lang: Lang, inferred: frozenset[str]) -> Iterator[Beware]:
    """What must be told with a row."""
    standing = {_standings(lang).get(row.get(name) or "") for name in ("modality", "standing")}
    if any(_PLANS in str(value) for name, value in row.items() if name.endswith("_id")):
        standing.add("planned")
    yield from (each for each in _STANDINGS if each in standing)
    if row.get("contested") is True:
        yield "contested"
    if row.get("audit") == ontology().labelled(f"{JQ}suspect", lang):
        yield "suspect"
    sure = row.get("certainty")
    if min([float(sure)] if sure is not None else [one.certainty or 1.0 for one in said], default=1.0) < DOUBTED:
        yield "doubted"
    if any(_of_hidden(name, value, inferred) for name, value in row.items()):
        yield "inferred"
    if row.get("comparable") is False:
        yield "not_comparable"
    if not said:
        yield "derived"


def _of_hidden(column: str, value: object, inferred: frozenset[str]) -> bool:
    """Whether a value names a county that its report hides, or is the IRI of what belongs to it."""
    if not isinstance(value, str):
        return False
    return value in inferred or (column.endswith("_id") and any(part in value for part in inferred if part[0] == "/"))


@cache
def _standings(lang: Lang) -> dict[str, Beware]:
    """The standings by what they are called."""
    return {term(code, lang): code for code in _STANDINGS}

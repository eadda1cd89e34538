"""The sentences behind rows: a row's own, else those of the claims that say the most of what it tells."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.evidence import quoted
from kg.ontology import ID
from kg.serving.assistant.answers import Sentence
from kg.serving.site import Site
from kg.views.tables import plain_number
from kg.views.wording import Lang

REPORTS = "jiqun://reports/"
_SHOWN = 3  # sentences of a row
_CLAIM, _FIGURE = f"{ID}claim/", f"{ID}observation/"
_CLAIMS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX jq: <https://w3id.org/jiqun/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT %s ?claim_id ?subject_id ?subject ?object_id ?object ?about_id ?measure ?value ?certainty ?before ?quote
  ?after ?heading ?report ?place_in_file ?start ?end
{
  %s
  GRAPH ?report_id {
    %s
    ?claim_id rdf:subject ?subject_id ; rdf:object ?object_id ; jq:certainty ?certainty ; prov:wasDerivedFrom ?passage .
    ?passage oa:prefix ?before ; oa:exact ?quote ; oa:suffix ?after ; oa:start ?start ; oa:end ?end .
  }
  ?report_id dcterms:identifier ?report .
  OPTIONAL { GRAPH ?report_id { ?passage jq:heading ?heading } }
  OPTIONAL { GRAPH ?report_id { ?passage jq:whereabouts ?place_in_file } FILTER (LANG(?place_in_file) = "%s") }
  OPTIONAL { GRAPH ?report_id { ?claim_id jq:value ?value } }
  OPTIONAL { GRAPH ?report_id { ?claim_id jq:about ?about_id } }
  OPTIONAL { GRAPH ?report_id { ?claim_id jq:measure ?measured } ?measured skos:notation ?measure }
  OPTIONAL { ?subject_id skos:prefLabel ?subject }
  OPTIONAL { ?object_id skos:prefLabel ?object FILTER (LANG(?object) = "zh") }
}
"""
_BY_THING = "VALUES ?role { rdf:subject rdf:object jq:about } ?claim_id ?role ?thing ."

Values = Mapping[str, Any]


async def of_claims(site: Site, claims: Iterable[str], lang: Lang) -> dict[str, Sentence]:
    """The sentence of each claim. Refusal as of `Site.told`."""
    if not (iris := _iris(claims, _CLAIM)):
        return {}
    rows = await site.told(_CLAIMS % ("", f"VALUES ?claim_id {{ {' '.join(iris)} }}", "", lang))
    return {row.claim_id: _sentence(row) for row in rows}


async def behind(
    site: Site, rows: Sequence[Values], lists: Mapping[str, str], lang: Lang
) -> list[tuple[list[Sentence], int]]:
    """The sentences that say the most of each row that has none of its own, at most three, and how many there are more.

    A row is named things, codes and numbers, and `lists` has the mark between the items of a column that is one; a
    claim says so much of it as it has of these. Those that say the most are the row's, the surest first.
    """
    things = sorted({iri for row in rows for iri in _things(row)})
    if not things:
        return [([], 0) for _ in rows]
    values = f"VALUES ?thing {{ {' '.join(_iris(things, ID))} }}"
    claims: dict[str, list[Any]] = defaultdict(list)
    for claim in await site.told(_CLAIMS % ("?thing", values, _BY_THING, lang)):
        claims[claim.thing].append(claim)
    return [_most(row, lists, [claim for thing in _things(row) for claim in claims[thing]]) for row in rows]


def own(row: Values) -> Sentence | None:
    """The sentence that a row has itself."""
    if not row.get("sentence") or row.get("report") is None or row.get("start") is None:
        return None
    said, start, end = row["sentence"], row.get("quote_start"), row.get("quote_end")
    return Sentence(
        sentence=said if start is None or end is None else quoted(said, start, end).marked,
        report=row["report"],
        heading=row.get("heading") or "",
        place=row.get("place_in_file") or "",
        start=row["start"],
        end=row["end"],
        certainty=_number(row.get("certainty")),
        claim=row.get("claim_id"),
        text=address(row["report"]),
    )


def address(report: str) -> str:
    """The resource with the text of a report; it is ASCII, whatever the report is called."""
    return REPORTS + quote(report, safe="")


def _most(row: Values, lists: Mapping[str, str], claims: Iterable[Any]) -> tuple[list[Sentence], int]:
    told = set(_parts(row, lists))
    scores = {claim: len(_said(claim) & told) + _measured(claim, told) for claim in claims}
    most = max(scores.values(), default=0)
    best = [claim for claim, score in scores.items() if score == most]
    best.sort(key=lambda claim: (len(claim.quote), claim.certainty, claim.claim_id))
    once = {(claim.report, claim.start - len(claim.before)): claim for claim in best}  # that of the longest quote
    ordered = sorted(once.values(), key=lambda claim: (-claim.certainty, claim.report, claim.start))
    return [_sentence(claim) for claim in ordered[:_SHOWN]], len(ordered[_SHOWN:])


def _parts(row: Values, lists: Mapping[str, str]) -> Iterator[Any]:
    """The things, names, codes and numbers that a row tells."""
    for name, value in row.items():
        if value is not None and not isinstance(value, bool):
            yield from value.split(lists[name]) if lists.get(name) else (value,)


def _said(claim: Any) -> set[Any]:
    return {claim.subject_id, claim.subject, claim.object_id, claim.object, claim.about_id} - {None}


def _measured(claim: Any, told: Collection[Any]) -> int:
    """How much of a figure is told: its measure, and with it its value."""
    if claim.measure is None or claim.measure not in told:
        return 0
    return 1 + (claim.value in told)


def _sentence(claim: Any) -> Sentence:
    whole = claim.before + claim.quote + claim.after
    start = len(claim.before)
    return Sentence(
        sentence=quoted(whole, start, start + len(claim.quote)).marked,
        report=claim.report,
        heading=claim.heading or "",
        place=claim.place_in_file or "",
        start=claim.start,
        end=claim.end,
        certainty=_number(claim.certainty),
        claim=claim.claim_id,
        text=address(claim.report),
    )


def _things(row: Values) -> list[str]:
    """The things of a row: what has an IRI and is neither a claim nor a figure."""
    iris = (value for name, value in row.items() if name.endswith("_id") and isinstance(value, str))
    return [iri for iri in dict.fromkeys(iris) if iri.startswith(ID) and not iri.startswith((_CLAIM, _FIGURE))]


def _iris(texts: Iterable[str], start: str) -> list[str]:
    return [str(NamedNode(text)) for text in dict.fromkeys(texts) if text.startswith(start)]


def _number(value: Decimal | float | None) -> float | None:
    number = plain_number(value)
    return None if number is None else float(number)

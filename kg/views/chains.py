"""Chains as text and as rows: 青竹集团 ←龙头企业— 茶机业 —位于→ 石桥镇, each link with its sentence."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from kg.analysis.names import Thing
from kg.analysis.paths import Chain, Link
from kg.queries import Rows, Value
from kg.views.cells import clean
from kg.views.sentences import Told
from kg.views.tables import rows_of
from kg.views.wording import Lang, certainty, term, text

_COLUMNS = (
    *("chain", "step", "subject", "relation", "object", "modality", "certainty", "sentence"),
    *("quote_start", "quote_end", "report", "place_in_file", "start", "end"),
    *("subject_id", "relation_id", "object_id", "claim_id"),
)


def chain_rows(chains: Sequence[Chain], lang: Lang) -> Rows:
    """A row for each sentence of each link, or for the link where none says it; `chain` and `step` count from 1."""
    return rows_of(_COLUMNS, (row for number, chain in enumerate(chains, 1) for row in _rows(number, chain, lang)))


def chain_page(chains: Sequence[Chain], lang: Lang) -> RenderableType:
    """Each chain on a line, and below it what says each of its links."""
    parts: list[RenderableType] = []
    for chain in chains:
        parts += [Text("")] if parts else []
        parts.append(_line(chain, lang))
        for links, _ in zip(chain.links, chain.things[1:], strict=True):
            for link in links:
                parts.append(_told(link, _names(chain), lang))
                parts += [
                    Told(
                        said.told,
                        said.report,
                        said.where,
                        certainty(said.certainty, lang),
                    )
                    for said in link.sentences
                ]
    return Group(*parts)


def _rows(number: int, chain: Chain, lang: Lang) -> Iterator[tuple[Value, ...]]:
    names = _names(chain)
    for step, links in enumerate(chain.links, 1):
        for link in links:
            what = (number, step, names[link.subject], link.label, names[link.object], term(link.modality, lang))
            ids = (link.subject, link.property, link.object)
            if not link.sentences:
                yield (*what, *[None] * 8, *ids, None)
            for said in link.sentences:
                quote = (said.certainty, said.text, said.quote_start, said.quote_end)
                yield (*what, *quote, said.report, said.place or None, said.start, said.end, *ids, said.claim)


def _names(chain: Chain) -> dict[str, str]:
    return {thing.iri: thing.name for thing in chain.things}


def _line(chain: Chain, lang: Lang) -> Text:
    line = _thing(chain.things[0], lang)
    for links, thing in zip(chain.links, chain.things[1:], strict=True):
        forward = all(link.forward for link in links)
        labels = " / ".join(dict.fromkeys(link.label for link in links))
        line.append(f" —{labels}→ " if forward else f" ←{labels}— ").append_text(_thing(thing, lang))
    return line


def _thing(thing: Thing, lang: Lang) -> Text:
    standing = f" [{term(thing.standing, lang)}]" if thing.standing in ("planned", "emerging") else ""
    return Text(clean(thing.name), style="bold").append(standing, style="not bold yellow")


def _told(link: Link, names: dict[str, str], lang: Lang) -> Text:
    line = Text(f"  {clean(names[link.subject])} — {link.label} → {clean(names[link.object])}")
    if link.modality != "actual":
        line.append(f"  [{term(link.modality, lang)}]", style="yellow")
    if not link.sentences:
        line.append(f"  ({text('by_order', lang)})", style="dim")
    return line

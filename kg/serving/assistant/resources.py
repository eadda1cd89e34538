"""What an assistant can read: the ontology on a card, what to beware of, the queries, the reports. 地址都是 ASCII."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from kg.errors import InputError
from kg.folder import Readable
from kg.messages import Lang, Words
from kg.nearness import no_report
from kg.ontology import JQ, ontology
from kg.queries import named, no_query
from kg.serving.assistant.desk import Desk
from kg.serving.assistant.sentences import REPORTS, address
from kg.serving.refusals import Refusal

_MARKDOWN = "text/markdown"


def offer(server: MCPServer[None], desk: Desk, lang: Lang) -> None:
    """Adds the resources to a server."""

    def missing(words: Words) -> ResourceNotFoundError:
        return ResourceNotFoundError(words[lang])

    @server.resource("jiqun://ontology/card", name="ontology", mime_type=_MARKDOWN)
    def ontology_card() -> str:
        """The classes, properties and measures of the graph, with labels in both languages: read it before SPARQL."""
        return "\n".join(_card())

    @server.resource("jiqun://pitfalls", name="pitfalls", mime_type=_MARKDOWN)
    def pitfalls() -> str:
        """What to beware of before a figure is quoted: claims and adopted figures, plans, certainty, measures."""
        return Path(__file__).with_name("pitfalls.md").read_text("utf-8")

    @server.resource("jiqun://queries/{name}", name="query", mime_type="application/sparql-query")
    def query(name: str) -> str:
        """The SPARQL of a named question, to begin one's own with."""
        if name not in named():
            raise missing(no_query(name).words)
        return named()[name].text

    @server.resource("jiqun://reports", name="reports", mime_type="application/json")
    async def reports() -> str:
        """The reports: the address of each text, its file, place, length and facts."""
        return await _read(desk, lang, _reports)

    @server.resource(f"{REPORTS}{{slug}}", name="report")
    async def report(slug: str) -> str:
        """The whole text of a report, in whose code points `start` and `end` count. A name that is not ASCII is
        percent-encoded, as `text` of a sentence has it."""

        def text(build: Readable) -> str:
            if slug not in build.reports:
                raise missing(no_report(slug, build.reports).words)
            return build.text(slug)

        return await _read(desk, lang, text)


async def _read(desk: Desk, lang: Lang, told: Callable[[Readable], str]) -> str:
    """What is told of the build that is there. ResourceError where that cannot be, whose words alone reach a client."""
    try:
        with desk.site() as site:
            return await asyncio.to_thread(told, site.build.build)
    except (InputError, Refusal) as error:
        raise ResourceError(error.words[lang]) from error


def _reports(build: Readable) -> str:
    told = [{"report": slug, "text": address(slug)} | entry for slug, entry in build.reports.items()]
    return json.dumps(told, ensure_ascii=False)


def _card() -> Iterator[str]:
    """The ontology in Markdown."""
    known = ontology()
    yield from ("# jiqun", "", f"PREFIX jq: <{JQ}>", "")
    yield from ("## 类 / classes", "")
    classes = sorted({iri for ends in (*known.starts.values(), *known.ends.values()) for iri in ends})
    for iri in (each for each in classes if each in known.labels and each.startswith(JQ)):
        yield f"- `jq:{iri.removeprefix(JQ)}` {known.labels[iri]['zh']} / {known.labels[iri]['en']}"
    yield from ("", "## 关系和性质 / properties", "")
    for each in known.properties.values():
        ends = f"{'|'.join(sorted(each.domain))} → {'|'.join(sorted(each.range))}"
        plan = f"; 规划 / planned: `jq:{each.planned.removeprefix(JQ)}`"
        yield f"- `jq:{each.iri.removeprefix(JQ)}` {each.label['zh']} / {each.label['en']}: {ends}{plan}"
        yield f"  - {each.example.sentence}"
    yield from ("", "## 指标 / measures (`jq:measure`, skos:notation)", "")
    for code in known.measures:
        yield f"- `{code}` {known.label(code, 'zh')} / {known.label(code, 'en')}"
    yield from ("", "## 单位 / units", "")
    yield ", ".join(f"`{code}` {known.label(code, 'zh')}" for code in known.units)
    yield from ("", "## 图 / graphs", "")
    yield (
        "默认图：对象、采信的关系和数据。每份报告一个命名图：其陈述（`rdf:subject`、`rdf:predicate`、`rdf:object`、`jq:modality`、"
        "`jq:certainty`、`prov:wasDerivedFrom`）和原句（`oa:prefix`、`oa:exact`、`oa:suffix`、`oa:start`、`oa:end`）。"
    )
    yield (
        "Default graph: things, adopted relations and figures. A named graph for each report: claims and sentences. "
        "Names are `skos:prefLabel` and `skos:altLabel`. See also jiqun://pitfalls and jiqun://queries/{name}."
    )

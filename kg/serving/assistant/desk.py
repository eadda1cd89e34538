"""The tools of an assistant: each call is answered from one build, by what the commands and the pages are made of."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field
from pyoxigraph import NamedNode, QueryResultsFormat, parse_query_results

from kg.analysis.names import meant, one
from kg.audit.findings import Kind
from kg.errors import InputError
from kg.graph.terms import SUBJECT
from kg.messages import lines, message
from kg.nearness import hint
from kg.ontology import ID
from kg.queries import Query, Rows, expect_names, named, no_query, slips
from kg.queries.answers import rows as read
from kg.queries.syntax import objection, outline
from kg.serving.assistant.answers import (
    Account,
    Answer,
    Both,
    Found,
    Graph,
    Label,
    Parameter,
    Question,
    Questions,
    Section,
    Thing,
)
from kg.serving.assistant.rows import answer, measured
from kg.serving.builds import Builds
from kg.serving.refusals import Refusal
from kg.serving.search import search
from kg.serving.site import GoneError, Site
from kg.serving.workers import Question as Asked
from kg.views.answers import compare as compared
from kg.views.answers import path
from kg.views.findings import chosen, finding_rows
from kg.views.tables import plain_number
from kg.views.thing import account
from kg.views.thing.record import fields, measures
from kg.views.wording import Lang, text

_MOST = 500  # rows of one answer

Limit = Annotated[int, Field(ge=1, le=_MOST, description="How many rows at most.")]
Offset = Annotated[int, Field(ge=0, description="How many rows to leave out first; next_offset tells it.")]
Language = Annotated[
    Literal["", "zh", "en"],
    Field(description="The language of terms and notes; without, that of the server. Names and sentences are Chinese."),
]
Name = Annotated[
    str, Field(min_length=1, description="A name (NAME@PLACE where several are called so), or the IRI of a thing.")
]


class Desk:
    """Who answers the calls; InputError or Refusal where one cannot be answered."""

    def __init__(self, builds: Builds, lang: Lang) -> None:
        self._builds, self._lang = builds, lang

    @property
    def tools(self) -> Sequence[Callable[..., Any]]:
        """The tools, each with its name and what it is for."""
        return (
            self.questions,
            self.ask,
            self.find,
            self.describe,
            self.evidence,
            self.compare,
            self.paths,
            self.audit,
            self.sparql,
        )

    async def questions(
        self, name: Annotated[str, Field(description="One query, which is told with its columns; empty for all.")] = ""
    ) -> Questions:
        """Lists the questions that have a name, in Chinese and English, with their parameters, types and choices.

        Begin here: most of what a planning office asks is a named question (which towns host several clusters, the
        lead firms of a cluster, what is planned, targets, titles, problems), and `ask` answers it.
        """
        asked = [_named(name)] if name else list(named().values())
        return Questions(questions=[_question(query, columns=bool(name)) for query in asked])

    async def ask(
        self,
        query: Annotated[str, Field(description="The name of a question, as `questions` lists it.")],
        parameters: Annotated[
            dict[str, str | int | float], Field(description='Its parameters by name, such as {"place": "诸城"}.')
        ] = {},  # noqa: B006  # read only, and so told in the schema
        limit: Limit = 50,
        offset: Offset = 0,
        language: Language = "",
    ) -> Answer:
        """Answers a named question with typed parameters: the rows of `kg query`, each with its sentences.

        Quote a row with its sentence and report, and tell what stands in `beware` and `notes`.
        """
        lang, asked = language or self._lang, _named(query)
        values: dict[str, object] = dict(parameters)
        if any(parameter.name == "language" for parameter in asked.parameters):
            values.setdefault("language", lang)
        with self.site() as site:
            found = await site.rows(asked, **values)
            if not found.rows:
                await asyncio.to_thread(expect_names, site.build.store, asked, values)
            notes = [asked.note[lang]] if asked.note else []
            return await answer(site, found, asked.question[lang], notes, lang, offset=offset, limit=limit, sought=True)

    async def find(
        self,
        text: Annotated[
            str, Field(min_length=1, description="A name, a part of one, pinyin (zaozhi) or its initials.")
        ],
        limit: Annotated[int, Field(ge=1, le=100, description="How many things at most.")] = 20,
    ) -> Found:
        """Finds clusters, firms, places, products, policies … by name, part of a name, pinyin or initials.

        Use it before `describe`, `evidence`, `compare` and `paths` when a name is not certain.
        """
        with self.site() as site:
            names = await asyncio.to_thread(lambda: site.build.names)
            entries = await asyncio.to_thread(search, names, text, limit)
            if not entries:
                every = (name for entry in names for name in (entry.name, *entry.other_names))
                near = await asyncio.to_thread(hint, text, every)
                raise InputError(message("name_unknown", name=text, hint=near))
        things = [
            Thing(
                iri=entry.iri,
                name=entry.name,
                other_names=list(entry.other_names),
                type=entry.type,
                place=entry.place,
            )
            for entry in entries
        ]
        return Found(things=things)

    async def describe(self, name: Name, limit: Limit = 10, offset: Offset = 0, language: Language = "") -> Account:
        """Tells of one thing as `kg show` does: a county's briefing, a cluster's measures, and what reports say of it.

        The briefing of a place has its clusters by size, plans, towns, totals, titles, parks, policies, problems and
        doubts. `limit` and `offset` are of the facts and of each section.
        """
        lang = language or self._lang
        with self.site() as site:
            store = site.build.store
            thing = one(await asyncio.to_thread(meant, store, name, "", lang), name)
            told = await asyncio.to_thread(account, store, thing, lang, brief=True)
            shown = partial(answer, site, lang=lang, offset=offset, limit=limit)
            sections = {section.key: await shown(section.rows, "", [], sought=True) for section in told.briefing}
            facts = None if sections else await shown(told.facts, named()["facts-of"].question[lang], [])
            return Account(
                **fields(told),
                briefing={key: Section(rows=part.rows, total=part.total) for key, part in sections.items()},
                measures=await measured(site, measures(told), lang),
                facts=facts,
            )

    async def evidence(
        self,
        of: Annotated[str, Field(min_length=1, description="A name, the IRI of a thing, or the IRI of a claim.")],
        certainty: Annotated[float, Field(ge=0, le=1, description="Only what was read as surely as this.")] = 0.0,
        limit: Limit = 30,
        offset: Offset = 0,
        language: Language = "",
    ) -> Answer:
        """Gives the sentences that say something of a thing, or the one that makes a claim, with report and place.

        A row is a claim: what is said, whether it was adopted, is planned, contested or suspect, and its sentence.
        """
        lang = language or self._lang
        query = named()["facts-of"]
        with self.site() as site:
            store = site.build.store
            claim = of if of.startswith(f"{ID}claim/") else ""
            iri = (
                await _subject(site, claim)
                if claim
                else one(await asyncio.to_thread(meant, store, of, "", lang), of).iri
            )
            found = await site.rows(query, thing=iri, certainty=f"{certainty:f}", language=lang)
            if claim:
                found = Rows(found.columns, tuple(row for row in found if row.claim_id == claim))
            return await answer(site, found, query.question[lang], [], lang, offset=offset, limit=limit)

    async def compare(
        self,
        names: Annotated[list[Name], Field(min_length=2, max_length=20, description="Clusters, or places.")],
        limit: Limit = 200,
        offset: Offset = 0,
        language: Language = "",
    ) -> Answer:
        """Puts clusters or counties side by side, as `kg compare`: sizes with their measure, figures, indicators.

        A row is a value of one thing. Rows with `not_comparable` differ in measure, formula or year: tell that, and do
        not rank them.
        """
        lang = language or self._lang
        with self.site() as site:
            found = await asyncio.to_thread(compared, names, site.build.store, lang)
            notes = [note.removeprefix(text("note", lang)) for note in found.notes]
            return await answer(site, found, " — ".join(names), notes, lang, offset=offset, limit=limit)

    async def paths(
        self, start: Name, end: Name, limit: Limit = 50, offset: Offset = 0, language: Language = ""
    ) -> Answer:
        """Tells what links two things, as `kg path`: chains of firm, cluster, town …, each link with its sentence."""
        lang = language or self._lang
        with self.site() as site:
            found = await asyncio.to_thread(path, start, end, site.build.store, lang)
            notes = [] if found.rows else [text("no_chain", lang)]
            return await answer(site, found, f"{start} — {end}", notes, lang, offset=offset, limit=limit)

    async def audit(
        self,
        report: Annotated[str, Field(description="One report by its name in jiqun://reports; empty for all.")] = "",
        kind: Annotated[Kind | Literal[""], Field(description="One kind of finding; empty for all.")] = "",
        limit: Limit = 50,
        offset: Offset = 0,
        language: Language = "",
    ) -> Answer:
        """Tells where reports contradict themselves or do not add up, and what does, as `kg audit`; doubts first.

        Look here before a figure is quoted: sums, shares, products, growth, contradictions, damaged print.
        """
        lang = language or self._lang
        with self.site() as site:
            records = await asyncio.to_thread(chosen, site.build.build, report or None, kind or None)
            found = finding_rows(records, lang)
            return await answer(
                site, found, " ".join(filter(None, ("audit", report, kind))), [], lang, offset=offset, limit=limit
            )

    async def sparql(
        self,
        query: Annotated[str, Field(min_length=1, max_length=100_000, description="SPARQL 1.1, read only.")],
        limit: Limit = 100,
        offset: Offset = 0,
        language: Language = "",
    ) -> Graph:
        """Asks the graph in SPARQL where no named question fits; first read jiqun://ontology/card and jiqun://pitfalls.

        The default graph holds what was adopted, a named graph for each report its claims. It is read only: no update,
        no SERVICE, FROM only of the graph's own names; time, memory and rows are limited.
        """
        lang = language or self._lang
        with self.site() as site:
            noted = slips(query)
            said = await asyncio.to_thread(outline, query)
            if found := await asyncio.to_thread(objection, said, said.graphs, site.build.store):
                raise InputError(found.words)
            try:
                given = await site.workers.answer(Asked(query))
            except Refusal as refusal:
                raise InputError(lines([refusal.words, *noted])) from refusal
            notes = [slip[lang] for slip in noted]
            if given.media == Asked(query).graph:
                return Graph(
                    question=query,
                    columns=[],
                    rows=[],
                    notes=notes,
                    total=0,
                    next_offset=None,
                    turtle=given.body.decode(),
                )
            rows = await asyncio.to_thread(
                lambda: read(parse_query_results(given.body, format=QueryResultsFormat.JSON))
            )
            told = await answer(site, rows, query, notes, lang, offset=offset, limit=limit)
            return Graph(**dict(told), turtle=None)

    @contextmanager
    def site(self) -> Iterator[Site]:
        """The build that is there now, for one call. GoneError if there is none."""
        with self._builds.held() as site:
            if site is None:
                raise GoneError
            yield site


def _named(name: str) -> Query:
    """The query of a name. InputError if there is none, with the nearest; SPARQL and files are no names."""
    if name in named():
        return named()[name]
    raise no_query(name)


def _question(query: Query, *, columns: bool) -> Question:
    return Question(
        name=query.name,
        question=Both.of(query.question),
        note=Both.of(query.note) if query.note else None,
        parameters=[
            Parameter(
                name=parameter.name,
                type=parameter.type,
                default=plain_number(parameter.default),
                choices=list(parameter.choices),
                description=Both.of(parameter.description),
            )
            for parameter in query.parameters
        ],
        columns=[Label(name=each.name, label=Both.of(each.label)) for each in query.columns] if columns else [],
    )


async def _subject(site: Site, claim: str) -> str:
    """What a claim is about. InputError if there is no such claim."""
    try:
        iri = NamedNode(claim)
    except ValueError:
        raise InputError(message("no_claim", iri=claim)) from None
    for row in await site.told(f"SELECT ?subject {{ GRAPH ?report {{ {iri} {SUBJECT} ?subject }} }}"):
        return str(row.subject)
    raise InputError(message("no_claim", iri=claim))

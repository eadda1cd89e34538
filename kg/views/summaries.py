"""What a command found, as rows: the reports of a build, 覆盖率 of each, scores and faults."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.building import Build, Built
from kg.extractors import Usage
from kg.extractors.consulting import COUNTED as EXTRACTED
from kg.folder import opened
from kg.folder.manifest import QUARANTINED
from kg.gazetteer import gazetteer
from kg.graph.shapes import Violation
from kg.model import EXISTENCE
from kg.queries import Rows
from kg.reading.files import printable
from kg.scoring import Score, Scorecard
from kg.views.tables import Format, rows_of
from kg.views.wording import Lang, term, text

_SCORE = ("property", "gold", "extracted", "matched", "precision", "recall", "f1", "property_id")
_STATED = (*EXISTENCE, "observation")
_ROWS = 40  # of a table that a person reads to its end
_LEVELS = 6, 4, 2  # the digits of the code of a county, prefecture, province
_COUNTED = ("characters", "facts", "doubts")
_MOST = 8  # places in doubt that are told one by one
_ANSWERED = ("heading", "report", "extractor")
_TOLD = ("subject", "property", "measure", "object", "lexical", "said")
_GAP = ("quote", "heading", "report", "start", "end", "reason")


def build_rows(build: Build, form: Format) -> Rows:
    """A row for each report: slug, place, characters, facts, and how many of them are doubted.

    A place that is in doubt is marked for people (`高要区 ?`); for programs certainty and next best stand beside. For
    people many reports are told by county, prefecture or province, the finest that are few.
    """
    names = ("report", "place", "characters", "facts", "doubts")
    if form in ("table", "md"):
        if len(build.reports) > _ROWS:
            return _by_place(build.reports)
        return rows_of(names, ((r.slug, _marked(r), r.characters, r.facts, r.doubts) for r in build.reports))
    beside = ("place_certainty", "runner_up")
    rows = ((r.slug, _place(r), r.characters, r.facts, r.doubts, r.certainty, r.runner_up) for r in build.reports)
    return rows_of((*names, *beside), rows)


def doubt_lines(build: Build, lang: Lang) -> Iterator[str]:
    """What is said of each place that is in doubt, the first of many, and how to say which it is."""
    doubtful = [report for report in build.reports if report.doubtful]
    for report in doubtful[:_MOST]:
        key = "place_next" if report.runner_up else "place_only" if report.place else "place_none"
        yield text(key, lang, report=report.slug, place=report.place, next=report.runner_up)
    if doubtful[_MOST:]:
        yield text("places_more", lang, count=len(doubtful) - _MOST)
    if doubtful:
        yield text("place_overrule", lang)


def _by_place(reports: Iterable[Built]) -> Rows:
    """A row for each county, prefecture or province: its reports, their characters, facts, and doubted ones."""
    for digits in _LEVELS:
        places: dict[str, list[Built]] = defaultdict(list)
        for report in reports:
            places[report.code[:digits]].append(report)
        if len(places) <= _ROWS:
            break
    rows = (
        (_named(code), len(some), *(sum(getattr(each, name) for each in some) for name in _COUNTED))
        for code, some in sorted(places.items())
    )
    return rows_of(("place", "reports", *_COUNTED), rows)


def _named(code: str) -> str:
    """The place of the beginning of a code; "—" without."""
    place = gazetteer().division(code)
    return place.name if place else code or "—"


def _place(report: Built) -> str:
    return report.place or report.places


def _marked(report: Built) -> str:
    return f"{_place(report)} ?".lstrip() if report.doubtful else _place(report)


def build_lines(build: Build, lang: Lang) -> Iterator[str]:
    """How many reports, facts, doubted ones and quads a build has, its size and its folder; of many reports how each is
    told."""
    size = opened(build.path).size
    numbers = {"facts": build.facts, "doubts": build.doubts, "quads": build.quads}
    counts = {name: f"{number:,}" for name, number in numbers.items()}
    where = {"size": f"{size / 1e6:.1f} MB", "path": printable(build.path)}
    yield text("built", lang, reports=len(build.reports), **counts, **where)
    if len(build.reports) > _ROWS:
        yield text("built_many", lang, path=where["path"])


def extractor_lines(build: Build, lang: Lang) -> Iterator[str]:
    """What came of each extractor that was asked, what it took, and where the answers stand that are no facts."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for report in build.reports:
        for name, told in report.extracted.items():
            counts[name].update(told)
    for name, told in counts.items():
        usage = build.usage.get(name, Usage())
        numbers = {key: told[key] for key in EXTRACTED if key != "sections"}
        yield text("extractor_given", lang, name=name, **numbers)
        if told["sections"]:
            yield text("extractor_asked", lang, name=name, sections=told["sections"], asked=usage.asked)
        if usage.asked:
            tokens = {"tokens_in": f"{usage.tokens_in:,}", "tokens_out": f"{usage.tokens_out:,}"}
            yield text("extractor_spent", lang, name=name, seconds=f"{usage.seconds:.1f}", **tokens)
        if usage.cost is not None:
            yield text("extractor_cost", lang, name=name, cost=f"{usage.cost:.4f}")
    if any(told["quarantined"] for told in counts.values()):
        yield text("extractor_quarantined", lang, path=printable(f"{build.path}/{QUARANTINED}"))


def quarantined_rows(lines: Iterable[Mapping[str, Any]], lang: Lang) -> Rows:
    """A row for each answer of an extractor that is no fact: why not, what it said and where, and who."""
    rows = ((one["reason"][lang], _said(one["said"]), *(one[name] or None for name in _ANSWERED)) for one in lines)
    return rows_of(("reason", "answer", *_ANSWERED), rows)


def _said(answer: Mapping[str, Any]) -> str:
    """An answer in one line: what it is of, and what that is."""
    return " ".join(str(answer[name]) for name in _TOLD if answer.get(name))


def aside_lines(build: Build, lang: Lang) -> Iterator[str]:
    """What is said and is no error: what is hidden in files, which are read under another name, how many hold no
    report."""
    yield from (aside[lang] for aside in build.asides)
    for file, report in build.twins:
        yield text("twin", lang, file=file, report=report)
    if build.passed:
        yield text("passed_over", lang, count=len(build.passed))


def timing_rows(build: Build) -> Rows:
    """A row for each stage of a build with its seconds."""
    return rows_of(("stage", "seconds"), ((stage, round(spent, 3)) for stage, spent in build.seconds.items()))


def unread_rows(reports: Mapping[str, Mapping[str, Any]], gaps: Iterable[Mapping[str, Any]]) -> Rows:
    """A row for each report of a manifest: its figures, how many no fact holds, the share held, and passages unread.

    `faults` counts what jiqun failed at, None where nothing.
    """
    missing = Counter((gap["report"], gap["kind"]) for gap in gaps)
    names = ("report", "figures", "figures_unread", "coverage", "passages_unread", "faults")
    rows = (
        (
            *(slug, said["figures"], missing[slug, "figure"], said["coverage"], missing[slug, "passage"]),
            missing[slug, "fault"] or None,
        )
        for slug, said in reports.items()
    )
    return rows_of(names, rows)


def gap_rows(gaps: Iterable[Mapping[str, Any]], lang: Lang) -> Rows:
    """A row for each figure or passage that no fact holds, and for each fault with its reason."""
    rows = ((text(gap["kind"], lang), *(gap.get(name) for name in _GAP), gap["kind"]) for gap in gaps)
    return rows_of(("kind", *_GAP, "kind_id"), rows)


def score_rows(card: Scorecard, lang: Lang) -> Rows:
    """A row for each property, one for all of them, and one for the mean F1 of the properties."""
    rows = [_score(_name(name, lang), score, name) for name, score in card.properties.items()]
    rows.append(_score(text("all", lang), card.all, "all"))
    rows.append((text("macro", lang), None, None, None, None, None, round(card.macro_f1, 4), "macro"))
    return rows_of(_SCORE, rows)


def _name(code: str, lang: Lang) -> str:
    """The label of a property of a fact; where there is no such property, that of the class that it says there is."""
    return term(code.capitalize() if code in _STATED else code, lang)


def _score(label: str, score: Score, code: str) -> tuple[str | int | float | None, ...]:
    shares = (round(share, 4) for share in (score.precision, score.recall, score.f1))
    return label, score.gold, score.extracted, score.matched, *shares, code


def violation_rows(violations: Iterable[Violation], lang: Lang) -> Rows:
    """A row for each fault of a graph's shape."""
    rows = ((getattr(v, lang), v.node, v.value or None, v.graph or None, v.shape) for v in violations)
    return rows_of(("fault", "node", "value", "graph", "shape_id"), rows)

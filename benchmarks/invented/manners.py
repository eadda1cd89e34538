"""The manners of reports: survey, work report, plan, news, profile, table; each writes a text and tells its facts."""

from collections.abc import Callable, Iterator

from invented.amounts import Amount
from invented.telling import Telling
from invented.words import words

NUMERALS = "一二三四五六七八九十"
COLUMNS = {
    "firm_count": ("企业数（家）", 1, "1"),
    "employment": ("从业人员（人）", 1, "person"),
    "output_value": ("产值（亿元）", 10**8, "CNY"),
    "profit_and_tax": ("利税（万元）", 10**4, "CNY"),
    "above_scale_firm_count": ("规上企业（家）", 1, "1"),
}
MORE = ("cluster.flow", "cluster.leads", "cluster.products", "cluster.output", "cluster.more", "cluster.more")


def survey(telling: Telling, breadth: float) -> Iterator[str]:
    """A survey of a county's clusters: what there is cluster by cluster, problems, suggestions."""
    yield telling.tell("title.survey")
    if telling.random.random() < 0.4:
        yield f"{telling.place}{telling.random.choice(words('office'))}"
    yield telling.tell("intro.survey")
    yield f"一、{telling.random.choice((telling.place, ''))}产业集群发展现状"
    if telling.random.random() < 0.7:
        yield telling.tell("county.clusters") + telling.tell("county.totals")
    style = telling.random.choice(("own line", "run in", "deep" if breadth > 1.2 else "own line"))
    for number, at in enumerate(_chosen(telling, breadth)):
        yield from _of_cluster(telling, at, number, style, breadth)
    telling.of_county()
    yield f"二、{telling.random.choice(('存在的问题', '产业集群发展中存在的主要问题', '存在的困难和问题'))}"
    yield telling.tell("problem.lead")
    yield from _points(telling, "problem", breadth)
    yield f"三、{telling.random.choice(('对策建议', '对策与建议', '下一步工作建议'))}"
    yield telling.tell("remedy.lead")
    yield from _points(telling, "policy", breadth)


def work(telling: Telling, breadth: float) -> Iterator[str]:
    """A work report: the year in review, the next year's tasks."""
    yield telling.tell("title.work")
    yield telling.tell("intro.work")
    yield f"一、{telling.year}年工作回顾"
    yield telling.tell("county.totals") + _fillers(telling, breadth)
    for at in _chosen(telling, breadth):
        telling.of_cluster(at)
        lead = telling.random.choice(("——", "", ""))
        yield lead + telling.tell("cluster.open") + _some(telling, 1 + breadth)
        if telling.random.random() < 0.5:
            yield telling.tell("park.more") + _fillers(telling, breadth)
    telling.of_county()
    yield telling.tell("problem.lead") + _fillers(telling, breadth / 2, "problem.body")
    yield f"二、{telling.year + 1}年{telling.random.choice(('重点工作', '工作安排', '主要任务'))}"
    telling.year += 1
    yield telling.tell("goal.this")
    telling.year -= 1
    yield telling.tell("goal.county") + _goals(telling, breadth)
    yield telling.tell("policy.lead")
    yield from _points(telling, "policy", breadth)


def plan(telling: Telling, breadth: float) -> Iterator[str]:
    """A plan: where the clusters stand, what is aimed at, tasks."""
    yield telling.tell("title.plan")
    yield telling.tell("intro.plan")
    yield "一、发展基础"
    yield telling.tell("county.clusters") + _fillers(telling, breadth)
    for at in _chosen(telling, breadth):
        telling.of_cluster(at)
        yield telling.tell("cluster.open") + _some(telling, breadth)
    telling.of_county()
    yield telling.random.choice(("二、发展目标", "二、总体目标", "二、主要目标"))
    yield telling.tell("goal.county")
    yield _goals(telling, 2 * breadth)
    yield "三、重点任务"
    yield telling.tell("policy.lead")
    yield from _points(telling, "policy", breadth)
    yield "四、保障措施"
    yield from _points(telling, "policy", breadth / 2)


def news(telling: Telling, breadth: float) -> Iterator[str]:
    """A piece of news about a cluster."""
    telling.of_cluster(_first(telling))
    yield telling.tell("title.news")
    yield telling.tell("intro.news")
    yield telling.tell("cluster.open") + _some(telling, 1)
    for _ in range(round(2 + 2 * breadth)):
        told = telling.tell("news.filler")
        yield told + (_some(telling, 1) if telling.random.random() < 0.5 else telling.tell("news.filler"))
    yield from _firms(telling, breadth)
    if telling.random.random() < 0.4:
        yield telling.tell("goal.cluster")


def profile(telling: Telling, breadth: float) -> Iterator[str]:
    """The entry of a cluster, under short headings."""
    telling.of_cluster(_first(telling))
    yield telling.tell("title.profile")
    open_, close = telling.random.choice(("【】", ("", ""), ("◆", "")))
    yield f"{open_}发展概况{close}"
    yield telling.tell("cluster.open") + telling.tell("cluster.flow")
    yield f"{open_}主要产品{close}"
    yield telling.tell("cluster.products") + telling.tell("cluster.output")
    yield f"{open_}骨干企业{close}"
    yield telling.tell("cluster.leads")
    yield from _firms(telling, breadth)
    yield f"{open_}平台载体{close}"
    yield telling.tell("cluster.more") + _fillers(telling, breadth)
    yield telling.tell("park.more")


def table(telling: Telling, breadth: float) -> Iterator[str]:
    """A table of the clusters, in Markdown or with blanks between, and what stands around it."""
    yield telling.tell("title.table")
    yield telling.tell("table.lead")
    measures = telling.random.sample(list(COLUMNS), telling.random.randint(2, 4))
    lines = [["集群名称", *(COLUMNS[measure][0] for measure in measures), "主要分布区域"]]
    for at in range(len(telling.county.clusters)):
        telling.of_cluster(at)
        lines.append(_row(telling, measures))
    markdown = telling.random.random() < 0.6
    for number, cells in enumerate(lines):
        yield f"| {' | '.join(cells)} |" if markdown else "\t".join(cells)
        if markdown and number == 0:
            yield f"|{'---|' * len(cells)}"
    telling.of_county()
    yield telling.tell("table.tail")
    for at in _chosen(telling, breadth / 3):
        telling.of_cluster(at)
        yield telling.tell("cluster.leads") if telling.random.random() < 0.3 else telling.tell("cluster.open")


MANNERS: dict[str, Callable[[Telling, float], Iterator[str]]] = {
    each.__name__: each for each in (survey, work, plan, news, profile, table)
}
WEIGHTS = {"survey": 6, "work": 4, "plan": 3, "news": 3, "profile": 2, "table": 2}


def _chosen(telling: Telling, breadth: float) -> range:
    """The clusters that are told of, the greatest first."""
    return range(max(1, min(len(telling.county.clusters), round(4 * breadth))))


def _first(telling: Telling) -> int:
    return int(telling.random.random() * len(telling.county.clusters))


def _fillers(telling: Telling, breadth: float, name: str = "filler") -> str:
    return "".join(telling.tell(name) for _ in range(telling.random.randint(round(breadth), round(3 * breadth))))


def _some(telling: Telling, breadth: float) -> str:
    """Sentences about the cluster in focus, in any order, with others between."""
    names = telling.random.sample(MORE, min(len(MORE), max(1, round(2 * breadth))))
    return "".join(telling.tell(name) + _fillers(telling, breadth / 4) for name in names)


def _firms(telling: Telling, breadth: float) -> Iterator[str]:
    """A line each on some firms of the cluster in focus."""
    for firm in telling.cluster.firms[: telling.random.randint(0, round(2 * breadth))]:
        telling.of_firm(firm)
        yield telling.tell("cluster.firm") + (telling.tell("firm.deal") if telling.random.random() < 0.5 else "")
    telling.of_cluster(telling.at)


def _of_cluster(telling: Telling, at: int, number: int, style: str, breadth: float) -> Iterator[str]:
    """The section of a cluster in a survey."""
    telling.of_cluster(at)
    trade = telling.cluster.trade.name
    heading = f"（{NUMERALS[number]}）{trade}{telling.random.choice(('产业集群', '产业', '产业集群'))}"
    telling.exists(telling.cluster)
    if style == "run in":
        yield f"{heading}。{telling.tell('cluster.open')}{_some(telling, 1 + breadth)}"
    elif style == "deep":
        yield heading
        yield f"1.发展规模。{telling.tell('cluster.open')}{telling.tell('cluster.flow')}"
        yield f"2.产品和市场。{telling.tell('cluster.products')}{telling.tell('cluster.output')}{_fillers(telling, 1)}"
        yield f"3.骨干企业。{telling.tell('cluster.leads')}{_fillers(telling, breadth)}"
    else:
        yield heading
        yield telling.tell("cluster.open") + _some(telling, 1 + breadth)
    yield from _firms(telling, breadth / 2)


def _points(telling: Telling, kind: str, breadth: float) -> Iterator[str]:
    """Numbered points under a heading, each a problem or a measure with its explanation."""
    run_in = telling.random.random() < 0.6
    fields = {"kind": "measure"} if kind == "policy" else {}
    for number in range(min(len(NUMERALS), telling.random.randint(2, 3 + round(1.5 * breadth)))):
        name = telling.tell(f"{kind}.name")
        telling.head(kind, name, **fields)
        body = telling.tell(f"{kind}.body") + _fillers(telling, breadth, f"{kind}.body")
        yield from [f"（{NUMERALS[number]}）{name}。{body}"] if run_in else [f"（{NUMERALS[number]}）{name}", body]


def _goals(telling: Telling, breadth: float) -> str:
    """What is aimed at for some clusters."""
    told = []
    for at in _chosen(telling, breadth):
        telling.of_cluster(at)
        told.append(telling.tell("goal.cluster"))
    telling.of_county()
    return "".join(told)


def _row(telling: Telling, measures: list[str]) -> list[str]:
    """A row of the table and its facts."""
    cluster = telling.cluster
    telling.exists(cluster)
    cells = [telling.name]
    for measure in measures:
        _, factor, unit = COLUMNS[measure]
        number = cluster.figure(measure, telling.year) / factor
        shown = round(number, 1) if factor == 10**8 else max(1, round(number))
        told = Amount(f"{shown:g}" if factor == 10**8 else str(shown), round(shown * factor), unit)
        telling.stated("observation", told.text, measure=measure, value=told.value, unit=unit)
        cells.append(told.text)
    for town in cluster.towns:
        telling.stated("located_in", town, object_type="Place", object=town)
    return [*cells, "、".join(cluster.towns)]

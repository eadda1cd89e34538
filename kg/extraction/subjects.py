"""What a report has named so far, by every form that it may use again, and the words that lead back to it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extraction.about import Subject
from kg.extraction.forms import Cores, Forms
from kg.extraction.trades import Trades, bare, place_end
from kg.grammar.engine import Span
from kg.grammar.gates import beginning
from kg.grammar.phrases import nouns, verbs
from kg.identity import style
from kg.lexicon import any_of, words
from kg.model import Entity

_ENDING = re.compile("(?:产业集群|产业群体|产业群|产业带|产业|行业|集群|制造业|加工业|业)$")
_OPENING = re.compile(f"(?:{any_of(words('texts', 'subject_opening'))}|（[^）]*）|[，：、])+")
_MODIFIER = re.compile(
    # 青山镇由返乡青年建成
    f"(?:[^，。；、的]{{2,8}}?(?:[镇乡村市县区]|街道))?由[^，。；、的]{{1,8}}?(?:"
    f"{verbs('built', 'found')}|兴建|创建|投资建设)了?|"
    f"以[^，]{{2,60}}?为[^，的]{{1,8}}的|(?:{any_of(words('firms', 'seat_verb'))}|落户)[^，的]{{2,14}}的"
    f"|[^，的]{{0,6}}?(?:{any_of(words('places', 'here'))}|创办|创建|成立|投资|经营|同样|同在[^，的]{{2,6}})的"
)
_PROVINCE = re.compile(f"^{any_of(words('scoring', 'province'))}省?(?=..)")
_FIRM_AGAIN = re.compile(
    "(?:该|本|这家)(?:厂|矿|酒厂|合作社)(?![家房区])|"
    f"(?:该|这家|这个)?公司(?![化法制治家等])|(?:该|这家|这个)企业(?!家|群)|企业(?=\\d|"
    f"{any_of(words('firms', 'again'))}|研发的?|总投资|占地|(?:年|全年)?{any_of(words('figures', 'turnover'))})"
    f"|(?:该|本|这家)?集团(?=拥有|现有|下[辖设属]|{any_of(words('firms', 'group_again'))})"
    f"|“(?:[^，“”]{{1,6}}?年|{any_of(words('periods', 'day'))})?我们(?:公司|企业|厂|厂里)?(?![家村镇乡县市区农种])"
)
_MARKET_AGAIN = re.compile(
    f"(?:(?:该|这个|整个|此)市场|市场(?={any_of(words('facilities', 'market_told'))}|占地|年|内|现|总|建筑|日|高峰))"
)
_NO_PARK_AGAIN = (
    f"(?!{any_of(words('facilities', 'after_general_park'))}(?!.{{0,6}}\\d)|[的里与和、，：]|[^，。；\\d]{{2,6}}产业)"
)
_PARK_AGAIN = re.compile(
    f"(?:该|整个)?(?:产业|工业|科技)?园区?(?={any_of(words('facilities', 'again'))})"
    f"|(?:该|整个)?(?:产业|工业|科技)*园区{_NO_PARK_AGAIN}"
    "|区内(?=有|现|已|共|集|企业|入驻)"
    "|(?:该|整个)?(?:(?:产业|工业|科技)?园|开发|高新|经开|(?:产业|工业|企业)?(?:集中发展|集中|集聚))区"
    f"(?=拥?有|从业|面积|企业|规[模上划]|{any_of(words('facilities', 'zone_again'))}|\\d)"
)
_AGAIN = re.compile(
    f"(?:该|本|这个|这一|整个|全)?{nouns('trade')}(?:内)?(?:的)?(?:企业)?|其(?:产业集群|产业|集群)?|园区内?(?!化)|区内"
)


_KINDS_AGAIN = {"Firm": _FIRM_AGAIN, "Market": _MARKET_AGAIN, "Park": _PARK_AGAIN, "Cluster": _AGAIN}
_ANY_AGAIN = "|".join(f"(?P<{kind}>{again.pattern})" for kind, again in _KINDS_AGAIN.items())
AGAIN = re.compile(f"(?={beginning(_ANY_AGAIN)})(?:{_ANY_AGAIN})")


def leading(clause: Span) -> int:
    """Where the words that lead to what a clause is about end: 目前，据统计."""
    return clause.start + _led(clause.text)


@lru_cache(maxsize=1024)  # each passing of a sentence asks
def _led(words: str) -> int:
    at = 0
    for lead in (_OPENING, _MODIFIER, _OPENING):
        found = lead.match(words, at)
        at = found.end() if found else at
    return at


@lru_cache(maxsize=1024)
def core(name: str) -> str:
    """The name of a cluster without its ending: 机电产业集群 → 机电."""
    short = _ENDING.sub("", name)
    return short if len(short) >= 2 else name


@dataclass
class Known:
    """The clusters that a report has named so far, by every form that the text may use for them.

    `things` are the firms, markets and parks that it names, under the names and short names that it may use for them;
    `told` holds the cores of those that a heading, a table or a list has stated; `standing` what lists make of a core,
    `main` is the one that the title names, or the only one that the report names. `trades` has the clusters by the
    trades of their names within a place.
    """

    place: Subject
    clusters: Forms = field(default_factory=Forms)
    told: Cores = field(default_factory=Cores)
    standing: dict[str, str] = field(default_factory=dict)
    main: Entity | None = None
    things: Forms = field(default_factory=Forms)
    trades: dict[Subject, Trades] = field(default_factory=dict)

    def add(self, cluster: Entity) -> None:
        """Makes a cluster known under its name, and what it makes under each ending, with and without its place."""
        self.clusters.setdefault(cluster.name, cluster)
        for short in (core(cluster.name), bare(cluster.name, self.place)):
            if len(short) >= 2:
                for form in (f"{short}产业集群", f"{short}产业", f"{short}业", f"{short}集群"):
                    self.clusters.setdefault(form, cluster)

    def name(self, thing: Entity) -> None:
        """Makes a firm, a market or a park known under its name, also without its place and its legal form."""
        name = thing.name
        forms = {name, name[place_end(name, self.place) :]}
        if thing.type == "Firm":
            forms |= {style(form) for form in forms}
            forms |= {_PROVINCE.sub("", form) for form in forms}
            forms |= {short for form in forms if len(form) >= 6 for short in (form[:4], form[:2] + form[-2:])}
        if thing.type == "Market" and name.endswith("市场") and (end := place_end(name, self.place)):
            forms.add(name[:end] + "市场")
        for form in forms:
            if len(form) >= 3:
                self.things.setdefault(form, thing)

    @property
    def size(self) -> int:
        """How many names are known."""
        return len(self.clusters) + len(self.things)

    def by_trade(self, place: Subject) -> Trades:
        """The clusters known now, by the trades that their names say within a place."""
        found = self.trades.setdefault(place, Trades(self.clusters, self.told, core, place))
        found.read()
        return found

    def all(self, text: str) -> list[tuple[Span, Entity]]:
        """Each known cluster in a text, the longest form at each place."""
        return list(self.clusters.within(text))

    def find(self, text: str) -> tuple[int, Entity, str] | None:
        """The first known cluster in a text: where, which, and the words."""
        found = next(self.clusters.within(text), None)
        return (found[0].start, found[1], found[0].text) if found else None

"""Clusters by name: 医药、机电等四大支柱产业, 靖江船舶产业集群, 以竹木加工为特色的产业集群, 灯饰是支柱产业."""

import re
from dataclasses import dataclass

from kg.grammar import names
from kg.grammar.engine import Grammar, Span
from kg.grammar.names import CLAUSE, COUNT, ITEMS, NAME
from kg.lexicon import any_of, rows

clusters = Grammar("clusters")

_GROUP = "(?:产业集群|产业群体|产业群|产业|集群)"
_AREA = "(?:聚集区|集聚区|集聚带|产业带(?![动来领])|经济带)"
_PILLAR = "(?:支柱|首位|主导|优势|特色|龙头|第一大|富民|立县|立市|核心)"
_LED = "(?:特色|主导|主体|主|代表|龙头|骨干|核心|支撑|引领)"
_ENDINGS = "(?:产业集群|产业|制造业|加工业)"
_LIST = f"{CLAUSE}(?P<listed>{ITEMS})"
_GENERIC = re.compile(names.words("generic_words"))
_VERB = re.compile(any_of(row["surface"] for row in rows("policy_verbs") if len(row["surface"]) > 1))
_HAVING = "(?<![稀特国民])有(?!色|机(?![械电床器动车]))|(?<!棉)被(?![服套])|除(?![尘湿])|对(?!虾)|向(?!日葵)"
_OPENING = re.compile(f".*(?:{names.words('cluster_openings')}|{_HAVING}|{_GROUP}[和及、与])(?=..)")
_AND = re.compile("^(?:[和及与或]|以及|其他|其它){1,6}(?=..)")
_KIND = re.compile(
    "^(?:传统|新兴|优势|特色|主导|支柱|重点|地方|骨干|大型|[百千万]亿级?|[国省世][家界]?级){1,6}(?=.{2,}(?:产业|集群|业|区|带))"
)
_ENDING = re.compile("(?:产业集群|产业群体|产业群|产业带|经济带|聚集区|集聚区|集聚带|集群|产业|制造业|加工业)$")
_NUMBER = "[一二两三四五六七八九十几]"
_COUNTED = re.compile(f"\\d|{_NUMBER}大|^[{_NUMBER[1:-1]}多各整每]+[个大条类]|^{_NUMBER}+$")
_SECTOR = re.compile("(?:农业|工业|服务业|制造业|商贸业|建筑业)$")  # what every place has
_NO_SECTOR = re.compile("高新技术|战略|文化旅游|数字|第[一二三]产|涉[农海]")
_FIRMS = re.compile("公司|集团|企业|工厂|机构")
_NOT_A_TRADE = re.compile(
    "优势$|[力性率度省市县镇大内后第]$|(?<!文)化$|^(?:工业|经济|产业|农业|商业|服务业|新|大|现代)$|^第[一二三]"
)


@dataclass(frozen=True, slots=True)
class NamedClusters:
    """Clusters that a phrase names, and as what: existing, emerging or planned."""

    clusters: tuple[Span, ...]
    status: str
    group: str = ""


def industry(name: Span) -> Span | None:
    """The name without the words of the sentence before it (全市的, 形成了); None if nothing names a trade."""
    for words in (_OPENING, _AND, _KIND):
        found = words.match(name.text)
        name = names.cut(name, found.end()) if found else name
    core = _ENDING.sub("", name.text)
    if not 2 <= len(core) <= 16 or any(p.search(core) for p in (_GENERIC, _VERB, _COUNTED, _NOT_A_TRADE)):
        return None
    return name


def _named(found: list[Span], status: str = "existing", group: str = "") -> NamedClusters | None:
    kept = [name for name in map(industry, found) if name]
    return NamedClusters(tuple(kept), status, group) if kept else None


def status_of(words: str) -> str:
    """The standing that the words around a list give its clusters: 新兴, 雏形, 趋势 make them emerging."""
    return "emerging" if re.search("新兴|趋势|雏形|萌芽|潜力|后备|初具", words) else "existing"


@clusters.rule(
    f"{CLAUSE}(?!已成?|现已|如今|成为)(?P<listed>(?:{NAME}|、){{2,60}}?)(?:是|系|为|已成为|成为|已发展成为|作为)"
    f"(?:{NAME}{{0,10}}?的)?(?:全[国省市县区镇]|我[省市县区]|当地|{NAME}{{2,8}}?[市县区镇乡])?"
    f"(?:{COUNT}大)?(?:传统|特色|重要)?{_PILLAR}(?:产业|行业)(?!之一的)"
)
def pillar(listed: Span) -> NamedClusters | None:
    """‹clusters›是‹place›的支柱产业: 灯饰是古镇的支柱产业, A、B、C是某市三大支柱产业, 泵业已成为首位产业."""
    return _named(names.trades(listed))


@clusters.rule(
    f"{CLAUSE}(?P<name>{NAME}{{2,10}}?)(?:集[^，。；]{{2,40}}?于一[体身]|历史悠久|经过{NAME}{{2,20}}|起步于?{NAME}{{2,12}})，"
    f"(?:如今|目前|现在|现|已|经){{0,6}}(?:发展)?(?:成为|成了|是)(?:{NAME}{{0,10}}?的)?(?:全[省市县区镇]|我[省市县区]|当地)?"
    f"(?:传统|特色|重要|第一){{0,6}}{_PILLAR}(?:产业|行业)(?!之一的)"
)
def grown_into(name: Span) -> NamedClusters | None:
    """‹cluster›集…于一体，已成为‹place›的特色产业: the trade that a clause between parts from what it has become."""
    return _named([name])


@clusters.rule(
    f"{CLAUSE}(?:目前|其中)?(?:[全我该本][省市县区镇]|当地|{NAME}{{2,8}}?[市县区镇乡])?的?(?:{COUNT}大)?"
    f"(?P<kind>(?:{_PILLAR}|新兴|传统|重点)产业(?:集群)?)(?:主要|共|现){{0,6}}"
    f"(?:有{COUNT}个?，?(?:即|分别|依次){{0,6}}(?:即|是|为|有|包括|：)|(?:即|是|为|有|包括|：))"
    f"(?P<listed>(?={NAME}{{2,12}}?[、和]){names.listed(20)})(?:等|这?{COUNT}[个大]|{COUNT}大产业){{0,6}}(?=，|。|；|$)"
)
def pillars(kind: str, listed: Span) -> NamedClusters | None:
    """‹place›的主导产业有‹clusters›: 三大主导产业为A、B、C, 支柱产业有三个，即A、B和C."""
    told = re.search("作出|做出|贡献|提供|奠定|注入|创造", listed.text)
    return None if told else _named(names.trades(listed), status_of(kind), kind)


@clusters.rule(
    f"{_LIST}等?(?:这|共计?)?(?<![第\\d]){COUNT}(?:个|大|类)大?(?P<kind>{NAME}{{0,8}}?{_GROUP})(?!带动|基地|园)"
)
def numbered(listed: Span, kind: str) -> NamedClusters | None:
    """‹clusters›等‹n›大‹kind›: 医药、化工等四大支柱产业, A、B、C三大主导产业."""
    if "、" not in listed.text or _FIRMS.search(kind) or "的" in kind or re.search("被|获", listed.text):
        return None
    return _named(names.trades(listed), status_of(kind), kind)


@clusters.rule(f"{_LIST}等(?:一批|一系列|多个|若干|众多)(?P<kind>{NAME}{{0,12}}?{_GROUP})(?!趋势|雏形|特征|效应|优势)")
def batch(listed: Span, kind: str) -> NamedClusters | None:
    """‹clusters›等一批‹kind›: A、B等一批典型的产业集群, C以及D等一批具有集群趋势的产业."""
    if "、" not in listed.text or _FIRMS.search(kind):
        return None
    return _named(names.trades(listed), status_of(kind))


@clusters.rule(
    f"{_LIST}等(?P<kind>(?:{_PILLAR}|传统|新兴|重点)?{_GROUP})(?=已|不断|发展|迅速|快速|蓬勃|均|也|，|。|；|$)"
)
def several(listed: Span, kind: str) -> NamedClusters | None:
    """‹clusters›等产业: 机电、石材、黄金等产业不断发展壮大, A、B、C等特色产业."""
    trades = [trade for trade in names.trades(listed) if not _SECTOR.search(trade.text)]
    return _named(trades, status_of(kind)) if "、" in listed.text else None


@clusters.rule(f"(?P<whole>以(?P<trade>{NAME}{{2,14}}?)为{_LED}的(?:特色)?(?:产业集群|产业带|集群))")
def featuring(whole: Span, trade: Span) -> NamedClusters | None:
    """以‹trade›为特色的产业集群."""
    if re.search("公司|集团|股份|厂$|业$", trade.text) or industry(trade) != trade:
        return None
    return NamedClusters((whole,), "existing")


@clusters.rule(f"为(?:主要?|{_LED})的(?P<name>{NAME}{{2,12}}?(?:{_ENDINGS}|业|{_AREA}))(?![园链]|基地)")
def shaped(name: Span) -> NamedClusters | None:
    """以…为骨干的‹cluster›: 以梳绒、纺纱为主的羊绒产业, 以A、B为龙头的丝网产业集群."""
    return _named([name]) if len(name.text) > 2 and not re.search("[企农行作]业$", name.text) else None


@clusters.rule(f"(?P<name>{NAME}{{2,24}}?(?:产业集群|产业群|产业集聚区))(?!{names.words('after_general_clusters')})")
def named(name: Span) -> NamedClusters | None:
    """‹cluster›产业集群: 靖江船舶产业集群, 新能源产业集群."""
    return _named([name])


@clusters.rule(f"(?P<name>{NAME}{{2,14}}?{_AREA})(?!内的?)")
def area(name: Span) -> NamedClusters | None:
    """‹cluster›聚集区: 新型工业聚集区, 生态休闲产业带."""
    return _named([name])


@clusters.rule(
    f"{CLAUSE}(?P<listed>(?:{NAME}|、){{2,30}}?产业)(?:目前|大多|仍然|[现仍还尚均都正]){{0,6}}"
    f"(?:(?:处[于在]|停留[于在]){NAME}{{0,12}}?(?:[“”]{NAME}{{1,8}}”{NAME}{{0,8}}?)?(?:雏形|萌芽|起步|初级|形成)(?:阶段|之中|中|期)?"
    "|(?:正在?|刚刚?|才刚?)(?:起步|孕育|萌芽)"
    f"|[中的]{{0,2}}(?:大?多数|大部分|许多|不少|部分)?企业(?:大多|[还尚都均]){{0,6}}(?:不具备|没有形成|未形成|缺乏)集群)"
)
def budding(listed: Span) -> NamedClusters | None:
    """‹clusters›仍处于集群雏形阶段: 花木产业仍处于雏形阶段, A、B产业的多数企业还不具备集群的功能."""
    return _named(names.trades(listed), "emerging")


@clusters.rule(
    f"(?:{CLAUSE}(?:目前|近年来|如今|现在)?|(?<=[是为]))(?:[当本]地|[全我该][市县区镇乡]|[镇县]内)的?(?P<name>{NAME}{{2,10}}?产业)"
    "(?=已|现|从|年|加快|总|产|规模|起步|[拥]?有|在|销售|营[业收]|开票|出口|实现|完成|达|突破|的(?:龙头|骨干|领军|代表|链主)|，|$)"
)
def local(name: Span) -> NamedClusters | None:
    """当地‹cluster›: 当地花卉产业从菜地里长出, 全市白酒产业实现产值…."""
    return None if _NO_SECTOR.search(name.text) else _named([name])


@clusters.rule(
    f"{CLAUSE}(?P<name>{NAME}{{2,10}}?产业)(?:(?:不断|持续|稳步|迅速|快速|蓬勃|日益|逐年|逐步|加快|加速)"
    "(?:发展|壮大|转型|升级|集聚|做大|做强|崛起|兴起|成长){1,6}"
    "|(?:提质|增效|提档|升级|扩面|扩量|提速){2,3})(?=，|。|；|$)"
)
def thriving(name: Span) -> NamedClusters | None:
    """‹cluster›提质增效: 水产业提质增效, 某某产业不断发展壮大."""
    return None if _NO_SECTOR.search(name.text) else _named([name])


@clusters.rule(
    f"{CLAUSE}(?:[全我该本][省市县区镇]|{NAME}{{2,6}}?[市县区镇](?!场))?(?P<name>(?!新增|全|[我该本][市县区]|其中|[高标优]|规模|特色|良种|人工|主要|常年)(?:(?![市县区镇的]){NAME}){{2,6}}?)"
    "(?:种植|栽培|养殖)(?:面积|规模|覆盖|户|区域|历史)"
)
def grown(name: Span) -> NamedClusters | None:
    """‹crop›种植面积: what a report is on that names no industry, 全县枇杷种植面积, 大黄鱼养殖规模."""
    return _named([name])


@clusters.rule(
    f"{CLAUSE}(?P<name>{NAME}{{2,16}}?{_ENDINGS})(?:规[模上以]*企业)?(?:的)?{NAME}{{0,6}}?"
    "(?:实现|完成|总?产值|营业收入|营收|销售收入|增加值|产销量|成交额|位居|名列|位列|列[国全第]|[居占]全)"
)
def sector(name: Span) -> NamedClusters | None:
    """‹cluster›实现产值…: 某县家居工艺文化产业总产值达到308亿元, 电机制造业位居全国第一."""
    return None if _NO_SECTOR.search(name.text) else _named([name])


@clusters.rule(
    f"^(?:关于)?(?P<name>{NAME}{{2,16}}?(?:产业集群|产业集聚区|产业|行业))(?:高质量|集群)?"
    f"{NAME}{{0,12}}?{names.words('report_words')}{NAME}{{0,10}}(?:（{NAME}{{1,12}}）)?$"
)
def reported(name: Span) -> NamedClusters | None:
    """The title of a report on one cluster: 关于某市‹cluster›发展的调研报告, 某县‹cluster›概况."""
    return _named([name])

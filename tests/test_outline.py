"""Headings and lines that name clusters, and what the words under them say of clusters, parks and places."""

from kg.extraction import read_facts
from kg.model import Document, Entity, Fact
from kg.reading.layout import passages


def read(text: str) -> tuple[Fact, ...]:
    title, found = passages(text)
    return read_facts(Document("invented", "invented.txt", title, text, tuple(found))).facts


def clusters(text: str) -> dict[str, str]:
    """The clusters that a text tells of, with their standing."""
    return {fact.subject.name: fact.status for fact in read(text) if fact.property == "cluster"}


def pairs(text: str, property: str) -> set[tuple[str, str]]:
    return {
        (fact.subject.name, fact.object.name)
        for fact in read(text)
        if fact.property == property and isinstance(fact.object, Entity)
    }


FIVE = (
    "遂昌县特色产业概况\n1.袜业\n全县现有袜业企业420家。\n2.五金工具\n现有企业86家，年产值9.5亿元。\n"
    "3.水暖阀门\n规模以上企业12家。\n4.茶叶\n年产干茶4300吨。\n5.文旅\n年接待游客120万人次。\n"
)


def test_numbered_headings_that_are_trades_give_each_a_cluster() -> None:
    assert list(clusters(FIVE)) == ["袜业", "五金工具", "水暖阀门", "茶叶", "文旅"]
    told = {fact.subject.name for fact in read(FIVE) if fact.property == "observation"}
    assert told == {"袜业", "五金工具", "水暖阀门", "茶叶", "文旅"}


def test_headings_of_a_plan_name_no_trades() -> None:
    text = "遂昌县工作方案\n一、空间布局\n统筹各镇。\n二、组织保障\n加强领导。\n三、重点产业\n做好服务。\n"
    assert clusters(text) == {}


def test_a_line_over_its_paragraph_is_a_heading() -> None:
    text = (
        "遂昌县重点产业链简介\n茶叶产业链\n种植面积2万亩，现有加工企业36家，规上企业8家。\n"
        "竹炭产业链\n现有企业18家，年产竹炭3000吨，产品远销海外。\n"
    )
    assert clusters(text) == {"茶叶产业链": "existing", "竹炭产业链": "existing"}
    counts = {
        (f.subject.name, str(f.object.value)) for f in read(text) if getattr(f.object, "measure", "") == "firm_count"
    }
    assert ("竹炭产业链", "18") in counts


def test_the_heading_above_gives_trades_their_standing() -> None:
    text = (
        "遂昌县产业链实施意见\n二、主要任务\n（一）提升发展优势产业\n1.竹炭产业\n（二）培育壮大新兴产业\n"
        "1.生物医药产业\n（三）前瞻布局未来产业\n聚焦氢能、深海装备等未来产业。\n"
    )
    found = clusters(text)
    assert (found["竹炭产业"], found["生物医药产业"]) == ("existing", "emerging")
    assert found["氢能"] == found["深海装备"] == "planned"


def test_a_heading_that_wants_a_trade_to_grow_names_it() -> None:
    text = "遂昌县政府工作报告\n二、重点工作\n1.大力发展绿色矿业。建成绿色矿山3座。\n2.提升营商环境。优化服务。\n"
    assert clusters(text) == {"绿色矿业": "existing"}


def test_trades_that_a_park_announces_are_carried_by_it() -> None:
    text = (
        "遂昌县园区建设\n遂昌农业产业园布局为“一园两片”，即沙坝片区和长岗片区。"
        "沙坝片区地处沙坝镇，主导产业为茶叶、生猪。\n"
    )
    assert {("茶叶", "沙坝片区"), ("生猪", "沙坝片区")} <= pairs(text, "has_park")


def test_a_list_gives_each_of_its_clusters_a_county() -> None:
    text = "丽水市产业集群\n全市拥有龙泉市青瓷、云和县木玩、遂昌县竹炭等6个特色产业集群。\n"
    assert {("龙泉市青瓷", "龙泉市"), ("云和县木玩", "云和县")} <= pairs(text, "located_in")


def test_a_trade_named_again_and_again_is_a_cluster() -> None:
    text = "遂昌茶旅新篇\n壮大乡村，离不开香榧产业。发展香榧产业以来，农户增收；如今香榧产业与旅游相融。\n"
    assert "香榧产业" in clusters(text)
    assert clusters("遂昌茶旅新篇\n壮大乡村，离不开香榧产业。\n") == {}

"""Of which part a figure is that says none: what the figure before it was of, or the zone that its clause names."""

import pytest

from kg.extraction import read_facts
from kg.model import Document, Figure
from kg.reading.layout import passages


def told(text: str) -> dict[str, tuple[str, str]]:
    """Measure and part of each figure of a text, by its words."""
    title, found = passages(text)
    facts = read_facts(Document("case", "case.txt", title, text, found)).facts
    figures = [fact.object for fact in facts if isinstance(fact.object, Figure)]
    return {figure.lexical: (figure.measure, figure.of) for figure in figures}


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("全年开工5000万元以上项目32个，总投资64亿元。", "总投资64亿元", "开工5000万元以上项目"),
        ("在建企业16家（新增4家），投资额12亿元。", "投资额12亿元", "在建企业"),
        ("规上工业产值1680亿元、利税152亿元。", "、利税152亿元", "规上工业"),
        ("园区实现工业总产值17亿元；实现税金6900万元。", "实现税金6900万元", "园区"),
        ("园区规模工业产值143亿元，同比增长21%。", "同比增长21%", "园区规模工业产值"),
        ("全县规上工业企业预计完成产值18亿元，同比增长9%。", "同比增长9%", "规上工业企业产值"),
        ("茶叶产量2800吨，实现综合产值6亿元。", "实现综合产值6亿元", "茶叶"),
        ("新增入库企业36家，其中工业6家、贸易业3家。", "贸易业3家", "贸易业"),
        ("工业固投完成15亿元，同比增长77%，位列全市第二名。", "位列全市第二名", "工业固投"),
    ],
)
def test_a_part_holds_for_what_follows(text: str, words: str, part: str) -> None:
    assert told(f"青阳县经济运行情况\n青阳县工业起步早。{text}")[words][1] == part


@pytest.mark.parametrize(
    "text",
    [
        "全县实施项目57项，到位州外资金23亿元，同比增长30%。",
        "申请专项债券资金13亿元，净增5亿元，居全市第一。",
        "固定资产投资增长8%，消费品零售总额增长7%，均居全市第一。",
    ],
)
def test_what_an_unread_figure_is_followed_by_stays_unread(text: str) -> None:
    found = told(f"青阳县经济运行情况\n青阳县工业起步早。{text}")
    assert not {"同比增长30%", "居全市第一", "均居全市第一"} & found.keys()


@pytest.mark.parametrize(
    ("text", "each"),
    [
        (
            "河南金锋机械有限公司、河南宏源阀门有限公司年产值分别为3.6亿元和2.7亿元。",
            {360000000: "河南金锋机械有限公司", 270000000: "河南宏源阀门有限公司"},
        ),
        ("小吃产业和机械产业从业人员分别达6万人和1.5万人。", {60000: "小吃产业", 15000: "机械产业"}),
    ],
)
def test_figures_of_a_list_are_of_its_items_in_turn(text: str, each: dict[int, str]) -> None:
    title, found = passages(f"沙县区经济\n{text}")
    facts = read_facts(Document("case", "case.txt", title, f"沙县区经济\n{text}", found)).facts
    told = {int(fact.object.value): fact.subject.name for fact in facts if isinstance(fact.object, Figure)}
    assert told == each


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("玉米加工产业集群。现有企业8家。", "玉米加工产业集群"),
        ("本县发展玉米加工产业。全县现有企业8家。", "青阳县"),
    ],
)
def test_a_sentence_that_is_only_the_name_of_a_cluster_heads_what_follows(text: str, whose: str) -> None:
    text = f"青阳县产业发展情况\n青阳县工业起步早。{text}"
    title, found = passages(text)
    facts = read_facts(Document("case", "case.txt", title, text, found)).facts
    [bearer] = [fact.subject.name for fact in facts if isinstance(fact.object, Figure) and fact.object.value == 8]
    assert bearer == whose

"""Of which part a figure is: the whole noun as it is written, without the place's name and verbs."""

import pytest

from kg.extraction import read_facts
from kg.model import Document, Figure
from kg.reading.layout import passages


def parts(text: str) -> set[str]:
    """The parts that the figures of a text beginning with a 7 are of."""
    title, found = passages(text)
    facts = read_facts(Document("invented", "invented.txt", title, text, tuple(found))).facts
    figures = [fact.object for fact in facts if isinstance(fact.object, Figure)]
    return {figure.of for figure in figures if str(figure.value)[0] == "7"}


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("工农业总产值7亿元。", "工农业总产值"),
        ("农业总产值7亿元。", "农业总产值"),
        ("规上工业总产值7亿元。", "规上工业"),
        ("建筑业总产值突破7亿元。", "建筑业"),
        ("全县生产总值7亿元。", "生产总值"),
        ("全县拥有生产及配套企业7家。", "配套企业"),
        ("日总产能7吨。", ""),
        ("其中仅有机枸杞种植面积7万亩。", "有机枸杞"),
        ("全县仅有枸杞加工企业7家。", "枸杞加工企业"),
        ("先行区域比重提到7%。", "先行区域"),
        ("县内有五金加工点7个。", "五金加工点"),
        ("五年来规上工业企业发展到7家。", ""),
        ("集群内企业获得省级名牌产品7件。", "省级名牌产品"),
        ("该县新建厂房7万平方米。", "厂房"),
        ("遂昌县竹炭加工户7户。", "竹炭加工户"),
        ("工业投资31.6亿元，增长7%。", "工业投资"),
        ("产值31.6亿元，增长7%。", "output_value"),
        ("最多时摊位7个。", "摊位"),
    ],
)
def test_a_part_is_the_whole_noun(sentence: str, of: str) -> None:
    assert parts(f"遂昌县概况\n{sentence}") == {of}


def test_what_a_cluster_has_itself_is_no_part_of_it() -> None:
    assert parts("遂昌县竹炭产业\n竹炭产业规上工业产值7亿元。") == {""}
    assert parts("遂昌县竹炭产业\n竹炭产业产值8亿元，其中规上企业产值7亿元。") == {"规上企业"}
    assert parts("遂昌县竹炭产业\n竹炭交易市场交易额8亿元，增长7%。") == {"revenue"}


def test_a_share_is_of_its_whole_without_the_verb() -> None:
    text = "遂昌县竹炭产业\n竹炭产业每年让农民人均创收2600元，相当于农民人均纯收入的40%。"
    title, found = passages(text)
    facts = read_facts(Document("invented", "invented.txt", title, text, tuple(found))).facts
    figures = [fact.object for fact in facts if isinstance(fact.object, Figure)]
    assert {figure.scope for figure in figures if figure.unit == "%"} == {"农民人均纯收入"}

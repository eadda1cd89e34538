"""Sentences that define or require, and sentences like them that tell of somebody."""

import pytest

from kg.extraction.provisions import is_provision


@pytest.mark.parametrize(
    "sentence",
    [
        "本办法所称特色产业集群是指主导产业产值不低于20亿元的企业群体。",
        "本方案所称链主企业，指年营业收入10亿元以上的企业。",
        "规模以上工业企业是指年主营业务收入2000万元以上的企业。",
        "[3]规上工业企业：指年主营业务收入2000万元以上的工业企业。",
        "申报企业应当具备以下条件：年产值5000万元以上。",
        "示范园区须满足下列条件：入园企业30家以上。",
        "年产值达到5000万元以上的企业方可申报。",
        "研发投入占比原则上不低于3%。",
        "凡在本县注册满3年的企业均可申请。",
        "所谓“电商名村”，说的是网店不少于50家的行政村。",
        "“电商名镇”则须辖有4个及以上的名村。",
    ],
)
def test_what_holds_for_whoever_it_fits(sentence: str) -> None:
    assert is_provision(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "年产值达到5000万元以上的企业有12家。",
        "全县特色产业集群实现产值20亿元。",
        "研发投入占比不低于3%的企业达40家。",
        "该县被指定为全国石雕产业试点。",
        "龙头企业带动指数居全省第3位。",
        "对县内8家企业给予奖励300万元。",
        "所谓“袜都”，如今有袜厂300家。",
        "全镇辖有4个以上的名村，所需原料年耗3万吨以上。",
    ],
)
def test_what_is_told_of_somebody(sentence: str) -> None:
    assert not is_provision(sentence)

"""Tables of statistics and registers in the shapes that print and pages leave them in, and what is no table."""

import time

import pytest

from kg.extraction import read_facts
from kg.model import Document, Entity, Fact, Figure
from kg.reading.layout import passages


def read(text: str) -> list[Fact]:
    """The facts of the rows of a text; every quote stands in it, and no row was a fault."""
    title, found = passages(text)
    reading = read_facts(Document("t", "t.txt", title, text, found))
    assert not reading.faults
    for fact in reading.facts:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
    return [fact for fact in reading.facts if fact.evidence.rule.startswith("tables.")]


def told(text: str) -> set[str]:
    """The figures of the rows: subject | measure value unit | of | period."""
    return {
        f"{f.subject.name} | {f.object.measure} {f.object.value.normalize():f} {f.object.unit} | {f.object.of} | "
        f"{f.object.period}"
        for f in read(text)
        if isinstance(f.object, Figure)
    }


def rows(text: str) -> int:
    return sum(passage.kind == "row" and len(passage.cells) > 1 for passage in passages(text)[1])


FISH = {
    "岱山县 | output_volume 52300 t | 水产品 | 2021",
    "岱山县 | output_volume 41200 t | 海水产品 | 2021",
    "岱山县 | output_volume 860 t | 带鱼 | 2021",
    "岱山县 | area 31500 mu | 水产养殖 | 2021-12-31",
}
FARMS = {
    "浦江县 | firm_count 120 1 | 乡村旅游企业 | 2020",
    "浦江县 | employment 2300 person | 乡村旅游企业 | 2020",
    "浦江县 | firm_count 80 1 | 农家乐 | 2020",
    "浦江县 | employment 900 person | 农家乐 | 2020",
    "浦江县 | firm_count 40 1 | 景区周边企业 | 2020",
    "浦江县 | employment 1400 person | 景区周边企业 | 2020",
}
YEARS = {
    "诸暨市 | firm_count 210 1 |  | 2020",
    "诸暨市 | firm_count 225 1 |  | 2021",
    "诸暨市 | employment 31000 person |  | 2020-12-31",
    "诸暨市 | employment 32500 person |  | 2021-12-31",
    "诸暨市 | other 1830000000 CNY | 工业增加值 | 2020",
    "诸暨市 | other 2010000000 CNY | 工业增加值 | 2021",
}
PAIRS = {
    "海宁市 | output_value 9820000000 CNY | 皮革制品业 | 2022-01/2022-06",
    "海宁市 | growth_rate -2.1 % | 皮革制品业工业总产值 | 2022-01/2022-06",
    "海宁市 | profit 410000000 CNY | 皮革制品业 | 2022-01/2022-06",
    "海宁市 | growth_rate 150 % | 皮革制品业利润总额 | 2022-01/2022-06",
    "海宁市 | output_value 4110000000 CNY | 计算机、通信和设备制造业 | 2022-01/2022-06",
    "海宁市 | growth_rate 6.4 % | 计算机、通信和设备制造业工业总产值 | 2022-01/2022-06",
    "海宁市 | profit -20000000 CNY | 计算机、通信和设备制造业 | 2022-01/2022-06",
}
MONTHS = {
    "淳安县兴源管业有限公司 | output_value 12500000 CNY |  | 2019-06",
    "淳安县兴源管业有限公司 | output_value 76000000 CNY |  | 2019-01/2019-06",
    "淳安县兴源管业有限公司 | profit_and_tax 2100000 CNY |  | 2019-06",
    "淳安县兴源管业有限公司 | profit_and_tax 13000000 CNY |  | 2019-01/2019-06",
    "淳安县千岛铸造有限公司 | output_value 30200000 CNY |  | 2019-06",
    "淳安县千岛铸造有限公司 | output_value 181000000 CNY |  | 2019-01/2019-06",
    "淳安县千岛铸造有限公司 | profit_and_tax 4000000 CNY |  | 2019-06",
    "淳安县千岛铸造有限公司 | profit_and_tax 22500000 CNY |  | 2019-01/2019-06",
}
_FIRST, _SECOND = "淳安县兴源管业有限公司", "淳安县千岛铸造有限公司"
_ROWS = [_FIRST, "1250", "7600", "210", "1300", _SECOND, "3020", "18100", "400", "2250"]

TABLES = {
    "a bar on a line between cells, two for an empty one": (
        "岱山县表5—2 水产品生产情况(2021年)\n项 目\n|\n单 位\n|\n数量\n|\n一、水产品总产量\n|\n吨\n|\n52300\n|\n"
        "1.海水产品\n|\n吨\n|\n41200\n|\n# 带 鱼\n|\n吨\n|\n860\n|\n墨鱼\n|\n吨\n|\n|\n二、年末水产养殖面积\n|\n公顷\n|\n2100\n|\n"
        "注:资料来自县海洋局。\n",
        FISH,
    ),
    "the same where a further page repeats the head": (
        "岱山县表5—2 水产品生产情况(2021年)\n项 目\n|\n单 位\n|\n数量\n|\n一、水产品总产量\n|\n吨\n|\n52300\n|\n"
        "1.海水产品\n|\n吨\n|\n41200\n|\n注:资料来自县海洋局。\n岱山县表5—2 水产品生产情况(2021年)(续表)\n"
        "项 目\n|\n单 位\n|\n数量\n|\n# 带鱼\n|\n吨\n|\n860\n|\n二、年末水产养殖面积\n|\n公顷\n|\n2100\n|\n",
        FISH,
    ),
    "bars at the ends, headers broken over lines, classes, a row without figures": (
        "浦江县统计\n6-3 乡村旅游企业主要指标（2020年） | ||\n类别 | 企业数\n（家） |\n从业人员 （人） |\n总计 | 120 | 2300 |\n"
        "按类型分 | ||\n农家乐 | 80 | 900 |\n露营地 | ||\n按区位分 | ||\n景区周边企业 | 40 | 1400 |\n",
        FARMS,
    ),
    "years as columns behind an empty corner, a cell a line": (
        "诸暨市工业指标\n|\n2020 |\n2021 |\n企业数（家） |\n210 |\n225 |\n年末从业人员（万人） |\n3.1 |\n3.25 |\n"
        "工业增加值（亿元） |\n18.3 |\n20.1 |\n",
        YEARS,
    ),
    "years as columns on lines of their own, no bars": (
        "诸暨市工业指标\n指标\n2020年\n2021年\n企业数（家）\n210\n225\n年末从业人员（万人）\n3.1\n3.25\n工业增加值（亿元）\n18.3\n20.1\n",
        YEARS,
    ),
    "years as columns without a header for the names": (
        "诸暨市工业指标\n2020年 2021年\n企业数（家） 210 225\n年末从业人员（万人） 3.1 3.25\n工业增加值（亿元） 18.3 20.1\n",
        YEARS,
    ),
    "years as columns parted by tabs": (
        "诸暨市工业指标\n指标\t2020年\t2021年\n企业数（家）\t210\t225\n年末从业人员（万人）\t3.1\t3.25\n工业增加值（亿元）\t18.3\t20.1\n",
        YEARS,
    ),
    "years as columns in Markdown, with a unit column": (
        "诸暨市工业指标\n| 指标 | 单位 | 2020年 | 2021年 |\n|---|---|---|---|\n| 企业数 | 家 | 210 | 225 |\n"
        "| 年末从业人员 | 万人 | 3.1 | 3.25 |\n| 工业增加值 | 亿元 | 18.3 | 20.1 |\n",
        YEARS,
    ),
    "years as rows": (
        "诸暨市工业指标\n年份 企业数（家） 工业增加值（亿元）\n2020年 210 18.3\n2021年 225 20.1\n",
        {one for one in YEARS if "employment" not in one},
    ),
    "value and growth in pairs under headers on two levels": (
        "海宁市规模以上工业产出与效益（按行业分组）\n\n2022年6月\n\n单位：亿元\n\n行业\n\n工业总产值\n\n利润总额\n\n1-6月\n\n"
        "同比增减（%）\n\n1-6月\n\n同比增减（%）\n\n皮革制品业\n\n98.2\n\n-2.1\n\n4.1\n\n1.5倍\n\n计算机、通信和\n\n设备制造业\n\n"
        "41.1\n\n6.4\n\n-0.2\n\n--\n",
        PAIRS,
    ),
    "the same with bars and empty cells under the spans": (
        "海宁市规模以上工业产出与效益（按行业分组）\n2022年6月\n单位：亿元\n行业 | 工业总产值 | | 利润总额 | |\n"
        "| 1-6月 | 同比增减（%） | 1-6月 | 同比增减（%） |\n".replace("\n| 1-6", "\n | 1-6")
        + "皮革制品业 | 98.2 | -2.1 | 4.1 | 1.5倍 |\n计算机、通信和设备制造业 | 41.1 | 6.4 | -0.2 | -- |\n",
        PAIRS,
    ),
    "spans that stand before their columns": (
        "淳安县工业企业2019年6月主要指标\n单位：万元\n名称\n工业总产值\n本月\n累计\n利税\n本月\n累计\n"
        + "\n".join(_ROWS)
        + "\n",
        MONTHS,
    ),
    "spans on a line above their columns": (
        "淳安县工业企业2019年6月主要指标\n单位：万元\n名称\n工业总产值\n利税\n本月\n累计\n本月\n累计\n"
        + "\n".join(_ROWS)
        + "\n",
        MONTHS,
    ),
    "parks, units in the caption, none of them in the headers": (
        "高密市工业园区情况\n单位：家、万元、人\n园区\n企业数\n产值\n从业人员\n高密市夏庄工业园\n82\n365000\n7200\n"
        "高密市姜庄工业园\n41\n186000\n3900\n",
        {
            "高密市夏庄工业园 | firm_count 82 1 |  | ",
            "高密市夏庄工业园 | output_value 3650000000 CNY |  | ",
            "高密市夏庄工业园 | employment 7200 person |  | ",
            "高密市姜庄工业园 | firm_count 41 1 |  | ",
            "高密市姜庄工业园 | output_value 1860000000 CNY |  | ",
            "高密市姜庄工业园 | employment 3900 person |  | ",
        },
    ),
    "parks, bars between the cells and none at the sides": (
        "宁国市各园区主要指标（2023年）\n园区名称 | 企业数（家） | 产值（亿元） | 同比增长（%）\n港口生态工业园区 | 120 | 88.6 | 5.2\n"
        "汽车零部件产业园 | 64 | 41.3 | -2.4\n",
        {
            "港口生态工业园区 | firm_count 120 1 |  | 2023",
            "港口生态工业园区 | output_value 8860000000 CNY |  | 2023",
            "港口生态工业园区 | growth_rate 5.2 % | output_value | 2023",
            "汽车零部件产业园 | firm_count 64 1 |  | 2023",
            "汽车零部件产业园 | output_value 4130000000 CNY |  | 2023",
            "汽车零部件产业园 | growth_rate -2.4 % | output_value | 2023",
        },
    ),
    "towns, and the total of the county": (
        "临猗县水果生产情况\n2022年\n乡镇\n种植面积（亩）\n产量（吨）\n角杯镇\n32000\n61000\n孙吉镇\n28500\n…\n全县\n60500\n115000\n",
        {
            "角杯镇 | planted_area 32000 mu |  | 2022",
            "角杯镇 | output_volume 61000 t |  | 2022",
            "孙吉镇 | planted_area 28500 mu |  | 2022",
            "临猗县 | planted_area 60500 mu | 水果 | 2022",
            "临猗县 | output_volume 115000 t | 水果 | 2022",
        },
    ),
    "towns as columns": (
        "浦江县2022年主要经济指标\n| 指标 | 全县 | 黄宅镇 | 白马镇 |\n|---|---|---|---|\n| 企业数（家） | 120 | 80 | 40 |\n",
        {
            "浦江县 | firm_count 120 1 |  | 2022",
            "黄宅镇 | firm_count 80 1 |  | 2022",
            "白马镇 | firm_count 40 1 |  | 2022",
        },
    ),
    "a town that heads the rows below": (
        "磐安县中药材生产情况（2021年）\n品种\n种植面积（亩）\n产量（吨）\n一、浙贝母\n18200\n5400\n安文镇\n玄参\n900\n210\n白术\n1200\n330\n",
        {
            "磐安县 | planted_area 18200 mu | 浙贝母 | 2021",
            "磐安县 | output_volume 5400 t | 浙贝母 | 2021",
            "安文镇 | planted_area 900 mu | 玄参 | 2021",
            "安文镇 | output_volume 210 t | 玄参 | 2021",
            "安文镇 | planted_area 1200 mu | 白术 | 2021",
            "安文镇 | output_volume 330 t | 白术 | 2021",
        },
    ),
    "products by tabs, each with its unit": (
        "句容市2022年主要工业产品产量\n产品名称\t计量单位\t产量\t比上年增长%\n水泥\t万吨\t412.5\t3.2\n光伏组件\t万件\t1200\t1.3倍\n",
        {
            "句容市 | output_volume 4125000 t | 水泥 | 2022",
            "句容市 | growth_rate 3.2 % | 水泥产量 | 2022",
            "句容市 | output_volume 12000000 件 | 光伏组件 | 2022",
            "句容市 | growth_rate 130 % | 光伏组件产量 | 2022",
        },
    ),
    "products, the unit in the caption, parts indented": (
        "安溪县2021年统计公报\n表2 主要农产品产量（单位：吨）\n指标 2020年 2021年\n粮食 52310 53112\n其中：稻谷 41000 41800\n",
        {
            "安溪县 | output_volume 52310 t | 粮食 | 2020",
            "安溪县 | output_volume 53112 t | 粮食 | 2021",
            "安溪县 | output_volume 41000 t | 稻谷 | 2020",
            "安溪县 | output_volume 41800 t | 稻谷 | 2021",
        },
    ),
    "firms with serial numbers, apart by blanks, growth beside": (
        "附表：石狮市服装企业2020年纳税前列\n序号 企业名称 纳税额（万元） 同比增长（%）\n1 石狮市富兴制衣有限公司 5620 12.1\n"
        "2 石狮市嘉宝服饰有限公司 4310 -3.5\n",
        {
            "石狮市富兴制衣有限公司 | tax 56200000 CNY |  | 2020",
            "石狮市富兴制衣有限公司 | growth_rate 12.1 % | tax | 2020",
            "石狮市嘉宝服饰有限公司 | tax 43100000 CNY |  | 2020",
            "石狮市嘉宝服饰有限公司 | growth_rate -3.5 % | tax | 2020",
        },
    ),
    "measures in rows, growth in a column, none for a dash": (
        "2022年安丘市规模以上工业主要经济指标\n指标名称\n计量单位\n1-12月\n同比增长（%）\n企业单位数\n个\n312\n—\n营业收入\n亿元\n421.5\n7.6\n",
        {
            "安丘市 | firm_count 312 1 |  | 2022-01/2022-12",
            "安丘市 | revenue 42150000000 CNY |  | 2022-01/2022-12",
            "安丘市 | growth_rate 7.6 % | revenue | 2022-01/2022-12",
        },
    ),
    "the cluster that the title names": (
        "云和县木制玩具产业2020—2021年发展情况\n项目\n2020年\n2021年\n企业数（家）\n1102\n1135\n出口额（亿元）\n30.2\n…\n",
        {
            "木制玩具产业 | firm_count 1102 1 |  | 2020",
            "木制玩具产业 | firm_count 1135 1 |  | 2021",
            "木制玩具产业 | export_value 3020000000 CNY |  | 2020",
        },
    ),
    "the zone that the caption names": (
        "德清县年鉴\n下表为德清高新区企业基本情况\n|\n2019 |\n2020 |\n企业数（家） |\n820 |\n904 |\n税收收入（亿元） |\n31.2 |\n33-4 |\n",
        {
            "德清高新区 | firm_count 820 1 |  | 2019",
            "德清高新区 | firm_count 904 1 |  | 2020",
            "德清高新区 | tax 3120000000 CNY |  | 2019",
        },
    ),
    "last year's column tells nothing": (
        "嵊州市2022年主要指标\n指标\n2022年\n上年同期\n企业数（家）\n41\n39\n总产值（亿元）\n5.5\n5.1\n",
        {"嵊州市 | firm_count 41 1 |  | 2022", "嵊州市 | output_value 550000000 CNY |  | 2022"},
    ),
    "a share of the whole": (
        "南安市水暖产业统计\n年度\t产值（亿元）\t占全市比重（%）\n2019\t312\t18.2\n2020\t330.5\t19\n",
        {
            "南安市 | output_value 31200000000 CNY |  | 2019",
            "南安市 | share 18.2 % |  | 2019",
            "南安市 | output_value 33050000000 CNY |  | 2020",
            "南安市 | share 19 % |  | 2020",
        },
    ),
}


@pytest.mark.parametrize("shape", TABLES)
def test_a_table_tells_its_figures_in_every_shape(shape: str) -> None:
    text, expected = TABLES[shape]
    assert told(text) == expected


def test_figures_of_a_place_that_is_not_said_are_told_of_one_without_a_name() -> None:
    text = "主要工业产品产量（2020年）\n产品\n产量（吨）\n面粉\n5200\n食用油\n860\n"
    assert told(text) == {" | output_volume 5200 t | 面粉 | 2020", " | output_volume 860 t | 食用油 | 2020"}


def test_the_quote_reaches_from_the_name_of_the_row_to_the_cell() -> None:
    text, _ = TABLES["bars at the ends, headers broken over lines, classes, a row without figures"]
    assert {fact.evidence.quote for fact in read(text)} >= {"农家乐 | 80", "农家乐 | 80 | 900"}


def test_targets_in_a_table_are_planned() -> None:
    text = "桐乡市毛衫产业发展规划\n二、发展目标\n指标\n2024年\n2027年目标\n企业数（家）\n410\n500\n总产值（亿元）\n620\n800\n"
    assert {fact.modality for fact in read(text)} == {"planned"}


REGISTER = (
    "农产品地理标志登记公告\n登记产品信息表\n编号\n登记产品\n所在省（区、市）\n证书持有人\n划定的地域保护范围\n技术规范编号\n"
    "1\n青田田鱼\n浙江\n青田县山湖稻鱼专业合作社\n青田县方山乡、仁庄镇、小舟山乡3个乡镇41个行政村。东经119°41′～120°26′。\nAGI2019-01-0001\n"
    "2\n磐安香菇\n浙江\n磐安县云峰食用菌协会\n磐安县全境。\nAGI2019-01-0002\n"
)


def test_a_register_tells_who_holds_the_mark_and_how_large_its_area_is() -> None:
    held = {
        (f.subject.name, f.object.name)
        for f in read(REGISTER)
        if f.property == "owns_brand" and isinstance(f.object, Entity)
    }
    assert held == {("青田县山湖稻鱼专业合作社", "青田田鱼"), ("磐安县云峰食用菌协会", "磐安香菇")}
    assert told(REGISTER) == {"青田田鱼 | town_count 3 1 | 地域保护范围 | ", "青田田鱼 | other 41 1 | 行政村 | "}


NO_TABLES = {
    "a poem": "山居\n竹林深处有人家\n溪水潺潺绕屋斜\n春来采得新茶叶\n焙罢分香到邻家\n",
    "an address": "联系方式\n地址\n永康市丽州路12号\n电话\n87101234\n邮编\n321300\n传真\n87101235\n",
    "a menu": "菜单\n红烧肉\n38\n清蒸鱼\n68\n白切鸡\n48\n",
    "short lines of prose": "盛泽镇简介\n盛泽镇\n纺织企业\n2500家\n纺机\n10万台\n",
    "a dialogue": "访谈\n今年怎么样\n还行\n多少人\n6\n去年呢\n5\n",
    "a list of people": "人物\n张三\n1962\n李四\n1970\n王五\n1981\n",
    "results of a match": "比赛成绩\n姓名\n年龄\n得分\n张三\n20\n98\n李四\n22\n95\n",
    "an agenda": "议程\n一\n抓产业\n二\n抓项目\n三\n抓民生\n",
    "a navigation bar": "首页 |\n产业新闻 |\n企业 |\n联系我们 |\n",
    "numbered items": "目标\n1. 2023年全县茶园面积6.2万亩。\n2. 产量\n3. 价格\n",
    "dates of news": "要闻\n产业园开工 |\n2023-01-08 |\n新厂投产 |\n2023-02-11 |\n",
}


@pytest.mark.parametrize("kind", NO_TABLES)
def test_short_lines_are_no_table(kind: str) -> None:
    assert told(NO_TABLES[kind]) == set()


@pytest.mark.parametrize(
    "text",
    [
        "表\n" + "甲\n|\n12\n|\n" * 3000,
        "统计\n行业\n" + "产值（万元）\n" * 3000 + ("甲乙\n" + "12\n" * 3000) * 2,
        "统计\n" + "甲乙\n12\n" * 3000,
        "行业 | " + "产值（万元） | " * 3000 + "\n" + ("甲乙 | " + "12 | " * 3000 + "\n") * 2,
        "编号\n登记产品\n" + "1\n甲\n2\n乙\n" * 1500,
    ],
    ids=["bars", "columns", "cells", "columns and bars", "serials"],
)
def test_streams_of_any_size_are_read_fast(text: str) -> None:
    start = time.process_time()
    passages(text)
    assert time.process_time() - start < 8

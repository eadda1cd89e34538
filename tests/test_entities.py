"""The things that a sentence names: where their names begin and end, of which class they are, what opens a clause."""

import pytest

from kg.extraction.about import Subject
from kg.extraction.entities import named, said
from kg.extraction.subjects import Known
from kg.grammar.engine import Span
from kg.model import Entity

PLACE = Subject("临海市", "331082")

# text → the names in it that count, as class:name
NAMES = {
    "先后引进恒远机械有限公司、台州金泽阀门股份有限公司": ["Firm:恒远机械有限公司", "Firm:台州金泽阀门股份有限公司"],
    "由康达（临海）仪表有限公司牵头": ["Firm:康达（临海）仪表有限公司"],
    "重点推动新安丰饲料有限公司扩产": ["Firm:新安丰饲料有限公司"],
    "来公司考察的客商": [],
    "企业要争创国家生态园区": [],
    "加快推进沿江化工产业园建设": ["Place:沿江化工产业园"],
    "位于城东工业园区的项目": ["Place:城东工业园区"],
    "各类产业园区": [],
    "沙坪片区地处沙坪镇": ["Place:沙坪片区", "Place:沙坪镇"],
    "全力做大新能源产业": ["Cluster:新能源产业"],
    "富硒茶（绞股蓝）产业链，主招精制项目": ["Cluster:富硒茶（绞股蓝）产业链"],
    "五年来规上工业企业从98家发展到156家": [],
    "形成多条产业链": [],
    "拥有18条县域特色产业链": ["Place:临海市"],  # as many of them
    "壮大实体经济，发展服务业": [],
    "营业收入和就业": [],
    "聚焦轴承产业链、阀门产业链": ["Cluster:轴承产业链", "Cluster:阀门产业链"],
    "休闲用品产业实现产值30亿元": ["Cluster:休闲用品产业"],
    "杜桥镇眼镜业产值12亿元": ["Cluster:杜桥镇眼镜业"],
    "虽然眼镜产业企业多": ["Cluster:眼镜产业"],
    "占街道工业产值的两成": [],
    "诸城纸业产值12亿元": ["Cluster:诸城纸业"],
    "与太阳纸业、东方药业签约": [],
    "全市规上企业600家": ["Place:临海市"],
    "我市工业投资31亿元": ["Place:临海市"],
    "临海的财政收入": ["Place:临海市"],
    "劳动力市场和国际市场": [],
    "杜桥眼镜批发市场年成交额5亿元": ["Market:杜桥眼镜批发市场"],
    "恒晟化学完成产值18亿元": ["Firm:恒晟化学"],
    "发展化学工业": [],
    "“海隅春”区域公用品牌价值3亿元": ["Brand:海隅春"],
    "仅晴雨伞一项就创产值20亿元": ["Product:晴雨伞"],
    "青禾镇的主导产业有4个": ["Place:青禾镇"],
    "13个乡镇和特色小镇": [],
    "城乡居民": [],
    "眼镜产业以恒远机械有限公司为龙头": ["Cluster:眼镜产业", "Firm:恒远机械有限公司"],
    "骨干企业有恒远机械有限公司": ["Firm:恒远机械有限公司"],
    "台州有为科技有限公司": ["Firm:台州有为科技有限公司"],
    "产值3.1亿元恒远机械有限公司": ["Firm:恒远机械有限公司"],
    "台州六三种业有限公司": ["Firm:台州六三种业有限公司"],
    "引进三种机械产业": ["Cluster:机械产业"],
    "到2027年苗木花卉产业产值达到2亿元": ["Cluster:苗木花卉产业"],
    "彩灯产业带动就业": ["Cluster:彩灯产业"],
    "打造彩灯产业带": ["Cluster:彩灯产业带"],
    "经编产业集聚企业900家": ["Cluster:经编产业"],
    "经编产业集聚区": ["Place:经编产业集聚区"],
    "坚持贴近产业需求": [],
    "追求产业集群规模": [],
    "演绎机械产业新篇": ["Cluster:机械产业"],
    "挖掘机产业产值12亿元": ["Cluster:挖掘机产业"],
    "坚定不移抓园区、强功能": [],
    "县域产业园区入驻企业90家": [],
    "设立轴承专业园区": [],
    "一极三区——沿江经济开发区": ["Place:沿江经济开发区"],
    "青禾镇全镇工业产值3亿元": ["Place:青禾镇"],
    "农业部门十分关心恒远机械公司": ["Firm:恒远机械公司"],
    "千强镇、电商示范镇": [],
    "全行业有员工8万人": [],
    "全市茶产业产值3亿元": ["Place:临海市", "Cluster:茶产业"],
    "石化产业产值3亿元": ["Cluster:石化产业"],
    "绿色化产业": [],
    "杜桥工业城产值280亿元": ["Place:杜桥工业城"],
    "赤水循环经济园产值60亿元": ["Place:赤水循环经济园"],
    "公园产值": [],
    "形成了以恒远机械有限公司为龙头的体系": ["Firm:恒远机械有限公司"],
    "居全国同行业第五位": [],
}

# text → what its clauses are about
OPENINGS = {
    "目前，休闲用品产业实现产值30亿元": ["休闲用品产业"],
    "全市休闲用品产业实现产值30亿元": ["休闲用品产业"],
    "全市实现产值30亿元，杜桥镇完成3亿元": ["临海市", "杜桥镇"],
    "在恒远机械有限公司的带动下，产值增长": [],
    "恒远机械有限公司年产阀门5万套，公司员工300人": ["恒远机械有限公司", "恒远机械有限公司"],
    "沿江化工产业园占地900亩，园区入驻企业35家": ["沿江化工产业园", "沿江化工产业园"],
    "杜桥镇、沿江镇集聚企业300家": [],
    "在杜桥镇，种植面积8000亩": ["杜桥镇"],
    "在杜桥镇的带动下，产值增长": [],
    "在杜桥镇由返乡青年建成恒远机械有限公司": ["恒远机械有限公司"],
    "沿江化工产业园位于杜桥镇，规划面积9平方公里": ["沿江化工产业园"],
    "沿江化工产业园占地900亩，园区从业人员3000人": ["沿江化工产业园", "沿江化工产业园"],
    "沿江化工产业园占地900亩，园区化水平提高": ["沿江化工产业园"],
}


# a place whose name holds a word that no other name does
HELD = {
    "丰都县": ("丰都县肉牛产业产值3亿元", ["Cluster:丰都县肉牛产业"]),
    "如东县": ("如东县彩灯产业产值3亿元", ["Cluster:如东县彩灯产业"]),
    "从江县": ("从江县彩灯产业产值3亿元", ["Cluster:从江县彩灯产业"]),
    "临海市": ("从如东县引进彩灯产业", ["Cluster:彩灯产业"]),
}


def of_whom(thing: Entity) -> str:
    return f"{thing.type}:{thing.name}"


@pytest.mark.parametrize(("text", "names"), NAMES.items(), ids=NAMES)
def test_names_begin_and_end_where_words_do(text: str, names: list[str]) -> None:
    assert [of_whom(thing.entity) for thing in named(text, PLACE, Known(PLACE))] == names


@pytest.mark.parametrize(("place", "case"), HELD.items(), ids=HELD)
def test_the_name_of_the_place_has_no_edge(place: str, case: tuple[str, list[str]]) -> None:
    here = Subject(place, "")
    assert [of_whom(thing.entity) for thing in named(case[0], here, Known(here))] == case[1]


@pytest.mark.parametrize(("text", "names"), OPENINGS.items(), ids=OPENINGS)
def test_a_clause_is_about_what_opens_it(text: str, names: list[str]) -> None:
    clauses = []
    at = 0
    for part in text.split("，"):
        clauses.append(Span(part, at, at + len(part)))
        at += len(part) + 1
    things = said(text, clauses, PLACE, Known(PLACE), {})
    assert [thing.entity.name for thing in things if thing.opens] == names

"""Of whom relations speak: lead firms behind or before the cluster, holders of titles, makers, owners, parks."""

from pathlib import Path

import pytest

from kg.extraction import read_facts
from kg.model import Fact
from kg.reading import read


@pytest.fixture
def facts(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Reads a text of title and paragraphs; gives the facts of one property as (subject, object)."""

    def told(text: str, property: str) -> list[Fact]:
        path = tmp_path / "report.txt"
        path.write_text(text, "utf-8")
        [document] = read(path)
        found = [fact for fact in read_facts(document).facts if fact.property == property]
        for fact in found:
            quote = document.text[fact.evidence.start : fact.evidence.end]
            assert quote == fact.evidence.quote
        return found

    return told


def pairs(found: list[Fact]) -> set[tuple[str, str]]:
    return {(fact.subject.name, getattr(fact.object, "name", fact.object or "")) for fact in found}  # type: ignore[arg-type]


TITLE = "永康市门业产业发展情况报告\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以群升集团、王力公司为龙头的门业产业集群发展迅猛。", {("门业产业", "群升集团"), ("门业产业", "王力公司")}),
        ("门业产业骨干企业主要有群升集团、步阳集团等。", {("门业产业", "群升集团"), ("门业产业", "步阳集团")}),
        ("由新多门业、春天门业带动，门业产业加快转型。", {("门业产业", "新多门业"), ("门业产业", "春天门业")}),
        ("依托新多门业、春天门业等骨干企业，打造百亿级智能门产业园。", set()),
        ("新多门业、春天门业等企业反映招工难。", set()),
    ],
)
def test_lead_firms(facts, text: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, "lead_firm")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("永康市先后被授予“中国门都”“中国五金之都”称号。", {("永康市", "中国门都"), ("永康市", "中国五金之都")}),
        ("芝英镇以铜艺闻名，被誉为“中国铜艺之乡”。", {("芝英镇", "中国铜艺之乡")}),
        ("新多门业、春天门业等2家企业获评省级名企。", set()),
        (
            "新多门业、春天门业等2家企业获评省级“隐形冠军”。",
            {("新多门业", "省级“隐形冠军”"), ("春天门业", "省级“隐形冠军”")},
        ),
        ("该市建立了唯一的铜艺小镇，被授予中国铜艺孵化基地称号。", {("永康市", "中国铜艺孵化基地")}),
        ("永康市荣获中国质量奖提名奖。", {("永康市", "中国质量奖提名奖")}),
        ("王力公司研发的智能锁获浙江省科技进步二等奖。", {("智能锁", "浙江省科技进步二等奖")}),
        ("其“王力安防”商标被认定为浙江省著名商标。", {("王力安防", "浙江省著名商标")}),
        ("“永康方山柿”为国家地理标志证明商标。", {("永康方山柿", "国家地理标志证明商标")}),
        ("将门业产业列为全市一号工程。", set()),
        ("世界五金看永康，这句口号印在每辆公交车上。", set()),
    ],
)
def test_holders_of_titles(facts, text: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, "holds_title")) == expected


def test_who_confers_a_title_and_when(facts) -> None:  # type: ignore[no-untyped-def]
    [title] = facts(TITLE + "2010年，永康市被中国五金制品协会授予“中国门都”称号。", "holds_title")
    assert (title.conferred_by, title.period) == ("中国五金制品协会", "2010")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王力公司研发的智能锁、防火门畅销海外。", {("王力公司", "智能锁"), ("王力公司", "防火门")}),
        ("防盗门产量占全国的70%，进户门占50%。", {("门业产业", "防盗门"), ("门业产业", "进户门")}),
        ("春天公司的“晨光”牌钢木门获评浙江名品。", {("春天公司", "钢木门")}),
        ("企业生产的积极性不断提高。", set()),
        ("初级产品多、高端产品少。", set()),
    ],
)
def test_makers(facts, text: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, "makes")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("春天公司的“晨光”牌钢木门获评浙江名品。", {("春天公司", "晨光")}),
        ("“永康五金”集体商标品牌价值达100亿元。", {("永康市", "永康五金")}),
        ("步阳集团拥有“步阳”“飞神”两个品牌。", {("步阳集团", "步阳"), ("步阳集团", "飞神")}),
        ("现有“中国门都”等国字号名片。", set()),
    ],
)
def test_owners_of_brands(facts, text: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, "owns_brand")) == expected


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        ("门业产业主要分布在芝英镇、古山镇等镇。", "located_in", {("门业产业", "芝英镇"), ("门业产业", "古山镇")}),
        ("门业产业以古丽镇为中心。", "centred_on", {("门业产业", "古丽镇")}),
        ("门业产业集中在城西工业园。", "has_park", {("门业产业", "城西工业园")}),
        ("企业考察了苏州工业园区、上海张江科学园。", "has_park", set()),
        ("门业产业依托金华科技园区。", "has_park", {("门业产业", "金华科技园区")}),
        ("力量集中在技术领域。", "located_in", set()),
        ("园区基础设施不断完善，市场需求旺盛。", "has_park", set()),
        ("各类专业市场不断发展，国内外市场不断开拓。", "has_market", set()),
    ],
)
def test_places(facts, text: str, property: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


def test_a_park_that_is_to_be_built_is_planned(facts) -> None:  # type: ignore[no-untyped-def]
    [park] = facts(TITLE + "一、下步打算\n拟投资5亿元建设智能门锁产业园。", "has_park")
    assert (park.object.name, park.modality) == ("智能门锁产业园", "planned")


def test_standards_each_with_its_firm(facts) -> None:  # type: ignore[no-untyped-def]
    text = "王力公司、步阳公司分别参与防盗门国家标准、钢木门行业标准的制定。"
    expected = {("王力公司", "防盗门国家标准"), ("步阳公司", "钢木门行业标准")}
    assert pairs(facts(TITLE + text, "drafts_standard")) == expected


def test_a_cluster_is_told_of_once(facts) -> None:  # type: ignore[no-untyped-def]
    text = "永康市门业产业集群发展快。门业、杯业、车业三大支柱产业持续壮大。门业、杯业、车业等三大产业实现产值300亿元。"
    found = [fact.subject.name for fact in facts(TITLE + text, "cluster")]
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        (
            "芝英镇的主导产业有2个，即五金工具和保温杯。",
            "located_in",
            {("五金工具", "芝英镇"), ("保温杯", "芝英镇")},
        ),
        ("柳城乡也有2个特色产业，分别是茶叶、竹木。", "located_in", {("茶叶", "柳城乡"), ("竹木", "柳城乡")}),
        ("全镇的主导产业是五金工具、保温杯。", "located_in", set()),
        ("永康门业直销中心设在意大利米兰。", "located_in", {("永康门业直销中心", "意大利米兰")}),
        ("门业产业的木材来自长江、松花江流域。", "located_in", set()),
        ("门业产业分布在永康江、南溪流域。", "located_in", {("门业产业", "永康江"), ("门业产业", "南溪")}),
    ],
)
def test_where_things_are(facts, text: str, property: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家有关部门将“中国门都”称号授予永康市。", {("永康市", "中国门都")}),
        (
            "永康市与广东阳江、浙江东阳并称为中国三大五金基地。",
            {("永康市", "中国三大五金基地"), ("广东阳江", "中国三大五金基地"), ("浙江东阳", "中国三大五金基地")},
        ),
        (
            "永康还拥有“国字号”品牌2项，包括“中国门都”、“中国五金之都”。",
            {("永康市", "中国门都"), ("永康市", "中国五金之都")},
        ),
        ("门业产业被列入浙江省产业集群发展规划。", set()),
    ],
)
def test_titles_that_are_given_or_shared(facts, text: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, "holds_title")) == expected


TOGETHER = "群升矿业公司与永安钢厂合作，投资800万元，对东岭铁矿的资源进行整合。"


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        (
            "德国西格公司、远大集团到永康市投资3000万元，建设智能门项目。",
            "invests_in",
            {("德国西格公司", "永康市"), ("远大集团", "永康市")},
        ),
        (TOGETHER, "invests_in", {("群升矿业公司", "东岭铁矿")}),
        (TOGETHER, "cooperates_with", {("群升矿业公司", "永安钢厂")}),
        ("永康门厂的产权已转让给远大集团。", "acquired_by", {("永康门厂", "远大集团")}),
        (
            "群升集团参与制定防盗门行业标准、钢木门行业标准。",
            "drafts_standard",
            {("群升集团", "防盗门行业标准"), ("群升集团", "钢木门行业标准")},
        ),
        ("群升集团参与国家标准、行业标准的制定。", "drafts_standard", {("群升集团", "国家标准、行业标准")}),
    ],
)
def test_dealings_of_firms(facts, text: str, property: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("杯业、门窗、车业三大行业产值分别为1亿元、2亿元、3亿元。", {"杯业", "门窗", "车业"}),
        ("锁具、门窗两大板块齐头并进。", {"锁具", "门窗"}),
        ("工业、旅游两大板块齐头并进。", set()),
    ],
)
def test_parts_of_the_cluster(facts, text: str, expected: set[str]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, "sub_cluster")) == {("门业产业", part) for part in expected}


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        ("芝英镇、古山镇集聚着近300家门企。", "located_in", {("门业产业", "芝英镇"), ("门业产业", "古山镇")}),
        ("芝英镇是门企的主要集聚地。", "located_in", {("门业产业", "芝英镇")}),
        ("芝英镇、古山镇等乡镇建成高标准农田3万亩。", "located_in", set()),
        ("永康五金城年成交额20亿元。", "has_market", {("门业产业", "永康五金城")}),
        (
            "东方荟、银河天地等专业市场年成交额20亿元。",
            "has_market",
            {("门业产业", "东方荟"), ("门业产业", "银河天地")},
        ),
        ("芝英镇和城西工业园区集聚企业100家。", "has_park", {("门业产业", "城西工业园区")}),
        ("王力产业园有限公司营收1亿元。", "has_park", set()),
    ],
)
def test_where_a_cluster_sits_and_what_carries_it(facts, text: str, property: str, expected) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        (
            "王力安防有限公司有员工90人。公司获评国家级专精特新企业。",
            "holds_title",
            {("王力安防有限公司", "国家级专精特新企业")},
        ),
        (
            "王力安防有限公司（下称“王力”）生产的智能锁获评浙江精品。",
            "holds_title",
            {("智能锁", "浙江精品")},
        ),
        ("永康门业市场享有“华东门业第一市”美誉。", "holds_title", {("永康门业市场", "华东门业第一市")}),
        ("永康铸铁技艺列入国家级非物质文化遗产名录。", "holds_title", {("永康铸铁技艺", "国家级非物质文化遗产名录")}),
        (
            "新凯门业有限公司生产的铜门畅销，“新凯”商标为浙江省著名商标。",
            "owns_brand",
            {("新凯门业有限公司", "新凯")},
        ),
        (
            "新凯门业有限公司有员工90人。公司的“晨阳”牌铜门2012年获金奖。",
            "owns_brand",
            {("新凯门业有限公司", "晨阳")},
        ),
        ("该镇生产的铜门、铁门远销海外。", "makes", {("门业产业", "铜门"), ("门业产业", "铁门")}),
        ("新凯股份还研发出铜门、铁门等产品。", "makes", {("新凯股份", "铜门"), ("新凯股份", "铁门")}),
    ],
)
def test_who_company_and_brackets_speak_of(facts, text: str, property: str, expected) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


def test_a_report_on_a_crop_names_its_cluster(facts) -> None:  # type: ignore[no-untyped-def]
    text = "安远脐橙挂果\n安远县脐橙种植面积28万亩。脐橙主要分布在鹤子镇、孔田镇。脐橙种植户2万户。"
    assert pairs(facts(text, "located_in")) == {("脐橙", "鹤子镇"), ("脐橙", "孔田镇")}


def test_a_heading_of_the_measures_names_a_plan_and_a_fund(facts) -> None:  # type: ignore[no-untyped-def]
    text = TITLE + "一、对策建议\n（一）实施门企倍增计划。今年加快培育。\n（二）设立产业发展基金。首期1亿元。"
    named = {fact.subject.name for fact in facts(text, "policy")}
    assert named == {"实施门企倍增计划", "门企倍增计划", "设立产业发展基金", "产业发展基金"}


def test_trades_under_a_heading_that_announces_them_are_clusters(facts) -> None:  # type: ignore[no-untyped-def]
    text = "永康市块状经济情况\n一、分业情况\n1.电动工具\n"
    text += "以皇冠电动、开创电气为龙头，企业300家。\n2.休闲器材\n企业120家。"
    assert pairs(facts(text, "lead_firm")) == {("电动工具", "皇冠电动"), ("电动工具", "开创电气")}


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        ("以新多门业、春天门业为代表的木门企业稳步发展。", "lead_firm", {("木门", "新多门业"), ("木门", "春天门业")}),
        ("锚定10家龙头企业，支持企业延伸链条。", "lead_firm", set()),
        ("培育上市公司、规上企业等龙头企业。", "lead_firm", set()),
        ("对首次获评省级绿色工厂的企业，给予10万元奖励。", "holds_title", set()),
        ("全市2家企业获省长质量奖。", "holds_title", set()),
        (
            "宏源铜业、春天门业等2家企业获评省级绿色工厂。",
            "holds_title",
            {("宏源铜业", "省级绿色工厂"), ("春天门业", "省级绿色工厂")},
        ),
        ("甲山县、乙水县两县获“中国门都”称号。", "holds_title", {("甲山县", "中国门都"), ("乙水县", "中国门都")}),
        ("永康是全国三大家具生产基地之一。", "makes", {("门业产业", "家具")}),
        ("永康是国内重要的微型水泵生产基地。", "makes", {("门业产业", "微型水泵")}),
        ("园区覆盖从靶材生产的基础研究、试验到应用的全链条。", "makes", set()),
        ("王力公司生产的智能锁畅销全国。", "makes", {("王力公司", "智能锁")}),
        ("宏源铜业、春天门业已有年8万吨铜板生产能力。", "makes", {("宏源铜业", "铜板"), ("春天门业", "铜板")}),
        ("春天门业订单饱满，已是国内最大的防火门厂家。", "makes", {("春天门业", "防火门")}),
        ("形成区域分工有序、相互协作、上下游衔接的格局。", "makes", set()),
        (
            "叫响甲山红、乙水香、丙谷源等本土名牌。",
            "owns_brand",
            {("永康市", "甲山红"), ("永康市", "乙水香"), ("永康市", "丙谷源")},
        ),
        ("春天门业联手我市宏源铜业。", "cooperates_with", {("春天门业", "宏源铜业")}),
        ("引进华兴公司，买断原东山机械厂。", "acquired_by", {("东山机械厂", "华兴公司")}),
        ("虽然推动华安焦化公司并入晋山集团。", "acquired_by", {("华安焦化公司", "晋山集团")}),
    ],
)
def test_lists_and_names_with_edges(facts, text: str, property: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


def test_what_is_striven_for_is_planned(facts) -> None:  # type: ignore[no-untyped-def]
    found = facts(TITLE + "全市争创“国家全域旅游示范区”。去年获评全国文明城市。", "holds_title")
    assert {(fact.object.name, fact.modality) for fact in found} == {
        ("国家全域旅游示范区", "planned"),
        ("全国文明城市", "actual"),
    }


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        ("以意大利、清河、南宫为龙头的门业产业带形成。", "lead_firm", set()),
        ("在县委、县政府带动下，门业产业加快转型。", "lead_firm", set()),
        ("涌现出以张建国、李红霞为代表的一批企业家。", "lead_firm", set()),
        (
            "德国瑞隆、美国贝克等知名门企先后在永康设厂。",
            "invests_in",
            {("德国瑞隆", "永康市"), ("美国贝克", "永康市")},
        ),
        ("德国瑞隆、美国贝克等门业名企先后在全国各地设厂。", "invests_in", set()),
        ("永康经济开发区完成投资8亿元。", "has_park", {("永康市", "永康经济开发区")}),
        (
            "门业产业推出防盗门、木门等新品，青海生产的钢门也在此销售。",
            "makes",
            {("门业产业", "防盗门"), ("门业产业", "木门")},
        ),
        ("门业产业产品包括防盗门、木门等，远销日本、韩国。", "makes", {("门业产业", "防盗门"), ("门业产业", "木门")}),
        ("全市“云锁”牌智能锁获省名牌。", "owns_brand", {("门业产业", "云锁")}),
    ],
)
def test_who_leads_settles_and_makes(facts, text: str, property: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


@pytest.mark.parametrize(
    ("text", "property", "expected"),
    [
        (
            "门业产业有新凯集团、步阳集团等大型企业，主要产品为铜门和铁门。",
            "makes",
            {("门业产业", "铜门"), ("门业产业", "铁门")},
        ),
        (
            "新凯门业有限公司1998年建厂。产品与东江、西岭、海拓等多家主机厂配套。公司主营铜门、铁门。",
            "makes",
            {("新凯门业有限公司", "铜门"), ("新凯门业有限公司", "铁门")},
        ),
        (
            "新凯门业有限公司1998年建厂。公司列名铜门行业标准起草单位。",
            "drafts_standard",
            {("新凯门业有限公司", "铜门行业标准")},
        ),
        (
            "新凯门业有限公司1998年建厂。2010年被江海集团收购。",
            "acquired_by",
            {("新凯门业有限公司", "江海集团")},
        ),
        (
            "新凯门业有限公司1998年建厂。2015年，公司并购西湖门厂。",
            "acquired_by",
            {("西湖门厂", "新凯门业有限公司")},
        ),
        (
            "新凯门业有限公司1998年建厂。旗下拥有北岭铜材有限公司、南浦锁具有限公司。公司产品涵盖铜门、铁门。",
            "makes",
            {("新凯门业有限公司", "铜门"), ("新凯门业有限公司", "铁门")},
        ),
        (
            "青河门厂是外贸企业，产品有铜门、铁门。",
            "makes",
            {("青河门厂", "铜门"), ("青河门厂", "铁门")},
        ),
        (
            "形成锁业、门业产业两大产业，聚集了新凯集团、步阳集团等龙头企业。",
            "lead_firm",
            set(),
        ),
    ],
)
def test_what_profiles_of_firms_tell(facts, text: str, property: str, expected: set[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert pairs(facts(TITLE + text, property)) == expected


def test_what_a_bracket_behind_a_firm_tells_is_of_that_firm(facts) -> None:  # type: ignore[no-untyped-def]
    text = "1958年，青河榨油厂（年产菜油380吨）和青河造纸厂（年产土纸260吨）开工。"
    assert {("青河榨油厂", "菜油"), ("青河造纸厂", "土纸")} <= pairs(facts("青河县志\n" + text, "makes"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of which of the two each firm is, the text does not say
        ("较成熟的有门业产业集群、杯业产业集群。集群的龙头企业王力集团、飞剑公司参与制定标准。", set()),
        ("较成熟的有门业产业集群、杯业产业集群。龙头企业有王力集团、飞剑公司。", set()),
        ("较成熟的有门业产业集群、杯业产业集群。该集群的龙头企业有飞剑公司。", {("杯业产业集群", "飞剑公司")}),
        ("较成熟的有门业产业集群、杯业产业集群。杯业产业集群的龙头企业有飞剑公司。", {("杯业产业集群", "飞剑公司")}),
        ("较成熟的是杯业产业集群。集群的龙头企业有飞剑公司。", {("杯业产业集群", "飞剑公司")}),
    ],
)
def test_what_follows_clusters_side_by_side_is_not_of_the_last(  # type: ignore[no-untyped-def]
    facts, text: str, expected: set[tuple[str, str]]
) -> None:
    head = "永康市产业集群发展情况调研报告\n一、发展情况\n门业产业集群和杯业产业集群各有特色。\n"
    assert pairs(facts(head + text, "lead_firm")) == expected

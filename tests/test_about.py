"""Which place a report is about, how sure that is, and whose words it is in."""

from random import Random

import pytest
from gold import PLACES, SLUGS, gold_document, needs_gold
from test_hidden import counties

from kg.errors import InputError
from kg.extraction import read_facts
from kg.extraction.about import DOUBTFUL, Subject, author_of, subject_of, whereabouts
from kg.extraction.focus import focus_of
from kg.extraction.stated import stated
from kg.extraction.wording import worded
from kg.gazetteer.names import short
from kg.model import Document, Passage
from kg.reading.layout import passages


def report(title: str, text: str) -> Document:
    """A report with a paragraph a line."""
    found: list[Passage] = []
    at = 0
    for line in text.split("\n"):
        found += [Passage("paragraph", at, at + len(line))] if line else []
        at += len(line) + 1
    return Document("some", "some.txt", title, text, tuple(found))


def place(title: str, text: str) -> str:
    document = report(title, text)
    return focus_of(worded(document), subject_of(document)).name


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("永康市五金产业集群调研报告", "义乌市、东阳市、义乌市都来学习。", Subject("永康市", "330784")),
        ("关于永康五金产业的调查", "我市五金产业起步早。", Subject("永康市", "330784")),
        ("泰州市姜堰区产业集群调研", "泰州市泰州市泰州市，姜堰区。", Subject("姜堰区", "321204")),
        ("姜堰市产业集群调研", "姜堰的产业。", Subject("姜堰市", "321204")),
        ("浙江省块状经济调研", "永康市五金，义乌市小商品，诸暨市袜业。", Subject("浙江省", "33")),
        ("产业集群调研报告", "永康市经济和信息化局\n全市五金产业发展快，义乌也来学习。", Subject("永康市", "330784")),
        (
            "产业集群调研报告",
            "金华市有永康市的五金、义乌市的小商品、东阳市的木雕、兰溪市的纺织，全市共四个集群。",
            Subject("金华市", "3307"),
        ),
        ("产业集群调研报告", "金华市支持永康市。永康市的五金好，永康市的门也好。", Subject("永康市", "330784")),
        ("通州区家纺产业集群调研", "南通市的家纺集中在通州区。", Subject("通州区", "320612")),
        ("高密纺织产业调研", "高密的家纺企业很多，高密是纺织大县。", Subject("高密市", "370785")),
        ("产业集群调研报告", "xx县委、xx县政府重视，xx县有六大集群，攀枝花市是销地。", Subject("xx县")),
        ("××市产业集群调研", "我市与青岛市合作，青岛市投资。", Subject("××市")),
        ("浙江省某县五金集群调研", "我县五金业大。", Subject("某县")),
        ("A市纺织产业集群调研", "A市的纺织业，销往义乌。", Subject("A市")),
        ("产业集群调研报告", "我们调研了某企业。", Subject("")),
        ("产业集群调研报告", "整合资源，开展合作，创新和龙头带动，高密度布局，合作市场大。", Subject("")),
        ("", "", Subject("")),
    ],
)
def test_the_place_a_report_is_about(title: str, text: str, expected: Subject) -> None:
    assert subject_of(report(title, text)) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        # a place lends its name to a firm, a school, a road, a brand
        ("化工产业调研", "我市化工业龙头是中化（青岛）公司，中化（青岛）公司投资5亿元。", ""),
        ("牧业发展情况", "祁连牧歌实业有限公司落户我县，祁连牧歌年产值2亿元，祁连牧歌带动就业。", ""),
        ("清洁能源调研", "海南核电项目稳步推进，我县出力支持。", ""),
        ("产业集群调研", "以河套塞丰为龙头、内蒙古金穗等企业为骨干，集群成形。", ""),
        ("产业调研", "“洛川”牌商标驰名，“烟台”牌也有名。", ""),
        ("产业调研", "重庆市牧禾农业公司落户，垫江农业产业园建设加快，我县推进。", "垫江县"),
        ("啤酒产业调研", "引进青岛啤酒、燕京啤酒等企业，武义县是酿造大县，武义县持续发力。", "武义县"),
        ("商贸业调研", "西安路商圈、青岛路夜市人气旺，南京大学设点。永康市商贸兴。", "永康市"),
        ("产业调研", "银川银行、武汉银行、厦门大学都支持德化县，德化县瓷业强，全县受益。", "德化县"),
        ("产业调研", "引进（湖北）华昌集团、康达仪表（宁波）有限公司，全县新增企业9家。遂昌县招商忙。", "遂昌县"),
        ("产业调研", "泽州（华东）实业有限公司落户，全县增收。", ""),
        ("产业调研", "北京时间8点，武义县服装业强。", "武义县"),
        ("永康市五金集团上市", "永康市五金好。", "永康市"),
        # a name that no table has is no other county's
        ("临泽市产业集群调研报告", "临泽市经济发展快，全市有集群3个。", "临泽市"),
        ("产业集群调研报告", "临泽市经济发展快，临泽市有集群3个，全市产值高。", "临泽市"),
        ("产业集群调研报告", "铁西区聚焦装备，铁西区有集群3个，全区产值高。", "铁西区"),
        ("城市产业集群调研", "城市产业集聚，工业强县、农业大县各展所长，工业强县、农业大县都要发展产业。", ""),
        ("凉山产业调研", "凉山州产业多，凉山州有集群6个，全州发力。", "凉山州"),
        ("德宏州产业调研", "德宏州芒市的咖啡好。", "德宏州"),
        # a place that a text only deals with
        ("产业考察", "赴义乌市、东阳市学习考察，永康市要奋起直追。", "永康市"),
        ("食品产业调研", "产品销往北京市、上海市、杭州市，嵊州市食品业产值20亿元。", "嵊州市"),
        ("对标义乌 武义县做强五金", "武义县五金强。", "武义县"),
        ("上海松溪商会恳谈会、松溪县上海招商推介会", "松溪县地处闽浙交界。松溪是茶乡。", "松溪县"),
        ("石材产业", "五莲县石材业强，全县企业300家，（青岛）展会有声。", "五莲县"),
        # title, assembly, authorities, press lines
        ("2026年江西省政府工作报告", "南昌市、赣州市、九江市做强产业。", "江西省"),
        ("2025年某省政府工作报告", "长沙市做强产业，株洲市做强产业。", "某省"),
        (
            "政府工作报告",
            "——2025年2月在遂昌县第十七届人民代表大会上\n全县增长，学习杭州市、宁波市、温州市经验。",
            "遂昌县",
        ),
        ("产业链调整方案", "方案以市委办、市政府办名义下发，兰溪市重点产业链达12条，金华市支持。我市集聚。", "兰溪市"),
        ("特色产业发展", "缙云县融媒体中心3月6日讯 全县瞄准丽水市第一方阵，列丽水市第3位。", "缙云县"),
        ("产业调研", "昌吉3月6日讯　奇台县瞄准面粉工业，奇台县计划建集群。该县发力。", "奇台县"),
        ("应县陶瓷产业调研", "应县陶瓷好。", "应县"),
        ("山西省朔州市应县日用瓷情况", "应县日用瓷强。", "应县"),
        # the level that the text speaks of
        (
            "行动方案",
            "为落实省委、省政府部署，全省要扩大规模，我省根基深。黑龙江省政府制定方案，哈尔滨市先行。",
            "黑龙江省",
        ),
        ("行动方案", "落实省委、省政府部署，浙江省支持我县，全县发力，缙云县先行。", "缙云县"),
        ("产业调研", "内蒙古自治区政府支持，磴口县跟进。全旗发力，杭锦后旗争先，杭锦后旗增收。", "杭锦后旗"),
        ("", "昆明市呈贡区斗南街道灯火通明，呈贡区花卉交易旺。", "呈贡区"),
        # towns and zones
        ("车灯牌照续期", "记者自丹阳界牌了解到，界牌镇车灯业兴旺。全镇车灯企业900家，界牌镇模具多。", "界牌镇"),
        ("彭场镇产业情况", "仙桃市彭场镇，全镇企业503家，彭场镇出口多。", "彭场镇"),
        ("河坪乡", "河坪乡位于缙云县北部，距县城9公里。全乡有村11个，工业企业40家。", "河坪乡"),
        ("柳塘镇介绍", "【概况】柳塘镇地处平原，东邻陈庄镇。全镇企业80家，年产值3亿元。", "柳塘镇"),
        ("柳塘镇介绍", "柳塘镇地处缙云县平原。全县企业80家，年产值3亿元，全县增收。", "缙云县"),
        ("缙云县乡镇企业", "东方镇位于缙云县西部，全镇企业8家，全县企业300家，我县增收。", "缙云县"),
        ("缙云县乡村振兴", "缙云县全乡村振兴，我县增收。", "缙云县"),
        ("丹阳市眼镜产业调研", "全市眼镜企业多，集中在司徒镇、开发区。司徒镇企业多。", "丹阳市"),
        ("临邑县经济开发区发展情况", "开发区以机械为主，全区企业90家，区内项目多。", "临邑县经济开发区"),
        ("经开区2024年工作总结", "经开区产值增长，助力缙云县增收，缙云县支持。", "经开区"),
        ("XX经济开发区2024年工作总结", "开发区有企业90家。", "XX经济开发区"),
        ("我县集中开工项目9个", "宜昌市举行开工活动，县委书记在五峰分会场参加。我县项目9个。", "五峰土家族自治县"),
        ("湄潭县工业园区1至5月运行情况", "湄潭县工业园区产值增长，占全县工业一半。", "湄潭县工业园区"),
        ("开发区召开工作会议", "昨日，缙云开发区召开会议，市委领导讲话，开发区产值增长。", "缙云开发区"),
        ("昌硕街道2022年工作总结", "在县委领导下，街道收入增长，全县争先。", "昌硕街道"),
        ("新塘街道办事处2023年政府工作报告", "街道产值增长，全区争先。", "新塘街道"),
        ("二坝镇概况", "全镇产值增长，巢湖市支持坝镇，巢湖市坝镇也增长。", "二坝镇"),
        ("高密：家纺做强", "全市家纺企业80家，产品畅销。", "高密市"),
        ("望牛墩：水乡小镇兴产业", "我镇产值增长，全镇企业80家，我镇增收。", "望牛墩镇"),
        ("园区提档升级", "我县推进八滩、滨淮建园，整合蔡桥、正红、通榆创业园。", "滨海县"),
        (
            "青云泵阀产业园概况",
            "产业园规划面积3平方公里。目前，园区入驻企业40家，产品销往温州市、宁波市。",
            "青云泵阀产业园",
        ),
        ("青云泵阀产业园开工", "缙云县青云泵阀产业园开工，全县发力，我县增收。", "缙云县"),
        ("临邑有多少个开发区", "临邑县的开发区以机械为主，全区企业90家，区内项目多。", "临邑县"),
        ("临邑县产业发展情况", "全县工业强，县委重视，开发区以机械为主。", "临邑县"),
        ("", "开发区以机械制造为主导产业，区内规上企业95家。", "开发区"),
        ("", "开发区、企业各尽其责，产业链拉长。", ""),
        # townships tell a county that the text does not name
        ("块状经济", "产业分布在佛堂、赤岸、义亭、上溪、苏溪、大陈等镇街，全市发力。", "义乌市"),
        ("块状经济", "杭州的市场大，产业分布在佛堂、赤岸、义亭、上溪、苏溪、大陈等镇街，全市发力。", "义乌市"),
        ("块状经济", "客商愿到汊涧合建市场，我市项目21个。", "天长市"),
        ("块状经济", "客商愿到平台合建市场，我市项目21个。", ""),
        ("块状经济", "××县产业分布在佛堂、赤岸、义亭、上溪。", "××县"),
    ],
)
def test_a_name_counts_where_it_is_meant_as_the_place(title: str, text: str, expected: str) -> None:
    assert place(title, text) == expected


_TITLES = ("{}特色产业集群发展情况", "关于{}特色产业的调研", "2024年{}政府工作报告", "特色产业发展情况汇报", "")


def test_a_county_is_found_among_firms_and_markets_named_after_others() -> None:
    """Of four hundred counties nearly all; a wrong one is told as doubtful (districts share their names)."""
    random = Random(7)
    every = counties()
    right = wrong = 0
    for county in random.sample(every, 400):
        name, kind = county.name, county.name[-1]
        others = [short(other.name) or other.name for other in random.sample(every, 4)]
        text = (
            f"近年来，{name}聚焦主导产业，引进{others[0]}重工集团、{others[1]}（华东）实业有限公司等企业，全{kind}增收。\n"
            f"产品销往{others[2]}、北京、上海等地，企业与{others[3]}大学合作，以{others[0]}重工、{others[1]}实业为龙头。\n"
            f"下一步，我{kind}将继续发力，{short(name) or name}产业要上台阶。"
        )
        found = whereabouts(worded(report(random.choice(_TITLES).format(name), text)))
        right += found.subject.code == county.code
        wrong += found.subject.code not in ("", county.code) and found.certainty >= DOUBTFUL
    assert right >= 385
    assert wrong <= 3


@pytest.mark.parametrize(
    ("title", "text", "doubtful", "runner_up"),
    [
        ("永康市五金调研", "永康市五金强，义乌市配套。", False, "义乌市"),
        ("五金调研", "永康市五金强，义乌市五金也强。", True, "义乌市"),
        ("五金调研", "和平区五金强，和平区企业多，全区增收。", True, ""),
        ("五金调研", "客商愿到汊涧合建市场，我市项目21个。", True, ""),
        ("五金调研", "五金强。", True, ""),
        ("××县五金调研", "全县五金强。", False, ""),
    ],
)
def test_doubt_is_told_with_the_next_best(title: str, text: str, doubtful: bool, runner_up: str) -> None:
    found = whereabouts(worded(report(title, text)))
    assert (found.certainty < DOUBTFUL, found.runner_up) == (doubtful, runner_up)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("诸城市", Subject("诸城市", "370782")),
        ("诸城", Subject("诸城市", "370782")),
        ("南京市鼓楼区", Subject("鼓楼区", "320106")),
        ("江苏省南京市鼓楼区", Subject("鼓楼区", "320106")),
        ("江苏省镇江市丹阳市界牌镇", Subject("界牌镇", "321181")),
        ("江苏省", Subject("江苏省", "32")),
        ("姜堰市", Subject("姜堰市", "321204")),
        ("丹阳市界牌镇", Subject("界牌镇", "321181")),
        ("临邑县经济开发区", Subject("临邑县经济开发区", "371424")),
        ("xx县", Subject("xx县")),
    ],
)
def test_the_user_says_the_place(name: str, expected: Subject) -> None:
    assert stated(name) == expected


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("诸成市", "The nearest names are 诸暨市, 诸城市, 荣成市"),
        ("鼓楼区", "江苏省南京市鼓楼区, 江苏省徐州市鼓楼区"),
        ("界牌镇", "江苏省镇江市丹阳市界牌镇"),
        ("经济开发区", "there is no place"),
        ("火星", "Give its full name"),
    ],
)
def test_a_name_that_is_no_place_or_several_is_told(name: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        stated(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们赴永康市学习，对加快温江产业发展有启示。我区要学永康。", Subject("温江", "510115")),
        ("永康市五金产业强。我市要再接再厉。", Subject("永康市", "330784")),
        ("永康市五金产业强。我区也要发展。", Subject("永康市", "330784")),  # no district named
        ("永康市五金产业强。", Subject("永康市", "330784")),
    ],
)
def test_the_author_may_be_of_another_place(text: str, expected: Subject) -> None:
    document = report("永康市五金产业集群调研", text)
    assert author_of(document, subject_of(document)) == expected


def test_the_author_of_a_report_on_no_place_is_unknown() -> None:
    assert author_of(report("调研", "我区的产业，温江区。"), Subject("")) == Subject("")


@needs_gold
@pytest.mark.parametrize("slug", SLUGS)
def test_the_reports_are_about_their_places(slug: str) -> None:
    assert subject_of(gold_document(slug)) == Subject(*PLACES[slug])


@needs_gold
def test_the_author_of_a_report_on_another_county() -> None:
    document = gold_document("jinjiang")
    assert author_of(document, subject_of(document)) == Subject("温江", "510115")


def test_a_city_is_known_by_its_counties() -> None:
    text = "我市玉山县、婺源县和余干县的村子榜上有名。玉山县有6个村，我市共有23个村。"
    assert subject_of(report("我市23村入选", text)) == Subject("上饶市", "3611")
    two = "我市玉山县、婺源县的村子榜上有名。"
    assert subject_of(report("", two)).name != "上饶市"
    named = f"{text}德兴市也有3个村。"
    assert subject_of(report("", named)).name != "上饶市"


def test_a_zone_without_a_name_is_what_its_clauses_are_about() -> None:
    text = "开发区工业捷报频传。去年，开发区新增企业53家。此外，开发区还盯紧项目，开发区要再提速。全市工业向好。"
    assert subject_of(report("", text)) == Subject("开发区")
    assert subject_of(report("", "企业搬进开发区。去年，开发区建了厂房。")) == Subject("")


def test_a_town_named_as_another_county_begins_lies_where_its_text_says() -> None:
    text = "全镇服务古田发展大局，全镇产值增长。"
    assert subject_of(report("平湖镇2023年政府工作报告", text)) == Subject("古田县", "350922")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("五河镇\n一、基本情况\n五河镇地处青田县南部，辖3个村。耕地面积4万亩。青田县某公司产值3亿元。", "五河镇"),
        ("青岭管理区简介\n青岭管理区设立于1962年，隶属张家口市。全区总面积186平方公里。该区有茶场4个。", "青岭管理区"),
        ("青田县概况\n五河镇位于青田县南部。全县茶园面积9万亩。", "青田县"),
    ],
)
def test_a_profile_is_on_the_town_or_zone_of_its_title(text: str, place: str) -> None:
    title, found = passages(text)
    assert read_facts(Document("invented", "invented.txt", title, text, found)).place == place

"""Who holds a title: by the words before it, by those it is told beside, never by a number of things."""

import pytest
from test_sections import document

from kg.extraction import read_facts


def holders(text: str) -> list[tuple[str, str, str]]:
    facts = read_facts(document(f"武义县电动工具产业发展情况\n\n{text}\n")).facts
    titled = [fact for fact in facts if fact.property == "holds_title"]
    return [(f.subject.type, f.subject.name, getattr(f.object, "name", "")) for f in titled]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县产业兴旺，助推我县再度捧回“浙江省工业强县”牌匾。", [("Place", "武义县", "浙江省工业强县")]),
        (
            "武义县王宅镇等3个镇榜上有名，跻身“电商特色镇”。",
            [("Place", "武义县王宅镇", "电商特色镇")],
        ),
        (
            "来自浙江省武义县的桐琴镇在本届博览会上引人注目，获中国轻工业联合会授予的“中国炊具名镇”称号。",
            [("Place", "桐琴镇", "中国炊具名镇")],
        ),
        ("永康却已有“中国五金之都”的名头。", [("Place", "永康", "中国五金之都")]),
        ("集团公司兴旺，累计53家企业认定为高新技术企业。", []),
        ("另有158个镇列为2021年全国乡村特色产业超亿元镇。", []),
        ("五金产业被列入“四个特色产业”。", []),
        (
            "武义县泉溪工具产业园完成产值4亿元，同比增长26%，并在全省园区建设现场会上被授予浙中绿色示范园区。",
            [("Place", "武义县泉溪工具产业园", "浙中绿色示范园区")],
        ),
        (
            "武义国际工具城已成为国内知名的工具专业市场。工具城接连获评全国诚信示范市场、浙江省重点商品市场。",
            [
                ("Market", "武义国际工具城", "全国诚信示范市场"),
                ("Market", "武义国际工具城", "浙江省重点商品市场"),
            ],
        ),
        (
            "2016年11月武义宣莲在第三届中国厦门博览会上评为“中国十大名品”。",
            [("Product", "武义宣莲", "中国十大名品")],
        ),
        ("县工商局被评为省级文明单位，武义农商银行荣获全国五一劳动奖状。", []),
        ("武义工具市场被评为全国百强市场。", [("Market", "武义工具市场", "全国百强市场")]),
        ("全县取得有机产品认证茶叶企业2家。", []),
    ],
)
def test_holders_of_titles(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert holders(text) == expected


def test_the_firm_of_the_title_holds_what_the_company_won() -> None:
    text = (
        "远川阀门有限公司\n远川阀门有限公司收购原新民泵业厂后改建而来。\n"
        "除总厂外，该公司又在柳河镇、青石乡等地设立6个加工点。"
        "该公司先后获得浙江省高新技术企业、浙江省重点龙头企业等称号。\n"
    )
    facts = read_facts(document(text)).facts
    told = {(f.property, f.subject.name) for f in facts if f.property in ("holds_title", "located_in")}
    assert told == {("holds_title", "远川阀门有限公司"), ("located_in", "远川阀门有限公司")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "青山纺织有限公司简介\n\n青山纺织有限公司创建于1998年。公司系国家高新技术企业、浙江省纺织行业龙头企业，"
                "后来陆续成为“浙江省绿色工厂”、“全国守信用企业”。2015年公司荣列中国纺织500强。通过ISO9001质量体系认证。\n"
            ),
            [
                ("Firm", "青山纺织有限公司", "国家高新技术企业"),
                ("Firm", "青山纺织有限公司", "浙江省纺织行业龙头企业"),
                ("Firm", "青山纺织有限公司", "浙江省绿色工厂"),
                ("Firm", "青山纺织有限公司", "全国守信用企业"),
                ("Firm", "青山纺织有限公司", "中国纺织500强"),
            ],
        ),
        (
            (
                "公司简介\n\n金华市恒远汽配有限公司位于武义县百花山工业区，是一家集研发、销售于一体的高新技术企业。"
                "公司先后被评为浙江省科技型中小企业。\n"
            ),
            [
                ("Firm", "金华市恒远汽配有限公司", "高新技术企业"),
                ("Firm", "金华市恒远汽配有限公司", "浙江省科技型中小企业"),
            ],
        ),
        (
            (
                "青山泵阀产业园\n\n青山泵阀产业园成立于2010年，规划面积500亩，已入驻企业120家。"
                "园区先后获得国家级泵阀产业基地、省级小微企业创业园称号。\n"
            ),
            [
                ("Place", "青山泵阀产业园", "国家级泵阀产业基地"),
                ("Place", "青山泵阀产业园", "省级小微企业创业园"),
            ],
        ),
        (
            "武义县高村镇简介\n\n全镇有三个工业小区，高村工业区占地500亩。是全国重点镇，浙江省百强镇。\n",
            [("Place", "高村镇", "全国重点镇"), ("Place", "高村镇", "浙江省百强镇")],
        ),
        (
            (
                "武义县白石小商品市场\n\n武义县白石小商品市场建于1992年，占地80亩。"
                "市场连续两次荣获全国文明集贸市场的称号，通过绿色市场认证。\n"
            ),
            [("Market", "武义县白石小商品市场", "全国文明集贸市场")],
        ),
    ],
)
def test_titles_of_whom_a_profile_is_on(text: str, expected: list[tuple[str, str, str]]) -> None:
    titled = [fact for fact in read_facts(document(text)).facts if fact.property == "holds_title"]
    assert [(f.subject.type, f.subject.name, getattr(f.object, "name", "")) for f in titled] == expected

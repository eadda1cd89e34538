"""Which place a report is about, and whose words it is in."""

import pytest
from gold import PLACES, SLUGS, gold_document, needs_gold

from kg.extraction.about import Subject, author_of, subject_of
from kg.model import Document, Passage


def report(title: str, text: str) -> Document:
    return Document("some", "some.txt", title, text, (Passage("paragraph", 0, len(text)),))


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

"""A word of seeds/words/firms.csv reaches each rule that speaks of the firms that lead a cluster."""

import pytest

from kg import grammar
from kg.grammar.relations import Said
from kg.lexicon import rows

FIRMS = ["华岳重工", "金犁机械公司"]
LISTED = "、".join(FIRMS)
FRAMES = {
    "class": [
        f"{{}}企业有{LISTED}",
        f"{LISTED}等{{}}企业",
        f"{LISTED}等2家{{}}企业",
        f"{LISTED}是当地的{{}}企业",
        f"依托{LISTED}等{{}}企业，做强农机产业链",
        "{}企业华岳重工有限公司、金犁机械公司参与其中",
    ],
    "noun": [f"{LISTED}等一批{{}}", f"{{}}有{LISTED}"],
    "led": [f"以{LISTED}为{{}}", f"以{LISTED}为{{}}的农机产业", f"{LISTED}发挥{{}}作用"],
    "main": [f"以{LISTED}为{{}}的农机产业"],
    "backed": ["以华岳重工为龙头、金犁机械公司为{}的农机产业"],
    "pull": [f"由{LISTED}{{}}", f"由{LISTED}等企业{{}}的农机产业", f"{LISTED}等龙头企业{{}}"],
    "head": [f"形成由{LISTED}{{}}，多家小厂协作的农机产业集群"],
    "team": [f"{LISTED}共同组成了“{{}}”"],
}
WORDS = [(row["surface"], kind) for row in rows("firms", "lead") for kind in row["kind"].split()]


@pytest.mark.parametrize(("word", "kind"), WORDS)
def test_every_frame_of_its_kind_takes_a_word(word: str, kind: str) -> None:
    assert [text for frame in FRAMES[kind] if len(_led(text := frame.format(word))) != len(FIRMS)] == []


def _led(text: str) -> list[str]:
    said = [m.value for m in grammar.read(text) if isinstance(m.value, Said) and m.value.property == "lead_firm"]
    return [firm.text for value in said for firm in value.objects]


def test_every_kind_has_frames() -> None:
    assert {kind for _, kind in WORDS} == FRAMES.keys()

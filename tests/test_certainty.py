"""How surely a fact is read and on what grounds, and the script that learns it from passages with gold facts."""

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DefinitionError
from kg.extraction import Reading, read_facts
from kg.extraction import certainty as module
from kg.extraction.about import Subject
from kg.extraction.certainty import BIAS, likelihood, weights
from kg.extraction.grounds import BEARERS, Settings
from kg.extraction.outline import Scene
from kg.model import Document, Fact, Passage
from kg.ontology import ontology
from kg.reading.layout import passages

ROOT = Path(__file__).parents[1]
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "certainty.py"))
Case = SCRIPT["Case"]

REPORT = """遂昌县竹炭产业调研报告

一、发展现状
遂昌县竹炭产业集群有企业86家。2023年实现产值12亿元，其中出口额3亿元。
骨干企业有青云炭业有限公司、翠竹炭业有限公司和白马炭业有限公司。
青云炭业有限公司生产竹炭枕，拥有员工220人。
全县森林面积300万亩。

二、对策建议
力争到2028年产值达到30亿元。
"""


def reading(text: str = REPORT) -> Reading:
    title, found = passages(text)
    return read_facts(Document("invented", "invented.txt", title, text, tuple(found)))


def fact(quoted: str, text: str = REPORT) -> Fact:
    """The fact whose quote ends with some words."""
    return next(fact for fact in reading(text).facts if fact.evidence.quote.endswith(quoted))


@pytest.mark.parametrize(
    ("quoted", "ground"),
    [
        ("企业86家", "subject_in_clause"),
        ("产值12亿元", "subject_in_sentence"),
        ("员工220人", "subject_in_sentence"),
        ("产值达到30亿元", "sole_cluster"),
    ],
)
def test_a_figure_says_what_its_subject_rests_on(quoted: str, ground: str) -> None:
    text = REPORT.replace("86家。2023年", "86家，2023年")
    assert set(fact(quoted, text).grounds) & BEARERS == {ground}


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("遂昌县调研报告\n\n一、竹炭产业\n2023年实现产值12亿元。\n二、菊米产业\n有企业20家。\n", "from_heading"),
        ("遂昌县调研报告\n\n该县交通方便。2023年实现产值12亿元。\n", "place_by_default"),
    ],
)
def test_a_figure_without_a_subject_rests_on_what_it_stands_under(text: str, ground: str) -> None:
    assert set(fact("产值12亿元", text).grounds) & BEARERS == {ground}


def test_a_section_of_measures_a_list_and_a_place_that_only_the_text_names_are_grounds() -> None:
    assert "hedged_section" in fact("产值达到30亿元").grounds
    assert "hedged_section" not in fact("企业86家").grounds
    assert "place_by_text" in fact("企业86家", REPORT.replace("遂昌县竹炭产业调研报告", "竹炭产业调研报告")).grounds
    assert "place_by_text" not in fact("企业86家").grounds
    lead = [fact for fact in reading().facts if fact.property == "lead_firm"]
    assert lead
    assert all("listed" in fact.grounds for fact in lead)


def test_grounds_that_the_reading_gave_stand() -> None:
    given = replace(fact("企业86家"), grounds=("carried",))
    passage = Passage("paragraph", 0, len(REPORT))
    document = Document("invented", "invented.txt", "遂昌县调研报告", REPORT, (passage,))
    settings = Settings(document, [(passage, Scene("", Subject("遂昌县", "331123")))], None, 1.0)
    [judged] = module.judged(settings, [given], [], lambda features: 0.6)
    assert set(judged.grounds) & BEARERS == {"carried"}
    assert judged.certainty == 0.6


def test_every_fact_has_a_certainty_and_grounds_that_the_ontology_knows() -> None:
    for told in reading().facts:
        assert 0 < told.certainty < 1
        assert told.certainty == round(told.certainty, 2)
        assert len(set(told.grounds) & BEARERS) == 1
        assert list(told.grounds) == sorted(set(told.grounds))
        assert all(ontology().term(ground) for ground in told.grounds)


def test_a_subject_that_the_clause_names_is_surer_than_one_that_is_supplied() -> None:
    named = "遂昌县调研报告\n\n遂昌县竹炭产业集群2023年实现产值12亿元。\n"
    supplied = "遂昌县调研报告\n\n该县交通方便。2023年实现产值12亿元。\n"
    assert fact("产值12亿元", named).certainty > fact("产值12亿元", supplied).certainty


def test_unknown_features_count_nothing() -> None:
    assert likelihood(("ground=invented", "measure=invented")) == likelihood(())


def test_a_weight_that_is_no_number_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "certainty.csv").write_text("# weights\nfeature,weight\nbias,0.1\nproperty=makes,much\n", "utf-8")
    monkeypatch.setattr(module, "resource", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(DefinitionError, match=r"certainty\.csv:4: .*property=makes,much"):
        weights.__wrapped__()


def test_the_weights_are_sorted_and_of_features_that_there_can_be() -> None:
    lines = (ROOT / "seeds" / "certainty.csv").read_text("utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")][1:]
    assert rows == sorted(rows)
    assert BIAS in weights()
    grounds = {name.partition("=")[2] for name in weights() if name.startswith("ground=")}
    assert all(ontology().term(ground) for ground in grounds)
    assert {n.partition("=")[2] for n in weights() if n.startswith("measure=")} <= ontology().measures.keys()


def invented() -> list[Any]:
    """Cases of sixty passages: what is named is right nine times in ten, what is carried three times."""
    return [
        Case(f"p{passage}", ("property=observation", f"ground={ground}"), turn < right)
        for passage in range(60)
        for ground, right in (("named", 9), ("carried", 3))
        for turn in range(10)
    ]


def test_what_is_fitted_leans_to_the_shares_that_it_was_fitted_on() -> None:
    found = SCRIPT["fitted"](invented())
    odds = {case.features: SCRIPT["odds_of"](case, found) for case in invented()}
    named, carried = (SCRIPT["chance"](odds["property=observation", f"ground={g}"]) for g in ("named", "carried"))
    assert 0.3 <= carried < 0.45 < 0.75 < named <= 0.9


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_calibration_does_not_depend_on_the_order_of_the_cases() -> None:
    there, back = (SCRIPT["calibrated"](cases, cases) for cases in (invented(), invented()[::-1]))
    assert there == pytest.approx(back)


def test_only_passages_that_are_held_out_say_how_sure_a_fact_is() -> None:
    known = [replace(case, right=case.right or at % 3 > 0) for at, case in enumerate(invented())]
    found = SCRIPT["calibrated"](known, invented())
    for ground, share in (("named", 0.9), ("carried", 0.3)):
        case = Case("", ("property=observation", f"ground={ground}"), right=True)
        assert SCRIPT["chance"](SCRIPT["odds_of"](case, found)) == pytest.approx(share, abs=0.03)


def test_no_passage_is_both_developed_on_and_held_out() -> None:
    known, held_out = (SCRIPT["passages"](developed=developed) for developed in (True, False))
    assert not {*known} & {*held_out}
    assert {path.name[:2] for path in held_out if path.parent.name == "passages"} == {str(n) for n in range(41, 53)}
    assert all(int(path.stem[-2:]) % 3 == 0 for path in held_out if path.parent.name != "passages")


def test_odds_that_promise_too_much_are_scaled_down() -> None:
    right = [True] * 7 + [False] * 3 + [True] * 3 + [False] * 7
    slope, offset = SCRIPT["scale"]([4.0] * 10 + [-4.0] * 10, [Case("p", (), each) for each in right])
    assert SCRIPT["chance"](4 * slope + offset) == pytest.approx(0.7, abs=0.05)


def test_each_batch_of_passages_counts_as_much() -> None:
    told = [Case(passage, (), right=True) for passage in ("41-leather", "41-leather", "42-tea", "plans-03", "news-06")]
    counts = {case.passage: case.counts for case in SCRIPT["balanced"](told)}
    assert 3 * counts["41-leather"] == 3 * counts["42-tea"] == counts["plans-03"] == counts["news-06"]


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_the_table_counts_each_fact_once() -> None:
    told = SCRIPT["reliability"](invented(), invented())
    lines = SCRIPT["table"](told).splitlines()
    counts = [int(line.split("|")[2]) for line in lines[2:]]
    assert sum(counts[:-1]) == counts[-1] == len(told) == 1200
    assert {len(line.split("|")) for line in lines} == {6}


def test_a_passage_gives_its_facts_with_their_features() -> None:
    told = SCRIPT["cases"]([ROOT / "tests" / "passages" / "01-anping-wire-mesh.txt"])
    assert {case.passage for case in told} == {"01-anping-wire-mesh"}
    assert any(case.right for case in told)
    assert all(any(feature.startswith("property=") for feature in case.features) for case in told)

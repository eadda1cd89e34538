"""A rule runs only where what its pattern needs stands in the text, and runs wherever its pattern could match."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest
from pumped import taken
from test_corpus import TABLES

from kg import grammar
from kg.extraction.wording import cut, wording
from kg.grammar import engine
from kg.grammar.engine import Folded, Grammar, Layers, Rule, Span, layered, longest
from kg.grammar.gates import DIGIT, beginning, gated, met, met_by, needs
from kg.lexicon import any_of
from kg.model import Mention

RULES = {rule.name: rule for stratum in grammar.STRATA for rule in stratum.rules}
PASSAGES = sorted(path for path in Path(__file__).parent.glob("passages/*.txt") if path.name < "41")
WRITTEN = 30  # texts made from each pattern
HOLE, OTHER = "\ue000", "\ue001"


def needed(pattern: str) -> set[frozenset[str]]:
    return set(needs(pattern))


def one_of(*signs: str) -> frozenset[str]:
    return frozenset(signs)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("业", {one_of("业")}),
        ("产业群", {one_of("产业"), one_of("业群")}),
        ("甲.乙", {one_of("甲"), one_of("乙")}),
        (r"\d", {one_of(DIGIT)}),
        (r"第\d", {one_of("第"), one_of(DIGIT)}),
        ("[甲乙]丙", {one_of("甲丙", "乙丙")}),
        ("(?P<name>甲)(?:乙)", {one_of("甲乙")}),
        ("甲+乙", {one_of("甲"), one_of("乙")}),
        ("(?:甲乙){2,3}", {one_of("甲乙")}),
        ("(?>甲乙)丙", {one_of("甲乙"), one_of("乙丙")}),
        ("甲++乙", {one_of("甲"), one_of("乙")}),
        ("^甲乙$", {one_of("甲乙")}),
        (r"甲\b乙", {one_of("甲乙")}),
    ],
)
def test_needs_what_every_match_holds(pattern: str, expected: set[frozenset[str]]) -> None:
    assert needed(pattern) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "甲?",
        "甲*",
        "(?:甲乙){0,3}",
        "(?:甲乙)?+",
        ".",
        "[^甲]",
        r"\w",
        r"\D",
        "[\u4e00-\u9fff]",
        "(?!甲)",
        "(?<!甲乙)",
        "|甲",
    ],
)
def test_needs_nothing_where_nothing_is_sure(pattern: str) -> None:
    assert needed(pattern) == set()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("甲(?:乙)?丙", {one_of("甲乙", "甲丙"), one_of("乙丙", "甲丙")}),
        ("甲乙|丙丁", {one_of("甲乙", "丙丁")}),
        ("(?:甲乙.|丙)丁", {one_of("甲乙", "丙"), one_of("丁")}),
        ("甲(?:.乙|丙.)丁", {one_of("甲"), one_of("乙", "丙"), one_of("丁")}),
        ("甲(?:.乙|丙?)丁", {one_of("甲"), one_of("丁")}),
    ],
)
def test_a_branch_needs_one_of_its_ways_and_no_option(pattern: str, expected: set[frozenset[str]]) -> None:
    assert needed(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?=甲乙)丙", {one_of("甲乙"), one_of("丙")}),
        ("(?<=甲乙)丙", {one_of("甲乙"), one_of("丙")}),
        ("丙(?!甲)乙", {one_of("丙乙")}),
        ("(?<!甲)丙(?<!丁)乙", {one_of("丙乙")}),
        ("(?:(?=甲)丙)?乙", {one_of("丙乙", "乙")}),
        ("(?=甲|.)丙", {one_of("丙")}),
    ],
)
def test_what_is_looked_at_is_needed_and_what_may_not_stand_is_not(pattern: str, expected: set[frozenset[str]]) -> None:
    assert expected <= needed(pattern)
    assert not {sign for need in needed(pattern) - expected for sign in need} - {"甲丙", "乙", "丙"}


@pytest.mark.parametrize("pattern", ["(?i)kg", "(?i:kg)", "x?(?i:kg)"])
def test_letters_of_either_case_are_not_needed(pattern: str) -> None:
    assert needed(pattern) == set()


def test_letters_of_one_case_are_needed_beside_those_of_either() -> None:
    assert needed("(?i:kg)甲") == {one_of("甲")}


def test_a_hole_is_needed_by_itself_and_pairs_with_no_neighbour() -> None:
    assert needed(f"甲乙{HOLE}丙") == {one_of("甲乙"), one_of(HOLE), one_of("丙")}
    assert needed(f"(?:{HOLE}|{OTHER})亩") == {one_of(HOLE, OTHER), one_of("亩")}


def test_alternatives_too_many_to_list_are_needed_by_their_dearest_signs() -> None:
    words = [f"{chr(first)}{chr(second)}" for first in range(0x4E00, 0x4E1E) for second in range(0x5E00, 0x5E1E)]
    [need] = needed(f"(?:{'|'.join(words)})")
    assert need == frozenset(words)


def test_a_text_meets_the_needs_of_which_one_sign_stands_in_it() -> None:
    _, two, _ = gated("天干|地支")
    _, digit, _ = gated(r"丙寅\d")
    assert two & ~met("地支") == 0
    assert two & ~met("地下支柱")
    assert digit & ~met("丙寅年第３期") == 0
    assert digit & ~met("丙寅年")
    assert digit & ~met("第3期，丙年寅月")


def test_a_hole_is_met_by_a_mention_of_its_type_only() -> None:
    _, needs_both, _ = gated(f"庚子{HOLE}")
    assert needs_both & ~met("庚子")
    assert needs_both & ~(met("庚子") | met_by(OTHER))
    assert needs_both & ~(met("庚子") | met_by(HOLE)) == 0


@dataclass(frozen=True)
class Sum:
    words: str


@dataclass(frozen=True)
class Thing:
    words: str


@dataclass(frozen=True)
class Told:
    of: Span


@pytest.fixture
def stratum() -> Grammar:
    tried = Grammar("tried")

    @tried.rule("{money}的(?P<of>规模)")
    def scale(money: Sum, of: Span) -> Told:
        return Told(of)

    @tried.rule("(?P<of>甲乙)(?:丙)?")
    def words(of: Span) -> Told:
        return Told(of)

    return tried


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the rules that ran, in order."""
    names: list[str] = []
    read = Rule.read

    def counted(rule: Rule, folded: Folded) -> object:
        names.append(rule.name)
        return read(rule, folded)

    monkeypatch.setattr(Rule, "read", counted)
    return names


def test_a_rule_whose_signs_are_missing_does_not_run(stratum: Grammar, run: list[str]) -> None:
    assert stratum.read("甲子、乙丑") == []
    assert run == []
    [mention] = stratum.read("子甲乙丑")
    assert (run, mention.value) == (["tried.words"], Told(Span("甲乙", 1, 3)))


def test_a_rule_whose_hole_is_missing_does_not_run(stratum: Grammar, run: list[str]) -> None:
    text = "3亿元的规模"
    assert stratum.read(text) == []
    assert stratum.read(text, [Mention(0, 3, Thing("3亿元"), "below.thing")]) == []
    assert run == []
    [mention] = stratum.read(text, [Mention(0, 3, Sum("3亿元"), "below.sum")])
    assert (run, mention.value) == (["tried.scale"], Told(Span("规模", 4, 6)))


def test_no_text_is_folded_for_rules_that_do_not_run(stratum: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(layers: Layers, types: frozenset[type]) -> Folded:
        raise AssertionError("a text was folded")

    monkeypatch.setattr(Layers, "folded", refused)
    assert stratum.read("子丑", [Mention(0, 1, Sum("子"), "below.sum")]) == []


def test_one_fold_serves_all_rules_until_a_mention_of_its_types_is_laid_over() -> None:
    both, one = frozenset({Sum, Thing}), frozenset({Sum})
    layers = Layers("子丑寅卯", [Mention(0, 1, Sum("子"), "a")])
    first = layers.folded(both)
    assert first is layers.folded(one) is layers.folded(both)
    layers.add([Mention(2, 4, Thing("寅卯"), "b")])
    assert layers.folded(one).text == first.text
    assert [*layers.folded(both).folded.values()] == layers.mentions
    assert len(layers.folded(both).text) == len("子丑") + 1


def test_of_equal_mentions_the_one_read_first_is_folded() -> None:
    layers = Layers("子丑", [Mention(0, 2, Thing("子丑"), "a"), Mention(0, 2, Sum("子丑"), "b")])
    [mention] = layers.folded(frozenset({Sum, Thing})).folded.values()
    assert mention.rule == "a"
    assert longest(layers.mentions) == [mention]


def test_a_stratum_that_finds_nothing_chooses_nothing() -> None:
    def refused(*_: object) -> list[Mention]:
        raise AssertionError("chose among nothing")

    assert Grammar("empty", choose=refused).read("子丑") == []


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        ("(?:约|近)?甲", "约近甲"),
        (r"(?<!第)(?:[约近]|大概)*\d", "约近大1"),
        ("(?P<name>约?)(?:甲|乙丙)", "约甲乙"),
        ("(?>约?)[]^-]", "约]^-"),
        ("(?:约?甲?){0,2}乙", "约甲乙"),
    ],
)
def test_a_match_begins_with_one_of_the_heads(pattern: str, heads: str) -> None:
    assert {*filter(re.compile(beginning(pattern)).match, "约近大概甲乙丙第1]^-")} == set(heads)


@pytest.mark.parametrize(
    "pattern", ["甲", "[甲乙]丙", "(?:甲|乙)丙", "约?", "约?.", "约?[^甲]", "", "(?i:a?)b", "(?i)a?b"]
)
def test_no_head_is_looked_for_where_it_is_plain_or_not_told(pattern: str) -> None:
    assert beginning(pattern) == ""


@pytest.mark.parametrize("name", RULES)
def test_each_rule_runs_on_all_that_its_pattern_takes(name: str) -> None:
    rule, random, plain = RULES[name], Random(name), re.compile(RULES[name].text)
    texts = [taken(plain, random) for _ in range(WRITTEN)]
    found = [[match.span() for match in plain.finditer(text)] for text in texts]
    assert [[match.span() for match in rule.matches(text)] for text in texts] == found
    assert [text for text, spans in zip(texts, found, strict=True) if spans and rule.needs & ~met(text)] == []


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda path: path.stem)
def test_gates_and_cores_hide_no_mention(passage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read where each rule is tried on each sentence as it is written, from end to end."""
    text = passage.read_text("utf-8")
    sentences = [one.text for line in text.splitlines() for one in cut(wording(line, 0, len(line)))]
    read = [layered(sentence, grammar.STRATA) for sentence in sentences]
    monkeypatch.setattr(engine, "met", lambda _: -1)  # every need
    monkeypatch.setattr(Rule, "matches", lambda rule, text: _plain(rule.text).finditer(text))
    assert [layered(sentence, grammar.STRATA) for sentence in sentences] == read


@cache
def _plain(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@pytest.mark.parametrize(
    ("pattern", "core", "before"),
    [
        (".{2,5}?甲乙", "甲乙", 5),
        ("(?P<of>[^，]+)(?:甲|乙丙).*丁", "(?:甲|乙丙)", None),
        (r"(?<!子)(?:.丑)?甲?\d", "甲?\\d", 2),
        ("(?=.丑).{3}约?[甲乙].", "约?[甲乙]", 3),
    ],
)
def test_the_core_of_a_pattern_stands_behind_words_of_any_kind(pattern: str, core: str, before: int | None) -> None:
    _, _, found = gated(pattern)
    assert found is not None
    assert found.before == before if before else found.before > 1_000_000
    plain, texts = re.compile(core), ("甲乙", "子丑约乙", "乙丙", "甲1", "1", "约甲丁", "丙丁", "乙")
    assert [[*map(str, found.pattern.finditer(text))] for text in texts] == [
        [*map(str, plain.finditer(text))] for text in texts
    ]


@pytest.mark.parametrize("pattern", ["甲.", "甲?", ".{3}", "(?P<one>.)(?:甲(?P=one)|乙)", "[甲乙].+丙"])
def test_a_pattern_whose_head_is_told_or_that_leans_on_it_has_no_core(pattern: str) -> None:
    assert gated(pattern)[2] is None


@pytest.mark.parametrize("name", TABLES)
def test_each_rule_runs_on_its_examples(name: str, run: list[str]) -> None:
    for example in (text for case in TABLES[name]["yes"] for text in case["texts"]):
        run.clear()
        layered(re.sub("[‹›]", "", example), grammar.STRATA)
        assert name in run, example


@pytest.mark.parametrize(
    "surfaces", [("企业", "企业家", "企", "业"), ("a-b", "a]", "a^", "."), ("甲",), ("乙丙", "乙丁")]
)
def test_the_longest_of_the_surfaces_is_taken(surfaces: tuple[str, ...]) -> None:
    plain = "|".join(re.escape(surface) for surface in sorted(surfaces, key=len, reverse=True))
    text = "".join(surfaces) * 2 + "企业家业企甲乙丙丁a-b]^.x"
    assert re.findall(any_of(surfaces), text) == re.findall(plain, text)
    assert re.findall(f"{any_of(surfaces)}+(?=[业b丙])", text) == re.findall(f"(?:{plain})+(?=[业b丙])", text)


def test_most_rules_do_not_run_on_a_sentence(run: list[str]) -> None:
    layered("全县现有规模以上企业37家，去年实现产值12.6亿元，同比增长8.5%。", grammar.STRATA)
    assert len(run) < len(RULES) / 4

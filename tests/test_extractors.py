"""Any package may add an extractor: what it says passes the gate or is put aside, and merged with the rules' facts."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from examples import blocks
from stubbed import CLUSTER, REPORT

from kg import building
from kg.audit.records import read as read_findings
from kg.cli import app
from kg.errors import InputError
from kg.extraction import Reading, read_facts
from kg.extractors import GROUP, Answers, Candidate, Extracted
from kg.extractors.consulting import consult
from kg.extractors.gate import Gate
from kg.graph import claims
from kg.graph.adoption import adopt
from kg.identity import Identity
from kg.model import DOUBTED, SURE, Fact, Figure, unconfirmed
from kg.ontology import JQ
from kg.reading import documents
from kg.reading.files import File
from kg.unread import unread

GUIDE = Path(__file__).parents[1] / "docs" / "extractors.md"
OUTPUT = Candidate("observation", "Cluster", CLUSTER, "实现产值50亿元", -1, measure="output_value", lexical="50亿元")
LEAD = Candidate("lead_firm", "Cluster", CLUSTER, "骨干企业有义和车桥公司", -1, "Firm", "义和车桥公司")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(REPORT)


def read(text: str) -> Reading:
    return read_facts(next(iter(documents(File("z.md", "z.md", "z", ".md", text.encode())))))


def at(reading: Reading, said: Candidate) -> Candidate:
    """What is said, where its quote stands in the report."""
    return replace(said, start=reading.document.text.find(said.quote))


def consulted(reading: Reading, monkeypatch: pytest.MonkeyPatch, *each: Iterable[Candidate]) -> tuple[Fact, ...]:
    """The facts of a report after extractors have said these things of it."""

    class Says:
        version = "1"

        def __init__(self, said: Iterable[Candidate]) -> None:
            self._said = tuple(said)

        def extract(self, reading: Reading, answers: Answers) -> Extracted:
            return Extracted(self._said)

    named = {f"says{number}": Says(said) for number, said in enumerate(each)}
    monkeypatch.setattr("kg.extractors.consulting.loaded", named.__getitem__)
    return consult(reading, named, Answers(Path("nowhere"))).reading.facts


def figures(facts: Iterable[Fact], measure: str) -> list[tuple[Fact, Figure]]:
    return [(one, one.object) for one in facts if isinstance(one.object, Figure) and one.object.measure == measure]


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, module: str, project: str) -> None:
    """Puts a package on the path as pip would: its module and what it says of itself."""
    said = tomllib.loads(project)["project"]
    ((name, value),) = said["entry-points"][GROUP].items()
    told = folder / f"{said['name'].replace('-', '_')}-{said['version']}.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {said['name']}\nVersion: {said['version']}\n")
    (told / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {value}\n")
    (folder / f"{value.partition(':')[0]}.py").write_text(module, "utf-8")
    monkeypatch.syspath_prepend(str(folder))


def install_as(name: str, report: Path, monkeypatch: pytest.MonkeyPatch, extract: str) -> None:
    """Installs an extractor of this name whose method ends so."""
    module = "from kg.extractors import Candidate, Extracted\nclass One:\n    version = '1'\n"
    module += f"    def extract(self, reading, answers):\n        {extract}\n"
    points = f'[project.entry-points."{GROUP}"]\n{name} = "one_{name}:One"'
    install(report.parent / "packages", monkeypatch, module, f'[project]\nname = "{name}"\nversion = "1"\n{points}')


def guide(language: str) -> str:
    """The block of code of the guide in a language."""
    [said] = [block.text for block in blocks(GUIDE) if block.language == language]
    return said


def build(report: Path, *names: str) -> tuple[int, str]:
    words = ["build", str(report), "--out", str(report.parent / "build"), "--workers", "1", "--lang", "en"]
    done = CliRunner().invoke(app, [*words, *(word for name in names for word in ("--extractor", name))])
    return done.exit_code, done.output


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "zhucheng.md"
    path.write_text(REPORT, "utf-8")
    return path


def test_the_example_of_the_guide_is_installed_and_asked(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(report.parent / "packages", monkeypatch, guide("python"), guide("toml"))
    status, output = build(report, "universities")
    assert (status, "1 facts given: 0 agree with the rules, 1 are new, 0 disputed, 0 quarantined" in output) == (
        0,
        True,
    )
    facts = building.records(report.parent / "build", "facts")
    (own,) = (fact for fact in facts if fact["rule"] == "universities")
    assert (own["property"], own["subject"], own["object"]) == ("cooperates_with", "义和车桥公司", "山东大学")
    assert DOUBTED <= own["certainty"] < SURE
    assert json.loads((report.parent / "build" / "manifest.json").read_text())["extractors"] == {"universities": "1"}


@pytest.mark.parametrize(
    ("name", "extract", "why"),
    [
        ("fails", "return 1 / 0", "ZeroDivisionError"),
        ("complains", "raise ValueError('\\ud83d')", "ValueError: ?"),
        ("miscounts", "return Extracted(5)", "TypeError"),
        ("halves", "return Extracted((Candidate('cluster', 'Cluster', '\\ud83d', '', -1),))", "UnicodeEncodeError"),
    ],
)
def test_one_that_fails_costs_its_own_part(
    report: Path, monkeypatch: pytest.MonkeyPatch, name: str, extract: str, why: str
) -> None:
    install_as(name, report, monkeypatch, extract)
    status, output = build(report, name)
    assert (status, why in output) == (1, True)
    assert len(building.records(report.parent / "build", "facts")) == 7


def test_one_that_cannot_be_used_is_told_before_anything_is_read(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = guide("toml").replace("universities", "broken").replace("Universities", "One")
    install(report.parent / "packages", monkeypatch, "import no_such_module\n", project)
    status, output = build(report, "broken")
    assert (status, "extractor broken cannot be used" in output, "no_such_module" in output) == (1, True, True)
    status, output = build(report, "nonsense")
    assert (status, "broken, llm" in output) == (1, True)
    assert not (report.parent / "build").exists()


@pytest.mark.parametrize("word", ["此", "全县", "当地"])
def test_a_word_for_a_place_is_no_place(word: str) -> None:
    reading = read(f"{CLUSTER}调研\n{CLUSTER}集中在{word}，有企业200家。\n")
    said = Candidate("located_in", "Cluster", CLUSTER, f"集中在{word}", -1, "Place", word)
    with pytest.raises(InputError, match=f"a general word and no name: {word}"):
        Gate(reading).fact(at(reading, said), "test")


def test_a_candidate_has_fields_of_text() -> None:
    with pytest.raises(TypeError, match="lexical"):
        replace(OUTPUT, lexical=5)  # type: ignore[arg-type]


def test_a_figure_is_read_by_our_own_grammar(reading: Reading) -> None:
    said = Candidate(
        "observation", "Cluster", CLUSTER, "检测中心服务企业300多家", -1, measure="firm_count", lexical="300多家"
    )
    fact = Gate(reading).fact(at(reading, said), "test")
    assert isinstance(fact.object, Figure)
    assert (fact.object.value, fact.object.lower, fact.object.upper, fact.object.qualifier) == (300, 300, 400, "over")
    dated = replace(OUTPUT, period="2023年", quote="2023年，诸城市造纸机械产业集群有企业200家，实现产值50亿元")
    assert figures([Gate(reading).fact(at(reading, dated), "test")], "output_value")[0][1].period == "2023"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (replace(OUTPUT, quote="实现产值 50亿元"), "quote is not in the text"),
        (replace(OUTPUT, quote=""), "quote is not in the text"),
        (replace(OUTPUT, quote=REPORT[REPORT.index("实现产值") :]), "runs over the end of its paragraph"),
        (replace(OUTPUT, lexical="60亿元"), "figure is not in the quote"),
        (replace(OUTPUT, lexical="50"), "no single amount"),
        (replace(OUTPUT, lexical="产值"), "no single amount"),
        (replace(OUTPUT, quote="有企业200家，实现产值50亿元", lexical="200家，实现产值50亿元"), "no single amount"),
        (replace(OUTPUT, measure="employment"), "employment is not given in the unit"),
        (replace(OUTPUT, measure="beauty"), "measure has no code beauty"),
        (replace(OUTPUT, subject="无中生有产业集群"), "does not name the subject"),
        (replace(OUTPUT, subject=""), "does not name the subject"),
        (replace(OUTPUT, subject_type="Cloud"), "does not lead from 'Cloud'"),
        (replace(OUTPUT, of="规模以上"), "neither quote, paragraph nor headings"),
        (replace(OUTPUT, period="2022年"), "neither quote, paragraph nor headings"),
        (replace(OUTPUT, period="亿元"), "no year"),
        (replace(OUTPUT, modality="dreamt"), "modality has no code dreamt"),
        (replace(LEAD, property="leads"), "no property leads"),
        (replace(LEAD, object="企业"), "a general word and no name: 企业"),
        (replace(LEAD, object="大业股份有限公司"), "object is not in the quote"),
        (replace(LEAD, object_type="Place"), "does not lead from 'Cluster' to 'Place'"),
        (replace(LEAD, object_type=""), "does not lead from 'Cluster' to ''"),
        (replace(LEAD, property="stage"), "stage has no code 义和车桥公司"),
        (replace(LEAD, property="policy", subject_type="Policy"), "kind has no code"),
        (replace(LEAD, property="cluster", subject_type="Firm"), "does not lead"),
    ],
)
def test_what_the_report_does_not_bear_out_is_refused(reading: Reading, said: Candidate, reason: str) -> None:
    gate = Gate(reading)
    for right in (OUTPUT, LEAD):
        assert gate.fact(at(reading, right), "test").certainty < SURE
    with pytest.raises(InputError, match=reason):
        gate.fact(at(reading, said), "test")


@pytest.mark.parametrize("blank", ["\n", " "])
def test_names_are_kept_without_what_print_put_in(reading: Reading, blank: str) -> None:
    apart = Gate(reading).fact(at(reading, replace(OUTPUT, subject=CLUSTER.replace("产业", f"{blank}产业"))), "test")
    assert apart.subject == Gate(reading).fact(at(reading, OUTPUT), "test").subject
    led = Gate(reading).fact(at(reading, replace(LEAD, object=f"义和{blank}车桥公司")), "test")
    assert led.object == Gate(reading).fact(at(reading, LEAD), "test").object


def test_agreement_in_other_words_keeps_both(monkeypatch: pytest.MonkeyPatch) -> None:
    text = REPORT.replace("集群内的检测中心", f"总之，{CLUSTER}实现产值50亿元。集群内的检测中心")
    reading = read(text)
    (first, _), *others = figures(reading.facts, "output_value")
    again = replace(OUTPUT, quote="实现产值50亿元", start=text.rfind("实现产值50亿元"))
    only_first = replace(reading, facts=tuple(fact for fact in reading.facts if fact not in [one for one, _ in others]))
    told = figures(consulted(only_first, monkeypatch, [again]), "output_value")
    assert [fact.evidence.rule for fact, _ in told] == [first.evidence.rule, "says0"]
    assert all("agreed" in fact.grounds and not unconfirmed(fact) for fact, _ in told)
    assert told[0][0].certainty > first.certainty


def test_a_second_extractor_confirms_nothing(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Candidate(
        "cooperates_with", "Firm", "义和车桥公司", "义和车桥公司与山东大学共建", -1, "Institution", "山东大学"
    )
    each = [at(reading, new)]
    (alone,) = (fact for fact in consulted(reading, monkeypatch, each) if fact.property == new.property)
    (both,) = (fact for fact in consulted(reading, monkeypatch, each, each) if fact.property == new.property)
    assert alone == both
    assert (both.grounds, both.certainty) == (("extracted",), alone.certainty)
    assert unconfirmed(both)


@pytest.mark.parametrize(
    "changed", [{"measure": "revenue"}, {"subject": "义和车桥公司", "subject_type": "Firm"}, {"modality": "planned"}]
)
def test_the_same_words_read_otherwise_are_disputed(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    facts = consulted(reading, monkeypatch, [at(reading, replace(OUTPUT, **changed))])
    both = [fact for fact in facts if fact.evidence.quote == OUTPUT.quote]
    assert len(both) == 2
    assert all("disputed" in fact.grounds for fact in both)
    before = {fact: fact.certainty for fact in reading.facts}
    assert all(fact.certainty < before.get(fact, SURE) for fact in both)
    assert len(facts) == len(reading.facts) + 1


def test_two_values_of_one_figure_are_contested_and_the_rules_value_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = REPORT.replace("实现产值50亿元，", "实现产值50亿元，去年为48亿元，")
    reading = read(text)
    mine = [fact for fact in reading.facts if "48" not in fact.evidence.quote]
    quote = "2023年，诸城市造纸机械产业集群有企业200家，实现产值50亿元，去年为48亿元"
    other = replace(OUTPUT, quote=quote, lexical="48亿元", period="2023年")
    facts = consulted(replace(reading, facts=tuple(mine)), monkeypatch, [at(reading, other)])
    both = figures(facts, "output_value")
    assert {int(figure.value) for _, figure in both} == {50 * 10**8, 48 * 10**8}
    assert all("disputed" in fact.grounds for fact, _ in both)
    identity = Identity(reading.place, reading.code, "z", facts)
    adopted = adopt(claims(reading.document, facts, identity))
    slot = {quad.subject for quad in adopted if quad.predicate.value == f"{JQ}contested"}
    assert len(slot) == 1
    values = [quad.object.value for quad in adopted if quad.subject in slot and quad.predicate.value == f"{JQ}value"]
    assert values == ["5000000000"]


def test_the_audit_reckons_with_what_the_rules_read(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = "2023年有样品箱500只"
    said = f"'observation', 'Cluster', '{CLUSTER}', '{quote}', reading.document.text.find('{quote}')"
    said += ", measure='firm_count', lexical='500只', period='2023年'"
    install_as("wrong", report, monkeypatch, f"return Extracted((Candidate({said}),))")
    report.write_text(f"{REPORT}\n检测中心2023年有样品箱500只。\n", "utf-8")
    assert build(report)[0] == 0
    before = read_findings((report.parent / "build" / "findings.jsonl").read_bytes())
    build(report, "wrong")
    assert read_findings((report.parent / "build" / "findings.jsonl").read_bytes()) == before


def test_what_an_extractor_reads_is_no_longer_unread(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    less = replace(reading, facts=tuple(fact for fact in reading.facts if fact.evidence.quote != OUTPUT.quote))
    more = consulted(less, monkeypatch, [at(reading, OUTPUT)])
    missing = [{gap.quote for gap in unread(reading.document, facts).gaps} for facts in (less.facts, more)]
    assert missing[0] - missing[1] == {"50亿元"}


def test_a_file_of_the_user_s_is_not_overwritten(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (report.parent / "build").mkdir()
    (report.parent / "build" / "quarantined.jsonl").write_text("mine")
    asked = report.parent / "asked"
    install_as("no", report, monkeypatch, f"open({str(asked)!r}, 'w').close(); return Extracted()")
    status, output = build(report, "no")
    assert (status, "quarantined.jsonl" in output) == (1, True)
    assert not asked.exists()
    assert (report.parent / "build" / "quarantined.jsonl").read_text() == "mine"

"""What `kg identity` and `kg diff` say: joins with their reasons, decisions written, scores against aliases."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.building import build, records
from kg.cli import app
from kg.identity.decisions import read

REPORT = """泰州市产业集群调研报告
一、减速机产业集群
泰兴减速机产业集群现有企业30家，骨干企业有泰隆减速机公司、泰星减速机公司。减速机产业发展很快。
"""


def run(*words: str | Path, lang: str = "en") -> Result:
    return CliRunner().invoke(app, list(map(str, words)), env={"KG_LANG": lang, "COLUMNS": "200"})


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "taizhou.txt").write_text(REPORT, "utf-8")
    (tmp_path / "decisions.csv").write_text("verdict,type,one,other,place,by,why\n", "utf-8")
    return build([tmp_path / "taizhou.txt"], tmp_path / "build", decisions=tmp_path / "decisions.csv").path


def rows(*words: str | Path) -> list[dict[str, object]]:
    done = run("identity", *words, "--format", "json")
    assert done.exit_code == 0, done.output
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_joins_and_near_misses_have_reason_and_score(built: Path) -> None:
    found = {(row["verdict"], row["reason"]) for row in rows("--graph", built)}
    assert ("near miss", "alike in writing") in found
    assert all(0 < float(str(row["score"])) <= 1 for row in rows("--graph", built, "--keys"))


@pytest.mark.parametrize(("verdict", "joined"), [("same", True), ("different", False)])
def test_a_decision_is_written_and_the_next_build_obeys(
    verdict: str, joined: bool, built: Path, tmp_path: Path
) -> None:
    names = ("泰隆减速机公司", "泰星减速机公司")
    file = tmp_path / "decisions.csv"
    done = run("identity", f"--{verdict}", *names, "--why", "seen both", "--decisions", file, "--graph", built)
    assert done.exit_code == 0, done.output
    [decision] = read(file)
    assert (decision.verdict, decision.type, decision.one, decision.other, decision.place) == (
        verdict,
        "Firm",
        *names,
        "3212",
    )
    assert run("build", tmp_path / "taizhou.txt", "--out", built, "--decisions", file).exit_code == 0
    ids = {line["object_id"] for line in records(built, "facts") if line.get("object") in names}
    assert (len(ids) == 1) is joined


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--same", "泰隆减速机公司", "泰星减速机公司"), "--why"),
        (("--same", "泰隆减速机公司", "没有这家", "--why", "x"), "没有这家"),
        (("--same", "泰隆减速机公司", "减速机产业集群", "--why", "x"), "classes"),
        (("--score", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_decided_is_told(words: tuple[str, ...], said: str, built: Path, tmp_path: Path) -> None:
    done = run("identity", *words, "--graph", built, "--decisions", tmp_path / "decisions.csv")
    assert done.exit_code == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_score_counts_pairs(built: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    lines = [
        {
            "property": "cluster",
            "subject_type": "Cluster",
            "subject": "泰兴减速机产业集群",
            "of_place": "泰州市",
            "status": "existing",
        },
        *(
            {
                "property": "lead_firm",
                "subject_type": "Cluster",
                "subject": "泰兴减速机产业集群",
                "of_place": "泰州市",
                "object_type": "Firm",
                "object": name,
            }
            for name in ("泰隆减速机", "泰星减速机", "四通公司", "四通集团")
        ),
    ]
    (gold / "taizhou.jsonl").write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), "utf-8")
    aliases = {"same": [["泰兴减速机产业集群", "减速机产业", "某某业"]], "doubtful": []}
    (gold / "taizhou.aliases.json").write_text(json.dumps(aliases, ensure_ascii=False), "utf-8")
    [one, whole] = rows("--score", gold, "--graph", built)
    assert [one[key] for key in ("pairs_same", "pairs_joined", "pairs_right")] == [3, 2, 1]  # 四通 is joined in error
    assert (one["precision"], one["recall"]) == (0.5, 0.3333)
    assert whole["pairs_same"] == 3
    told = run("identity", "--score", gold, "--graph", built).stdout
    assert "joined in error" in told
    assert "not joined" in told


def test_two_builds_are_compared(built: Path, tmp_path: Path) -> None:
    (tmp_path / "taizhou.txt").write_text(REPORT.replace("30家", "35家"), "utf-8")
    other = build([tmp_path / "taizhou.txt"], tmp_path / "other").path
    assert "30 → 35" in " → ".join(
        f"{row['before']} → {row['after']}" for row in json.loads(run("diff", built, other, "--format", "json").stdout)
    )
    assert run("diff", other, other).stdout == "The two builds say the same.\n"
    assert run("diff", tmp_path, other).exit_code == 1

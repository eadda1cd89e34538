"""The folder of a build: it is one build, whole; only its own files are replaced; damage and a full disk are told."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_building import REPORT, SECOND, files

import kg.folder.opened
from kg import folder, store
from kg.building import Build, build, findings, load, records
from kg.cli import app
from kg.errors import InputError
from kg.folder import DamagedError, ReplacedError, lock, settling
from kg.folder.manifest import MADE, NAME, VERSION
from kg.queries import open_build
from kg.views.pages import catalogue

AGAINST = """安溪县茶叶产业调研
一、茶叶产业集群
茶叶产业集群现有企业700家，2023年实现产值95亿元。骨干企业有八马茶业有限公司。
赛事共有12支队伍、300余名选手参加。
"""
USERS = {
    "notes.md": "笔记",
    "graph.html": "<p>",
    "graph.graphml": "<g>",
    "reports/notes.txt": "批注",
    "store/mine": "我的",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    (path / "anxi.txt").write_text(REPORT, "utf-8")
    (path / "dehua.txt").write_text(SECOND, "utf-8")
    (path / "tea.txt").write_text(AGAINST, "utf-8")
    return path


@pytest.fixture
def out(reports: Path, tmp_path: Path) -> Path:
    """A folder with a build."""
    return build([reports], tmp_path / "out").path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, words)], env={"KG_LANG": "en"})


def edit(reports: Path) -> None:
    (reports / "anxi.txt").write_text(REPORT.replace("95亿元", "96亿元"), "utf-8")


def test_files_of_the_user_stay_where_they_are(reports: Path, out: Path) -> None:
    for name, text in USERS.items():
        (out / name).write_text(text, "utf-8")
    edit(reports)
    (reports / "dehua.txt").unlink()
    build([reports], out)
    assert {name: (out / name).read_text("utf-8") for name in USERS} == USERS
    assert not (out / "reports" / "dehua.txt").exists()
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["graph.nq", "reports", "store", "manifest.json", "facts.jsonl", "cache"])
def test_a_file_that_no_build_wrote_is_never_overwritten(name: str, reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine" / name
    path.parent.mkdir()
    path.write_text('{"name": "mine"}', "utf-8") if "." in name else path.mkdir()
    with pytest.raises(InputError, match=f"{name} is there and no build wrote it"):
        build([reports], path.parent)
    assert [each.name for each in path.parent.iterdir()] == [name]


def test_nor_is_one_that_stands_where_a_new_report_would(reports: Path, out: Path) -> None:
    before = files(out)
    (out / "reports" / "quanzhou.txt").write_text("批注", "utf-8")
    (reports / "quanzhou.txt").write_text(SECOND.replace("400亿", "410亿"), "utf-8")
    with pytest.raises(InputError, match=r"reports/quanzhou\.txt is there and no build wrote it"):
        build([reports], out)
    assert files(out) == before | {"reports/quanzhou.txt": "批注".encode()}


def test_a_folder_of_other_files_takes_a_build(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.md").write_text("笔记", "utf-8")
    assert build([reports], tmp_path / "mine").facts
    assert (tmp_path / "mine" / "notes.md").read_text("utf-8") == "笔记"


def test_reports_in_the_folder_of_the_build_are_read(reports: Path, tmp_path: Path) -> None:
    texts = reports.rename(tmp_path / "texts")
    for _ in range(2):
        assert [report.slug for report in build([texts], tmp_path).reports] == ["anxi", "dehua", "tea"]


def test_a_build_of_another_version_is_told_and_built_anew(reports: Path, out: Path) -> None:
    whole = files(out)
    manifest = out / NAME
    said = json.loads(manifest.read_text("utf-8"))
    assert said["version"] == VERSION
    more = said["files"] | {"more.jsonl": {"bytes": 0, "sha256": ""}}
    manifest.write_text(json.dumps(said | {"version": "7.0.0", "jiqun": "9.1", "files": more}), "utf-8")
    refused = run("query", "reports", "--graph", out)
    assert refused.exit_code == 1
    assert refused.stderr == (
        f"Error: {out} was built by jiqun 9.1, its files are of version 7.0.0, and this reads {VERSION}. "
        "Build it again with kg build, or install that jiqun.\n"
    )
    assert run("build", reports, "--out", out).exit_code == 0
    assert files(out) == whole
    manifest.write_text(json.dumps(said | {"version": "1.9.3", "files": more}), "utf-8")
    assert run("query", "reports", "--graph", out).exit_code == 0


def test_a_build_of_an_earlier_jiqun_is_upgraded(reports: Path, out: Path) -> None:
    before = files(out)
    said = json.loads((out / NAME).read_text("utf-8"))
    del said["files"]
    said["made_by"] = "another"
    said["reports"]["gone"] = said["reports"]["anxi"]
    (out / NAME).write_text(json.dumps(said), "utf-8")
    for name in ("reports/gone.txt", "cache/gone.json"):
        (out / name).write_text("其他", "utf-8")
    assert records(out, "facts")
    assert not build([reports], out).damage
    assert files(out) == before


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _changed(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-20] + b"#" + data[-19:])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": _cut,
    "changed": _changed,
    "gone": lambda path: path.unlink(),
}
PARTS = ("graph.nq", "facts.jsonl", "unread.jsonl", "identity.jsonl", "findings.jsonl", "reports/dehua.txt")


HARMED = [(part, "cut") for part in PARTS] + [(part, how) for part in ("graph.nq", "cache/anxi.json") for how in DAMAGE]


@pytest.mark.parametrize(("part", "how"), HARMED)
def test_a_damaged_build_is_told_and_built_anew(part: str, how: str, reports: Path, out: Path) -> None:
    before = files(out)
    DAMAGE[how](out / part)
    again = build([reports], out)
    assert part in str(again.damage)
    assert again.read == len(again.reports)
    assert files(out) == before


@pytest.mark.parametrize("said", ["", "{", "[]", "{}", '{"reports": 1}', '{"files": {"../x": {}}}', "null", "[" * 9999])
def test_so_is_a_broken_manifest(said: str, reports: Path, out: Path) -> None:
    before = files(out)
    (out / NAME).write_text(said, "utf-8")
    done = run("show", "安溪县", "--graph", out)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "is damaged: manifest.json is no manifest. Build it again" in done.stderr
    (reports / "dehua.txt").unlink()
    assert "manifest.json" in str(build([reports], out).damage)
    assert sorted(files(out)) == [name for name in sorted(before) if "dehua" not in name]


def test_a_manifest_names_no_file_outside_its_folder(reports: Path, out: Path, tmp_path: Path) -> None:
    said = json.loads((out / NAME).read_text("utf-8"))
    said["files"]["reports/../../mine.txt"] = said["files"]["graph.nq"]
    (out / NAME).write_text(json.dumps(said), "utf-8")
    (tmp_path / "mine.txt").write_text("我的", "utf-8")
    assert build([reports], out).damage
    assert (tmp_path / "mine.txt").exists()


def _without(name: str) -> Callable[[Path], object]:
    return lambda held: [path.unlink() for path in held.glob(name)]


@pytest.mark.parametrize(
    "harm",
    [shutil.rmtree, _without("*.sst"), _without("CURRENT"), _without("jiqun.json")],
    ids=["gone", "cut", "headless", "unmarked"],
)
def test_a_damaged_store_is_made_anew(harm: Callable[[Path], object], reports: Path, out: Path) -> None:
    for at in range(6):
        (reports / f"more-{at}.txt").write_text(SECOND.replace("1600", f"16{at}0"), "utf-8")
    build([reports], out)
    harm(out / "store")
    edit(reports)
    build([reports], out)
    assert set(store.open_(out / "store")) == set(store.loaded((out / "graph.nq").read_bytes()))
    assert files(out) == files(build([reports], out.with_name("clean")).path)


COMMANDS: dict[str, list[str]] = {
    "graph.nq": ["query", "summary"],
    "facts.jsonl": ["score", "nowhere"],
    "unread.jsonl": ["unread"],
    "findings.jsonl": ["audit"],
    "identity.jsonl": ["identity"],
    "reports/anxi.txt": ["site", "nowhere"],
}


@pytest.mark.parametrize("how", ["emptied", "changed"])
@pytest.mark.parametrize("part", COMMANDS)
def test_commands_tell_of_a_damaged_build_in_a_sentence(part: str, how: str, out: Path, tmp_path: Path) -> None:
    DAMAGE[how](out / part)
    done = run(*COMMANDS[part], "--graph", out)
    assert (done.exit_code, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Error: {out} is damaged: {part} is ")
    assert "Build it again with: kg build" in line


@pytest.mark.parametrize("opening", [load, open_build, folder.opened, findings, catalogue])
def test_a_build_that_is_cut_cannot_be_opened(opening: Callable[[Path], object], out: Path) -> None:
    for part in ("graph.nq", "findings.jsonl"):
        _cut(out / part)
    with pytest.raises(DamagedError, match="is damaged"):
        opening(out)


def test_a_large_build_is_read_from_its_store(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set(folder.opened(out).graph())
    monkeypatch.setattr(store, "LARGE", 0)
    assert set(open_build(out)) == whole
    (out / "store" / "CURRENT").unlink()
    with pytest.raises(DamagedError, match="store is not as it was made"):
        open_build(out)


def test_the_command_says_what_was_damaged(reports: Path, out: Path) -> None:
    _cut(out / "facts.jsonl")
    done = run("build", reports, "--out", out, "--lang", "en")
    assert done.exit_code == 0
    assert done.stderr == (
        "The earlier build was not whole (facts.jsonl is missing or not as it was made): all reports were read again.\n"
    )


def test_a_second_build_is_refused(reports: Path, out: Path) -> None:
    with lock.locked(out), pytest.raises(InputError, match=rf"is being built by process {os.getpid()} on .* since 20"):
        build([reports], out)
    assert build([reports], out).read == 0


def test_a_lock_that_its_holder_left_behind_holds_nobody_back(reports: Path, out: Path) -> None:
    (out / lock.NAME).write_text("process 1 on nowhere", "utf-8")
    build([reports], out)
    assert not (out / lock.NAME).exists()


def test_what_killed_builds_left_is_removed_and_what_they_put_aside_comes_back(reports: Path, tmp_path: Path) -> None:
    first = build([reports], tmp_path / "first").path
    (first / "notes.md").write_text("笔记", "utf-8")
    first.rename(tmp_path / ".out.77.old")
    (tmp_path / ".out.77.new" / "store").mkdir(parents=True)
    build([reports], tmp_path / "out")
    assert (tmp_path / "out" / "notes.md").exists()
    shutil.copytree(tmp_path / "out", tmp_path / ".out.78.old")
    (tmp_path / "out" / settling.MAKING / "reports").mkdir(parents=True)
    build([reports], tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.78.old", "out", "reports"]
    assert [path.name for path in (tmp_path / ".out.78.old").iterdir()] == ["notes.md"]


@pytest.fixture
def unfinished(reports: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A build that was made, of which nothing is in its place yet."""
    edit(reports)
    monkeypatch.setattr(settling, "settle", lambda path: None)
    made = build([reports], out)
    monkeypatch.undo()
    return made


def test_a_build_on_the_way_is_read_and_finished_by_whoever_opens_it(unfinished: Build, reports: Path) -> None:
    out = unfinished.path
    assert (out / MADE / NAME).exists()
    assert any("96亿元" in line["quote"] for line in records(out, "facts"))
    assert not (out / MADE).exists()
    assert files(out) == files(build([reports], out.with_name("clean")).path)


def test_it_is_read_where_it_is_by_who_may_not_write(unfinished: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    out = unfinished.path
    with lock.locked(out):
        found = folder.reading(out, lambda held: {name: held.read(name) for name in held.manifest.files})
        assert set(open_build(out)) == set(store.loaded(found["graph.nq"]))
        monkeypatch.setattr(store, "LARGE", 0)
        assert set(open_build(out)) == set(store.loaded(found["graph.nq"]))
    assert "96亿元" in found["reports/anxi.txt"].decode()
    assert (out / MADE / NAME).exists()


def test_who_opened_a_build_never_reads_another(reports: Path, out: Path) -> None:
    held = folder.opened(out)
    edit(reports)
    build([reports], out)
    assert "400亿元" in held.text("dehua")
    with pytest.raises(ReplacedError, match="built again while it was read"):
        held.read("facts.jsonl")
    seen: list[int] = []

    def use(found: folder.Build) -> list[dict[str, object]]:
        seen.append(len(seen))
        return held.records("facts") if len(seen) == 1 else found.records("facts")

    assert folder.reading(out, use) == records(out, "facts")
    assert seen == [0, 1]


LIMITED = """
import resource, sys
from kg.cli import app
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
app(sys.argv[2:], prog_name="kg")
"""


@pytest.mark.parametrize("limit", [200, 20_000, 150_000])
def test_a_full_disk_is_told_and_costs_nothing(limit: int, reports: Path, out: Path) -> None:
    before = files(out)
    edit(reports)
    command = [sys.executable, "-c", LIMITED, str(limit), "build", str(reports), "--out", str(out), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Error: {out} cannot be written: ")
    assert line.endswith("A build that is there stays whole.")
    assert files(out) == before


INTERRUPTED = """
import os, signal, sys
from kg.cli import app
seen = []
def hook(event, told):
    if event == "os.rename" and sys.argv[1] in os.fsdecode(told[0]) and not seen:
        seen.append(told)
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
app(sys.argv[2:], prog_name="kg")
"""


@pytest.mark.parametrize("moment", [settling.MAKING, f"{MADE}/graph.nq"])
def test_an_interrupt_is_told_in_a_sentence(moment: str, reports: Path, out: Path) -> None:
    before = files(out)
    edit(reports)
    command = [sys.executable, "-c", INTERRUPTED, moment, "build", str(reports), "--out", str(out), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100)
    assert (done.returncode, done.stdout) == (128 + signal.SIGINT, "")
    assert done.stderr == "Error: interrupted. A build that is there stays whole.\n"
    clean = files(build([reports], out.with_name("clean")).path)
    assert files(out) in ([before, clean] if moment == settling.MAKING else [clean])
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_a_store_grows_to_no_more_than_twice_its_size(reports: Path, out: Path) -> None:
    for at in range(6):
        (reports / f"more-{at}.txt").write_text(SECOND.replace("1600", f"16{at}0"), "utf-8")
    fresh = folder.opened(build([reports], out).path).size
    for at in range(20):
        (reports / "anxi.txt").write_text(REPORT.replace("95亿元", f"{95 + at}亿元"), "utf-8")
        made = build([reports], out)
    assert made.read == 1
    assert folder.opened(out).size < 2.1 * fresh


def test_an_installed_jiqun_makes_the_bytes_of_a_checkout(reports: Path, out: Path, tmp_path: Path) -> None:
    """The wheel has the ontology, the queries and the seeds inside the package; Python leaves its own files there."""
    root = Path(kg.__file__).parents[1]
    installed = tmp_path / "installed" / "kg"
    shutil.copytree(root / "kg", installed, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("ontology", "queries", "seeds"):
        shutil.copytree(root / name, installed / "resources" / name)
    (installed / "resources" / "seeds" / ".DS_Store").write_bytes(b"\0")
    script = "import sys, kg; assert 'installed' in kg.__file__; kg.build(sys.argv[1:2], sys.argv[2])"
    command = [sys.executable, "-c", script, str(reports), str(tmp_path / "other")]
    environment = os.environ | {"PYTHONPATH": str(installed.parent)}
    subprocess.run(command, check=True, env=environment, cwd=tmp_path, timeout=100)
    assert files(tmp_path / "other") == files(out)


def test_a_few_questions_are_asked_of_a_store_on_disk_as_it_is(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set(open_build(out, brief=True))
    monkeypatch.setattr(store, "SMALL", 0)
    monkeypatch.setattr(store, "loaded", lambda source: pytest.fail("the text was read"))
    assert set(open_build(out, brief=True)) == whole
    monkeypatch.undo()
    monkeypatch.setattr(store, "SMALL", 0)
    (out / "store" / "CURRENT").unlink()
    assert set(open_build(out, brief=True)) == whole

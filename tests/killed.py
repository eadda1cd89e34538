"""What a build's folder holds when builds are killed, overlap, and are read meanwhile: one build, whole, each time.

Each round starts from a build of some reports beside files of a user's, and builds again with reports edited, one added
and one removed. Processes are forked from one that has its words and rules loaded, but no store: the threads of a store
do not survive that.
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from kg import folder, store
from kg.building import build
from kg.cli import app
from kg.errors import InputError
from kg.extraction import read_facts
from kg.folder.lock import NAME as LOCK
from kg.folder.manifest import NAME, STORE, of_store
from kg.reading import read

TEXT = """{county}产业集群发展情况
一、{trade}产业集群
{trade}产业集群分布在城关镇、东城镇，现有企业{firms}家，2023年实现产值{value}亿元。骨干企业有恒泰{trade}有限公司。
二、发展目标
力争到2026年，{trade}产业集群产值达到500亿元。
"""
COUNTIES = ("安溪县", "德化县", "永康市", "诸城市", "高密市", "义乌市", "晋江市", "桐乡市")
USERS = {"notes.md": "我的笔记", "graph.html": "<p>图</p>", "reports/notes.txt": "批注", "store/mine.txt": "我的"}
COMMANDS = (("query", "summary"), ("show", "安溪县"), ("unread",), ("audit",))
REFUSED = 3

Contents = dict[str, bytes]


class Scene:
    """Two sets of reports, A and B, the contents of their builds, and a folder that they are built into in turn."""

    def __init__(self, root: Path) -> None:
        self.out = root / "out"
        self.reports = {name: root / name for name in "AB"}
        for name, path in self.reports.items():
            path.mkdir()
            for at, county in enumerate(COUNTIES):
                text = TEXT.format(county=county, trade="茶叶" if at % 2 else "五金", firms=100 + at, value=20 + at)
                (path / f"r{at}.txt").write_text(text.replace("20亿", "21亿") if name == "B" else text, "utf-8")
        (self.reports["B"] / "r3.txt").unlink()
        (self.reports["A"] / "r5.txt").unlink()
        read_facts(read(self.reports["A"] / "r0.txt")[0])
        self.clean: dict[str, Contents] = {}
        for name, path in self.reports.items():
            assert ended(forked(lambda path=path, name=name: build([path], root / f"clean-{name}"))) == 0
            self.clean[name] = contents(root / f"clean-{name}")
        assert self.clean["A"] != self.clean["B"]

    def build(self, name: str) -> None:
        """Builds a set of reports into the folder."""
        build([self.reports[name]], self.out)

    def start(self, name: str) -> None:
        """The folder with a build and the user's files."""
        assert ended(forked(lambda: self.build(name))) == 0
        for path, text in USERS.items():
            (self.out / path).write_text(text, "utf-8")

    def held(self) -> str:
        """Which build the folder holds for whoever reads it, without finishing what a killed build left; fails if it
        holds neither whole."""
        with patch("kg.folder.opened._finish"):
            found = contents(self.out)
            [name] = [name for name, clean in self.clean.items() if found == clean] or ["neither"]
            assert name != "neither", "the folder holds neither build whole"
            for words in COMMANDS:
                answer = CliRunner().invoke(app, [*words, "--graph", str(self.out)])
                assert answer.exit_code == 0, answer.output
        return name

    def is_clean(self, name: str) -> None:
        """Fails unless the folder holds one build as a clean one is, the user's files, and nothing else."""
        assert {path: (self.out / path).read_text("utf-8") for path in USERS} == USERS
        files = {path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if not path.is_dir()}
        files -= {path for path in files if path.startswith(f"{STORE}/") and of_store(Path(path).name)}
        assert files == {*self.clean[name], *USERS}
        for path, data in self.clean[name].items():
            assert (self.out / path).read_bytes() == data, path
        assert ended(forked(lambda: self.is_stored(name))) == 0
        assert [path.name for path in self.out.parent.iterdir() if path.name.startswith(".")] == []

    def is_stored(self, name: str) -> None:
        """Fails unless the store holds the graph."""
        assert set(store.open_(self.out / STORE)) == set(store.loaded(self.clean[name]["graph.nq"]))


def contents(path: Path) -> Contents:
    """Every file of a build, read as commands read them."""
    return folder.reading(
        path, lambda held: {NAME: held.manifest.source} | {name: held.read(name) for name in held.manifest.files}
    )


def forked(work: Callable[[], object]) -> int:
    """The process that does some work: its status is 3 where that was refused in a sentence."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except InputError as error:
        status = REFUSED if "is being built by process" in str(error) else 1
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """The status with which a process ended, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stepping(out: Path, last: int, work: Callable[[], object]) -> None:
    """Does some work and is killed before the step `last` of those that change a folder."""
    left = last

    def hook(event: str, told: tuple[object, ...]) -> None:
        nonlocal left
        changes = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
        changes |= event == "open" and isinstance(told[2], int) and bool(told[2] & (os.O_WRONLY | os.O_RDWR))
        inside = event in ("os.remove", "os.rmdir") and told[1] != -1  # the name only, as a folder is emptied
        if changes and (inside or str(out) in os.fsdecode(str(told[0]))):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    work()


def kill_at_steps(scene: Scene, every: int = 1) -> Counter[str]:
    """Kills a build before each step (or each so many) that changes the folder, until it comes to its end."""
    seen: Counter[str] = Counter()
    old, new = "A", "B"
    scene.start(old)
    for step in range(0, 10_000, every):
        status = ended(forked(lambda step=step, new=new: stepping(scene.out, step, lambda: scene.build(new))))
        assert status in (0, -signal.SIGKILL)
        found = scene.held()
        seen["killed, and the build is the new one" if found == new else "killed, and the build is the old one"] += 1
        assert ended(forked(lambda new=new: scene.build(new))) == 0
        scene.is_clean(new)
        if status == 0:
            break
        old, new = new, old
    return seen


def kill_at_times(scene: Scene, count: int, seed: int = 0) -> Counter[str]:
    """Kills so many builds at random moments."""
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    scene.start("A")
    began = time.monotonic()
    assert ended(forked(lambda: scene.build("B"))) == 0
    whole = time.monotonic() - began
    old, new = "B", "A"
    for _ in range(count):
        child = forked(lambda new=new: scene.build(new))
        time.sleep(chance.uniform(0, 1.1 * whole))
        os.kill(child, signal.SIGKILL)
        status = ended(child)
        found = scene.held()
        assert found == new or status
        ending = "killed" if status else "ended first"
        seen[f"{ending}, and the build is the {'new' if found == new else 'old'} one"] += 1
        assert ended(forked(lambda new=new: scene.build(new))) == 0
        scene.is_clean(new)
        old, new = new, old
    return seen


def overlap(scene: Scene, count: int) -> Counter[str]:
    """Starts a build while another holds the folder, so many times, and reads the folder all the time."""
    seen: Counter[str] = Counter()
    scene.start("A")
    for at in range(count):
        one, other = ("B", "A") if at % 2 == 0 else ("A", "B")
        first = forked(lambda one=one: scene.build(one))
        while not (scene.out / LOCK).exists():
            time.sleep(0.001)
        second = forked(lambda other=other: scene.build(other))
        status = None
        while status is None:
            seen[f"read, and the build is {'the old' if scene.held() == other else 'the new'} one"] += 1
            if os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT | os.WNOHANG):
                status = ended(first)
        refused = ended(second)
        assert (status, refused) == (0, REFUSED)
        seen["the second build was refused"] += 1
        scene.is_clean(one)
    return seen

"""What each file that no report can be read from adds to a build of one good report: seconds, and megabytes of memory."""

import os
import resource
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.building import build
from kg.extraction import read_facts
from kg.reading import read

GOOD = "安溪县茶叶产业集群调研报告\n一、茶叶产业集群\n茶叶产业集群分布在西坪镇，现有企业720家。\n"


def sparse(path: Path) -> None:
    """Three gigabytes without a byte on the disk."""
    path.write_text(GOOD, "utf-8")
    os.truncate(path, 3 << 30)


def unix_socket(path: Path) -> None:
    """A socket that nobody listens at."""
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))


FILES: dict[str, Callable[[Path], object]] = {
    "none": lambda path: None,
    "name in GBK": lambda path: (path.parent / os.fsdecode("安溪县.txt".encode("gbk"))).write_text(GOOD, "utf-8"),
    "name of 252 bytes": lambda path: (path.parent / f"{'县' * 82}甲.md").write_text(GOOD, "utf-8"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "pipe": lambda path: os.mkfifo(path),
    "socket": unix_socket,
    "link to /dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "3 GB": sparse,
    "folder called x.txt": lambda path: path.mkdir(),
    "link to its own folder": lambda path: path.symlink_to(path.parent),
    "name in other case": lambda path: (path.parent / "GOOD.txt").write_text(GOOD, "utf-8"),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 1000),
}


def measured(name: str, scratch: Path) -> tuple[float, float, str]:
    """The seconds and the peak memory of a build in a process of its own, and what it says of the file."""
    folder = scratch / str(len(list(scratch.iterdir())))
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    FILES[name](folder / "x.txt")
    reader, writer = os.pipe()
    if not (child := os.fork()):
        began = time.perf_counter()
        made = build([folder], scratch / f"{folder.name}-out")
        spent = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        said = [error.replace(str(folder), "…") for error in made.errors] or [f"{len(made.reports)} reports"]
        os.write(writer, f"{spent}|{peak}|{'; '.join(said)}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        spent, peak, said = told.read().decode().split("|", 2)
    os.waitpid(child, 0)
    return float(spent), float(peak), said


def main() -> None:
    """Prints a line for each file."""
    with tempfile.TemporaryDirectory() as scratch:
        warm = Path(scratch) / "warm.txt"
        warm.write_text(GOOD, "utf-8")
        read_facts(read(warm)[0])
        warm.unlink()
        alone = min(measured("none", Path(scratch)) for _ in range(3))
        for name in list(FILES)[1:]:
            spent, peak, said = measured(name, Path(scratch))
            print(f"{name}: {spent - alone[0]:+.2f} s, {peak - alone[1]:+.1f} MB: {said}", flush=True)


if __name__ == "__main__":
    main()

"""Reading facts from texts beside what others do with the same texts."""

import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "extraction"))

import run
from peers.rows import Part, Row, cpu, missing, row
from times import times

from kg.reading import read

UNIT = "characters a second; peer"


def part(rounds: int) -> Part:
    """Reading beside jieba's words, with and without parts of speech, and beside jionlp's money, times and places."""
    texts = next(iter(run.texts().values()))
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        told = [pool.map(times, texts, chunksize=1) for _ in range(rounds)]
    jionlp = []
    if find_spec("jionlp"):
        with get_context("spawn").Pool(1) as pool:  # it takes ten seconds to load its words
            jionlp = [pool.map(_by_jionlp, texts, chunksize=1) for _ in range(rounds)]
    return Part("Extraction", tuple(_rows(told, jionlp)), missing("jieba", "jionlp"))


def _rows(told: list[list[run.Times]], jionlp: list[list[float]]) -> Iterator[Row]:
    size = sum(one.characters for one in told[0])
    spent = {name: [sum(one.spent[name] for one in each) for each in told] for name in told[0][0].spent}
    if jionlp:
        spent["jionlp money, times and places"] = [sum(each) for each in jionlp]
    speeds = {name: [size / seconds for seconds in each] for name, each in spent.items()}
    for name in [name for name in speeds if name != "jiqun"]:
        yield row(f"facts of {len(told[0])} texts, {UNIT}: {name}", speeds["jiqun"], speeds[name])


def _by_jionlp(path: Path) -> float:
    """The seconds that jionlp takes for what it finds of a report's kinds of facts, its dictionaries in memory."""
    import jionlp

    finders: list[Callable[[str], object]] = [
        jionlp.ner.extract_money,
        jionlp.ner.extract_time,
        jionlp.recognize_location,
    ]
    for find in finders:
        find("诸城市2023年实现产值5亿元。")
    sentences = [line for document in read(path) for line in document.text.split("\n") if line]
    return cpu(lambda: [_found(find, line) for find in finders for line in sentences])


def _found(find: Callable[[str], object], line: str) -> object:
    try:
        return find(line)
    except Exception as error:  # it raises of all kinds on sentences as reports have them
        return error

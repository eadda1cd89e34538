"""Characters a second that jiqun reads facts from, beside what jieba parts into words; and the rules that take most.

python benchmarks/extraction/run.py        a table in Markdown; each text once in a process of its own, best of 3
python benchmarks/extraction/run.py 9      best of 9
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path
from subprocess import check_output

from times import Times, of_rules, times

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DEAREST = 10


def texts() -> dict[str, list[Path]]:
    """The texts by kind: surveys and plans where they lie beside the project, else the reports of its demo."""
    found = {
        "surveys": sorted(path for path in SHARED.glob("reports/*.txt") if not path.name.startswith("all-")),
        "plans": sorted(SHARED.glob("passages/plans/*.txt")),
    }
    return found if any(found.values()) else {"reports": sorted((ROOT / "seeds" / "reports").glob("*.md"))}


def best(rounds: Sequence[Sequence[Times]]) -> list[Times]:
    """Of each text the least time of each reader in any round."""
    return [
        Times(told[0].characters, {name: min(one.spent[name] for one in told) for name in told[0].spent})
        for told in zip(*rounds, strict=True)
    ]


def row(kind: str, told: Sequence[Times]) -> str:
    """A row of the table: characters a second of each reader, and how many times a peer's jiqun's are."""
    characters = sum(one.characters for one in told)
    spent = {name: sum(one.spent[name] for one in told) for name in told[0].spent}
    speeds = [f"{characters / seconds:,.0f}" for seconds in spent.values()]
    ratios = [f"{seconds / spent['jiqun']:.2f}" for name, seconds in spent.items() if name != "jiqun"]
    return f"| {kind} | {len(told)} | {characters:,} | {' | '.join([*speeds, *ratios])} |"


def imported(module: str) -> float:
    """The processor time of a new process that imports a module, without what it needs to start at all."""

    def seconds(code: str) -> float:
        timed = f"{code}\nfrom time import process_time\nprint(process_time())"
        return float(check_output([sys.executable, "-c", timed], cwd=ROOT, text=True))

    return min(seconds(f"import {module}") for _ in range(3)) - min(seconds("") for _ in range(3))


def main(rounds: int) -> None:
    chosen = texts()
    flat = [path for paths in chosen.values() for path in paths]
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        told = dict(zip(flat, best([pool.map(times, flat, chunksize=1) for _ in range(rounds)]), strict=True))
        parts = pool.map(of_rules, flat, chunksize=1)
    names = list(told[flat[0]].spent)
    columns = ["texts", "of them", "characters", *names, *(f"jiqun / {name}" for name in names[1:])]
    print(f"| {' | '.join(columns)} |\n|---|{'--:|' * (len(columns) - 1)}")
    for kind, paths in chosen.items():
        print(row(kind, [told[path] for path in paths]))
    print(row("**all**", list(told.values())))
    try:
        print(f"\njieba {version('jieba')}. ", end="")
    except PackageNotFoundError:
        print("\njieba is left out: it is not installed. ", end="")
    whole_import, of_grammar = imported("kg.extraction"), imported("kg.grammar")
    print(f"To import kg.extraction takes {whole_import:.2f} s, of which kg.grammar {of_grammar:.2f}.\n")
    whole = sum(seconds for seconds, _ in parts)
    rules: dict[str, float] = defaultdict(float)
    for _, spent in parts:
        for name, seconds in spent.items():
            rules[name] += seconds
    print(
        f"| rule | share of the time, in per cent |\n|---|--:|\n| all rules | {100 * sum(rules.values()) / whole:.1f} |"
    )
    for name, seconds in sorted(rules.items(), key=lambda item: -item[1])[:DEAREST]:
        print(f"| `{name}` | {100 * seconds / whole:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)

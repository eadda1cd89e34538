"""Characters a second that jiqun reads from Word files, beside markitdown; and the facts that each leaves of the text.

python benchmarks/reading/word.py        a table in Markdown; the least of 5 rounds
python benchmarks/reading/word.py 9      the least of 9
"""

import io
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from markitdown import MarkItDown  # noqa: E402
from worded import docx_of  # noqa: E402

from kg.extraction import read_facts  # noqa: E402
from kg.model import Evidence, Fact  # noqa: E402
from kg.reading import documents  # noqa: E402
from kg.reading.files import File, named  # noqa: E402
from kg.reading.word import read  # noqa: E402

NOWHERE = Evidence("", 0, 0, "", "")
DEVELOPED = 20
LONG = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """A report as plain text and as a Word file."""

    text: str
    word: File


def samples() -> dict[str, list[Sample]]:
    """The surveys where they lie beside the project, passages of the tests, and a file as long as twenty of these."""
    surveys = sorted((ROOT.parent / "shared" / "reports").glob("*.txt"))
    kinds = {
        "surveys": [path.read_text("utf-8") for path in surveys if not path.stem.startswith("all")],
        "passages": [
            path.read_text("utf-8") for path in sorted((ROOT / "tests" / "passages").glob("*.txt"))[:DEVELOPED]
        ],
    }
    kinds["long"] = ["\n".join([*kinds["surveys"], *kinds["passages"]] * LONG)]
    return {
        kind: [Sample(text, named("report.docx", "report.docx", docx_of(text))) for text in texts]
        for kind, texts in kinds.items()
        if texts
    }


def facts(file: File) -> Counter[Fact]:
    """What is read of a file, without where it stands."""
    told = [fact for document in documents(file) for fact in read_facts(document).facts]
    return Counter(replace(fact, evidence=NOWHERE, certainty=1.0, grounds=()) for fact in told)


def seconds(read: Callable[[File], object], files: list[File], rounds: int) -> float:
    """The least processor time that all files take in a round."""
    spent = []
    for _ in range(rounds):
        start = process_time()
        for file in files:
            read(file)
        spent.append(process_time() - start)
    return min(spent)


def main(rounds: int) -> None:
    peer = MarkItDown()
    readers: dict[str, Callable[[File], str]] = {
        "jiqun": lambda file: read(file).text,
        "markitdown": lambda file: peer.convert(io.BytesIO(file.data), file_extension=".docx").markdown,
    }
    print(f"Python {sys.version.split()[0]}, markitdown {version('markitdown')}\n")
    columns = ["files", "of them", "characters", *readers, "ratio", *(f"facts differing, {name}" for name in readers)]
    print(f"| {' | '.join(columns)} |\n|---|{'--:|' * (len(columns) - 1)}")
    for kind, found in samples().items():
        characters = sum(len(sample.text) for sample in found)
        spent = [seconds(reader, [sample.word for sample in found], rounds) for reader in readers.values()]
        speeds = [f"{characters / one:,.0f}" for one in spent]
        differing = [_differing(found, reader) if kind != "long" else "" for reader in readers.values()]
        row = [kind, str(len(found)), f"{characters:,}", *speeds, f"{spent[1] / spent[0]:.1f}", *differing]
        print(f"| {' | '.join(row)} |")


def _differing(found: list[Sample], reader: Callable[[File], str]) -> str:
    """How many facts of the plain texts are not read of what a reader makes of the Word files, of how many."""
    lost = total = 0
    for sample in found:
        own = facts(named("report.txt", "report.txt", sample.text.encode()))
        other = facts(named("report.md", "report.md", reader(sample.word).encode()))
        total += own.total()
        lost += (own - other).total()
    return f"{lost} of {total}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

"""Reads a workbook of formats beside openpyxl, python-calamine and markitdown: how fast, and what of its cells.

python benchmarks/reading/sheets.py [ROWS] [TIMES]
"""

import io
import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg.reading.files import named  # noqa: E402
from kg.reading.sheets import read  # noqa: E402
from tests.sheeted import Page, Shaped, workbook  # noqa: E402

SEEN = ("15.3%", "12.0万亩", "1,234.50", "2023年5月", "000123", "0.3")
"""What is seen of the cells of each row."""


def made(rows: int) -> bytes:
    """A workbook with so many rows, and one that is hidden."""
    row = [
        *("茶叶产业集群", Shaped(0.153, "0.0%"), Shaped(12, '0.0"万亩"'), Shaped(1234.5, "#,##0.00")),
        *(Shaped(45047, 57), "000123", 0.1 + 0.2),
    ]
    head = ["集群名称", "占比", "面积", "产值", "时间", "编号", "其他"]
    return workbook({"指标": Page([head, *[row] * rows, ["隐藏行", 1]], hidden_rows=[rows + 2])})


def jiqun(data: bytes) -> str:
    """What jiqun sets down."""
    return read(named("a.xlsx", "a.xlsx", data)).text


def openpyxl(data: bytes) -> str:
    """The values that openpyxl tells."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return "\n".join(" ".join(map(str, row)) for sheet in book for row in sheet.iter_rows(values_only=True))


def calamine(data: bytes) -> str:
    """The values that python-calamine tells."""
    from python_calamine import load_workbook

    book = load_workbook(io.BytesIO(data))
    sheets = map(book.get_sheet_by_name, book.sheet_names)
    return "\n".join(" ".join(map(str, row)) for sheet in sheets for row in sheet.to_python())


def markitdown(data: bytes) -> str:
    """The Markdown that markitdown makes."""
    from markitdown import MarkItDown

    return str(MarkItDown().convert_stream(io.BytesIO(data), file_extension=".xlsx").text_content)


PEERS: dict[str, Callable[[bytes], str]] = {
    "openpyxl": openpyxl,
    "python_calamine": calamine,
    "markitdown": markitdown,
}


def main(rows: int, times: int) -> None:
    """Prints a table: cells a second, which of them are told as they are seen, and whether hidden rows are."""
    data = made(rows)
    readers = {"jiqun": jiqun, **{name: reader for name, reader in PEERS.items() if find_spec(name)}}
    print("| reader | cells/s | told as seen | hidden rows |")
    print("|---|--:|--:|---|")
    for name, reader in readers.items():
        told = reader(data)
        spent = min(_timed(reader, data) for _ in range(times))
        words = set(re.split(r"[\s|]+", told))
        seen = sum(cell in words for cell in SEEN)
        hidden = "told" if "隐藏行" in told else "left out"
        print(f"| {name} | {7 * rows / spent:,.0f} | {seen} of {len(SEEN)} | {hidden} |")


def _timed(reader: Callable[[bytes], str], data: bytes) -> float:
    start = process_time()
    reader(data)
    return process_time() - start


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(2000, 3)[len(given) :])

#!/bin/sh
# The median of 84,000,000 and 92,000,000 is 87,999,999.999999999932891136 in DuckDB if they are exact decimals.
#
# What it shows: a column DECIMAL(38,18) holds amounts exactly, and MEDIAN of it is DECIMAL(38,18) again, so one expects
#   an exact result, as SUM is. Between two values DuckDB's quantile_cont goes by doubles: the amounts count 10 to the
#   minus 18th, 8.4 followed by 25 noughts, and a double has sixteen digits, so that the rest is noise. DECIMAL(18,2)
#   and whole numbers of 64 bits are right, with an odd number of values there is nothing between, and pyarrow's
#   quantile of the same column gives 88,000,000.
# Seen with: duckdb 2.0.1 and pyarrow 26.0.1 on CPython 3.11.
# Who would be hurt: whoever keeps money or shares as decimals with many places (Parquet files of exact figures have
#   them so) and compares with a median: = finds nothing, FLOOR and a cast to an integer are one yuan less or right by
#   chance, and a table prints nines.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'duckdb==2.0.1' 'pyarrow==26.0.1'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from decimal import Decimal
from importlib.metadata import version

import duckdb
import pyarrow
import pyarrow.compute

EXACT = pyarrow.decimal128(38, 18)
# values, median expected, median seen of DECIMAL(38,18)
AMOUNTS = [
    ((84_000_000, 92_000_000), "88000000", "87999999.999999999932891136"),
    ((1_200_000_000, 3_400_000_000), "2300000000", "2299999999.999999932152938496"),
    ((1_000_000_000, 1_100_000_000), "1050000000", "1050000000.000000002382364672"),
    ((3_100_000_000, 9_500_000_000, 14_200_000_000), "9500000000", "9500000000"),
]
MEDIANS = "SELECT MEDIAN(v), MEDIAN(v::DECIMAL(18,2)), MEDIAN(v::BIGINT), FLOOR(MEDIAN(v)), SUM(v) FROM amounts"

print(f"Python {platform.python_version()}, duckdb {version('duckdb')}, pyarrow {version('pyarrow')}")
same = True
for values, expected, seen in AMOUNTS:
    amounts = pyarrow.table({"v": pyarrow.array(map(Decimal, values), EXACT)})
    [[median, cents, whole, floor, total]] = duckdb.sql(MEDIANS).fetchall()
    [arrow] = pyarrow.compute.quantile(amounts["v"]).to_pylist()
    print(f"expected {expected}, seen {median} (FLOOR {floor}); DECIMAL(18,2) {cents}, BIGINT {whole}, pyarrow {arrow}")
    same &= median == Decimal(seen) and cents == whole == arrow == Decimal(expected) and total == sum(values)
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

#!/bin/sh
# 三千六百万 is 36,000,000; pycnnum reads 3,006,000,000, also where it wrote the words itself.
#
# What it shows: 万 multiplies all that stands before it: 三千六百万 is (3,000 + 600) × 10,000. In pycnnum the 3,000 are
#   multiplied by the 百 behind them too, so that round millions and thousands of millions come out seven to eighty times
#   too large, without an error. It is right where the words go on to the units, as those of its documentation do
#   (一百八十二万一千零一十), and where one digit is before 万 (五千万): cn2num(num2cn(n)) is n for the odd figure and another number
#   for the round one.
# Seen with: pycnnum 2.1.1 on CPython 3.11.
# Who would be hurt: whoever takes turnovers, areas or inhabitants from Chinese text. Round figures are what such texts
#   have, a test with an odd figure passes, and a sum over both kinds looks plausible.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'pycnnum==2.1.1'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

from pycnnum import cn2num, num2cn

# number, what its own words are read as
SEEN = {
    36_000_000: 3_006_000_000,
    1_500_000: 10_500_000,
    25_000_000: 2_005_000_000,
    12_000_000_000: 102_000_000_000,
    50_000_000: 50_000_000,
    12_345_678: 12_345_678,
}

print(f"Python {platform.python_version()}, pycnnum {version('pycnnum')}")
found = {number: cn2num(num2cn(number)) for number in SEEN}
for number, read in found.items():
    print(f"{num2cn(number)}: expected {number:,}, seen {read:,}")
same = found == SEEN and num2cn(36_000_000) == "三千六百万"
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

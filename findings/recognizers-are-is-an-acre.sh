#!/bin/sh
# 30公亩 is 3,000 square metres; Recognizers-Text tells 30 acres, which are 121,406.
#
# What it shows: 公亩 is the Chinese name of the are, 100 m² (公顷, a hundred of them, is the hectare). The Chinese table of
#   units of Recognizers-Text has 公亩 beside 英亩 as a name of `Acre`, which is 4,046.86 m². The same reader has 公顷 right,
#   so a hundred 公亩 come out as forty times the one 公顷 that they are.
# Seen with: recognizers-text-number-with-unit 1.0.2a2 (the newest for Python) on CPython 3.11.
# Who would be hurt: whoever reads areas of fields and building land from Chinese text and sums them in one unit. The
#   reader is sure of its answer, the unit is a real one, and the size is not absurd for a farm.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
  'recognizers-text==1.0.2a2' 'recognizers-text-number==1.0.2a2' 'recognizers-text-number-with-unit==1.0.2a2' 'emoji==1.7.0'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

from recognizers_number_with_unit import Culture, recognize_dimension

SQUARE_METRES = {"Acre": 4046.86, "Are": 100, "Hectare": 10_000, "Mu": 10_000 / 15}
# phrase, its square metres, the unit that was told
PHRASES = [("30公亩", 3_000, "Acre"), ("1公顷", 10_000, "Hectare"), ("100公亩", 10_000, "Acre"), ("30英亩", 121_405.8, "Acre")]

print(f"Python {platform.python_version()}, recognizers-text-number-with-unit", end=" ")
print(version("recognizers-text-number-with-unit"))
same = True
for phrase, expected, seen in PHRASES:
    [found] = [each.resolution for each in recognize_dimension(f"占地{phrase}", Culture.Chinese)]
    area = float(found["value"]) * SQUARE_METRES.get(found["unit"], float("nan"))
    print(f"{phrase:8} expected {expected:>9,.0f} m², told {found['value']} {found['unit']}: {area:>9,.0f} m²")
    same &= found["unit"] == seen
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

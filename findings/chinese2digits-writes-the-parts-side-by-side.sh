#!/bin/sh
# 1亿2000万 is 120,000,000; chinese2digits writes 10000000020000000: the parts of one number stand side by side.
#
# What it shows: large amounts are written with digits and 亿 or 万 mixed (GB/T 15835-2011, the standard of figures in
#   print, has it so), and with 千 and 百 in many a report. chinese2digits, whose purpose is to turn the numbers of a
#   Chinese text into digits, reads 12.5亿 and 一亿二千万 well. Where digits are mixed, each run of digits with its unit is a
#   number of its own for it, and the numbers are put in place of the words without anything between them, so that
#   1亿2000万 becomes one number of seventeen digits, and 1千2百 becomes 1000200. No error, no warning.
# Seen with: chinese2digits 6.0.2 on CPython 3.11.
# Who would be hurt: whoever makes the figures of Chinese reports and news into numbers, or into text for a language
#   model. The result is a number, eighty million times too large in the first case; a median hides it, a sum is nothing
#   else.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'chinese2digits==6.0.2'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

from chinese2digits import takeNumberFromString

# words, expected, seen
WORDS = [
    ("产值1亿2000万元", "产值120000000元", "产值10000000020000000元"),
    ("占地2千5百亩", "占地2500亩", "占地2000500亩"),
    ("企业1千2百家", "企业1200家", "企业1000200家"),
    ("产值一亿二千万元", "产值120000000元", "产值120000000元"),
    ("产值1.2亿元", "产值120000000元", "产值120000000元"),
]

print(f"Python {platform.python_version()}, chinese2digits {version('chinese2digits')}")
same = True
for words, expected, seen in WORDS:
    found = takeNumberFromString(words)["replacedText"]
    print(f"{words}: expected {expected}, seen {found}")
    same &= found == seen
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

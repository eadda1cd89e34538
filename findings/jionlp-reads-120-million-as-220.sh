#!/bin/sh
# 1亿2000万元 is 120,000,000 yuan; JioNLP tells 220,020,000.00, "accurate". 一亿二千万元 it tells rightly.
#
# What it shows: large amounts are written with digits and 亿 or 万 mixed (GB/T 15835-2011, the standard of figures in
#   print, has it so). JioNLP takes money from Chinese text, with a word on how sure it is. Where one amount has digits
#   before 亿 and before 万, each number has the sum of its digits added to it: 1亿 counts 1 + 1, 2000万 counts 2000 + 2,
#   12亿3400万 comes to 15亿 and 3407万. The same amount in characters, and with one unit and a point (1.2亿), is right.
# Seen with: jionlp 1.5.31 on CPython 3.11.
# Who would be hurt: whoever takes turnovers and investments from Chinese news and reports. The results have the right
#   order of magnitude, so that no check of plausibility finds them, and "accurate" says that none is needed.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'jionlp==1.5.31'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import jionlp

# words, yuan, yuan told
AMOUNTS = [
    ("1亿2000万元", 120_000_000, 220_020_000),
    ("3亿5000万元", 350_000_000, 650_050_000),
    ("12亿3400万元", 1_234_000_000, 1_534_070_000),
    ("10亿零817万元", 1_008_170_000, 1_100_160_000),
    ("一亿二千万元", 120_000_000, 120_000_000),
    ("1.2亿元", 120_000_000, 120_000_000),
]

print(f"Python {platform.python_version()}, jionlp {version('jionlp')}")
same = True
for words, expected, seen in AMOUNTS:
    told = jionlp.parse_money(words)
    print(f"{words}: expected {expected:,}, seen {float(told['num']):,.0f} ({told['definition']})")
    same &= float(told["num"]) == seen and told["definition"] == "accurate"
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

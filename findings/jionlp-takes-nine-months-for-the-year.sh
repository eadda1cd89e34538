#!/bin/sh
# 2011年1-9月, January to September 2011, is the whole year for JioNLP; 今年1-6月 is the sixth of January.
#
# What it shows: figures of a year that is not over are told for months from January on, 1-9月. JioNLP turns times in
#   Chinese text into a first and a last second, with a word on how sure it is. A span of months with 月 once, behind the
#   second, is not known to it: with a year before it the year is told, "accurate"; with 今年 or 去年 it becomes a month and
#   a day of the year from which it counts. Spans of years (2006-2010年) and 2011年前三季度 ("the first three quarters of
#   2011", which is the same time) are right.
# Seen with: jionlp 1.5.31 on CPython 3.11.
# Who would be hurt: whoever dates figures of Chinese reports or news: three quarters are compared with whole years,
#   which makes a fall of a quarter each autumn, and half a year's output lands on one day.
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

NOW = {"year": 2012, "month": 6, "day": 15}
# words, days expected, days seen
TIMES = [
    ("2011年1-9月", "2011-01-01 2011-09-30", "2011-01-01 2011-12-31"),
    ("2011年1至11月", "2011-01-01 2011-11-30", "2011-01-01 2011-12-31"),
    ("今年1-6月", "2012-01-01 2012-06-30", "2012-01-06 2012-01-06"),
    ("去年1-10月", "2011-01-01 2011-10-31", "2012-01-10 2012-01-10"),
    ("2011年前三季度", "2011-01-01 2011-09-30", "2011-01-01 2011-09-30"),
    ("2006-2010年", "2006-01-01 2010-12-31", "2006-01-01 2010-12-31"),
]

print(f"Python {platform.python_version()}, jionlp {version('jionlp')}, asked as on 15 June 2012")
same = True
for words, expected, seen in TIMES:
    told = jionlp.parse_time(words, time_base=NOW)
    found = " ".join(moment[:10] for moment in told["time"])
    print(f"{words}: expected {expected}, seen {found} ({told['definition']})")
    same &= found == seen and told["definition"] == "accurate"
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

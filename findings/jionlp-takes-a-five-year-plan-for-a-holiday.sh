#!/bin/sh
# “十一五”期间, the years 2006 to 2010, is the first of October for JioNLP.
#
# What it shows: 十一五 is the eleventh five-year plan of China (2006 to 2010), by which reports of those years date what
#   they tell. 十一 is National Day, 1 October, by its date. JioNLP finds the holiday in the plan and tells its day in the
#   year from which it counts, "accurate", and for “十一五”以来 ("since the eleventh plan") the time from that day on without
#   an end. Of the other plans, 十五, 十二五 and 十三五, it says that they cannot be parsed.
# Seen with: jionlp 1.5.31 on CPython 3.11.
# Who would be hurt: whoever puts figures, projects or policies of Chinese reports on a timeline. What was reached in
#   five years is dated to a day, and in the year of reading, in which the plan may be long over.
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
    ("“十一五”期间", "2006-01-01 2010-12-31", "2012-10-01 2012-10-01"),
    ("十一五末", "2010-12-31", "2012-10-01 2012-10-01"),
    ("“十一五”以来", "2006-01-01 2012-06-15", "2012-10-01 inf"),
    ("“十二五”期间", "2011-01-01 2015-12-31", "not told"),
    ("“十五”期间", "2001-01-01 2005-12-31", "not told"),
]


def told(words):
    try:
        time = jionlp.parse_time(words, time_base=NOW)
    except ValueError:
        return "not told"
    return " ".join(moment[:10] for moment in time["time"]) if time["definition"] == "accurate" else "blur"


print(f"Python {platform.python_version()}, jionlp {version('jionlp')}, asked as on 15 June 2012")
same = True
for words, expected, seen in TIMES:
    found = told(words)
    print(f"{words}: expected {expected}, seen {found}")
    same &= found == seen
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

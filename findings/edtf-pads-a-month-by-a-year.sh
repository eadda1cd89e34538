#!/bin/sh
# "About April 2011" (2011-04~) may be March 2010 to May 2012 in python-edtf, whose documentation says March to May 2011.
#
# What it shows: lower_fuzzy and upper_fuzzy are the dates between which an uncertain date may lie. The documentation
#   widens what is approximate by as much as it is precise: a month by one month, a year by one year, and gives 1912-04~
#   as an example (March to May 1912). The package widens a month by a month and a year, a day by a day, a month and a
#   year; so 2011-04~ has 27 months and 2011-04-15~ as many, where three months and three days are said. A year (2011~)
#   is right, and so is a month whose own mark stands before it (2011-~04).
# Seen with: edtf 5.0.2 (python-dateutil 2.9.0.post0, pyparsing 3.2.5) on CPython 3.11.
# Who would be hurt: whoever filters records by these bounds, which is what they are for: a collection or a table of
#   events gives two years too many of everything that is dated "about" a month, and nothing says so.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
  'edtf==5.0.2' 'python-dateutil==2.9.0.post0' 'pyparsing==3.2.5'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

from edtf import parse_edtf

# date, its bounds by the documentation, its bounds as seen
DATES = [
    ("2011-04~", ((2011, 3), (2011, 5)), ((2010, 3), (2012, 5))),
    ("2011-04?", ((2011, 3), (2011, 5)), ((2010, 3), (2012, 5))),
    ("2011-04-15~", ((2011, 4), (2011, 4)), ((2010, 3), (2012, 5))),
    ("2011-~04", ((2011, 3), (2011, 5)), ((2011, 3), (2011, 5))),
    ("2011~", ((2010, 1), (2012, 12)), ((2010, 1), (2012, 12))),
]

print(f"Python {platform.python_version()}, edtf {version('edtf')}")
same = True
for written, expected, seen in DATES:
    date = parse_edtf(written)
    found = tuple(date.lower_fuzzy()[:2]), tuple(date.upper_fuzzy()[:2])
    print(f"{written:11} expected {expected}, seen {found}")
    same &= found == seen
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

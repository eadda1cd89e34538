#!/bin/sh
# 10 - 3 - 2 is 9 in a query of maplib: chains of one precedence are reckoned from the right.
#
# What it shows: the grammar of SPARQL 1.1 (19.8, AdditiveExpression and MultiplicativeExpression) is a first operand
#   with the others in a row behind it, and + and - mean what they mean everywhere: from the left. maplib reads the rest
#   of the row first, so that 10 - 3 - 2 is 10 - (3 - 2), 70 + 20 - 10 + 20 loses 40, and 8.0 / 2.0 * 4.0 is 1.
#   Parentheses help. Oxigraph has it right.
# Seen with: maplib 0.20.26 (polars 2.1.0, pyarrow 23.0.1, rdflib 7.6.0) and pyoxigraph 0.5.13 on CPython 3.11.
# Who would be hurt: whoever reckons in a query: what is left of a sum after two deductions, growth from year to year, a
#   rate per head in per cent. With two operands all is well, so that the first tries pass.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
  'maplib==0.20.26' 'polars==2.1.0' 'pyarrow==23.0.1' 'rdflib==7.6.0' 'pyoxigraph==0.5.13'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import pyoxigraph
from maplib import Model

DATA = "@prefix : <http://example.org/> . :a :firms 70 ; :came 20 ; :left 10 ."
# expression, expected, seen in maplib
SUMS = [
    ("10 - 3 - 2", 5, 9),
    ("?firms + ?came - ?left + ?came", 100, 60),
    ("?firms - ?came - ?left", 40, 60),
    ("8.0 / 2.0 * 4.0", 16, 1),
    ("(10 - 3) - 2", 5, 5),
    ("?firms - ?came", 50, 50),
]
QUERY = "PREFIX : <http://example.org/> SELECT ({0} AS ?x) {{ :a :firms ?firms ; :came ?came ; :left ?left }}"

model = Model()
model.reads(DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
print(f"Python {platform.python_version()}, maplib {version('maplib')}, pyoxigraph {version('pyoxigraph')}")
same = True
for said, expected, seen in SUMS:
    [[found]] = model.query(QUERY.format(said)).rows()
    [row] = store.query(QUERY.format(said))
    print(f"{said:31} expected {expected:3}, Oxigraph {row['x'].value:3}, maplib {float(found):g}")
    same &= float(found) == seen and float(row["x"].value) == expected
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

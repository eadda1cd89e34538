#!/bin/sh
# xsd:integer(9.5e9) is 9499999999 in Oxigraph, and xsd:decimal(9.5e9) 9499999999.999999713914912768.
#
# What it shows: 9.5e9 is an xsd:double, and as a double exactly 9,500,000,000. The casts of XPath, which SPARQL 1.1
#   names in 17.5, make of a double the decimal that is numerically closest, and an integer by cutting the fraction off:
#   both are 9,500,000,000. Oxigraph's decimals count 10 to the minus 18th, and the double is brought to that scale as a
#   double, which has sixteen digits; the rest is noise. Whether a number survives is chance: 2300000000 does, 1000000
#   does not (as decimal), so that a test with one number says nothing. ROUND is right, and rdflib's decimal.
# Seen with: pyoxigraph 0.5.13 and rdflib 7.6.0 (pyparsing 3.3.3) on CPython 3.11.
# Who would be hurt: whoever makes figures in doubles, as JSON-LD and JSON have them, integers or decimals in a query,
#   to join them with a table or to group by them: xsd:decimal(?v) = 9500000000 is false, and a number of people is one
#   less.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'rdflib==7.6.0' 'pyparsing==3.3.3' 'pyoxigraph==0.5.13'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from decimal import Decimal
from importlib.metadata import version

import pyoxigraph
import rdflib

# expression, expected, seen in Oxigraph
CASTS = [
    ("xsd:integer(9.5e9)", "9500000000", "9499999999"),
    ("xsd:integer(1.28e8)", "128000000", "127999999"),
    ("xsd:decimal(9.5e9)", "9500000000", "9499999999.999999713914912768"),
    ("xsd:decimal(1e6)", "1000000", "999999.999999999983222784"),
    ("xsd:integer(2.3e9)", "2300000000", "2300000000"),
    ("ROUND(9.5e9)", "9500000000", "9500000000"),
]
PREFIX = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "

print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}")
same = True
for said, expected, seen in CASTS:
    query = f"{PREFIX} SELECT ({said} AS ?x) {{}}"
    [row] = pyoxigraph.Store().query(query)
    found = row["x"].value
    other = "" if "integer" in said else f", rdflib {[each.x for each in rdflib.Graph().query(query)][0]}"
    print(f"{said:20} expected {expected:10} Oxigraph {found}{other}")
    same &= Decimal(found) == Decimal(seen)
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

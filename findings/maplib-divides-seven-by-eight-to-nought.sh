#!/bin/sh
# 7 of 8 firms are the share 0.0 in maplib: integers are divided without their fraction, and shown as a double.
#
# What it shows: in SPARQL 1.1 (17.3, the table of operators) A / B of two integers is an xsd:decimal, 0.875. maplib
#   cuts the quotient to an integer and gives it as a float, which looks like a division with a fraction. Shares of
#   counts are 0.0 or 1.0, FILTER(?firms / ?of > 0.5) keeps only what is complete, and SUM / SUM of counts is cut too.
#   AVG of the same integers has its fraction, and so has a division of which one side is a decimal.
# Seen with: maplib 0.20.26 (polars 2.1.0, pyarrow 23.0.1, rdflib 7.6.0) and pyoxigraph 0.5.13 on CPython 3.11.
# Who would be hurt: whoever asks for shares, rates or densities of counts. Quotients above one are plausible and too
#   low, 9.0 for 9.9 inhabitants to a house; those below one are nought.
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

DATA = """@prefix : <http://example.org/> .
:a :firms 7 ; :of 8 . :b :firms 99 ; :of 10 . :c :firms 9 ; :of 9 ."""
# query, numbers expected, seen in maplib
QUERIES = [
    ("SELECT (?firms / ?of AS ?x) { ?s :firms ?firms ; :of ?of } ORDER BY ?s", [0.875, 9.9, 1], [0, 9, 1]),
    ("SELECT (SUM(?firms) / SUM(?of) AS ?x) { ?s :firms ?firms ; :of ?of }", [115 / 27], [4]),
    ("SELECT (COUNT(*) AS ?x) { ?s :firms ?firms ; :of ?of FILTER(?firms / ?of > 0.5) }", [3], [2]),
    ("SELECT (AVG(?of) AS ?x) { ?s :of ?of FILTER(?of < 10) }", [8.5], [8.5]),
    ("SELECT (7.0 / 8 AS ?x) {}", [0.875], [0.875]),
]

model = Model()
model.reads(DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
print(f"Python {platform.python_version()}, maplib {version('maplib')}, pyoxigraph {version('pyoxigraph')}")
same = True
for query, expected, seen in QUERIES:
    query = f"PREFIX : <http://example.org/> {query}"
    found = [float(value) for [value] in model.query(query).rows()]
    other = [float(row["x"].value) for row in store.query(query)]
    print(query.removeprefix("PREFIX : <http://example.org/> "))
    print(f"  expected {expected}, Oxigraph {other}, maplib {found}")
    same &= found == seen and [round(value, 9) for value in other] == [round(value, 9) for value in expected]
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

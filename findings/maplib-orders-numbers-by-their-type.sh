#!/bin/sh
# 20.5, 5.0, 10, 100 is the rising order of maplib: decimals, doubles and integers are sorted apart, and their MAX is empty.
#
# What it shows: in SPARQL 1.1 (15.1) the operator < gives the order of numbers, whatever their types, and MAX goes by
#   the same order. maplib keeps a column for each type and sorts by the columns one after the other; MAX, MIN and AVG
#   of such a column are unbound. FILTER compares the same numbers rightly, and where all are integers all is well.
# Seen with: maplib 0.20.26 (polars 2.1.0, pyarrow 23.0.1, rdflib 7.6.0) and pyoxigraph 0.5.13 on CPython 3.11.
# Who would be hurt: whoever asks for the first or greatest of figures that come from several sources: Turtle writes 10
#   as an integer and 20.5 as a decimal, so that one column of a table is mixed as soon as one figure has a point. With
#   LIMIT the wrong rows stay; "no maximum" reads as "no figures".
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

DATA = "@prefix : <http://example.org/> . :a :v 10 . :b :v 20.5 . :c :v 100 . :d :v 5e0 . :a :n 7 . :b :n 100 . :c :n 20 ."
# query, expected, seen in maplib
QUERIES = [
    ("SELECT ?x { ?x :v ?v } ORDER BY ?v", "dabc", "bdac"),
    ("SELECT ?x { ?x :v ?v } ORDER BY ?v LIMIT 1", "d", "b"),
    ("SELECT (MAX(?v) AS ?x) { ?s :v ?v }", "100", "unbound"),
    ("SELECT (AVG(?v) AS ?x) { ?s :v ?v }", "33.875", "unbound"),
    ("SELECT ?x { ?x :v ?v FILTER(?v > 15) } ORDER BY ?x", "bc", "bc"),
    ("SELECT ?x { ?x :n ?n } ORDER BY ?n", "acb", "acb"),
]


def said(values):
    names = ["unbound" if value is None else str(value).strip("<>").rpartition("/")[2] for value in values]
    return "".join(names)


model = Model()
model.reads(DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
print(f"Python {platform.python_version()}, maplib {version('maplib')}, pyoxigraph {version('pyoxigraph')}")
print("v of a is 10, of b 20.5, of c 100, of d 5e0; n of a is 7, of b 100, of c 20")
same = True
for query, expected, seen in QUERIES:
    asked = f"PREFIX : <http://example.org/> {query}"
    found = said(value for [value] in model.query(asked).rows())
    other = said(row["x"].value for row in store.query(asked))
    print(f"{query}: expected {expected}, Oxigraph {other}, maplib {found}")
    same &= found == seen and other == expected
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

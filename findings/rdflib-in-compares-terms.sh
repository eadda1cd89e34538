#!/bin/sh
# In rdflib ?share IN (50, 100) does not find 50.0, which ?share = 50 finds; NOT IN (0) keeps 0.0, which != 0 drops.
#
# What it shows: SPARQL 1.1 (17.4.1.9) says that `x IN (a, b)` is `(x = a) || (x = b)`, where = compares values: 50, 50.0
#   and 5e1 are one number. rdflib's IN compares terms, so a decimal is never in a list of integers. The queries run on
#   the same six figures in rdflib and in Oxigraph; only rdflib gives IN and = different rows.
# Seen with: rdflib 7.6.0 (pyparsing 3.3.3) and pyoxigraph 0.5.13 on CPython 3.11.
# Who would be hurt: whoever picks figures by a list of values, or leaves out what is nought by NOT IN. Data from several
#   sources has integers and decimals side by side; rows are lost, or stay, and the query looks right.
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
from importlib.metadata import version

import pyoxigraph
import rdflib

DATA = """@prefix : <http://example.org/> .
:a :share 50 . :b :share 50.0 . :c :share 5e1 . :d :share 0 . :e :share 0.0 . :f :share 31.5 .
"""
FILTERS = {
    "?share = 50 || ?share = 100": "abc",
    "?share IN (50, 100)": "abc",
    "?share != 0": "abcf",
    "?share NOT IN (0)": "abcf",
}
SEEN = {"?share IN (50, 100)": "a", "?share NOT IN (0)": "abcef"}

graph = rdflib.Graph().parse(data=DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
print(f"Python {platform.python_version()}, rdflib {version('rdflib')}, pyoxigraph {version('pyoxigraph')}")
same = True
for said, expected in FILTERS.items():
    query = f"SELECT ?s {{ ?s <http://example.org/share> ?share FILTER({said}) }} ORDER BY ?s"
    oxigraph = "".join(row["s"].value[-1] for row in store.query(query))
    found = "".join(str(row.s)[-1] for row in graph.query(query))
    print(f"{said:30} expected {expected:6} Oxigraph {oxigraph:6} rdflib {found}")
    same &= oxigraph == expected and found == SEEN.get(said, expected)
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

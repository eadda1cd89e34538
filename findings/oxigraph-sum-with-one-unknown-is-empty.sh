#!/bin/sh
# The sum of a county's firms is empty in Oxigraph if one firm has no figure, as SPARQL 1.1 has it; in rdflib it is that of
# the others, as in SQL.
#
# What it shows: firms are asked for with OPTIONAL { ?firm :output ?v } and summed by county. SPARQL 1.1 (18.5.1,
#   ListEval) makes a variable that is not bound an error among the values of an aggregate; COUNT leaves errors out, the
#   others end with them, and an expression with an error is unbound. So SUM, AVG, MIN and MAX of the county are empty
#   while COUNT(?v) beside them says 2. rdflib leaves the firm out; so do databases, whose NULL in an outer join this
#   looks like. Without OPTIONAL, or with COALESCE(?v, 0) in the sum, both agree.
# Seen with: pyoxigraph 0.5.13 and rdflib 7.6.0 (pyparsing 3.3.3) on CPython 3.11.
# Who would be hurt: whoever counts firms and sums what is known of them in one query. A query tried on complete data,
#   or in rdflib, loses the counties with a gap, which are the large ones, and an empty cell reads as "no figures".
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
:a :in :Jinjiang ; :output 10 . :b :in :Jinjiang ; :output 20 . :c :in :Jinjiang .
:d :in :Dehua ; :output 5 .
"""
QUERY = """PREFIX : <http://example.org/>
SELECT ?county (COUNT(?v) AS ?n) (SUM(?v) AS ?sum) (AVG(?v) AS ?avg) (MAX(?v) AS ?max) (SUM(COALESCE(?v, 0)) AS ?known)
{ ?firm :in ?county OPTIONAL { ?firm :output ?v } } GROUP BY ?county ORDER BY ?county
"""
SQL = {"Dehua": ["1", "5", "5", "5", "5"], "Jinjiang": ["2", "30", "15", "20", "30"]}
SEEN = {"Dehua": SQL["Dehua"], "Jinjiang": ["2", None, None, None, "30"]}

store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
graph = rdflib.Graph().parse(data=DATA, format="turtle")
print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}")
oxigraph = [[value and value.value for value in row][1:] for row in store.query(QUERY)]
other = [[value and str(value) for value in row][1:] for row in graph.query(QUERY)]
print(f"{'':10} COUNT, SUM, AVG, MAX, SUM of COALESCE(?v, 0)")
for at, county in enumerate(SQL):
    print(f"{county:10} as in SQL {SQL[county]}, Oxigraph {oxigraph[at]}, rdflib {other[at]}")
same = oxigraph == list(SEEN.values()) and other == list(SQL.values())
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

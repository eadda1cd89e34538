#!/bin/sh
# A histogram by xsd:integer(?v / 10) has one class in rdflib, that of the round figures; all others are in none.
#
# What it shows: the table of casts of SPARQL 1.1 (17.5) has decimal, float, double and boolean to xsd:integer as
#   allowed; XPath cuts the fraction off. rdflib reads the lexical form of the number as an integer and says nothing if
#   it is none: xsd:integer(3.1) is unbound, and so are xsd:integer(20.0), xsd:integer(2e1) and xsd:integer(true). Of ?v
#   / 10 only quotients without a fraction are left. Grouped by it, the others are a row without a class. FLOOR gives
#   what is meant; Oxigraph has the casts.
# Seen with: rdflib 7.6.0 (pyparsing 3.3.3) and pyoxigraph 0.5.13 on CPython 3.11.
# Who would be hurt: whoever puts amounts into classes, makes years of decades, or takes what a table has as 2011.0 for
#   a year: filters on the result drop rows in silence, joins find nothing, and with round test data all is well.
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

OUTPUTS = [10, 12, 15, 20, 23, 31]
DATA = "\n".join(f"<http://example.org/{at}> <http://example.org/v> {value} ." for at, value in enumerate(OUTPUTS))
QUERY = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?class (COUNT(*) AS ?firms) { ?firm <http://example.org/v> ?v } GROUP BY (xsd:integer(?v / 10) AS ?class)"""
CASTS = {"xsd:integer(3.1)": 3, "xsd:integer(20.0)": 20, "xsd:integer(2e1)": 20, "xsd:integer(true)": 1}
CAST = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ({0} AS ?x) {{}}"

store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
graph = rdflib.Graph().parse(data=DATA, format="turtle")
expected = {1: 3, 2: 2, 3: 1}
oxigraph = {row["class"] and int(row["class"].value): int(row["firms"].value) for row in store.query(QUERY)}
other = {row["class"] and int(row["class"]): int(row.firms) for row in graph.query(QUERY)}
print(f"Python {platform.python_version()}, rdflib {version('rdflib')}, pyoxigraph {version('pyoxigraph')}")
print(f"firms by class: expected {expected}, Oxigraph {oxigraph}, rdflib {other}")
same = oxigraph == expected and other == {1: 1, 2: 1, None: 4}
for said, number in CASTS.items():
    [there] = [row["x"] for row in store.query(CAST.format(said))]
    rows = list(graph.query(CAST.format(said)))
    here = rows[0].x if rows else None
    print(f"{said:18} expected {number}, Oxigraph {there and there.value}, rdflib {here}")
    same &= there is not None and int(there.value) == number and here is None
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

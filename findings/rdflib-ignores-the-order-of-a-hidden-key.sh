#!/bin/sh
# GROUP BY ?year ORDER BY ?year is not ordered in rdflib unless ?year is selected; with LIMIT 1 another year comes out.
#
# What it shows: in SPARQL 1.1 (18.2.4.1, 18.2.5.1) rows are ordered before they are projected, so that a query may
#   order by what it does not show, and the grammar lets a grouped query order by its keys. rdflib does so without GROUP
#   BY, and for aggregates. A key of a group that is not in SELECT is lost before the ordering: ORDER BY ?year and ORDER
#   BY DESC(?year) give the same rows in the order of the store, without an error. Oxigraph orders them.
# Seen with: rdflib 7.6.0 (pyparsing 3.3.3) and pyoxigraph 0.5.13 on CPython 3.11.
# Who would be hurt: whoever takes the first or last group, as the newest total, or draws a series in the order of the
#   rows: it is right as long as the data happen to be loaded in that order.
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

TOTALS = {2011: 30, 2008: 3, 2012: 41, 2009: 5, 2010: 7}
DATA = "@prefix : <http://example.org/> .\n" + "\n".join(
    f":{year} :year {year} ; :output {total} ." for year, total in TOTALS.items()
)
QUERY = """PREFIX : <http://example.org/>
SELECT {0} (SUM(?output) AS ?total) {{ ?firm :year ?year ; :output ?output }} GROUP BY ?year ORDER BY {1}"""

store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
graph = rdflib.Graph().parse(data=DATA, format="turtle")


def totals(shown, order):
    query = QUERY.format(shown, order)
    print(f"SELECT {shown:5} … ORDER BY {order:14}", end=" ")
    oxigraph = [int(row["total"].value) for row in store.query(query)]
    other = [int(row.total) for row in graph.query(query)]
    print(f"Oxigraph {oxigraph}, rdflib {other}")
    return oxigraph, other


print(f"Python {platform.python_version()}, rdflib {version('rdflib')}, pyoxigraph {version('pyoxigraph')}")
rising = [total for _, total in sorted(TOTALS.items())]
falling = rising[::-1]
print(f"{'expected':37} {rising} and {falling}")
shown = totals("?year", "?year"), totals("?year", "DESC(?year)")
hidden = totals("", "?year"), totals("", "DESC(?year)")
last, _ = totals("", "DESC(?year) LIMIT 1")
same = shown == ((rising, rising), (falling, falling))
same &= [oxigraph for oxigraph, _ in hidden] == [rising, falling] and last == [41]
same &= hidden[0][1] == hidden[1][1]
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

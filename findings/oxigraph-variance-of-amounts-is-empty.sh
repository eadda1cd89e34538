#!/bin/sh
# The variance of three turnovers in yuan is an empty cell in Oxigraph: the square of 3.1 thousand million is too large.
#
# What it shows: xsd:integer has no upper bound in XML Schema. In Oxigraph it has 64 bits when it is reckoned with, and
#   xsd:decimal 128 with eighteen places behind the point, so 3,100,000,000 squared, or 14,200,000,000.0, is an error;
#   in SPARQL an expression with an error is unbound, and a query of one row gives one row with nothing in it. The sum
#   and the mean beside it are right. With doubles (?v * 1e0) there is an answer; rdflib gives one as it stands.
# Seen with: pyoxigraph 0.5.13 and rdflib 7.6.0 (pyparsing 3.3.3) on CPython 3.11.
# Who would be hurt: whoever asks for spread, correlation or a Herfindahl index of amounts in base units, as statistics in
#   yuan, yen, grams or square metres are. An empty cell reads as "no figures", not as "too large to be squared".
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

AMOUNTS = [3_100_000_000, 14_200_000_000, 9_500_000_000]
DATA = "\n".join(f"<http://example.org/{at}> <http://example.org/v> {v} ." for at, v in enumerate(AMOUNTS))
VARIANCE = "SELECT (SUM({0} * ?v) / COUNT(*) - AVG(?v) * AVG({0}) AS ?x) {{ ?s <http://example.org/v> ?v }}"
MEAN = "SELECT (AVG(?v) AS ?x) { ?s <http://example.org/v> ?v }"
PLAIN, DOUBLE = VARIANCE.format("?v"), VARIANCE.format("(?v * 1e0)")

graph = rdflib.Graph().parse(data=DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA, pyoxigraph.RdfFormat.TURTLE)


def oxigraph(query):
    [row] = store.query(query)
    return None if row["x"] is None else float(row["x"].value)


def other(query):
    [row] = graph.query(query)
    return None if row.x is None else float(row.x)


mean = sum(AMOUNTS) / 3
variance = sum((amount - mean) ** 2 for amount in AMOUNTS) / 3
print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}")
for name, query, expected in (("mean", MEAN, mean), ("variance", PLAIN, variance), ("in doubles", DOUBLE, variance)):
    print(f"{name:10} expected {expected:.6g}, Oxigraph {oxigraph(query)}, rdflib {other(query)}")


def near(found, expected):
    return found is not None and abs(found - expected) < 1e-6 * expected


same = near(oxigraph(MEAN), mean) and oxigraph(PLAIN) is None and near(oxigraph(DOUBLE), variance)
same &= near(other(PLAIN), variance)
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

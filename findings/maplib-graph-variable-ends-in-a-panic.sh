#!/bin/sh
# A question that asks in which graph something stands ends in a Rust panic in maplib, which `except Exception` does not catch.
#
# What it shows: `GRAPH ?g { ?s ?p ?o }` is SPARQL 1.1; maplib keeps named graphs and parses the query. Its answer is
#   pyo3_runtime.PanicException "not yet implemented" and a stack trace on standard error. PanicException is a BaseException,
#   so a server's handler of errors lets it through. The same question of the default graph, and of the named one by its name,
#   is answered.
# Seen with: maplib 0.20.26 and pyoxigraph 0.5.13 on CPython 3.11.
# Who would be hurt: whoever moves queries about provenance, which name the graph by a variable, from another store.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'maplib==0.20.26' 'pyoxigraph==0.5.13'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import maplib
import pyoxigraph

HERE, THERE = "<urn:a> <urn:p> <urn:b> .\n", "<urn:a> <urn:p> <urn:c> .\n"
QUERIES = {
    "default graph": "SELECT ?s ?o { ?s <urn:p> ?o }",
    "GRAPH <urn:g>": "SELECT ?s ?o { GRAPH <urn:g> { ?s <urn:p> ?o } }",
    "GRAPH ?g": "SELECT ?g ?s ?o { GRAPH ?g { ?s <urn:p> ?o } }",
}

model = maplib.Model()
model.reads(HERE, format="ntriples")
model.reads(THERE, format="ntriples", graph="urn:g")
store = pyoxigraph.Store()
store.load(HERE, pyoxigraph.RdfFormat.N_TRIPLES)
store.load(THERE, pyoxigraph.RdfFormat.N_TRIPLES, to_graph=pyoxigraph.NamedNode("urn:g"))


def asked(query):
    try:
        return len(model.query(query).rows()), None
    except BaseException as error:
        return None, error


print(f"Python {platform.python_version()}, maplib {version('maplib')}, pyoxigraph {version('pyoxigraph')}")
found = {}
for name, query in QUERIES.items():
    found[name] = asked(query)
    print(f"{name:14} pyoxigraph {len(list(store.query(query)))} row, maplib {found[name]}")
error = found["GRAPH ?g"][1]
same = found["default graph"][0] == found["GRAPH <urn:g>"][0] == 1 and error is not None and not isinstance(error, Exception)
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

#!/bin/sh
# SELECT ?名，?值 is one variable called 名， and an empty column, and nobody says so.
#
# What it shows: the grammar of SPARQL 1.1 (19.8, PN_CHARS_BASE) takes U+3001 to U+D7FF, U+F900 to U+FDCF and U+FDF0 to
#   U+FFFD for letters, and with them the full-width marks that a Chinese keyboard types: ， ； ： （ ） ？ ＞ 。 、 and
#   others. A mark after a name becomes part of the name. The query is valid, its first column stays empty, a class
#   jq:集群。 is one that no thing has, and ?值＞10 is a variable without a value. Engines that follow the grammar cannot
#   refuse it; none of these warns.
# Seen with: pyoxigraph 0.5.0 and rdflib 7.1.4 (pyparsing 3.2.1) on CPython 3.11.
# Who would be hurt: whoever writes SPARQL with a Chinese or Japanese keyboard. An empty column reads as "the data has
#   no such value", not as a slip of the keyboard.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'pyoxigraph==0.5.0' 'rdflib==7.1.4' 'pyparsing==3.2.1'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
import warnings
from importlib.metadata import version

import pyoxigraph
import rdflib

warnings.simplefilter("error", UserWarning)  # a warning to the user would be heard
DATA = '<http://example.org/a> <http://example.org/name> "镇" ; <http://example.org/value> 12 .'
QUERY = "SELECT ?名，?值 { ?s <http://example.org/name> ?名 ; <http://example.org/value> ?值 }"


def oxigraph():
    store = pyoxigraph.Store()
    store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
    found = store.query(QUERY)
    names = [variable.value for variable in found.variables]
    return names, [[None if term is None else term.value for term in row] for row in found]


def rdf_lib():
    found = rdflib.Graph().parse(data=DATA, format="turtle").query(QUERY)
    return [str(name) for name in found.vars], [[None if term is None else str(term) for term in row] for row in found]


def said(ask):
    try:
        return ask()
    except Exception as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]


print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}")
print(QUERY)
print("expected by who typed it: a syntax error at ，, or the columns 名 and 值")
changed = False
for name, ask in (("pyoxigraph", oxigraph), ("rdflib", rdf_lib)):
    seen = said(ask)
    print(f"seen with {name}: {seen}")
    changed |= seen != (["名，", "值"], [[None, "12"]])
if changed:
    print("It is no longer as described.")
    sys.exit(1)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

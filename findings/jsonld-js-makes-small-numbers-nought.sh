#!/bin/sh
# The number 0.0000005 of a JSON-LD document is the integer 0 in the RDF of jsonld.js; 0.00000015 is a double.
#
# What it shows: JSON-LD 1.1 API (8.6, and Object to RDF Conversion) makes a number with a fractional part an
#   xsd:double. jsonld.js looks for a point in the number as JavaScript writes it, and JavaScript writes numbers below a
#   millionth with an exponent: 5e-7 has no point, 1.5e-7 has one. So a small number with one significant digit is
#   rounded to an integer, 0 (or -0), and where the context types it as xsd:decimal, to 0 as well. PyLD gives the
#   double.
# Seen with: jsonld 9.0.0 (npm) on Node.js 20; PyLD 3.3.0 on CPython 3.11.
# Who would be hurt: whoever publishes p-values, rates per head, concentrations or weights as JSON-LD: the rounded ones
#   are the ones with one digit, 5e-7 and 1e-9, as limits and thresholds are. In RDF they are nought, and "not found"
#   for a filter ?p > 0.
#
# Needs Node.js (20 or later) with npm, python3 (3.11 or later), and their registries for pinned packages. Opens no
# connection otherwise. Exit status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
npm install --silent --no-audit --no-fund --prefix "$place" jsonld@9.0.0 >/dev/null
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'pyld==3.3.0'
cat > "$place/numbers.jsonld" <<'JSON'
{"@id": "http://example.org/a", "http://example.org/p": [0.0000005, 0.000000001, 0.00000015, 0.000001, 0.5]}
JSON
cat > "$place/ask.js" <<'JS'
const { readFileSync } = require("node:fs");
const jsonld = require("jsonld");

const document = JSON.parse(readFileSync(`${__dirname}/numbers.jsonld`, "utf8"));
jsonld.toRDF(document, { format: "application/n-quads" }).then((quads) => process.stdout.write(quads));
JS
cat > "$place/ask.py" <<'PYTHON'
import json
import platform
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from pyld import jsonld

LITERAL = re.compile(r'"([^"]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#(\w+)>')
DOUBLES = [("5.0E-7", "double"), ("1.0E-9", "double"), ("1.5E-7", "double"), ("1.0E-6", "double"), ("5.0E-1", "double")]
SEEN = [("0", "integer")] + DOUBLES[2:]

place = Path(sys.argv[1])
package = json.loads((place / "node_modules/jsonld/package.json").read_text())
node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
print(f"Node.js {node}, jsonld {package['version']}; Python {platform.python_version()}, PyLD {version('pyld')}")
quads = subprocess.run(["node", place / "ask.js"], capture_output=True, text=True, check=True).stdout
numbers = json.loads((place / "numbers.jsonld").read_text())
found = {
    "jsonld.js": LITERAL.findall(quads),
    "PyLD": LITERAL.findall(jsonld.to_rdf(numbers, {"format": "application/n-quads"})),
}
print("expected ", " ".join(f"{value} ({kind})" for value, kind in DOUBLES))
for name, literals in found.items():
    print(f"{name:9}", " ".join(f"{value} ({kind})" for value, kind in literals))
same = set(found["jsonld.js"]) == set(SEEN) and set(found["PyLD"]) == set(DOUBLES)
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py" "$place"

#!/bin/sh
# A firm is thrice as central in rustworkx because three contracts, not one, tie it to the next: parallel edges are ways.
#
# What it shows: between two opposite corners of a square there are two shortest ways, and each of the other corners is on
#   one of them: betweenness 0.5 everywhere. Where one side is there three times, rustworkx counts four ways and gives its two
#   ends 0.75 and the others 0.25. networkx gives 0.5 for the same multigraph: a way is a sequence of nodes, as in Freeman's
#   definition. `networkx_converter` keeps the parallel edges, so a program that is moved over gives other ranks. The
#   documentation of `betweenness_centrality` says nothing of it, though graphs are multigraphs by default there.
# Seen with: rustworkx 0.18.1 and networkx 3.6.1 on CPython 3.11.
# Who would be hurt: whoever ranks the nodes of a multigraph: firms by contracts, stations by lines, authors by papers.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'rustworkx==0.18.1' 'networkx==3.6.1'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import networkx
import rustworkx

SQUARE = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]


def beside(graph):
    ours = rustworkx.betweenness_centrality(rustworkx.networkx_converter(graph), normalized=False)
    return dict(zip(graph, ours.values())), networkx.betweenness_centrality(graph, normalized=False)


print(f"Python {platform.python_version()}, rustworkx {version('rustworkx')}, networkx {networkx.__version__}")
single, thrice = (beside(networkx.MultiGraph(SQUARE + more)) for more in ([], 2 * [("a", "b")]))
for name, (ours, theirs) in (("each side once", single), ("one side thrice", thrice)):
    print(f"{name:16} rustworkx {ours}")
    print(f"{'':16} networkx  {theirs}")
even = dict.fromkeys("abcd", 0.5)
same = single == (even, even) and thrice == ({"a": 0.75, "b": 0.75, "c": 0.25, "d": 0.25}, even)
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

#!/bin/sh
# Leiden of graspologic-native groups firms by their first tie alone: the three contracts after it are left out, in silence.
#
# What it shows: of several edges between two nodes the first counts, the others are ignored without an error or a warning,
#   whichever end is named first. A ring of four with three more ties of b and c, and of d and a, falls into {a, b} and {c, d}
#   with the modularity 0, and the other way round if the heavier ties are listed first. With the weights summed before, it is
#   {a, d} and {b, c} with 0.3. The documentation of `leiden` speaks of "a list of edges" and says nothing of this; networkx
#   sums the weights of parallel edges.
# Seen with: graspologic-native 1.2.5 and networkx 3.6.1 on CPython 3.11; 1.3.1 does the same.
# Who would be hurt: whoever hands over edges as they come, a row a contract, a payment, a citation or a message.
#
# Needs python3 (3.11 to 3.13) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'graspologic-native==1.2.5' 'networkx==3.6.1'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import networkx
from graspologic_native import leiden

RING = [("a", "b", 1.0), ("b", "c", 1.0), ("c", "d", 1.0), ("d", "a", 1.0)]
MORE = [("b", "c", 3.0), ("d", "a", 3.0)]
SUMMED = [("a", "b", 1.0), ("b", "c", 4.0), ("c", "d", 1.0), ("d", "a", 4.0)]


def groups(ties):
    quality, found = leiden(ties, seed=0)
    return round(quality, 6), sorted({frozenset(n for n in found if found[n] == at) for at in found.values()}, key=min)


def shown(told):
    return f"{told[0]:.2f} {[''.join(sorted(group)) for group in told[1]]}"


multigraph = networkx.MultiGraph()
multigraph.add_weighted_edges_from(RING + MORE)
right = networkx.community.modularity(multigraph, [{"a", "d"}, {"b", "c"}])
print(f"Python {platform.python_version()}, graspologic-native {version('graspologic-native')}")
print(f"summed before         {shown(groups(SUMMED))}, networkx of the parallel ties {right:.2f}")
print(f"heavier ties last     {shown(groups(RING + MORE))}")
print(f"heavier ties turned   {shown(groups(RING + [(b, a, w) for a, b, w in MORE]))}")
print(f"heavier ties first    {shown(groups(MORE + RING))}")
same = groups(RING + MORE) == groups(RING) == groups(RING + [(b, a, w) for a, b, w in MORE])
same &= groups(SUMMED)[0] == round(right, 6) == 0.3 and groups(RING)[0] != 0.3
same &= groups(MORE + RING)[0] != groups(RING + MORE)[0]
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

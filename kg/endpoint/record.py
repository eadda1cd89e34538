"""What a store is told of the graph that it holds: a small graph beside the others, for whoever publishes or asks next;
and the names of those that hold the files of the build.

<https://w3id.org/jiqun/id/publication> sd:defaultGraph <https://w3id.org/jiqun/id/default> ; schema:version "…" .
<https://w3id.org/jiqun/id/report/zhucheng> schema:sha256 "…" .
<https://w3id.org/jiqun/id/publication/report/zhucheng> schema:sha256 "…" .
"""

RECORD = "https://w3id.org/jiqun/id/publication"
"""The graph of the record, and what it is about; the names of the graphs of files begin with it."""

DEFAULT = "https://w3id.org/jiqun/id/default"
"""The name of the default graph; in a store that has none, the graph itself."""

STANDS_IN = "http://www.w3.org/ns/sparql-service-description#defaultGraph"
DIGEST = "https://schema.org/sha256"
WHOLE = "https://schema.org/version"
"""The digest of all graphs, told when all of them are there."""

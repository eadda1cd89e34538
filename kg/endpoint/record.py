"""What a store is told of the graph that it holds: a small graph beside the others, for whoever publishes or asks next.

<https://w3id.org/jiqun/id/publication> sd:defaultGraph <https://w3id.org/jiqun/id/default> .
<https://w3id.org/jiqun/id/report/zhucheng> schema:sha256 "…" .
"""

RECORD = "https://w3id.org/jiqun/id/publication"
"""The graph of the record, and what it is about."""

DEFAULT = "https://w3id.org/jiqun/id/default"
"""The name of the default graph; in a store that has none, the graph itself."""

STANDS_IN = "http://www.w3.org/ns/sparql-service-description#defaultGraph"
DIGEST = "https://schema.org/sha256"

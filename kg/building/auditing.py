"""The audit of a build's reports: each by itself, and those of one block against each other."""

from collections import defaultdict
from collections.abc import Mapping

from kg.audit.checking import audit, between
from kg.audit.findings import Finding
from kg.building.cache import Kept
from kg.building.earlier import Built
from kg.faults import Fault
from kg.identity import Identity


def audited(
    reports: Mapping[str, Built], loaded: Mapping[str, Kept], identities: Mapping[str, Identity]
) -> tuple[dict[str, tuple[Finding, ...]], dict[str, list[Fault]]]:
    """What is found of each report that is loaded, first where another of its block says otherwise; and what failed.

    All reports of a block must be loaded or none, so that the same reports give the same findings in every build. What
    fails between reports is told of the first of them.
    """
    told = {slug: (one.reading.document, one.reading.facts, identities[slug]) for slug, one in loaded.items()}
    blocks: dict[str, list[str]] = defaultdict(list)
    for slug in loaded:
        blocks[reports[slug].block].append(slug)
    across: dict[str, list[Finding]] = defaultdict(list)
    faults: dict[str, list[Fault]] = {slug: [] for slug in loaded}
    for slugs in map(sorted, blocks.values()):
        for finding in between([told[slug] for slug in slugs], faults[slugs[0]]) if len(slugs) > 1 else ():
            across[finding.report].append(finding)
    return {slug: (*across[slug], *audit(*one, faults[slug])) for slug, one in told.items()}, faults

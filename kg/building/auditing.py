"""The audit of a block's reports: each by itself, and one against the other."""

from collections import defaultdict
from collections.abc import Mapping

from kg.audit.checking import between, of_ledger
from kg.audit.findings import Finding
from kg.audit.ledger import Ledger
from kg.building.cache import Kept
from kg.faults import Fault, sparing
from kg.identity import Identity
from kg.model import unconfirmed


def audited(
    loaded: Mapping[str, Kept], identities: Mapping[str, Identity]
) -> tuple[dict[str, tuple[Finding, ...]], dict[str, list[Fault]]]:
    """What is found of each report, first where another of its block says otherwise; and what failed.

    What fails between reports is told of the first of them. A report is held to what the rules read, and not to what an
    extractor alone has read.
    """
    faults: dict[str, list[Fault]] = {slug: [] for slug in loaded}
    ledgers: dict[str, Ledger] = {}
    for slug, one in sorted(loaded.items()):
        with sparing(faults[slug]):
            borne_out = tuple(fact for fact in one.reading.facts if not unconfirmed(fact))
            ledgers[slug] = Ledger(one.reading.document, borne_out, identities[slug])
    across: dict[str, list[Finding]] = defaultdict(list)
    if len(ledgers) > 1:
        for finding in between([*ledgers.values()], faults[min(ledgers)]):
            across[finding.report].append(finding)
    alone = {slug: of_ledger(ledger, faults[slug]) for slug, ledger in ledgers.items()}
    return {slug: (*across[slug], *alone.get(slug, ())) for slug in loaded}, faults

"""The account of one thing as JSON: who it is, its briefing, its measures and its facts, with exact numbers."""

import json
from typing import Any

from kg.analysis.comparison import Line
from kg.queries import Rows
from kg.views.cells import escaped
from kg.views.tables import plain_number
from kg.views.thing import Account


def record(account: Account) -> str:
    """The account as an object; each section of the briefing and the facts are lists of the rows of their queries."""
    told = fields(account) | {
        "briefing": {section.key: _objects(section.rows) for section in account.briefing},
        "measures": measures(account),
        "hidden": _objects(account.hidden),
        "facts": _objects(account.facts),
    }
    return escaped(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def fields(account: Account) -> dict[str, Any]:
    """Who a thing is."""
    return {
        "iri": account.iri,
        "name": account.name,
        "other_names": list(account.other_names),
        "type": account.type,
        "kind": account.kind,
        "standing": account.standing or None,
        "place": account.place or None,
        "industries": list(account.industries),
    }


def measures(account: Account) -> list[dict[str, Any]]:
    """The size, the figures and the indicators of a cluster, each with the claims behind it."""
    return [_measure(line) for line in account.measures]


def _objects(rows: Rows) -> list[dict[str, Any]]:
    names = [column.name for column in rows.columns]
    return [dict(zip(names, map(plain_number, row), strict=True)) for row in rows]


def _measure(line: Line) -> dict[str, Any]:
    [cell] = line.cells
    assert cell is not None  # a line of one thing has its figure
    values = {name: plain_number(getattr(cell, name)) for name in ("value", "value_max", "lower", "upper")}
    claims = [row.claim_id for row in cell.rows]
    return {
        "code": line.code,
        "measure": cell.measure,
        **values,
        "unit": cell.unit,
        "period": cell.period,
        "claims": claims,
    }

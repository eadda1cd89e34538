"""What may become a fact: ends of classes that the property joins, a unit that the measure takes, bounds in order.

What is not admitted stays unread: the shapes of the graph would reject it.
"""

from kg.model import EXISTENCE, Entity, Fact, Figure
from kg.ontology import ontology


def admitted(fact: Fact) -> bool:
    """Whether a fact is such as ontology/shapes.ttl accepts, whatever else the graph holds."""
    if not fact.subject.name.strip() and fact.subject.type != "Place":
        return False  # a report that names no place is about one all the same
    match fact.object:
        case Entity() as thing:
            apart = (thing.type, thing.name) != (fact.subject.type, fact.subject.name)
            return bool(thing.name.strip()) and apart and ontology().joins(fact.subject.type, fact.property, thing.type)
        case Figure() as figure:
            return ontology().joins(fact.subject.type, fact.property) and _measured(figure) and _bounded(figure)
        case _:
            return fact.property in EXISTENCE or ontology().joins(fact.subject.type, fact.property)


def _measured(figure: Figure) -> bool:
    """Whether the measure takes a unit of this kind; a classifier of the report's own has none."""
    unit = ontology().units.get(figure.unit)
    return unit is None or unit.kind in ontology().takes[ontology().measures[figure.measure].kind]


def _bounded(figure: Figure) -> bool:
    """Whether the value stands within its bounds, and below the upper end of its range."""
    above = figure.lower is None or figure.lower <= figure.value
    below = figure.upper is None or figure.value <= figure.upper
    return above and below and (figure.value_max is None or figure.value < figure.value_max)

"""What the members of registers are told to be: each holds the title of its list, and lies where its group does."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.about import Subject
from kg.extraction.registers import Member, Register, registers
from kg.gazetteer import gazetteer
from kg.model import Document, Entity, Evidence, Fact, Modality


def members(document: Document, place: Subject) -> Iterator[Fact]:
    """The facts that the registers of a document state."""
    for register in registers(document):
        for member in register.members:
            yield from _facts(document, place, register, member)


def _facts(document: Document, place: Subject, register: Register, member: Member) -> Iterator[Fact]:
    start, end = member.span
    modality: Modality = "planned" if register.planned else "actual"
    evidence = Evidence(document.slug, start, end, document.text[start:end], "members.listed", register.head)
    thing = replace(member.thing, of_place=place.name) if member.thing.type == "Cluster" else member.thing
    if thing.type == "Cluster":
        yield Fact("cluster", thing, evidence, status="existing")
    for title in filter(None, (member.own, register.title)):
        period = register.period if title == register.title else ""
        yield Fact("holds_title", thing, evidence, object=Entity("Honour", title), period=period, modality=modality)
    where = member.group or _within(thing, place)
    if where and where != place.name and thing.type in ("Cluster", "Firm", "Market"):
        yield Fact("located_in", thing, evidence, object=Entity("Place", where))


def _within(thing: Entity, place: Subject) -> str:
    """The place that the name of a cluster begins with: 正安 of 正安吉他产业强镇."""
    if thing.type != "Cluster":
        return ""
    heads = (thing.name[:end] for end in range(len(thing.name) - 2, 1, -1))
    return next((head for head in heads if gazetteer().resolve(head, place.code)), "")

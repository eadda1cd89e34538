"""The sentences of a report: each passage with what it stands under, each sentence and each heading read once."""

from dataclasses import dataclass

from kg import grammar
from kg.extraction.outline import Scene
from kg.extraction.topic import is_ours, turns_to_ours
from kg.extraction.wording import Worded, cut, wording
from kg.faults import Fault, sparing
from kg.legible import legible
from kg.model import Document, Mention, Passage, Sentence, Wording


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with what it stands under, its words, and its sentences, of which a heading is one and a row has none.

    Theory tells of no place and is not read.
    """

    passage: Passage
    scene: Scene
    words: Wording
    sentences: tuple[Sentence, ...] = ()


def placed(report: Worded, outline: list[tuple[Passage, Scene]], faults: list[Fault]) -> tuple[Placed, ...]:
    """The passages of a report as they are outlined; of one about other matters only those that turn to ours."""
    passages = [(*stands, words) for stands, words in zip(outline, report.passages, strict=True)]
    if not is_ours(f"{report.document.title}{legible(report.document.text).text}"):
        passages = [each for each in passages if turns_to_ours(each[2].text)]
    return tuple(
        Placed(passage, scene, words, () if scene.is_theory else _sentences(report.document, passage, words, faults))
        for passage, scene, words in passages
    )


def _sentences(document: Document, passage: Passage, words: Wording, faults: list[Fault]) -> tuple[Sentence, ...]:
    """What is read of a passage; where jiqun fails at a heading the fault has the span of all of it."""
    match passage.kind:
        case "paragraph":
            return tuple(_read(one, one.span, faults) for one in cut(words))
        case "heading":
            heading = passage.path[-1]
            name = wording(document.text, heading.start, heading.end)
            return (_read(name, (passage.start, passage.end), faults),)
        case "row":
            return ()


def _read(words: Wording, span: tuple[int, int], faults: list[Fault]) -> Sentence:
    """A sentence with what the grammar reads in it; where jiqun fails at it the fault has this span."""
    mentions: tuple[Mention, ...] | None = None
    with sparing(faults, *span):
        mentions = grammar.read(words.text)
    return Sentence(words.text, words.offsets, mentions)

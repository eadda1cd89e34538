"""Scanned pages of a PDF → leaves, where rapidocr is installed: each line with how surely it was recognised.

Figures that are printed as wide as Chinese characters, and those before ％ or ‰, are misread with full confidence
(５．３％ as 53%): their lines are read a second time, enlarged, and doubted where the readings differ.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

from kg.messages import NOTHING, Words, message
from kg.reading.blanks import with_blank
from kg.reading.leaves.leaf import Leaf, Rule, Run, regrouped

_NEEDED = ("rapidocr", "onnxruntime", "pypdfium2")
_DPI = 200
_LONGEST = 3_000  # points of the longer side of a picture
_TYPE = 0.76  # of the height of the box around a line, the size of its type
_ALIKE = 0.25  # of the size: lines of one type measure as differently as this
_WIDE = 0.58  # of the height of its box, from one wide digit to the next
_HOLE = 1.6  # times that: a character of a figure was not seen
_DOUBTED = 0.3
_RULE = 70  # points of a picture that a rule is long at least
_THICK = 12
_PAGE = {"use_det": True, "use_cls": True, "return_word_box": True, "return_single_char_box": True}
_ALONE = dict.fromkeys(_PAGE, False)  # what is said in one call holds in those after it, so that each says all
_DIGITS = re.compile(r"(?=(\d\d))")
_FIGURE = re.compile(r"[\d.,%]+")
_BLANK_IN_NUMBER = re.compile(r"(?<=\d) ?([.,]) ?(?=\d)")
_SHARES = re.compile("[%％‰]")
_MISREAD_PER_MILLE = re.compile(r"\d[%％][0oO]")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line that was recognised: its words, where each character and the whole stands, and how sure it is."""

    words: str
    centres: tuple[float, ...]
    left: float
    right: float
    top: float
    bottom: float
    score: float


def remedy() -> Words:
    """What to do so that scanned pages can be recognised here; NOTHING if they can."""
    if not all(map(find_spec, _NEEDED)):
        return message("scan_missing")
    try:
        for name in _NEEDED:
            import_module(name)
    except ImportError as error:  # a library of the system that they need is missing
        return message("scan_broken", why=error)
    return NOTHING


class Scanner:
    """Recognises pages of one PDF, silently, with the models that come with the recogniser."""

    def __init__(self, data: bytes) -> None:
        self._document = import_module("pypdfium2").PdfDocument(data)
        self._engine = import_module("rapidocr").RapidOCR(
            params={"Global.log_level": "critical", "Global.text_score": 0.0, "Global.max_side_len": _LONGEST}
        )

    def leaf(self, number: int) -> Leaf:
        """A page, by its number from 1, as it looks. Whatever pypdfium2 raises if it cannot be drawn."""
        page = self._document[number - 1]
        width, height = page.get_size()
        scale = min(_DPI / 72, _LONGEST / max(width, height))
        picture = page.render(scale=scale).to_numpy()
        page.close()
        return _leaf(self._engine, _coloured(picture), number, width, height, scale)

    def close(self) -> None:
        """Gives the PDF back."""
        self._document.close()


def _coloured(picture: Any) -> Any:
    """A picture in three colours, blue first."""
    grey = picture.ndim == 2 or picture.shape[2] == 1
    return import_module("cv2").cvtColor(picture, 8) if grey else picture[:, :, :3].copy()


def _leaf(engine: Any, picture: Any, number: int, width: float, height: float, scale: float) -> Leaf:
    found = engine(picture, **_PAGE)
    seen = [] if found.txts is None else list(map(_seen, found.boxes, found.txts, found.scores, found.word_results))
    dark = _dark(picture)
    rules = _rules(dark)
    usual = median([one.bottom - one.top for one in seen]) if seen else 0.0
    runs = []
    for line in seen:
        one = replace(line, words=with_blank(line.words, line.centres, _ink(dark, line)))
        score = one.score if _is_sure(engine, picture, one) else min(one.score, _DOUBTED)
        high = one.bottom - one.top
        size = (usual if abs(high - usual) <= _ALIKE * usual else high) * _TYPE
        runs += [_run(part, size, score, scale) for part in _parted(one, rules)]
    return Leaf(
        *(number, width, height),
        tuple(regrouped(runs)),
        tuple(Rule(*(side / scale for side in rule)) for rule in rules),
    )


def _seen(box: Any, words: str, score: float, characters: Any) -> _Seen:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    told = [(text, sum(float(point[0]) for point in place) / len(place)) for text, _, place in characters]
    if "".join(text for text, _ in told) != words.replace(" ", ""):
        step = (max(xs) - min(xs)) / max(len(words), 1)
        told = [(text, min(xs) + (at + 0.5) * step) for at, text in enumerate(words) if text != " "]
    said = _BLANK_IN_NUMBER.sub(r"\1", words)
    return _Seen(
        *(said, tuple(centre for _, centre in told), min(xs), max(xs)),
        *((ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2, round(float(score), 3)),
    )


def _is_sure(engine: Any, picture: Any, seen: _Seen) -> bool:
    """Whether the figures of a line need no doubt: none is wide or a share, or a second reading gives the same."""
    if _MISREAD_PER_MILLE.search(seen.words):
        return False
    steps = _steps(seen)
    high = seen.bottom - seen.top
    wide = bool(steps) and median(steps) >= _WIDE * high
    if not wide and not _SHARES.search(seen.words):
        return True
    if wide and any(step > _HOLE * median(steps) for step in steps):
        return False
    cut = picture[max(int(seen.top) - 4, 0) : int(seen.bottom) + 4, max(int(seen.left) - 4, 0) : int(seen.right) + 4]
    enlarged = import_module("cv2").resize(cut, None, fx=2, fy=2, interpolation=2)
    again = engine(enlarged, **_ALONE)
    return bool(again.txts) and _figures(again.txts[0]) == _figures(seen.words)


def _steps(seen: _Seen) -> list[float]:
    """How far each digit of a line is from the one before."""
    shown = seen.words.replace(" ", "")
    return [seen.centres[at.start() + 1] - seen.centres[at.start()] for at in _DIGITS.finditer(shown)]


def _figures(words: str) -> list[str]:
    return _FIGURE.findall(_BLANK_IN_NUMBER.sub(r"\1", words).replace("％", "%"))


def _parted(seen: _Seen, rules: Sequence[Rule]) -> Iterator[_Seen]:
    """A line in the parts that upright rules make of it."""
    y = (seen.top + seen.bottom) / 2
    cuts = sorted(
        rule.x0
        for rule in rules
        if not rule.level and rule.top <= y <= rule.bottom and seen.left < rule.x0 < seen.right
    )
    left = seen.left
    at = shown = 0
    for cut in (*cuts, seen.right + 1):
        start = at
        while at < len(seen.words) and (seen.words[at] == " " or seen.centres[shown] < cut):
            shown += seen.words[at] != " "
            at += 1
        words = seen.words[start:at].strip()
        if words:
            yield _Seen(words, (), left, min(cut, seen.right), seen.top, seen.bottom, seen.score)
        left = cut


def _run(seen: _Seen, size: float, score: float, scale: float) -> Run:
    return Run(
        *(seen.words, seen.left / scale, seen.right / scale, seen.top / scale, seen.bottom / scale),
        *(seen.bottom / scale, size / scale),
        score=score,
    )


def _dark(picture: Any) -> Any:
    """What of a picture is dark."""
    cv2 = import_module("cv2")
    return cv2.threshold(cv2.cvtColor(picture, 6), 160, 255, 1)[1]


def _ink(dark: Any, seen: _Seen) -> Any:
    """Whether each column of a picture holds ink of a line."""
    return dark[max(int(seen.top), 0) : int(seen.bottom)].any(axis=0)


def _rules(dark: Any) -> list[Rule]:
    """The ruled lines of a picture: what is dark and long, and thin."""
    cv2 = import_module("cv2")
    found = []
    for shape in ((_RULE, 1), (1, _RULE)):
        long = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(long)
        for x, y, width, height, _ in boxes[1:].tolist():
            if min(width, height) <= _THICK:
                found.append(Rule(x, y, x + width, y + height))
    return found

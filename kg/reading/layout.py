"""Text → passages: its title, its headings with what stands under them, its paragraphs and its tables."""

import re
from dataclasses import dataclass, field

from kg.legible import Legible, legible
from kg.lexicon import any_of, rows, table, words
from kg.model import Cell, Heading, Passage
from kg.reading.columns import is_header, role
from kg.reading.headings import Cut, Numbering, heading_of, numbering, points, run_in
from kg.reading.lines import WHOLE, Line, Page, ends_sentence, is_short, lines_of, paragraph_end, trimmed
from kg.reading.press import press_length
from kg.reading.tables import table_at
from kg.reading.titles import head_of, is_beside_title

_RULE = re.compile(r"[-=*_—─━\s]{3,}$|[-—–]\s?\d{1,3}\s?[-—–]$|第\s?\d{1,3}\s?页")
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_NO_NAME = re.compile(r"[附图表]\s?[表件图]?[\d一二三四五]|合计|总计|小计")
_BULLET = re.compile(r"[—•●◆■▪◇★▲◎*+-]")
_APART = re.compile("(?<=(?<![一-鿿])[一-鿿])[ 　]+(?=[一-鿿](?![一-鿿]))")
_NOTE = any_of(row["surface"] for row in rows("headings", "section") if row["tells"] == "theory")
_NOTES = re.compile(f"(?:附[件录]?[\\d一二三四五]?[：:、]?)?[【（(]?(?P<name>{_NOTE})[】）)]?[：:]?")
_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,3}")
_TOPIC = re.compile(r"[^，。；：\d]{4,24}。\s*\S")
_ARTICLE = re.compile("第[^条\\n]{1,5}条")
_SECTIONS = tuple(table("headings", "tells", role="section"))
_CAPTION = re.compile(
    rf"[（(]?(?:计量)?单位[:：]|[附续]?表\s?[\d一二三四五六七八九十]|{any_of(words('tables', 'continued'))}"
    r"|(?:19|20)\d\d年(?:度|1?\d月|1?[-—至~]1?\d月|[末底])?[）)]?\Z"
)
_SUBJECT = re.compile(
    rf"(?:{any_of(words('tables', 'caption'))}|表)(?:[（(][^（）()]{{1,20}}[）)]){{0,2}}(?:[（(](?:计量)?单位.*)?\Z"
)
_CAPTIONS = 4
_OVER = 7  # the level of what stands over rows in their table
_POINT = 6
_DEEPEST = 5
_WHOLE = 50


def passages(text: str, *, whole: bool = False) -> tuple[str, tuple[Passage, ...]]:
    """The title of a report ("" if it has none) and its passages, in the order of the text.

    `whole` says that each line is a whole paragraph, heading or row, so that none goes on in the next.

    The title is a heading of level 0 and on no other passage's path. Row passages of headers have no cells.
    Titles, headings and headers are told as they are seen; spans are of the text as written.
    """
    page = legible(text)
    title, found = _passages(page.text, whole)
    return title, tuple(_placed(passage, page) for passage in found)


def _placed(passage: Passage, page: Legible) -> Passage:
    """A passage of what is seen of a text, as spans of the text as written."""
    start, end = page.place(passage.start, passage.end)
    path = tuple(Heading(one.level, one.text, *page.place(one.start, one.end)) for one in passage.path)
    cells = tuple(Cell(one.header, *page.place(one.start, one.end)) for one in passage.cells)
    return Passage(passage.kind, start, end, path, cells)


def _passages(text: str, whole: bool) -> tuple[str, list[Passage]]:
    lines = lines_of(text)
    head = head_of(text, lines)
    found = _Outline(text, lines, WHOLE if whole else Page.of(text, lines))
    for line in head.before:
        found.paragraph(line.start, line.end)
    for start, end in head.titles:
        found.heading(0, start, end)
    at = head.below if head.titles else len(head.before)
    while at < len(lines):
        at = found.take(at)
    return (_joined(text[slice(*head.titles[0])]) if head.titles else ""), found.passages


@dataclass(slots=True)
class _Outline:
    """The passages found so far, and the headings in force; `begun` is set once the report's own words have begun."""

    text: str
    lines: list[Line]
    page: Page
    passages: list[Passage] = field(default_factory=list)
    above: list[Heading] = field(default_factory=list)
    unnumbered: set[Heading] = field(default_factory=set)
    begun: bool = False

    def take(self, at: int) -> int:
        """Reads what starts with line `at`; the line after it."""
        line = self.lines[at]
        words = self.text[line.start : line.end]
        rows = table_at(self.text, self.lines, at)
        if rows:
            self.begun = True
            captions = self._captions(at)
            for row in rows.rows:
                over = [*captions, *row.above]
                path = (*self.above, *(Heading(_OVER, _joined(self.text[a:b]), a, b) for a, b in over))
                self.passages.append(Passage("row", row.start, row.end, path, row.cells))
            return at + rows.lines
        if self._numbers_next(at):
            last = paragraph_end(self.text, self.lines, at + 1, self.page)
            self._numbered(self.lines[at + 1].start, self.lines[last].end, Numbering(3, 0))
            return last + 1
        if _RULE.match(words):
            return at + 1
        if notes := _NOTES.fullmatch(words):
            self.heading(1, line.start + notes.start("name"), line.start + notes.end("name"))
            return at + 1
        number = numbering(words)
        last = at
        if not (number and self._is_whole(words, number)) and not _is_caption(words):
            last = paragraph_end(self.text, self.lines, at, self.page)
        end = self.lines[last].end
        if number:
            self.begun = True
            self._numbered(line.start, end, number)
        elif (self.begun or words.endswith(_SECTIONS)) and last == at and self._names_section(at):
            self._unnumbered(line)
        else:
            self.begun = self.begun or not is_short(words)
            self._running(line.start, end)
        return last + 1

    def _captions(self, at: int) -> list[tuple[int, int]]:
        """The lines just above a table that are its caption: 表3 各园区主要指标（2023年）, 2019年6月, 单位：亿元."""
        first = at
        while first and at - first < _CAPTIONS:
            line = self.lines[first - 1]
            words = self.text[line.start : line.end]
            if len(words) > _WHOLE or not (_CAPTION.match(words) or _SUBJECT.search(words)):
                break
            first -= 1
        return [(line.start, line.end) for line in self.lines[first:at]]

    def leave(self, level: int) -> None:
        """Ends every heading in force as deep as `level` or deeper."""
        while self.above and self.above[-1].level >= level:
            self.above.pop()

    def heading(self, level: int, start: int, end: int) -> None:
        """A heading, in force until one as high follows; a title stands over nothing. Nothing if it has no words."""
        start, end = trimmed(self.text, start, end)
        if start == end:
            return
        heading = Heading(level, _joined(self.text[start:end]), start, end)
        self.leave(level)
        self.passages.append(Passage("heading", start, end, (*self.above, heading)))
        if level > 0:
            self.above.append(heading)

    def paragraph(self, start: int, end: int) -> None:
        """A paragraph without the white space around it and the line of a press; nothing if it has no words."""
        start, end = trimmed(self.text, start, end)
        start += press_length(self.text[start:end])
        if start < end:
            self.passages.append(Passage("paragraph", start, end, tuple(self.above)))

    def _is_whole(self, words: str, number: Numbering) -> bool:
        """Whether a numbered line is a heading by itself, which the line below does not continue."""
        if words[0] == "#":
            return True
        if self.page.wrapped and not is_short(words) and not ends_sentence(words):
            return False
        return len(words) <= _WHOLE and words[-1] not in "，、," and not self.page.fills(words)

    def _numbers_next(self, at: int) -> bool:
        """Whether a line is the number of the paragraph below, which opens with a heading of its own; no page's."""
        if not 0 < at < len(self.lines) - 1:
            return False
        above, line, below = (self.text[one.start : one.end] for one in self.lines[at - 1 : at + 2])
        return bool(_NUMBER.fullmatch(line) and _TOPIC.match(below)) and (ends_sentence(above) or is_short(above))

    def _numbered(self, start: int, end: int, number: Numbering) -> None:
        begin, end = trimmed(self.text, start + number.length, end)
        words = self.text[begin:end]
        level = max(number.level, 1)
        self.leave(level)
        cut = heading_of(words, level)
        if cut is None or self._states(start, words, cut):
            self._running(begin, end)
            return
        self.heading(level, begin, begin + cut.heading)
        self._running(begin + cut.body, end)

    def _states(self, start: int, words: str, cut: Cut) -> bool:
        """Whether what looks like a heading says something: 龙头企业：…; an item with a bullet; 第二条 引导资金由…."""
        name = words[: cut.heading]
        if _ARTICLE.match(self.text, start) and not is_short(words):
            return True
        if cut.body == len(words):
            return bool(_BULLET.match(self.text, start))
        return is_header(name) and role(name) != "name"

    def _running(self, start: int, end: int) -> None:
        """A paragraph, parted where print has run headings and what stands under them together."""
        found = run_in(self.text[start:end])
        at = start
        for one in found:
            self._points(at, start + one.start)
            name = start + one.end
            at = name + len(self.text[name:end].split(maxsplit=1)[0])
            self.heading(one.level, name, at)
        self._points(at, end)
        if found:
            self.leave(min(one.level for one in found))

    def _points(self, start: int, end: int) -> None:
        """A paragraph, parted where points with headings of their own run through it: 一是资源优势型。…二是…."""
        words = self.text[start:end]
        found = points(words)
        highest = _POINT
        at = 0
        inside = bool(self.above) and self.above[-1].level >= _POINT
        for n, point in enumerate(found):
            below = found[n + 1].start if n + 1 < len(found) else len(words)
            own = words[point.end : below]
            before = words[max(at, point.start - 2) : point.start]
            listed = any(side.rstrip().endswith(("；", ";")) for side in (before, own))
            cut = None if listed else heading_of(own, _POINT)
            if cut is None and not inside:
                continue
            self.paragraph(start + at, start + point.start)
            self.leave(point.level)
            at = point.end
            inside = cut is not None
            if cut:
                self.heading(point.level, start + at, start + at + cut.heading)
                at += cut.body
                highest = min(highest, point.level)
        self.paragraph(start + at, end)
        self.leave(highest)

    def _names_section(self, at: int) -> bool:
        """Whether a line alone names what follows it: 纺织服装业, between two paragraphs."""
        line = self.lines[at]
        words = self.text[line.start : line.end]
        if not is_short(words) or not _WORDS.search(words) or self.page.fills(words):
            return False
        if (is_beside_title(words) and not words.endswith(_SECTIONS)) or _NO_NAME.match(words):
            return False
        below = [self.text[line.start : line.end] for line in self.lines[at + 1 : at + 3]]
        return any(not is_short(line) or ends_sentence(line) or numbering(line) for line in below)

    def _unnumbered(self, line: Line) -> None:
        """A heading without a number, under the numbered ones: a section (存在的问题), or what stands in one."""
        words = self.text[line.start : line.end]
        section = any(word in words for word in _SECTIONS)
        numbered = max((h.level for h in self.above if h not in self.unnumbered and h.level < _POINT), default=0)
        self.heading(min(numbered + (1 if section else 2), _DEEPEST), line.start, line.end)
        self.unnumbered.add(self.above[-1])


def _is_caption(words: str) -> bool:
    """Whether a line can only be a table's: 单位：万元, 表3 各园区主要指标, 2019年6月."""
    return len(words) <= _WHOLE and not ends_sentence(words) and bool(_CAPTION.match(words))


def _joined(words: str) -> str:
    """Words on one line: what a line break parted is joined, and letters set apart are one word (政 府 工 作 报 告)."""
    return _APART.sub("", re.sub(r"\s*\n\s*", "", words))

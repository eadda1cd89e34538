"""A file may hold several reports, marked 第一篇：…, 第二篇：… or by top-level headings of Markdown."""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from kg.legible import usual
from kg.lexicon import any_of, words

_MARKED = re.compile(
    r"^[ \t\u3000]*(?:#{1,6} +)?第[ \t]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[ \t]?(?P<kind>篇|部分)"
    r"[：:、．. \t\u3000]*(?P<title>[^\n]{0,60})$",
    re.MULTILINE,
)
_TOP = re.compile(r"^#[ \t]+(?P<title>[^\n]{1,60})$", re.MULTILINE)
_FIRST = re.compile(r"[\s#]*第\s?(?:一|1)\s?(?:篇|部分)")
_REPORT = re.compile(rf"{any_of(words('texts', 'paper'))}(?:[（(][^（）()]*[)）])?$")
_SURVEY = re.compile("[县市区旗镇乡].*(?:集群|产业)")
_OWN = 200
_LEAST = 40
_LONGEST = 200  # bytes: with -12.json behind it a name must stay below the 255 that file systems take
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a file: its text, and the slug made of the file's name."""

    slug: str
    text: str


def parts(stem: str, text: str) -> list[Part]:
    """The reports of a file, in order: one with the stem as its slug, or several with `-1`, `-2` … behind it.

    What stands before the first mark is a report of its own if that is not 第一篇 and it is long enough, else it
    stays with the first report. Marks over chapters (第二部分 存在的问题), or with next to nothing below as in a table
    of contents, part nothing.
    """
    seen = usual(text)
    for mark in (_MARKED, _TOP):
        found = [one for one in mark.finditer(seen) if _names_report(seen, one)]
        below = [*(one.start() for one in found[1:]), len(text)]
        found = [one for one, end in zip(found, below, strict=False) if len(text[one.end() : end].strip()) >= _LEAST]
        if not found:
            continue
        starts = [one.start() for one in found]
        if _FIRST.match(found[0][0]) or len(text[: starts[0]].strip()) < _OWN:
            starts[0] = 0
        else:
            starts.insert(0, 0)
        if len(starts) > 1:
            spans = zip(starts, [*starts[1:], len(text)], strict=True)
            return [Part(f"{slug(stem)}-{n}", text[start:end]) for n, (start, end) in enumerate(spans, 1)]
    return [Part(slug(stem), text)]


def mark_length(line: str) -> int:
    """How many characters of a line the mark of a report takes: 4 of `第二篇：晋江市…`, all of `第二篇`, 0 without."""
    found = _MARKED.match(line)
    if not found or (found["title"] and not _names_report(line, found)):
        return 0
    return found.start("title") if found["kind"] == "篇" or found["title"] else 0


def slug(stem: str) -> str:
    """The name of a report, made of its file's: letters and digits of any script, and hyphens for the rest.

    Files can be called so on any system: a long one is cut and ends in a digest of all of it, and one that Windows
    keeps for a device has `report-` before it.
    """
    words = re.findall(r"[\w.]+", unicodedata.normalize("NFC", stem))
    name = "-".join(words).strip("._") or "report"
    if _DEVICES.match(name):
        name = f"report-{name}"
    whole = name.encode()
    if len(whole) > _LONGEST:
        name = f"{whole[:_LONGEST].decode(errors='ignore')}-{sha256(whole).hexdigest()[:8]}"
    return name


def _names_report(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands over a report: its title, or the line below a bare mark, names one."""
    title = mark["title"].strip() or text[mark.end() : mark.end() + 80].strip().partition("\n")[0].strip(" #\u3000")
    return bool(_REPORT.search(title) or (mark[0].lstrip()[0] != "#" and "篇" in mark[0] and _SURVEY.search(title)))

"""The ontology as a picture: what a cluster, a firm, a place, a policy, a figure … lead to, and by which property.

An SVG for a page of its language, narrow enough for a telephone; it takes the colour of the text around it.
"""

from html import escape

from terms import anchor, joined, of_type, terms

from kg.messages import Lang
from kg.ontology import JQ, PREFIXES, ontology

_HUBS = ("Cluster", "Firm", "Place", "Policy", "Observation", "Claim", "Finding")
_WIDTH, _BAR, _BOX = 420, 96, 110
_LINE, _GAP, _MARGIN = 17, 10, 14


def diagram(lang: Lang) -> str:
    """The picture as SVG in one paragraph of HTML."""
    parts: list[str] = []
    top = 2
    for hub in _HUBS:
        height = _hub(hub, lang, top, parts)
        top += height + _MARGIN
    title = {"zh": "本体图：各类之间的属性", "en": "The ontology: properties between classes"}[lang]
    opening = (
        f'<svg class="ontology" role="img" aria-label="{title}" xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="0 0 {_WIDTH} {top}" font-size="13">'
    )
    return "".join([opening, *parts, "</svg>"]) + "\n"


def _targets(hub: str, lang: Lang) -> dict[tuple[str, ...], list[str]]:
    """The classes that the properties of a class lead to, each with the labels of these properties."""
    found = terms()
    ends: dict[tuple[str, ...], list[str]] = {}
    for iri in of_type(found, f"{PREFIXES['owl']}ObjectProperty"):
        if JQ + hub in joined(found[iri], "domainIncludes"):
            reached = tuple(joined(found[iri], "rangeIncludes"))
            ends.setdefault(reached if len(reached) <= _NAMED else (), []).append(ontology().labelled(iri, lang))
    return ends


def _hub(hub: str, lang: Lang, top: int, parts: list[str]) -> int:
    """Draws a class with an arrow to each class that it leads to; the height."""
    found = terms()
    at = top
    left, right = _BAR, _WIDTH - _BOX
    for target, labels in _targets(hub, lang).items():
        lines = _broken(labels, _MOST[lang])
        names = [ontology().labelled(iri, lang) if iri in found else _CODE[lang] for iri in target] or [_ANY[lang]]
        half = (len(names) * _LINE + 8) // 2
        arrow = at + max(len(lines) * _LINE + 5, half)
        for number, line in enumerate(reversed(lines)):
            parts.append(_text((left + right) // 2 - 4, arrow - 6 - number * _LINE, line))
        line = f"M{left} {arrow}H{right - 2}m-7 -4l7 4l-7 4"
        parts.append(f'<path d="{line}" fill="none" stroke="currentColor" stroke-width="1.2"/>')
        link = anchor(target[0]) if target and target[0] in found else ""
        parts.append(_box(right, arrow - half, _BOX - 2, 2 * half, names, link, dashed=not link))
        at = arrow + half + _GAP
    height = at - _GAP - top
    parts.append(_box(1, top, _BAR - 1, height, [ontology().labelled(JQ + hub, lang)], anchor(JQ + hub), strong=True))
    return height


_ANY: dict[Lang, str] = {"zh": "任何对象", "en": "any thing"}
_CODE: dict[Lang, str] = {"zh": "概念", "en": "concept"}
_MOST: dict[Lang, int] = {"zh": 15, "en": 28}  # characters of a line of labels
_NAMED = 4  # classes that a box names; of more it says that any will do


def _broken(labels: list[str], most: int) -> list[str]:
    """Labels in lines of so many characters, as many in a line as it holds."""
    lines: list[str] = []
    for each in labels:
        if lines and len(lines[-1]) + 2 + len(each) <= most:
            lines[-1] += f", {each}"
        else:
            lines.append(each)
    return lines


def _box(
    left: int,
    top: int,
    width: int,
    height: int,
    names: list[str],
    link: str,
    *,
    strong: bool = False,
    dashed: bool = False,
) -> str:
    fill = ' fill="currentColor" fill-opacity="0.09"' if strong else ' fill="none"'
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    frame = (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="6" stroke="currentColor"'
        f' stroke-opacity="0.55"{fill}{dash}/>'
    )
    first = top + height / 2 - (len(names) - 1) * _LINE / 2 + 4.5
    texts = [_text(left + width // 2, first + number * _LINE, name, strong=strong) for number, name in enumerate(names)]
    inside = frame + "".join(texts)
    return f'<a href="#{link}">{inside}</a>' if link else inside


def _text(x: float, y: float, said: str, *, strong: bool = False) -> str:
    weight = ' font-weight="700"' if strong else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle" fill="currentColor"{weight}>{escape(said)}</text>'

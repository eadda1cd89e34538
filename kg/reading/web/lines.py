"""The lines of a page that belong to it and not to its article: 当前位置：首页 > 调研, 【打印本页】【关闭窗口】."""

import re

from kg.lexicon import any_of, words

_OPENING = re.compile(rf"[\s【\[〖(（>》·]*{any_of(words('web', 'line'))}")
_BETWEEN = re.compile(r"[\s|｜【】\[\]〖〗（）()/:：·>》+－-]+")
_BUTTONS = frozenset(words("web", "button"))
_LONGEST = 80


def is_of_page(line: str) -> bool:
    """Whether a line is no part of the article that it stands in or beside."""
    if len(line) > _LONGEST or "。" in line:
        return False
    if _OPENING.match(line):
        return True
    said = [word for word in _BETWEEN.split(line) if word]
    return bool(said) and _BUTTONS.issuperset(said)

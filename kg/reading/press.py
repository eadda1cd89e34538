"""The line of a press: 某某新闻网某县3月6日讯, 本报讯（记者 某某）, 【某某在线】 open a report and are no content."""

import re

from kg.lexicon import any_of, words

_HAN = "[\u4e00-\u9fff]"
_COLUMN = "【[^【】\\n]{2,14}】"
_OUTLET = f"(?:本报|本网|本刊|{_HAN}{{2,12}}(?:网|报|社|台|频道|客户端|融媒体?|新闻|在线|发布))"
_DAY = "(?:(?:19|20)\\d\\d年)?(?:\\d{1,2}月)?\\d{1,2}日"
_SENT = f"(?:{_OUTLET}?{_HAN}{{0,6}}{_DAY}(?:专?讯|电)|{_OUTLET}(?:综合)?讯)"
_BYLINE = f"[（(]{any_of(words('texts', 'press'))}[^（）()\\n]{{1,40}}[)）]"
_REPORTED = f"(?:本报|本网|见习)?记者\\s?{_HAN}{{2,4}}(?:[ 、]{_HAN}{{2,4}})?\\s?(?:报道|摄影报道)?(?=[：:])"
_LINE = re.compile(f"(?:{_COLUMN}\\s*)?(?:{_SENT}\\s*)?(?:{_BYLINE}|{_REPORTED})?[：:\\s]*")


def press_length(words: str) -> int:
    """How many characters the line of a press takes at the head of a paragraph, 0 where there is none."""
    found = _LINE.match(words)
    return found.end() if found and found[0].strip("：: \t\u3000") else 0

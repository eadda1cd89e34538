"""Sentences that define a word or set a condition, and so tell of nobody: 本办法所称…是指…, 年产值不低于…方可申报."""

import re

from kg.lexicon import any_of, words

_DEFINES = re.compile(
    "(?:本|该|上述|文中|以上)?所[称指说](?:的)?[^，。；]{0,30}，?(?:是|系)?指|^[^，。；]{2,24}(?:是指|系指|指的是)|[（(]指[^）)]{4,}[)）]$"
    "|^所谓[^，。；]{2,20}，(?:说的|指的|讲的|就|便|即)?(?:是|指)|(?:则|才|还)[须需](?:辖有|具有|拥有|达到|满足|年)[^。]{0,40}(?:以上|及以上|不低于)"
    "|^(?:[\\[［]?\\d{1,2}[\\]］.、]?|注)?[^，。；：]{2,20}：是?指"
)
_REQUIRES = re.compile(
    "(?:应当?|须|需|必须|要)(?:同时)?(?:具备|符合|满足|达到)(?:下列|以下|如下)"
    f"|(?:{any_of(words('headings', 'bound'))}|达到|满|以上)[^。]{{0,40}}(?:"
    f"{any_of(words('headings', 'ruling'))}|可以?申[报请])"
    f"|(?:原则上|一般|应当?|须|不得)[^，。；]{{0,12}}{any_of(words('headings', 'bound'))}"
    "|^(?:凡|对(?:符合|于符合))[^。]{4,80}(?:均可|可以?申[报请]|予以|给予)"
)


def is_provision(sentence: str) -> bool:
    """Whether a sentence defines a word or sets a condition: what it says holds for whoever it will fit."""
    return bool(_DEFINES.search(sentence) or _REQUIRES.search(sentence))

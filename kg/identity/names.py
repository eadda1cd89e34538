"""Names without what writers vary: 义和车桥 of 义和车桥公司, 纺织服装 of 纺织服装产业集群, 减速机 of 各种系列减速机."""

import re
import unicodedata
from functools import cache

from kg.endings import trade
from kg.industries import canonical
from kg.legible import legible
from kg.lexicon import any_of, table, words

_UNSAID = re.compile(r"[\s\"'“”‘’《》〈〉「」]")
_LEAVES = table("clusters", "leaves", role="ending")
_VARIANTS = table("spellings", "usual", role="variant")
_VARIANT = re.compile(any_of(_VARIANTS))
_QUANTIFIER = re.compile(any_of(words("products", "quantifier")) + "的?")
_AND_PARTS = re.compile("(?<=..)(?:及其?|和)(?:零部件|配件|部件)$")
_MADE = re.compile("(?<=..)制造(?=及|和|、)")
_FEATURED = re.compile(f"以(?P<trade>.{{2,}})为{any_of(words('clusters', 'standing'))}的?")
_DESCRIBES = re.compile(f"以.{{2,}}?为{any_of(words('clusters', 'standing'))}的?.*{any_of(_LEAVES)}")
_NUMBER = "[一二两三四五六七八九十百\\d]+"
_GROUP = re.compile(
    f"(?:.*等|[这该])?({_NUMBER})[大个](?:支柱|主导|特色|重点|优势|骨干)?(?:产业|行业)?(?:集群)?(?:产业)?"
)
_ONE_OF_SEVERAL = re.compile(f"^(?:全[国省市球]|世界)?{_NUMBER}[个家](?=..)|之一$")


def clean(name: str) -> str:
    """A name without what writers vary in setting it: quotation marks, spaces, wide letters."""
    folded = unicodedata.normalize("NFKC", legible(name).text)
    return _UNSAID.sub("", folded) or folded.strip() or name.strip() or name


@cache
def usual_trade(name: str) -> str:
    """The trade that a cluster's name says, in its usual word: 鞋业制造 and 制鞋业 → 鞋, 船舶制造及配件 → 船舶.

    The clusters of a list go by their number: 这四个支柱产业集群 and 机电、石材等四大产业 → 四大产业; one that is told
    by its trade goes by that: 以竹炭加工为特色的产业集群 → 竹炭加工.
    """
    if featured := _FEATURED.fullmatch(trade(name)):
        return usual_trade(featured["trade"])
    if group := _GROUP.fullmatch(name):
        return f"{group[1]}大产业"
    for form in (name, trade(name)):
        if canonical(form) != form:
            return canonical(form)
    name = _usual(trade(_MADE.sub("", name)))
    return canonical(trade(_AND_PARTS.sub("", name)))


def describes(name: str) -> bool:
    """Whether words tell what a cluster is known for and are no name of it: 以竹炭加工为特色的产业集群."""
    return _DESCRIBES.fullmatch(name) is not None


def product(name: str) -> str:
    """A product's name without how many kinds of it there are, in its usual characters: 自行车各种配件 → 自行车配件."""
    return _usual(_QUANTIFIER.sub("", name) if len(_QUANTIFIER.sub("", name)) >= 2 else name)


def honour(name: str) -> str:
    """An honour's name without how many hold it: 全国四个改革试点单位之一 → 改革试点单位."""
    return _ONE_OF_SEVERAL.sub("", name) or name


def _usual(name: str) -> str:
    return _VARIANT.sub(lambda found: _VARIANTS[found[0]], name)

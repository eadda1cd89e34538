"""Closed classes of the language as patterns: numerals, what divisions end in, 全县 and 我市; 十大, 各镇, 该街道.

A class is named here once for all patterns that need just these characters; words of the trade are in seeds/words, and
verbs and nouns of a sense are read from there: verbs("gather") is 集聚, 聚集, 汇聚.
"""

from kg.lexicon import any_of, words

DIGIT = "[一二三四五六七八九]"
NUMERAL = "[一二三四五六七八九十]"  # of an ordinal or a heading: 第一, 二、
COUNTED = "[一二两三四五六七八九十]"  # of things: 两家, 一个
SEVERAL = "[二两三四五六七八九十]"  # of more than one thing: 两大产业
HUNDREDS = "[一二三四五六七八九十百]"

DIVISION = "[省市州县区旗]"  # what a division down to a county ends in
OWN = "[省市县区镇]"  # what a place that a report is of ends in: 全县, 我市, 该镇
LOCAL = "[市县区镇乡]"
ANY_LEVEL = "[省市县区镇乡]"
OWN_OR_NATION = "[国省市县区镇]"  # 全国 too
COUNTY = "[市县区]"
TOWN = "(?:镇|乡|街道)"  # what the name of a town ends in


def verbs(*senses: str) -> str:
    """Any verb of the senses that verbs.csv tells: verbs("gather", "attract")."""
    return any_of(words("verbs", *senses))


def nouns(*kinds: str) -> str:
    """Any noun of the kinds that nouns.csv tells: nouns("maker")."""
    return any_of(words("nouns", *kinds))

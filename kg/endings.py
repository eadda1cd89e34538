"""Names without their endings, 义和车桥 of 义和车桥公司, 纺织服装 of 纺织服装产业集群: what is left is a beginning."""

import re
from functools import cache

from kg.lexicon import any_of, table, words


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(f"{any_of(words('firms', 'legal_form'))}$")


@cache
def _leaves() -> dict[str, str]:
    return table("clusters", "leaves", role="ending")


@cache
def _cluster_ending() -> re.Pattern[str]:
    return re.compile(f"{any_of(_leaves())}$")


def style(name: str) -> str:
    """A firm's name without its legal form: 江山制药有限公司 → 江山制药; never less than two characters."""
    short = _legal_form().sub("", name)
    return short if len(short) >= 2 else name


def trade(name: str) -> str:
    """A cluster's name without its ending: 纺织服装业, 纺织服装产业集群 → 纺织服装; never less than two characters."""
    while found := _cluster_ending().search(name):
        short = name[: found.start()] + _leaves()[found[0]]
        if len(short) < 2 or short == name:
            break
        name = short
    return name

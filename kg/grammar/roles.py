"""The firms that lead a cluster: 龙头企业, 以A为骨干, 由B带动; each rule has its words from seeds/words/firms.csv."""

from kg.lexicon import any_of, rows


def _of(kind: str) -> list[str]:
    return [row["surface"] for row in rows("firms", "lead") if kind in row["kind"].split()]


def words(kind: str) -> str:
    """A regular expression that takes any word of a kind: led (以A为龙头), backed, main, pull, head, team."""
    return any_of(_of(kind))


def nouns() -> list[str]:
    """The nouns for leading firms: 龙头企业, 骨干企业, 链主."""
    return [*(f"{word}企业" for word in _of("class")), *_of("noun")]


FIRMS = f"(?:(?:行业|产业|集群)?{words('class')}{{1,3}}(?:型|性)?企业|{words('noun')})"
"""What the leading firms are called: 龙头企业, 重点骨干企业, 行业领军企业, 链主."""

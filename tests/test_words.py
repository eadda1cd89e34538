"""Words of one class stand once: in one table of seeds/words, and in no pattern beside it.

The numbers below are those of the day. Closed classes of the language (以及, 的, 已) may stand in patterns; a class of
words of the trade belongs into a table, and a new one may not be spelled in a pattern.
"""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import lexicon
from kg.errors import DefinitionError
from kg.lexicon import rows

ROOT = Path(__file__).parents[1]
PATTERNS = sorted((ROOT / "kg").rglob("*.py"))
TABLES = sorted((ROOT / "seeds" / "words").glob("*.csv"))
CORPUS = ROOT / "tests" / "corpus"

SPELLED = 3932
TWICE = 933  # of them, each taken once, those that stand in a table too
LONGEST = 21  # words in one alternation that holds nothing else

ONE_CLASS = {
    "how the names of firms end": [("firms", "legal_form"), ("firms", "ending")],
    "before and after a change": [("periods", "now"), ("periods", "former")],
    "what lies beyond a province": [("places", "country"), ("places", "region")],
    "growth and decline": [("figures", "rise"), ("figures", "fall")],
    "what firms do to products": [("products", "making_verb"), ("products", "verb")],
    "land and its uses": [("nouns", "land"), ("nouns", "land_use")],
    "what stands behind parks and markets": [("facilities", "park_ending"), ("facilities", "market_ending")],
}
"""Tables, or roles of tables, that share no word, as they part one class."""

LEAD = ("firms", "lead")
"""The words for the firms that lead a cluster."""


def spelled(path: Path) -> Iterator[list[str]]:
    """The words of each alternation of the patterns of a module, without its documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            text = re.sub(r"\[[^\]]*\]", " ", node.value)
            if "|" in text:
                yield re.findall("[\u4e00-\u9fff]{2,}", text)


def alternations(path: Path) -> Iterator[str]:
    """The alternations of a module that hold words and nothing else: 合计|总计|小计."""
    for match in re.finditer("(?<![\u4e00-\u9fff])[\u4e00-\u9fff]+(?:\\|[\u4e00-\u9fff]+)+", path.read_text("utf-8")):
        yield match[0]


def surfaces() -> set[str]:
    return {word for path in TABLES for row in rows(path.stem) for word in next(iter(row.values())).split("|")}


def test_no_more_words_are_spelled_in_patterns() -> None:
    words = Counter(word for path in PATTERNS for part in spelled(path) for word in part)
    assert words.total() <= SPELLED
    assert len(words.keys() & surfaces()) <= TWICE


def test_no_long_alternation_stands_in_a_pattern() -> None:
    long = [(path.name, one) for path in PATTERNS for one in alternations(path) if one.count("|") >= LONGEST]
    assert long == []


@pytest.mark.parametrize("tables", ONE_CLASS.values(), ids=ONE_CLASS)
def test_no_word_stands_in_two_tables_of_one_class(tables: list[tuple[str, str]]) -> None:
    words = Counter(row["surface"] for name, role in tables for row in rows(name, role))
    assert [word for word, times in words.items() if times > 1] == []


def lead_firm_texts() -> list[tuple[str, str]]:
    """The rules of the corpus and their texts that speak of lead firms."""
    found = []
    for stratum in ("relations", "counts"):
        for rule, table in tomllib.loads((CORPUS / f"{stratum}.toml").read_text("utf-8")).items():
            texts = [re.sub("[‹›]", "", text) for case in table["yes"] for text in case["texts"]]
            found += [(f"{stratum}.{rule}", text) for text in texts if "龙头" in text]
    return found


READS = """
import json, sys
from kg import lexicon
asked, (lead, texts) = lexicon.rows, json.load(sys.stdin)
def rows(name, role=""):
    found = asked(name, role)
    if [name, role] != lead:
        return found
    return (*found, *(row | {"surface": new(row["surface"])} for row in found if "龙头" in row["surface"]))
def new(text):
    return text.replace("龙头", "擎天")
lexicon.rows = rows
from kg import grammar
def read(rule, text):
    return [(m.start, m.end) for m in grammar.read(text) if m.rule == rule]
print(json.dumps(sorted({rule for rule, text in texts if read(rule, text) != read(rule, new(text))})))
"""

OWN_WORDS: set[str] = set()
"""Rules that still spell words for lead firms themselves; none may be added."""


def test_a_new_word_for_lead_firms_reaches_every_rule_that_speaks_of_them() -> None:
    texts = lead_firm_texts()
    assert len({rule for rule, _ in texts}) >= 5
    asked = json.dumps([LEAD, texts], ensure_ascii=True)
    done = subprocess.run(
        [sys.executable, "-c", READS], input=asked, capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert set(json.loads(done.stdout)) <= OWN_WORDS


HEAD = """# Words.
# role end (of, like?): how a name ends.
#   It may be long.
# role start: how it begins.
surface,role,of,like
"""


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where a table of invented words is read from."""
    monkeypatch.setattr(lexicon, "resource", lambda *_: tmp_path / "things.csv")
    lexicon.rows.cache_clear()
    lexicon._read.cache_clear()
    yield tmp_path / "things.csv"
    lexicon.rows.cache_clear()
    lexicon._read.cache_clear()


def test_a_word_may_stand_once_in_each_role(words: Path) -> None:
    words.write_text(HEAD + "甲,end,x,\n乙,end,x,y\n甲,start,,\n", "utf-8")
    assert lexicon.words("things") == ("甲", "乙", "甲")
    assert lexicon.words("things", "start") == ("甲",)
    assert lexicon.table("things", "like", role="end") == {"甲": "", "乙": "y"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("甲,end,,", "things.csv:7: end lacks of"),
        ("甲,start,x,", "things.csv:7: start has no of"),
        ("甲,middle,,", "things.csv:7: the head does not tell of the role middle"),
        ("乙,start,,", "things.csv:7: 乙 stands twice"),
        ("甲,start", "things.csv:7: 2 cells where the header has 4"),
    ],
)
def test_a_row_that_its_role_does_not_allow_is_told_with_its_line(words: Path, row: str, told: str) -> None:
    words.write_text(f"{HEAD}乙,start,,\n{row}\n", "utf-8")
    with pytest.raises(DefinitionError, match=told):
        lexicon.rows("things")


def test_a_role_and_a_column_that_are_not_there_are_told(words: Path) -> None:
    words.write_text(HEAD + "甲,start,,\n", "utf-8")
    with pytest.raises(DefinitionError, match="no row has the role middle"):
        lexicon.words("things", "middle")
    with pytest.raises(DefinitionError, match="no column weight"):
        lexicon.table("things", "weight")

"""What a person is told: every message is used and there, in both languages, with the same holes; the command speaks
one language at a time."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner
from small import small

import kg
from kg import store
from kg.cli import app
from kg.commands import language
from kg.errors import DefinitionError, InputError
from kg.messages import LANGS, Words, lines, message, messages, of_file, sentences

ROOT = Path(kg.__file__).parent
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}
TELLERS = ("message", "wrong", "_wrong", "_UnreadableError")
"""What takes the key of a message, as its only text without a name or as the one that is a key."""

CHINESE = re.compile("[\u3400-\u9fff]")
SENTENCE = re.compile("[A-Za-z]+(?: [a-z]+){3,}")  # words of English in a row


def texts(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def calls() -> list[tuple[str, ast.Call]]:
    """The calls that tell something, with the module and line they stand in."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in TELLERS
    ]


def test_every_message_is_used() -> None:
    said = {text for tree in TREES.values() for text in texts(tree)}
    built = {f"word_{kind}" for kind in ("styles", "numbering", "footnotes", "endnotes", "struck", "hidden")}
    system = {key for key in messages() if key.isupper()}
    assert messages().keys() - said - built - system == set()


def test_every_key_that_is_told_is_a_message() -> None:
    told = {text: where for where, call in calls() for arg in call.args for text in texts(arg) if "_" in text}
    keys = {text: where for text, where in told.items() if re.fullmatch("[a-z][a-z0-9]*(?:_[a-z0-9]+)+", text)}
    assert len(keys) > 100
    assert {text: where for text, where in keys.items() if text not in messages()} == {}


def test_holes_are_the_same_in_both_languages() -> None:
    for key, said in messages().items():
        zh, en = ({(name, form) for _, name, form, _ in Formatter().parse(text) if name} for text in said)
        assert zh == en, key
        assert CHINESE.search(said.zh) or (not CHINESE.search(said.en) and "{" in said.zh), key
        assert not CHINESE.search(said.en), key


def test_the_holes_of_a_call_are_those_of_its_message() -> None:
    for where, call in calls():
        keys = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and arg.value in messages()]
        if len(keys) == 1 and all(keyword.arg for keyword in call.keywords):
            given = {keyword.arg for keyword in call.keywords}
            assert given == {name for _, name, _, _ in Formatter().parse(messages()[keys[0]].zh) if name}, where


def test_every_error_of_a_user_is_told_in_both_languages() -> None:
    """No InputError is raised with a bare text."""
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "").endswith("Error")
        and getattr(node.func, "id", "") in ("InputError", "TakenError", "ReplacedError", "LineError")
        and any(isinstance(arg, ast.Constant | ast.JoinedStr) for arg in node.args)
    ]
    assert bare == []


def test_what_fills_a_hole_is_told_in_the_language_too() -> None:
    inside = message("hint_near", names=["甲", "乙"])
    said = message("no_query", name="丙", hint=inside)
    assert said == Words("没有名为 丙 的查询。是否指 甲、乙？", "There is no query called 丙. Did you mean 甲, 乙?")
    assert message("unreadable", path=Path("x"), why=FileNotFoundError(2, "No such file or directory")) == Words(
        "不能读取 x：没有这个文件或文件夹。", "x cannot be read: No such file or directory."
    )
    rare = message("unreadable", path="x", why=OSError(74, "Bad message"))
    assert rare.zh == "不能读取 x：Bad message。"
    assert of_file("x", sentences([inside, inside])).zh == "x：是否指 甲、乙？是否指 甲、乙？"
    assert lines([inside, inside]).en.count("\n") == 1


def test_an_error_is_english_as_a_text_and_both_in_its_words() -> None:
    error = InputError(message("name_empty"))
    assert str(error) == error.words["en"] == error.words.en
    assert CHINESE.search(error.words["zh"])
    assert DefinitionError("x.csv:1: wrong").words == Words("x.csv:1: wrong", "x.csv:1: wrong")


@pytest.mark.parametrize(
    ("line", "environment", "lang"),
    [
        (["query", "--lang", "en"], {"KG_LANG": "zh"}, "en"),
        (["--lang=zh", "query"], {"KG_LANG": "en"}, "zh"),
        (["query"], {"KG_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        (["query"], {"KG_LANG": "fr", "LANG": "en_GB.UTF-8"}, "en"),
        (["query", "--lang", "fr"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["--lang"], {"LANG": "C"}, "zh"),
    ],
)
def test_the_language_of_a_line(line: list[str], environment: dict[str, str], lang: str) -> None:
    assert language(line, environment) == lang


MISTAKES = [
    ["bild", "x"],
    ["build"],
    ["build", "nowhere.txt"],
    ["build", "{folder}", "--out", "{folder}/out"],
    ["build", "{folder}/a.docx", "--place", "无此县"],
    ["query", "towns"],
    ["query", "reports", "--plase", "禾山"],
    ["query", "links", "--certainty", "2"],
    ["query", "{folder}/own.rq"],
    ["show", "无此"],
    ["show", "竹器业"],
    ["path", "石桥"],
    ["path", "石桥", "石桥镇", "禾山"],
    ["audit", "--kind", "误"],
    ["unread", "--frmat", "csv"],
    ["view", "--format"],
    ["query", "reports", "--format", "excel"],
    ["score", "nowhere", "--certainty", "2"],
    ["identity", "--same", "甲"],
    ["identity", "--same", "甲", "乙"],
    ["export", "graphml", "--out", "/dev/null/x"],
    ["export", "dot"],
    ["serve", "--port", "x"],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph, and with files that cannot be read."""
    made = tmp_path_factory.mktemp("mistakes")
    store.write(made / "store", store.lines(small()))
    (made / "a.docx").write_bytes(b"PK\x03\x04 no more")
    (made / "b.txt").write_bytes(b"\x00\x01")
    (made / "own.rq").write_text("SELECT ?x { ?x", "utf-8")
    return made


@pytest.mark.parametrize("words", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_the_language_of_the_user(words: list[str], folder: Path) -> None:
    given = [word.format(folder=folder) for word in words]
    graph = ["--graph", str(folder)] * (words[0] not in ("bild", "build"))
    for lang in LANGS:
        done = CliRunner().invoke(app, [*given, *graph], env={"KG_LANG": lang})
        assert done.exit_code in (1, 2)
        assert done.stdout == ""
        told = done.stderr
        for name in given:
            told = told.replace(name, "")
        assert ("错误：" in done.stderr) == (lang == "zh")
        if lang == "zh":
            assert not SENTENCE.search(told) or "SPARQL" in told, told
        else:
            names = re.sub(r"(?<=[ (])[\u3400-\u9fff]+", "", told)
            assert not CHINESE.search(names.replace("竹器", "")), told

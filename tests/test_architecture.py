"""A module imports only modules on lines above its own."""

import ast
from pathlib import Path

import kg

LAYERS = """
messages
model errors resources
ontology store faults gold
folder
lexicon
legible evidence whereabouts nearness endings
gazetteer industries
grammar reading identity scoring queries
extraction endpoint
graph audit analysis extractors
unread
building
changes covers
views
exports
serving commands
cli
"""
ROOT = Path(kg.__file__).parent
LEVEL = {name: level for level, line in enumerate(LAYERS.strip().splitlines()) for name in line.split()}
MODULES = sorted(
    path for path in ROOT.rglob("*.py") if path.parent != ROOT or path.stem not in ("__init__", "__main__")
)


def room(path: Path) -> str:
    """The module or package directly under `kg` that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms of `kg` that a file imports from."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kg.")}
    return found & set(LEVEL)


def test_every_module_has_a_layer() -> None:
    assert {room(path) for path in MODULES} <= set(LEVEL)


def test_imports_point_upward() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in MODULES
        for name in imported(path)
        if name != room(path) and LEVEL[name] >= LEVEL[room(path)]
    ]
    assert wrong == []


def test_no_import_is_for_types_only() -> None:
    assert [path.name for path in MODULES if "TYPE_CHECKING" in path.read_text("utf-8")] == []


def test_word_lists_are_data() -> None:
    """No list of more than a dozen Chinese words stands in code."""
    long = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                words = [
                    e
                    for e in node.elts
                    if isinstance(e, ast.Constant)
                    and isinstance(e.value, str)
                    and any("\u4e00" <= c <= "\u9fff" for c in e.value)
                ]
                if len(words) > 12:
                    long.append(f"{path.name}:{node.lineno}")
    assert long == []


def test_what_is_read_is_never_changed() -> None:
    """What the types that are made by the ten thousand do not refuse (docs/decisions.md, Time), no code does."""
    stored = [
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) != "self"
    ]
    assert [one for one in stored if not one.startswith(("views/", "serving/"))] == [
        "extraction/__init__.py: known.main"
    ]

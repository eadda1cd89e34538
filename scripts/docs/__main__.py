"""`make docs`: the pages of docs/ in both languages, with what is generated from the code, as a site in `site/`.

A page is taken from docs/zh or docs/en; a line `<!-- generated: NAME -->` in it gives way to what `gather` makes for
the name. The other files of docs/ are notes in English, which stand behind the pages of both languages.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba
import terms
from answers import questions
from diagram import diagram
from links import faults
from mkdocs.__main__ import cli
from reference import commands, functions, types

import kg
from kg.messages import Lang

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
LANGS: dict[Lang, str] = {"zh": "中文", "en": "English"}
NAV: tuple[tuple[dict[Lang, str], tuple[str, ...]], ...] = (
    ({"zh": "开始", "en": "Start"}, ("index", "start", "guide")),
    ({"zh": "读得怎样", "en": "How it reads"}, ("reading", "certainty", "audit")),
    ({"zh": "图谱", "en": "The graph"}, ("ontology", "questions", "large")),
    ({"zh": "接口", "en": "Interfaces"}, ("commands", "python", "http", "exports")),
    (
        {"zh": "扩展", "en": "Extend"},
        ("recipe-word", "recipe-rule", "recipe-property", "recipe-query", "recipe-format", "recipe-page"),
    ),
    ({"zh": "比较", "en": "Compare"}, ("comparison",)),
)
NOTES: dict[Lang, str] = {"zh": "笔记（英文）", "en": "Notes"}
NAMES: dict[Lang, str] = {"zh": "jiqun 集群", "en": "jiqun"}
_MARKER = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
_NOTE = re.compile(r"\]\(\.\./([\w-]+\.md)")  # a link from a page to a note
_CODE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_BREAK = re.compile("(?<=[\u2018-\u201d\u3000-\u9fff\uff01-\uff5e])\n(?=[\u2018-\u201d\u3000-\u9fff\uff01-\uff5e])")
_OUTSIDE = re.compile(r"\[([^\]]*)\]\(\.\./[^)]*\)")  # one from a note to a file that is no page


def main() -> None:
    """Makes the site. Exit status 1 with what is wrong if anything is."""
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    jieba.setLogLevel("WARNING")  # which cuts the Chinese of the pages into words for the search
    with TemporaryDirectory(prefix="jiqun-docs-") as folder:
        graph = kg.build([ROOT / "seeds" / "reports"], Path(folder) / "build").path
        shutil.rmtree(SITE, ignore_errors=True)
        for lang in LANGS:
            pages = Path(folder) / lang
            gather(lang, pages, Path(graph))
            build(lang, pages, Path(folder) / f"{lang}.json")
    shutil.copy(ROOT / "docs" / "entry.html", SITE / "index.html")
    if wrong := list(faults(SITE)):
        print("\n".join(wrong), file=sys.stderr)
        raise SystemExit(1)
    print(SITE / "index.html")


def gather(lang: Lang, pages: Path, graph: Path) -> None:
    """Lays out the sources of a language in a folder, with what is generated in its place."""
    generated: dict[str, Callable[[], str]] = {
        "diagram": partial(diagram, lang),
        "classes": partial(terms.classes, lang),
        "properties": partial(terms.properties, lang),
        "facts": partial(terms.facts, lang),
        "measures": partial(terms.measures, lang),
        "units": partial(terms.units, lang),
        "codes": partial(terms.codes, lang),
        "questions": partial(questions, graph, lang),
        "commands": partial(commands, lang),
        "functions": functions,
        "types": types,
    }
    (pages / "notes").mkdir(parents=True)
    for source in sorted((ROOT / "docs" / lang).glob("*.md")):
        text = _MARKER.sub(lambda found: generated[found[1]](), source.read_text("utf-8"))
        (pages / source.name).write_text(joined(_NOTE.sub(r"](notes/\1", text)), "utf-8")
    for note in notes():
        (pages / "notes" / note.name).write_text(_OUTSIDE.sub(r"\1", note.read_text("utf-8")), "utf-8")
    shutil.copytree(ROOT / "docs" / "assets", pages / "assets")


def joined(text: str) -> str:
    """A page without the breaks of lines within its Chinese, each of which a browser would show as a blank."""
    parts = _CODE.split(text)
    return "".join(part if at % 2 else _BREAK.sub("", part) for at, part in enumerate(parts))


def notes() -> Iterator[Path]:
    """The notes of docs/, by name."""
    yield from sorted((ROOT / "docs").glob("*.md"))


def build(lang: Lang, pages: Path, config: Path) -> None:
    """Makes the pages of a language; any warning is an error."""
    nav: list[object] = [{names[lang]: [f"{page}.md" for page in listed]} for names, listed in NAV]
    nav.append({NOTES[lang]: [f"notes/{note.name}" for note in notes()]})
    own = {
        "INHERIT": str(ROOT / "docs" / "mkdocs.yml"),
        "site_name": NAMES[lang],
        "docs_dir": str(pages),
        "site_dir": str(SITE / lang),
        "nav": nav,
        "theme": {"language": lang, "custom_dir": str(ROOT / "docs" / "theme")},
        "extra": {
            "alternate": [{"lang": code, "name": name, "link": f"../{code}/index.html"} for code, name in LANGS.items()]
        },
    }
    config.write_text(json.dumps(own, ensure_ascii=False), "utf-8")
    cli(["build", "--strict", "--quiet", "--config-file", str(config)], standalone_mode=False)
    (SITE / lang / "404.html").unlink()  # whose links hold at the root of a server only


if __name__ == "__main__":
    main()

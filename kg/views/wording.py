"""The words of the pages and tables in both languages: those of the interface, and the labels of the ontology."""

import csv
import locale
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.messages import LANGS, Lang
from kg.model import DOUBTED, SURE
from kg.ontology import ontology

__all__ = ["LANGS", "Lang", "certainty", "preferred", "sureness", "term", "text", "texts"]


def preferred(environment: Mapping[str, str]) -> Lang:
    """The language of the locale: English where it names a language other than Chinese, else Chinese.

    The reports are Chinese, and so are their readers where nothing (C, POSIX) says otherwise.
    """
    named = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), locale.getlocale()[0])
    spoken = (named or "").partition(".")[0]
    return "zh" if spoken in ("", "C", "POSIX") or spoken.lower().startswith(("zh", "chinese")) else "en"


@cache
def texts(lang: Lang) -> dict[str, str]:
    """The texts of the interface by key (views/texts.csv)."""
    with Path(__file__).with_name("texts.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row[lang] for row in csv.DictReader(file)}


def text(key: str, lang: Lang, **holes: object) -> str:
    """A text of the interface with its holes filled."""
    return texts(lang)[key].format(**holes)


def term(name: str, lang: Lang) -> str:
    """The label of a class (`Cluster`), a property (`lead_firm`), a measure, a unit or a code; the name if none."""
    return ontology().label(name, lang)


def part(of: str, lang: Lang) -> str:
    """What a figure is of, 刹车盘: a name of the report, or of a growth rate the label of the measure that grew."""
    return term(of, lang) if of in ontology().measures else of


def sureness(certainty: float) -> str:
    """The key of the words for a certainty: sure, rather_sure or doubted."""
    return "sure" if certainty >= SURE else "rather_sure" if certainty >= DOUBTED else "doubted"


def certainty(number: float, lang: Lang) -> str:
    """How surely something was read, in people's words: 确信 0.92, 存疑 0.35."""
    return text(sureness(number), lang, number=f"{number:.2f}")

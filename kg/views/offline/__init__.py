"""Pages that need no server: one file each, in both languages, of which it shows one."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.views.policy import sealed
from kg.views.wording import Lang, texts

_VIEWS = Path(__file__).parents[1]


def offline(template: str, lang: Lang, **holes: object) -> str:
    """A page of a template (`covers/covers.html`), opened in a language."""
    environment = Environment(loader=FileSystemLoader(_VIEWS), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals["both"] = _both
    return sealed(environment.get_template(template).render(lang=lang, **holes))


def _both(zh: str, en: str = "") -> Markup:
    """A text in both languages, of which the page shows one; a single name is a key of views/texts.csv."""
    if not en:
        zh, en = texts("zh")[zh], texts("en")[zh]
    return Markup('<span lang="zh-Hans">{}</span><span lang="en">{}</span>').format(zh, en)

"""A build of the shipped reports and of one that means harm, and their pages: made once for all tests of pages."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from kg.building import build
from kg.resources import resource
from kg.views import site
from kg.views.pages import Catalogue, catalogue

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
EVIL = "<script>document.title='run'</script>"
HOSTILE = f"""# 恶石县产业集群调研报告{EVIL}"'

恶石县有两大产业集群：石雕产业集群和<img src=x onerror="document.title='run'">茶叶产业集群。

一、石雕产业集群

2024年，石雕产业集群实现产值12亿元、利税3.5亿元，企业近200家，骨干企业有{EVIL}青竹石业有限公司、"引号&amp;'石业有限公司，主要产品有<b>石狮</b>、\u202e栏杆、𠮷石、e\u0301石。
石雕产业集群分布在<i>白鹭镇</i>、{{{{ 7*7 }}}}镇，被评为“中国{EVIL}石雕之乡”。

二、存在的问题

（一）{EVIL}规模偏小

企业规模普遍偏小。
"""


@cache
def folder() -> Path:
    """A folder that goes when the tests end."""
    made = Path(tempfile.mkdtemp(prefix="jiqun-pages-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def built() -> Path:
    """The build of the shipped reports."""
    return build([resource("seeds", "reports")], folder() / "build").path


@cache
def hostile() -> Path:
    """The build of a report whose names and sentences are full of markup."""
    report = folder() / "hostile.md"
    report.write_text(HOSTILE, "utf-8")
    return build([report], folder() / "hostile").path


@cache
def explored() -> Catalogue:
    """The catalogue of the shipped reports."""
    return catalogue(built())


@cache
def written() -> Path:
    """The site of the shipped reports."""
    site.write(built(), folder() / "site")
    return folder() / "site"


@cache
def written_hostile() -> Path:
    """The site of the hostile report."""
    site.write(hostile(), folder() / "hostile-site")
    return folder() / "hostile-site"

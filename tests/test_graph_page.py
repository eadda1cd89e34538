"""The graph page in a browser: offline, without an error, each link with its sentence, names never run as markup."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, sync_playwright
from small import small

from kg.analysis.graph import drawn, graph
from kg.analysis.sentences import Sentence
from kg.errors import InputError
from kg.views.graph_page import page

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
BAMBOO = "https://w3id.org/jiqun/id/cluster/999901/竹器"
NASTY = "</script><script>document.title='run'</script>\"'<img src=x onerror=\"document.title='run'\">"
HANGS = 120_000  # milliseconds after which what is waited for will not come
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium")


def nasty() -> nx.MultiDiGraph:
    """Two nodes and a sentence whose names are markup."""
    made = nx.MultiDiGraph()
    made.add_node("a", type="Cluster", label=NASTY, standing="existing", place=NASTY)
    made.add_node("b", type="Firm", label="{{ 7*7 }} ${1}", standing="", place="")
    said = (Sentence(NASTY, 0, 9, f"{NASTY}骨干企业有{NASTY}。", len(NASTY), len(NASTY) + 5, "c"),)
    made.add_edge("a", "b", property="leadFirm", modality="actual", sentences=said)
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as run:
        opened = run.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


class Opened:
    """A page in the browser, with what it said on the console and asked of the network."""

    def __init__(self, browser: Browser, file: Path, html: str, width: int = 1440) -> None:
        file.write_text(html, "utf-8")
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self.page = browser.new_page(viewport={"width": width, "height": 844})
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())
        self.until("performance.getEntriesByName('drawn').length > 0")

    def until(self, condition: str) -> None:
        """Waits until a condition holds; not with wait_for_function, which the policy of the page forbids."""
        for _ in range(HANGS // 50):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{condition} did not come")

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def click_node(self, node: str) -> None:
        place = self.page.evaluate("id => network.canvasToDOM(network.getPosition(id))", node)
        self.page.locator("#network").click(position=place)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opened:
    return Opened(browser, tmp_path / "graph.html", page(graph(small()), "zh", "产业集群知识图谱"))


def test_the_same_graph_is_the_same_page() -> None:
    assert page(graph(small()), "zh", "图") == page(graph(small()), "zh", "图")


def test_a_page_names_no_file_and_no_host_of_its_own() -> None:
    html = page(graph(small()), "zh", "图")
    assert "cdnjs" not in html
    assert '<link rel="stylesheet"' not in html
    assert "default-src 'none'" in html


def test_nothing_to_show_is_an_input_error() -> None:
    with pytest.raises(InputError, match="nothing to show"):
        page(nx.MultiDiGraph(), "zh", "图")
    with pytest.raises(InputError, match="has no x"):
        page(graph(small()), "zh", "图", "x")


@needs_browser
def test_it_opens_offline_without_an_error(opened: Opened) -> None:
    assert opened.troubles == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert "产业集群知识图谱" in opened.text("h1")
    assert opened.page.evaluate("nodes.length") == len(graph(small()))


@needs_browser
def test_a_node_shows_the_sentences_of_its_links(opened: Opened) -> None:
    opened.click_node(BAMBOO)
    details = opened.text("#details")
    assert "竹器产业集群" in details
    assert "骨干企业为青竹集团" in details
    assert "来源: heshan · 第 54–63 字" in details


@needs_browser
def test_a_line_shows_what_it_stands_for(opened: Opened) -> None:
    opened.page.evaluate("choose({edge: edges.get().find(e => e.statements[0].property === 'cooperatesWith').id})")
    assert "合作" in opened.text("#details h2")
    assert opened.text("#details blockquote")


@needs_browser
def test_the_legend_hides_and_shows_a_class(opened: Opened) -> None:
    hidden = "nodes.get().filter(n => n.hidden).map(n => n.type)"
    firms = opened.page.locator("#legend [data-type=Firm]")
    firms.click()
    assert firms.get_attribute("aria-pressed") == "false"
    assert set(opened.page.evaluate(hidden)) == {"Firm"}
    firms.click()
    assert opened.page.evaluate(hidden) == []


@needs_browser
def test_it_speaks_either_language(opened: Opened) -> None:
    zh = opened.text("#legend")
    opened.page.click("#language")
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.text("#legend").replace("\n", "").replace(" ", "").isascii()
    opened.click_node(BAMBOO)
    assert "characters 54–63" in opened.text("#details")
    opened.page.click("#language")
    assert opened.text("#legend") == zh


@needs_browser
def test_a_name_is_found_by_typing(opened: Opened) -> None:
    opened.page.fill("#search", "石雕")
    opened.page.press("#search", "Enter")
    assert opened.text("#details h2") == "石雕业"


@needs_browser
@pytest.mark.parametrize(("words", "name"), [("shidiao", "石雕业"), ("SDY", "石雕业"), ("zhuqichanye", "竹器产业集群")])
def test_a_name_is_found_by_pinyin(words: str, name: str, opened: Opened) -> None:
    opened.page.fill("#search", words)
    opened.page.press("#search", "Enter")
    assert opened.text("#details h2") == name


@needs_browser
def test_a_page_of_its_own_leads_nowhere_else(opened: Opened) -> None:
    opened.click_node(BAMBOO)
    assert opened.page.locator(".pages, a").count() == 0


@needs_browser
def test_the_address_tells_what_is_chosen_and_seen(opened: Opened) -> None:
    hash_ = "decodeURIComponent(location.hash)"
    assert opened.page.evaluate(hash_) == ""
    opened.page.select_option("#area", "禾山县")
    opened.page.locator("#legend [data-type=Firm]").click()
    assert opened.page.evaluate(hash_) == "#?area=禾山县&without=Firm"
    opened.page.evaluate(f"choose({{node: '{BAMBOO}'}})")
    assert opened.page.evaluate(hash_) == "#cluster/999901/竹器?whole&area=禾山县&without=Firm"
    opened.page.click("#ego")
    assert opened.page.evaluate(hash_) == "#cluster/999901/竹器?area=禾山县&without=Firm"
    opened.page.click("#ego")
    opened.page.evaluate("choose(null)")
    opened.page.select_option("#area", "")
    opened.page.locator("#legend [data-type=Firm]").click()
    assert opened.page.evaluate("location.href").endswith("graph.html")


SEEN = "nodes.get().filter(n => !n.hidden).map(n => n.id).sort()"


@needs_browser
@pytest.mark.parametrize(
    "steps",
    [
        ["only = {area: '禾山县', standing: 'actual'}; hiddenTypes.add('Firm'); resift()"],
        [f"surround('{BAMBOO}')", "expand(linkedWith(chosen.node).find(id => unexpanded(nodes.get(id))))"],
        [f"choose({{node: '{BAMBOO}'}})"],
        ["choose({edge: edges.get().find(e => e.statements[0].property === 'cooperatesWith').id})"],
    ],
)
def test_an_address_opens_what_it_was_taken_from(steps: list[str], opened: Opened) -> None:
    for step in steps:
        opened.page.evaluate(step)
    state = f"[{SEEN}, chosen, only, [...hiddenTypes], document.querySelector('#details').textContent]"
    before, address = opened.page.evaluate(state), opened.page.evaluate("location.href")
    assert "#" in address
    opened.page.goto("about:blank")
    opened.page.goto(address)
    opened.until("performance.getEntriesByName('drawn').length > 0")
    assert opened.page.evaluate(state) == before
    opened.page.evaluate("location.hash = ''")
    opened.until(f"{SEEN}.length === nodes.length && chosen === null")
    assert opened.troubles == []


@needs_browser
@pytest.mark.parametrize(
    "hash_", ["%E0%A4%A", "?area=没有&standing=x&without=y", "nothing?near=there&to=%", "__proto__"]
)
def test_an_address_that_names_nothing_shows_the_whole(hash_: str, opened: Opened) -> None:
    opened.page.evaluate("(hash) => { location.hash = hash; }", hash_)
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate(f"{SEEN}.length === nodes.length && chosen === null")
    assert opened.troubles == []


@needs_browser
def test_what_a_filter_leaves_fills_the_view(opened: Opened) -> None:
    before = opened.page.evaluate("network.getScale()")
    opened.page.select_option("#area", "东篱市")
    assert opened.page.evaluate("network.getScale()") > before
    inside = """nodes.get().filter(n => !n.hidden).every(n => {
      const {x, y} = network.canvasToDOM(network.getPosition(n.id)), {clientWidth, clientHeight} = byId("network");
      return x > 0 && y > 0 && x < clientWidth && y < clientHeight;
    })"""
    assert opened.page.evaluate(inside)


@needs_browser
def test_labels_are_large_enough_and_whole_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    shown = Opened(browser, tmp_path / "graph.html", page(drawn(graph(small())), "zh", "图"), 390)
    heights = shown.page.evaluate("labels.filter(l => l.node).map(l => l.bottom - l.top - 3)")
    assert len(heights) > 5
    assert min(heights) >= 13
    assert shown.page.evaluate(
        "labels.every(l => l.left >= 0 && l.right <= document.querySelector('canvas').clientWidth)"
    )


@needs_browser
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_width_scrolls_sideways(width: int, browser: Browser, tmp_path: Path) -> None:
    shown = Opened(browser, tmp_path / "graph.html", page(graph(small()), "zh", "产业集群知识图谱" * 6, BAMBOO), width)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == width
    assert shown.text("#details h2") == "竹器产业集群"


@needs_browser
def test_markup_in_a_name_is_text(browser: Browser, tmp_path: Path) -> None:
    shown = Opened(browser, tmp_path / "graph.html", page(nasty(), "zh", NASTY, "a"))
    assert shown.troubles == []
    assert shown.page.title() == NASTY
    assert shown.text("#details h2") == NASTY
    assert NASTY in shown.text("#details blockquote")
    assert shown.page.locator("img").count() == 0

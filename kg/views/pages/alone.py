"""A page of the site as one offline file that can be sent: its styles are in it, what leads elsewhere is not."""

from lxml import html

from kg.views import pages
from kg.views.pages.catalogue import Catalogue
from kg.views.policy import sealed

_ELSEWHERE = (
    '//header[@class="top"]|//footer|//script|//link|//a[@class="skip"]|//a[@class="source"]'
    '|//*[contains(concat(" ", @class, " "), " noprint ")]'
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def alone(found: Catalogue, path: str) -> bytes:
    """The page at a path of the site (`zh/audit.html`) as a file of its own; its links become plain words."""
    tree = html.document_fromstring(pages.render(found, path).body.decode())
    for part in tree.xpath(_ELSEWHERE):
        part.drop_tree()
    for link in tree.xpath('//a[@href and not(starts-with(@href, "#"))]'):
        link.drop_tag()
    [policy] = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]')
    policy.set("content", _POLICY)
    style = html.Element("style")
    style.text = pages.ASSETS["site.css"].read_text("utf-8")
    tree.head.append(style)
    said = html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    return sealed(said).encode()

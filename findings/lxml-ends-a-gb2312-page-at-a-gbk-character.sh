#!/bin/sh
# A web page that says charset=gb2312 and holds one character of GBK is cut there by lxml, without an error.
#
# What it shows: lxml.html.fromstring on the bytes of a page whose <meta> says gb2312 gives the text up to the first
#   character that GBK has and GB 2312 has not (the name of a person, 镕; a sign for square metres, ㎡), and nothing of
#   what follows; the call raises nothing and the tree looks whole. Browsers read such a page to its end, as the WHATWG
#   Encoding Standard has gb2312 mean GBK, and so does the same page if it says gbk; that one is cut in turn at a
#   character of four bytes of GB 18030.
# Seen with: lxml 6.1.3 (libxml2 2.14.6) on CPython 3.11.
# Who would be hurt: whoever reads pages of Chinese offices, of which many say gb2312 and are GBK: half a report is lost
#   and nobody is told. Decoding the bytes as GB 18030 first and giving lxml the text avoids it; jiqun does so.
#
# Needs python3 (3.11 or later) and the package index for a pinned package. Opens no connection otherwise. Exit status 0
# if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'lxml==6.1.3'
"$place/venv/bin/python" - <<'PYTHON'
import platform
import sys

import lxml.etree
import lxml.html

PAGE = '<html><head><meta charset="{}"></head><body><p>园区面积{}。</p><p>产值12亿元。</p></body></html>'
WHOLE = "园区面积{}。产值12亿元。"


def read(said: str, written: str, character: str) -> str:
    return lxml.html.fromstring(PAGE.format(said, character).encode(written)).text_content()


print("Python", platform.python_version(), "lxml", lxml.__version__, "libxml2", lxml.etree.LIBXML_VERSION)
cases = [
    ("gb2312", "gbk", "镕", "园区面积"),
    ("gb2312", "gbk", "㎡", "园区面积"),
    ("gbk", "gbk", "镕", WHOLE.format("镕")),
    ("gbk", "gb18030", "𬭎", "园区面积"),
    ("gb18030", "gb18030", "𬭎", WHOLE.format("𬭎")),
]
same = True
for said, written, character, seen in cases:
    found = read(said, written, character)
    print(f"says {said}, holds {character}: expected: {WHOLE.format(character)} seen: {found}")
    same = same and found == seen
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON

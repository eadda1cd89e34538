#!/bin/sh
# A page with 260 open <font> elements, all closed again, loses every paragraph behind them: lxml.html raises nothing.
#
# What it shows: parsers of HTML in lxml recover from errors and say so in an error log that nobody reads. Elements nested
#   deeper than 255 are no error of HTML, and browsers show such pages whole; libxml2 counts them as one and ends the page
#   there, with all that follows the closed elements too. With huge_tree=True the bound is 2,048.
# Seen with: lxml 6.1.3 (libxml2 2.14.6) on CPython 3.11.
# Who would be hurt: whoever reads pages that editors of old portals have nested so (a <font> or <span> more at each edit):
#   the report ends in its middle, and nothing tells that it does.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'lxml==6.1.3'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys

from lxml import etree, html

print(f"Python {platform.python_version()}, lxml {etree.__version__}, libxml2 {etree.LIBXML_VERSION}")
same = True
for depth, huge, seen in ((200, False, "kept"), (260, False, "lost"), (260, True, "kept")):
    page = f"<html><body>{'<font>' * depth}first{'</font>' * depth}<p>last</p></body></html>"
    text = html.fromstring(page, parser=html.HTMLParser(huge_tree=huge)).text_content()
    told = "kept" if "last" in text else "lost"
    print(f"{depth} elements deep, huge_tree={huge}: expected the last paragraph kept, seen {told}")
    same &= told == seen
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" "$place/ask.py"

#!/bin/sh
# 全县工业总产值 ("industrial output of the whole county") is in Chongqing for cpca, and so is any county it does not know.
#
# What it shows: cpca tells province, city and county of a Chinese text. Its table has the division 县 (500200), which is
#   no place: the national codes group the counties of Chongqing under it. Its name is found wherever the character 县
#   stands by itself or ends a name that the table lacks, and the answer is 重庆市 with a code, as sure as a right one.
#   Counties that became districts or cities are such names: 武进县 (now of Changzhou), 鄞县 (Ningbo), 番禺县 (Guangzhou), 梅县
#   (Meizhou). The same sentences with a county that it knows, or with 全市, are right or empty.
# Seen with: cpca 0.5.5, pandas 2.3.3, pyahocorasick 2.2.0, setuptools 80.9.0 on CPython 3.11.
# Who would be hurt: whoever places firms, yearbooks or reports of the years before 2010 by their text. All that cannot
#   be placed gathers in one municipality, where a map shows it as a centre of industry.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'cpca==0.5.5' 'pandas==2.3.3' 'pyahocorasick==2.2.0' \
  'setuptools==80.9.0'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import cpca

# text, province expected (None: not told by the text), province seen
TEXTS = [
    ("全县工业总产值", None, "重庆市"),
    ("我县制鞋企业", None, "重庆市"),
    ("武进县湖塘镇纺织业", "江苏省", "重庆市"),
    ("鄞县服装企业", "浙江省", "重庆市"),
    ("番禺县", "广东省", "重庆市"),
    ("德化县陶瓷企业", "福建省", "福建省"),
    ("全市工业总产值", None, None),
]

print(f"Python {platform.python_version()}, cpca {version('cpca')}, pandas {version('pandas')}", end=", ")
print(f"pyahocorasick {version('pyahocorasick')}")
told = cpca.transform([text for text, _, _ in TEXTS])
same = True
for (text, expected, seen), (province, city, code) in zip(TEXTS, told[["省", "市", "adcode"]].values.tolist()):
    print(f"{text}: expected {expected or 'no province'}, seen {province or 'no province'} ({city}, {code})")
    same &= (province or None) == seen
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

#!/bin/sh
# 咸阳 (Xianyang) becomes 鹹陽, "salt in the sun", in zhconv: names of counties are changed to ones that nobody has.
#
# What it shows: a simplified character may stand for several traditional ones: 咸 for 咸 ("all", as in Xianyang, Xianning
#   and Xianfeng) and 鹹 ("salty"). zhconv goes by tables of words and takes the commoner character where it has no word;
#   the names of these counties and cities it has not, so that they are written with salt, 岳阳 with the character of
#   mountains (嶽), 斗门 as "gate of fights" (鬥門). OpenCC has 咸陽, 岳陽 and 斗門. Back in simplified characters all is as
#   before, so that a test by going there and back passes.
# Seen with: zhconv 1.4.3 and opencc 1.4.2 on CPython 3.11.
# Who would be hurt: whoever joins tables of the mainland with such of Taiwan or Hong Kong, searches libraries and
#   archives by place, or shows a site in both scripts: these places find nothing.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'zhconv==1.4.3' 'opencc==1.4.2' 'setuptools==80.9.0'
cat > "$place/ask.py" <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import opencc
import zhconv

# name, its traditional form, that of zhconv
NAMES = [
    ("咸阳市", "咸陽市", "鹹陽市"),
    ("咸宁市", "咸寧市", "鹹寧市"),
    ("咸丰县", "咸豐縣", "鹹豐縣"),
    ("岳阳市", "岳陽市", "嶽陽市"),
    ("斗门区", "斗門區", "鬥門區"),
    ("余姚市", "餘姚市", "餘姚市"),
]

print(f"Python {platform.python_version()}, zhconv {version('zhconv')}, opencc {version('opencc')}")
traditional = opencc.OpenCC("s2t")
same = True
for name, expected, seen in NAMES:
    found, other = zhconv.convert(name, "zh-hant"), traditional.convert(name)
    back = zhconv.convert(found, "zh-hans")
    print(f"{name}: expected {expected}, zhconv {found} and back {back}, OpenCC {other}")
    same &= found == seen and other == expected and back == name
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON
"$place/venv/bin/python" -W ignore "$place/ask.py"

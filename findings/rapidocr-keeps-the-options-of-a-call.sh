#!/bin/sh
# What a call of RapidOCR is told holds for every later call: after one line was read without detection, the next page
# comes back as one line of nonsense, or empty, with no error.
#
# What it shows: an engine is called on a page (two lines), then on a crop with use_det=False, as its documentation has
#   it for a text that is cut out already, then on the same page again without options. The options look like those of
#   one call; they are kept, so that the second reading of the page skips detection too, and even the type of its result
#   is another, without the boxes of the lines.
# Seen with: rapidocr 3.10.0, onnxruntime 1.32.0 on CPython 3.11 (models are in the wheel).
# Who would be hurt: whoever keeps one engine for many pages, as its start takes a second, and reads doubtful lines a
#   second time: all pages after the first such line are lost. Saying every option in every call avoids it; jiqun does so.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit status 0
# if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
  'rapidocr==3.10.0' 'onnxruntime==1.32.0' 'opencv-python-headless==4.12.0.88' 'pillow==12.0.0'
"$place/venv/bin/python" - <<'PYTHON'
import platform
import sys
from importlib.metadata import version

import numpy
from PIL import Image, ImageDraw, ImageFont
from rapidocr import RapidOCR

print("Python", platform.python_version(), *(f"{name} {version(name)}" for name in ("rapidocr", "onnxruntime")))
page = Image.new("RGB", (900, 260), "white")
pen, font = ImageDraw.Draw(page), ImageFont.load_default(48)
pen.text((40, 40), "firms 1280", "black", font)
pen.text((40, 150), "output 9500", "black", font)
engine = RapidOCR(params={"Global.log_level": "critical"})


def lines(**options: bool) -> list[str]:
    found = engine(numpy.array(page), **options)
    return [type(found).__name__, *(found.txts or ())]


first = lines()
engine(numpy.array(page.crop((20, 30, 880, 110))), use_det=False)
again = lines()
said = lines(use_det=True)
print("a page:                              ", first)
print("the page again, after one cut line:  expected:", first, "seen:", again)
print("the page again, with use_det=True:   ", said)
same = first[1:] == ["firms 1280", "output 9500"] and again != first and said == first
print("as described" if same else "no longer as described")
sys.exit(not same)
PYTHON

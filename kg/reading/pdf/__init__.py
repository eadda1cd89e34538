"""PDF → its text by where each character stands, with scanned pages recognised where that is installed."""

import io
import logging
import re
from collections.abc import Sequence
from contextlib import closing
from itertools import islice

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from kg.errors import InputError
from kg.messages import NOTHING, Words, message, of_file
from kg.reading.files import File
from kg.reading.leaves.composing import compose
from kg.reading.leaves.leaf import Leaf
from kg.reading.leaves.wording import page_words
from kg.reading.manuscript import Manuscript, Scribe
from kg.reading.pace import tell
from kg.reading.pdf.glyphs import Press
from kg.reading.pdf.weight import is_too_heavy
from kg.reading.scans import Scanner, remedy

MOST_PAGES = 2_000
"""The pages of the longest PDF that is read."""

_CATALOGUE = re.compile(rb"(\d+) 0 obj\s*<<[^<>]{0,500}/Type\s*/Catalog\b")

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # which warns on stderr of each font without a box


def read(file: File) -> Manuscript:
    """A PDF. InputError if it is encrypted, damaged, too long, or if none of its pages has text that can be read."""
    pages, notes = _pages(file)
    leaves: list[Leaf] = []
    unreadable: list[int] = []
    damaged: list[int] = []
    struck: list[int] = []
    press = Press(len(file.data))
    for number, page in enumerate(pages, 1):
        tell(number - 1, len(pages))
        try:
            sheet = press.sheet(page, number)
        except Exception:  # pdfminer raises what it comes across, from KeyError to struct.error
            damaged.append(number)
        else:
            (unreadable.append(number) if sheet.unreadable else leaves.append(sheet.leaf))
            if sheet.struck:
                struck.append(number)
    advice = remedy() if unreadable else NOTHING
    seen = _recognised(file, unreadable) if unreadable and not advice else []
    leaves = sorted([*leaves, *seen], key=lambda leaf: leaf.number)
    read_at_last = {leaf.number for leaf in seen}
    unreadable = [number for number in unreadable if number not in read_at_last]
    if unreadable:
        advice = advice or message("pdf_blurred")
        notes.append(message("pdf_unreadable", pages=page_words(unreadable), advice=advice))
    if damaged:
        notes.append(message("pdf_broken", pages=page_words(damaged)))
    if not any(leaf.lines for leaf in leaves):
        raise InputError(of_file(file.path, notes[0])) if notes else file.wrong("pdf_empty")
    scribe = Scribe()
    compose(leaves, scribe)
    asides = [message("pdf_struck", pages=page_words(struck))] if struck else []
    return scribe.manuscript(len(pages), notes=notes, asides=asides)


def _recognised(file: File, numbers: Sequence[int]) -> list[Leaf]:
    """Those of some pages on which words are recognised."""
    found: list[Leaf] = []
    try:
        with closing(Scanner(file.data)) as scanner:
            for done, number in enumerate(numbers):
                tell(done, len(numbers))
                leaf = scanner.leaf(number)
                if leaf.lines:
                    found.append(leaf)
    except Exception:  # what pypdfium2 and onnxruntime raise on a damaged page are several errors of their own
        return found
    return found


def _pages(file: File) -> tuple[Sequence[PDFPage], list[Words]]:
    """The pages of a PDF, not yet read, with what is to be told of it. InputError."""
    data = file.data[max(file.data[:1024].find(b"%PDF-"), 0) :]
    if is_too_heavy(data):
        raise file.wrong("pdf_heavy")
    notes: list[Words] = []
    root = None if b"trailer" in data or b"/XRef" in data else _CATALOGUE.search(data)
    if root:
        data += b"\ntrailer\n<< /Root %b 0 R >>\n" % root[1]
        notes.append(message("pdf_cut"))
    try:
        pages = list(islice(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))), MOST_PAGES + 1))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise file.wrong("pdf_encrypted") from error
    except Exception as error:  # pdfminer raises what it comes across, from KeyError to struct.error
        raise file.wrong("pdf_damaged") from error
    if len(pages) > MOST_PAGES:
        raise file.wrong("pdf_long", most=MOST_PAGES)
    if not pages:
        raise file.wrong("pdf_pageless")
    return pages, notes

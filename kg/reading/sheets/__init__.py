"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .et, .ods): each sheet as it is seen, its lines of text and its tables."""

import re

from kg.lexicon import any_of, words
from kg.messages import Words, in_english, message
from kg.model import Locus
from kg.reading.files import File
from kg.reading.manuscript import Manuscript, Scribe
from kg.reading.package import DAMAGED, Package, TooLarge
from kg.reading.sheets import ods, xls, xlsb, xlsx
from kg.reading.sheets.blocks import opening, write
from kg.reading.sheets.sheet import CELLS, Sheet

_DEFAULT = re.compile(rf"{any_of(words('documents', 'sheet'))}\s?\d*", re.IGNORECASE)


def read(file: File) -> Manuscript:
    """A workbook. InputError, naming it, if it is damaged, protected, or larger than is read."""
    try:
        found = _sheets(file)
    except TooLarge as error:
        raise file.wrong("sheet_large", most=CELLS) from error
    except PermissionError as error:
        raise file.wrong("sheet_encrypted") from error
    except DAMAGED as error:
        raise file.wrong("sheet_damaged", why=in_english(error)) from error
    scribe = Scribe()
    shown = [sheet for sheet in found if (sheet.cells or sheet.boxes) and not sheet.hidden]
    for sheet in shown:
        after = 0
        if not _DEFAULT.fullmatch(sheet.name):
            title = opening(sheet) if sheet is shown[0] else None
            if title:
                after = title.number
                scribe.heading(0, [(words, Locus(sheet=sheet.name, row=after)) for words in title.words.values()])
            scribe.heading(1, [(sheet.name, Locus(sheet=sheet.name))])
        write(scribe, sheet, after)
        for box in sheet.boxes:
            scribe.paragraph([(box, Locus(sheet=sheet.name))])
    asides = [told for sheet in found for told in _unseen(sheet)]
    return scribe.manuscript(notes=[_uncounted(sheet) for sheet in shown if sheet.uncounted], asides=asides)


def _sheets(file: File) -> list[Sheet]:
    if not file.data.startswith(b"PK"):
        return xls.sheets(file.data)
    package = Package(file.data)
    if package.has("content.xml"):
        return ods.sheets(package)
    return xlsb.sheets(package) if package.has(xlsb.BOOK) else xlsx.sheets(package)


def _uncounted(sheet: Sheet) -> Words:
    """What of a sheet no program has counted yet, so that nothing stands there."""
    if sheet.uncounted == 1:
        return message("sheet_uncounted_one", sheet=sheet.name)
    return message("sheet_uncounted", sheet=sheet.name, formulas=sheet.uncounted)


def _unseen(sheet: Sheet) -> list[Words]:
    """What of a sheet is hidden or struck through, so that it was not read."""
    if sheet.hidden and sheet.cells:
        return [message("sheet_hidden", sheet=sheet.name)]
    told = []
    if not all(map(sheet.is_seen, sheet.cells)):
        told.append(message("sheet_hiding", sheet=sheet.name))
    if sheet.struck:
        told.append(message("sheet_struck", sheet=sheet.name))
    return told

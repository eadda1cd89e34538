"""The bytes of a page → its markup as text: MHTML unpacked, and the encoding found, whatever the page says."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from kg.messages import NOTHING, Words, in_english, message
from kg.reading.files import File
from kg.reading.plain import decoded

_SAID = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_HEAD = 4096
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_LOST = "\ufffd"


def markup(file: File) -> tuple[str, Words]:
    """The markup of a page, and what of its bytes could not be read, if anything. InputError if it is no text."""
    page = _unpacked(file)
    data = page.data
    if data.startswith(_MARKS) or b"\0" in data:
        return decoded(page).removeprefix("\ufeff"), NOTHING
    said = _SAID.search(data[:_HEAD])
    told = said[1].decode("ascii").lower() if said else ""
    found = [text for text in (_read(data, name) for name in ("utf-8", _WIDER.get(told, told), "gb18030")) if text]
    text = min(found, key=lambda text: text.count(_LOST))
    lost = text.count(_LOST)
    if not lost:
        return text, NOTHING
    return text, message("web_lost", count=lost)


def _read(data: bytes, encoding: str) -> str:
    """The text in an encoding, with a mark for each byte that is not of it; "" if the encoding is none."""
    try:
        return data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return ""


def _unpacked(file: File) -> File:
    """The page in a web archive (MHTML), or the file itself if it is a page. InputError if no page is in it."""
    if not file.data[:_HEAD].lstrip().lower().startswith((b"mime-version:", b"from:")):
        return file
    try:
        message = message_from_bytes(file.data, policy=policy.compat32)
        page = next(
            (_body(part) for part in message.walk() if part.get_content_type() in ("text/html", "text/xhtml")), b""
        )
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise file.wrong("mht_damaged", why=in_english(error)) from error
    if not page:
        raise file.wrong("mht_bare")
    return replace(file, data=page)


def _body(part: Message) -> bytes:
    """The bytes of a part. That its head names an encoding is left aside: the bytes tell."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""

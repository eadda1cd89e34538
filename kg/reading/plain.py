"""Bytes of a text file → its characters: UTF-8, GB18030 (GBK, GB2312), marked UTF-16 or UTF-32, line ends as \\n."""

import re

from kg.reading.files import File
from kg.reading.manuscript import Manuscript

_MARKED = {  # that of UTF-32 begins like that of UTF-16
    b"\xff\xfe\0\0": "UTF-32-LE",
    b"\0\0\xfe\xff": "UTF-32-BE",
    b"\xff\xfe": "UTF-16-LE",
    b"\xfe\xff": "UTF-16-BE",
}
_COMMON = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e‘’“”—…·①-⑳]")


LIMIT = 20_000_000
"""The bytes of the largest text that is read; all text of a county's surveys is far less."""


def read(file: File) -> Manuscript:
    """A text file. InputError if it is no text."""
    return Manuscript(read_text(file))


def read_text(file: File) -> str:
    """The text of a file that is nothing but text. InputError as of `read`."""
    if len(file.data) > LIMIT:
        raise file.wrong("file_large", size=LIMIT // 1_000_000)
    text = decoded(file).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise file.wrong("file_empty")
    return text


def decoded(file: File) -> str:
    """The characters of a file's bytes. InputError, naming the byte, if they are of none of the encodings."""
    data = file.data
    for mark, encoding in _MARKED.items():
        if data.startswith(mark):
            try:
                return data.removeprefix(mark).decode(encoding)
            except UnicodeDecodeError as error:
                at = error.start + len(mark) + 1
                raise file.wrong("text_undecoded", byte=at, encoding=encoding) from error
    if b"\0" in data:
        raise file.wrong("text_binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if _plausible(text):
        return text
    line = data.count(b"\n", 0, wrong.start) + 1
    raise file.wrong("text_foreign", line=line, byte=wrong.start + 1)


def _plausible(text: str) -> bool:
    """Whether nearly all that is not ASCII is Chinese in common use, as other bytes read as GB18030 are not."""
    foreign = sum(not char.isascii() for char in text)
    return foreign > 0 and len(_COMMON.findall(text)) >= 0.9 * foreign

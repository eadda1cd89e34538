"""The files of old Office: a small file system of sectors in one file, whose streams are found by their names."""

import struct

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_LAST = 0xFFFFFFFA  # sectors from here on are none
_IN_HEADER = 109
_STREAM, _ROOT = 2, 5


def stream(data: bytes, *names: str) -> bytes:
    """The stream of the first of these names that there is; b"" if there is none. ValueError if the file is damaged."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("it is no compound file")
    return _Compound(data).stream(names)


class _Compound:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, self._small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or self._small_shift != 6:
            raise ValueError("its sectors have no size")
        self._size = 1 << shift
        first, _, self._cutoff, small, _, more, _ = struct.unpack_from("<7I", data, 48)
        self._table = self._sectors(self._tables(more))
        directory = self._chain(first, self._table)
        self._small_table = self._words(self._chain(small, self._table))
        self._entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        root = next((entry for entry in self._entries if entry[66] == _ROOT), bytes(_ENTRY))
        self._small = self._chain(struct.unpack_from("<I", root, 116)[0], self._table)

    def stream(self, names: tuple[str, ...]) -> bytes:
        """The stream of the first of these names that there is."""
        found = {_name(entry): entry for entry in reversed(self._entries) if entry[66] == _STREAM}
        entry = next((found[name] for name in names if name in found), None)
        if entry is None:
            return b""
        first, size = struct.unpack_from("<II", entry, 116)
        if size >= self._cutoff:
            return self._chain(first, self._table)[:size]
        return self._small_chain(first)[:size]

    def _tables(self, more: int) -> list[int]:
        """The sectors that hold the table of sectors."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        seen: set[int] = set()
        while more < _LAST and more not in seen:
            seen.add(more)
            words = self._words(self._sector(more))
            listed += words[:-1]
            more = words[-1] if words else _LAST
        return [sector for sector in listed if sector < _LAST]

    def _sectors(self, tables: list[int]) -> list[int]:
        return [word for sector in dict.fromkeys(tables) for word in self._words(self._sector(sector))]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _chain(self, sector: int, table: list[int]) -> bytes:
        """The sectors that follow each other from one on."""
        found: list[bytes] = []
        seen: set[int] = set()
        while sector < len(table) and sector not in seen:
            seen.add(sector)
            found.append(self._sector(sector))
            sector = table[sector]
        return b"".join(found)

    def _small_chain(self, sector: int) -> bytes:
        size = 1 << self._small_shift
        found: list[bytes] = []
        seen: set[int] = set()
        while sector < len(self._small_table) and sector not in seen:
            seen.add(sector)
            found.append(self._small[sector * size : (sector + 1) * size])
            sector = self._small_table[sector]
        return b"".join(found)

    def _words(self, data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _name(entry: bytes) -> str:
    length = min(max(struct.unpack_from("<H", entry, 64)[0] - 2, 0), 62)
    return entry[:length].decode("utf-16-le", "replace")

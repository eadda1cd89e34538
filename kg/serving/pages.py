"""The pages of a build, each made once when it is first asked for, those that take long ahead of that."""

import ctypes
import gzip
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread

from kg.errors import InputError
from kg.serving.build import Served
from kg.views import pages
from kg.views.pages import Page
from kg.views.policy import named
from kg.views.wording import Lang

_KEPT = 400  # pages, compressed: some ten megabytes
_SLOW = ("zh/graph.html", "en/graph.html", "zh/search.js", "en/search.js", "zh/index.html", "en/index.html")


@dataclass(frozen=True, slots=True)
class Made:
    """A page with its body compressed, and the policy that it names."""

    status: int
    media: str
    body: bytes
    policy: str


class Pages:
    """The pages of a build; those that take long are made `ahead`, while it is open, beside whatever else is done."""

    def __init__(self, build: Served, *, ahead: bool) -> None:
        self._build = build
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._lock = Lock()
        self._closed = Event()
        if ahead:
            Thread(target=self._warm, daemon=True).start()

    def close(self) -> None:
        """Makes no page ahead any more."""
        self._closed.set()

    def made(self, path: str) -> Made:
        """The page at a path."""
        with self._lock:
            if path in self._made:
                self._made.move_to_end(path)
                return self._made[path]
        page = pages.render(self._build.catalogue, path, served=True)
        made = Made(page.status, page.media, gzip.compress(page.body, 6, mtime=0), named(page.body))
        if made.status == 200:
            with self._lock:
                self._made[path] = made
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
        return made

    def missing(self, path: str, lang: Lang) -> Page:
        """The page that helps on from a path where there is none."""
        return pages.render(self._build.catalogue, path, served=True, lang=lang)

    def _warm(self) -> None:
        for path in _SLOW:
            if not self._closed.is_set():
                with suppress(InputError):  # a store elsewhere that goes; who asks for the page is told
                    self.made(path)
        with suppress(OSError, AttributeError):  # where glibc keeps what is free: of a large build, 90 of 440 MB
            ctypes.CDLL(None).malloc_trim(0)

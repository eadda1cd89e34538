"""What a store answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request that was not refused."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[[Mapping[str, list[str]], str], Reply]
"""Asks with the fields of a form for an answer of a media type."""

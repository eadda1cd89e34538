"""Addresses of stores: http://name:password@127.0.0.1:8890/sparql."""

from urllib.parse import urlsplit, urlunsplit


def bare(url: str) -> str:
    """An address without the name and the password in it, to be shown."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

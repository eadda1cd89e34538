"""A connection to a store: who asks, how long one waits, and what went wrong in a sentence."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_netrc_auth

from kg.endpoint.address import bare
from kg.endpoint.reply import Reply
from kg.errors import InputError
from kg.messages import message

_PATIENCE = 10, 300  # seconds for a connection, and between two pieces of an answer
_SAID = 300  # characters of what a store says for a mistake


@dataclass(frozen=True, slots=True)
class Connection:
    """Requests to one address of a store, one after another."""

    url: str
    session: requests.Session
    key: Callable[[requests.PreparedRequest], requests.PreparedRequest]

    def get(self, parameters: Mapping[str, str], accept: str) -> Reply:
        """What is there. InputError as `send`; 404 is an answer."""
        return self._sent("GET", parameters, None, {"Accept": accept}, missing=True)

    def serves(self, parameters: Mapping[str, str], accept: str) -> bool:
        """Whether something of this name can be there."""
        with _told(self.url):
            found = self.session.get(
                self.url, params=parameters, headers={"Accept": accept}, timeout=_PATIENCE, stream=True
            )
            found.close()
        return found.status_code < 400 or found.status_code == 404

    def ask(self, form: Mapping[str, list[str]], accept: str) -> Reply:
        """The answer to a question, sent as a form, which each store takes. InputError as `send`."""
        return self._sent("POST", {}, form, {"Accept": accept})

    def send(self, method: str, parameters: Mapping[str, str], body: bytes, media: str) -> Reply:
        """What a change answers. InputError if nobody is there, if the store refuses, with its words, or if it takes
        too long."""
        return self._sent(method, parameters, body, {"Content-Type": media})

    def delete(self, parameters: Mapping[str, str]) -> Reply:
        """What the end of a graph answers; that there is none is no mistake. InputError as `send`."""
        return self._sent("DELETE", parameters, None, {}, missing=True)

    def _sent(
        self,
        method: str,
        parameters: Mapping[str, str],
        body: bytes | Mapping[str, list[str]] | None,
        headers: Mapping[str, str],
        *,
        missing: bool = False,
    ) -> Reply:
        with _told(self.url):
            found = self.session.request(
                method, self.url, params=parameters, data=body, headers=dict(headers), timeout=_PATIENCE, auth=self.key
            )
            status, said = found.status_code, found.content
        if status in (401, 403):
            raise InputError(message("endpoint_denied", url=self.url, status=status))
        if status >= 400 and not (missing and status == 404):
            words = " ".join(said.decode("utf-8", "replace").split())[:_SAID]
            raise InputError(message("endpoint_refused", url=self.url, status=status, why=words))
        return Reply(status, found.headers, said)


def connected(url: str) -> Connection:
    """A connection to an address, with the name and password in it, else of KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD,
    else of ~/.netrc; by Basic or Digest, as the store asks for, and only if it does.

    InputError if it is no address of the web, or if nobody is there.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(message("endpoint_address", url=bare(url)))
    shown = bare(url)
    session = requests.Session()
    with _told(shown):
        given = (unquote(parts.username), unquote(parts.password or "")) if parts.username else _known(shown)
        asked = session.get(shown, timeout=_PATIENCE, stream=True, auth=_nobody)
        asked.close()
        if given and asked.status_code == 401:
            digest = asked.headers.get("WWW-Authenticate", "").lower().startswith("digest")
            key: AuthBase = HTTPDigestAuth(*given) if digest else HTTPBasicAuth(*given)
            # Digest: a body that comes before the store has given its number is not read; that is asked for first
            session.get(shown, timeout=_PATIENCE, stream=True, auth=key).close()
            return Connection(shown, session, key)
    return Connection(shown, session, _nobody)


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """A request without a name, whatever ~/.netrc has: a password goes only to who asks for it."""
    return request


def _known(url: str) -> tuple[str, str] | None:
    if user := os.environ.get("KG_ENDPOINT_USER"):
        return user, os.environ.get("KG_ENDPOINT_PASSWORD", "")
    return get_netrc_auth(url)


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Tells what goes wrong on the way as InputError."""
    try:
        yield
    except requests.Timeout as error:
        raise InputError(message("endpoint_late", url=url)) from error
    except requests.RequestException as error:
        raise InputError(message("endpoint_away", url=url, why=_reason(error))) from error


def _reason(error: BaseException) -> BaseException:
    """What lies under an error: what the system says, if it says anything."""
    under: BaseException | None = error
    while under:
        if isinstance(under, OSError) and under.errno:
            return under
        under = under.__cause__ or under.__context__
    return error

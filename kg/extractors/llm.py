"""Facts read by a language model behind any OpenAI-compatible endpoint, section by section, in the schema of facts.

What is asked (`POST {url}/chat/completions`, as in the OpenAI API reference) says all that an answer depends on but the
address; answers are kept under it, so that a build is the same again and costs nothing.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from kg.endpoint.address import bare
from kg.errors import InputError
from kg.extraction import Reading
from kg.extractors import Answers, Candidate, Extracted, Refused, Usage
from kg.extractors.schema import fact_schema, schema, table
from kg.extractors.sections import Section, sections
from kg.messages import Words, message
from kg.model import Entity
from kg.reading.pace import tell

_PATIENCE = 300  # seconds that an answer may take
_MOST = 60  # names that a section is told
_TRIES = 2  # more, where an endpoint is busy or gone for a moment
_BACKOFF = 0.5  # seconds before it is tried a third time
_WAIT = 60  # seconds at most between two of them, whatever the endpoint asks for
_BUSY = (408, 429, 500, 502, 503, 504)
_SEED = 1
_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a model is asked and what for: the address, its name, the key ("" for none), seconds to wait for an answer,
    and what a million tokens read and written cost."""

    url: str
    model: str
    key: str = ""
    timeout: float = _PATIENCE
    price_in: float | None = None
    price_out: float | None = None

    @classmethod
    def told(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings of the environment: JIQUN_LLM_URL, _MODEL, _KEY, _TIMEOUT, _PRICE_IN, _PRICE_OUT. InputError."""
        url, model = (environment.get(f"JIQUN_LLM_{name}", "").strip() for name in ("URL", "MODEL"))
        if not url.startswith(("http://", "https://")) or not model:
            raise InputError(message("llm_unset"))
        key = environment.get("JIQUN_LLM_KEY", "").strip()
        if not (key.isascii() and key.isprintable()):
            raise InputError(message("llm_key_form"))
        return cls(
            url.rstrip("/").removesuffix("/chat/completions"),
            model,
            key,
            _number(environment, "JIQUN_LLM_TIMEOUT") or _PATIENCE,
            _number(environment, "JIQUN_LLM_PRICE_IN"),
            _number(environment, "JIQUN_LLM_PRICE_OUT"),
        )


class _NoAnswerError(InputError):
    """A section without an answer that can be used; `ends` says that the next one would have none either."""

    def __init__(self, words: Words, *, ends: bool = False) -> None:
        super().__init__(words)
        self.ends = ends


class Llm:
    """The extractor `llm`. InputError if it is not told whom to ask, or if its extra is not installed."""

    def __init__(self) -> None:
        self._settings = Settings.told(os.environ)
        self._fits = _checker()
        self._endpoint = _Endpoint(self._settings)

    @property
    def version(self) -> str:
        """A digest of the model's name, the prompt and the schema."""
        said = json.dumps(_request(self._settings.model, ""), ensure_ascii=False)
        return sha256(said.encode()).hexdigest()[:16]

    def extract(self, reading: Reading, answers: Answers) -> Extracted:
        """What the model reads in a report, each section with the names known from those before it."""
        gathered = Extracted()
        names = _Names(reading)
        every = list(sections(reading.document))
        for number, section in enumerate(every):
            tell(number, len(every))
            request = _request(self._settings.model, _told(reading, section, names.before(section)))
            answer = answers.get(request)
            spent = Usage()
            if answer is None or not isinstance(answer.get("facts"), list):
                try:
                    answer = self._endpoint.answer(request)
                    answers.put(request, answer)
                    spent = self._spent(answer)
                except _NoAnswerError as error:
                    failed = _failed(section, error, len(every) - number - 1)
                    gathered = _added(gathered, Extracted(failures=(failed,), usage=Usage(asked=1)))
                    if error.ends:
                        break
                    continue
            found = self._read(section, answer, reading.document.text)
            names.add(section, found.candidates)
            gathered = _added(gathered, replace(found, usage=spent))
        return replace(gathered, usage=replace(gathered.usage, sections=len(every)))

    def _spent(self, answer: Mapping[str, Any]) -> Usage:
        usage = answer["usage"]
        prices = self._settings.price_in, self._settings.price_out
        cost = None
        if prices != (None, None):
            cost = (usage["in"] * (prices[0] or 0) + usage["out"] * (prices[1] or 0)) / 1e6
        return Usage(0, 1, usage["in"], usage["out"], cost)

    def _read(self, section: Section, answer: Mapping[str, Any], text: str) -> Extracted:
        """The facts of an answer, each where its quote stands in the section, from the one before it on."""
        candidates: list[Candidate] = []
        refused: list[Refused] = []
        at = -1
        for said in answer["facts"]:
            wrong = self._fits(said)
            if wrong:
                shown = said if isinstance(said, dict) else {"said": said}
                refused.append(Refused(section.title, shown, message("refused_schema", why=wrong)))
                continue
            place = section.found(said["quote"], at)
            if place is None:
                refused.append(Refused(section.title, said, message("refused_quote", quote=said["quote"])))
                continue
            at = place[0]
            candidates.append(Candidate(**said | {"quote": text[at : place[1]], "start": at}))
        return Extracted(tuple(candidates), tuple(refused))


class _Patience(Retry):
    """How long a server is waited for: a Retry-After that is neither seconds nor a date (RFC 9110, 10.2.3) is none."""

    def parse_retry_after(self, retry_after: str) -> float:
        try:
            return super().parse_retry_after(retry_after)
        except InvalidHeader:
            return 0


class _Endpoint:
    """An endpoint that is asked for one answer after another."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._plain = False  # it has refused what is asked for beyond model and messages
        self._retry = _Patience(
            _TRIES,
            read=False,  # a model that is slow would begin anew
            allowed_methods=None,
            status_forcelist=_BUSY,
            backoff_factor=_BACKOFF,
            raise_on_status=False,
            retry_after_max=_WAIT,
        )

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The facts that the model gives, as said, and the tokens that it took. _NoAnswerError where it gives none."""
        plain = {name: request[name] for name in ("model", "messages")}
        response = self._posted(plain if self._plain else request)
        if response.status_code == requests.codes.bad_request and not self._plain:
            response = self._posted(plain)
            self._plain = response.ok
        if not response.ok:
            ends = response.status_code not in (requests.codes.bad_request, requests.codes.request_entity_too_large)
            raise _NoAnswerError(self._wrong(response), ends=ends)
        try:
            said = response.json()
            choice = said["choices"][0]
            content, usage = choice["message"].get("content") or "", said.get("usage") or {}
            if not isinstance(content, str):
                raise TypeError
            tokens = {"in": int(usage.get("prompt_tokens") or 0), "out": int(usage.get("completion_tokens") or 0)}
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise _NoAnswerError(message("llm_other", url=bare(self._settings.url)), ends=True) from error
        if choice.get("finish_reason") == "length":
            raise _NoAnswerError(message("llm_cut"))
        if choice["message"].get("refusal") or choice.get("finish_reason") == "content_filter":
            raise _NoAnswerError(message("llm_declined"))
        return {"model": request["model"], "usage": tokens, "facts": _facts(content)}

    def _posted(self, request: Mapping[str, Any]) -> requests.Response:
        settings = self._settings
        with requests.Session() as session:
            session.mount(settings.url, HTTPAdapter(max_retries=self._retry))
            try:
                return session.post(
                    f"{settings.url}/chat/completions",
                    json=request,
                    auth=self._authorized if settings.key else None,
                    timeout=settings.timeout,
                )
            except requests.Timeout as error:
                what = message("llm_slow", seconds=f"{settings.timeout:g}")
                raise _NoAnswerError(what, ends=True) from error
            except requests.RequestException as error:
                why = type(error).__name__
                raise _NoAnswerError(message("llm_unreached", url=bare(settings.url), why=why), ends=True) from error

    def _authorized(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """A request with the key, which a file .netrc would overrule in a header of ours."""
        request.headers["Authorization"] = f"Bearer {self._settings.key}"
        return request

    def _wrong(self, response: requests.Response) -> Words:
        status = response.status_code
        if status in (requests.codes.unauthorized, requests.codes.forbidden):
            return message("llm_key", status=status)
        if status == requests.codes.not_found:
            return message("llm_missing", url=bare(self._settings.url), model=self._settings.model)
        if status in _BUSY:
            return message("llm_busy", status=status)
        said = response.text.replace(self._settings.key or _HIDDEN, _HIDDEN)  # before it is cut, which may cut the key
        return message("llm_status", status=status, said=" ".join(said[:200].split()))


class _Names:
    """The names that a report has told before a section: those that the rules have read there, and the model itself."""

    def __init__(self, reading: Reading) -> None:
        told = [(fact.evidence.start, thing) for fact in reading.facts for thing in (fact.subject, fact.object)]
        things = ((start, thing) for start, thing in told if isinstance(thing, Entity) and thing.name)
        self._told = [(start, f"{thing.type.removeprefix('Planned')} {thing.name}") for start, thing in things]

    def before(self, section: Section) -> tuple[str, ...]:
        """The last of the names told before a section, class and name, each where it is told first."""
        start = section.start
        names = dict.fromkeys(name for at, name in sorted(self._told, key=lambda one: one[0]) if at < start)
        return tuple(names)[-_MOST:]

    def add(self, section: Section, candidates: tuple[Candidate, ...]) -> None:
        """Keeps the names that stand in the section in which the model has read them."""
        for one in candidates:
            for kind, name in ((one.subject_type, one.subject), (one.object_type, one.object)):
                if kind and name and name in section.text:
                    self._told.append((one.start, f"{kind} {name}"))


def _request(model: str, told: str) -> dict[str, Any]:
    """What is asked: all that an answer depends on."""
    return {
        "model": model,
        "messages": [{"role": "system", "content": _prompt()}, {"role": "user", "content": told}],
        "temperature": 0,
        "seed": _SEED,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "facts", "strict": True, "schema": schema()},
        },
    }


@cache
def _prompt() -> str:
    return Path(__file__).with_name("prompt.txt").read_text("utf-8").replace("{table}", table())


def _told(reading: Reading, section: Section, names: tuple[str, ...]) -> str:
    """A section as the model is told it: the report, the headings, the names known so far, the words."""
    above = " > ".join(section.headings)
    known = "、".join(names)
    head = f"报告：{reading.document.title}\n地点：{reading.place}\n标题：{above}\n已知名称：{known}"
    return f"{head}\n原文：\n{section.text}"


def _facts(content: str) -> list[Any]:
    """The facts of an answer; thoughts before the JSON and marks around it are passed over."""
    text = content.rpartition("</think>")[2]
    try:
        said = json.loads(text[text.find("{") : text.rfind("}") + 1])
        facts = said["facts"]
        if not isinstance(facts, list):
            raise TypeError
        json.dumps(facts, ensure_ascii=False).encode()  # ValueError for half a character, \ud83d
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _NoAnswerError(message("llm_broken")) from error
    return facts


def _checker() -> Callable[[object], str]:
    """Tells what of a fact does not fit the schema that the model was given, "" where all does."""
    try:
        from jsonschema import Draft202012Validator
    except ImportError as error:
        raise InputError(message("llm_extra")) from error
    validator = Draft202012Validator(fact_schema())

    def wrong(said: object) -> str:
        errors = validator.iter_errors(said)
        told = (f"{error.json_path}: {error.message.partition(' is not one of ')[0]}" for error in errors)
        return min(told, default="")

    return wrong


def _failed(section: Section, error: _NoAnswerError, left: int) -> Words:
    what = message("llm_section", section=section.title, why=error.words)
    return message("llm_ended", what=what, left=left) if error.ends and left else what


def _added(one: Extracted, other: Extracted) -> Extracted:
    return Extracted(
        one.candidates + other.candidates,
        one.refused + other.refused,
        one.failures + other.failures,
        one.usage + other.usage,
    )


def _number(environment: Mapping[str, str], name: str) -> float | None:
    said = environment.get(name, "").strip()
    try:
        number = float(said) if said else None
    except ValueError:
        number = -1
    if number is not None and not 0 <= number < float("inf"):
        raise InputError(message("llm_number", name=name, said=said))
    return number

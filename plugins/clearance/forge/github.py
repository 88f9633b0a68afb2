"""GitHub's REST API, as far as it is used: on the standard library alone, since this runs beside a key.

https://docs.github.com/en/rest/using-the-rest-api (pages, rate limits), version 2022-11-28.
"""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPMessage
from typing import IO, NoReturn

from clearance.errors import CannotJudge

PUBLIC = "https://api.github.com"
MOST_PAGES = 100
"""of 100 entries each"""
MOST_BYTES = 20_000_000
"""of one answer"""
TRIES = 5
PATIENCE = 300.0
"""seconds that one request may wait in all, before it is tried again for the last time"""
_SECONDS = 30.0
_NEXT = re.compile(r'<([^<>]+)>;[^,]*\brel="next"')
_TRY_AGAIN = frozenset({500, 502, 503, 504})


class NotFound(CannotJudge):
    """There is no such thing, or it is hidden from this token."""


class Forbidden(CannotJudge):
    """The token may not read this."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of one answer, read, and the address of the next page or an empty text."""

    value: object
    next: str


@dataclass(frozen=True, slots=True)
class GitHub:
    """The API at `base`, used with a token. `sleep` takes seconds."""

    base: str
    token: str
    sleep: Callable[[float], object] = time.sleep

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.base)
        local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise CannotJudge(f"the API's address {self.base!r} is not https; the token would be readable")
        if not self.token or not self.token.isascii() or not self.token.isprintable():
            raise CannotJudge("there is no usable token; set GITHUB_TOKEN")

    def get(self, path: str, **parameters: str | int) -> object:
        """One answer. Raises NotFound, Forbidden, or CannotJudge once it has been tried often enough."""
        return self._ask(self._address(path, parameters)).value

    def pages(self, path: str, **parameters: str | int) -> list[object]:
        """All entries of a list, over all of its pages. Raises as `get`, and for a list without an end."""
        entries, whole = self._pages(path, parameters, MOST_PAGES)
        if not whole:
            raise CannotJudge(f"GitHub has more than {MOST_PAGES} pages of {path}")
        return entries

    def first_pages(self, path: str, count: int, **parameters: str | int) -> list[object]:
        """The entries of a list's first pages, of 100 each. Raises as `get`."""
        return self._pages(path, parameters, count)[0]

    def send(self, method: str, path: str, **values: str) -> object:
        """Write something: the answer. Raises as `get`.

        What was not heard is sent again only where that changes nothing: a second POST would make a second
        thing.
        """
        body = json.dumps(values).encode()
        address = self._address(path, {})
        return self._ask(address, method, body, tries=1 if method == "POST" else TRIES).value

    def _pages(self, path: str, parameters: Mapping[str, str | int], count: int) -> tuple[list[object], bool]:
        """The entries of so many pages, and whether these were all."""
        entries: list[object] = []
        address = self._address(path, {"per_page": 100, **parameters})
        for _ in range(count):
            answer = self._ask(address)
            if not isinstance(answer.value, list):
                raise CannotJudge(f"GitHub answered {path} with something else than a list; try again later")
            entries += answer.value
            if not answer.next:
                return entries, True
            address = self._same_host(answer.next)
        return entries, False

    def _address(self, path: str, parameters: Mapping[str, str | int]) -> str:
        query = urllib.parse.urlencode(parameters)
        return f"{self.base.rstrip('/')}{urllib.parse.quote(path)}" + (f"?{query}" if query else "")

    def _same_host(self, address: str) -> str:
        if urllib.parse.urlsplit(address)[:2] != urllib.parse.urlsplit(self.base)[:2]:
            raise CannotJudge("GitHub's answer leads to another host; the token is not sent there")
        return address

    def _ask(
        self, address: str, method: str = "GET", body: bytes | None = None, tries: int = TRIES
    ) -> Answer:
        left = PATIENCE
        for further in reversed(range(tries)):
            try:
                return self._once(address, method, body)
            except _Later as later:
                if not further or later.seconds > left:
                    raise CannotJudge(f"{later.why} ({_shown(address)}); run this again later") from None
                left -= later.seconds
                self.sleep(later.seconds or 2.0 ** (tries - 1 - further))
        raise AssertionError

    def _once(self, address: str, method: str, body: bytes | None) -> Answer:
        request = urllib.request.Request(  # noqa: S310 - https, or loopback: see above
            address,
            data=body,
            method=method,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "User-Agent": "clearance",
                **({"Content-Type": "application/json"} if body is not None else {}),
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        opener = urllib.request.build_opener(_SameHostOnly)
        try:
            with opener.open(request, timeout=_SECONDS) as response:
                return _read(response.headers, response.read(MOST_BYTES + 1), address)
        except urllib.error.HTTPError as error:
            with error:
                _refuse(error, address)
        except (OSError, http.client.HTTPException) as error:
            raise _Later(f"GitHub could not be read: {_reason(error)}") from None


class _SameHostOnly(urllib.request.HTTPRedirectHandler):
    """A renamed repository redirects to itself; the token goes nowhere else."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the library's own signature
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urllib.parse.urlsplit(newurl)[:2] != urllib.parse.urlsplit(req.full_url)[:2]:
            fp.close()
            raise CannotJudge("GitHub's answer leads to another host; the token is not sent there")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Later(Exception):
    """Nothing was answered that could be used; `seconds` to wait, or 0 where it isn't said."""

    def __init__(self, why: str, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.seconds = seconds


def _read(headers: Message, body: bytes, address: str) -> Answer:
    if len(body) > MOST_BYTES:
        raise CannotJudge(f"GitHub's answer is over {MOST_BYTES // 1_000_000} MB ({_shown(address)})")
    try:
        value: object = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _Later("GitHub's answer was cut short or is no JSON") from None
    found = _NEXT.search(headers.get("Link", ""))
    return Answer(value, found[1] if found else "")


def _refuse(error: urllib.error.HTTPError, address: str) -> NoReturn:
    wait = _wait(error.headers)
    limited = error.code == http.HTTPStatus.FORBIDDEN and (wait or b"rate limit" in error.read(10_000))
    if error.code == http.HTTPStatus.TOO_MANY_REQUESTS or limited:
        raise _Later("GitHub takes no more requests for now (its rate limit)", wait)
    if error.code in _TRY_AGAIN:
        raise _Later(f"GitHub is not well (status {error.code})", wait)
    shown = _shown(address)
    if error.code in {http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE}:
        raise NotFound(f"GitHub has no {shown}, or hides it from this token")
    if error.code in {http.HTTPStatus.FORBIDDEN, http.HTTPStatus.UNAUTHORIZED}:
        raise Forbidden(f"the token may not use {shown}; see its permissions")
    raise CannotJudge(f"GitHub answered {shown} with status {error.code}")


def _wait(headers: Message) -> float:
    """The seconds to wait that an answer asks for; 0 for none."""
    after = headers.get("Retry-After", "")
    if after.isdigit():
        return float(after) or 1.0
    reset = headers.get("X-RateLimit-Reset", "")
    if headers.get("X-RateLimit-Remaining") == "0" and reset.isdigit():
        return max(1.0, float(reset) - time.time() + 1.0)
    return 0.0


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__


def _shown(address: str) -> str:
    return urllib.parse.unquote(urllib.parse.urlsplit(address).path)

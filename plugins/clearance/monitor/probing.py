"""Whether addresses outside of the site still answer: bounded in number and time, and only when asked for."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote, urlsplit, urlunsplit

MOST = 200
"""addresses in one review"""
SECONDS = 60.0
"""for all of them together"""
_EACH = 5.0
_WORKERS = 8
_NOT_FOR_PROGRAMS = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
"""said to a program that looks, and nothing about what a reader sees"""


@dataclass(frozen=True, slots=True)
class Probed:
    """Why each dead address is dead; and which were not tried, for want of time or room."""

    dead: dict[str, str] = field(default_factory=dict)
    untried: tuple[str, ...] = ()


def probe(addresses: Sequence[str], *, most: int = MOST, seconds: float = SECONDS) -> Probed:
    """Ask for each address, its head alone where the server allows it. Nothing of the answers is kept."""
    end = time.monotonic() + seconds
    tried = addresses[:most]
    with ThreadPoolExecutor(_WORKERS) as pool:
        answers = [*pool.map(lambda address: _ask_in_time(address, end), tried)]
    told = dict(zip(tried, answers, strict=True))
    untried = [address for address, why in told.items() if why is None]
    return Probed({address: why for address, why in told.items() if why}, (*untried, *addresses[most:]))


def _ask_in_time(address: str, end: float) -> str | None:
    """Why it is dead, an empty text, or None when there was no time left to try it."""
    left = end - time.monotonic()
    return None if left <= 0 else _ask(address, min(left, _EACH))


def _ask(address: str, seconds: float) -> str:
    try:
        request = urllib.request.Request(  # noqa: S310 - external_links gives http and https alone
            _encoded(address), method="HEAD", headers={"User-Agent": "clearance-review"}
        )
        with urllib.request.urlopen(request, timeout=seconds):  # noqa: S310 - the same
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return "" if error.code in _NOT_FOR_PROGRAMS else f"answers with status {error.code}"
    except (OSError, ValueError, http.client.HTTPException):
        return "does not answer"


def _encoded(address: str) -> str:
    parts = urlsplit(address)
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))

"""What must hold of a value before it may stand in a document.

Each function returns the value, or raises ValueError, which says what was expected.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import quote

from clearance.feeds.text import line

_IN_PATH = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_AFTER_PATH = rf"(?:{_IN_PATH}|[/?])*"
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9\-.]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
_WEB_ADDRESS = re.compile(rf"https?://{_HOST}(?:/{_IN_PATH}*)*(?:\?{_AFTER_PATH})?(?:#{_AFTER_PATH})?")
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:(?:{_IN_PATH}|[/?])+(?:#{_AFTER_PATH})?")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_DOMAIN = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
_LEFT_IN_TAGS = "/?:@!$&'()*+,;="


def aware(moment: datetime) -> datetime:
    """An instant that carries its offset."""
    if moment.utcoffset() is None:
        raise ValueError(f"expected an instant with an offset, got {moment.isoformat()}")
    return moment


def web_address(address: str) -> str:
    """An absolute http or https URL as RFC 3986 has it, without a user's name; others than its own characters
    stand percent-encoded.
    """
    if not _WEB_ADDRESS.fullmatch(address):
        raise ValueError(f"expected an absolute http or https address, percent-encoded, got {address!a}")
    return address


def uri(identifier: str) -> str:
    """Any absolute URI, as RFC 3986 has it."""
    if not _URI.fullmatch(identifier):
        raise ValueError(f"expected an absolute URI, percent-encoded, got {identifier!a}")
    return identifier


def language(tag: str) -> str:
    """A language tag in the form of BCP 47, such as `en-US`."""
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError(f"expected a language tag such as en-US, got {tag!a}")
    return tag


def said(**texts: str) -> None:
    """Texts, by name, each with something to read; returns nothing."""
    for name, text in texts.items():
        if not line(text):
            raise ValueError(f"expected a text for {name.replace('_', ' ')}, got none")


def tag_uri(domain: str, day: date, name: str) -> str:
    """A `tag:` URI (RFC 4151): an id that outlives every move of the site.

    `domain` is one that the department owned on `day`, in lower case; it need not be today's.
    `name` is anything unique under both, such as the post's path: different names, different ids.
    """
    if not _DOMAIN.fullmatch(domain):
        raise ValueError(f"expected a domain name in lower case, got {domain!a}")
    if not name:
        raise ValueError("expected a name for the tag, got none")
    specific = quote(name, safe=_LEFT_IN_TAGS, errors="surrogatepass")
    return f"tag:{domain},{day.year:04}-{day.month:02}-{day.day:02}:{specific}"

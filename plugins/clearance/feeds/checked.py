"""What must hold of a value before it may stand in a document.

Each function returns the value, or raises ValueError, which says what was expected.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import quote

from clearance.feeds.text import line

_URI_CHARACTERS = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
_WEB_ADDRESS = re.compile(rf"https?://[A-Za-z0-9\[]{_URI_CHARACTERS}*", re.ASCII)
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:{_URI_CHARACTERS}+", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_DOMAIN = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.ASCII
)
_LEFT_IN_TAGS = "/?:@!$&'()*+,;="


def aware(moment: datetime) -> datetime:
    """An instant that carries its offset."""
    if moment.utcoffset() is None:
        raise ValueError(f"expected an instant with an offset, got {moment.isoformat()}")
    return moment


def web_address(address: str) -> str:
    """An absolute http or https URL in the characters of RFC 3986: others stand percent-encoded."""
    if not _WEB_ADDRESS.fullmatch(address):
        raise ValueError(f"expected an absolute http or https address, percent-encoded, got {address!a}")
    return address


def uri(identifier: str) -> str:
    """Any absolute URI, in the characters of RFC 3986."""
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

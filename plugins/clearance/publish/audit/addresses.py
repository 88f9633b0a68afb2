"""Where an address in a page would take the browser, read the way browsers read it.

Source: the WHATWG URL Standard, section 4.4. Browsers drop tabs and line breaks anywhere,
trim control characters, take a backslash for a slash, and accept any number of slashes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TRIMMED = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = frozenset({"http", "https", "ws", "wss", "ftp"})
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Address:
    """`scheme` is empty when the page's own applies; `host` is empty when the site's own applies."""

    scheme: str = ""
    host: str = ""

    @property
    def is_local(self) -> bool:
        return not self.scheme and not self.host

    @property
    def shown(self) -> str:
        """What a message may say of it: the host, or else the scheme; never the whole address."""
        return (self.host or f"{self.scheme}:")[:_LONGEST_SHOWN]


def read(text: str) -> Address:
    """The scheme and host that a browser would use; doubt counts as another host."""
    cleaned = text.strip(_TRIMMED).translate(_DROPPED).replace("\\", "/")
    named = _SCHEME.match(cleaned)
    if named is None:
        return Address(host=_host(cleaned)) if cleaned.startswith("//") else Address()
    scheme = named[1].lower()
    rest = cleaned[named.end() :]
    return Address(scheme, _host(rest)) if scheme in _WEB else Address(scheme)


def _host(rest: str) -> str:
    authority = re.split(r"[/?#]", rest.lstrip("/"), maxsplit=1)[0]
    name = authority.rpartition("@")[2].lower()
    return re.sub(r":\d*$", "", name).rstrip(".") or "(no host)"


def candidates(srcset: str) -> list[str]:
    """The addresses in a `srcset`: more rather than fewer, since a comma may belong to an address."""
    words = [word.strip(",") for word in srcset.split()]
    return [part for word in words for part in {word, *word.split(",")} if part]

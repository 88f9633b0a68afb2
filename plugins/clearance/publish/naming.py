"""The names by which feeds know things for ever. They tell nothing of what they name."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from clearance.feeds import checked
from clearance.gate import Judgement


def domain(site_url: str) -> str:
    """The site's, in lower case; one that nobody can own where it has none."""
    host = (urlsplit(site_url).hostname or "").lower()
    return host if "." in host else f"{host}.invalid"


def tag(judgement: Judgement, site_url: str, name: str) -> str:
    """A URI that is the same for as long as the site's domain is: by the day of the first adoption."""
    return checked.tag_uri(domain(site_url), judgement.evidence.chain.adoptions[0].issued.date(), name)


def opaque(*parts: str) -> str:
    """The same for the same parts; what they say can't be told from it."""
    told = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(told).hexdigest()[:32]

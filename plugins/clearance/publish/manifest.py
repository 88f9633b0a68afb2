"""The files of a site, each with its digest and, of a page, the key of all that it was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Made:
    """One file of a site. Without a `key` it is made anew by each build."""

    digest: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build made, by path on the site; every file was audited, and nothing was found.

    `frame` is the digest of what every page depends on; `searched` are the pages, with their
    digests, that the search index among the files was made from.
    """

    frame: str = ""
    files: Mapping[str, Made] = field(default_factory=dict)
    searched: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        files = {path: [made.digest, made.key] for path, made in self.files.items()}
        return json.dumps([self.frame, files, dict(self.searched)], separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """What `to_bytes` wrote, under seal: other bytes never come here."""
        frame, files, searched = json.loads(data)
        return cls(frame, {path: Made(*made) for path, made in files.items()}, searched)

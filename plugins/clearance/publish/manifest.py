"""The files of a site, each with its digest and, of a page, the key of all that it was made from."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Made(NamedTuple):  # which is made quicker than a dataclass: there are tens of thousands
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
        files = {path: (made.digest, made.key) for path, made in self.files.items()}
        return marshal.dumps((self.frame, files, dict(self.searched)))

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """What `to_bytes` wrote, under seal: other bytes never come here."""
        frame, files, searched = marshal.loads(data)  # noqa: S302 - see above
        return cls(frame, {path: Made(*made) for path, made in files.items()}, searched)

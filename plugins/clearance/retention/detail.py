"""What the record of a publication says, read strictly.

A site has tens of thousands of files, and one of them changes at a time. So a record names the files that
differ from those of the publication before it, and the digest of the whole list. A first publication, or
one after which nearly all is new, is told in several records, of which only the last one has the digest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clearance.model import sha256

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?", re.ASCII)
_PATH = re.compile(r"(?!/)[^\\\t\n]{1,1000}")
_LINE_LENGTH = 300
_WANTED = frozenset({"commit", "adoption", "built", "site_url", "software", "changed"})
_OPTIONAL = frozenset({"records", "previous", "removed", "files", "manifest"})


@dataclass(frozen=True, slots=True)
class Detail:
    """A publication, or a part of one.

    `commit` is the department's, `records` that of the records' own checkout, if they have one;
    `adoption` and `previous` are ids of records. `built` is the instant by which the site was judged.
    `changed` maps paths on the site to the digests of their bytes. The last part alone has the
    `manifest`: the SHA-256 of the whole list as `sha256sum` writes it, in the order of the paths.
    """

    commit: str
    adoption: str
    built: datetime
    site_url: str
    software: Mapping[str, str]
    changed: Mapping[str, str]
    removed: tuple[str, ...] = ()
    records: str = ""
    previous: str = ""
    files: int = 0
    manifest: str = ""

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read` gives the same back."""
        optional = {
            "records": self.records,
            "previous": self.previous,
            "removed": list(self.removed),
            "files": self.files,
            "manifest": self.manifest,
        }
        return {
            "commit": self.commit,
            "adoption": self.adoption,
            "built": self.built.isoformat(),
            "site_url": self.site_url,
            "software": dict(self.software),
            **{name: value for name, value in optional.items() if value},
            "changed": dict(self.changed),
        }


def manifest(files: Mapping[str, str]) -> str:
    """The digest of a list of files, written as `sha256sum` does: digest, two spaces, path."""
    return sha256(
        "".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode("utf-8", "surrogatepass")
    )


def read(detail: object) -> Detail:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    if not isinstance(detail, Mapping):
        raise ValueError("says nothing of a site; expected a detail with a commit")  # noqa: TRY004 - one kind of doubt
    if missing := sorted(_WANTED - detail.keys()):
        raise ValueError(f"says nothing of {missing[0]}, which a publication needs")
    if unknown := sorted(detail.keys() - _WANTED - _OPTIONAL):
        raise ValueError(f"says {unknown[0]!r}, which is unknown to a publication")
    found = _Fields(detail)
    return Detail(
        commit=found.text("commit", _COMMIT),
        adoption=found.text("adoption", _DIGEST),
        built=_instant(detail["built"]),
        site_url=_line("site_url", detail["site_url"]),
        software=_mapping("software", detail["software"], _line),
        changed=_mapping("changed", detail["changed"], _digest, _path),
        removed=_paths(detail.get("removed", [])),
        records=found.text("records", _COMMIT, needed=False),
        previous=found.text("previous", _DIGEST, needed=False),
        files=_count(detail.get("files", 0)),
        manifest=found.text("manifest", _DIGEST, needed=False),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    of: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str, form: re.Pattern[str], *, needed: bool = True) -> str:
        if name not in self.of and not needed:
            return ""
        value = self.of[name]
        if not isinstance(value, str) or not form.fullmatch(value):
            raise ValueError(f"has a {name} that is no id in lower-case hex digits")
        return value


def _instant(value: object) -> datetime:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise ValueError("has a time of building that is no time with an offset")
    return at


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("has a number of files that is no number")
    return value


def _line(name: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > _LINE_LENGTH or not value.isprintable():
        raise ValueError(f"has a {name} that is no line of text")
    return value


def _digest(name: str, value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ValueError(f"has a digest under {name} that is no SHA-256 in lower-case hex digits")
    return value


def _path(value: str) -> str:
    if not _PATH.fullmatch(value) or {"", ".", ".."} & set(value.split("/")):
        raise ValueError("names a file by what is no path on a site")
    return value


def _paths(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError("has a list of removed files that is no list of paths")
    return tuple(_path(each) for each in value)


def _mapping(
    name: str,
    value: object,
    of_value: Callable[[str, object], str],
    of_key: Callable[[str], str] = str,
) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError(f"has {name} that are no names with values")  # noqa: TRY004 - one kind of doubt
    return {of_key(key): of_value(name, each) for key, each in value.items()}

"""The files of a finished site: which there are, and which a browser would run or show as a page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.publish.audit.document import Unreadable

MAX_BYTES = 20_000_000
"""Of a script, style or XML file."""

MAX_PAGE_BYTES = 5_000_000
"""Of an HTML page. One of a real site has some tens of thousands."""

_SNIFFED_BYTES = 512
_CHUNK = 1 << 20


class Kind(Enum):
    HTML = auto()
    XML = auto()
    STYLE = auto()
    SCRIPT = auto()
    MANIFEST = auto()
    SEALED = auto()
    """what a browser may open as a page, and nothing here can read"""
    INERT = auto()


_SUFFIXES = {
    Kind.HTML: ".html .htm .shtml .shtm .xhtm",
    Kind.XML: ".xhtml .xht .svg .xml .rss .atom .rdf .xsl .xslt .mml .mathml .xul .xbl",
    Kind.STYLE: ".css",
    Kind.SCRIPT: ".js .mjs .cjs",
    Kind.MANIFEST: ".webmanifest",
    Kind.SEALED: ".svgz .mht .mhtml .hta .htc .swf .xap .webarchive .jnlp",
}
_KINDS = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_LOOKS_LIKE_HTML = re.compile(
    rb"[\s\x00]*<(?:!--|(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg)"
    rb"[\s/>])",
    re.IGNORECASE,
)
"""MIME Sniffing Standard, section 7.1; browsers are laxer about comments than it is"""

_LOOKS_LIKE_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[\s?]", re.IGNORECASE)


@dataclass(slots=True)  # not frozen, which takes thrice as long: there are tens of thousands
class SiteFile:
    """A plain file of the site. `path` is relative to the site, with forward slashes."""

    path: str
    location: str
    status: os.stat_result

    @property
    def size(self) -> int:
        return self.status.st_size


@dataclass(frozen=True, slots=True)
class Irregular:
    """Something in the site that is neither a plain file nor a folder."""

    path: str
    reason: str


def walk(site: Path) -> Iterator[SiteFile | Irregular]:
    """Everything in the site, in no order; no link is followed."""
    try:
        yield from _walk(site)
    except OSError as error:
        name = Path(error.filename or site).name
        raise CannotJudge(f"{name}: the site can't be read ({error.strerror})", path=site.name) from None


def _walk(site: Path) -> Iterator[SiteFile | Irregular]:
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{site}/{prefix}") as entries:
            for entry in entries:
                path = shown(prefix + entry.name)
                if entry.is_symlink():
                    yield Irregular(path, "a symbolic link")
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    yield SiteFile(path, entry.path, entry.stat(follow_symlinks=False))
                else:
                    yield Irregular(path, "neither a file nor a folder")


def shown(path: str) -> str:
    """A path that can be printed, even when the name on disk isn't UTF-8."""
    return path if path.isascii() else path.encode("utf-8", "backslashreplace").decode()


def kind_of(file: SiteFile) -> Kind:
    """By its name; or by its first bytes, as browsers do when the name says nothing."""
    named = _KINDS.get(PurePosixPath(file.path).suffix.lower())
    if named is not None:
        return named
    start = next(_chunks(file, _SNIFFED_BYTES), b"")
    if _LOOKS_LIKE_XML.match(start):
        return Kind.XML
    return Kind.HTML if _LOOKS_LIKE_HTML.match(start) else Kind.INERT


def digest_of(file: SiteFile, digests: Digests) -> str:
    """SHA-256 over the file's bytes, which are read unless `digests` knows them."""
    known = digests.known(file.path, file.status)
    try:
        return (known or digests.read(file.location, file.path)[0]).sha256
    except OSError as error:
        raise _unread(error, file) from None


def text_of(file: SiteFile, most: int = MAX_BYTES) -> str:
    """The text of a file that must be UTF-8; raises Unreadable with the reason when it isn't."""
    _require_size(file.size, most)
    return text_in(b"".join(_chunks(file, _CHUNK)), most)


def text_in(data: bytes, most: int) -> str:
    """The same, of bytes."""
    _require_size(len(data), most)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not UTF-8 text (byte {error.start + 1})") from None
    if "\0" in text:
        raise Unreadable("it has a zero byte, which browsers drop or replace")
    return text


def _require_size(size: int, most: int) -> None:
    if size > most:
        raise Unreadable(f"it has {size:,} bytes; {most:,} is the limit")


def _chunks(file: SiteFile, size: int) -> Iterator[bytes]:
    try:
        with Path(file.location).open("rb") as stream:
            while chunk := stream.read(size):
                yield chunk
    except OSError as error:
        raise _unread(error, file) from None


def _unread(error: OSError, file: SiteFile) -> CannotJudge:
    return CannotJudge(f"the file can't be read ({error.strerror})", path=file.path)

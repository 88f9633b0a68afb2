"""The pages as the public was shown them, as a WARC file (ISO 28500), which other archives can replay."""

from __future__ import annotations

import mimetypes
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from clearance.errors import CannotJudge

_INDEX = "index.html"
_LINKS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest", "mask-icon"}
)
_CSS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_ATTRIBUTES = {
    "script": ("src",),
    "img": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
}
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".js": "text/javascript",
}


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, and its address with a slash at the end."""

    folder: Path
    url: str

    def has(self, path: str) -> bool:
        return self._plain(path) is not None

    def read(self, path: str) -> bytes:
        """Raises CannotJudge for what is no plain file of the site, a link foremost."""
        place = self._plain(path)
        if place is None:
            raise CannotJudge("is no plain file of the site", path=path)
        return place.read_bytes()

    def files(self) -> list[str]:
        """Every file. Raises CannotJudge for a link."""
        found = []
        for place in sorted(self.folder.rglob("*")):
            path = place.relative_to(self.folder).as_posix()
            if place.is_symlink():
                raise CannotJudge(
                    "is a link, which may lead out of the site; expected plain files", path=path
                )
            if place.is_file():
                found.append(path)
        return found

    def address(self, path: str) -> str:
        """Where the public finds a file; a page by its folder."""
        shown = path.removesuffix(_INDEX) if path == _INDEX or path.endswith(f"/{_INDEX}") else path
        return self.url + quote(shown)

    def path_of(self, address: str) -> str | None:
        """The file that an address of this site stands for, if there is one."""
        plain = urlsplit(address)._replace(query="", fragment="").geturl()
        if not plain.startswith(self.url):
            return None
        path = unquote(plain.removeprefix(self.url))
        path = f"{path}{_INDEX}" if not path or path.endswith("/") else path
        return path if self.has(path) else None

    def _plain(self, path: str) -> Path | None:
        parts = path.split("/")
        if {"", ".", ".."} & set(parts) or "\0" in path:
            return None
        place = self.folder
        for part in parts:
            place /= part
            if place.is_symlink():
                return None
        try:
            return place if stat.S_ISREG(place.lstat().st_mode) else None
        except OSError:
            return None


def with_resources(site: Site, pages: Iterable[str]) -> list[str]:
    """These files of the site and all that a browser fetches by itself to show them; in order."""
    found: dict[str, None] = {}
    waiting = [*pages]
    while waiting:
        path = waiting.pop(0)
        if path not in found:
            found[path] = None
            waiting += [each for each in _fetched(site, path) if each not in found]
    return sorted(found)


def _fetched(site: Site, path: str) -> Iterator[str]:
    if path.endswith(".html"):
        texts = _in_html(site.read(path))
    elif path.endswith(".css"):
        texts = _in_css(site.read(path).decode("utf-8", "replace"))
    else:
        return
    base = site.address(path)
    for text in texts:
        try:
            target = site.path_of(urljoin(base, text.strip()))
        except ValueError:  # no address at all
            continue
        if target is not None:
            yield target


def _in_html(data: bytes) -> Iterator[str]:
    tree = LexborHTMLParser(data)
    for node in tree.css("link[href]"):
        if _LINKS & set((node.attributes.get("rel") or "").lower().split()):
            yield node.attributes["href"] or ""
    for tag, names in _ATTRIBUTES.items():
        for node in tree.css(tag):
            yield from (node.attributes.get(name) or "" for name in names if node.attributes.get(name))
            yield from _candidates(node.attributes.get("srcset") or "")
    for node in tree.css("style"):
        yield from _in_css(node.text())
    for node in tree.css("[style]"):
        yield from _in_css(node.attributes["style"] or "")


def _candidates(srcset: str) -> Iterator[str]:
    yield from (part.split()[0] for part in srcset.split(",") if part.split())


def _in_css(text: str) -> Iterator[str]:
    for match in _CSS.finditer(text):
        yield next((group for group in match.groups() if group), "")


def write_warc(file: IO[bytes], site: Site, paths: Iterable[str], *, at: datetime, told: str) -> int:
    """Write a response for each file, as a plain web server gives it; how many. `told` says what this is."""
    writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    about = {"software": "mkdocs-clearance", "format": "WARC File Format 1.1", "description": told}
    writer.write_record(writer.create_warcinfo_record("website.warc.gz", about))
    count = 0
    for path in paths:
        data = site.read(path)
        headers = StatusAndHeaders("200 OK", _headers(path, data, at), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            site.address(path),
            "response",
            payload=BytesIO(data),
            length=len(data),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": stamp},
        )
        writer.write_record(record)
        count += 1
    return count


def _headers(path: str, data: bytes, at: datetime) -> list[tuple[str, str]]:
    return [
        ("Content-Type", media_type(path)),
        ("Content-Length", str(len(data))),
        ("Date", format_datetime(at.astimezone(UTC), usegmt=True)),
    ]


def media_type(path: str) -> str:
    """As a web server tells it by the name's ending."""
    suffix = "." + path.rpartition(".")[2]
    return _TYPES.get(suffix) or mimetypes.guess_type(path, strict=False)[0] or "application/octet-stream"

"""What a link target means: its scheme, its host, the local file. As browsers read it (WHATWG URL)."""

from __future__ import annotations

import re
from urllib.parse import unquote

CONTENT = "content"
_IGNORED = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_JOINTS = re.compile(r"[-_+/?=&#]+|\.+(?=[A-Za-z/]|\Z)")
_AUTHORITY = re.compile(r"[/\\]*[^/?#\\]*")
_WORDLESS = frozenset({"data", "javascript", "mailto", "tel", "sms"})
_WITH_HOST = frozenset({"http", "https", "ws", "wss", "ftp"})


def _cleaned(target: str) -> str:
    """Browsers drop tabs and line breaks anywhere, controls and spaces at the ends.

    Controls are dropped everywhere here: at worst something is taken for a scheme that is none.
    """
    return _IGNORED.sub("", target).strip(" ")


def scheme(target: str) -> str:
    r"""The scheme in small letters, such as `javascript` of ` java\nscript:x`; empty when there is none."""
    found = _SCHEME.match(_cleaned(target))
    return found[1].lower() if found else ""


def host(target: str) -> str:
    r"""The host in small letters that a browser would ask, without user and port; empty when local.

    `//h/x`, `\\h/x` and `https:/h/x` all name the host h, as they do for browsers.
    """
    cleaned = _cleaned(target).replace("\\", "/")
    named = scheme(target)
    if named in _WITH_HOST:
        rest = cleaned[len(named) + 1 :]
    elif not named and cleaned.startswith("//"):
        rest = cleaned
    else:
        return ""
    authority = re.split(r"[/?#]", rest.lstrip("/"), maxsplit=1)[0]
    return re.sub(r":[0-9]*\Z", "", authority.rpartition("@")[2]).lower()


def local_path(target: str, page: str) -> str | None:
    """The file under `content/` that a target on a page means: `content/posts/map.png`.

    Relative to the page's folder in the source, as Markdown links are; `/x` is `content/x`; a
    target of only a query or fragment is the page itself. None when the target has a scheme or a
    host, or leaves `content/`.
    """
    cleaned = _cleaned(target).replace("\\", "/")
    if scheme(target) or cleaned.startswith("//"):
        return None
    written = unquote(re.split(r"[?#]", cleaned, maxsplit=1)[0])
    if not written:
        return page
    return resolve(written, page)


def resolve(written: str, page: str) -> str | None:
    """A plain relative path on a page, as a path of the department; None when it leaves `content/`."""
    segments = [CONTENT] if written.startswith("/") else page.split("/")[:-1]
    for segment in written.split("/"):
        if segment == "..":
            segments.pop()
            if not segments:
                return None
        elif segment not in {"", "."}:
            segments.append(segment)
    return "/".join(segments)


def words(target: str) -> str:
    """What can be read in an address: `/news/ssn-736` says "news ssn 736".

    Without scheme, host and port; empty for an address that says nothing (`data:`), and for those
    that hold a number or a mail address whole (`tel:`, `mailto:`).
    """
    named, asked = scheme(target), host(target)
    if named in _WORDLESS:
        return ""
    plain = unquote(_cleaned(target), errors="replace")
    rest = plain.partition(":")[2] if named else plain
    if asked:
        rest = _AUTHORITY.sub("", rest, count=1)
    return " ".join(_JOINTS.sub(" ", rest).split())

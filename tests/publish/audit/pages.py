"""A page that the audit passes, to be spoilt in one way at a time."""

from __future__ import annotations

from pathlib import Path

from clearance.publish import csp
from clearance.publish.audit import audit_site

CLEAN_BODY = "<h1>Road closed</h1><p>123rd Street is closed until noon.</p>"


def page(body: str = CLEAN_BODY, head: str = "") -> str:
    """A whole page with the policy that it needs."""
    return csp.insert(without_policy(body, head))


def without_policy(body: str = CLEAN_BODY, head: str = "") -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f"<title>News</title>{head}</head>\n<body>{body}</body></html>\n"
    )


def site(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A site folder with these files, and a clean home page unless it is among them."""
    made = folder / "site"
    for path, content in ({"index.html": page()} | files).items():
        file = made / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return made


def offences(folder: Path, files: dict[str, str | bytes], *hosts: str) -> list[tuple[str, str]]:
    """Code and message of each finding in a site of these files, all of them known."""
    made = site(folder, files)
    known: dict[str, str | None] = dict.fromkeys({"index.html"} | files.keys())
    return [(finding.code, finding.message) for finding in audit_site(made, known, hosts=hosts)]


def on_page(folder: Path, body: str, head: str = "") -> list[tuple[str, str]]:
    """Code and message of each finding on one page with this body."""
    return offences(folder, {"index.html": page(body, head)})


def codes(found: list[tuple[str, str]]) -> list[str]:
    return sorted({code for code, _ in found})

"""The audit of a finished site, whatever built it: every file that a browser could open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.model import Finding, Place
from clearance.publish.audit import active, policy, posting, provenance, structure, widgets
from clearance.publish.audit import hosts as reach
from clearance.publish.audit.catalogue import CATALOGUE
from clearance.publish.audit.document import Document, Unreadable, read_html, read_xml
from clearance.publish.audit.files import (
    MAX_BYTES,
    MAX_PAGE_BYTES,
    Kind,
    SiteFile,
    digest_of,
    kind_of,
    text_in,
    text_of,
    walk,
)
from clearance.publish.audit.offence import Offence
from clearance.publish.audit.provenance import Expected

NOTHING: Mapping[str, str] = {}
MOST_TOLD = 20
"""Findings of one check in one page; more would only bury the rest."""

_CHECKS: tuple[Callable[[Document], Iterator[Offence]], ...] = (
    posting.forms,
    posting.fields,
    posting.editable,
    widgets.widgets,
    reach.pings,
    active.handlers,
    active.script_addresses,
    active.bases,
    active.redirects,
    active.embedded,
    active.conditional,
    active.active_files,
    structure.encoding,
    structure.language,
    structure.title,
)
_HOST_CHECKS: tuple[Callable[[Document, frozenset[str]], Iterator[Offence]], ...] = (
    reach.resources,
    reach.styles,
    reach.scripts,
    policy.present,
)


def audit_site(
    site: Path,
    expected: Expected | None,
    *,
    hosts: Iterable[str] = (),
    clean: Mapping[str, str] = NOTHING,
    digests: Digests | None = None,
) -> tuple[Finding, ...]:
    """Everything wrong with a finished site, by path; none means that it may be published.

    Paths are relative to `site`. `expected` maps each known path to its digest, or to None
    when the build itself made the file; without it, one note says that stray files were not
    looked for. `hosts` are the site's own other names. `clean` maps paths to the digests with
    which they were audited before and nothing was found; a file with another digest is audited
    now. `digests` are what is known of the files. Raises CannotJudge when there is no folder, no
    page in it, or a file that can't be opened.
    """
    if site.is_symlink() or not site.is_dir():
        raise CannotJudge(
            "there is no site folder here; a folder with HTML pages was expected", path=site.name
        )
    entries = [*walk(site)]
    files = [entry for entry in entries if isinstance(entry, SiteFile)]
    if not any(file.path.lower().endswith((".html", ".htm", ".xhtml")) for file in files):
        raise CannotJudge("the folder holds no HTML page; a finished site was expected", path=site.name)
    known = digests or Digests()
    whole = chain(provenance.irregular(entries), provenance.against(expected, files, known))
    allowed = frozenset(host.lower() for host in hosts)
    found = {_finding(path, offence, Place()) for path, offence in whole}
    for file in files:
        digest = digest_of(file, known) if digests is not None or file.path in clean else ""
        if not digest or clean.get(file.path) != digest:
            found.update(_audit_file(file, allowed))
    return tuple(sorted(found, key=lambda f: (f.path, f.line, f.column, f.code, f.message)))


def audit_page(path: str, data: bytes, *, hosts: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Everything wrong with one HTML page, as `audit_site` would find it in a file of these bytes."""
    allowed = frozenset(host.lower() for host in hosts)
    try:
        found = [*_documents(path, read_html(path, text_in(data, MAX_PAGE_BYTES)), allowed)]
    except Unreadable as error:
        found = [_finding(path, Offence("SA405", f"the file can't be judged: {error}"), Place())]
    return tuple(found)


def _audit_file(file: SiteFile, allowed: frozenset[str]) -> Iterator[Finding]:
    kind = kind_of(file)
    if kind is Kind.INERT:
        return
    try:
        yield from _read(file, kind, allowed)
    except Unreadable as error:
        yield _finding(file.path, Offence("SA405", f"the file can't be judged: {error}"), Place())


def _read(file: SiteFile, kind: Kind, allowed: frozenset[str]) -> Iterator[Finding]:
    if kind is Kind.SEALED:
        raise Unreadable("browsers open this kind of file as a page, and it can't be read here")
    text = text_of(file, MAX_PAGE_BYTES if kind is Kind.HTML else MAX_BYTES)
    if kind in {Kind.HTML, Kind.XML}:
        documents = read_html(file.path, text) if kind is Kind.HTML else read_xml(file.path, text)
        yield from _documents(file.path, documents, allowed)
    else:
        yield from (_finding(file.path, offence, Place()) for offence in _text(kind, text, allowed))


def _documents(path: str, documents: Iterable[Document], allowed: frozenset[str]) -> Iterator[Finding]:
    for document in documents:
        for offence in _document(document, allowed):
            yield _finding(path, offence, document.place(offence.element))


def _document(document: Document, allowed: frozenset[str]) -> Iterator[Offence]:
    for check in _CHECKS:
        yield from islice(check(document), MOST_TOLD)
    for host_check in _HOST_CHECKS:
        yield from islice(host_check(document, allowed), MOST_TOLD)


def _text(kind: Kind, text: str, allowed: frozenset[str]) -> Iterator[Offence]:
    if kind is Kind.STYLE:
        yield from reach.style_text(text, allowed)
    elif kind is Kind.MANIFEST:
        yield from reach.data_text(text, allowed)
    else:
        yield from reach.script_text(text, None, allowed)
        yield from widgets.script_text(text)


def _finding(path: str, offence: Offence, place: Place) -> Finding:
    check = CATALOGUE[offence.code]
    return Finding(
        code=check.code,
        name=check.name,
        clause=check.clause,
        severity=check.severity,
        path=path,
        line=place.line,
        column=place.column,
        message=offence.message,
        remedy=check.remedy,
    )

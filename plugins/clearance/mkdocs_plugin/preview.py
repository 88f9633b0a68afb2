"""What a preview adds to a page: its state, and what is wrong, in place. Never part of a real site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from clearance.content.address import address
from clearance.mkdocs_plugin.selection import Selection, offer_everything
from clearance.model import Finding, JudgedPage, Outcome, Page, Severity, State, Unreadable

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

HOME = "content/index.md"
SHOWN = 5
"""findings that stand open; the rest of a longer list is folded"""

MEANING = {
    State.DRAFT: "Not submitted, and not published.",
    State.PENDING: "Not published until what follows is settled.",
    State.STALE: "Changed since it was approved: the present text needs a new approval.",
    State.APPROVED: "Approved, but held back by what is wrong in the department.",
    State.SCHEDULED: "Approved: goes out at its date.",
    State.LIVE: "Cleared: this is what the public reads.",
    State.EXPIRED: "Readers see it marked as no longer in effect, and not on the front page.",
    State.WITHDRAWN: "The public can't read it.",
}
UNREADABLE = "Can't be read, so nothing of it is shown here or published."

SEVERITY_WORDS = {
    Severity.BLOCK: "Must be mended",
    Severity.HOLD: "A supervisor must accept this",
    Severity.NOTE: "For the reviewer",
}
_ORDER = [*SEVERITY_WORDS]
_CODE = re.compile(r"`([^`]+)`")


def banner(judged: JudgedPage, outcome: Outcome) -> str:
    """The panel above a previewed page. Every text in it is escaped: a message may quote a key or a name.

    An unreadable page gets its error alone; the home page also lists what else isn't published.
    """
    parts = [_state(judged), *_findings(judged.findings)]
    if isinstance(judged.page, Page):
        parts += _folded(f"Accepted by a supervisor: {len(judged.accepted)}", judged.accepted)
        parts += _department(outcome, alone=not judged.findings)
        parts += _unpublished(outcome) if judged.path == HOME else []
    body = "\n".join(parts)
    return (
        f'<section class="cl-preview cl-preview--{judged.state}" data-search-exclude '
        'aria-label="Preview: state of this page">\n'
        f"{body}\n</section>\n"
    )


def unindexed(html: str) -> str:
    """Keep a preview out of search engines, should it ever be reachable."""
    return html.replace("<head>", '<head>\n<meta name="robots" content="noindex, nofollow">', 1)


def _state(judged: JudgedPage) -> str:
    meaning = UNREADABLE if isinstance(judged.page, Unreadable) else MEANING[judged.state]
    return f'<p class="cl-preview__state">{_badge(judged.state)} {meaning}</p>'


def _badge(state: State) -> str:
    return f'<strong class="cl-badge cl-badge--{state}">{state.capitalize()}</strong>'


# --- findings ------------------------------------------------------------------------------


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    """The gravest first, each remedy once, and a long list folded after its beginning."""
    found = sorted(findings, key=_rank)
    first = {finding.remedy: finding for finding in reversed(found)}
    items = [_item(finding, finding.remedy if first[finding.remedy] is finding else "") for finding in found]
    if items:
        yield _list(items[:SHOWN])
    if items[SHOWN:]:
        yield _details(f"{len(items) - SHOWN} more", _list(items[SHOWN:]))


def _rank(finding: Finding) -> tuple[int, bool, str, int, int, str]:
    """What stands somewhere in the text comes before what the whole page lacks, such as an approval."""
    whole = (finding.line, finding.column) == (1, 1)
    order = _ORDER.index(finding.severity)
    return order, whole, finding.path, finding.line, finding.column, finding.code


def _item(finding: Finding, remedy: str) -> str:
    place = escape(f"{finding.path}:{finding.line}:{finding.column}")
    mended = f'<p class="cl-finding__remedy">{_prose(remedy)}</p>' if remedy else ""
    return (
        f'<li class="cl-finding cl-finding--{finding.severity}">'
        f'<p class="cl-finding__message"><strong>{SEVERITY_WORDS[finding.severity]}:</strong> '
        f"{_prose(finding.message)}</p>{mended}"
        f'<p class="cl-finding__place"><code>{place}</code> '
        f"<span>{escape(finding.code)} {escape(finding.name)}</span> "
        f"<span>{escape(finding.clause)}</span></p></li>"
    )


def _prose(text: str) -> str:
    """A message as it reads on a page: what stands between back quotes is code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _list(items: Iterable[str]) -> str:
    return f'<ul class="cl-preview__list" role="list">{"".join(items)}</ul>'


def _details(summary: str, body: str, *, opened: bool = False) -> str:
    attribute = " open" if opened else ""
    return f'<details class="cl-preview__more"{attribute}><summary>{summary}</summary>{body}</details>'


def _folded(summary: str, findings: Sequence[Finding], *, opened: bool = False) -> Iterator[str]:
    if findings:
        yield _details(summary, "\n".join(_findings(findings)), opened=opened)


# --- beyond the page -----------------------------------------------------------------------


def _department(outcome: Outcome, *, alone: bool) -> Iterator[str]:
    """What is wrong in the department; folded where the page has findings of its own."""
    number = len(outcome.findings)
    summary = f"In the department as a whole: {number} {'finding' if number == 1 else 'findings'}"
    yield from _folded(summary, outcome.findings, opened=alone and number <= SHOWN)


def _unpublished(outcome: Outcome) -> Iterator[str]:
    """The pages that the lists leave out, so that their authors find them. For the home page's links."""
    pages = [page for page in outcome.pages if not page.published]
    if pages:
        summary = f"Not published: {len(pages)} {'page' if len(pages) == 1 else 'pages'}"
        yield _details(summary, _list(map(_link, pages)), opened=len(pages) <= SHOWN)


def _link(judged: JudgedPage) -> str:
    page = judged.page
    slug, title = (page.slug, page.title) if isinstance(page, Page) else (None, page.path)
    where = escape(address(page.path, slug))
    return f'<li>{_badge(judged.state)} <a href="{where}">{escape(title)}</a></li>'


def files(found: Files, selection: Selection, root: Path, config: MkDocsConfig) -> Files:
    """Everything that MkDocs found, as judged, with the lists, and the records of published pages."""
    offered = offer_everything(found, selection, config)
    for path, copy in selection.copies.items():
        if path not in offered.src_uris:
            offered.append(File.generated(config, path, content=(root / copy.path).read_bytes()))
    return offered

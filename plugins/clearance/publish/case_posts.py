"""Every post of one case, and all that the public can see of each: pages, files, lists, feeds, cards.

What can't be read may be of the case too, and is told apart. A file that another page shows as well stays
when the post goes, and so does the text of a link to it: those pages are named, for somebody to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from clearance.content.address import address, destination, source_destination
from clearance.gate import Judgement
from clearance.model import JudgedPage, Page, State, Unreadable
from clearance.publish import live, sharing
from clearance.publish.decision import Decision
from clearance.publish.public import documents
from clearance.publish.withdrawal import prepare
from clearance.records.statement import Statement
from clearance.takedown.case import belongs, plain_number

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, slots=True)
class CasePost:
    """A page of the case. `files` are its own; `public` are files of the site that show something of it;
    `others` are pages that show one of its files or link to it.
    """

    path: str
    state: State
    files: tuple[str, ...]
    public: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    posts: tuple[CasePost, ...]
    unreadable: tuple[str, ...]


def posts_of(decision: Decision, number: str, secret: bytes) -> Found:
    """Raises CannotJudge for what is no number of a case."""
    plain_number(number)
    pages = decision.outcome.pages
    own = [
        judged
        for judged in pages
        if isinstance(judged.page, Page) and judged.page.case and belongs(judged.page.case, number, secret)
    ]
    unreadable = tuple(judged.path for judged in pages if isinstance(judged.page, Unreadable))
    return Found(tuple(_post(judged, decision) for judged in own), unreadable)


def withdrawals(
    judgement: Judgement, found: Found, *, member: str, reason: str, at: datetime
) -> tuple[Statement, ...]:
    """A withdrawal of each post that isn't withdrawn yet. Raises CannotJudge for who may not withdraw."""
    paths = [post.path for post in found.posts if not _is_withdrawn(judgement, post)]
    return prepare(judgement, paths, member=member, reason=reason, at=at)


def _is_withdrawn(judgement: Judgement, post: CasePost) -> bool:
    """A draft's state says nothing of it."""
    case = judgement.cases.get(post.path)
    taken_down = judgement.evidence.ledger.about(post.path, "withdrawal")
    return post.state is State.WITHDRAWN or bool(case and taken_down and not case.approvals)


def _post(judged: JudgedPage, decision: Decision) -> CasePost:
    files = tuple(sorted(judged.subjects.keys() - {judged.path}))
    public = tuple(sorted({*_public(judged, decision)})) if judged.published else ()
    return CasePost(judged.path, judged.state, files, public, tuple(_others(judged, decision)))


def _public(judged: JudgedPage, decision: Decision) -> Iterator[str]:
    page = judged.page
    slug = page.slug if isinstance(page, Page) else None
    yield destination(judged.path, slug)
    yield source_destination(judged.path, slug)
    yield from (path.removeprefix("content/") for path in judged.subjects if not path.endswith(".md"))
    if judged.approval:
        yield from (judged.approval.path, f"{judged.approval.path}.sig")
    for listing in live.shown(decision.judgement).listings:
        if any(entry.path == judged.path for entry in listing.entries):
            yield f"{listing.address}index.html"
    if decision.config:
        yield from _made_from(judged, address(judged.path, slug), decision.judgement, decision.config)


def _made_from(judged: JudgedPage, where: str, judgement: Judgement, config: MkDocsConfig) -> Iterator[str]:
    """The feeds, calendars and ledgers that name it, and its card."""
    site_url = config.site_url or ""
    names = (f"{site_url.rstrip('/')}/{where}".encode(), judged.path.encode())
    for place, data in documents(judgement, site_url).items():
        if any(name in data for name in names):
            yield place
    cards = sharing.cards(judgement, config)
    if judged.path in cards.posts:
        yield cards.address(judged.path)


def _others(judged: JudgedPage, decision: Decision) -> Iterator[str]:
    for other in decision.outcome.pages:
        case = decision.judgement.cases.get(other.path)
        if case is None or other.path == judged.path or not other.published:
            continue
        linked = any(reference.path == judged.path for reference in case.surface.references)
        if linked or judged.subjects.keys() & other.subjects.keys():
            yield other.path

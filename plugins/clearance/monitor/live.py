"""What the public can read, or could until today's rules held it back: what a review is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clearance.content.address import GENERATED, INDEX, OF_THE_SITE, address
from clearance.content.links import host, scheme
from clearance.gate import Judgement
from clearance.model import WAITING, JudgedPage, Page, Record, Reference

_WEB = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class DeadLink:
    page: str
    line: int
    target: str
    why: str


def live_pages(judgement: Judgement) -> tuple[JudgedPage, ...]:
    """Pages that are public, and those whose very bytes were approved and that today's rules hold back."""
    pages = (page for page in judgement.outcome.pages if page.published or _is_held_back(page, judgement))
    return tuple(sorted(pages, key=lambda page: page.path))


def _is_held_back(judged: JudgedPage, judgement: Judgement) -> bool:
    case = judgement.cases.get(judged.path)
    if judged.state not in WAITING or case is None:
        return False
    return any(approval.subjects == case.subjects for approval in case.approvals)


def first_approvals(judgement: Judgement) -> Mapping[str, Record]:
    """The first approval that ever named each page, by its path: since when the public had it."""
    first: dict[str, Record] = {}
    for record in judgement.evidence.ledger.records:
        for path in record.subjects if record.kind == "approval" else ():
            if path.endswith(".md"):
                first.setdefault(path, record)
    return first


def dead_links(judgement: Judgement) -> Iterator[DeadLink]:
    """Links inside the site to what isn't public. Headings within a page are not looked for."""
    public = {page.path for page in judgement.outcome.pages if page.published}
    files = judgement.published_files
    addresses = {_address(page) for page in judgement.outcome.pages if page.published}
    for judged, reference in _references(judgement):
        why = _why_dead(judgement, reference, public, files, addresses)
        if why:
            yield DeadLink(judged.path, reference.place.line, reference.target, why)


def external_links(judgement: Judgement) -> tuple[str, ...]:
    """Addresses outside of the site that live pages link to, each once, in the order of their names."""
    own = host(judgement.evidence.config.site_url or "")
    found = (reference.target.strip() for _, reference in _references(judgement))
    return tuple(sorted({one for one in found if scheme(one) in _WEB and host(one) not in {"", own}}))


def _references(judgement: Judgement) -> Iterator[tuple[JudgedPage, Reference]]:
    for judged in live_pages(judgement):
        case = judgement.cases.get(judged.path)
        for reference in case.surface.references if case else ():
            yield judged, reference


def _address(judged: JudgedPage) -> str:
    return address(judged.path, judged.page.slug if isinstance(judged.page, Page) else None)


def _why_dead(
    judgement: Judgement,
    reference: Reference,
    public: set[str],
    files: Mapping[str, str],
    addresses: set[str],
) -> str:
    path = reference.path
    if path is None:
        return _why_own_address_is_dead(judgement, reference.target, addresses)
    if path in public or path in files:
        return ""
    if path.endswith(".md"):
        judged = judgement.outcome.page(path)
        if judged:
            return f"leads to a page that is {judged.state}, and not public"
    return "" if _is_made(path.removeprefix("content/")) else "leads to what is not there"


def _why_own_address_is_dead(judgement: Judgement, target: str, addresses: set[str]) -> str:
    """Of a link that names the site's own host, which a move would have left behind."""
    site = judgement.evidence.config.site_url or ""
    if not site or host(target) != host(site) or not target.startswith(site):
        return ""
    place = target.removeprefix(site).partition("#")[0].partition("?")[0].removesuffix("index.html")
    ours = place in addresses or f"{place}/" in addresses or _is_made(place)
    return "" if ours or "." in place.rpartition("/")[2] else "leads to an address where no page stands"


def _is_made(place: str) -> bool:
    folder = f"{place.removesuffix('index.md').rstrip('/')}/"
    return folder in {"/", INDEX} or folder.startswith((*GENERATED, *OF_THE_SITE))

"""The values that every part speaks of: frozen, without behaviour beyond a look at themselves.

Paths are relative to the department's folder, with forward slashes. Digests are the
64 lower-case hex digits of a SHA-256 over a file's git blob bytes (the content alone,
what `sha256sum` prints). Instants carry an offset. Lines and columns count from 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING


def sha256(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


class Severity(StrEnum):
    BLOCK = "block"
    """must be mended; no approval lifts it"""
    HOLD = "hold"
    """a supervisor must accept this code by name, for these bytes"""
    NOTE = "note"
    """told to the reviewer"""


class State(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    STALE = "stale"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


PUBLISHED = frozenset({State.LIVE, State.EXPIRED})
"""States in which the public can read the page; an expired one under a banner."""

WAITING = frozenset({State.PENDING, State.STALE, State.APPROVED})
"""States of a page that wants out and may not: uncleared.

An approved page waits where the department's own records don't hold, or another page stands in
its way."""


@dataclass(frozen=True, slots=True)
class Place:
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule yields: where and what. The engine stamps code and path on it."""

    message: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, as every report shows it. Never repeats a private text that it found."""

    code: str
    name: str
    clause: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    remedy: str


# --- pages ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the front matter says of one media file, under `clearance.media`."""

    path: str
    kind: str
    subject: str | None = None
    offense: str | None = None
    purpose: str | None = None
    wanted_for: str | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Event:
    """What a post announces: it takes place from `start` to `end`, or at `start`."""

    start: datetime
    end: datetime | None
    place: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the front matter tells readers of one change to the page, under `clearance.changes`."""

    date: datetime
    note: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file under `content/`, read strictly. A post is a page under `content/posts/`.

    `places` maps a front matter key (`title`, `clearance.attest`, `clearance.media.map.png`)
    to where it stands; `body` starts at line `body_line` of the file.
    """

    path: str
    source: bytes
    digest: str
    body: str
    body_line: int
    title: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    draft: bool = False
    slug: str | None = None
    pin: bool = False
    attest: str | None = None
    media: tuple[Declaration, ...] = ()
    incident: str | None = None
    case: str | None = None
    """an id of the case that the post tells of, from which nobody without a secret learns which one"""
    requested_by: str | None = None
    chain: tuple[str, ...] = ()
    expires: datetime | None = None
    event: Event | None = None
    formerly: tuple[str, ...] = ()
    """addresses at which the page stood before, such as `posts/2025/flood/`, as text"""
    changes: tuple[Change, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    later: Callable[[], tuple[bytes, str]] | None = field(default=None, compare=False, repr=False)
    """gives `source` and `body` when they are asked for; what was passed for them is dropped"""

    def __post_init__(self) -> None:
        if self.later is not None:
            object.__delattr__(self, "source")
            object.__delattr__(self, "body")

    if not TYPE_CHECKING:  # which knows all names without it

        def __getattr__(self, name: str) -> bytes | str:
            """Called only for what isn't there yet."""
            if name not in {"source", "body"} or self.later is None:
                raise AttributeError(name)
            source, body = self.later()
            object.__setattr__(self, "source", source)
            object.__setattr__(self, "body", body)
            return source if name == "source" else body

    @property
    def is_post(self) -> bool:
        return self.path.startswith("content/posts/")

    def place(self, key: str) -> Place:
        """Where a front matter key stands, or the top of the file when it is absent."""
        return self.places.get(key, Place())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page whose bytes could not be read as a post: it is never clean."""

    path: str
    digest: str
    message: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag (or a comment, tag `#comment`) of the rendered page, with its place in the source."""

    tag: str
    attributes: Mapping[str, str]
    place: Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that the public could read. `origin`: title, description, tag, body, alt, title-attribute, …"""

    text: str
    origin: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a resource of the rendered page.

    `target` is what stands in the page; `path` is the local file that it means, when it is
    local; `loads` tells a resource that the browser fetches by itself from a link that a
    reader follows.
    """

    target: str
    path: str | None
    loads: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link by the name under which a screen reader lists it, white space folded; it may be empty."""

    name: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data: the cells of its longest row, and how many headers in it say something."""

    columns: int
    headers: int
    place: Place


@dataclass(frozen=True, slots=True)
class Surface:
    """Everything of a page that the public could read, mapped back to lines of the source."""

    elements: tuple[Element, ...] = ()
    passages: tuple[Passage, ...] = ()
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class TextVerdict:
    """What is wrong with a page's words and files, by the guidelines alone: no person, clock or commit.

    `references` are the page's; `files` maps each local file that it shows, links to or declares,
    where there is one, to its digest. `findings` are those of the rules on pages, `further` those
    on what is inside the files and of the rule packs. `lasting` is False where looking again might
    find something else: a file could not be read in time, say.
    """

    page: Page
    references: tuple[Reference, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    further: tuple[Finding, ...] = ()
    lasting: bool = True


# --- history -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommitSignature:
    """The SSH signature on a commit: by which key (SHA256:… fingerprint), or why it doesn't count."""

    fingerprint: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed something under `content/`. `signature` is None when it is unsigned.

    `vouched` are the members whose work it is, where a recorder says so: a forge makes commits under
    an address of its own.
    """

    id: str
    author_email: str
    committer_email: str
    committed: datetime
    paths: frozenset[str]
    signature: CommitSignature | None = None
    vouched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """What git can prove. Empty fields mean "looked, and there is none", never "did not look"."""

    commits: tuple[Commit, ...] = ()
    """newest first, merges included where they changed bytes themselves"""
    uncommitted: frozenset[str] = frozenset()
    """paths under content/, guidelines/ and records/ whose bytes on disk are not those of HEAD"""
    rewritten_records: tuple[tuple[str, str], ...] = ()
    """(path, what happened): records that were changed or deleted after they were written"""
    restored_records: tuple[tuple[str, str], ...] = ()
    """(path, what happened): the same, but they have their first bytes again"""
    introduced: Mapping[str, datetime] = field(default_factory=dict)
    """when each record file was first committed"""
    former_members: Mapping[str, str] = field(default_factory=dict)
    """each member id and key fingerprint that any committed roster had -> the commit that had it last"""
    head: str = ""


# --- records -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that the roster knows: whose, and between which instants it is valid (`until` excluded).

    A `revoked` key counts for nothing, whatever the date on the statement: who holds a stolen
    key can write any date.
    """

    member: str
    key: str
    fingerprint: str
    since: datetime
    until: datetime | None = None
    revoked: bool = False
    recorder: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A signed statement whose signature verifies and whose signer may sign such a thing.

    `id` is the SHA-256 of the statement's bytes. `member` acted; `signer` is the roster entry
    whose key signed (the member, or the recorder vouching for them). `subjects` maps each path
    to its digest.
    """

    id: str
    path: str
    kind: str
    department: str
    issued: datetime
    member: str
    signer: str
    fingerprint: str
    subjects: Mapping[str, str]
    accepts: tuple[str, ...] = ()
    predicate: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file under `records/` that does not count, and why. `subjects` is what it claimed, if readable."""

    path: str
    reason: str
    subjects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of `records/`, verified: what counts, and a reason for each that doesn't."""

    records: tuple[Record, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def about(self, path: str, kind: str) -> tuple[Record, ...]:
        """Records of this kind that name this path, oldest first."""
        return tuple(r for r in self.records if r.kind == kind and path in r.subjects)


# --- verdict -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page with its state. `approval` is the one that counts; `subjects` are its bytes and its media's."""

    page: Page | Unreadable
    state: State
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()
    approval: Record | None = None
    subjects: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.page.path

    @property
    def published(self) -> bool:
        return self.state in PUBLISHED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on a whole department, of one instant."""

    at: datetime
    pages: tuple[JudgedPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    """of the department as a whole: adoption, roster, records, unclaimed files"""
    verifiable: bool = True
    """False when there is no adoption to judge by, so that no page can be cleared"""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        return (*self.findings, *(f for p in self.pages for f in p.findings))

    @property
    def uncleared(self) -> tuple[JudgedPage, ...]:
        """The pages that want out and may not."""
        return tuple(p for p in self.pages if p.state in WAITING)

    def page(self, path: str) -> JudgedPage | None:
        return next((p for p in self.pages if p.path == path), None)

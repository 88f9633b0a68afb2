"""Bytes of a Markdown file to a page, or to the reason why it can't be one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from clearance.content.front_matter import AlertKeys, FrontMatter, Media, split
from clearance.content.links import resolve, scheme
from clearance.content.mistakes import first_mistake, mistake
from clearance.errors import CannotJudge
from clearance.model import Alert, Change, Declaration, Event, Page, Place, Unreadable, sha256
from clearance.strict_yaml import Document, decode, parse

POSTS = "content/posts/"
MAX_BRACKETS = 1_000
"""Of `[` in one paragraph: Markdown's time grows with their square, to minutes on a hostile line."""


def read_page(path: str, data: bytes, zone: ZoneInfo) -> Page | Unreadable:
    """Read one Markdown file strictly; dates without offset are in `zone`.

    `path` is relative to the department, below `content/`. Whatever is wrong becomes an
    Unreadable with the place of the first mistake; nothing is raised. The page's `body` has line
    feeds only, as MkDocs reads it.
    """
    try:
        return _read(path, data, zone)
    except CannotJudge as problem:
        place = Place(problem.line or 1, problem.column or 1)
        return Unreadable(path, sha256(data), problem.message, place)


def _read(path: str, data: bytes, zone: ZoneInfo) -> Page:
    text = decode(data, path).replace("\r\n", "\n").replace("\r", "\n")
    front, body, body_line = split(text, path)
    _require_readable(body, body_line, path)
    document = parse(front, path, first_line=2)
    matter = _validate(document, path, zone)
    _require_sound_dates(matter, document, path)
    _require_own_slug(matter, document, path)
    date, ours = matter.date, matter.clearance
    return Page(
        path=path,
        source=data,
        digest=sha256(data),
        body=body,
        body_line=body_line,
        title=matter.title,
        created=date.created if date else None,
        updated=date.updated if date else None,
        authors=matter.authors,
        categories=matter.categories,
        description=matter.description,
        tags=matter.tags,
        draft=matter.draft,
        slug=matter.slug,
        pin=matter.pin,
        attest=ours.attest,
        media=_declarations(ours.media, document, path),
        incident=ours.incident,
        case=ours.case,
        requested_by=ours.requested_by,
        requested=ours.requested,
        chain=ours.chain,
        expires=ours.expires,
        event=Event(ours.event.start, ours.event.end, ours.event.place) if ours.event else None,
        formerly=ours.formerly,
        alert=_alert(ours.alert, ours.expires),
        lang=matter.lang or "",
        translation_of=_original(matter, document, path),
        changes=tuple(Change(one.date, one.note, minor=one.minor) for one in ours.changes),
        places={key: place for key, place in document.places.items() if key},
    )


def _require_readable(body: str, body_line: int, path: str) -> None:
    line = body_line
    for paragraph in body.split("\n\n"):
        if paragraph.count("[") > MAX_BRACKETS:
            message = f"this paragraph has more than {MAX_BRACKETS:,} opening brackets; split it"
            raise CannotJudge(message, path=path, line=line)
        line += paragraph.count("\n") + 2


def _validate(document: Document, path: str, zone: ZoneInfo) -> FrontMatter:
    if not isinstance(document.value, dict):
        message = "the front matter must be keys with values; expected at least `title: …`"
        raise mistake(message, "", document, path)
    for dotted in _without_value(document.value, ""):
        raise mistake("this key has no value; write one, or remove the key", dotted, document, path)
    try:
        return FrontMatter.model_validate(document.value, context={"zone": zone})
    except ValidationError as error:
        raise first_mistake(error, document, path) from None


def _without_value(value: object, dotted: str) -> Iterator[str]:
    if value is None:
        yield dotted
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from _without_value(item, f"{dotted}.{key}" if dotted else str(key))


def _require_sound_dates(matter: FrontMatter, document: Document, path: str) -> None:
    date, expires = matter.date, matter.clearance.expires
    if date is None:
        if path.startswith(POSTS):
            raise mistake("the key `date` is missing; a post needs one", "", document, path)
        return
    if date.updated and date.updated < date.created:
        raise mistake("the update lies before the creation", "date.updated", document, path)
    if expires and expires <= date.created:
        raise mistake("the post would expire before it begins", "clearance.expires", document, path)


def _require_own_slug(matter: FrontMatter, document: Document, path: str) -> None:
    """An index page stands for its folder; moved away, it would leave the folder, or the site, without."""
    if matter.slug and PurePosixPath(path).stem in {"index", "README"}:
        raise mistake("an index page has the address of its folder; remove the slug", "slug", document, path)


def _alert(keys: AlertKeys | None, expires: datetime | None) -> Alert | None:
    if keys is None:
        return None
    return Alert(
        event=keys.event,
        category=keys.category,
        urgency=keys.urgency,
        severity=keys.severity,
        certainty=keys.certainty,
        area=keys.area,
        expires=keys.expires or expires,
        instruction=keys.instruction or "",
        response=keys.response,
        same=keys.same,
        polygon=keys.polygon,
    )


def _original(matter: FrontMatter, document: Document, path: str) -> str:
    """The path of the page that this one is a translation of."""
    written, key = matter.clearance.translation_of, "clearance.translation_of"
    if written is None:
        return ""
    if matter.lang is None:
        raise mistake("a translation needs its language; write, say, lang: es", key, document, path)
    found = resolve(written, path) if not scheme(written) and written.endswith(".md") else None
    if found is None or found == path:
        message = "does not name another page inside content/; write its path from this page's folder"
        raise mistake(message, key, document, path)
    return found


def _declarations(media: dict[str, Media], document: Document, path: str) -> tuple[Declaration, ...]:
    declared: dict[str, Declaration] = {}
    for written, one in media.items():
        key = f"clearance.media.{written}"
        resolved = _media_path(written, path)
        if resolved is None or resolved in declared:
            problem = "is named twice" if resolved in declared else "does not name a file inside content/"
            message = f"{problem}; write each file once, as a path from this page's folder"
            raise mistake(message, key, document, path)
        declared[resolved] = Declaration(
            path=resolved,
            kind=one.kind,
            subject=one.subject,
            offense=one.offense,
            purpose=one.purpose,
            wanted_for=one.wanted_for,
            place=document.place(key),
        )
    return tuple(declared.values())


def _media_path(written: str, page: str) -> str | None:
    """None unless it is a plain relative path of a file that is no page."""
    if scheme(written) or written.startswith("/") or "\\" in written:
        return None
    if written.rpartition("/")[2] in {"", ".", ".."} or written.endswith(".md"):
        return None
    return resolve(written, page)

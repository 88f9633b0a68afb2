"""The page that an export is read by: what is in it, and how much was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import chain

from clearance.model import Record
from clearance.retention.html_page import document, link
from clearance.retention.library import Story, Version
from clearance.retention.selection import LeftOut
from clearance.retention.standing import Standing
from clearance.retention.verify_page import PAGE, SCRIPT

Office = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an export holds. `places` maps a digest and a path to the file in the export; `records` a path.

    `captured` are the paths of pages whose picture as published is in the WARC file.
    """

    department: str
    asked: str
    made: datetime
    stories: Sequence[Story]
    records: Sequence[Record]
    places: Mapping[tuple[str, str], str]
    record_places: Mapping[str, str]
    captured: frozenset[str]
    capture: str
    left_out: LeftOut
    further: Sequence[tuple[str, str]]
    """(file, what it is)"""
    remarks: Sequence[str]


def page(contents: Contents, office: Office) -> str:
    """The index, with a link to every file of the export."""
    body = "\n".join([
        f"<h1>Public records of {escape(contents.department)}</h1>",
        f"<p>Asked for: {escape(contents.asked)}. Exported {_when(contents.made)}.</p>",
        f"<p>{link(PAGE, 'How to check this export')} without the department's software.</p>",
        _left_out(contents.left_out),
        _list(contents.remarks),
        "<h2>Pages</h2>",
        *(_story(story, contents, office) for story in contents.stories),
        _records(contents, office),
        _files(contents),
        "",
    ])  # fmt: skip
    return document(f"Public records of {contents.department}", body)


def _left_out(left_out: LeftOut) -> str:
    lines = left_out.lines()
    if not lines:
        return "<h2>Left out</h2>\n<p>Nothing of what was asked for was left out.</p>"
    return f"<h2>Left out</h2>\n<p>Of what was asked for, this is not in here:</p>\n{_list(lines)}"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    return f"<ul>\n{items}</ul>" if items else ""


def _story(story: Story, contents: Contents, office: Office) -> str:
    newest = story.newest
    title = newest.title if newest else story.path
    captured = "its picture as published is in the WARC file" if story.path in contents.captured else (
        "no picture as published: it is not on the site that was captured"
    )  # fmt: skip
    state = story.state or "no longer among the department's pages"
    rows = "\n".join(_version(version, contents, office) for version in story.versions)
    return (
        f"<h3>{escape(title)}</h3>\n<p><code>{escape(story.path)}</code>: {escape(state)}; {captured}.</p>\n"
        f"<table>\n<caption>Approved versions of {escape(title)}</caption>\n<thead><tr>"
        '<th scope="col">Approved</th><th scope="col">By</th><th scope="col">Files</th>'
        f'<th scope="col">Record</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>'
    )


def _version(version: Version, contents: Contents, office: Office) -> str:
    record = version.approval
    lost = str(version.standing) if version.standing is Standing.ERASED else "never committed; nobody has it"
    files = ", ".join(
        link(contents.places[digest, path], path)
        if (digest, path) in contents.places
        else f"{escape(path)} ({lost})"
        for path, digest in sorted(
            version.files.items(), key=lambda one: (not one[0].endswith(".md"), one[0])
        )
    )
    note = "" if version.standing == "public" else f" ({version.standing})"
    return (
        f"<tr><td>{_when(record.issued)}{escape(note)}</td><td>{escape(office(record.member))}</td>"
        f"<td>{files}</td><td>{_record_links(record, contents.record_places)}</td></tr>"
    )


def _record_links(record: Record, places: Mapping[str, str]) -> str:
    place, name = places[record.path], f"{record.kind} {record.id[:12]}"
    return f"{link(place, name)}, {link(f'{place}.sig', f'signature of {record.id[:12]}')}"


def _records(contents: Contents, office: Office) -> str:
    shown = {version.approval.path for story in contents.stories for version in story.versions}
    rows = "\n".join(
        f"<tr><td>{_when(record.issued)}</td><td>{escape(record.kind)}</td>"
        f"<td>{escape(office(record.member))}</td>"
        f"<td>{_record_links(record, contents.record_places)}</td></tr>"
        for record in contents.records
        if record.path not in shown
    )
    if not rows:
        return ""
    return (
        "<h2>Other records</h2>\n<table>\n<caption>Signed records that bear on these pages</caption>\n"
        '<thead><tr><th scope="col">Signed</th><th scope="col">Kind</th><th scope="col">By</th>'
        f'<th scope="col">Record</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>'
    )


def _files(contents: Contents) -> str:
    own = [
        (PAGE, "how to check this export"),
        (SCRIPT, "the same commands as a file"),
        ("allowed_signers", "the keys of those who signed, for ssh-keygen"),
        ("adoption_signers", "the keys that may adopt the guidelines, for ssh-keygen"),
        ("missing.txt", "digests that were approved, and that nobody has"),
    ]
    items = "".join(
        f"<li>{link(name, name)}: {escape(what)}</li>\n" for name, what in chain(own, contents.further)
    )
    return f"<h2>Files</h2>\n<p>{escape(contents.capture)}</p>\n<ul>\n{items}</ul>"


def _when(at: datetime) -> str:
    return f'<time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M}</time>'

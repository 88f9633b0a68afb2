"""One page for one decision, in a supervisor's words: what will go out, what is open, how to approve it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from rich.text import Text

from clearance.model import Finding, JudgedPage, Page, Record
from clearance.report.as_json import VERSION, dump, finding_entries, page_entry
from clearance.report.terminal import paint, plain, wrapped

_STYLES = {"+": "green", "-": "red", "@": "dim"}


class Brief(Protocol):
    """What is known of the page; see `publish.brief`."""

    @property
    def judged(self) -> JudgedPage: ...
    @property
    def page(self) -> Page: ...
    @property
    def approved(self) -> Record | None: ...
    @property
    def changes(self) -> tuple[str, ...]: ...
    @property
    def mend(self) -> tuple[Finding, ...]: ...
    @property
    def open(self) -> tuple[Finding, ...]: ...
    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def files(self) -> tuple[tuple[str, str], ...]: ...


def render_brief(brief: Brief, *, width: int, colour: bool) -> str:
    """The page for a terminal. What the author wrote is shown, and can't act on it."""
    lines = [*_head(brief), *_changes(brief), *_questions(brief, width), *_how(brief, width)]
    return paint(lines, colour=colour)


def render_brief_json(brief: Brief) -> str:
    approved = brief.approved
    return dump(
        {
            "version": VERSION,
            **page_entry(brief.judged),
            "title": brief.page.title,
            "files": [{"path": path, "kind": kind} for path, kind in brief.files],
            "last_approval": _approval(approved) if approved else None,
            "changes": list(brief.changes),
            "must_be_mended": finding_entries(brief.mend),
            "needs_a_supervisor": finding_entries(brief.open),
            "accept": list(brief.codes),
        }
    )


def approve_line(brief: Brief) -> str:
    """The command that approves exactly what is shown."""
    accept = "".join(f" --accept {code}" for code in brief.codes)
    return f"clearance approve {brief.judged.path} --as MEMBER --key FILE{accept}"


def _approval(record: Record) -> Mapping[str, str]:
    return {"member": record.member, "issued": record.issued.isoformat()}


def _head(brief: Brief) -> Iterator[Text]:
    page = brief.page
    yield Text.assemble((plain(brief.judged.path), "bold"), f" ({brief.judged.state})")
    yield Text(f"  {plain(page.title)}")
    date = f"{page.created:%Y-%m-%d %H:%M}" if page.created else ""
    about = (", ".join(page.authors), ", ".join(page.categories), date)
    yield Text(f"  {plain(' · '.join(filter(None, about)))}")
    for path, kind in brief.files:
        yield Text(f"  with {plain(path)}" + (f", a {kind.replace('-', ' ')}" if kind else ""))
    yield Text()


def _changes(brief: Brief) -> Iterator[Text]:
    approved = brief.approved
    if not brief.changes:
        yield Text("Nothing in the text has changed since it was approved.")
    elif approved:
        yield Text(f"What is new since {approved.member} approved it on {approved.issued:%Y-%m-%d}:")
    else:
        yield Text("All of it is new:")
    for line in brief.changes:
        yield Text(f"  {plain(line)}", style=_STYLES.get(line[:1], ""))
    yield Text()


def _questions(brief: Brief, width: int) -> Iterator[Text]:
    for title, findings in (("Must be mended first", brief.mend), ("Asks you", brief.open)):
        if findings:
            yield Text(f"{title}:", style="bold")
        for finding in findings:
            place = f"line {finding.line}: {finding.message} ({finding.code}, {finding.clause})"
            yield from wrapped(place, width=width, indent=2)
        if findings:
            yield Text()


def _how(brief: Brief, width: int) -> Iterator[Text]:
    if brief.mend:
        yield from wrapped("It can't be approved as it stands; send it back.", width=width, indent=0)
        return
    if brief.judged.approval:
        yield Text("It is approved as it stands.")
        return
    yield Text("To approve exactly this, and nothing that comes after:")
    yield Text(f"  {plain(approve_line(brief))}")

"""Commands that find records: list and search."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from clearance.cli.options import Command, cache_options, department, format_option, now, root_option
from clearance.cli.records_days import before_midnight, instant, midnight
from clearance.errors import CannotJudge
from clearance.history.pin import trusted_pin
from clearance.publish.keeping import open_kept, open_memory
from clearance.retention.answers import entries_as_json, entries_as_text
from clearance.retention.entries import Found, Shelf
from clearance.retention.searching import Query
from clearance.retention.searching import search as search_entries

KEPT = "entries.kept"

_FILTERS = (
    click.option("--from", "since", default="", metavar="DAY", help="Not before this day, or instant."),
    click.option("--to", "until", default="", metavar="DAY", help="Not after this day, or instant."),
    click.option("--kind", default="", metavar="KIND", help="Records of this kind, such as approval."),
    click.option("--author", default="", metavar="MEMBER", help="About a page that this member wrote."),
    click.option("--approver", default="", metavar="MEMBER", help="Approvals by this member."),
    click.option("--category", default="", metavar="CATEGORY", help="About a post of this category."),
    click.option("--incident", default="", metavar="ID", help="About this incident or case."),
)


def _filters(command: Command) -> Command:
    for option in reversed(_FILTERS):
        command = option(command)
    return command


@click.command()
@_filters
@format_option
@cache_options
@root_option
def list_(root: Path, cache: Path | None, format_: str, **asked: Any) -> int:  # noqa: ANN401 - what click gives
    """List all records that count, newest first, or those that fit all that is asked.

    Authors, categories and incidents are those of the page as it was when the record was made.

    \b
    clearance records list --from 2026-01-01 --to 2026-03-31 --approver sgt1
    """
    return _answer(department(root), cache, format_, (), asked)


@click.command()
@click.argument("words", nargs=-1, required=True)
@_filters
@format_option
@cache_options
@root_option
def search(
    words: tuple[str, ...],
    root: Path,
    cache: Path | None,
    format_: str,
    **asked: Any,  # noqa: ANN401 - what click gives
) -> int:
    """Find records by words of the page as it was then: title, description, tags and text.

    All WORDS must stand in one version of one page; put a phrase in quotes. Capitals don't matter.

    \b
    clearance records search "mill street" closed --category traffic
    """
    if not all(word.strip() for word in words):
        raise CannotJudge("an empty word was given; expected words to look for")
    return _answer(department(root), cache, format_, words, asked)


def _answer(
    folder: Path, cache: Path | None, format_: str, words: tuple[str, ...], asked: dict[str, Any]
) -> int:
    found = _entries(folder, cache)
    _require_kind(asked["kind"], found)
    hits = search_entries(found.entries, _query(asked, words, found.zone))
    if format_ == "json":
        click.echo(entries_as_json(hits), nl=False)
    else:
        click.echo(entries_as_text(hits, found.zone, of=len(found.entries)), nl=False)
    return 0


def _require_kind(kind: str, found: Found) -> None:
    """Raise CannotJudge for a kind that no record can have."""
    if not kind or any(entry.kind == kind for entry in found.entries):
        return
    from clearance.records.statement import KINDS  # noqa: PLC0415 - not always needed

    if kind not in KINDS:
        raise CannotJudge(f"--kind is {kind[:80]!r}; expected one of {', '.join(sorted(KINDS))}")


def _query(asked: dict[str, Any], words: tuple[str, ...], zone: ZoneInfo) -> Query:
    since, until = asked.pop("since"), asked.pop("until")
    query = Query(
        since=_beginning(since, zone) if since else None,
        until=instant(until, zone, "--to") if until else None,
        words=words,
        **asked,
    )
    if query.since and query.until and query.since > query.until:
        raise CannotJudge(f"--from {since} lies after --to {until}; expected the earlier one first")
    return query


def _beginning(text: str, zone: ZoneInfo) -> Any:  # noqa: ANN401
    end = instant(text, zone, "--from")
    day = end.astimezone(zone).date()
    return midnight(day, zone) if end == before_midnight(day, zone) else end


def _entries(folder: Path, cache: Path | None) -> Found:
    """From an earlier run where the commits are the same, and else from all records anew."""
    pin = trusted_pin(folder)
    shelf = Shelf(open_kept(cache, folder, KEPT), folder, pin)
    kept = shelf.load()
    if kept:
        return kept
    from clearance.evidence import read_evidence  # noqa: PLC0415 - half a second, which is not always needed
    from clearance.retention.gathering import entries  # noqa: PLC0415 - as above

    memory = open_memory(cache, folder)
    evidence = read_evidence(folder, at=now(), pin=pin, memory=memory)
    if memory:
        memory.save()
    found = Found(evidence.guidelines.zone, entries(evidence))
    if not evidence.history.uncommitted:
        shelf.save(found)
    return found

"""Commands that answer questions about records: list, search, and what the public saw on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from clearance.cli.options import Command, cache_options, department, now, root_option
from clearance.cli.records_days import before_midnight, instant, midnight
from clearance.errors import CannotJudge
from clearance.evidence import read_evidence
from clearance.history.pin import trusted_pin
from clearance.publish.keeping import open_kept, open_memory
from clearance.records.statement import KINDS
from clearance.retention.answers import day_as_json, day_as_text, entries_as_json, entries_as_text
from clearance.retention.days import on as on_day
from clearance.retention.entries import Found, Shelf, entries
from clearance.retention.publications import fold
from clearance.retention.searching import Query
from clearance.retention.searching import search as search_entries

KEPT = "entries.kept"

_format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="How to report.",
)
_FILTERS = (
    click.option("--from", "since", default="", metavar="DAY", help="Not before this day, or instant."),
    click.option("--to", "until", default="", metavar="DAY", help="Not after this day, or instant."),
    click.option("--kind", type=click.Choice(sorted(KINDS)), default=None, help="Records of this kind."),
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
@_format_option
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
@_format_option
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
    hits = search_entries(found.entries, _query(asked, words, found.zone))
    if format_ == "json":
        click.echo(entries_as_json(hits), nl=False)
    else:
        click.echo(entries_as_text(hits, found.zone, of=len(found.entries)), nl=False)
    return 0


def _query(asked: dict[str, Any], words: tuple[str, ...], zone: ZoneInfo) -> Query:
    since, until = asked.pop("since"), asked.pop("until")
    query = Query(
        since=_beginning(since, zone) if since else None,
        until=instant(until, zone, "--to") if until else None,
        kind=asked.pop("kind") or "",
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
    memory = open_memory(cache, folder)
    evidence = read_evidence(folder, at=now(), pin=pin, memory=memory)
    if memory:
        memory.save()
    found = Found(evidence.guidelines.zone, entries(evidence))
    if not evidence.history.uncommitted:
        shelf.save(found)
    return found


@click.command()
@click.argument("day", metavar="DAY")
@click.argument("path", default="", metavar="[PATH]")
@click.option("--show", is_flag=True, help="Print the source of PATH as it was public then.")
@_format_option
@root_option
def on(day: str, path: str, show: bool, format_: str, root: Path) -> int:  # noqa: FBT001 - click's flag
    """Say what the public saw on DAY: every page that was out, who approved it, and when.

    DAY is a day, which means its end, or an instant, in the department's time zone. Where publications
    are recorded (`clearance records publication`), the answer is what was published; else it is worked
    out from the commits and records of that time. With PATH, of this page alone. Exit code 1 when
    PATH was not public then.

    \b
    clearance records on 2026-03-03 content/posts/closure.md --show
    """
    folder = department(root)
    if show and not path:
        raise CannotJudge("--show needs the PATH of a page, such as content/posts/closure.md")
    pin, at = trusted_pin(folder), now()
    evidence = read_evidence(folder, at=at, pin=pin)
    zone = evidence.guidelines.zone
    wanted = instant(day, zone, "DAY")
    if wanted > at and midnight(at.astimezone(zone).date(), zone) < midnight(
        wanted.astimezone(zone).date(), zone
    ):
        raise CannotJudge(f"DAY is {day}, which is still to come")
    publications = fold(evidence.ledger.records, evidence.guidelines)
    answer = on_day(folder, min(wanted, at), publications, pin=pin, zone=zone, path=path)
    if show and answer.source:
        click.echo(answer.source.decode(), nl=False)
        return 0
    render = day_as_json if format_ == "json" else day_as_text
    click.echo(render(answer, zone, path), nl=False)
    return 1 if path and not answer.seen else 0

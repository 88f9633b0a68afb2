"""Which pages a custodian means, and what of them goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.model import Record
from clearance.retention.library import Library, Story, Version
from clearance.retention.standing import Standing

REMARKS = ("report", "withdrawal", "resolution")
"""kinds of records that say what was wrong with a page; they have a reason in free words"""


@dataclass(frozen=True, slots=True)
class Selection:
    """By path, or by the day of a post and its category; `everything` is a transfer."""

    paths: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    category: str = ""
    everything: bool = False
    include_withdrawn: bool = False

    def words(self) -> str:
        """What was asked for, as the index says it."""
        if self.everything:
            return "everything, as a transfer"
        parts = [
            f"{len(self.paths)} pages by name" if len(self.paths) > 1 else "".join(self.paths),
            f"posts in the category {self.category}" if self.category else "",
            f"from {self.since}" if self.since else "",
            f"until {self.until}" if self.until else "",
            "with what was withdrawn" if self.include_withdrawn else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many: of versions that were withdrawn, erased, not public, and of records about what was wrong.

    `pages` are those of which nothing goes out.
    """

    pages: int = 0
    withdrawn: int = 0
    erased: int = 0
    not_public: int = 0
    remarks: int = 0

    def lines(self) -> tuple[str, ...]:
        told = (
            (self.pages, "page(s) of which nothing is in here"),
            (self.withdrawn, "version(s) that were withdrawn"),
            (self.erased, "version(s) that were erased by lawful order, and that nobody has"),
            (self.not_public, "version(s) that are not public at this time, or never were"),
            (self.remarks, "report(s), withdrawal(s) and resolution(s)"),
        )
        return tuple(f"{count} {what}" for count, what in told if count)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The stories with the versions that go out, and the other records that bear on them."""

    stories: tuple[Story, ...]
    records: tuple[Record, ...]
    left_out: LeftOut


def require_sensible(selection: Selection, judgement: Judgement) -> None:
    """Raise CannotJudge for a selection that says nothing or contradicts itself."""
    named = selection.paths or selection.since or selection.until or selection.category
    if selection.everything == bool(named):
        raise CannotJudge("name pages, or --from, --until or --category; or --all and nothing else")
    if selection.everything and selection.include_withdrawn:
        raise CannotJudge("--all has everything; leave out --include-withdrawn")
    if selection.since and selection.until and selection.since > selection.until:
        raise CannotJudge(f"--from {selection.since} is after --until {selection.until}")
    categories = [each.id for each in judgement.evidence.guidelines.categories.categories]
    if selection.category and selection.category not in categories:
        raise CannotJudge(f"there is no category {selection.category!r} (there are {', '.join(categories)})")


def choose(library: Library, selection: Selection, judgement: Judgement) -> Chosen:
    """What goes out. Raises CannotJudge for a path of which nothing was ever approved."""
    for path in selection.paths:
        if path not in library.stories:
            raise CannotJudge(
                "no version of it was ever approved, so it is no public record of the site", path=path
            )
    zone = judgement.evidence.guidelines.zone
    meant = [
        story
        for story in library.stories.values()
        if _means(selection, story, story.day.astimezone(zone).date())
    ]
    kept = [_kept(story, selection) for story in meant]
    stories = tuple(story for story in kept if story.versions)
    remarks = _remarks(meant, judgement.evidence.ledger.records)
    mentioned = remarks if selection.everything or selection.include_withdrawn else ()
    return Chosen(
        stories,
        (*_of_incidents(stories, judgement), *mentioned),
        _left_out(meant, kept, len(remarks) - len(mentioned)),
    )


def _means(selection: Selection, story: Story, day: date) -> bool:
    if selection.everything:
        return True
    if selection.paths and story.path not in selection.paths:
        return False
    if not selection.paths and not story.path.startswith("content/posts/"):
        return False
    newest = story.newest
    if selection.category and (newest is None or selection.category not in newest.categories):
        return False
    return (selection.since or day) <= day <= (selection.until or day)


def _kept(story: Story, selection: Selection) -> Story:
    if selection.everything:
        return story
    open_ = {Standing.PUBLIC, *([Standing.WITHDRAWN] if selection.include_withdrawn else [])}
    versions = tuple(version for version in story.versions if version.standing in open_)
    return Story(story.path, versions, story.state)


def _remarks(stories: Iterable[Story], records: Iterable[Record]) -> tuple[Record, ...]:
    """Records about what was wrong with these pages, and those that answer such a record."""
    paths = {story.path for story in stories}
    own = [record for record in records if record.kind in REMARKS]
    found = [record for record in own if paths & record.subjects.keys()]
    answered = {record.path for record in found}
    return (*found, *(r for r in own if r.path not in answered and answered & r.subjects.keys()))


def _of_incidents(stories: Iterable[Story], judgement: Judgement) -> tuple[Record, ...]:
    numbers = {v.page.incident for story in stories for v in story.versions if v.page and v.page.incident}
    return tuple(
        record
        for record in judgement.evidence.ledger.records
        if record.kind == "incident" and _incident(record.predicate) in numbers
    )


def _incident(predicate: Mapping[str, object]) -> object:
    detail = predicate.get("detail")
    return detail.get("incident") if isinstance(detail, Mapping) else None


def _left_out(meant: list[Story], kept: list[Story], remarks: int) -> LeftOut:
    gone = [v for before, after in zip(meant, kept, strict=True) for v in _missing(before, after)]
    return LeftOut(
        pages=sum(not story.versions for story in kept),
        withdrawn=sum(version.standing is Standing.WITHDRAWN for version in gone),
        erased=sum(version.standing is Standing.ERASED for version in gone),
        not_public=sum(version.standing is Standing.NOT_PUBLIC for version in gone),
        remarks=remarks,
    )


def _missing(before: Story, after: Story) -> list[Version]:
    return [version for version in before.versions if version not in after.versions]

"""What of a site is made anew, and what is taken from the last build: decided before MkDocs reads a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from clearance.content.address import GENERATED
from clearance.mkdocs_plugin.selection import CONTENT, HOME, INDEX, POSTS, Selection
from clearance.publish.dependencies import Keys
from clearance.publish.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Plan:
    """Sources are relative to content/, sites' files to the site.

    `built` are rendered and written. `read` are rendered, for their titles in the navigation and
    for headings that others link to. `linked` are only there to be linked to. `kept` are the
    site's files that the last build made, by digest; `keys` are those of all that becomes a page.
    `why` says for what reason nothing was kept; `of` is the plan that this is a process's part of.
    """

    built: frozenset[str]
    read: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    of: Plan | None = None

    @property
    def offered(self) -> frozenset[str]:
        return self.built | self.read | self.linked

    def part(self, sources: Iterable[str], keys: Keys) -> Plan:
        """The share of one process: it makes these; the others' are there to be linked to."""
        built = frozenset(sources)
        read = (self.read | _headings(built, keys) | _in_navigation(self.built)) - built
        return replace(self, built=built, read=read, linked=self.offered - built - read, of=self)

    def whole(self) -> Plan:
        """The plan that this is a part of."""
        return self.of or self


def everything(selection: Selection, why: str = "") -> Plan:
    """Nothing is kept, and nothing will be."""
    return Plan(frozenset(selection.sources), linked=frozenset(_files_of(selection)), why=why)


def _files_of(selection: Selection) -> Iterator[str]:
    return (path for path in selection.copies if not path.startswith("records/"))


def plan(selection: Selection, keys: Keys, before: Manifest, frame: str, there: Mapping[str, str]) -> Plan:
    """Keep what the last build (`before`) made from the same, as far as it is `there`, by digest."""
    own = {source: _key(source, selection, keys) for source in selection.sources}
    places = {source: selection.destination(source) for source in own}
    made = before.files if before.frame == frame else {}
    kept = {
        source: made[place].digest
        for source, place in places.items()
        if place in made and made[place].key == own[source] and there.get(place) == made[place].digest
    }
    built = frozenset(own.keys() - kept.keys())
    targets = {path for path, _ in _targets(built, keys)}
    read = (_in_navigation(own) | _headings(built, keys)) & own.keys()
    return Plan(
        built=built,
        read=frozenset(read - built),
        linked=frozenset(targets - built - read),
        kept={places[source]: digest for source, digest in kept.items()},
        keys={places[source]: key for source, key in own.items()},
        why=_why(before, frame),
    )


def _in_navigation(sources: Iterable[str]) -> frozenset[str]:
    """Those that may stand in the navigation, which is on every page with their titles."""
    mine = (source for source in sources if not source.startswith(GENERATED))
    return frozenset(source for source in mine if not source.startswith(POSTS) or source == INDEX)


def _headings(sources: Iterable[str], keys: Keys) -> frozenset[str]:
    """The pages to a heading of which these link."""
    return frozenset(path for path, anchored in _targets(sources, keys) if anchored)


def _key(source: str, selection: Selection, keys: Keys) -> str:
    listing = selection.listings.get(source)
    return keys.listing(listing) if listing else keys.page(CONTENT + source, is_home=source == HOME)


def _targets(sources: Iterable[str], keys: Keys) -> Iterator[tuple[str, bool]]:
    """What these pages link to or show, and whether by a heading in it."""
    for source in sources:
        for reference in keys.references(CONTENT + source):
            if reference.path is not None:
                yield reference.path.removeprefix(CONTENT), "#" in reference.target


def _why(before: Manifest, frame: str) -> str:
    if not before.files:
        return "there is no earlier build to begin from"
    if before.frame != frame:
        return "configuration, theme, guidelines, navigation or software changed"
    return ""

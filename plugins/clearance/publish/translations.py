"""The same page in other languages: which published pages say what another one says, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearance.content.address import address
from clearance.content.languages import attributes, in_itself
from clearance.model import JudgedPage, Page


@dataclass(frozen=True, slots=True)
class Translation:
    """`name` is the language's in itself, such as `En español`; the address is relative to the site's top."""

    lang: str
    name: str
    address: str

    @property
    def tongue(self) -> str:
        """What marks an element as in this language."""
        return attributes(self.lang)


def translations(pages: Iterable[JudgedPage], language: str) -> Mapping[str, tuple[Translation, ...]]:
    """For each published page that has them, by path: itself and the others, in the order of their tags.

    `language` is that of pages that say none. Two pages of one language aren't each other's translations.
    """
    published = {one.path: one.page for one in pages if one.published and isinstance(one.page, Page)}
    groups: dict[str, set[str]] = defaultdict(set)
    for page in published.values():
        original = page.translation_of
        if original in published:
            group = groups[published[original].translation_of or original]
            group |= {original, page.path}
    return {
        path: found
        for group in groups.values()
        for path in group
        if len(found := _seen_from(path, group, published, language)) > 1
    }


def _seen_from(
    path: str, group: Iterable[str], published: Mapping[str, Page], language: str
) -> tuple[Translation, ...]:
    by_language = {published[one].lang or language: one for one in (*sorted(group, reverse=True), path)}
    return tuple(
        Translation(lang, in_itself(lang), address(one, published[one].slug))
        for lang, one in sorted(by_language.items())
    )

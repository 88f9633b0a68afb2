"""Files of the site that MkDocs has no part in: social cards, and the pages at former addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.cache.cards import CardShelf
from clearance.cards import Card, draw
from clearance.model import sha256
from clearance.publish import csp, trees
from clearance.publish.audit import audit_page
from clearance.publish.redirects import Redirect, page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(slots=True)
class Extras:
    """`kept` are the cards of the last site that this one has too, by digest; `drawn` are all others.

    The name of a card is the digest of what it is drawn from: one that is there is the same.
    """

    cards: Mapping[str, Card]
    moved: Mapping[str, Redirect]
    shelf: CardShelf | None
    kept: Mapping[str, str] = field(default_factory=dict)
    drawn: list[str] = field(default_factory=list)

    def begin(self, there: Mapping[str, str]) -> None:
        """Decide which cards are drawn, when it is known which files of the last site stay there."""
        self.kept = {path: there[path] for path in self.cards if path in there}
        self.drawn = sorted(self.cards.keys() - self.kept.keys())

    def draw(self, folder: Path, paths: Iterable[str]) -> dict[str, str]:
        """Put these cards into the folder, as drawn before or anew. Gives their digests. Raises OSError."""
        return {path: _write(folder / path, self._picture(self.cards[path])) for path in paths}

    def _picture(self, card: Card) -> bytes:
        known = self.shelf.load(card.digest) if self.shelf else None
        if known is not None:
            return known
        made = draw(card)
        if self.shelf:
            self.shelf.save(card.digest, made)
        return made

    def lead_on(self, folder: Path, config: MkDocsConfig, hosts: Iterable[str]) -> dict[str, str]:
        """Put the pages at former addresses into the folder. Digests of those that pass their audit.

        Raises OSError.
        """
        clean = {}
        for path, redirect in self.moved.items():
            html = csp.protect(
                page(
                    redirect,
                    language=str(config.theme.get("language") or "en"),
                    site_name=config.site_name,
                    site_url=config.site_url or "",
                )
            )
            data = html.encode()
            digest = _write(folder / path, data)
            if not audit_page(path, data, hosts=hosts):
                clean[path] = digest
        return clean

    def expected(self) -> dict[str, str | None]:
        """All of these files, with their digests where they are known beforehand."""
        return {**dict.fromkeys((*self.cards, *self.moved)), **self.kept}

    def settle(self) -> None:
        """The site is public: of other cards nothing is kept."""
        if self.shelf:
            self.shelf.keep_only([card.digest for card in self.cards.values()])


def _write(place: Path, data: bytes) -> str:
    trees.write(place, data)
    return sha256(data)

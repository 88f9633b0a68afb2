"""How pages look where their addresses are shared: the social card of each, and its name on the site.

A card's name is the digest of all that it is drawn from. It tells nothing that the card doesn't show,
and a card that looks different has another address, under which nobody has kept the former one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.cards import Card
from clearance.cards.card import Logo
from clearance.colours import BLACK, ENOUGH, WHITE, contrast, mixed, until_readable
from clearance.gate import Judgement
from clearance.model import Page, sha256
from clearance.publish.views import Entry, entries

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

POSTS, NONE = "posts", "none"
"""which cards are drawn: one for each new post and one for all other pages, or none at all"""
FOLDER = "assets/cards/"
"""of the site, where the cards lie"""
EXPIRED = "No longer in effect"
_LOGOS = (".png", ".jpg", ".jpeg", ".webp")
_MOST_BYTES = 2_000_000
"""of a logo"""
RECENT = timedelta(days=400)
"""for which a post has a card of its own: new ones are shared, and thousands of old ones would take longer
to draw than to build"""

_PALETTE = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue grey": "#546d78",
    "black": BLACK,
}
"""the primary colours of the theme Material, by their names in `mkdocs.yml`"""
_DEFAULT = "indigo"


@dataclass(frozen=True, slots=True)
class Cards:
    """One card for each published post that is new, by its path, and one for all other pages; or none."""

    site: Card | None = None
    posts: Mapping[str, Card] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Card, posts: Mapping[str, Card]) -> Cards:
        return cls(site, posts, {path: address(card) for path, card in posts.items()})

    def address(self, path: str) -> str:
        """The card of the page at `path` (`content/…`, or anything else for a list); empty without one."""
        return self._addresses.get(path) or (address(self.site) if self.site else "")

    def by_address(self) -> dict[str, Card]:
        """Each card once, by the path of its file on the site."""
        found = {self._addresses[path]: card for path, card in self.posts.items()}
        return found | {address(self.site): self.site} if self.site else found


def address(card: Card) -> str:
    return f"{FOLDER}{card.digest}.png"


def cards(judgement: Judgement, config: MkDocsConfig) -> Cards:
    """The cards of a department. Of what isn't published there is none.

    A post that is older than `RECENT` has the card of all other pages.
    """
    department = judgement.evidence.guidelines.department
    ground, accent = colours(judgement, config)
    site = Card(
        department.name, department.short_name, ground=ground, accent=accent, logo=_logo(judgement, config)
    )
    since = judgement.outcome.at - RECENT
    new = (one for one in judgement.outcome.pages if isinstance(one.page, Page) and _is_new(one.page, since))
    posts = entries(new, judgement.evidence.guidelines)
    return Cards.of(site, {post.path: _card(site, post) for post in posts})


def _is_new(page: Page, since: datetime) -> bool:
    return page.created is not None and page.created > since


def _card(site: Card, post: Entry) -> Card:
    return Card(
        department=site.department,
        title=post.title,
        subject=post.categories[0].title if post.categories else "",
        date=post.date,
        notice=EXPIRED if post.expired else "",
        ground=site.ground,
        accent=site.accent,
        logo=site.logo,
    )


def colours(judgement: Judgement, config: MkDocsConfig) -> tuple[str, str]:
    """Ground and accent: the department's own, or the theme's, darkened until white is readable on it."""
    own = judgement.evidence.guidelines.department.colors
    if own:
        return own.primary, own.accent
    ground = until_readable(_PALETTE.get(_primary(config), _PALETTE[_DEFAULT]), WHITE, BLACK)
    accent = mixed(ground, WHITE, 0.75)
    return ground, accent if contrast(accent, ground) >= ENOUGH else WHITE


def _primary(config: MkDocsConfig) -> str:
    """The name of the theme's primary colour, of the first of its palettes."""
    palette = config.theme.get("palette")
    first = palette[0] if isinstance(palette, list) and palette else palette
    named = first.get("primary") if isinstance(first, dict) else None
    return str(named or _DEFAULT).replace("-", " ")


def _logo(judgement: Judgement, config: MkDocsConfig) -> Logo:
    """The theme's logo or, else, its icon, if it is a raster picture among the adopted files as adopted."""
    evidence = judgement.evidence
    for setting in ("logo", "favicon"):
        path = f"{evidence.config.theme_folder}/{config.theme.get(setting) or ''}"
        if path.lower().endswith(_LOGOS) and path in evidence.governed:
            data = _read(evidence.root / path)
            if sha256(data) == evidence.governed[path]:
                return Logo.of(data)
    return Logo()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    return data if len(data) <= _MOST_BYTES else b""

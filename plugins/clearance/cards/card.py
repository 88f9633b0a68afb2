"""All that a social card is drawn from, and the name that follows from it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PIL import __version__ as pillow
from PIL import features

WIDTH, HEIGHT = 1200, 630
"""pixels: the size that social networks ask for"""

FORM = 1
"""of the drawing; another number where the same card is drawn in another way"""

_FONTS = files("clearance.cards") / "fonts"


@dataclass(frozen=True, slots=True)
class Logo:
    """A raster picture as bytes. What can't be decoded is left out of the card."""

    data: bytes = b""
    digest: str = ""

    @classmethod
    def of(cls, data: bytes) -> Logo:
        return cls(data, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Card:
    """Texts are plain; `title` may be of any length. `ground` and `accent` are colours such as #14304f."""

    department: str
    title: str = ""
    subject: str = ""
    date: str = ""
    notice: str = ""
    ground: str = "#14304f"
    accent: str = "#ffffff"
    logo: Logo = Logo()

    @property
    def digest(self) -> str:
        """32 hexadecimal digits for all that decides over the picture's bytes."""
        told = (self.department, self.title, self.subject, self.date, self.notice, self.ground, self.accent)
        said = json.dumps([*told, self.logo.digest, painter()])
        return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def font_data(weight: str) -> bytes:
    """The font file of a weight, Bold or Regular."""
    return (_FONTS / f"Roboto-{weight}.ttf").read_bytes()


@cache
def painter() -> str:
    """What draws: the form of the drawing, the libraries, the fonts."""
    versions = (f"{name} {features.version(name)}" for name in ("freetype2", "zlib", "zlib_ng"))
    fonts = (hashlib.sha256(font_data(weight)).hexdigest() for weight in ("Bold", "Regular"))
    return " ".join((str(FORM), pillow, *versions, *fonts))

"""A picture has no words for those who can't see it.

## What it checks
Every picture has an alternative text, and one that says more than the name of a file
(`IMG_2034.jpg`) or than that it is a picture ("image", "photo 2", "imagen").

## Why it matters
The department informs the public, and all of it (1021.2). A screen reader reads the
alternative text in the picture's place; WCAG 2.1, 1.1.1 requires it, and so does ADA Title
II (28 CFR 35 subpart H).

## Remedy
Say between the square brackets what the picture tells: `![Map of the closed block of Main
Street](closure.png)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from clearance.model import Element, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "MD102"
NAME = "missing-alternative-text"
CLAUSE = "1021.2"
SEVERITY = Severity.BLOCK

_NOTHING = frozenset(
    (
        *("alt", "alt text", "alternative text", "attached image", "attachment", "embedded image", "figure"),
        *("graphic", "graphics", "icon", "illustration", "image", "image description", "image of", "images"),
        *("img", "photo", "photo of", "photograph", "pic", "picture", "picture of", "placeholder"),
        *("screen shot", "screenshot", "thumbnail", "untitled"),
        *("foto", "fotografia", "fotografía", "gráfico", "ilustración", "imagen", "texto alternativo"),
    )
)
_FILE = re.compile(
    r"\S+(?: \S+){0,2}\.(?:avif|bmp|gif|hei[cf]|jpe?g|jfif|pdf|png|svg|tiff?|webp)"
    r"|(?:cimg|dji|dsc[fn]?|gopr|img|mvimg|p|photo|pxl|sam|scan|screenshot|wp|vid)[-_ ]?\d{3,}"
    r"(?:[-_ .()\d]|at|am|pm)*(?:[-_.]\w{1,6})?",
    re.IGNORECASE,
)
"""what cameras, phones and scanners call their pictures, and whatever ends as a file does"""
_AROUND = re.compile(r"\A[\W_]+|[\W_]*\d{0,2}[\W_]*\Z")


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for element in case.surface.elements:
        if element.tag == "img" and (problem := _problem(element)):
            yield Violation(f"{problem}; expected words that say what the picture tells", element.place)


def _problem(element: Element) -> str | None:
    text = element.attributes.get("alt", "").strip()
    if not any(map(str.isalnum, text)):
        return "this picture has no alternative text"
    address = re.split(r"[?#]", element.attributes.get("src", ""), maxsplit=1)[0]
    file = PurePosixPath(unquote(address))
    if text.casefold() in {file.name.casefold(), file.stem.casefold()}:
        return "the alternative text of this picture is only the name of its file"
    if _FILE.fullmatch(text):
        return "the alternative text of this picture is only the name of a file"
    if " ".join(_AROUND.sub("", text.casefold()).split()) in _NOTHING:
        return "the alternative text of this picture only says that it is a picture"
    return None

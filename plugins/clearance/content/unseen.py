"""What stands in a page's source and not on the page: the source is public too, for those who check it.

Comments in the front matter, what it says of how the post came about, and each line of the body with a
word that neither a text of the page nor its markup holds, such as a definition that nothing uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clearance.model import Page, Passage, Place, Surface

_COMMENT = re.compile(r"(?:^|\s)#+\s*(\S.*)")
_WORD = re.compile(r"\w{3,}")
ORIGIN = "source"


def unseen(page: Page, passages: Iterable[Passage], surface: Surface) -> Iterator[Passage]:
    """The passages of the source that `passages` and the markup of `surface` don't hold."""
    yield from _of_front_matter(page)
    lines = page.body.split("\n")
    words = [{*_WORD.findall(line.lower())} for line in lines]
    missing = {word for each in words for word in each} - _told(passages, surface)
    for number, (line, own) in enumerate(zip(lines, words, strict=True)):
        if own & missing:
            yield Passage(line.strip(), ORIGIN, Place(page.body_line + number))


def _of_front_matter(page: Page) -> Iterator[Passage]:
    for key, text in (("incident", page.incident), ("requested_by", page.requested_by)):
        if text:
            yield Passage(text, ORIGIN, page.place(f"clearance.{key}"))
    lines = page.source.decode("utf-8", "replace").splitlines()[: page.body_line - 1]
    for number, line in enumerate(lines if b"#" in page.source else (), start=1):
        comment = _COMMENT.search(line)
        if comment:
            yield Passage(comment[1], ORIGIN, Place(number, comment.start(1) + 1))


def _told(passages: Iterable[Passage], surface: Surface) -> set[str]:
    texts = [passage.text for passage in passages]
    for element in surface.elements:
        texts.append(element.tag)
        for name, value in element.attributes.items():
            texts += (name, value)
    return {*_WORD.findall("\n".join(texts).lower())}

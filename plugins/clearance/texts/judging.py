"""From the bytes of pages to verdicts on their texts, some pages at a time.

Each step is taken for all pages of a batch before the next one: the processor does that faster
than one page after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clearance import engine
from clearance.content.claims import claimed_files
from clearance.content.page import read_page
from clearance.content.surface import extract
from clearance.engine import Text
from clearance.errors import CannotJudge
from clearance.guidelines.models import Guidelines
from clearance.media.passages import passages
from clearance.media.reading import Examiner
from clearance.media.values import Examined
from clearance.model import Page, Place, TextVerdict, Unreadable
from clearance.rules.places import of_media
from clearance.rules.readings import PAGES_AT_ONCE

Renderer = Callable[[str], str]
"""Markdown text to HTML, with the site's own extensions."""

Source = tuple[str, bytes]
"""a page's path and its bytes"""

BYTES_AT_ONCE = 400_000
"""beyond which a further page waits for the next batch, so that large pages need no more memory"""


@dataclass(frozen=True, slots=True)
class Ground:
    """What texts are judged on besides their own bytes. `files`: all of content/, digested."""

    root: Path
    guidelines: Guidelines
    files: Mapping[str, str]
    render: Renderer

    @property
    def reads_pictures(self) -> bool:
        """Whether a program outside of Python reads what is written in pictures."""
        return self.guidelines.department.reading.writing_in_pictures

    def examiner(self) -> Examiner:
        return Examiner(self.root, writing=self.reads_pictures)


def batches(sources: Sequence[Source]) -> Iterator[range]:
    """The pages by number, in runs that are judged together."""
    begin = size = 0
    for number, (_, data) in enumerate(sources):
        if number > begin and (number - begin >= PAGES_AT_ONCE or size + len(data) > BYTES_AT_ONCE):
            yield range(begin, number)
            begin, size = number, 0
        size += len(data)
    if begin < len(sources):
        yield range(begin, len(sources))


def judge_batch(
    sources: Sequence[Source], ground: Ground, examiner: Examiner
) -> list[TextVerdict | Unreadable]:
    """The verdict on each page's text, or why there is none. Raises CannotJudge as `Examiner` does."""
    pages = [read_page(path, data, ground.guidelines.zone) for path, data in sources]
    rendered = [_rendered(page, ground.render) for page in pages]
    read = [_read(page, html, ground.files) for page, html in zip(pages, rendered, strict=True)]
    texts = _with_media([text for text in read if isinstance(text, Text)], examiner)
    verdicts = iter(engine.judge_texts(texts, ground.guidelines))
    return [text if isinstance(text, Unreadable) else next(verdicts) for text in read]


def _rendered(page: Page | Unreadable, render: Renderer) -> str | Unreadable:
    if isinstance(page, Unreadable):
        return page
    try:
        return render(page.body)
    except RecursionError:
        return _too_deep(page)


def _read(page: Page | Unreadable, html: str | Unreadable, files: Mapping[str, str]) -> Text | Unreadable:
    if isinstance(page, Unreadable):
        return page
    if isinstance(html, Unreadable):
        return html
    try:
        surface = extract(page, html)
    except RecursionError:
        return _too_deep(page)
    except CannotJudge as error:
        place = Place(error.line or 1, error.column or 1)
        return Unreadable(page.path, page.digest, error.message, place)
    return Text(page, surface, claimed_files(page, surface.references, files))


def _too_deep(page: Page) -> Unreadable:
    return Unreadable(page.path, page.digest, "lists or quotes are nested too deeply to be read")


def _with_media(texts: Sequence[Text], examiner: Examiner) -> list[Text]:
    """Each text with what is in its files, whose texts the public reads as well."""
    found = examiner.examine({path: digest for text in texts for path, digest in text.files.items()})
    return [_add_media(text, found) for text in texts]


def _add_media(text: Text, found: Mapping[str, Examined]) -> Text:
    if not text.files:
        return text
    media = {path: found[path] for path in text.files}
    more = (
        passage
        for path, examined in media.items()
        for passage in passages(path, examined, of_media(text.page, text.surface, path))
    )
    surface = replace(text.surface, passages=(*text.surface.passages, *more))
    return replace(text, media=media, surface=surface)

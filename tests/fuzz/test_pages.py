"""Any bytes are a page or an unreadable one; any page has a surface that leaves out no word, or a reason."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.village import WITH_MAP

from clearance.content.folding import fold
from clearance.content.page import read_page
from clearance.content.surface import extract
from clearance.errors import CannotJudge
from clearance.model import Page, Surface, Unreadable
from clearance.publish.generator import plain_renderer

ZONE = ZoneInfo("America/Chicago")
PATH = "content/posts/fuzz.md"
RENDER = plain_renderer()
PATIENT = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])

_YAML = [
    "---\n ",
    " title: ",
    "title: Closed\n",
    "title: [",
    "date: 2026-03-06\n",
    "date: {created: ",
    "authors: [pio]\n",
    "authors: ",
    "- pio\n",
    "clearance:\n",
    "  attest: pio\n",
    "  media:\n    a.png: {kind: map}\n",
    "clearance: {media: {: ",
    "\t",
    "\n",
    ": ",
    "&a ",
    "*a ",
    "!!int ",
    "!!python/object:os.system ",
    "<<: ",
    "? ",
    "- ",
    "{}",
    "[]",
    "null",
    "~",
    "1e400",
    "0x",
    ".nan",
    "yes",
    "2026-13-45",
    "'",
    '"',
    "#",
    "%YAML 9.9",
    "...\n",
    "\x00",
    "\u200b",
    "\ufeff",
    "\r",
    "é",
    "😀",
]
_MARKUP = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<span title='ghost'>",
    "<img alt='map' src=a.png>",
    "<!-- ",
    "-->",
    "<script>",
    "</script>",
    "<style>",
    "<noscript>",
    "</noscript>",
    "<svg><text>",
    "<template>",
    "<table><td>",
    "<a href=x.md>",
    "</a>",
    "&#8203;",
    "&amp;",
    "&#x",
    "&lt;",
    "]]>",
    "<![CDATA[",
    "<?php",
    "<!DOCTYPE",
    "<",
    ">",
    '"',
    "'",
    "=",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "# ",
    "> ",
    "- ",
    "1. ",
    "\n\n",
    "    ",
    "[x](y)",
    "![alt](a.png)",
    "[^1]",
    "[^1]: note",
    "",
    " a ",
    " b ",
    "\n",
    "---",
    "---",
    "\n",
    "{: .c }",
    "!!! note\n    ",
    "==",
    "^^",
    "~~",
    "\u200b",
    "\xad",
    "\u202e",
]
_WORDS = ("flood", "Mill", "closed", "736-41-8820", "señora", "ドア")

fronts = st.lists(st.sampled_from(_YAML), max_size=25).map("".join)
bodies = st.lists(st.sampled_from([*_MARKUP, *(f" {word} " for word in _WORDS)]), max_size=30).map("".join)


@st.composite
def damaged_posts(draw: st.DrawFn) -> bytes:
    data = bytearray(WITH_MAP.encode())
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 8))] = draw(
            st.one_of(st.binary(max_size=4), st.sampled_from(_YAML).map(str.encode))
        )
    return bytes(data)


@PATIENT
@given(
    st.one_of(
        st.binary(max_size=400),
        damaged_posts(),
        fronts.map(lambda front: f"---\n{front}\n---\nText\n".encode("utf-8", "surrogatepass")),
    )
)
@example(b"---\n" + b"[" * 100_000 + b"\n---\n")
@example(b"---\r---\r")
@example(b"---\n!!int\n---\n")
def test_any_bytes_are_a_page_or_unreadable_with_a_place_in_the_file(data: bytes) -> None:
    read = read_page(PATH, data, ZONE)
    assert isinstance(read, Page | Unreadable)
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    places = [read.place] if isinstance(read, Unreadable) else [*read.places.values()]
    assert all(1 <= place.line <= lines + 1 and place.column >= 1 for place in places), (read, lines)


def surface_of(body: str) -> tuple[Page, Surface] | None:
    read = read_page(PATH, f"---\ntitle: Closed\n---\n{body}".encode("utf-8", "surrogatepass"), ZONE)
    if isinstance(read, Unreadable):
        return None
    try:
        return read, extract(read, RENDER(read.body))
    except (CannotJudge, RecursionError):
        return None


@PATIENT
@given(bodies)
def test_every_place_of_a_surface_lies_in_the_source(body: str) -> None:
    found = surface_of(body)
    if found is None:
        return
    page, surface = found
    last = page.source.count(b"\n") + 1
    places = [passage.place for passage in surface.passages]
    places += [element.place for element in surface.elements]
    places += [reference.place for reference in surface.references]
    assert all(1 <= place.line <= last and place.column >= 1 for place in places)


@PATIENT
@given(bodies)
def test_a_word_that_is_shown_is_never_left_out(body: str) -> None:
    """What stands between tags in the rendered page is a text that the public could read."""
    found = surface_of(body)
    if found is None:
        return
    shown = re.sub(r"<[^<>]*>", " ", RENDER(found[0].body))
    read = " ".join(fold(passage.text).text for passage in found[1].passages)
    read += " ".join(element.text for element in found[1].elements)
    read += " ".join(value for element in found[1].elements for value in element.attributes.values())
    for word in _WORDS:
        if f" {word} " in shown:
            assert word in read, (body, shown, read)

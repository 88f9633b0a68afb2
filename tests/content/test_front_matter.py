from __future__ import annotations

import pytest
from tests.content.pages import POST, read

from clearance.content.instants import EXPECTED
from clearance.content.vocabulary import Kind
from clearance.model import Page, Place, Unreadable


def unreadable(front: str, path: str = POST) -> tuple[str, Place]:
    result = read(front, path=path)
    assert isinstance(result, Unreadable), result
    return result.message, result.place


MAPPING = "the front matter must be keys with values; expected at least `title: …`"
KEYS = "title, date, authors, categories, description, tags, draft, slug, pin, lang, clearance"
KINDS = ", ".join(Kind)
MEDIA = "title: T\nclearance:\n  media:\n    "
SHAPE = "write each file once, as a path from this page's folder"


@pytest.mark.parametrize(
    ("front", "message", "place"),
    [
        pytest.param("", MAPPING, Place(1, 1), id="nothing"),
        pytest.param("- title", MAPPING, Place(2, 1), id="a list"),
        pytest.param("just text", MAPPING, Place(2, 1), id="a text"),
        pytest.param("date: 2026-03-01", "the key `title` is missing", Place(2, 1), id="no title"),
        pytest.param(
            "titel: T",
            f"titel: unknown key `titel`; did you mean `title`? Expected one of: {KEYS}",
            Place(2, 1),
            id="a misspelt key comes before the missing one",
        ),
        pytest.param(
            "title: T\ntemplate: x.html",
            f"template: unknown key `template`. Expected one of: {KEYS}",
            Place(3, 1),
            id="a key that would change the page's template",
        ),
        pytest.param(
            "title: T\nclearance: {attests: pio1}",
            "clearance.attests: unknown key `attests`; did you mean `attest`? Expected one of: "
            "attest, media, incident, case, requested_by, requested, chain, expires, event, changes, "
            "formerly, alert, translation_of",
            Place(3, 13),
            id="an unknown key of ours",
        ),
        pytest.param(
            "title: T\nclearance:\n  changes:\n    - {date: 2026-03-01, notes: Mended}",
            "clearance.changes.0.notes: unknown key `notes`; did you mean `note`? Expected one of: "
            "date, note, minor",
            Place(5, 26),
            id="an unknown key of a change",
        ),
        pytest.param(
            "title: T\nclearance:\n  changes:\n    - {date: 2026-03-01}",
            "clearance.changes.0: the key `note` is missing",
            Place(5, 7),
            id="a change that says nothing",
        ),
        pytest.param(
            "title: T\nclearance:\n  changes:\n    - {date: noon, note: Mended}",
            "clearance.changes.0.date: 'noon' is not a date; write a date such as 2026-03-01, or "
            "2026-03-01T18:00",
            Place(5, 8),
            id="a change of no day",
        ),
        pytest.param(
            "title: T\nclearance:\n  changes:\n    - {date: 2026-03-01, note: Mended, minor: perhaps}",
            "clearance.changes.0.minor: expected true or false, found text",
            Place(5, 40),
            id="a change that is neither minor nor not",
        ),
        pytest.param(
            "title: T\nclearance: {changes: Mended}",
            "clearance.changes: expected a list, such as [Mended]",
            Place(3, 13),
            id="changes that are no list",
        ),
        pytest.param(
            "title: T\ndate: {created: 2026-03-01, update: 2026-03-02}",
            "date.update: unknown key `update`; did you mean `updated`? Expected one of: created, updated",
            Place(3, 29),
            id="an unknown key of the date",
        ),
        pytest.param(
            "title: A\ntitle: B", "the key 'title' stands twice; keep one", Place(3, 1), id="a doubled key"
        ),
        pytest.param(
            "title: T\nslug:",
            "slug: this key has no value; write one, or remove the key",
            Place(3, 1),
            id="no value",
        ),
        pytest.param(
            "title: T\ntags: [a, null]",
            "tags.1: this key has no value; write one, or remove the key",
            Place(3, 11),
            id="no item",
        ),
        pytest.param(
            "title: 2026",
            "title: expected text, found a number; put it in quotes",
            Place(2, 1),
            id="a number",
        ),
        pytest.param(
            "title: yes", "title: expected text, found true or false; put it in quotes", Place(2, 1), id="yes"
        ),
        pytest.param("title: [T]", "title: expected text, found a list", Place(2, 1), id="a list for a text"),
        pytest.param("title: ' '", "title: is empty; write a text", Place(2, 1), id="a blank title"),
        pytest.param(
            "title: ' T'", "title: begins or ends with a space; remove it", Place(2, 1), id="a title set in"
        ),
        pytest.param(
            'title: "A\\nB"',
            "title: must be one line, without control characters",
            Place(2, 1),
            id="a title of two lines",
        ),
        pytest.param(
            "title: T\nauthors: pio1",
            "authors: expected a list, such as [pio1]",
            Place(3, 1),
            id="one author",
        ),
        pytest.param(
            "title: T\nauthors: {pio1: x}",
            "authors: expected a list, such as [keys with values]",
            Place(3, 1),
            id="authors as keys",
        ),
        pytest.param(
            "title: T\nauthors: [7]",
            "authors.0: expected text, found a number; put it in quotes",
            Place(3, 11),
            id="a number among authors",
        ),
        pytest.param(
            "title: T\nauthors: [a, b, a]",
            "authors: 'a' stands twice; keep one",
            Place(3, 1),
            id="an author twice",
        ),
        pytest.param(
            "title: T\ndraft: 'true'",
            "draft: expected true or false, found text",
            Place(3, 1),
            id="true in quotes",
        ),
        pytest.param(
            "title: T\nslug: A_b",
            "slug: may hold small letters, digits and single hyphens between them only",
            Place(3, 1),
            id="capitals in the slug",
        ),
        pytest.param(
            "title: T\ndate: 7",
            "date: write a date such as 2026-03-01, or 2026-03-01T18:00",
            Place(3, 1),
            id="a number as date",
        ),
        pytest.param(
            "title: T\ndate: {created: 7}",
            "date.created: write a date such as 2026-03-01, or 2026-03-01T18:00",
            Place(3, 8),
            id="a number as day of creation",
        ),
        pytest.param(
            "title: T\ndate: {}", "date: the key `created` is missing", Place(3, 1), id="an empty date"
        ),
        pytest.param(
            "title: T\ndate: 2026-02-30",
            f"date: '2026-02-30' is not a day and time that exist; {EXPECTED}",
            Place(3, 1),
            id="a day that the calendar lacks",
        ),
        pytest.param(
            "title: T\nclearance: x",
            "clearance: expected keys with values, found text",
            Place(3, 1),
            id="text for keys",
        ),
        pytest.param(
            "title: T\n\tdate: x",
            "not valid YAML: found a tab character that violates indentation",
            Place(3, 1),
            id="a tab",
        ),
        pytest.param(
            "title: T\n---\nx",
            "the key `date` is missing; a post needs one",
            Place(2, 1),
            id="a post without date",
        ),
        pytest.param(
            "title: T\ndate: {created: 2026-03-02, updated: 2026-03-01}",
            "date.updated: the update lies before the creation",
            Place(3, 29),
            id="updated before it was made",
        ),
        pytest.param(
            "title: T\ndate: 2026-03-01\nclearance: {expires: 2026-03-01}",
            "clearance.expires: the post would expire before it begins",
            Place(4, 13),
            id="expired before it begins",
        ),
        pytest.param(
            "title: T\ndate: 2026-03-01\nclearance:\n"
            "  event: {start: 2026-03-07T12:00, end: 2026-03-07T12:00, place: P}",
            "clearance.event.end: lies before the start, or at the same time",
            Place(5, 36),
            id="an event that ends when it begins",
        ),
        pytest.param(
            "title: T\ndate: 2026-03-01\nclearance: {event: {start: 2026-03-07T12:00}}",
            "clearance.event: the key `place` is missing",
            Place(4, 13),
            id="an event without a place",
        ),
        pytest.param(
            "a: &a [x]\nb: [*a, *a]",
            "anchors (&) and aliases (*) are not allowed",
            Place(2, 4),
            id="a billion laughs",
        ),
        pytest.param("title: " + "[" * 500, "nested deeper than 40 levels", Place(2, 47), id="nesting"),
    ],
)
def test_front_matter_that_can_not_be_read(front: str, message: str, place: Place) -> None:
    assert unreadable(front) == (message, place)


@pytest.mark.parametrize(
    ("media", "message"),
    [
        pytest.param(
            "map.png: {kind: mapp}",
            f"map.png.kind: unknown value `mapp`; did you mean `map`? Expected one of: {KINDS}",
            id="an unknown kind",
        ),
        pytest.param(
            "map.png: {kind: [map]}",
            f"map.png.kind: unknown value `a list`; did you mean `map`? Expected one of: {KINDS}",
            id="a list of kinds",
        ),
        pytest.param(
            "map.png: map", "map.png: expected keys with values, found text", id="a kind without its key"
        ),
        pytest.param("map.png: {}", "map.png: the key `kind` is missing", id="no kind"),
        pytest.param(
            "a.png: {kind: booking-photo, offence: felony}",
            "a.png.offence: unknown key `offence`; did you mean `offense`? Expected one of: "
            "kind, subject, offense, purpose, wanted_for",
            id="another spelling",
        ),
        pytest.param(
            "a.png: {kind: portrait, subject: adult}",
            "a.png.subject: is only for a file of kind booking-photo, and this one is of kind portrait",
            id="a subject for a portrait",
        ),
        pytest.param(
            "../../a.png: {kind: map}",
            f"../../a.png: does not name a file inside content/; {SHAPE}",
            id="out of content",
        ),
        pytest.param(
            "/a.png: {kind: map}",
            f"/a.png: does not name a file inside content/; {SHAPE}",
            id="from the root",
        ),
        pytest.param(
            "a\\b.png: {kind: map}",
            f"a\\b.png: does not name a file inside content/; {SHAPE}",
            id="a backslash",
        ),
        pytest.param("a/: {kind: map}", f"a/: does not name a file inside content/; {SHAPE}", id="a folder"),
        pytest.param("'': {kind: map}", f": does not name a file inside content/; {SHAPE}", id="no name"),
        pytest.param(
            "other.md: {kind: document}",
            f"other.md: does not name a file inside content/; {SHAPE}",
            id="a page",
        ),
        pytest.param(
            "https://x.example/a.png: {kind: map}",
            f"https://x.example/a.png: does not name a file inside content/; {SHAPE}",
            id="another site",
        ),
    ],
)
def test_media_that_are_declared_wrongly(media: str, message: str) -> None:
    found, place = unreadable(MEDIA + media + "\ndate: 2026-03-01")
    assert (found, place.line) == (f"clearance.media.{message}", 5)


def test_a_file_declared_under_two_names() -> None:
    front = f"{MEDIA}a.png: {{kind: map}}\n    ./x/../a.png: {{kind: logo}}\ndate: 2026-03-01"
    assert unreadable(front.replace("x/../", "")) == (
        f"clearance.media../a.png: is named twice; {SHAPE}",
        Place(6, 5),
    )


def test_media_as_a_list() -> None:
    expected = "expected a file name with its kind, such as `map.png: {kind: map}`, found a list"
    assert unreadable("title: T\nclearance: {media: [a.png]}") == (
        f"clearance.media: {expected}",
        Place(3, 13),
    )


@pytest.mark.parametrize(
    "address",
    ["posts/2025/flood/", "a/", "news/42/", "posts/año/", "posts/v1.2/", "Old_Name/x~y-z/"],
)
def test_a_former_address(address: str) -> None:
    found = read(f"title: T\nclearance: {{formerly: [{address}]}}", path="content/a.md")
    assert isinstance(found, Page)
    assert found.formerly == (address,)


@pytest.mark.parametrize(
    "address",
    [
        "/posts/flood/",
        "posts/flood",
        "https://police.example/posts/flood/",
        "//police.example/",
        "../flood/",
        "posts/../flood/",
        "posts/./flood/",
        "posts//flood/",
        ".hidden/",
        "posts/flood./",
        "posts/a b/",
        "posts/a%20b/",
        "posts/a?b/",
        "posts/a#b/",
        "posts\\\\flood/",
        "posts/a:b/",
        "posts/\u202eflood/",
        "/",
        "",
    ],
)
def test_what_is_no_former_address(address: str) -> None:
    message, place = unreadable(f'title: T\nclearance: {{formerly: ["{address}"]}}', path="content/a.md")
    assert message.startswith(
        "clearance.formerly.0: must be an address inside the site with a slash at its end"
    )
    assert place.line == 3

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.content.pages import CHICAGO, POST, page, read

from clearance.content.page import read_page
from clearance.content.vocabulary import Kind, Offense, Purpose, Subject
from clearance.model import Change, Declaration, Page, Place, Unreadable, sha256

FULL = """\
title: Road closed on Alder Street
date: {created: 2026-03-01T08:00, updated: 2026-03-02}
authors: [pio1]
categories:
  - traffic
description: >
  From Monday on
  until it is mended.
tags: [roads, alder street]
draft: true
slug: alder-street-2
pin: true
clearance:
  attest: pio1
  media:
    closure-map.png: {kind: map}
    ../images/wanted.jpg:
      kind: booking-photo
      subject: adult
      offense: class-b-misdemeanor
      purpose: wanted
      wanted_for: felony
  incident: 2026-0412
  requested_by: patrol7
  requested: 2026-02-28T08:15
  chain: [sgt1, lt2]
  expires: 2026-12-01T18:00
  changes:
    - {date: 2026-03-01T09:30, note: Two streets}
    - {date: 2026-03-02, note: A slip of the pen, minor: true}"""


def test_a_post_with_every_key() -> None:
    source = f"---\n{FULL}\n---\n# Body\n".encode()
    result = read_page(POST, source, CHICAGO)
    assert isinstance(result, Page)
    assert result == Page(
        path=POST,
        source=source,
        digest=sha256(source),
        body="# Body\n",
        body_line=33,
        title="Road closed on Alder Street",
        created=datetime(2026, 3, 1, 14, tzinfo=UTC),
        updated=datetime(2026, 3, 2, 6, tzinfo=UTC),
        authors=("pio1",),
        categories=("traffic",),
        description="From Monday on until it is mended.\n",
        tags=("roads", "alder street"),
        draft=True,
        slug="alder-street-2",
        pin=True,
        attest="pio1",
        media=(
            Declaration("content/posts/closure-map.png", Kind.MAP, place=Place(17, 5)),
            Declaration(
                "content/images/wanted.jpg",
                Kind.BOOKING_PHOTO,
                Subject.ADULT,
                Offense.CLASS_B_MISDEMEANOR,
                Purpose.WANTED,
                Offense.FELONY,
                Place(18, 5),
            ),
        ),
        incident="2026-0412",
        requested_by="patrol7",
        requested=datetime(2026, 2, 28, 14, 15, tzinfo=UTC),
        chain=("sgt1", "lt2"),
        expires=datetime(2026, 12, 2, 0, tzinfo=UTC),
        changes=(
            Change(datetime(2026, 3, 1, 15, 30, tzinfo=UTC), "Two streets"),
            Change(datetime(2026, 3, 2, 6, tzinfo=UTC), "A slip of the pen", minor=True),
        ),
        places=result.places,
    )


def test_places_of_keys_are_lines_and_columns_of_the_file() -> None:
    result = page(front=FULL)
    keys = (
        "title",
        "date.updated",
        "categories.0",
        "tags.1",
        "clearance.attest",
        "clearance.media.closure-map.png",
    )
    assert [result.place(key) for key in keys] == [
        Place(2, 1),
        Place(3, 35),
        Place(6, 5),
        Place(10, 15),
        Place(15, 3),
        Place(17, 5),
    ]


def test_a_page_that_is_no_post_needs_a_title_only() -> None:
    source = b"---\ntitle: About us\n---\n"
    result = read_page("content/about.md", source, CHICAGO)
    assert isinstance(result, Page)
    assert result == Page(
        "content/about.md", source, sha256(source), "", 4, title="About us", places={"title": Place(2, 1)}
    )


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"\xef\xbb\xbf---\ntitle: T\n---\nOne\ntwo\n", id="byte order mark"),
        pytest.param(b"---\r\ntitle: T\r\n---\r\nOne\r\ntwo\r\n", id="line ends of Windows"),
        pytest.param(b"---\rtitle: T\r---\rOne\rtwo\r", id="line ends of old Macs"),
        pytest.param(b"--- \ntitle: T\n---\t \nOne\ntwo\n", id="blanks after the fences"),
    ],
)
def test_bytes_that_editors_add_do_no_harm(source: bytes) -> None:
    result = read_page("content/about.md", source, CHICAGO)
    assert isinstance(result, Page)
    assert (result.body, result.body_line, result.digest) == ("One\ntwo\n", 4, sha256(source))


NO_FENCE = "a page must begin with a line of three hyphens: ---"
UNCLOSED = "the front matter is not closed; end it with a line of three hyphens and a line break"


@pytest.mark.parametrize(
    ("source", "message", "place"),
    [
        pytest.param(b"", NO_FENCE, Place(1, 1), id="an empty file"),
        pytest.param(
            b"title: T\n\nText\n", NO_FENCE, Place(1, 1), id="keys without a fence, as MkDocs would take"
        ),
        pytest.param(b"\n---\ntitle: T\n---\n", NO_FENCE, Place(1, 1), id="a line before the fence"),
        pytest.param(b"----\ntitle: T\n----\n", NO_FENCE, Place(1, 1), id="four hyphens"),
        pytest.param(b"---\ntitle: T\n", UNCLOSED, Place(1, 1), id="not closed"),
        pytest.param(b"---\ntitle: T\n---", UNCLOSED, Place(1, 1), id="closed without a line break"),
        pytest.param(
            b"---\ntitle: T\n...\n# hidden: from us\n---\n",
            "three dots end the front matter for some readers; end it with ---",
            Place(3, 1),
            id="dots that end it for MkDocs",
        ),
        pytest.param(b"---\ntitle: T\n---\n\xff", "the file is not UTF-8 text", Place(4, 1), id="not UTF-8"),
        pytest.param(b"\xff\xfe-\0-\0-\0", "the file is not UTF-8 text", Place(1, 1), id="UTF-16"),
        pytest.param(
            b"---\ntitle: T\n---\n\0",
            "the file holds a zero byte; it is not text",
            Place(4, 1),
            id="a zero byte",
        ),
        pytest.param(
            b"a" * 10_000_000,
            "the file has 10,000,000 bytes; 2,000,000 is the limit",
            Place(1, 1),
            id="ten million bytes",
        ),
        pytest.param(
            b"---\ntitle: " + b"a" * 100_000 + b"\n---\n",
            "the front matter has 100,007 characters; 100,000 is the limit",
            Place(2, 1),
            id="a front matter like a book",
        ),
    ],
)
def test_files_that_are_no_page(source: bytes, message: str, place: Place) -> None:
    assert read_page(POST, source, CHICAGO) == Unreadable(POST, sha256(source), message, place)


def test_authors_and_categories_are_for_the_rules_to_ask_for() -> None:
    result = page(front="title: T\ndate: 2026-03-01")
    assert (result.authors, result.categories, result.is_post) == ((), (), True)


_WORDS = st.sampled_from(
    [
        *("title", "date", "clearance", "media", "kind", "map", "a.png", "2026-03-01", "null", "true", "1"),
        *(
            ": ",
            "\n",
            "\n  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "'",
            '"',
            "..",
            "/",
            "#",
            "|",
            ">",
            "?",
            "\t",
            "\u2028",
        ),
        *("!!python/object", "&a", "*a", "<<"),
    ]
)


@given(st.lists(_WORDS | st.text(max_size=3), max_size=30).map("".join))
def test_any_front_matter_is_a_page_or_says_why_not(front: str) -> None:
    result = read(front, path="content/x.md")
    if isinstance(result, Unreadable):
        assert result.message
        assert result.place.line >= 1
        assert result.place.column >= 1


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: b"---\n" + data + b"\n---\n"))
def test_any_bytes_are_a_page_or_say_why_not(data: bytes) -> None:
    assert read_page(POST, data, CHICAGO).digest == sha256(data)


def test_a_paragraph_with_very_many_brackets_is_not_read() -> None:
    head = "---\ntitle: x\n---\n"
    page = read_page("content/x.md", f"{head}one\n\n{'[' * 1_001}\n".encode(), CHICAGO)
    assert isinstance(page, Unreadable)
    assert (page.message, page.place) == (
        "this paragraph has more than 1,000 opening brackets; split it",
        Place(6, 1),
    )
    many = "\n\n".join(["[" * 1_000] * 3)
    assert isinstance(read_page("content/x.md", f"{head}{many}\n".encode(), CHICAGO), Page)


def test_an_index_page_has_no_address_of_its_own() -> None:
    text = b"---\ntitle: x\nslug: home\n---\n"
    moved = read_page("content/index.md", text, CHICAGO)
    assert isinstance(moved, Unreadable)
    expected = "slug: an index page has the address of its folder; remove the slug"
    assert (moved.message, moved.place) == (expected, Place(3, 1))
    assert isinstance(read_page("content/about.md", text, CHICAGO), Page)

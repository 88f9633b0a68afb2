from __future__ import annotations

import marshal
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.cache.codec import decode, encode
from clearance.content.page import read_page
from clearance.model import Finding, Page, Place, Reference, Severity, TextVerdict, Unreadable, sha256

CHICAGO, LONDON = ZoneInfo("America/Chicago"), ZoneInfo("Europe/London")
PATH = "content/posts/2026/flood.md"
FRONT = """\
title: Überschwemmung “am Bach”
date: {created: 2026-03-01, updated: 2026-11-01T01:30}
authors: [pio1, sgt2]
categories: [safety]
description: Was man wissen muß.
tags: [flood, 2026 – Übung]
draft: true
slug: flood
pin: true
lang: de
clearance:
  attest: pio1
  incident: 2026-0412
  requested_by: patrol7
  requested: 2026-02-27T23:50-06:00
  chain: [sgt1, lt2]
  expires: 2026-12-01T18:00-05:30
  translation_of: ../closure.md
  alert:
    event: Hochwasser
    category: Met
    urgency: Expected
    severity: Minor
    certainty: Likely
    area: Bach
    expires: 2026-03-07T09:00
    same: ["017031"]
    polygon: [[41, -87], [42, -87], [42, -86.5]]
  event: {start: 2026-03-07T09:00, end: 2026-03-07T12:00-06:00, place: Depot}
  changes: [{date: 2026-03-02T08:00, note: Zwei Straßen}, {date: 2026-03-03T08:00Z, note: A, minor: true}]
  media:
    map.png: {kind: map}
    wanted.jpg:
      {kind: booking-photo, subject: adult, offense: felony, purpose: wanted, wanted_for: felony}
"""


def source(front: str = FRONT, body: str = "Zeile\r\n\n---\n\nletzte", *, mark: bytes = b"") -> bytes:
    return mark + f"---\n{front}---\n{body}".encode()


def page(data: bytes, zone: ZoneInfo = CHICAGO) -> Page:
    read = read_page(PATH, data, zone)
    assert isinstance(read, Page), read
    return read


FINDING = Finding("PB101", "ssn", "1021.5(b)", Severity.BLOCK, PATH, 3, 4, "“so”\u2028 ☃", "Take it out.")
REFERENCES = (
    Reference("map.png", "content/posts/2026/map.png", loads=True, place=Place(9, 1)),
    Reference("https://x.example/\ud83d", None, loads=False, place=Place(10, 7)),
)


def verdict(data: bytes, zone: ZoneInfo = CHICAGO) -> TextVerdict:
    return TextVerdict(
        page=page(data, zone),
        references=REFERENCES,
        files={"content/posts/2026/map.png": "d1"},
        findings=(FINDING,),
        further=(replace(FINDING, code="GD901", severity=Severity.NOTE), FINDING),
    )


def again(said: TextVerdict | Unreadable, data: bytes, zone: ZoneInfo = CHICAGO) -> object:
    return decode(encode(said), path=PATH, source=lambda: data, digest=sha256(data), zone=zone)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(source(), id="every key"),
        pytest.param(source("title: T\ndate: 2026-03-01\n"), id="hardly any"),
        pytest.param(source(mark=b"\xef\xbb\xbf"), id="with a byte order mark"),
        pytest.param(source(body="a\rb\r\nc"), id="every kind of line break"),
        pytest.param(source(body=""), id="an empty body"),
        pytest.param(source("title: T\ndate: 2026-03-01T12:00Z\n"), id="a date in UTC"),
        pytest.param(source("title: T\ndate: 2026-03-01T12:00-05:00\n"), id="a date with an offset"),
        pytest.param(source("title: T\ndate: 2026-11-01T01:30\n"), id="in the hour that comes twice"),
    ],
)
def test_what_comes_back_is_what_went_in(data: bytes) -> None:
    said = verdict(data)
    told = again(said, data)
    assert (told, repr(told)) == (said, repr(said))


def test_an_unreadable_page_comes_back() -> None:
    said = Unreadable(PATH, sha256(b"nothing"), "a page must begin with ---", Place(2, 3))
    assert again(said, b"nothing") == said


@given(st.text(), st.text(), st.dictionaries(st.text(min_size=1), st.text()))
def test_any_text_comes_back(message: str, target: str, files: dict[str, str]) -> None:
    data = source()
    said = replace(
        verdict(data),
        findings=(replace(FINDING, message=message),),
        references=(replace(REFERENCES[0], target=target),),
        files=files,
    )
    assert again(said, data) == said


def test_an_instant_that_the_zones_rules_make_another_one_by_now_is_none() -> None:
    """As if the rules of the zone had changed since the page was read."""
    data = source("title: T\ndate: 2026-03-01T12:00\n")
    assert again(verdict(data), data, LONDON) is None
    fixed = source("title: T\ndate: 2026-03-01T12:00Z\n")
    assert again(verdict(fixed), fixed, LONDON) == verdict(fixed, LONDON)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param((), id="nothing"),
        pytest.param(("unreadable", 1), id="half a refusal"),
        pytest.param(("page", ("T",)), id="half a page"),
        pytest.param(7, id="a number"),
    ],
)
def test_what_is_no_verdict_is_none(told: Any) -> None:
    data = source()
    entry = marshal.dumps(told)
    assert decode(entry, path=PATH, source=lambda: data, digest="d", zone=CHICAGO) is None
    assert decode(entry[:-1], path=PATH, source=lambda: data, digest="d", zone=CHICAGO) is None


@pytest.mark.parametrize("part", range(1, 7))
def test_a_verdict_without_one_of_its_parts_is_none(part: int) -> None:
    data = source()
    told = marshal.loads(encode(verdict(data)))  # noqa: S302 - what was just written
    entry = marshal.dumps((*told[:part], *told[part + 1 :]))
    assert decode(entry, path=PATH, source=lambda: data, digest="d", zone=CHICAGO) is None

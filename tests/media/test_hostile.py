"""Mutated files of every kind: always an answer, never an exception, a hang or a flood of memory."""

from __future__ import annotations

import contextlib
import resource
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.media import samples, test_offices, test_pdfs

from clearance.media import boxes, clean, gif, jpeg, png, webp
from clearance.media.examine import examine
from clearance.media.limits import Refused
from clearance.media.reading import Reader
from clearance.media.values import Media, Unread

SEEDS: dict[str, bytes] = {
    "a.jpg": samples.photograph(xmp=samples.XMP, comment=b"note", progressive=True),
    "a.png": samples.png_with_texts(),
    "a.gif": samples.animation(),
    "a.webp": samples.photograph("WEBP", xmp=samples.XMP),
    "a.avif": samples.photograph("AVIF"),
    "a.heic": samples.photograph("HEIF"),
    "a.tif": samples.photograph("TIFF"),
    "a.pdf": samples.altered(samples.pdf(samples.cover), test_pdfs._note),
    "b.pdf": samples.raw_pdf(samples.shows("before"), samples.shows("after")),
    "a.docx": samples.word(word__comments_xml=test_offices.COMMENTS, docProps__core_xml=samples.CORE),
    "a.xlsx": samples.sheet(test_offices.ROW),
    "a.odt": samples.open_document(test_offices.NOTE),
}
MOST_SECONDS = 20.0
PATIENT = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    """A file with some bytes changed, taken out, doubled or cut off."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        how = draw(st.sampled_from(("set", "cut", "double", "drop", "number")))
        if how == "set" and data:
            data[at] = draw(st.integers(0, 255))
        elif how == "number":
            data[at : at + 4] = draw(st.sampled_from((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"9999")))
        elif how == "cut":
            del data[at:]
        elif how == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 200))]
        else:
            del data[at : at + draw(st.integers(1, 50))]
    return bytes(data)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(wall_seconds=MOST_SECONDS) as process:
        yield process


@pytest.mark.parametrize("name", SEEDS)
def test_a_mutated_file_is_read_or_refused_in_time(name: str, reader: Reader) -> None:
    @PATIENT
    @given(mutated(SEEDS[name]))
    def check(data: bytes) -> None:
        started = time.monotonic()
        assert isinstance(reader.examine(name, data), Media | Unread)
        assert time.monotonic() - started < MOST_SECONDS

    check()


@pytest.mark.parametrize("name", SEEDS)
def test_a_mutated_file_is_cleaned_or_refused_and_then_shows_the_same(name: str, reader: Reader) -> None:
    @PATIENT
    @given(mutated(SEEDS[name]))
    def check(data: bytes) -> None:
        answer = reader.clean(name, data)
        if isinstance(answer, tuple) and answer[0] != data:
            again = reader.clean(name, answer[0])
            assert isinstance(again, tuple)
            assert again[1] == ()

    check()


STRIPPERS = {
    "a.jpg": lambda data: jpeg.cleaned(data, 6),
    "a.png": lambda data: png.cleaned(data, 6),
    "a.gif": gif.cleaned,
    "a.webp": lambda data: webp.cleaned(data, 6),
    "a.avif": boxes.cleaned,
    "a.heic": boxes.cleaned,
}


@pytest.mark.parametrize("name", STRIPPERS)
def test_taking_a_mutated_picture_apart_ends_in_bytes_or_a_refusal(name: str) -> None:
    @settings(max_examples=300)
    @given(mutated(SEEDS[name]))
    def check(data: bytes) -> None:
        with contextlib.suppress(Refused):
            assert isinstance(STRIPPERS[name](data), bytes)

    check()


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(sorted(SEEDS)))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    assert isinstance(examine(name, data), Media | Unread)


def test_reading_all_of_this_took_bounded_memory(reader: Reader) -> None:
    for name, data in SEEDS.items():
        reader.examine(name, data)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_500_000


def test_cleaning_is_settled_after_once() -> None:
    for name, data in SEEDS.items():
        once = clean.clean(name, data)
        assert isinstance(once, clean.Cleaned), (name, once)
        again = clean.clean(name, once.data)
        assert again == clean.Cleaned(once.data, (), once.left)

from __future__ import annotations

import io
import zlib

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from tests.media import samples

from clearance.media.examine import examine
from clearance.media.values import Inscription, Mark, Media, Origin, Trait, Unread

LOCATION = Mark(Trait.LOCATION, "GPS position")
AUTHOR = Mark(Trait.PERSON, "name of the photographer")
SERIAL = Mark(Trait.DEVICE, "serial number of the camera")
MAKE = Mark(Trait.CAMERA, "make of the camera")
DATE = Mark(Trait.CAMERA, "date")
SAYS = (
    Inscription(samples.NAME, Origin.METADATA, "name of the photographer"),
    Inscription("SN-0042", Origin.METADATA, "serial number of the camera"),
)
PICTURES = [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif"), ("GIF", "a.gif")]
WITH_EXIF = [*PICTURES[:4], ("HEIF", "a.heic"), ("TIFF", "a.tif")]


def marks(name: str, data: bytes) -> set[Mark]:
    found = examine(name, data)
    assert isinstance(found, Media), found
    return set(found.marks)


@pytest.mark.parametrize(("format_", "name"), WITH_EXIF)
def test_metadata_of_a_photograph_are_found(format_: str, name: str) -> None:
    found = examine(name, samples.photograph(format_))
    assert isinstance(found, Media)
    assert {LOCATION, AUTHOR, SERIAL, MAKE, DATE} <= set(found.marks)
    assert set(SAYS) <= set(found.inscriptions)


@pytest.mark.parametrize(
    ("format_", "name"), [*PICTURES, ("BMP", "a.bmp"), ("ICO", "favicon.ico"), ("TIFF", "a.tiff")]
)
def test_a_plain_picture_has_nothing_to_tell(format_: str, name: str) -> None:
    found = examine(name, samples.plain_picture(format_))
    assert isinstance(found, Media)
    assert (found.marks, found.inscriptions) == ((), ())


def test_a_colour_profile_and_an_orientation_are_no_metadata() -> None:
    turned = samples.exif(orientation=6, gps=False, person=False, camera=False)
    assert marks("a.jpg", samples.photograph(exif=turned)) == set()


def test_a_gps_block_without_a_position_is_no_location() -> None:
    block = Image.Exif()
    block.get_ifd(samples.GPS)[ExifTags.GPS.GPSVersionID] = b"\2\3\0\0"
    assert LOCATION not in marks("a.jpg", samples.photograph(exif=block))


@pytest.mark.parametrize(
    ("name", "data", "mark"),
    [
        pytest.param(
            "a.jpg",
            samples.photograph(xmp=samples.XMP),
            Mark(Trait.PERSON, "name of the author"),
            id="XMP in a JPEG",
        ),
        pytest.param(
            "a.webp", samples.photograph("WEBP", exif=b"", xmp=samples.XMP), LOCATION, id="XMP in a WebP"
        ),
        pytest.param(
            "a.png", samples.png_with_texts(), Mark(Trait.PERSON, "name of the author"), id="a text in a PNG"
        ),
        pytest.param(
            "a.png", samples.png_with_texts(), Mark(Trait.DESCRIPTION, "comment"), id="a packed text in a PNG"
        ),
        pytest.param(
            "a.gif", samples.animation(), Mark(Trait.DESCRIPTION, "comment"), id="a comment in a GIF"
        ),
        pytest.param(
            "a.jpg",
            samples.photograph(comment=b"at the scene"),
            Mark(Trait.DESCRIPTION, "comment"),
            id="a comment in a JPEG",
        ),
        pytest.param(
            "a.jpg",
            samples.photograph(xmp=b"<x><y></x>"),
            Mark(Trait.PERSON, "metadata that can't be read"),
            id="XMP that is no XML",
        ),
        pytest.param(
            "a.jpg",
            samples.photograph(xmp=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            Mark(Trait.PERSON, "metadata that can't be read"),
            id="XMP with an entity",
        ),
        pytest.param(
            "a.jpg",
            samples.photograph() + b"PK\3\4 a film",
            Mark(Trait.APPENDED_DATA),
            id="data after a JPEG",
        ),
        pytest.param(
            "a.png", samples.plain_picture("PNG") + b"<?php", Mark(Trait.APPENDED_DATA), id="data after a PNG"
        ),
        pytest.param(
            "a.gif", samples.plain_picture("GIF") + b"more", Mark(Trait.APPENDED_DATA), id="data after a GIF"
        ),
        pytest.param(
            "a.webp",
            samples.plain_picture("WEBP") + b"more",
            Mark(Trait.APPENDED_DATA),
            id="data after a WebP",
        ),
        pytest.param(
            "a.avif",
            samples.plain_picture("AVIF") + b"more data",
            Mark(Trait.APPENDED_DATA),
            id="data after an AVIF",
        ),
        pytest.param(
            "a.jpg", samples.plain_picture("PNG"), Mark(Trait.WRONG_NAME, "PNG"), id="a PNG named as a JPEG"
        ),
        pytest.param(
            "a.pdf", samples.plain_picture("JPEG"), Mark(Trait.WRONG_NAME, "JPEG"), id="a JPEG named as a PDF"
        ),
        pytest.param(
            "a.dat",
            samples.plain_picture("JPEG"),
            Mark(Trait.WRONG_NAME, "JPEG"),
            id="a name that promises nothing",
        ),
    ],
)
def test_what_else_a_picture_holds(name: str, data: bytes, mark: Mark) -> None:
    assert mark in marks(name, data)


def test_the_secret_is_a_text_and_in_no_mark() -> None:
    found = examine("a.png", samples.png_with_texts())
    assert isinstance(found, Media)
    assert samples.NAME in {each.text for each in found.inscriptions}
    assert samples.NAME not in repr(found.marks)


def test_a_small_copy_of_the_picture_is_found() -> None:
    small = samples.saved(samples.scene((16, 12)), "JPEG")
    with_copy = samples.photograph(exif=b"Exif\0\0" + _thumbnail(small))
    assert Mark(Trait.PREVIEW, "small copy of the picture") in marks("a.jpg", with_copy)


def _thumbnail(small: bytes) -> bytes:
    """A TIFF structure with an empty first directory and a second one that points to a JPEG."""
    entries = b"".join(
        tag.to_bytes(2) + (4).to_bytes(2) + (1).to_bytes(4) + value.to_bytes(4)
        for tag, value in ((0x0201, 44), (0x0202, len(small)))
    )
    return b"MM\0*\0\0\0\x08" + b"\0\0" + (14).to_bytes(4) + b"\0\2" + entries + b"\0\0\0\0" + small


def with_segment(marker: int, payload: bytes) -> bytes:
    data = samples.plain_picture("JPEG")
    return data[:2] + bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2) + payload + data[2:]


def iptc(*records: tuple[int, bytes]) -> bytes:
    """A Photoshop block with an IPTC-IIM record of application 2 for each number and text."""
    body = b"".join(b"\x1c\2" + bytes((number,)) + len(text).to_bytes(2) + text for number, text in records)
    return b"Photoshop 3.0\08BIM\4\4\0\0" + len(body).to_bytes(4) + body + b"\0" * (len(body) % 2)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(
            with_segment(0xED, iptc((80, b"Robin"), (120, b"The caption"), (25, b"one"), (25, b"two"))),
            {
                Mark(Trait.PERSON, "name of the author"),
                Mark(Trait.DESCRIPTION, "caption"),
                Mark(Trait.DESCRIPTION, "keywords"),
            },
            id="IPTC",
        ),
        pytest.param(
            with_segment(0xED, iptc((92, b"12 Elm Street"))),
            {Mark(Trait.LOCATION, "place within the city")},
            id="a place in IPTC",
        ),
        pytest.param(
            with_segment(0xED, b"Photoshop 3.0\08BIM\4\x0c\0\0\0\0\0\4abcd"),
            {Mark(Trait.PREVIEW, "small copy of the picture")},
            id="a small copy of Photoshop's",
        ),
        pytest.param(
            with_segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0abc"),
            {Mark(Trait.PREVIEW, "small copy of the picture")},
            id="what is too long for XMP",
        ),
        pytest.param(
            with_segment(0xE0, b"JFXX\0\x10abc"),
            {Mark(Trait.PREVIEW, "small copy of the picture")},
            id="a small copy of JFIF's",
        ),
        pytest.param(
            with_segment(0xE7, b"vendor"),
            {Mark(Trait.CAMERA, "data of an application")},
            id="a vendor's block",
        ),
    ],
)
def test_other_blocks_of_a_jpeg(data: bytes, expected: set[Mark]) -> None:
    assert marks("a.jpg", data) == expected


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        pytest.param(ExifTags.Base.XPAuthor, "Robin".encode("utf-16-le"), "Robin", id="of Windows"),
        pytest.param(ExifTags.Base.ImageDescription, "Elm Street", "Elm Street", id="a description"),
    ],
)
def test_texts_of_exif(tag: int, value: object, text: str) -> None:
    block = Image.Exif()
    block[tag] = value
    found = examine("a.jpg", samples.photograph(exif=block))
    assert isinstance(found, Media)
    assert text in {each.text for each in found.inscriptions}


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        pytest.param(b"ASCII\0\0\0at the scene", "at the scene", id="in ASCII"),
        pytest.param(b"UNICODE\0" + "señas".encode("utf-16"), "señas", id="in Unicode"),
        pytest.param(b"\0\0\0\0\0\0\0\0plain", "plain", id="in no said code"),
    ],
)
def test_a_users_comment(comment: bytes, text: str) -> None:
    block = Image.Exif()
    block.get_ifd(samples.EXIF)[ExifTags.Base.UserComment] = comment
    found = examine("a.jpg", samples.photograph(exif=block))
    assert isinstance(found, Media)
    assert Inscription(text, Origin.METADATA, "comment") in found.inscriptions


def test_an_old_text_profile_of_a_png_counts_as_unread() -> None:
    texts = PngInfo()
    texts.add_text("Raw profile type iptc", "00")
    data = samples.saved(samples.scene(), "PNG", pnginfo=texts)
    assert marks("a.png", data) == {Mark(Trait.PERSON, "metadata that can't be read")}


def test_an_animation_is_read_frame_by_frame() -> None:
    found = examine("a.gif", samples.animation())
    assert isinstance(found, Media)
    assert found.frames == 3


@pytest.mark.parametrize(("format_", "name"), [*PICTURES, ("TIFF", "a.tif")])
@pytest.mark.parametrize("kept", [0.05, 0.5, 0.9])
def test_a_picture_that_is_cut_off_is_not_read(format_: str, name: str, kept: float) -> None:
    data = samples.saved(samples.scene((300, 200)), format_)
    assert isinstance(examine(name, data[: int(len(data) * kept)]), Unread)


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    data = bytearray(samples.plain_picture("PNG"))
    data[16:24] = (30_000).to_bytes(4) * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    message = "it has 30,000 by 30,000 pixels; at most 120,000,000 in all are read"
    assert examine("a.png", bytes(data)) == Unread(message)


def test_an_animation_without_end_is_refused() -> None:
    frames = [Image.new("L", (2, 2), 255 * (number % 2)) for number in range(1002)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert examine("a.gif", out.getvalue()) == Unread("it has 1,002 frames, too many to be read")


def test_a_text_chunk_that_unpacks_without_end_is_refused() -> None:
    texts = PngInfo()
    texts.add_text("Comment", "a" * 60_000_000, zip=True)
    assert isinstance(examine("a.png", samples.saved(samples.scene(), "PNG", pnginfo=texts)), Unread)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.pdf", "a.docx", "a.mp4", "a"])
def test_an_empty_file_is_not_read(name: str) -> None:
    assert examine(name, b"") == Unread("it is empty")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        pytest.param(
            "a.mp4",
            b"\0\0\0\x18ftypisom\0\0\0\0isomavc1",
            (Mark(Trait.NOT_EXAMINED, "MP4 or QuickTime"),),
            id="a film",
        ),
        pytest.param("a.mp3", b"ID3\3\0\0\0\0\0\0", (Mark(Trait.NOT_EXAMINED, "MP3"),), id="a recording"),
        pytest.param("a.csv", b"street,closed\nMill Street,yes\n", (), id="a table as text"),
        pytest.param("a.txt", b"BMX track closed", (), id="a text that begins like a BMP"),
        pytest.param(
            "a.svg", b"<svg/>", (Mark(Trait.SCRIPT, "file that a browser runs or draws as a page"),), id="SVG"
        ),
        pytest.param(
            "a.HTML", b"<p>", (Mark(Trait.SCRIPT, "file that a browser runs or draws as a page"),), id="HTML"
        ),
        pytest.param(
            "a.jpg", b"no picture", (Mark(Trait.WRONG_NAME, "plain text"),), id="a text named as a picture"
        ),
    ],
)
def test_other_files(name: str, data: bytes, expected: tuple[Mark, ...]) -> None:
    found = examine(name, data)
    assert isinstance(found, Media)
    assert found.marks == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            bytes(range(256)),
            "it is of no kind that can be looked into, and its name says nothing about its kind",
            id="bytes",
        ),
        pytest.param(
            samples.package({"a.txt": "x"}),
            "it is a ZIP archive; publish the files in it by themselves",
            id="an archive",
        ),
    ],
)
def test_files_that_nobody_can_look_into(data: bytes, message: str) -> None:
    assert examine("a.bin", data) == Unread(message)

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, ImageOps
from tests.media import samples, test_offices, test_pdfs

from clearance.media.clean import Cleaned, appearance, clean
from clearance.media.examine import examine
from clearance.media.formats import recognise
from clearance.media.values import METADATA, Mark, Media, Trait, Unread

NAMES = {
    "JPEG": "a.jpg",
    "PNG": "a.png",
    "WEBP": "a.webp",
    "AVIF": "a.avif",
    "HEIF": "a.heic",
    "TIFF": "a.tif",
}


def cleaned(name: str, data: bytes) -> Cleaned:
    found = clean(name, data)
    assert isinstance(found, Cleaned), found
    return found


def picture(data: bytes) -> Image.Image:
    """As a viewer shows it: turned, in full colours."""
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGBA")


@pytest.mark.parametrize("format_", NAMES)
def test_a_photograph_loses_its_metadata_and_keeps_its_look(format_: str) -> None:
    data = samples.photograph(format_)
    found = cleaned(NAMES[format_], data)
    assert {mark.trait for mark in found.removed} >= {
        Trait.LOCATION,
        Trait.PERSON,
        Trait.DEVICE,
        Trait.CAMERA,
    }
    assert found.left == ()
    assert samples.NAME.encode() not in found.data
    assert [*appearance(found.data, recognise(data))] == [*appearance(data, recognise(data))]
    assert Image.open(io.BytesIO(found.data)).info.get("icc_profile") == samples.PROFILE


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_orientation_is_kept(format_: str, orientation: int) -> None:
    data = samples.photograph(format_, exif=samples.exif(orientation=orientation))
    found = cleaned(NAMES[format_], data)
    assert picture(found.data).tobytes() == picture(data).tobytes()
    assert picture(found.data).size == picture(data).size
    after = examine(NAMES[format_], found.data)
    assert isinstance(after, Media)
    assert after.marks == ()


def test_the_scans_of_a_jpeg_stay_byte_for_byte() -> None:
    data = samples.photograph(quality=85, progressive=True, comment=b"note", xmp=samples.XMP)
    found = cleaned("a.jpg", data)
    assert found.data[found.data.index(b"\xff\xda") :] == data[data.index(b"\xff\xda") :]


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_jpeg_in_other_colours_stays_as_it_is(mode: str) -> None:
    data = samples.saved(samples.scene(mode=mode), "JPEG", exif=samples.exif())
    found = cleaned("a.jpg", data)
    assert Image.open(io.BytesIO(found.data)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_texts_of_a_png_and_a_film_behind_it_go() -> None:
    found = cleaned("a.png", samples.png_with_texts() + b"ftypmp42")
    assert found.left == ()
    assert Mark(Trait.APPENDED_DATA) in found.removed
    assert found.data.endswith(b"IEND\xaeB`\x82")


def test_an_animation_keeps_its_frames_and_timing() -> None:
    found = cleaned("a.gif", samples.animation())
    with Image.open(io.BytesIO(found.data)) as image:
        assert (image.n_frames, image.info["duration"], image.info["loop"]) == (3, 90, 0)  # type: ignore[attr-defined]  # a GIF has it
    assert samples.NAME.encode() not in found.data


def test_an_animated_webp_keeps_its_frames() -> None:
    frames = [samples.scene().rotate(90 * turn) for turn in range(3)]
    data = samples.saved(
        frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=80, exif=samples.exif()
    )
    found = cleaned("a.webp", data)
    assert [*appearance(found.data, recognise(data))] == [*appearance(data, recognise(data))]
    assert found.left == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.jpg", samples.plain_picture("JPEG"), id="a plain picture"),
        pytest.param("a.bmp", samples.plain_picture("BMP"), id="a picture that has no place for metadata"),
        pytest.param("a.pdf", samples.pdf(), id="a plain document"),
        pytest.param("a.txt", b"words", id="a text"),
        pytest.param("a.docx", samples.word(), id="a plain Word file"),
    ],
)
def test_what_needs_nothing_stays_byte_for_byte(name: str, data: bytes) -> None:
    assert cleaned(name, data) == Cleaned(data)


def test_a_document_loses_its_metadata_and_keeps_its_title_text_and_tags() -> None:
    def tell(document: pikepdf.Pdf) -> None:
        document.docinfo["/Author"] = samples.NAME
        document.docinfo["/Company"] = samples.NAME
        document.Root.Lang = "en-US"
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        document.Root.PieceInfo = pikepdf.Dictionary(Tool=samples.NAME)
        test_pdfs._photograph(document)

    found = cleaned("a.pdf", samples.altered(samples.pdf(), tell))
    assert found.left == ()
    assert {mark.trait for mark in found.removed} >= {Trait.DOCUMENT_PERSON, Trait.LOCATION}
    with pikepdf.open(io.BytesIO(found.data)) as document:
        assert dict(document.docinfo.items()) == {"/Title": pikepdf.String("Closure")}
        assert (str(document.Root.Lang), bool(document.Root.MarkInfo.Marked)) == ("en-US", True)
        assert samples.NAME not in str(document.Root.get("/PieceInfo"))
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Closure"


def test_earlier_revisions_go_and_the_page_stays() -> None:
    data = samples.raw_pdf(samples.shows("SSN of Robin"), samples.shows("SSN withheld"))
    found = cleaned("a.pdf", data)
    assert found.removed == (Mark(Trait.EARLIER_REVISION, "revision 1"),)
    assert found.data.count(b"%%EOF") == 1
    after = examine("a.pdf", found.data)
    assert isinstance(after, Media)
    assert [each.text for each in after.inscriptions] == ["SSN withheld"]


def test_a_failed_redaction_is_left_for_a_person() -> None:
    data = samples.altered(samples.pdf(samples.cover), test_pdfs._author)
    assert cleaned("a.pdf", data).left == (Mark(Trait.COVERED_TEXT, "page 1"),)


def test_the_writer_of_a_note_goes_and_the_note_stays() -> None:
    found = cleaned("a.pdf", samples.altered(samples.pdf(), test_pdfs._note))
    assert found.left == (Mark(Trait.ANNOTATION, "page 1"),)


def test_a_signed_document_is_not_touched() -> None:
    def sign(document: pikepdf.Pdf) -> None:
        test_pdfs._author(document)
        document.Root.Perms = pikepdf.Dictionary(DocMDP=pikepdf.Dictionary(ByteRange=[0, 1, 2, 3]))

    message = "it is digitally signed, and mending it would break the signature; save it unsigned"
    assert clean("a.pdf", samples.altered(samples.pdf(), sign)) == Unread(message)


def test_a_document_protected_against_changes_is_not_touched() -> None:
    locked = pikepdf.Encryption(user="", owner="o")
    data = samples.altered(samples.pdf(), test_pdfs._author, encryption=locked)
    assert clean("a.pdf", data) == Unread("it is protected against changes; save it without protection")


def test_an_office_file_loses_names_and_keeps_its_text() -> None:
    data = samples.word(
        docProps__core_xml=samples.CORE,
        docProps__app_xml="<Properties><Company>Us</Company></Properties>",
        word__media__p1_jpg=samples.photograph(exif=samples.exif(orientation=3)),
        word__comments_xml=test_offices.COMMENTS,
    )
    found = cleaned("a.docx", data)
    assert found.left == (Mark(Trait.ANNOTATION, "comment"),)
    after = examine("a.docx", found.data)
    assert isinstance(after, Media)
    assert {each.text for each in after.inscriptions} >= {"Mill Street is closed.", "Closure"}
    assert not METADATA & {mark.trait for mark in after.marks}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.jpg", samples.photograph()[:400], id="a picture that is cut off"),
        pytest.param(
            "a.tif",
            samples.saved(samples.scene(), "TIFF", compression="jpeg", software="x"),
            id="a TIFF that loses something",
        ),
        pytest.param("a.pdf", b"%PDF-1.4 nothing", id="no document"),
    ],
)
def test_what_can_not_be_cleaned_says_why(name: str, data: bytes) -> None:
    assert isinstance(clean(name, data), Unread)

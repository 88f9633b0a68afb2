from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image
from tests.media import samples

from clearance.media.examine import examine
from clearance.media.redactions import is_placeholder
from clearance.media.values import Aid, Inscription, Mark, Media, Origin, Trait, Unread

Alter = Callable[[pikepdf.Pdf], None]

COVERED = Mark(Trait.COVERED_TEXT, "page 1")
INVISIBLE = Mark(Trait.INVISIBLE_TEXT, "page 1")


def annotation(kind: str, **more: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        {"/Type": pikepdf.Name.Annot, "/Rect": [10, 10, 60, 40], "/Subtype": pikepdf.Name(f"/{kind}")}
        | {f"/{key}": value for key, value in more.items()}
    )


def read(data: bytes) -> Media:
    found = examine("a.pdf", data)
    assert isinstance(found, Media), found
    return found


def test_a_plain_document_has_its_text_and_nothing_to_tell() -> None:
    found = read(samples.pdf())
    assert found == Media(
        "PDF",
        1,
        (
            Inscription("Mill Street is closed until noon.", Origin.TEXT, "page 1"),
            Inscription("Closure", Origin.METADATA, "another entry"),
        ),
        aids=(Aid.TITLE,),
    )


# --- for readers who can't see it --------------------------------------------------------------


def _titled_by_xmp(document: pikepdf.Pdf) -> None:
    del document.trailer["/Info"]
    with document.open_metadata() as metadata:
        metadata["dc:title"] = "Closure"


def _without_title(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = " "


def _in_spanish(document: pikepdf.Pdf) -> None:
    document.Root.Lang = pikepdf.String("es-US")


def _without_language(document: pikepdf.Pdf) -> None:
    document.Root.Lang = pikepdf.String("")


def _tagged(document: pikepdf.Pdf) -> None:
    document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    document.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array())


def _with_an_empty_tree(document: pikepdf.Pdf) -> None:
    document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    document.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)


def _with_suspects(document: pikepdf.Pdf) -> None:
    _tagged(document)
    document.Root.MarkInfo = pikepdf.Dictionary(Marked=False)


@pytest.mark.parametrize(
    ("alter", "aids"),
    [
        pytest.param(_titled_by_xmp, (Aid.TITLE,), id="a title in its XMP"),
        pytest.param(_without_title, (), id="a blank title"),
        pytest.param(_in_spanish, (Aid.TITLE, Aid.LANGUAGE), id="a language"),
        pytest.param(_without_language, (Aid.TITLE,), id="an empty language"),
        pytest.param(_tagged, (Aid.TITLE, Aid.TAGS), id="tags"),
        pytest.param(_with_an_empty_tree, (Aid.TITLE,), id="tags of which there are none"),
        pytest.param(_with_suspects, (Aid.TITLE,), id="tags that it doesn't vouch for"),
    ],
)
def test_what_helps_readers_who_cant_see_it(alter: Alter, aids: tuple[Aid, ...]) -> None:
    assert read(samples.altered(samples.pdf(), alter)).aids == aids


# --- what is hidden on a page ------------------------------------------------------------------


def _behind(document: FPDF) -> None:
    document.set_fill_color(0)
    document.rect(15, 43, 80, 10, style="F")
    document.set_text_color(255)
    document.text(20, 50, samples.NAME)


def _hatched(document: FPDF) -> None:
    samples.cover(document)
    document.set_draw_color(120)
    for x in range(15, 95, 2):
        document.line(x, 43, x + 5, 53)


def _black_on_black(document: FPDF) -> None:
    document.set_fill_color(0)
    document.rect(15, 43, 80, 10, style="F")
    document.text(20, 50, samples.NAME)


def _in_white(document: FPDF) -> None:
    document.set_text_color(255)
    document.text(20, 50, samples.NAME)


def _outside(document: FPDF) -> None:
    document.text(-300, 50, samples.NAME)


def _mode_3(document: FPDF) -> None:
    with document.local_context(text_mode="INVISIBLE"):
        document.text(20, 50, samples.NAME)


def _picture_over(document: FPDF) -> None:
    document.text(20, 50, samples.NAME)
    document.image(samples.scene((40, 10)), x=15, y=43, w=80, h=10)


def _tiny(document: FPDF) -> None:
    document.set_font_size(0.5)
    document.text(20, 50, samples.NAME)


def _label(document: FPDF) -> None:
    document.text(20, 50, "REDACTED")
    document.set_fill_color(0)
    document.rect(15, 43, 80, 10, style="F")


def _scan(document: FPDF) -> None:
    """A page as a scanner with text recognition makes it: a picture, and its text unseen over it."""
    page = Image.new("L", (850, 1100), 255)
    word = Image.effect_noise((400, 30), 200)
    page.paste(word, (80, 170))
    document.image(page, x=0, y=0, w=215.9, h=279.4)
    with document.local_context(text_mode="INVISIBLE"):
        document.text(22, 50, "recognised words")


def _blank(document: FPDF) -> None:
    document.text(20, 50, "      ")
    document.set_fill_color(0)
    document.rect(15, 43, 80, 10, style="F")


@pytest.mark.parametrize(
    ("draw", "mark"),
    [
        pytest.param(samples.cover, COVERED, id="a black box over the text"),
        pytest.param(lambda document: samples.cover(document, 255), COVERED, id="a white box over the text"),
        pytest.param(_hatched, COVERED, id="a hatched box over the text"),
        pytest.param(_black_on_black, COVERED, id="black text on a black box"),
        pytest.param(_picture_over, COVERED, id="a picture over the text"),
        pytest.param(_in_white, INVISIBLE, id="white text on white paper"),
        pytest.param(_outside, INVISIBLE, id="text outside the page"),
        pytest.param(_mode_3, INVISIBLE, id="text in no colour"),
        pytest.param(_tiny, INVISIBLE, id="text too small to be read"),
    ],
)
def test_text_that_a_reader_does_not_see(draw: object, mark: Mark) -> None:
    found = read(samples.pdf(draw))  # type: ignore[arg-type]  # each of them draws
    assert found.marks == (mark,)
    hidden = {each.text for each in found.inscriptions if each.origin is Origin.HIDDEN}
    assert {text.strip(". ") for text in hidden} == {samples.NAME} or samples.NAME in hidden


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(_behind, id="white text on a black box"),
        pytest.param(_label, id="a label under the box"),
        pytest.param(_blank, id="blanks under the box"),
        pytest.param(_scan, id="the recognised text of a scan"),
    ],
)
def test_what_is_no_hidden_text(draw: object) -> None:
    assert read(samples.pdf(draw, " ")).marks == ()  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_turned_is_seen_as_it_is(turn: int) -> None:
    def rotate(document: pikepdf.Pdf) -> None:
        document.pages[0].rotate(turn, relative=False)

    assert read(samples.altered(samples.pdf(), rotate)).marks == ()
    assert read(samples.altered(samples.pdf(samples.cover), rotate)).marks == (COVERED,)


def test_text_inside_a_form_of_the_page_is_seen_too() -> None:
    def wrap(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        form = document.make_stream(
            page.Contents.read_bytes(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=page.MediaBox,
            Resources=page.Resources,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fx=form))
        page.Contents = document.make_stream(b"/Fx Do")

    assert read(samples.altered(samples.pdf(samples.cover), wrap)).marks == (COVERED,)
    assert read(samples.altered(samples.pdf(), wrap)).marks == ()


@pytest.mark.parametrize(
    "words", ["REDACTED", "Attorney-Client Privilege", "(b)(7)(C)", "7(1)(d-5)", "XXXX-XX", "b6"]
)
def test_words_that_say_nothing(words: str) -> None:
    assert is_placeholder(words)


@pytest.mark.parametrize("words", ["34", "Robin", "redacted Robin", "04/21/2021", "de"])
def test_words_that_say_something(words: str) -> None:
    assert not is_placeholder(words)


# --- what is around the pages --------------------------------------------------------------------


def _action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _form_that_sends(document: pikepdf.Pdf) -> None:
    document.Root.AA = pikepdf.Dictionary()


def _attachment(document: pikepdf.Pdf) -> None:
    document.attachments["witnesses.xlsx"] = b"data"


def _note(document: pikepdf.Pdf) -> None:
    document.pages[0].Annots = pikepdf.Array([annotation("Text", Contents="call her", T=samples.NAME)])


def _mark_for_redaction(document: pikepdf.Pdf) -> None:
    document.pages[0].Annots = pikepdf.Array([annotation("Redact")])


def _hidden_note(document: pikepdf.Pdf) -> None:
    document.pages[0].Annots = pikepdf.Array([annotation("Stamp", F=2)])


def _layer(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="names"))
    default = pikepdf.Dictionary(OFF=[layer])
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=default)


def _author(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = samples.NAME


def _xmp(document: pikepdf.Pdf) -> None:
    document.Root.Metadata = document.make_stream(
        samples.XMP, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )


def _photograph(document: pikepdf.Pdf) -> None:
    picture = document.make_stream(
        samples.photograph(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=64,
        Height=48,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Im=picture)


def _field(document: pikepdf.Pdf) -> None:
    field = document.make_indirect(annotation("Widget", FT=pikepdf.Name.Tx, T="name", V=samples.NAME))
    document.pages[0].Annots = pikepdf.Array([field])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


AUTHOR = Mark(Trait.DOCUMENT_PERSON, "name of the author")
CASES = [
    pytest.param(_action, {Mark(Trait.SCRIPT, "script or automatic action")}, "app.alert(1)", id="a script"),
    pytest.param(
        _form_that_sends, {Mark(Trait.SCRIPT, "script or automatic action")}, "", id="an automatic action"
    ),
    pytest.param(
        _attachment, {Mark(Trait.ATTACHMENT, "attached file")}, "witnesses.xlsx", id="an attachment"
    ),
    pytest.param(
        _note,
        {Mark(Trait.ANNOTATION, "page 1"), Mark(Trait.DOCUMENT_PERSON, "name of a note's writer, page 1")},
        "call her",
        id="a note",
    ),
    pytest.param(
        _mark_for_redaction, {Mark(Trait.PENDING_REDACTION, "page 1")}, "", id="a redaction not carried out"
    ),
    pytest.param(_hidden_note, {Mark(Trait.HIDDEN_PART, "annotation on page 1")}, "", id="a hidden stamp"),
    pytest.param(_layer, {Mark(Trait.HIDDEN_LAYER)}, "", id="a layer that is off"),
    pytest.param(_author, {AUTHOR}, samples.NAME, id="an author"),
    pytest.param(_xmp, {AUTHOR, Mark(Trait.LOCATION, "GPS position")}, samples.NAME, id="XMP"),
    pytest.param(
        _photograph,
        {
            Mark(Trait.PERSON, "name of the photographer, of a photograph in it"),
            Mark(Trait.DEVICE, "serial number of the camera, of a photograph in it"),
            Mark(Trait.LOCATION, "GPS position, of a photograph in it"),
        },
        samples.NAME,
        id="a photograph with its metadata",
    ),
    pytest.param(_field, set(), samples.NAME, id="a form that is filled in"),
]


@pytest.mark.parametrize(("alter", "marks", "text"), CASES)
def test_what_a_document_holds_beside_its_pages(alter: object, marks: set[Mark], text: str) -> None:
    found = read(samples.altered(samples.pdf(), alter))  # type: ignore[arg-type]  # each of them alters
    assert set(found.marks) == marks
    assert not text or text in {each.text for each in found.inscriptions}
    assert samples.NAME not in repr(found.marks)


# --- earlier revisions -----------------------------------------------------------------------------


def test_an_earlier_revision_is_found_with_what_it_said() -> None:
    found = read(samples.raw_pdf(samples.shows("SSN of Robin Sample"), samples.shows("SSN withheld")))
    assert found.marks == (Mark(Trait.EARLIER_REVISION, "revision 1"),)
    assert Inscription("SSN of Robin Sample", Origin.EARLIER, "revision 1") in found.inscriptions


def test_a_document_in_one_piece_has_no_earlier_revision() -> None:
    assert read(samples.raw_pdf(samples.shows("SSN withheld"))).marks == ()


def test_an_addition_that_takes_nothing_away_is_no_earlier_revision() -> None:
    same = samples.shows("Mill Street is closed")
    assert read(samples.raw_pdf(same, same)).marks == ()


def test_a_linearised_document_is_no_earlier_revision() -> None:
    data = samples.altered(samples.pdf(), lambda _: None, linearize=True)
    assert data.count(b"%%EOF") == 2
    assert read(data).marks == ()


def test_a_page_that_was_taken_out_but_is_still_there_is_found() -> None:
    data = samples.raw_pdf(samples.shows("first"))
    left = data.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [6 0 R] /Count 1")
    new = left.replace(
        b"xref\n0 1", b"6 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\nxref\n0 1", 1
    )
    assert Mark(Trait.EARLIER_REVISION, "a part that was taken out") in read(new).marks


def test_more_revisions_than_are_opened_are_refused() -> None:
    data = samples.raw_pdf(*(samples.shows(f"text {number}") for number in range(30)))
    assert examine("a.pdf", data) == Unread("it was changed by appending more than 25 times; save it anew")


# --- files that can't be read, or are two things at once ------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            samples.altered(
                samples.pdf(), lambda _: None, encryption=pikepdf.Encryption(user="u", owner="o")
            ),
            "it is locked with a password, so that nobody can look into it",
            id="locked",
        ),
        pytest.param(
            b"%PDF-1.7\nnothing", "it is cut off or broken: it can't be read as a PDF", id="no document"
        ),
        pytest.param(
            samples.altered(samples.pdf(), lambda document: document.pages.__delitem__(0)),
            "it has no pages",
            id="no pages",
        ),
    ],
)
def test_documents_that_are_refused(data: bytes, message: str) -> None:
    assert examine("a.pdf", data) == Unread(message)


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    def bomb(document: pikepdf.Pdf) -> None:
        document.pages[0].Contents = document.make_stream(b" " * 210_000_000)

    data = samples.altered(samples.pdf(), bomb, compress_streams=True)
    assert len(data) < 1_000_000
    assert examine("a.pdf", data) == Unread("a part of it unpacks to more than 200,000,000 bytes")


@pytest.mark.parametrize(
    "data", [b"GIF\n" + samples.pdf(), samples.pdf() + b"PK\3\4"], ids=["before", "after"]
)
def test_data_around_a_document_are_found(data: bytes) -> None:
    assert Mark(Trait.APPENDED_DATA) in read(data).marks


def test_a_document_protected_only_against_changes_is_read() -> None:
    data = samples.altered(samples.pdf(), lambda _: None, encryption=pikepdf.Encryption(user="", owner="o"))
    assert read(data).marks == ()


def test_the_text_of_every_page_is_read() -> None:
    def second(document: FPDF) -> None:
        document.add_page()
        document.text(20, 30, "Second page.")

    found = read(samples.pdf(second))
    assert (found.frames, [each.where for each in found.inscriptions][:2]) == (2, ["page 1", "page 2"])

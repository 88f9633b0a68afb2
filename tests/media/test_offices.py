from __future__ import annotations

import io
import zipfile

import pytest
from tests.media import samples
from tests.media.samples import NAME

from clearance.media.examine import examine
from clearance.media.values import Inscription, Mark, Media, Origin, Trait, Unread

TRACKED = (
    '<w:p><w:r><w:t>Charged: </w:t></w:r><w:del w:author="A"><w:r><w:delText>'
    + NAME
    + "</w:delText></w:r></w:del></w:p>"
)
VANISHED = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{NAME}</w:t></w:r></w:p>"
SEEN = f'<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>{NAME}</w:t></w:r></w:p>'
COMMENTS = (
    f'<w:comments {samples.W}><w:comment w:author="{NAME}"><w:p><w:r><w:t>ask {NAME}</w:t></w:r></w:p>'
    "</w:comment></w:comments>"
)
REMOTE = (
    f'<Relationships {samples.RELS}><Relationship Id="r" Type="x/attachedTemplate" TargetMode="External" '
    'Target="https://elsewhere.example/t.dotm"/></Relationships>'
)
LINK = REMOTE.replace("attachedTemplate", "hyperlink")
ROW = f'<row><c t="inlineStr"><is><t>{NAME}</t></is></c><c><v>42</v></c></row>'
SHEET_COMMENTS = (
    f"<comments {samples.S}><commentList><comment><text><t>ask {NAME}</t></text></comment>"
    "</commentList></comments>"
)
STRINGS = f"<sst {samples.S}><si><t>Mill</t></si><si><t>{NAME}</t></si></sst>"
HIDDEN_STYLE = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
DELETION = (
    f"<text:tracked-changes><text:changed-region><text:p>{NAME}</text:p></text:changed-region>"
    "</text:tracked-changes>"
)
NOTE = f"<text:p>Mill<office:annotation><text:p>{NAME}</text:p></office:annotation> Street</text:p>"


def read(name: str, data: bytes) -> Media:
    found = examine(name, data)
    assert isinstance(found, Media), found
    return found


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        pytest.param("a.docx", samples.word(), "Mill Street is closed.", id="Word"),
        pytest.param("a.docx", samples.word(SEEN), NAME, id="Word, hidden switched off"),
        pytest.param(
            "a.docx",
            samples.word(word___rels__document_xml_rels=LINK),
            "Mill Street is closed.",
            id="Word with a link",
        ),
        pytest.param("a.xlsx", samples.sheet(ROW), f"{NAME} 42", id="Excel"),
        pytest.param(
            "a.pptx",
            samples.slides(("ppt/slides/slide1.xml", samples.slide("Hello"))),
            "Hello",
            id="PowerPoint",
        ),
        pytest.param(
            "a.odt",
            samples.open_document("<text:p>Mill <text:span>Street</text:span></text:p>"),
            "Mill Street",
            id="OpenDocument",
        ),
    ],
)
def test_a_plain_file_has_its_text_and_nothing_to_tell(name: str, data: bytes, text: str) -> None:
    found = read(name, data)
    assert found.marks == ()
    assert text in {each.text for each in found.inscriptions if each.origin is Origin.TEXT}


@pytest.mark.parametrize(
    ("name", "data", "mark", "origin"),
    [
        pytest.param(
            "a.docx",
            samples.word(TRACKED),
            Mark(Trait.EARLIER_REVISION, "tracked deletion"),
            Origin.EARLIER,
            id="a tracked deletion",
        ),
        pytest.param(
            "a.docx",
            samples.word(VANISHED),
            Mark(Trait.INVISIBLE_TEXT, "hidden text"),
            Origin.HIDDEN,
            id="hidden text",
        ),
        pytest.param(
            "a.docx",
            samples.word(word__comments_xml=COMMENTS),
            Mark(Trait.ANNOTATION, "comment"),
            Origin.METADATA,
            id="a comment",
        ),
        pytest.param(
            "a.docx",
            samples.word(docProps__core_xml=samples.CORE),
            Mark(Trait.DOCUMENT_PERSON, "name of the author"),
            Origin.METADATA,
            id="an author",
        ),
        pytest.param(
            "a.xlsx",
            samples.sheet(ROW, state="veryHidden"),
            Mark(Trait.HIDDEN_PART, "hidden sheet 1"),
            Origin.HIDDEN,
            id="a hidden sheet",
        ),
        pytest.param(
            "a.xlsx",
            samples.sheet(ROW.replace("<row", '<row hidden="1"')),
            Mark(Trait.HIDDEN_PART, "hidden row, sheet 1"),
            Origin.HIDDEN,
            id="a hidden row",
        ),
        pytest.param(
            "a.xlsx",
            samples.sheet("", xl__comments1_xml=SHEET_COMMENTS),
            Mark(Trait.ANNOTATION, "comment"),
            Origin.ANNOTATION,
            id="a comment in a sheet",
        ),
        pytest.param(
            "a.pptx",
            samples.slides(("ppt/slides/slide1.xml", samples.slide(NAME, 'show="0"'))),
            Mark(Trait.HIDDEN_PART, "hidden slide"),
            Origin.HIDDEN,
            id="a hidden slide",
        ),
        pytest.param(
            "a.pptx",
            samples.slides(("ppt/notesSlides/n1.xml", samples.slide(NAME, tag="notes"))),
            Mark(Trait.HIDDEN_PART, "speaker's notes"),
            Origin.HIDDEN,
            id="speaker's notes",
        ),
        pytest.param(
            "a.odt",
            samples.open_document(DELETION),
            Mark(Trait.EARLIER_REVISION, "tracked deletion"),
            Origin.EARLIER,
            id="a deletion in OpenDocument",
        ),
        pytest.param(
            "a.odt",
            samples.open_document(NOTE),
            Mark(Trait.ANNOTATION, "comment"),
            Origin.ANNOTATION,
            id="a comment in OpenDocument",
        ),
        pytest.param(
            "a.odt",
            samples.open_document(
                f'<table:table table:style-name="ta1"><text:p>{NAME}</text:p></table:table>', HIDDEN_STYLE
            ),
            Mark(Trait.HIDDEN_PART, "hidden text, row, column, sheet or note"),
            Origin.HIDDEN,
            id="a hidden table in OpenDocument",
        ),
    ],
)
def test_what_a_reader_does_not_see(name: str, data: bytes, mark: Mark, origin: Origin) -> None:
    found = read(name, data)
    assert mark in found.marks
    assert any(NAME in each.text for each in found.inscriptions if each.origin is origin)
    assert not any(NAME in each.text for each in found.inscriptions if each.origin is Origin.TEXT)
    assert NAME not in repr(found.marks)


@pytest.mark.parametrize(
    ("data", "mark"),
    [
        pytest.param(
            samples.word(word__vbaProject_bin=b"x"), Mark(Trait.SCRIPT, "macro or control"), id="a macro"
        ),
        pytest.param(
            samples.word(word__embeddings__o1_bin=b"x"),
            Mark(Trait.ATTACHMENT, "embedded file"),
            id="an embedded file",
        ),
        pytest.param(
            samples.word(word___rels__settings_xml_rels=REMOTE),
            Mark(Trait.REMOTE_PART, "part fetched from elsewhere"),
            id="a template from elsewhere",
        ),
        pytest.param(
            samples.word(word__media__p1_jpg=samples.photograph()),
            Mark(Trait.LOCATION, "GPS position, of a picture in it"),
            id="a photograph with a position",
        ),
        pytest.param(b"PK\3\4 and more" + samples.word(), Mark(Trait.APPENDED_DATA), id="data before it"),
        pytest.param(samples.word() + b"more", Mark(Trait.APPENDED_DATA), id="data after it"),
        pytest.param(
            samples.sheet(""),
            Mark(Trait.WRONG_NAME, "Excel (xlsx)"),
            id="a sheet named as a text",
        ),
    ],
)
def test_what_else_an_office_file_holds(data: bytes, mark: Mark) -> None:
    assert mark in read("a.docx", data).marks


CACHE = f'<pivotCacheRecords {samples.S}><r><s v="{NAME}"/></r></pivotCacheRecords>'
NOTES = f"<p:cmLst {samples.P}><p:cm><p:text>ask {NAME}</p:text></p:cm></p:cmLst>"
WRITERS = f'<p:cmAuthorLst {samples.P}><p:cmAuthor name="{NAME}"/></p:cmAuthorLst>'
COLLAPSED = samples.open_document(
    f'<table:table-row table:visibility="collapse"><text:p>{NAME}<text:s/>x</text:p></table:table-row>'
)


@pytest.mark.parametrize(
    ("name", "data", "mark", "text"),
    [
        pytest.param(
            "a.xlsx",
            samples.sheet("", xl__pivotCache__r1_xml=CACHE),
            Mark(Trait.HIDDEN_PART, "stored data from elsewhere"),
            NAME,
            id="data of a pivot table",
        ),
        pytest.param(
            "a.pptx",
            samples.slides(("ppt/comments/c1.xml", NOTES), ("ppt/commentAuthors.xml", WRITERS)),
            Mark(Trait.ANNOTATION, "comment"),
            f"ask {NAME}",
            id="a comment on a slide",
        ),
        pytest.param(
            "a.odt",
            COLLAPSED,
            Mark(Trait.HIDDEN_PART, "hidden text, row, column, sheet or note"),
            f"{NAME} x",
            id="a collapsed row",
        ),
    ],
)
def test_what_is_stored_and_not_shown(name: str, data: bytes, mark: Mark, text: str) -> None:
    found = read(name, data)
    assert mark in found.marks
    assert text in {each.text for each in found.inscriptions if each.origin is not Origin.TEXT}


def test_a_locked_open_document_is_told() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": manifest,
    }
    assert Mark(Trait.ATTACHMENT, "locked part") in read("a.odt", samples.package(parts)).marks


def test_a_hidden_column_is_found() -> None:
    found = read("a.xlsx", samples.sheet(ROW, columns='<cols><col min="2" hidden="1"/></cols>'))
    assert Mark(Trait.HIDDEN_PART, "hidden column, sheet 1") in found.marks


def test_a_text_that_no_cell_shows_any_more_is_hidden() -> None:
    found = read("a.xlsx", samples.sheet('<row><c t="s"><v>0</v></c></row>', xl__sharedStrings_xml=STRINGS))
    assert Inscription("Mill", Origin.TEXT, "sheet 1") in found.inscriptions
    assert Inscription(NAME, Origin.HIDDEN, "text that no cell shows") in found.inscriptions


def _doubled() -> bytes:
    out = io.BytesIO(samples.word())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def _locked() -> bytes:
    data = bytearray(samples.word())
    central = data.index(b"PK\1\2")
    data[central + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            samples.word(word__a_xml=b" " * 40_000_000),
            "a part of it unpacks to far more than it takes: this is how an attack looks",
            id="a part that unpacks without end",
        ),
        pytest.param(
            samples.package({"word/document.xml": "", **{f"{n}": "" for n in range(5001)}}),
            "it unpacks to more than 5,000 parts or 300,000,000 bytes",
            id="too many parts",
        ),
        pytest.param(
            _doubled(),
            "two of its parts have the same name, so that programs would not agree on it",
            id="two parts of one name",
        ),
        pytest.param(_locked(), "it is locked with a password, so that nobody can look into it", id="locked"),
        pytest.param(
            samples.word()[:200], "it is cut off or broken: its archive can't be opened", id="cut off"
        ),
        pytest.param(
            samples.word("<w:p>"), "a part of it is not XML that can be read safely", id="broken XML"
        ),
        pytest.param(
            samples.package({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}),
            "a part of it is not XML that can be read safely",
            id="XML with an entity",
        ),
        pytest.param(
            samples.word("<a>" * 500 + "</a>" * 500),
            "a part of it is nested more than 400 deep",
            id="XML without bottom",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "it is in the old Office format or locked with a password; save it as PDF or in today's format",
            id="the old format",
        ),
    ],
)
def test_files_that_are_refused(data: bytes, message: str) -> None:
    assert examine("a.docx", data) == Unread(message)

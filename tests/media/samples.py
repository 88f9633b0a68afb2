"""Pictures, PDFs and Office files made on the spot, each with one thing about it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from fpdf import FPDF
from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

NAME = "Robin Q. Sample"
EXIF, GPS = ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="41,40.2N">'
    b'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Seq><rdf:li>'
    + NAME.encode()
    + b"</rdf:li>"
    b"</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


# --- pictures -------------------------------------------------------------------------------


def scene(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A picture without symmetry, so that a turn would show."""
    picture = Image.linear_gradient("L").resize(size)
    bands = (picture, picture.rotate(90, expand=False), picture.point(lambda value: value // 2))
    return Image.merge("RGB", bands).convert(mode)


def exif(*, orientation: int = 1, gps: bool = True, person: bool = True, camera: bool = True) -> Image.Exif:
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = orientation
    if person:
        block[ExifTags.Base.Artist] = NAME
        block.get_ifd(EXIF)[ExifTags.Base.BodySerialNumber] = "SN-0042"
    if camera:
        block[ExifTags.Base.Make] = "Kamera"
        block[ExifTags.Base.DateTime] = "2026:01:02 03:04:05"
    if gps:
        block.get_ifd(GPS).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "N",
                ExifTags.GPS.GPSLatitude: (41.0, 40.0, 12.0),
                ExifTags.GPS.GPSLongitudeRef: "W",
                ExifTags.GPS.GPSLongitude: (87.0, 44.0, 3.0),
            }
        )
    return block


def saved(picture: Image.Image, format_: str, **options: Any) -> bytes:
    if format_ == "HEIF":
        from pillow_heif import register_heif_opener  # noqa: PLC0415 - costs half a second

        register_heif_opener()
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


def photograph(format_: str = "JPEG", **options: Any) -> bytes:
    """A photograph with a position, an author, a serial number, a camera, and a colour profile."""
    told = {"exif": exif(), "icc_profile": PROFILE} | options
    if format_ == "TIFF":
        told["exif"] = told["exif"].tobytes()
    return saved(scene(), format_, **told)


def plain_picture(format_: str) -> bytes:
    return saved(scene(), format_)


def png_with_texts() -> bytes:
    texts = PngInfo()
    texts.add_text("Author", NAME)
    texts.add_text("Comment", "taken at the scene", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(scene(), "PNG", pnginfo=texts, exif=exif(orientation=6), icc_profile=PROFILE)


def animation() -> bytes:
    frames = [scene().rotate(90 * turn).convert("P") for turn in range(3)]
    return saved(
        frames[0],
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=90,
        loop=0,
        comment=NAME.encode(),
    )


# --- PDFs -----------------------------------------------------------------------------------


def pdf(
    draw: Callable[[FPDF], object] = lambda _: None, text: str = "Mill Street is closed until noon."
) -> bytes:
    """One page with a line of text, and what `draw` does to it."""
    document = FPDF(format="letter")
    document.set_producer("fpdf2")
    document.set_title("Closure")
    document.add_page()
    document.set_font("helvetica", size=14)
    document.text(20, 30, text)
    draw(document)
    return bytes(document.output())


def cover(document: FPDF, colour: int = 0) -> None:
    """A secret, and a box over it."""
    document.text(20, 50, NAME)
    document.set_fill_color(colour)
    document.rect(15, 43, 80, 10, style="F")


def altered(data: bytes, alter: Callable[[pikepdf.Pdf], object], **options: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        alter(document)
        document.save(out, **options)
    return out.getvalue()


def raw_pdf(*contents: bytes) -> bytes:
    """A PDF by hand, so that it can be appended to: object 4 is the page's content."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(contents[0]),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    data = _with_objects(b"%PDF-1.7\n", objects, 0)
    for content in contents[1:]:
        data = _with_objects(data, {4: stream(content)}, data.rfind(b"xref\n", 0, data.rfind(b"startxref")))
    return data


def shows(words: str) -> bytes:
    return f"BT /F1 14 Tf 20 100 Td ({words}) Tj ET".encode()


def stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _with_objects(data: bytes, objects: Mapping[int, bytes], previous: int) -> bytes:
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n" + (b"" if previous else b"0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    before = b" /Prev %d" % previous if previous else b""
    return data + b"trailer\n<< /Size 6 /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (before, start)


# --- Office files ---------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Closure</dc:title>'
    f"<dc:creator>{NAME}</dc:creator></cp:coreProperties>"
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def word(body: str = "<w:p><w:r><w:t>Mill Street is closed.</w:t></w:r></w:p>", **more: str | bytes) -> bytes:
    """Names of further parts: `word__comments_xml` is word/comments.xml."""
    parts = {name.replace("__", "/").replace("_", "."): part for name, part in more.items()}
    return package({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"} | parts)


def sheet(rows: str, *, state: str = "visible", columns: str = "", **more: str) -> bytes:
    parts = {name.replace("__", "/").replace("_", "."): part for name, part in more.items()}
    return package(
        {
            "xl/workbook.xml": f"<workbook {S}><sheets>"
            f'<sheet name="Shifts" sheetId="1" state="{state}" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships {RELS}><Relationship Id="r1" Type="x/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {S}>{columns}<sheetData>{rows}</sheetData></worksheet>",
        }
        | parts
    )


def slides(*parts: tuple[str, str]) -> bytes:
    return package({"ppt/presentation.xml": f"<p:presentation {P}/>", **dict(parts)})


def slide(words: str, attributes: str = "", tag: str = "sld") -> str:
    return f"<p:{tag} {P} {A} {attributes}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:{tag}>"


def open_document(body: str, styles: str = "") -> bytes:
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {OPEN}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )

"""What a file is, by its first bytes, and what its name says that it is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath


class Format(StrEnum):
    """Formats that are told apart. The value is for people."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    WEBP = "WebP"
    AVIF = "AVIF"
    HEIF = "HEIF"
    TIFF = "TIFF"
    BMP = "BMP"
    ICO = "ICO"
    PDF = "PDF"
    WORD = "Word (docx)"
    SHEET = "Excel (xlsx)"
    SLIDES = "PowerPoint (pptx)"
    OPEN_TEXT = "OpenDocument text"
    OPEN_SHEET = "OpenDocument spreadsheet"
    OPEN_SLIDES = "OpenDocument presentation"
    ZIP = "ZIP archive"
    OLD_OFFICE = "old Office (doc, xls, ppt)"
    MP4 = "MP4 or QuickTime"
    WEBM = "WebM"
    MP3 = "MP3"
    OGG = "Ogg"
    WAV = "WAV"
    TEXT = "plain text"
    UNKNOWN = "unknown"


PICTURES = frozenset(
    {
        Format.JPEG,
        Format.PNG,
        Format.GIF,
        Format.WEBP,
        Format.AVIF,
        Format.HEIF,
        Format.TIFF,
        Format.BMP,
        Format.ICO,
    }
)
OFFICE = frozenset(
    {
        Format.WORD,
        Format.SHEET,
        Format.SLIDES,
        Format.OPEN_TEXT,
        Format.OPEN_SHEET,
        Format.OPEN_SLIDES,
    }
)
RECORDINGS = frozenset({Format.MP4, Format.WEBM, Format.MP3, Format.OGG, Format.WAV})

SUFFIXES: Mapping[str, Format] = {
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".png": Format.PNG,
    ".gif": Format.GIF,
    ".webp": Format.WEBP,
    ".avif": Format.AVIF,
    ".heic": Format.HEIF,
    ".heif": Format.HEIF,
    ".tif": Format.TIFF,
    ".tiff": Format.TIFF,
    ".bmp": Format.BMP,
    ".ico": Format.ICO,
    ".pdf": Format.PDF,
    ".docx": Format.WORD,
    ".xlsx": Format.SHEET,
    ".pptx": Format.SLIDES,
    ".odt": Format.OPEN_TEXT,
    ".ods": Format.OPEN_SHEET,
    ".odp": Format.OPEN_SLIDES,
    ".mp4": Format.MP4,
    ".m4v": Format.MP4,
    ".m4a": Format.MP4,
    ".mov": Format.MP4,
    ".webm": Format.WEBM,
    ".mp3": Format.MP3,
    ".ogg": Format.OGG,
    ".oga": Format.OGG,
    ".ogv": Format.OGG,
    ".opus": Format.OGG,
    ".wav": Format.WAV,
    ".txt": Format.TEXT,
    ".csv": Format.TEXT,
    ".tsv": Format.TEXT,
    ".vtt": Format.TEXT,
    ".srt": Format.TEXT,
    ".ics": Format.TEXT,
    ".json": Format.TEXT,
    ".geojson": Format.TEXT,
    ".xml": Format.TEXT,
    ".gpx": Format.TEXT,
    ".kml": Format.TEXT,
    ".yml": Format.TEXT,
    ".yaml": Format.TEXT,
    ".css": Format.TEXT,
    ".js": Format.TEXT,
    ".html": Format.TEXT,
    ".htm": Format.TEXT,
    ".svg": Format.TEXT,
}
"""what a name's ending promises, in small letters"""

ACTIVE_SUFFIXES = frozenset(
    (".css", ".htm", ".html", ".js", ".mjs", ".svg", ".svgz", ".swf", ".xhtml", ".xml")
)
"""endings by which a web server calls a file something that a browser runs, draws or styles a page with"""

_STARTS: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),
    (b"MM\0+", Format.TIFF),
    (b"BM", Format.BMP),
    (b"\0\0\1\0", Format.ICO),
    (b"PK\3\4", Format.ZIP),
    (b"PK\5\6", Format.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLD_OFFICE),
    (b"\x1a\x45\xdf\xa3", Format.WEBM),
    (b"ID3", Format.MP3),
    (b"\xff\xfb", Format.MP3),
    (b"\xff\xf3", Format.MP3),
    (b"OggS", Format.OGG),
)
_BRANDS = {
    b"avif": Format.AVIF,
    b"avis": Format.AVIF,
    b"heic": Format.HEIF,
    b"heix": Format.HEIF,
    b"heim": Format.HEIF,
    b"heis": Format.HEIF,
    b"hevc": Format.HEIF,
    b"mif1": Format.HEIF,
    b"msf1": Format.HEIF,
}
_PDF_HEADER_WITHIN = 1024
"""readers accept a PDF's header this late (ISO 32000-1, implementation note 13)"""


def promised(name: str) -> Format:
    """What a file's name says that it is."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower(), Format.UNKNOWN)


def recognise(data: bytes) -> Format:
    """What a file's bytes are; an Office file is a ZIP archive here."""
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    if data[:4] == b"RIFF":
        return {b"WEBP": Format.WEBP, b"WAVE": Format.WAV}.get(data[8:12], Format.UNKNOWN)
    for start, format_ in _STARTS:
        if data.startswith(start) and not (format_ is Format.BMP and _is_text(data)):
            return format_
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return Format.PDF
    return Format.TEXT if _is_text(data) else Format.UNKNOWN


def _by_brand(data: bytes) -> Format:
    """HEIF, AVIF and MP4 share one container; the major brand tells, or else those it is compatible with."""
    size = int.from_bytes(data[:4])
    compatible = [data[at : at + 4] for at in range(16, min(size, 256), 4)]
    known = [_BRANDS[brand] for brand in (data[8:12], *compatible) if brand in _BRANDS]
    if data[8:12] in _BRANDS and Format.AVIF in known:
        return Format.AVIF
    return _BRANDS.get(data[8:12], Format.MP4)


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text

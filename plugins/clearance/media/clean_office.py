"""An Office file packed anew: the same text; no names in its properties, no metadata in its pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from clearance.media import jpeg, png
from clearance.media.clean_turn import turn_of
from clearance.media.formats import Format
from clearance.media.limits import Refused
from clearance.media.packages import Package
from clearance.media.xml import local

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DC = "http://purl.org/dc/elements/1.1/"
_CORE = (
    _HEAD
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    f'xmlns:dc="{_DC}">{{title}}</cp:coreProperties>'
)
_APP = (
    _HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = (
    _HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_OPEN = (
    _HEAD + '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    f'xmlns:dc="{_DC}" office:version="1.2"><office:meta>{{title}}</office:meta></office:document-meta>'
)
_PROPERTIES: Mapping[str, str] = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _APP,
    "docProps/custom.xml": _CUSTOM,
    "meta.xml": _OPEN,
}
_STRIPS: Mapping[str, tuple[Format, Callable[[bytes, int], bytes]]] = {
    ".jpg": (Format.JPEG, jpeg.cleaned),
    ".jpeg": (Format.JPEG, jpeg.cleaned),
    ".png": (Format.PNG, png.cleaned),
}
_MOMENT = (1980, 1, 1, 0, 0, 0)


def cleaned_office(data: bytes) -> bytes:
    """Raises Refused when the archive can't be read whole."""
    package, out = Package(data), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in package.names:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, _part(package, name))
    return out.getvalue()


def _part(package: Package, name: str) -> bytes:
    data = package.read(name)
    if name in _PROPERTIES:
        return _PROPERTIES[name].replace("{title}", _title(package.xml(name))).encode()
    suffix = f".{name.lower().rpartition('.')[2]}"
    if suffix in _STRIPS:
        format_, strip = _STRIPS[suffix]
        try:
            return strip(data, turn_of(data, format_))
        except Refused:
            return data
    return data


def _title(root: Element | None) -> str:
    """The title alone, which a reader hears first."""
    titles = (
        each.text or "" for each in (root.iter() if root is not None else ()) if local(each.tag) == "title"
    )
    title = next(titles, "")
    return f"<dc:title>{escape(title)}</dc:title>" if title else ""

"""Bytes in, findings out: which reader a file needs, and what its name has to do with it.

Runs where a crash or a hang does no harm; see `worker`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from clearance.media.formats import ACTIVE_SUFFIXES, OFFICE, PICTURES, RECORDINGS, Format, promised, recognise
from clearance.media.gathering import Gathering
from clearance.media.images import read_image
from clearance.media.limits import Refused
from clearance.media.packages import Package
from clearance.media.values import Examined, Mark, Media, Origin, Trait, Unread


def examine(name: str, data: bytes, *, writing: bool = False) -> Examined:
    """Everything about one file that a rule may want to know. `name` is its path or name.

    With `writing`, also what is written in a picture.
    """
    try:
        media = _read(name, data, writing=writing)
    except Refused as refusal:
        return Unread(str(refusal))
    extra = tuple(_name_marks(name, media.format))
    return replace(media, marks=(*media.marks, *extra))


def _read(name: str, data: bytes, *, writing: bool) -> Media:
    if not data:
        raise Refused("it is empty")
    format_ = recognise(data)
    if format_ in PICTURES:
        return read_image(data, format_, writing=writing)
    if format_ is Format.PDF:
        from clearance.media.pdfs import read_pdf  # noqa: PLC0415 - large, and most files are pictures

        return read_pdf(data)
    if format_ is Format.ZIP:
        return _read_archive(data)
    if format_ is Format.TEXT:
        return _read_text(data)
    if format_ in RECORDINGS:
        return Media(format_.value, marks=(Mark(Trait.NOT_EXAMINED, format_.value),))
    if format_ is Format.OLD_OFFICE:
        raise Refused(
            "it is in the old Office format or locked with a password; save it as PDF or in today's format"
        )
    raise Refused(f"it is of no kind that can be looked into, and its name says {_said(name)}")


def _said(name: str) -> str:
    format_ = promised(name)
    return "nothing about its kind" if format_ is Format.UNKNOWN else format_.value


def _read_archive(data: bytes) -> Media:
    from clearance.media.offices import office_format, read_office  # noqa: PLC0415 - the same

    package = Package(data)
    format_ = office_format(package)
    if format_ not in OFFICE:
        raise Refused("it is a ZIP archive; publish the files in it by themselves")
    return read_office(package, format_)


def _read_text(data: bytes) -> Media:
    found = Gathering()
    for paragraph in data.decode("utf-8-sig").replace("\r\n", "\n").split("\n\n"):
        found.say(paragraph, Origin.TEXT)
    return found.media(Format.TEXT.value)


def _name_marks(name: str, format_: str) -> list[Mark]:
    """What is wrong with the name: a browser and a reader go by it, whatever the bytes are."""
    if PurePosixPath(name).suffix.lower() in ACTIVE_SUFFIXES:
        return [Mark(Trait.SCRIPT, "file that a browser runs or draws as a page")]
    said = promised(name)
    return [] if said.value == format_ else [Mark(Trait.WRONG_NAME, format_)]

"""Reads the writing in a picture, by the program tesseract: a sign, a form, a screenshot of a message."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections.abc import Iterator
from itertools import groupby

from PIL import Image, ImageOps

from clearance.media.limits import WRITING_SECONDS, Refused
from clearance.media.tesseract import PROGRAM

LANGUAGES = ("eng", "spa")
"""those of them that are installed are read"""
_LEGIBLE = 1_500
_LARGEST = 4_000
"""pixels of the longer side: a smaller picture is enlarged so that its letters are, a larger one reduced"""
_SURE = 60.0
"""percent: a word that the program itself is less sure of is texture, not writing"""
_LINE = ("page_num", "block_num", "par_num", "line_num")


def read_writing(image: Image.Image) -> Iterator[str]:
    """Each line that is written in the picture, top to bottom, without words that are doubtful.

    Raises Refused where the program fails or takes too long: a picture that can't be read is never clean.
    """
    table = _run("-l", "+".join(_languages()), "--psm", "11", "stdin", "stdout", "tsv", data=_png(image))
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for _, words in groupby(rows, key=lambda row: tuple(row[part] for part in _LINE)):
        line = " ".join(row["text"] for row in words if row["text"] and float(row["conf"]) >= _SURE)
        if line.strip():
            yield line


def _png(image: Image.Image) -> bytes:
    """The picture as it is shown, in grey, at a size at which letters can be told apart."""
    upright = ImageOps.exif_transpose(image)
    flat = Image.new("L", upright.size, "white")
    seen = upright.convert("RGBA")
    flat.paste(seen.convert("L"), mask=seen.getchannel("A"))
    longer = max(flat.size)
    scale = min(max(1.0, _LEGIBLE / longer), 3.0) if longer < _LEGIBLE else min(1.0, _LARGEST / longer)
    if scale != 1.0:
        flat = flat.resize((max(1, round(flat.width * scale)), max(1, round(flat.height * scale))))
    out = io.BytesIO()
    flat.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _languages() -> list[str]:
    installed = _run("--list-langs").split()
    return [language for language in LANGUAGES if language in installed]


def _run(*arguments: str, data: bytes = b"") -> str:
    try:
        done = subprocess.run(
            [PROGRAM, *arguments],
            input=data,
            capture_output=True,
            check=True,
            timeout=WRITING_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        raise Refused("the writing in it could not be read") from None
    return done.stdout.decode("utf-8", "replace")

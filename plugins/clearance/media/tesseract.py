"""The program that reads the writing in pictures, where a department asks for it."""

from __future__ import annotations

import shutil

PROGRAM = "tesseract"


def is_installed() -> bool:
    return shutil.which(PROGRAM) is not None

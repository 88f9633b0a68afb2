"""A page's text without what no reader can see. What could change a word or a line is left alone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARK = b"\xef\xbb\xbf"
_INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f"
_RUN = re.compile(f"[{_INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class MendedText:
    data: bytes
    removed: tuple[str, ...] = ()


def mend_text(data: bytes) -> MendedText:
    """The same bytes when they are no UTF-8 text, or nothing in them can be mended.

    Taken out: a byte order mark, the carriage returns of Windows' line ends, and characters without
    width that stand between Latin letters, digits, signs or blanks. Those that join an emoji or a word
    of another script stay.
    """
    removed: list[str] = []
    if data.startswith(_MARK):
        data = data.removeprefix(_MARK)
        removed.append("byte order mark")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return MendedText(data, tuple(removed))
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
        removed.append("line ends of Windows")
    mended = _RUN.sub(_unless_needed, text)
    if gone := len(text) - len(mended):
        removed.append(f"{gone} invisible character{'s' if gone > 1 else ''}")
    return MendedText(mended.encode(), tuple(removed))


def _unless_needed(run: re.Match[str]) -> str:
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    return "" if _is_plain(before) and _is_plain(after) else run.group()


def _is_plain(neighbour: str) -> bool:
    """Whether a character needs nothing invisible beside it."""
    if not neighbour or neighbour.isascii():
        return True
    if unicodedata.category(neighbour)[0] in "LM":
        return unicodedata.name(neighbour, "").startswith("LATIN")
    return unicodedata.category(neighbour)[0] in "NPZ"

"""Which letters look like which: data for folding, nothing else.

Chosen from Unicode's confusables (UTS #39) as they look in the fonts of phones and browsers.
"""

from __future__ import annotations

from collections.abc import Mapping

_TWINS = (
    # Cyrillic
    ("аАеЕоОрРсСхХуУіІїЇѕЅјЈԁԛԚԝԜӏӀһҺѵѴ", "aAeEoOpPcCxXyYiIiIsSjJdqQwWlIhHvV"),
    ("ВКМНТɡԍЬ", "BKMHTggb"),
    # Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ", "ABEZHIKMNOPTYXocj"),
    # Armenian, Cherokee, small capitals and other Latin letters that pass for plain ones
    ("օսոհցյ", "ounhgj"),
    ("ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎽᏃ", "ABCDEGHiJKLMPRSTVWYZ"),
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),
    ("ɑıȷƖǀ", "aijll"),
)
_COUSINS = (
    ("вкмнтгпияьЗзчЧ", "bkmhtrnurb33yy"),
    ("αβεικνρτυχγηωσςμδζθ", "abeikvptuxynwosudz0"),
)


def _paired(rows: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {foreign: plain for row in rows for foreign, plain in zip(*row, strict=True)}


TWINS: Mapping[str, str] = _paired(_TWINS)
"""letters that nobody can tell from the Latin one"""
LOOKALIKES: Mapping[str, str] = {**TWINS, **_paired(_COUSINS)}
"""the same, and letters that pass for a Latin one only between Latin letters"""

_CIRCLED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BOXED: Mapping[str, str] = {
    chr(first + number): letter for first in (0x1F150, 0x1F170) for number, letter in enumerate(_CIRCLED)
}
"""white letters on black discs and squares, which normalisation leaves alone"""

MARKS: Mapping[str, str] = {
    **dict.fromkeys("‘’‚‛ʼʹ′`´＇", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    "⁄": "/",
    **dict.fromkeys("‐‑‒–−⁃﹣－˗", "-"),
}
"""typographic marks and the plain one that is typed for them; the long dash stays what it is"""

from __future__ import annotations

import pytest

from clearance.mending.text import MendedText, mend_text


@pytest.mark.parametrize(
    ("before", "after", "removed"),
    [
        pytest.param(
            "vic\u200btim", "victim", ("1 invisible character",), id="a space without width in a word"
        ),
        pytest.param(
            "1\u20602\u00ad3", "123", ("2 invisible characters",), id="joiner and soft hyphen in a number"
        ),
        pytest.param("a \ufeffb", "a b", ("1 invisible character",), id="a byte order mark inside"),
        pytest.param("se\u200d\u200cñor", "señor", ("2 invisible characters",), id="in a Spanish word"),
        pytest.param("a\U000e0041b", "ab", ("1 invisible character",), id="a tag character"),
        pytest.param(
            "\ufeffone\r\ntwo\r\n",
            "one\ntwo\n",
            ("byte order mark", "line ends of Windows"),
            id="from Windows",
        ),
    ],
)
def test_what_no_reader_sees_is_taken_out(before: str, after: str, removed: tuple[str, ...]) -> None:
    assert mend_text(before.encode()) == MendedText(after.encode(), removed)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("plain\n", id="plain text"),
        pytest.param("two blanks  \nat a line's end", id="a line break of Markdown"),
        pytest.param("👩\u200d👧", id="a joined emoji"),
        pytest.param("🏴\U000e0067\U000e0062\U000e007f", id="a flag made of tags"),
        pytest.param("می\u200cخواهم", id="a Persian word"),
        pytest.param("क्\u200dष", id="a Hindi word"),
        pytest.param("old\rMac", id="a carriage return alone"),
    ],
)
def test_what_a_reader_needs_stays(text: str) -> None:
    assert mend_text(text.encode()) == MendedText(text.encode())


def test_bytes_that_are_no_text_stay() -> None:
    assert mend_text(b"\xff\xfe\r\n") == MendedText(b"\xff\xfe\r\n")

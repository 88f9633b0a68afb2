from __future__ import annotations

import pytest

from clearance.errors import CannotJudge
from clearance.records.strict_json import MAX_DEPTH, parse

BYTE_ORDER_MARK = "x:1: begins with a byte order mark; expected plain UTF-8 text"
UNSEEN = "a text holds the character U+{}, which nobody can see"


def test_plain_data_is_read() -> None:
    data = '{"a": [1, -2.5, true, null, "ü\\n\\t"], "b": {"c": "\\u00e9"}}'.encode()
    assert parse(data, "x").value == {"a": [1, -2.5, True, None, "ü\n\t"], "b": {"c": "é"}}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "x:1:1: not valid JSON: Expecting value", id="nothing"),
        pytest.param(
            b'{"a": 1,\n "b" 2}', "x:2:6: not valid JSON: Expecting ':' delimiter", id="a slip in line 2"
        ),
        pytest.param(b"{} {}", "x:1:4: not valid JSON: Extra data", id="two documents"),
        pytest.param(b"\xef\xbb\xbf{}", BYTE_ORDER_MARK, id="byte order mark"),
        pytest.param(b'{"a":\n"\xff"}', "x:2: the file is not UTF-8 text", id="another encoding"),
        pytest.param(b'"\0"', "x:1: the file holds a zero byte; it is not text", id="zero byte"),
        pytest.param(
            b'{"a": 1, "b": {"c": 1, "c": 2}}', "x: the key 'c' stands twice; keep one", id="doubled key"
        ),
        pytest.param(
            b'{"a": 1, "\\u0061": 2}', "x: the key 'a' stands twice; keep one", id="doubled key in disguise"
        ),
        pytest.param(b"[NaN]", "x: NaN is not a number that may stand here", id="NaN"),
        pytest.param(b"[-Infinity]", "x: -Infinity is not a number that may stand here", id="infinity"),
        pytest.param(b"[1e999]", "x: a number is too large", id="infinity in disguise"),
        pytest.param(b"[1234567890123456]", "x: a number has more than 15 digits", id="16 digits"),
        pytest.param(b"[" + b"9" * 5000 + b"]", "x: a number has more than 15 digits", id="5000 digits"),
        pytest.param(b"[" * 14 + b"]" * 14, f"x: nested deeper than {MAX_DEPTH} levels", id="deep"),
        pytest.param(b"[" * 100_000, f"x: nested deeper than {MAX_DEPTH} levels", id="bottomless"),
        pytest.param('"a\u202eb"'.encode(), f"x: {UNSEEN.format('202E')}", id="direction mark"),
        pytest.param(b'{"\\u200b": 1}', f"x: {UNSEEN.format('200B')}", id="invisible key"),
        pytest.param(b'["\\ud800"]', f"x: {UNSEEN.format('D800')}", id="half a character"),
        pytest.param(b'["\\u001b[31m"]', f"x: {UNSEEN.format('001B')}", id="terminal control"),
        pytest.param(
            b'"' + b"a" * 2_000_000 + b'"',
            "x: the file has 2,000,002 bytes; 2,000,000 is the limit",
            id="huge",
        ),
    ],
)
def test_anything_else_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(CannotJudge) as caught:
        parse(data, "x")
    assert str(caught.value) == message


def test_thirteen_levels_are_deep_and_twelve_are_not() -> None:
    assert parse(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "x").items()

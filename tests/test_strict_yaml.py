from __future__ import annotations

from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clearance.errors import CannotJudge
from clearance.model import Place
from clearance.strict_yaml import MAX_BYTES, MAX_DEPTH, Document, decode, parse

PATH = "guidelines/x.yml"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("# a comment\n", None, id="a comment alone"),
        pytest.param("a: 1\nb: two\n", {"a": 1, "b": "two"}, id="a mapping"),
        pytest.param("- 1\n- [a, b]\n", [1, ["a", "b"]], id="a list"),
        pytest.param("a: yes\nb: ~\nc: 1.5\n", {"a": True, "b": None, "c": 1.5}, id="core scalars"),
        pytest.param("a: 2026-03-01\n", {"a": "2026-03-01"}, id="a date stays text"),
        pytest.param("a: 2026-03-01T10:00:00Z\n", {"a": "2026-03-01T10:00:00Z"}, id="an instant stays text"),
        pytest.param("1: a\nyes: b\n", {"1": "a", "yes": "b"}, id="keys are text"),
        pytest.param('a: "1"\n', {"a": "1"}, id="quoted"),
        pytest.param("a: |\n  x\n  y\n", {"a": "x\ny\n"}, id="a block of text"),
        pytest.param("a: 0x10\nb: 0o7\n", {"a": 16, "b": "0o7"}, id="numbers of YAML 1.1"),
        pytest.param("---\na: 1\n...\n", {"a": 1}, id="marked begin and end"),
    ],
)
def test_what_is_read(text: str, value: object) -> None:
    assert parse(text, PATH).value == value


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' stands twice", id="a doubled key"),
        pytest.param("a: {b: 1, b: 2}\n", 1, 11, "the key 'b' stands twice", id="doubled inside"),
        pytest.param("a: &x 1\n", 1, 4, "anchors", id="an anchor"),
        pytest.param("a: &x 1\nb: *x\n", 1, 4, "anchors", id="an alias"),
        pytest.param("a: {<<: {b: 1}}\n", 1, 5, "a key must be plain text", id="a merge key"),
        pytest.param("? [a]\n: 1\n", 1, 3, "a key must be plain text", id="a list as key"),
        pytest.param("a: !!python/name:os.system x\n", 1, 4, "tag", id="a Python tag"),
        pytest.param("a: !mine [1]\n", 1, 4, "!mine", id="a tag on a list"),
        pytest.param("a: !!set {x}\n", 1, 4, "tag", id="a set"),
        pytest.param("a: !!binary aGk=\n", 1, 4, "tag", id="binary"),
        pytest.param("a: 1\n---\nb: 2\n", 2, 1, "not valid YAML", id="a second document"),
        pytest.param("a: [1\nb: 2\n", 2, 2, "not valid YAML", id="an open bracket"),
        pytest.param("a: 1\n\tb: 2\n", 2, 1, "not valid YAML", id="a tab"),
        pytest.param("a: !!int x\n", 1, 4, "can't be read as what its tag says", id="no number"),
        pytest.param("a: !!int\n", 1, 4, "can't be read as what its tag says", id="a number of no digits"),
        pytest.param("a: !!bool x\n", 1, 4, "can't be read as what its tag says", id="neither yes nor no"),
        pytest.param("a: !!float _\n", 1, 4, "can't be read as what its tag says", id="no fraction"),
        pytest.param("a: \x07\n", 1, 1, "not valid YAML", id="a control character"),
        pytest.param("[" * 500, 1, MAX_DEPTH + 1, "nested deeper", id="many brackets"),
        pytest.param("[" * 100_000, 1, 1001, "nested deeper", id="a bomb of brackets, refused by libyaml"),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        parse(text, PATH)
    error = refused.value
    assert (error.path, error.line, error.column, message in error.message) == (PATH, line, column, True), (
        str(error)
    )


def test_the_deepest_nesting_that_is_read() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, PATH).value is not None
    with pytest.raises(CannotJudge):
        parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), PATH)


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    document = parse("title: X\nclearance:\n  media:\n    map.png: {kind: map}\n", PATH, first_line=2)
    assert document.place("clearance.media.map.png.kind") == Place(5, 15)
    with pytest.raises(CannotJudge, match=f"^{PATH}:3:1: "):
        parse("a: 1\na: 2\n", PATH, first_line=2)


def test_the_place_of_what_is_not_there_is_that_of_what_holds_it() -> None:
    document = parse("a:\n  b: 1\n  c: [x, y]\n", PATH)
    assert [document.place(key) for key in ("a.b", "a.c.1", "a.d", "z", "")] == [
        Place(2, 3),
        Place(3, 10),
        Place(1, 1),
        Place(1, 1),
        Place(1, 1),
    ]
    assert Document(None).place("a") == Place()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"a\nb\xff\n", f"{PATH}:2: the file is not UTF-8 text", id="not UTF-8"),
        pytest.param(b"a\n\0\n", f"{PATH}:2: the file holds a zero byte", id="a zero byte"),
        pytest.param("a".encode("utf-16"), f"{PATH}:1: the file is not UTF-8 text", id="UTF-16"),
        pytest.param(b"a" * (MAX_BYTES + 1), f"{PATH}: the file has 2,000,001 bytes", id="too large"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, error: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        decode(data, PATH)
    assert str(refused.value).startswith(error)


@pytest.mark.parametrize(
    "data", [b"", b"a" * MAX_BYTES, f"{BOM}é\n".encode()], ids=["empty", "largest", "with BOM"]
)
def test_bytes_that_are_text(data: bytes) -> None:
    assert decode(data, PATH) == data.decode("utf-8-sig")


SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8"))


@given(
    st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)
)
def test_plain_data_comes_back_as_it_was_written(value: object) -> None:
    written = yaml.safe_dump(value)
    if "&" in written or "*" in written:
        return
    read = parse(written, PATH).value
    assert read == _with_text_keys(value)


def _with_text_keys(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(inner) for key, inner in value.items()}
    return [_with_text_keys(inner) for inner in value] if isinstance(value, list) else value


@given(st.text(max_size=60) | st.text("{}[]&*!|>'\"%@`:-?,# \n\tab1", max_size=40))
def test_nothing_but_a_value_or_one_error_comes_of_any_text(text: str) -> None:
    with suppress(CannotJudge):
        parse(text, PATH)


@given(st.text("{}[]&*!|>'\"%@`:-?,# \n\tab1", max_size=40))
def test_every_error_says_where(text: str) -> None:
    try:
        parse(text, PATH)
    except CannotJudge as refused:
        place = (refused.path, refused.line >= 1)
    else:
        return
    assert place == (PATH, True)

"""Whatever bytes a guidelines file holds: guidelines, or a refusal."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.guidelines.sample import FILES, read, refusal, write

from clearance.errors import CannotJudge
from clearance.guidelines.loading import load_guidelines, read_guidelines


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "guidelines/training.yml: the file is empty; the guidelines need it", id="empty"),
        pytest.param(
            "# only this\n",
            "guidelines/training.yml: the file is empty; the guidelines need it",
            id="a comment",
        ),
        pytest.param(
            "- a\n",
            "guidelines/training.yml:1:1: a list does not fit here; expected the keys topics,"
            " valid_months, completions, remind_days",
            id="a list",
        ),
        pytest.param(
            "text",
            "guidelines/training.yml:1:1: 'text' does not fit here; expected the keys topics,"
            " valid_months, completions, remind_days",
            id="text",
        ),
        pytest.param(
            "a: 1\na: 2\n",
            "guidelines/training.yml:2:1: the key 'a' stands twice; keep one",
            id="a doubled key",
        ),
        pytest.param(
            "a: &x 1\nb: *x\n",
            "guidelines/training.yml:1:4: anchors (&) and aliases (*) are not allowed",
            id="an alias",
        ),
        pytest.param(
            "[" * 500, "guidelines/training.yml:1:41: nested deeper than 40 levels", id="a deep nest"
        ),
        pytest.param(
            "[" * 50_000,
            "guidelines/training.yml:1:1001: nested deeper than 40 levels",
            id="a nest without end",
        ),
        pytest.param(
            "a: !!python/object/apply:os.system [x]",
            "guidelines/training.yml:1:4: the tag tag:yaml.org,2002:python/object/apply:os.system is"
            " not allowed; write plain data",
            id="a tag that runs",
        ),
    ],
)
def test_a_file_that_holds_something_else(text: str, message: str) -> None:
    assert refusal(FILES | {"training.yml": text}) == message


def test_no_bytes_whatever_bring_more_than_a_refusal(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    for data, message in (
        (b"\xff\xfe\x00", "guidelines/training.yml:1: the file is not UTF-8 text"),
        (b"a: \0", "guidelines/training.yml:1: the file holds a zero byte; it is not text"),
        (b"#" * 2_000_001, "guidelines/training.yml: the file has 2,000,001 bytes; 2,000,000 is the limit"),
    ):
        (root / "guidelines/training.yml").write_bytes(data)
        with pytest.raises(CannotJudge) as refused:
            load_guidelines(root)
        assert str(refused.value) == message


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=60))
def test_random_bytes_are_refused(name: str, data: bytes) -> None:
    files = {known: text.encode() for known, text in FILES.items()} | {name: data}
    with pytest.raises(CannotJudge):
        read_guidelines(files)


VALUES = st.recursive(
    st.sampled_from(
        ["all", "ann", "2024-01-01", "-1", "1e9", "true", "[]", "{}", '"\\u0000"', "~", "é", "PB901"]
    ),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
        | inner.map(lambda item: f"{{id: {item}}}")
    ),
    max_leaves=4,
)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_value_of_any_key_is_taken_or_refused(name: str, data: st.DataObject) -> None:
    lines = FILES[name].splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[number].partition(":")
    lines[number] = f"{key}{colon} {data.draw(VALUES)}"
    with contextlib.suppress(CannotJudge):
        read(FILES | {name: "\n".join(lines)})

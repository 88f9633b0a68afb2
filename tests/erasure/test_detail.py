"""What the records of an erasure say, and what they must not."""

from __future__ import annotations

import re

import pytest

from clearance.erasure.detail import ConfirmDetail, DoneDetail, OrderDetail, Version, is_authority, read

VERSION = Version("a" * 64, "b" * 40, ("content/posts/arrest.md", "content/posts/former.md"))
ORDER = OrderDetail("Circuit Court, 2026-CR-0412", (VERSION,))


@pytest.mark.parametrize(
    "detail",
    [ORDER, ConfirmDetail(), DoneDetail("1" * 40, "2" * 64)],
    ids=["an order", "a confirmation", "what was done"],
)
def test_what_is_written_is_read(detail: OrderDetail | ConfirmDetail | DoneDetail) -> None:
    assert read(detail.written()) == detail


def changed(**values: object) -> dict[str, object]:
    return {**ORDER.written(), **values}


def version(**values: object) -> dict[str, object]:
    return changed(versions=[{**VERSION.written(), **values}])


@pytest.mark.parametrize(
    ("detail", "wrong"),
    [
        pytest.param(None, "says nothing of an erasure", id="nothing"),
        pytest.param({"step": "oder"}, "has the step 'oder'; expected one of", id="another step"),
        pytest.param({"step": "order"}, "says nothing of authority", id="an order of nothing"),
        pytest.param({"step": "confirm", "why": "x"}, "says 'why', which is unknown", id="a word too many"),
        pytest.param({"step": "carry-out", "before": "1" * 40}, "says nothing of after", id="half done"),
        pytest.param(
            {"step": "carry-out", "before": "HEAD", "after": "1" * 40},
            "has a before that is no id",
            id="done to no commit",
        ),
        pytest.param(changed(authority="a judge said so"), "names no authority", id="nobody's authority"),
        pytest.param(changed(versions=[]), "has no list of versions", id="no versions"),
        pytest.param(changed(versions=["x"]), "says nothing of a version", id="a version that is none"),
        pytest.param(version(sha256="A" * 64), "has a sha256 that is no id", id="a digest in capitals"),
        pytest.param(version(blob="1" * 41), "has a blob that is no id", id="an object of no length"),
        pytest.param(version(paths=["guidelines/x"]), "no path below content/", id="not content"),
        pytest.param(version(paths=["content/../x"]), "no path below content/", id="a path that leads out"),
        pytest.param(version(paths="content/x"), "has no list of paths", id="one path, unlisted"),
    ],
)
def test_what_is_refused(detail: object, wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(wrong)):
        read(detail)


@pytest.mark.parametrize(
    ("said", "good"),
    [
        ("Circuit Court, 2026-CR-0412", True),
        ("705 ILCS 405/5-915", True),
        ("the court", False),
        ("12", False),
        ("Court order 12\n of 2026", False),
        (" Circuit Court 12", False),
        ("9" * 301, False),
    ],
)
def test_an_authority(said: str, *, good: bool) -> None:
    assert is_authority(said) is good

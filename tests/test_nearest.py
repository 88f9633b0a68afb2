from __future__ import annotations

import pytest

from clearance.nearest import did_you_mean

KNOWN = ["supervisor", "author", "web-admin"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        pytest.param("supervisr", "; did you mean 'supervisor'?", id="a letter lost"),
        pytest.param("Author", "; did you mean 'author'?", id="in capitals"),
        pytest.param("web_admin", "; did you mean 'web-admin'?", id="another sign"),
        pytest.param("plumber", "", id="like none"),
        pytest.param("", "", id="nothing"),
        pytest.param("supervisor" * 100_000, "", id="a giant word"),
    ],
)
def test_the_nearest_good_word(word: str, hint: str) -> None:
    assert did_you_mean(word, KNOWN) == hint


def test_with_nothing_known_there_is_no_hint() -> None:
    assert did_you_mean("author", []) == ""

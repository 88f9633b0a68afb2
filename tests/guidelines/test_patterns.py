from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.guidelines.patterns import MAX_WAYS, checked_pattern

ENDLESS = "repeats without a useful limit; write one, such as {1,20} instead of +"
MANY = "the pattern can be taken in too many ways; use smaller limits in {…}"


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("lawsuit", id="a word"),
        pytest.param(r"\b10-\d{1,2}\b", id="digits with a limit"),
        pytest.param(r"colou?r", id="an optional letter"),
        pytest.param(r"(?:mon|tues|wednes)day", id="a choice"),
        pytest.param(r"(\d{3}-){2}\d{4}", id="a group repeated without choices inside"),
        pytest.param(r"(?:\d{1,3}[-. ]?){3}", id="a repeat in a repeat, small"),
        pytest.param(r"(?<!not )guilty(?! plea)", id="looking around"),
        pytest.param(r"[]*+{}()|]", id="signs inside a class"),
        pytest.param(r"[^]\]]x", id="a closing bracket inside a class"),
        pytest.param(r"\(\*\)\+\?", id="signs with a backslash"),
        pytest.param(r"{x}", id="a brace that means itself"),
        pytest.param(r"a{,9}b{2,4}?c{3}", id="a lazy repeat"),
        pytest.param(r"a{1,40}+", id="a possessive repeat"),
    ],
)
def test_patterns_that_end_soon_are_taken(pattern: str) -> None:
    assert checked_pattern(pattern) == pattern


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        pytest.param("(", "the pattern can't be read: missing )", id="an open group"),
        pytest.param("[a", "the pattern can't be read: unterminated", id="an open class"),
        pytest.param("*a", "the pattern can't be read: nothing to repeat", id="a repeat of nothing"),
        pytest.param("a{2,1}", "the pattern can't be read: min repeat", id="limits in the wrong order"),
        pytest.param("a{99999999999}", "the pattern can't be read: the repetition", id="a giant limit"),
        pytest.param("[[a]", "the pattern can't be read: Possible nested set", id="a doubtful class"),
        pytest.param("a+", f"'+' {ENDLESS}", id="plus"),
        pytest.param("a*?b", f"'*?' {ENDLESS}", id="lazy star"),
        pytest.param("a{2,}", f"'{{2,}}' {ENDLESS}", id="an open end"),
        pytest.param("a{,}", f"'{{,}}' {ENDLESS}", id="two open ends"),
        pytest.param("a{1,2000}", f"'{{1,2000}}' {ENDLESS}", id="a limit that is none"),
        pytest.param("(a{1,50}){1,50}b", MANY, id="a repeat in a repeat"),
        pytest.param("(a|a){1,50}b", MANY, id="a choice in a repeat"),
        pytest.param("(a?){50}b", MANY, id="an optional in a repeat"),
        pytest.param(".{0,99}.{0,99}.{0,99}b", MANY, id="repeats side by side"),
        pytest.param("(?=(a{1,99}){1,99}b)", MANY, id="inside a look ahead"),
        pytest.param(r"(a)\1", r"'\\1' is not allowed in a pattern", id="a reference back"),
        pytest.param("(?P<n>a)(?P=n)", "'(?' is not allowed in a pattern", id="a named group"),
        pytest.param("(?i)a", "'(?' is not allowed in a pattern", id="a flag"),
        pytest.param("(?#x)a", "'(?' is not allowed in a pattern", id="a comment"),
    ],
)
def test_patterns_that_could_run_away_are_refused(pattern: str, message: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the message is compared below
        checked_pattern(pattern)
    assert str(refusal.value).startswith(message)


PIECES = st.sampled_from(["a", ".", "(", ")", "|", "?", "{1,9}", "{0,40}", "{3}", "(?:", "[ab]", r"\w", "b"])


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_taken_ends_soon_on_a_hostile_text(pattern: str) -> None:
    try:
        checked_pattern(pattern)
    except ValueError:
        return
    started = time.process_time()
    re.compile(pattern + "$").search("a" * 60 + "!")
    assert time.process_time() - started < 1, f"{pattern!r} takes more than {MAX_WAYS:,} ways"

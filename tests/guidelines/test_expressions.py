"""A phrase finds what its whole expression finds, however it is gone about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.guidelines.expressions import compiled, may_hold, spans
from clearance.guidelines.phrases import pattern
from clearance.guidelines.tokens import CLASSES

LISTS = {"ranks": ["officer/sergeant", "chief <NAME>"], "people": ["<NAME>", "<ranks>"]}
PHRASES = (
    "victim ~3 <NAME>",
    "<NAME>/<CAP>/he ~2 sued",
    "<ranks> <CAP>/<NAME>/<CAP>'s",
    "<people> , ~4 <NAME>",
    "<NAME>",
    "<CAP>'s house",
    "sued <STREET>/<NAME>",
)
_WORDS = """
victim sued he house officer Chief Officer Park North Street Avenue St. Don't A I Co-Defendant Maria
Lopez-Ruiz O'Neil McDonald FBI Al "Ace" P. de la Cruz Mr. Dr señora Gus Gus's Jr. Park-Smith Park-École
Court's Citizens' The Monday Élodie smith-Jones 15, (12) , . ; ' -
"""
texts = st.lists(st.sampled_from(_WORDS.split()), max_size=14).map(" ".join)


@pytest.mark.parametrize("phrase", PHRASES)
@given(text=texts, cut=st.integers(0, 6))
@settings(max_examples=300)
def test_the_quick_way_finds_what_the_whole_expression_finds(phrase: str, text: str, cut: int) -> None:
    expression, start, end = pattern(phrase, LISTS), min(cut, len(text)), max(0, len(text) - cut)
    whole = [found.span() for found in compiled(expression).finditer(text, start, end)]
    assert spans(expression, text, start, end) == whole


@pytest.mark.parametrize("kind", CLASSES)
@given(text=texts)
@settings(max_examples=300)
def test_a_kind_that_is_there_may_be_there(kind: str, text: str) -> None:
    found = compiled(rf"(?<!\w){CLASSES[kind]}").search(text)
    assert found is None or may_hold(kind, text, 0, len(text))


@pytest.mark.parametrize(
    ("kind", "text", "may"),
    [
        pytest.param("NAME", "Maria Lopez came", True, id="a name"),
        pytest.param("NAME", "she met Mr Lopez", True, id="a title and a surname"),
        pytest.param("NAME", "la señora Lopez", True, id="a title in small letters"),
        pytest.param("NAME", "only Maria came", False, id="a first name alone"),
        pytest.param("NAME", "Police Officer Monday", False, id="capitals of no name"),
        pytest.param("CAP", "only Maria came", True, id="a capital"),
        pytest.param("CAP", "The Police came", False, id="capitals of no name, one by one"),
        pytest.param("MINOR", "a boy, 15, ran", True, id="an age"),
        pytest.param("MINOR", "a boy ran 15 miles", False, id="another number"),
    ],
)
def test_whether_a_kind_may_be_there(kind: str, text: str, may: bool) -> None:  # noqa: FBT001 - a table's column
    assert may_hold(kind, text, 0, len(text)) is may

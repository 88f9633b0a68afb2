from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.guidelines.prepared import Vocabulary, prepare, spread

NONE = Vocabulary.of([])
WORDS = Vocabulary.of(["informant", "narcotic*"])
SECRET = Vocabulary.of(["darn", "blast*"])


def text(written: str) -> str:
    return prepare(written, WORDS, SECRET).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("an 1nf0rmant", "an informant", id="leetspeak for a word"),
        pytest.param("Narc0tics", "Narcotics", id="leetspeak for a beginning"),
        pytest.param("c00k M@larkey", "cook Malarkey", id="signs among small letters"),
        pytest.param("a B12 K9 at 5K, 7th, A10", "a B12 K9 at 5K, 7th, A10", id="names of things stay"),
        pytest.param("d**n", "darn", id="a masked word"),
        pytest.param("d**", "d**", id="masked too short"),
        pytest.param("t**n", "t**n", id="masked, but another word"),
        pytest.param("d a r n it", "darn    it", id="spaced out"),
        pytest.param("b.l.a.s.t.e.d", "blasted      ", id="dotted out"),
        pytest.param("i n f o r m a n t", "informant        ", id="any word spaced out"),
        pytest.param("a b c d", "a b c d", id="letters that spell nothing"),
        pytest.param("It’s “so” – yes", 'It\'s "so" - yes', id="quotes and dashes"),
    ],
)
def test_disguises_are_undone(written: str, read: str) -> None:
    assert text(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("MAN CHARGED WITH KILLING", "man charged with killing", id="a heading in capitals"),
        pytest.param("Victim Services Division", "victim services division", id="a heading with capitals"),
        pytest.param(
            "THIEF KAITLYN ORR CAUGHT AGAIN", "thief Kaitlyn Orr caught again", id="a name in a heading"
        ),
        pytest.param(
            "Charges Against Mr. Pell Dropped", "charges against Mr. Pell dropped", id="a title and a name"
        ),
        pytest.param("The man met Kaitlyn Orr there.", "The man met Kaitlyn Orr there.", id="no heading"),
        pytest.param("Big Dog", "Big Dog", id="too short to tell"),
    ],
)
def test_in_a_heading_only_names_keep_their_capitals(written: str, read: str) -> None:
    assert text(written) == read


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        pytest.param("One. Two! Three?", ["One. ", "Two! ", "Three?"], id="ends"),
        pytest.param("Sgt. Mays, Mr. J. Lee, at 6 a.m. sharp.", None, id="abbreviations and initials"),
        pytest.param('He said "go." Then left.', ['He said "go." ', "Then left."], id="a quotation"),
        pytest.param("one\n- two\n- three", ["one\n-", " two\n-", " three"], id="a list"),
        pytest.param("a | b", ["a |", " b"], id="a table"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences(written: str, sentences: list[str] | None) -> None:
    prepared = prepare(written, NONE, NONE)
    assert [prepared.text[a:b] for a, b in prepared.sentences] == (
        [written] if sentences is None else sentences
    )


def test_an_endless_sentence_is_cut() -> None:
    prepared = prepare("word " * 1000, NONE, NONE)
    assert [end - start for start, end in prepared.sentences] == [1500, 1500, 1500, 500]


@given(st.text())
def test_every_offset_stays_what_it_was(written: str) -> None:
    prepared = prepare(written, WORDS, SECRET)
    assert len(prepared.text) == len(written)
    assert len(spread(prepared.text)) == len(written)
    assert "".join(prepared.text[a:b] for a, b in prepared.sentences) == prepared.text

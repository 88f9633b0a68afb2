from __future__ import annotations

import json
from pathlib import Path

import pytest

from clearance.errors import CannotJudge
from clearance.evaluate import corpus
from clearance.evaluate.corpus import read_corpus
from clearance.evaluate.sample import Sample

CLEAN: dict[str, object] = {
    "id": "a",
    "label": "clean",
    "title": "Road closed",
    "body": "Until noon.",
    "difficulty": "plain",
}
VIOLATION: dict[str, object] = {
    "id": "b",
    "label": "violation",
    "clause": "1021.5(b)",
    "kind": "ssn",
    "span": "078",
    "difficulty": "evasive",
    "title": "Arrest",
    "body": "Number 078.",
}
HEAD = "case_id,functionality,label_gold,target_ident,test_case\n"


def _lines(*posts: dict[str, object]) -> str:
    return "".join(json.dumps(post) + "\n" for post in posts)


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "corpus"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_our_own_lines(tmp_path: Path) -> None:
    path = _file(tmp_path, "\ufeff" + _lines(CLEAN) + "\n" + _lines(VIOLATION))
    assert read_corpus(path) == (
        Sample("a", "Road closed", "Until noon.", difficulty="plain"),
        Sample("b", "Arrest", "Number 078.", frozenset({"1021.5(b)"}), ("ssn",), "evasive", ("078",), line=3),
    )


def test_hatecheck(tmp_path: Path) -> None:
    path = _file(tmp_path, HEAD + '2,slur_h,hateful,women,"Bad, very."\n4,slur_nh,non-hateful,,Good.\n')
    assert read_corpus(path) == (
        Sample("2", "", "Bad, very.", frozenset({"1021.5(a)"}), ("slur_h",), line=2),
        Sample("4", "", "Good.", frozenset(), ("slur_nh",), line=3),
    )


def test_presidio(tmp_path: Path) -> None:
    def sentence(text: str, *types: str) -> dict[str, object]:
        return {"full_text": text, "spans": [{"entity_type": t, "entity_value": text} for t in types]}

    sentences = [sentence("x", "US_SSN", "PERSON"), sentence("y", "PERSON"), sentence("z", "STREET_ADDRESS")]
    assert read_corpus(_file(tmp_path, json.dumps(sentences))) == (
        Sample("sentence-1", "", "x", frozenset({"1021.5(b)"}), ("ssn",), spans=("x",)),
        Sample("sentence-2", "", "y"),
        Sample("sentence-3", "", "z", scored=False),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", ": this is no corpus", id="nothing"),
        pytest.param("[]", ": there are no posts", id="an empty list"),
        pytest.param(HEAD, ": there are no posts", id="a heading alone"),
        pytest.param("Dear all,\n", ": this is no corpus", id="prose"),
        pytest.param("id,label\n1,clean\n", ": this is no corpus", id="another CSV"),
        pytest.param(b"{\n\xff", ":2: this is not UTF-8 text", id="another encoding"),
        pytest.param(_lines(CLEAN) + "{", ":2:2: this is not JSON", id="broken JSON"),
        pytest.param(_lines(CLEAN) + "[]", ":2: this is no labelled post", id="a line that is no object"),
        pytest.param(_lines(CLEAN, CLEAN), ":2: the id 'a' stands twice", id="an id twice"),
        pytest.param(_lines(CLEAN | {"body": 7}), ":1: this is no labelled post: `body`", id="no text"),
        pytest.param(_lines(CLEAN | {"label": "fine"}), ":1: this is no labelled post: `label`", id="label"),
        pytest.param(
            _lines(CLEAN | {"label": "violation"}), ":1: this is no labelled post: a vio", id="clause"
        ),
        pytest.param(
            _lines(VIOLATION | {"clause": "(b)"}), ":1: this is no labelled post: `clause`", id="bad clause"
        ),
        pytest.param("[" * 200_000, ":1: this is nested too deep", id="a deep nest"),
        pytest.param('[{"full_text": "x"}]', ":1: this is no labelled post: `spans`", id="no spans"),
        pytest.param(
            HEAD + "2,x,maybe,,y\n", ":2: this is no labelled post: `label_gold`", id="bad gold label"
        ),
        pytest.param(HEAD + '2,x,hateful,,"y\n', ":1: this is not CSV", id="an open quote"),
    ],
)
def test_no_corpus(tmp_path: Path, text: str | bytes, problem: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(CannotJudge) as refused:
        read_corpus(path)
    assert str(refused.value).startswith(f"{path}{problem}")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match="can't be read"):
        read_corpus(tmp_path / "none")
    with pytest.raises(CannotJudge, match="can't be read"):
        read_corpus(tmp_path)


def test_a_huge_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, _lines(CLEAN))
    monkeypatch.setattr(corpus, "MAX_BYTES", 10)
    with pytest.raises(CannotJudge, match="larger than 10 bytes"):
        read_corpus(path)

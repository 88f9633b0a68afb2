from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.department import Department

from clearance.cli.main import run

POSTS = (
    {
        "id": "clean-1",
        "label": "clean",
        "title": "Road closed",
        "body": "Main Street is closed.",
        "difficulty": "plain",
    },
    {
        "id": "plain-1",
        "label": "violation",
        "clause": "1021.5(b)",
        "kind": "ssn",
        "span": "SSN 512-40-7788",
        "difficulty": "plain",
        "title": "Arrest",
        "body": "The man gave the SSN 512-40-7788.",
    },
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(json.dumps(post) + "\n" for post in POSTS))
    return path


def _evaluate(corpus: Path, department: Department, *more: str) -> int:
    return run(["evaluate", str(corpus), "--root", str(department.root), *more])


def test_the_rules_are_measured(
    corpus: Path, founded: Department, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(corpus, founded, "--format", "json") == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["total"]["recall"], value["total"]["precision"], value["total"]["false_alarms"]) == (
        1,
        1,
        0,
    )
    assert value["kinds"]["ssn"]["found_by_its_own_rules"] == 1
    assert (value["misses"], value["false_alarms"]) == ([], [])


def test_text_is_the_usual_form(
    corpus: Path, founded: Department, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(corpus, founded) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 posts, 0 of a doubtful label, 0 not scored\n")
    assert "512-40-7788" not in out


@pytest.mark.parametrize("form", ["ids", "file"])
def test_doubtful_labels(
    form: str, corpus: Path, founded: Department, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "doubtful.txt"
    listed.write_text("clean-1\nplain-1\n")
    assert _evaluate(corpus, founded, "--doubtful", "clean-1,plain-1" if form == "ids" else str(listed)) == 0
    assert capsys.readouterr().out.startswith("2 posts, 2 of a doubtful label")


@pytest.mark.parametrize(
    ("doubtful", "problem"),
    [
        pytest.param("clean-1,plain-9", "names 'plain-9', which is no post", id="an unknown post"),
        pytest.param("nowhere.txt", "names neither posts of the corpus nor a file", id="a missing file"),
    ],
)
def test_doubtful_labels_of_nothing(
    doubtful: str, problem: str, corpus: Path, founded: Department, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(corpus, founded, "--doubtful", doubtful) == 2
    assert problem in capsys.readouterr().err


def test_a_post_that_no_browser_could_show(
    corpus: Path, founded: Department, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.write_text(json.dumps({"id": "flood", "label": "clean", "body": "<b>" * 30_000}) + "\n")
    assert _evaluate(corpus, founded) == 2
    assert "the post 'flood' can't be judged" in capsys.readouterr().err


def test_no_corpus(tmp_path: Path, founded: Department, capsys: pytest.CaptureFixture[str]) -> None:
    assert _evaluate(tmp_path / "none.jsonl", founded) == 2
    assert "the corpus can't be read" in capsys.readouterr().err

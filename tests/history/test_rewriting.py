"""What a history would be called with other bytes in it, held against what git calls it; and the way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.history.sandbox import Sandbox

from clearance.errors import CannotJudge
from clearance.history.commits import order_of
from clearance.history.git import Objects, Repository
from clearance.history.repository import open_repository
from clearance.history.rewriting import Rewriting, Undone, undo
from clearance.history.substitution import Trees, folders_of, object_id, tree_of, with_others

PATH = "content/posts/a.md"
OLD, STONE = b"the words that go\n", b"erased\n"


def told(place: Path, words: bytes, hash_name: str) -> Repository:
    """A history with a branch and a merge, in which these words stand, are moved, and go."""
    sandbox = Sandbox.create(place, f"--object-format={hash_name}")
    sandbox.add("README.md", "read me\n")
    sandbox.add(PATH, words)
    sandbox.git("switch", "-q", "-c", "side")
    sandbox.add("content/b.md", words)
    sandbox.git("switch", "-q", "main")
    sandbox.add("content/c.md", "other words\n")
    sandbox.git("merge", "-q", "--no-ff", "-m", "both", "side")
    (sandbox.top / PATH).rename(sandbox.top / "content/posts/moved.md")
    sandbox.commit()
    for path in ("content/posts/moved.md", "content/b.md"):
        (sandbox.top / path).unlink()
    sandbox.commit()
    return open_repository(sandbox.top)


def rewriting(old: Repository, new: Repository, *paths: str) -> Rewriting:
    name = old.hash_name
    blobs = {object_id(name, "blob", STONE): object_id(name, "blob", OLD)}
    return Rewriting(old.head, new.head, blobs, paths or (PATH, "content/b.md", "content/posts/moved.md"))


@pytest.fixture(params=["sha1", "sha256"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Repository, Repository]:
    return tuple(
        told(tmp_path / name, words, request.param) for name, words in (("old", OLD), ("new", STONE))
    )  # type: ignore[return-value]  # two of them


def test_the_ids_are_those_that_git_gives(both: tuple[Repository, Repository]) -> None:
    old, new = both
    name = old.hash_name
    blobs = {object_id(name, "blob", OLD): object_id(name, "blob", STONE)}
    ids: dict[str, str] = {}
    with Objects(old.root) as objects:
        paths = (PATH, "content/b.md", "content/posts/moved.md")
        trees = Trees(objects, name, blobs, folders_of(paths))
        for commit, data in old.objects(order_of(old)).items():
            ids[commit] = object_id(name, "commit", with_others(data, trees.replaced(tree_of(data)), ids))
    assert [ids[commit] for commit in order_of(old)] == order_of(new)
    assert ids[old.head] == new.head


def test_the_way_back(both: tuple[Repository, Repository]) -> None:
    old, new = both
    undone = undo(new, [rewriting(old, new)])
    changed = {was: now for was, now in zip(order_of(old), order_of(new), strict=True) if was != now}
    assert undone.present == changed
    assert len(changed) == len(order_of(old)) - 1, "the first commit had none of it"
    assert undone.then == {now: old.objects([was])[was] for was, now in changed.items()}
    assert undone.unproved == ()


@pytest.mark.parametrize("what", ["another beginning", "no such end", "a folder less"])
def test_what_does_not_lead_back_is_not_followed(tmp_path: Path, what: str) -> None:
    old, new = (told(tmp_path / name, words, "sha1") for name, words in (("old", OLD), ("new", STONE)))
    right = rewriting(old, new)
    wrong = {
        "another beginning": replace(right, before=new.head),
        "no such end": replace(right, after=old.head),
        "a folder less": replace(right, paths=("content/b.md",)),
    }[what]
    assert undo(new, [wrong]) == Undone(unproved=(wrong,))


def test_nothing_to_undo(tmp_path: Path) -> None:
    assert undo(told(tmp_path / "one", OLD, "sha1"), []) == Undone()


def test_an_object_that_git_has_lost(tmp_path: Path) -> None:
    repository = told(tmp_path / "one", OLD, "sha1")
    with Objects(repository.root) as objects:
        assert objects.read(object_id("sha1", "blob", OLD)) == OLD
        with pytest.raises(CannotJudge, match="git has lost the object 000"):
            objects.read("0" * 40)
        assert objects.read(object_id("sha1", "blob", OLD)) == OLD

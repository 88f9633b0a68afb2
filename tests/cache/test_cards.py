from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clearance.cache.cards import CardShelf

KEY = b"k" * 32


def test_what_was_drawn_is_there_for_the_same_user_and_software(tmp_path: Path) -> None:
    shelf = CardShelf.open(tmp_path, KEY)
    assert shelf.load("a1") is None
    shelf.save("a1", b"picture")
    assert shelf.load("a1") == b"picture"
    assert replace(shelf, key=b"o" * 32).load("a1") is None
    assert replace(shelf, context="other software").load("a1") is None


def test_one_card_does_not_pass_for_another(tmp_path: Path) -> None:
    shelf = CardShelf.open(tmp_path, KEY)
    shelf.save("a1", b"picture")
    (tmp_path / "cards/a1.card").rename(tmp_path / "cards/b2.card")
    assert shelf.load("b2") is None


def test_cards_that_are_not_shown_any_more_go(tmp_path: Path) -> None:
    shelf = CardShelf.open(tmp_path, KEY)
    shelf.keep_only(["a1"])
    for digest in ("a1", "b2", "c3"):
        shelf.save(digest, b"picture")
    (tmp_path / "cards/note.txt").write_text("somebody's")
    shelf.keep_only(["b2"])
    assert sorted(path.name for path in (tmp_path / "cards").iterdir()) == [
        ".gitignore",
        "b2.card",
        "note.txt",
    ]

from __future__ import annotations

from clearance.media.passages import passages
from clearance.media.values import Inscription, Mark, Media, Origin, Trait, Unread
from clearance.model import Passage, Place

PLACE = Place(7, 5)


def test_every_text_of_a_file_is_a_passage_where_the_page_declares_it() -> None:
    media = Media(
        "PDF", 1, (Inscription("words", Origin.HIDDEN, "page 1"),), (Mark(Trait.COVERED_TEXT, "page 1"),)
    )
    assert passages("content/posts/the_road-map.pdf", media, PLACE) == (
        Passage("the road-map", "file-name", PLACE),
        Passage("words", "document-hidden-text", PLACE),
    )


def test_of_a_file_that_was_not_read_the_name_is_a_passage() -> None:
    assert passages("content/a.pdf", Unread("broken"), PLACE) == (Passage("a", "file-name", PLACE),)

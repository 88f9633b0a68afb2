from __future__ import annotations

from tests.rules.builders import department, judged, page

from clearance.model import Place
from clearance.rules import shared_case_id

ID, OTHER = f"c1-{'0' * 16}-{'a' * 32}", f"c1-{'1' * 16}-{'b' * 32}"


def found(*ids: str | None) -> list[tuple[str, str, Place]]:
    pages = [
        judged(page(f"content/posts/{number}.md", case=case, places={"clearance.case": Place(9, 3)}))
        for number, case in enumerate(ids)
    ]
    told = shared_case_id.check(department(pages=tuple(reversed(pages))))
    return [(path, violation.message, violation.place) for path, violation in told]


def test_an_id_that_was_copied_is_told_at_the_later_path() -> None:
    message = "has the id of a case that content/posts/0.md has too; expected one of its own"
    assert found(ID, OTHER, ID) == [("content/posts/2.md", message, Place(9, 3))]


def test_ids_of_their_own_and_pages_of_no_case() -> None:
    assert found(ID, OTHER, None, None) == []

from __future__ import annotations

from tests.rules.builders import MAP, PATH, case, facts, shown, surface

from clearance.model import Place, Violation
from clearance.rules import uncommitted_bytes

SUBJECTS = {PATH: "a", MAP: "b"}


def test_committed_bytes_pass_whatever_else_is_not() -> None:
    judged = case(subjects=SUBJECTS, uncommitted=frozenset({"content/about.md", "guidelines/roster.yml"}))
    assert [*uncommitted_bytes.check(judged, facts())] == []


def test_uncommitted_page_and_file() -> None:
    judged = case(
        subjects=SUBJECTS, uncommitted=frozenset({PATH, MAP}), surface=surface(shown("map.png", MAP, line=9))
    )
    assert [*uncommitted_bytes.check(judged, facts())] == [
        Violation(f"`{PATH}` is not committed as it stands here; commit it, so that it is retained"),
        Violation(f"`{MAP}` is not committed as it stands here; commit it, so that it is retained", Place(9)),
    ]

from __future__ import annotations

from dataclasses import replace

from tests.rules.builders import MAP, PATH, case, facts, shown, surface

from clearance.model import Place, Violation
from clearance.rules import returned_content

SUBJECTS = {PATH: "a" * 64, MAP: "b" * 64}


def test_other_bytes_than_those_that_were_erased_pass() -> None:
    erased = replace(facts(), erased=frozenset({"c" * 64}))
    assert [*returned_content.check(case(subjects=SUBJECTS), erased)] == []


def test_a_page_and_a_file_that_were_erased() -> None:
    judged = case(subjects=SUBJECTS, surface=surface(shown("map.png", MAP, line=9)))
    erased = replace(facts(), erased=frozenset(SUBJECTS.values()))
    assert [*returned_content.check(judged, erased)] == [
        Violation(f"`{PATH}` has the bytes that were erased by lawful order; take it out again"),
        Violation(f"`{MAP}` has the bytes that were erased by lawful order; take it out again", Place(9)),
    ]

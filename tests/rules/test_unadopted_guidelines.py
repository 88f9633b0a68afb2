from __future__ import annotations

from tests.rules.builders import department

from clearance.model import Violation
from clearance.rules import unadopted_guidelines

ROSTER, CONFIG, HOOK = "guidelines/roster.yml", "mkdocs.yml", "hooks/extra.py"
ADOPTED = {ROSTER: "r", CONFIG: "c"}


def test_what_was_adopted_passes() -> None:
    assert [*unadopted_guidelines.check(department(governed=ADOPTED, adopted=dict(ADOPTED)))] == []


def test_each_file_that_differs() -> None:
    village = department(governed={ROSTER: "changed", HOOK: "h"}, adopted=ADOPTED)
    since = "since the chief adopted the guidelines"
    assert [*unadopted_guidelines.check(village)] == [
        (ROSTER, Violation(f"this file has changed {since}")),
        (HOOK, Violation(f"this file was added {since}")),
        (CONFIG, Violation(f"this file was removed {since}")),
    ]


def test_no_adoption_that_counts() -> None:
    village = department(governed=ADOPTED, adopted=None, adoption_problem="its key is not the pinned one")
    assert [*unadopted_guidelines.check(village)] == [
        ("guidelines", Violation("the guidelines are not adopted: its key is not the pinned one"))
    ]


def test_no_adoption_at_all() -> None:
    assert [*unadopted_guidelines.check(department(governed=ADOPTED, adopted=None))] == [
        ("guidelines", Violation("the guidelines are not adopted: there is no adoption"))
    ]


def test_a_problem_counts_even_beside_an_adoption() -> None:
    village = department(governed=ADOPTED, adopted=ADOPTED, adoption_problem="a later one is broken")
    assert [*unadopted_guidelines.check(village)] == [
        ("guidelines", Violation("the guidelines are not adopted: a later one is broken"))
    ]

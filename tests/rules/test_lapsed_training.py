from __future__ import annotations

from datetime import UTC, datetime

from tests.rules.builders import case, facts, guidelines, page

from clearance.model import Place, Violation
from clearance.rules import lapsed_training


def test_a_trained_author_passes() -> None:
    assert [*lapsed_training.check(case(), facts())] == []


def test_an_author_without_training() -> None:
    post = page(authors=("pio1", "author1"), places={"authors": Place(3), "authors.1": Place(5, 5)})
    assert [*lapsed_training.check(case(post), facts(guidelines(untrained=("author1",))))] == [
        Violation("the author 'author1' needs training in privacy (missing)", Place(5, 5))
    ]


def test_an_author_whose_training_has_lapsed() -> None:
    judged = case(page(places={"authors": Place(3)}), moment=datetime(2027, 6, 1, 18, tzinfo=UTC))
    assert [*lapsed_training.check(judged, facts())] == [
        Violation("the author 'pio1' needs training in privacy (lapsed 2027-06-01)", Place(3))
    ]


def test_the_day_before_it_lapses() -> None:
    assert [*lapsed_training.check(case(moment=datetime(2027, 5, 31, 18, tzinfo=UTC)), facts())] == []


def test_an_unknown_author_is_told_by_another_rule() -> None:
    assert [*lapsed_training.check(case(page(authors=("pio9",))), facts())] == []

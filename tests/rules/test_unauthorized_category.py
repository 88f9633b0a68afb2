from __future__ import annotations

import pytest
from tests.rules.builders import case, facts, page

from clearance.model import Place, Violation
from clearance.rules import unauthorized_category


def test_categories_of_the_list_pass() -> None:
    assert [*unauthorized_category.check(case(page(categories=("traffic", "announcements"))), facts())] == []


def test_a_post_without_category() -> None:
    message = "the post has no category; expected one of traffic, announcements"
    judged = case(page(categories=(), places={"categories": Place(4)}))
    assert [*unauthorized_category.check(judged, facts())] == [Violation(message, Place(4))]


def test_a_page_needs_no_category() -> None:
    assert [*unauthorized_category.check(case(page("content/about.md", categories=())), facts())] == []


@pytest.mark.parametrize("path", ["content/posts/closure.md", "content/about.md"])
@pytest.mark.parametrize(
    ("category", "hint"),
    [
        pytest.param("trafic", "; did you mean 'traffic'?", id="misspelt"),
        pytest.param("Traffic", "; did you mean 'traffic'?", id="in capitals"),
        pytest.param("jokes", "; expected one of traffic, announcements", id="unlike any in the list"),
    ],
)
def test_a_category_that_is_not_in_the_list(path: str, category: str, hint: str) -> None:
    judged = case(page(path, categories=("traffic", category), places={"categories.1": Place(5, 5)}))
    assert [*unauthorized_category.check(judged, facts())] == [
        Violation(f"the category {category!r} is not in the list{hint}", Place(5, 5))
    ]

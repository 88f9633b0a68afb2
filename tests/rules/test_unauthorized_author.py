from __future__ import annotations

from datetime import datetime

import pytest
from tests.rules.builders import LONG_AGO, NOW, case, facts, guidelines, member, page

from clearance.model import Place, Violation
from clearance.rules import unauthorized_author


@pytest.mark.parametrize("author", ["pio1", "author1"])
def test_an_authorized_author_passes(author: str) -> None:
    assert [*unauthorized_author.check(case(page(authors=(author,))), facts())] == []


@pytest.mark.parametrize(
    ("author", "at", "problem"),
    [
        pytest.param(
            "pio9", NOW, "is not in the roster; did you mean 'pio1'?", id="unknown, with a near name"
        ),
        pytest.param("zzzzzzz", NOW, "is not in the roster", id="unknown, with no near name"),
        pytest.param("retired3", NOW, "has no open entry in the roster on 2026-03-03", id="entry closed"),
        pytest.param(
            "pio1", LONG_AGO, "has no open entry in the roster on 2023-03-03", id="entry not open yet"
        ),
        pytest.param(
            "patrol7",
            NOW,
            "has no author or PIO role on 2026-03-03; expected a member authorized to post",
            id="a member without the role",
        ),
        pytest.param(
            "sgt1",
            NOW,
            "has no author or PIO role on 2026-03-03; expected a member authorized to post",
            id="a supervisor who is no author",
        ),
    ],
)
def test_an_unauthorized_author(author: str, at: datetime, problem: str) -> None:
    post = page(authors=("author1", author), places={"authors": Place(3), "authors.1": Place(5, 5)})
    assert [*unauthorized_author.check(case(post, moment=at), facts())][-1:] == [
        Violation(f"the author {author!r} {problem}", Place(5, 5))
    ]


def test_a_role_that_ended_the_day_before() -> None:
    ended = member("author1", roles=[{"role": "author", "from": "2024-01-01", "until": "2026-03-02"}])
    last_day = datetime.fromisoformat("2026-03-02T23:59:00-06:00")
    judged = case(page(authors=("author1",)), moment=last_day)
    assert [*unauthorized_author.check(judged, facts(guidelines(ended)))] == []
    judged = case(page(authors=("author1",)), moment=datetime.fromisoformat("2026-03-03T00:00:00-06:00"))
    problem = "has no author or PIO role on 2026-03-03; expected a member authorized to post"
    assert [*unauthorized_author.check(judged, facts(guidelines(ended)))] == [
        Violation(f"the author 'author1' {problem}")
    ]


def test_a_post_without_an_author() -> None:
    post = page(authors=(), places={"authors": Place(3)})
    message = "the post names no author; expected `authors` with the id of an authorized member"
    assert [*unauthorized_author.check(case(post), facts())] == [Violation(message, Place(3))]


def test_a_page_needs_no_author() -> None:
    assert [*unauthorized_author.check(case(page("content/about.md", authors=())), facts())] == []


def test_an_author_that_a_page_names_is_checked() -> None:
    about = page("content/about.md", authors=("retired3",))
    assert [*unauthorized_author.check(case(about), facts())] == [
        Violation("the author 'retired3' has no open entry in the roster on 2026-03-03")
    ]

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clearance.forge.reviews import accepted_codes, standing
from clearance.forge.shapes import Review, User

MERGE = datetime(2026, 3, 3, 18, tzinfo=UTC)


def review(number: int, state: str, *, by: int | None = 1, before: float = 1) -> Review:
    """A review, some hours before the merge."""
    user = None if by is None else User(id=by, login=f"user{by}")
    at = MERGE - timedelta(hours=before)
    return Review(id=number, user=user, body="", state=state, submitted_at=at, commit_id="a" * 40)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        pytest.param("accept PB104", {"PB104"}, id="alone"),
        pytest.param("Accept `PB104` and PB201.", {"PB104", "PB201"}, id="two, one of them as code"),
        pytest.param("I accept PB104, PB201, and BP102 because", {"PB104", "PB201", "BP102"}, id="three"),
        pytest.param("Looks good. Accept pb104", {"PB104"}, id="a second sentence, in small letters"),
        pytest.param("- accept PB104\r\n- accept PB105", {"PB104", "PB105"}, id="a list, with CRLF"),
        pytest.param("**accept PB104** thanks", {"PB104"}, id="bold"),
        pytest.param("accepted: AU103", {"AU103"}, id="in the past"),
        pytest.param("I do not accept PB104", set(), id="a refusal"),
        pytest.param("I can't accept PB104", set(), id="another refusal"),
        pytest.param("> accept PB104", set(), id="a quotation"),
        pytest.param("```\naccept PB104\n```\nNo.", set(), id="a block of code"),
        pytest.param("~~~\naccept PB104", set(), id="a block of code without an end"),
        pytest.param("<!-- accept PB104 -->", set(), id="a comment"),
        pytest.param("<!--\naccept PB104", set(), id="a comment without an end"),
        pytest.param("accept PB1045", set(), id="no code"),
        pytest.param("accept everything", set(), id="no code at all"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_what_a_review_accepts(body: str, codes: set[str]) -> None:
    assert accepted_codes(body) == codes


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        pytest.param([review(1, "APPROVED")], [1], id="an approval"),
        pytest.param([review(1, "APPROVED"), review(2, "COMMENTED")], [1], id="a comment is no opinion"),
        pytest.param([review(1, "APPROVED"), review(2, "CHANGES_REQUESTED")], [2], id="the last counts"),
        pytest.param([review(1, "CHANGES_REQUESTED"), review(2, "APPROVED")], [2], id="changed their mind"),
        pytest.param([review(1, "APPROVED"), review(2, "DISMISSED")], [2], id="a dismissal shadows"),
        pytest.param([review(1, "APPROVED", before=-1)], [], id="after the merge"),
        pytest.param([review(1, "APPROVED"), review(2, "APPROVED", before=-1)], [1], id="again after it"),
        pytest.param(
            [review(1, "APPROVED"), review(2, "CHANGES_REQUESTED", before=-1)], [2], id="taken back after it"
        ),
        pytest.param([review(1, "APPROVED", by=None)], [], id="of a deleted account"),
        pytest.param([review(1, "PENDING")], [], id="not handed in"),
        pytest.param(
            [review(1, "APPROVED", by=1, before=3), review(2, "APPROVED", by=2, before=2)],
            [2, 1],
            id="of two, the newest first",
        ),
    ],
)
def test_the_opinions_that_stand(given: list[Review], numbers: list[int]) -> None:
    assert [found.id for found in standing(given, MERGE)] == numbers

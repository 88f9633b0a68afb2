"""What a supervisor's signature is put under, and every reason why it isn't."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.department import Department
from tests.village import MAP, NOW, POST, post

from clearance.errors import CannotJudge
from clearance.publish import approval
from clearance.records.statement import Statement

NEW = "content/posts/new.md"


def prepare(
    department: Department, path: str = NEW, *, by: str = "chief", accepts: tuple[str, ...] = ()
) -> Statement:
    return approval.prepare(department.judge(), path, member=by, accepts=accepts, at=NOW)


def reasons(department: Department, *, by: str = "chief", accepts: tuple[str, ...] = ()) -> tuple[str, ...]:
    with pytest.raises(approval.NotApprovable) as refused:
        prepare(department, by=by, accepts=accepts)
    assert refused.value.path == NEW
    return refused.value.reasons


def with_new(department: Department, text: str) -> Department:
    department.write(NEW, text)
    department.commit()
    return department


def test_a_statement_holds_exactly_the_present_bytes(department: Department) -> None:
    statement = prepare(department, POST)
    judged = department.judge().outcome.page(POST)
    assert judged is not None
    assert statement == Statement("approval", "test-pd", NOW, "chief", dict(judged.subjects))
    assert set(statement.subjects) == {POST, MAP}
    assert (
        statement.issued.utcoffset()
        == NOW.astimezone(department.judge().evidence.guidelines.zone).utcoffset()
    )


def test_only_the_accepted_codes_that_are_asked_for_are_in_it(department: Department) -> None:
    with_new(department, post(body="A lawsuit.\n"))
    assert prepare(department, accepts=("TS901", "XX999", "PP101")).accepts == ("TS901",)


def test_holds_are_the_open_and_the_accepted_ones(department: Department) -> None:
    with_new(department, post(body="A lawsuit.\n"))
    before = department.judge().outcome.page(NEW)
    department.approve(NEW, accepts=["TS901"])
    after = department.judge().outcome.page(NEW)
    assert before is not None
    assert after is not None
    assert [[found.code for found in approval.holds(one)] for one in (before, after)] == [
        ["TS901"],
        ["TS901"],
    ]


def test_every_reason_at_once(department: Department) -> None:
    with_new(department, post(body="A lawsuit.\n\n<script></script>\n", attest=False))
    said = reasons(department, by="pio")
    assert [
        word in " ".join(said) for word in ("AC102", "PP101", "--accept TS901", "no supervisor", "an author")
    ] == [True] * 5


def test_a_draft_has_one_reason(department: Department) -> None:
    said = reasons(with_new(department, post(more="draft: true\n")))
    assert said == ("it is a draft; its author takes out `draft: true` when it is ready",)


def test_an_unreadable_page_says_why(department: Department) -> None:
    (said,) = reasons(with_new(department, "x"))
    assert said.startswith(f"{NEW}:1: ")


def test_what_an_approval_settles_is_no_reason_against_it(department: Department) -> None:
    """Neither that none is there yet, nor that the bytes wait for their commit."""
    department.write(NEW, post())
    assert prepare(department).subjects.keys() == {NEW}


def test_what_is_no_page_is_told(department: Department) -> None:
    with pytest.raises(CannotJudge, match="this is no page; approve the page that shows the file"):
        prepare(department, MAP)


@pytest.mark.parametrize(
    ("member", "key", "at", "problem"),
    [
        pytest.param("chief", "chief", NOW, None, id="one's own"),
        pytest.param("nobody", "chief", NOW, "there is no member 'nobody'", id="no member"),
        pytest.param("chief", "sgt", NOW, "this key is not chief's: it is sgt's", id="another's"),
        pytest.param("chief", "stranger", NOW, "the roster doesn't know it", id="unknown"),
        pytest.param("sgt", "former", NOW, "this key of sgt is not valid now", id="ended"),
        pytest.param("sgt", "former", NOW - timedelta(days=100), None, id="in its time"),
        pytest.param("sgt", "sgt", NOW - timedelta(days=3000), "is not valid now", id="before its time"),
    ],
)
def test_whose_key_it_is(
    department: Department, member: str, key: str, at: datetime, problem: str | None
) -> None:
    guidelines, file = department.judge().evidence.guidelines, department.keys.private(key)
    if problem is None:
        approval.require_own_key(guidelines, member, file, at)
        return
    with pytest.raises(CannotJudge, match=problem):
        approval.require_own_key(guidelines, member, file, at)

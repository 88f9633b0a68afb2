"""What readers learn of a post that was changed: what changed, and which versions were approved."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from tests.department import Department
from tests.village import FOUNDED, NOW, OTHER, post

from clearance.publish import withdrawal
from clearance.publish.past import former_versions, public_records, since

PAGE = "posts/meeting/index.html"
HOUR = timedelta(hours=1)
DAYS = timedelta(days=10)


def correct(department: Department, old: str, new: str, note: str, *, minor: bool = False) -> list[str]:
    """Change the post, ten minutes after what was last done to it; the records of its approval."""
    at = _next(department)
    department.replace(OTHER, old, new)
    department.tell(OTHER, note, at=at, minor=minor)
    department.commit(as_="officer", at=at)
    return department.approve(OTHER, at=at + timedelta(minutes=1))


def _next(department: Department) -> datetime:
    past = department.judge(NOW).cases[OTHER].past
    return max(past[-1].issued, NOW - DAYS / 5) + timedelta(minutes=10)


def withdraw(department: Department) -> None:
    at = _next(department)
    (said,) = withdrawal.prepare(department.judge(at), (OTHER,), member="chief", reason="Jane Doe.", at=at)
    department.record(said, key="chief")
    department.commit(as_="chief", at=at)


def versions(department: Department) -> list[tuple[bool, bool]]:
    """Of each former version, whether its record is public, and whether it was withdrawn."""
    judgement = department.judge(NOW)
    judged = judgement.outcome.page(OTHER)
    assert judged is not None
    return [(each.public, each.withdrawn is not None) for each in former_versions(judged, judgement)]


def test_a_post_that_never_changed_has_no_former_versions(department: Department) -> None:
    department.approve(OTHER, at=NOW - HOUR)
    assert versions(department) == []


def test_each_approved_version_is_there_once(department: Department) -> None:
    correct(department, "Monday", "Tuesday", "It is on Tuesday.")
    department.approve(OTHER, at=NOW - HOUR)
    correct(department, "Tuesday", "Friday", "It is on Friday.")
    assert versions(department) == [(True, False), (True, False)]


def test_records_of_what_was_withdrawn_are_not_public(department: Department) -> None:
    correct(department, "Monday", "Tuesday", "It is on Tuesday.")
    withdraw(department)
    assert public_records(department.judge(NOW)) != []
    former = {record.path for record in department.judge(NOW).cases[OTHER].past}
    correct(department, "Tuesday", "Friday", "It is on Friday.")
    assert versions(department) == [(False, False), (False, True)]
    assert former & {*public_records(department.judge(NOW))} <= {
        judged.approval.path for judged in department.judge(NOW).outcome.pages if judged.approval
    }


def test_records_of_what_was_replaced_before_its_day_are_not_public(department: Department) -> None:
    path = "content/posts/later.md"
    department.write(path, post("Later", "On Monday.\n", date=NOW - HOUR))
    department.commit(at=FOUNDED)
    department.approve(path, at=NOW - 3 * HOUR)
    department.replace(path, "Monday", "Tuesday")
    department.tell(path, at=NOW - 2 * HOUR)
    department.commit()
    department.approve(path, at=NOW - 2 * HOUR + timedelta(minutes=1))
    judgement = department.judge(NOW)
    judged = judgement.outcome.page(path)
    assert judged is not None
    assert [version.public for version in former_versions(judged, judgement)] == [False]


@pytest.mark.parametrize("minor", [False, True])
def test_a_correction_is_news_and_a_minor_change_is_none(department: Department, *, minor: bool) -> None:
    judged = department.judge(NOW).outcome.page(OTHER)
    assert judged is not None
    before = since(judged, department.judge(NOW))
    correct(department, "Monday", "Tuesday", "It is on Tuesday.", minor=minor)
    judgement = department.judge(NOW)
    judged = judgement.outcome.page(OTHER)
    assert judged is not None
    assert judged.approval is not None
    assert since(judged, judgement) == (before if minor else judged.approval.issued)


def test_the_page_says_what_changed_and_leads_to_every_record(department: Department) -> None:
    (second,) = correct(department, "Monday", "Tuesday", "It is on Tuesday & not on Monday.")
    (third,) = correct(department, "The village", "Our village", "A word.", minor=True)
    assert department.build().code == 0
    html = department.shown(PAGE)
    before, _, after = html.partition("Our village meets on Tuesday")
    assert re.search(
        r"Corrected on <time[^>]*>[^<]+</time>:</strong> It is on Tuesday &amp; not on Mon", before
    )
    assert "1 minor change<" in after
    assert "A word." in after
    assert "3 approved versions" in after
    shown = re.findall(r'href="\.\./\.\./(records/[^"]+)"', after)
    first = department.judge(NOW).cases[OTHER].past[0].path
    assert [*dict.fromkeys(shown)] == [
        name for path in (third, second, first) for name in (path, f"{path}.sig")
    ]
    assert {*shown} <= department.site().keys()
    ran = department.run("audit", str(department.root / "site"))
    assert ran.code == 0, ran.out


def test_nothing_of_a_withdrawal_is_on_the_page(department: Department) -> None:
    correct(department, "Monday", "Tuesday", "It is on Tuesday.")
    withdraw(department)
    correct(department, "Tuesday", "Friday", "It is on Friday.")
    withdrawn = [r.path for r in department.judge(NOW).cases[OTHER].past if r.kind == "withdrawal"]
    assert department.build().code == 0
    assert "taken down on" in department.shown(PAGE)
    assert "3 approved versions" in department.shown(PAGE)
    assert department.traces("Jane Doe", *withdrawn) == []


def test_a_post_that_never_changed_says_nothing_of_it(department: Department) -> None:
    assert department.build().code == 0
    html = department.shown(PAGE)
    assert [word for word in ("Corrected on", "minor change", "approved versions") if word in html] == []


def test_a_changed_post_without_a_note_is_not_approved_and_not_published(department: Department) -> None:
    department.replace(OTHER, "Monday", "Tuesday")
    department.commit(as_="officer")
    assert (OTHER, "AC104") in department.codes()
    key = str(department.keys.private("chief"))
    ran = department.run("approve", OTHER, "--as", "chief", "--key", key)
    assert ran.code == 1
    assert "AC104" in ran.out + ran.err
    assert department.build().code == 1

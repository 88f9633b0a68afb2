"""Five years of a department: whatever happens, its records hold, and any past day can be told."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import bagit
import pytest
from tests.department import Keys
from tests.retention import years
from tests.retention.five_years import PAGES, Story, found, noon
from tests.retention.story import responses

pytestmark = pytest.mark.site


@pytest.fixture
def story(tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Story:
    return found(tmp_path / "department", keys, monkeypatch)


def public(story: Story, at: datetime) -> dict[str, str]:
    """Each page that was public at an instant, with who had approved it."""
    ran = story.done("records", "on", at.isoformat(), "--format", "json")
    return {page["path"]: page["approver"] for page in json.loads(ran.out)["pages"]}


def test_five_years_of_a_department(story: Story, tmp_path: Path) -> None:
    years.first(story)
    years.second(story)
    years.third(story)
    years.fourth(story)
    bag = tmp_path / "request"
    years.export(story, bag)
    years.fifth(story)
    assert [step for step in story.steps if step.wrong] == []
    assert len(story.lives) == 301
    _whole(story)
    _days(story)
    _exported(story, bag)


def _whole(story: Story) -> None:
    """What is kept after five years, and what each of the people may do."""
    verified = story.done("records", "verify", "--site", str(story.department.root / "site"))
    assert verified.out.splitlines()[0] == (
        "The records hold. Signed by who had the right to: 348; among them approvals: 303, adoptions: 7, "
        "publications: 2."
    )
    evidence = story.department.judge(story.now).evidence
    kinds = [str(review.detail.kind) for review in evidence.reviews]
    assert (kinds.count("quarterly"), kinds.count("annual")) == (19, 4)
    by_patrol = {life.approved.year for life in story.lives.values() if life.approver == "patrol"}
    assert by_patrol == {2023, 2024, 2025}
    states = story.department.states(story.now)
    with_the_stolen_key = {
        states[path.removeprefix("content/")]
        for path, life in story.lives.items()
        if life.approver == "sgt" and life.approved.date() < years.STOLEN and life.gone is None
    }
    assert with_the_stolen_key == {"live"}
    assert {report.cause for report in evidence.reports} == {"prohibited", "inaccurate"}
    withdrawn = [path for path, state in states.items() if state == "withdrawn"]
    assert withdrawn == ["posts/2023/2023-11-06-4.md"], "the other one was erased"
    everything = story.department.git("log", "--all", "-p", "--", years.ERASED)
    assert "Erased by lawful order" in everything
    assert "Mill Street is closed, 2022-08-06-2." not in everything


def _days(story: Story) -> None:
    """From git for the years before the first publication was recorded, and from the records since."""
    story.to(noon(2025, 12, 31))
    for at in (
        noon(2021, 6, 20),
        noon(2022, 9, 13),
        noon(2022, 9, 20),
        noon(2023, 6, 20),
        noon(2024, 12, 22),
        noon(2025, 12, 22),
    ):
        assert public(story, at) == story.seen(at), at


def _exported(story: Story, bag: Path) -> None:
    """The bag of the records request holds what it asked for, and stays valid."""
    bagit.Bag(str(bag)).validate()
    asked = {path for path in story.lives if "2024-01-01" <= Path(path).name < "2024-04-01"}
    assert len(asked) == 15
    captured = {f"content/posts/2024/{url.rstrip('/').rsplit('/', 1)[-1]}.md" for url in responses(bag)}
    assert asked <= captured
    assert not captured & (story.lives.keys() - asked)
    assert not captured & PAGES.keys()

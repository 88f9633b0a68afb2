"""From records to the holds in force: in the order of time, and only by whom it is for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from tests.department import Department
from tests.village import NOW, POST

from clearance.disposition.detail import Matter
from clearance.disposition.folding import Hold, fold_holds
from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.models import Guidelines
from clearance.model import Record

ONE = {POST: "1" * 64}
PLACE = {"action": "place", "number": "7", "matter": "litigation", "scope": "listed"}
ALL = {**PLACE, "scope": "all"}
RELEASE = {"action": "release", "number": "7"}
DISPOSED = {"authority": "Commission, application 26:114", "series": "content", "schedule": "item 3"}
HELD = Hold("7", Matter.LITIGATION, False, frozenset(ONE), NOW, "lt")  # noqa: FBT003 - not everything


@pytest.fixture(scope="module")
def guidelines(founded: Department) -> Guidelines:
    return load_guidelines(founded.root)


def record(
    minute: int,
    by: str,
    detail: object,
    subjects: Mapping[str, str] | None = None,
    kind: str = "hold",
) -> Record:
    at = NOW + timedelta(minutes=minute)
    name = f"{minute}-{by}"
    return Record(name, name, kind, "test-pd", at, by, by, "", subjects or {}, predicate={"detail": detail})


def test_a_hold_is_placed_widened_and_released(guidelines: Guidelines) -> None:
    first, second, third = record(0, "lt", PLACE, ONE), record(1, "sgt", ALL), record(2, "chief", RELEASE)
    assert fold_holds([first], guidelines).in_force == {"7": HELD}
    wide = Hold("7", Matter.LITIGATION, True, frozenset(ONE), NOW, "lt")  # noqa: FBT003 - everything
    assert fold_holds([second, first], guidelines).in_force == {"7": wide}
    done = fold_holds([third, second, first], guidelines)
    assert (dict(done.in_force), dict(done.refused)) == ({}, {})
    again = fold_holds([first, third, record(3, "lt", PLACE, ONE)], guidelines)
    assert [*again.in_force] == ["7"]


@pytest.mark.parametrize(
    ("by", "detail", "subjects", "reason"),
    [
        pytest.param("lt", RELEASE, {}, "neither custodian nor chief", id="released by a supervisor"),
        pytest.param("patrol", ALL, {}, "neither custodian nor supervisor", id="placed by a patrol officer"),
        pytest.param("chief", ALL, ONE, "holds files and everything at once", id="files and everything"),
        pytest.param("chief", PLACE, {}, "holds files and everything at once", id="neither of the two"),
        pytest.param("chief", {**RELEASE, "number": "8"}, {}, "is not in force", id="a hold that is none"),
        pytest.param("chief", {"action": "end"}, {}, "has the action 'end'", id="an unknown action"),
        pytest.param("chief", None, {}, "says nothing of a hold", id="nothing said"),
    ],
)
def test_what_does_not_fit_changes_nothing(
    guidelines: Guidelines, by: str, detail: object, subjects: dict[str, str], reason: str
) -> None:
    folded = fold_holds([record(0, "lt", PLACE, ONE), record(1, by, detail, subjects)], guidelines)
    assert folded.in_force == {"7": HELD}
    assert [*folded.refused] == [f"1-{by}"]
    assert reason in folded.refused[f"1-{by}"]


@pytest.mark.parametrize(
    ("by", "detail", "reason"),
    [
        pytest.param("chief", DISPOSED, None, id="by a custodian"),
        pytest.param("lt", DISPOSED, "is by lt, who is no custodian of records", id="by a supervisor"),
        pytest.param(
            "chief", {}, "says nothing of authority, which a disposal needs", id="without an authority"
        ),
    ],
)
def test_a_disposal_counts_when_a_custodian_says_by_what_authority(
    guidelines: Guidelines, by: str, detail: object, reason: str | None
) -> None:
    refused = fold_holds([record(0, by, detail, ONE, "disposal")], guidelines).refused
    assert [*refused] == ([] if reason is None else [f"0-{by}"])
    assert (reason or "") in "".join(refused.values())


def test_records_of_other_kinds_are_passed_over(guidelines: Guidelines) -> None:
    folded = fold_holds([record(0, "chief", {}, ONE, "approval")], guidelines)
    assert (dict(folded.in_force), dict(folded.refused)) == ({}, {})

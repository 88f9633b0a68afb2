"""From records to erasures: ordered, confirmed by another, carried out; and whose word counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from tests.department import Department
from tests.village import NOW

from clearance.erasure.detail import OrderDetail, Version
from clearance.erasure.folding import Erasure, fold_erasures
from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.models import Guidelines
from clearance.model import Record

ORDER = OrderDetail("Circuit Court, 2026-CR-0412", (Version("a" * 64, "b" * 40, ("content/posts/a.md",)),))
CONFIRM = {"step": "confirm"}
DONE = {"step": "carry-out", "before": "1" * 40, "after": "2" * 40}


@pytest.fixture(scope="module")
def guidelines(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Guidelines:
    """In it, `lt` is a custodian, and `sgt` a chief."""
    text = founded.read("guidelines/roster.yml")
    for role, name in (("custodian", "lt"), ("chief", "sgt")):
        before = f"    emails: [{name}@test.example]\n"
        rest = text.split(before, 1)[1]
        new = rest.replace("    roles:\n", f"    roles:\n      - {{role: {role}, from: 2024-01-01}}\n", 1)
        text = text.replace(rest, new)
    root = tmp_path_factory.mktemp("offices")
    for path in (founded.root / "guidelines").rglob("*.yml"):
        place = root / path.relative_to(founded.root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text if path.name == "roster.yml" else path.read_text("utf-8"), "utf-8")
    return load_guidelines(root)


def record(minute: int, by: str, detail: Mapping[str, object], *about: str, reason: str = "x") -> Record:
    name = f"{minute}-{by}"
    said = {"detail": detail, **({"reason": reason} if reason else {})}
    at = NOW + timedelta(minutes=minute)
    subjects = {f"records/{one}.json": one for one in about} or {"content/posts/a.md": "a" * 64}
    return Record(name, name, "erasure", "test-pd", at, by, by, "", subjects, predicate=said)


FIRST = record(0, "lt", ORDER.written())
SECOND = record(1, "chief", CONFIRM, "0-lt")
THIRD = record(2, "lt", DONE, "0-lt")


def test_it_takes_two_persons_and_three_records(guidelines: Guidelines) -> None:
    begun = Erasure("0-lt", "0-lt", NOW, "lt", ORDER)
    assert fold_erasures([FIRST], guidelines).erasures == {"0-lt": begun}
    told = fold_erasures([THIRD, SECOND, FIRST], guidelines)
    assert dict(told.refused) == {}
    found = told.erasures["0-lt"]
    assert (found.confirmed_by, found.done_in) == ("chief", "2-lt")
    assert found.done is not None
    assert found.done.written() == DONE


@pytest.mark.parametrize(
    ("records", "wrong"),
    [
        pytest.param([record(0, "pio", ORDER.written())], "no custodian", id="ordered by the PIO"),
        pytest.param([record(0, "lt", ORDER.written(), reason="")], "no reason", id="without a reason"),
        pytest.param([FIRST, record(1, "lt", CONFIRM, "0-lt")], "is no chief", id="confirmed by no chief"),
        pytest.param(
            [record(0, "chief", ORDER.written()), record(1, "chief", CONFIRM, "0-chief")],
            "who ordered it; it takes two persons",
            id="by one and the same",
        ),
        pytest.param([FIRST, SECOND, record(3, "sgt", CONFIRM, "0-lt")], "already", id="confirmed twice"),
        pytest.param([FIRST, record(1, "lt", DONE, "0-lt")], "that nobody confirmed", id="too early"),
        pytest.param([FIRST, SECOND, record(2, "pio", DONE, "0-lt")], "neither", id="done by the PIO"),
        pytest.param(
            [FIRST, SECOND, THIRD, record(3, "sgt", DONE, "0-lt")], "carried out before", id="done twice"
        ),
        pytest.param([FIRST, record(1, "chief", CONFIRM, "other")], "no order", id="about another"),
        pytest.param([FIRST, record(1, "chief", CONFIRM, "0-lt", "x")], "no order", id="about two things"),
    ],
)
def test_whose_word_does_not_count(guidelines: Guidelines, records: list[Record], wrong: str) -> None:
    refused = fold_erasures(records, guidelines).refused
    assert list(refused) == [records[-1].path]
    assert wrong in refused[records[-1].path]

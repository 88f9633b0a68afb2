from __future__ import annotations

from datetime import timedelta

import pytest
from tests.department import Department
from tests.village import FOUNDED, NOW

from clearance.errors import CannotJudge
from clearance.publish import adoption
from clearance.publish.adoption import Proposal
from clearance.records.adoption import follow
from clearance.records.reading import read_records
from clearance.records.statement import NamedKey


def propose(department: Department, *, by: str = "chief", key: str = "", pin: str | None = None) -> Proposal:
    private = department.keys.private(key or by)
    pinned = department.pin if pin is None else pin
    return adoption.propose(department.root, member=by, key=private, pin=pinned, at=NOW, first=False)


def test_nothing_changed(department: Department) -> None:
    proposal = propose(department)
    assert (
        proposal.empty,
        proposal.added,
        proposal.changed,
        proposal.removed,
        proposal.keys_changed,
        proposal.first,
    ) == (
        True,
        (),
        (),
        (),
        False,
        False,
    )


def test_what_is_new_changed_and_gone(department: Department) -> None:
    text = department.read("guidelines/rules/wording.yml").replace("pack: wording", "pack: b")
    department.write("guidelines/rules/b.yml", text)
    (department.root / "guidelines/rules/wording.yml").unlink()
    department.write("mkdocs.yml", department.read("mkdocs.yml") + "copyright: us\n")
    proposal = propose(department)
    assert (proposal.added, proposal.changed, proposal.removed) == (
        ("guidelines/rules/b.yml",),
        ("mkdocs.yml",),
        ("guidelines/rules/wording.yml",),
    )


def test_it_follows_the_one_in_force_and_names_the_chiefs_keys(department: Department) -> None:
    evidence = department.judge().evidence
    current = evidence.chain.current
    assert current is not None
    statement = propose(department).statement
    assert (statement.kind, statement.department, statement.member) == ("adoption", "test-pd", "chief")
    assert (statement.subjects, statement.previous) == (evidence.governed, f"sha256:{current.id}")
    key = " ".join(department.keys.public("chief").split()[:2])
    assert statement.keys == (NamedKey("chief", key),)


def test_once_signed_it_is_in_force(department: Department) -> None:
    department.replace("guidelines/monitoring.yml", "annual: 1", "annual: 2")
    signed = adoption.sign(department.root, propose(department), department.keys.private("chief"))
    chain = follow(read_records(department.root), department="test-pd", pin=department.pin, now=NOW)
    assert chain.current is not None
    assert (chain.current.id, chain.current.path, len(chain.adoptions)) == (signed.id, signed.path, 2)


@pytest.mark.parametrize(
    ("by", "key", "message"),
    [
        pytest.param("sgt", "sgt", "none of the keys that the adoption in force names", id="no chief"),
        pytest.param("chief", "stranger", "none of the keys", id="an unknown key"),
        pytest.param("sgt", "chief", "this key is chief's, not sgt's", id="in another's name"),
    ],
)
def test_only_by_a_key_that_the_one_in_force_names(
    department: Department, by: str, key: str, message: str
) -> None:
    with pytest.raises(CannotJudge, match=message):
        propose(department, by=by, key=key)


@pytest.mark.parametrize(("pin", "message"), [("", "is not set"), ("0" * 64, "not among the records")])
def test_only_after_the_pinned_first_one(department: Department, pin: str, message: str) -> None:
    with pytest.raises(CannotJudge, match=message):
        propose(department, pin=pin)


def test_a_second_first_one_is_refused(department: Department) -> None:
    with pytest.raises(CannotJudge, match="there is an adoption already"):
        adoption.propose(
            department.root, member="chief", key=department.keys.private("chief"), pin="", at=NOW, first=True
        )


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(f"until: {(NOW - timedelta(days=2)).date()}", id="ended"),
        pytest.param(f"revoked: {{on: {FOUNDED.date()}, reason: lost}}", id="revoked"),
    ],
)
def test_without_a_valid_key_of_a_chief_nobody_could_sign_the_next_one(
    department: Department, more: str
) -> None:
    line = f'laptop of chief, key: "{department.keys.public("chief")}", from: 2024-01-01'
    department.replace("guidelines/roster.yml", line, f"{line}, {more}")
    with pytest.raises(CannotJudge, match="no chief has a valid device key"):
        propose(department)

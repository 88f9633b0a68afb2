"""The proof of a department that nobody touched, and how the command tells it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.department import Department
from tests.retention.meddling import about, date_a_record_back, delete_a_post_on_disk, flip, proof_of, told
from tests.village import POST

from clearance.errors import CannotJudge
from clearance.records.statement import decode
from clearance.retention.proving import Wanted, prove

pytestmark = pytest.mark.site


def test_a_department_that_nobody_touched_holds(recorded: Department) -> None:
    proof = proof_of(recorded)
    assert (told(proof), proof.notes, proof.holds) == ([], (), True)
    assert proof.counted == {"records": 9, "adoptions": 3, "approvals": 5, "publications": 1}


def test_a_record_that_was_put_back_is_a_note(kept: Department) -> None:
    record = about(kept, POST)
    before = record.read_bytes()
    flip(record, 200)
    kept.commit("records")
    record.write_bytes(before)
    kept.commit("records")
    proof = proof_of(kept)
    assert proof.holds
    assert [note for note in proof.notes if note.endswith("and was put back as it was")]


def test_what_waits_on_another_branch_is_no_loss(kept: Department) -> None:
    kept.git("checkout", "-q", "-b", "side")
    kept.approve(POST, by="lt")
    kept.git("checkout", "-q", "main")
    assert told(proof_of(kept)) == []


def test_a_settled_record_is_not_told_any_more(kept: Department) -> None:
    date_a_record_back(kept)
    path = "records/2026/forged.json"
    assert [flaw.path for flaw in proof_of(kept).flaws] == [path]
    key = str(kept.keys.private("lt"))
    ran = kept.run("resolve", str(kept.root / path), "--reason", "Asked lt.", "--as", "lt", "--key", key)
    assert ran.code == 0, ran.err
    kept.commit("records", as_="lt")
    assert proof_of(kept).holds


def test_a_commit_that_was_noted_must_be_part_of_the_history(kept: Department) -> None:
    noted = kept.git("rev-parse", "HEAD")
    assert proof_of(kept, known=noted[:12]).holds
    kept.git("reset", "-q", "--hard", "HEAD~1")
    kept.git("reflog", "expire", "--expire=now", "--all")
    assert proof_of(kept, site=False).holds
    proof = proof_of(kept, site=False, known=noted[:12])
    assert told(proof) == [f"records/: the commit {noted[:12]} that you noted is not part of the history"]


@pytest.mark.parametrize("pin", ["sha256:" + "0" * 64, ""], ids=["of another department", "of none"])
def test_a_wrong_pin_is_told_first(pin: str, recorded: Department) -> None:
    proof = prove(Wanted(recorded.root, pin), at=datetime.now(UTC))
    assert "broken-adoption-chain" in {flaw.sort.name for flaw in proof.flaws}


def test_a_shallow_clone_cannot_be_judged(recorded: Department, tmp_path: Path) -> None:
    recorded.git("clone", "-q", "--depth=1", f"file://{recorded.root}", str(tmp_path / "clone"))
    with pytest.raises(CannotJudge, match="only the newest part of the history"):
        prove(Wanted(tmp_path / "clone", recorded.pin), at=datetime.now(UTC))


def test_a_clone_of_the_whole_holds(recorded: Department, tmp_path: Path) -> None:
    recorded.git("clone", "-q", f"file://{recorded.root}", str(tmp_path / "clone"))
    assert prove(Wanted(tmp_path / "clone", recorded.pin), at=datetime.now(UTC)).holds


def test_the_command_says_that_all_holds(kept: Department) -> None:
    ran = kept.run("records", "verify", "--site", str(kept.root / "site"))
    head = kept.git("rev-parse", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "The records hold. Signed by who had the right to: 9; among them approvals: 5, adoptions: 3, "
        "publications: 1.\n"
        f"Write down {head}; next time, --known {head[:12]} proves that nothing fell out since.\n"
    )


def test_the_command_says_what_is_wrong_what_it_means_and_what_to_do(kept: Department) -> None:
    delete_a_post_on_disk(kept)
    ran = kept.run("records", "verify", "--format", "json")
    approved = decode(about(kept, POST).read_bytes()).issued.isoformat()
    flaw = {
        "class": "loss",
        "name": "missing-file",
        "path": POST,
        "wrong": f"is missing; it was approved at {approved}",
        "means": "What was approved is gone from this folder; git still has it.",
        "remedy": "Bring it back with `git restore FILE`; to take a page down, use `clearance withdraw`.",
    }
    assert (ran.code, json.loads(ran.out)["flaws"]) == (1, [flaw])
    text = kept.run("records", "verify").out
    assert text == (
        f"LOSS (1)\n  {POST}: {flaw['wrong']}\n    What it means: {flaw['means']}\n"
        f"    What to do: {flaw['remedy']}\n\nThe records do NOT hold (loss: 1).\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--known", "HEAD~1"], "--known is 'HEAD~1'; expected the id of a commit"),
        (["--site", "nowhere"], "there is no such folder"),
    ],
    ids=["no commit", "no site"],
)
def test_what_was_typed_wrongly_is_told(options: list[str], message: str, recorded: Department) -> None:
    ran = recorded.run("records", "verify", *options)
    assert (ran.code, message in ran.err) == (2, True)

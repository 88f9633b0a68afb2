"""The proof of a department that nobody touched, and of one after each of many kinds of meddling."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.department import Department
from tests.retention.conftest import THEME
from tests.village import FOUNDED, NOW, OTHER, POST, post

from clearance.errors import CannotJudge
from clearance.model import Cause, sha256
from clearance.records.signing import sign
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import Statement, decode, encode
from clearance.retention.flaws import Proof
from clearance.retention.proving import Wanted, prove

pytestmark = pytest.mark.site


def proof_of(department: Department, *, site: bool = True, known: str = "") -> Proof:
    place = department.root / "site" if site else None
    return prove(Wanted(department.root, department.pin, place, known), at=datetime.now(UTC))


def told(proof: Proof) -> list[str]:
    return [f"{flaw.path}: {flaw.wrong}" for flaw in proof.flaws]


def records(department: Department, kind: str) -> list[Path]:
    """The files of all records of a kind, oldest first, and of one day by name."""
    return sorted((department.root / "records").rglob(f"*-{kind}-*.json"))


def about(department: Department, page: str) -> Path:
    """The newest approval of a page."""
    own = [path for path in records(department, "approval") if page in path.read_text("utf-8")]
    return max(own, key=lambda path: decode(path.read_bytes()).issued)


def adoption(department: Department, number: int) -> Path:
    return sorted(records(department, "adoption"), key=lambda path: decode(path.read_bytes()).issued)[number]


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def signature(record: Path) -> Path:
    return record.with_name(f"{record.name}.sig")


def put(department: Department, statement: Statement, key: str, *, at: datetime = NOW) -> None:
    department.put_record("2026/forged", statement, key=key)
    department.commit("records", as_="officer", at=at)


# --- the deeds ---------------------------------------------------------------------------------


def flip_a_byte_of_a_record(d: Department) -> None:
    flip(about(d, POST), 200)


def flip_a_byte_of_a_signature(d: Department) -> None:
    flip(signature(about(d, POST)), 150)


def commit_a_flipped_record(d: Department) -> None:
    flip(about(d, POST), 200)
    d.commit("records")


def delete_a_record(d: Department) -> None:
    about(d, POST).unlink()


def delete_a_record_and_its_signature(d: Department) -> None:
    signature(about(d, POST)).unlink()
    about(d, POST).unlink()


def delete_a_record_in_a_commit(d: Department) -> None:
    delete_a_record_and_its_signature(d)
    d.commit("records")


def delete_a_signature(d: Department) -> None:
    signature(about(d, POST)).unlink()


def move_a_record(d: Department) -> None:
    record = about(d, POST)
    for path in (record, signature(record)):
        path.rename(d.root / "records" / path.name)
    d.commit("records")


def swap_a_record(d: Department) -> None:
    """Another statement with a right signature in the place of the first."""
    record = about(d, POST)
    said = replace(decode(record.read_bytes()), reason="Said later.")
    record.write_bytes(encode(said))
    signature(record).write_bytes(sign(encode(said), d.keys.private("chief")))
    d.commit("records", as_="chief")


def write_the_history_anew(d: Department) -> None:
    """All of it in one commit, without one approval."""
    delete_a_record_and_its_signature(d)
    d.git("add", "-A", "records")
    tree = d.git("write-tree")
    d.git("update-ref", "HEAD", d.git("commit-tree", tree, "-m", "All"))


def move_the_branch_back(d: Department) -> None:
    d.git("reset", "-q", "--hard", "HEAD~2")


def date_a_record_back(d: Department) -> None:
    put(d, d.statement(POST, by="lt", at=NOW - timedelta(days=20)), "lt")


def sign_with_a_strange_key(d: Department) -> None:
    put(d, d.statement(POST, by="lt"), "stranger")


def sign_with_an_ended_key(d: Department) -> None:
    put(d, d.statement(POST, by="sgt"), "former")


def sign_with_a_revoked_key(d: Department) -> None:
    d.replace(
        "guidelines/roster.yml",
        f'{{name: laptop of lt, key: "{d.keys.public("lt")}", from: 2024-01-01}}',
        f'{{name: laptop of lt, key: "{d.keys.public("lt")}", from: 2024-01-01, '
        f"revoked: {{on: {NOW.date()}, reason: Stolen.}}}}",
    )
    d.commit("guidelines", as_="chief")
    d.adopt(at=NOW)


def sign_for_another(d: Department) -> None:
    put(d, d.statement(POST, by="chief"), "officer")


def sign_as_no_supervisor(d: Department) -> None:
    put(d, d.statement(POST, by="officer"), "officer")


def sign_in_another_namespace(d: Department) -> None:
    record = d.root / "records/2026/forged.json"
    record.write_bytes(encode(d.statement(POST, by="lt")))
    key = str(d.keys.private("lt"))
    assert RECORD_NAMESPACE != "git"
    d.command("/usr/bin/env", "ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", key, str(record))
    d.commit("records")


def copy_an_approval_onto_another_post(d: Department) -> None:
    """The words are another post's; the signature stays."""
    record = about(d, POST)
    d.write("content/posts/new.md", post("Another"))
    d.write("records/2026/forged.json", record.read_text("utf-8").replace(POST, "content/posts/new.md"))
    shutil.copy(signature(record), d.root / "records/2026/forged.json.sig")
    d.commit()


def copy_an_approval_under_another_name(d: Department) -> None:
    record = about(d, POST)
    for path in (record, signature(record)):
        shutil.copy(path, path.with_name(f"copy-{path.name}"))
    d.commit("records")


def change_a_post_after_its_approval(d: Department) -> None:
    d.replace(POST, "is closed", "is open")
    d.commit("content")


def edit_a_post_on_disk(d: Department) -> None:
    d.replace(POST, "is closed", "is open")


def delete_a_post_on_disk(d: Department) -> None:
    (d.root / POST).unlink()


def take_a_version_out_of_history(d: Department) -> None:
    """A new history, as old as the first one, without the first version of a post; all records are in it."""
    d.git("checkout", "-q", "--orphan", "anew")
    d.commit(at=FOUNDED)
    d.git("branch", "-q", "-M", "anew", "main")
    d.git("reflog", "expire", "--expire=now", "--all")


def damage_an_object(d: Department) -> None:
    name = d.git("rev-parse", f"HEAD:{POST}")
    file = d.root / ".git/objects" / name[:2] / name[2:]
    file.chmod(0o644)
    file.write_bytes(b"nothing")


def delete_an_object(d: Department) -> None:
    name = d.git("rev-parse", f"HEAD~4:{OTHER}")
    (d.root / ".git/objects" / name[:2] / name[2:]).unlink()


def take_the_adoption_in_the_middle_away(d: Department) -> None:
    for path in (adoption(d, 1), signature(adoption(d, 1))):
        path.unlink()
    d.commit("records")


def adopt_with_a_wrong_key(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "never")
    said = decode(adoption(d, 2).read_bytes())
    last = f"sha256:{digest_of(adoption(d, 2))}"
    put(d, replace(said, previous=last, issued=NOW, member="officer"), "officer")


def digest_of(path: Path) -> str:
    return sha256(path.read_bytes())


def edit_guidelines(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "never")
    d.commit("guidelines")


def begin_to_edit_guidelines(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "never")


def edit_the_configuration(d: Department) -> None:
    d.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    d.commit("mkdocs.yml")


def edit_the_theme(d: Department) -> None:
    d.write(THEME, "<p>Hacked</p>\n")
    d.commit("theme")


def add_to_the_theme(d: Department) -> None:
    d.write("theme/main.html", "{% extends 'base.html' %}\n")
    d.commit("theme")


def link_in_records(d: Department) -> None:
    (d.root / "records/2026/link.json").symlink_to("/etc/hostname")
    d.commit("records")


def add_a_note(d: Department) -> None:
    d.write("records/2026/note.txt", "Call me.\n")
    d.commit("records")


def double_a_key(d: Department) -> None:
    d.write("records/2026/forged.json", about(d, POST).read_text().replace("{", '{"_type": 1,', 1))
    d.commit("records")


def truncate_a_record(d: Department) -> None:
    record = about(d, POST)
    record.write_bytes(record.read_bytes()[:100])


def empty_a_record(d: Department) -> None:
    about(d, POST).write_bytes(b"")


def add_an_empty_record(d: Department) -> None:
    d.write("records/2026/new.json", "")
    d.commit("records")


def add_a_huge_record(d: Department) -> None:
    d.write("records/2026/new.json", b" " * 3_000_000)
    d.commit("records")


def forget_to_commit_a_record(d: Department) -> None:
    d.approve(POST, by="lt", commit=False)


def forget_to_commit_an_adoption(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "at noon")
    d.commit("guidelines", as_="chief")
    d.adopt(at=NOW, commit=False)


def merge_without_the_records(d: Department) -> None:
    d.git("checkout", "-q", "-b", "side")
    d.approve(POST, by="lt")
    d.git("checkout", "-q", "main")
    d.git("merge", "-q", "-s", "ours", "-m", "Merge", "side")


def fall_behind(d: Department) -> None:
    d.git("update-ref", "refs/remotes/origin/main", "HEAD")
    d.git("reset", "-q", "--hard", "HEAD~1")
    d.git("reflog", "expire", "--expire=now", "--all")


def lose_what_a_tag_leads_to(d: Department) -> None:
    d.git("tag", "-a", "-m", "All of November", "november")
    d.git("reset", "-q", "--hard", "HEAD~1")
    d.git("reflog", "expire", "--expire=now", "--all")


def say_what_was_published_as_nobody(d: Department) -> None:
    record = records(d, "publication")[0]
    put(d, replace(decode(record.read_bytes()), member="pio", issued=NOW), "pio")


def say_a_wrong_digest(d: Department) -> None:
    said = decode(records(d, "publication")[0].read_bytes())
    detail = {**said.detail, "manifest": "0" * 64}
    later = {**detail, "built": datetime.now(UTC).isoformat(timespec="seconds")}
    put(d, replace(said, detail=later), "recorder")


def say_something_else(d: Department) -> None:
    said = decode(records(d, "publication")[0].read_bytes())
    put(d, replace(said, detail={**said.detail, "colour": "blue"}), "recorder")


def follow_no_publication(d: Department) -> None:
    said = decode(records(d, "publication")[0].read_bytes())
    put(d, replace(said, detail={**said.detail, "previous": "1" * 64}), "recorder")


def edit_a_page_of_the_site(d: Department) -> None:
    d.write("site/about/index.html", d.shown("about/index.html").replace("Who we are", "Who we were"))


def add_a_page_to_the_site(d: Department) -> None:
    d.write("site/free/index.html", "<p>Free</p>")


def take_a_page_off_the_site(d: Department) -> None:
    (d.root / "site/about/index.html").unlink()


def link_on_the_site(d: Department) -> None:
    (d.root / "site/link.html").symlink_to("/etc/hostname")


@dataclass(frozen=True)
class Case:
    """A deed, the worst cause that it must be told with, all that it is called, and words that are said."""

    deed: Callable[[Department], None]
    cause: Cause
    names: set[str]
    words: str


T, L, M = Cause.TAMPERING, Cause.LOSS, Cause.MISTAKE
CASES = (
    Case(flip_a_byte_of_a_record, T, {"changed-record"}, "has other bytes than were committed"),
    Case(flip_a_byte_of_a_signature, T, {"changed-record"}, ".sig: has other bytes than were committed"),
    Case(commit_a_flipped_record, T, {"rewritten-record"}, "was changed in commit"),
    Case(delete_a_record, L, {"missing-record"}, "is missing from disk"),
    Case(delete_a_record_and_its_signature, L, {"missing-record"}, ".json.sig: is missing from disk"),
    Case(delete_a_record_in_a_commit, T, {"rewritten-record"}, "was deleted in commit"),
    Case(delete_a_signature, L, {"missing-record"}, ".json.sig: is missing from disk"),
    Case(move_a_record, T, {"rewritten-record", "forged-record"}, "was renamed to records/"),
    Case(swap_a_record, T, {"rewritten-record"}, "was changed in commit"),
    Case(
        write_the_history_anew,
        T,
        {"moved-back", "lost-version", "forged-record"},
        "stands with 1 more in commit",
    ),
    Case(
        move_the_branch_back,
        T,
        {"moved-back", "unrecorded-site", "changed-after-approval"},
        "which is no longer part of the branch",
    ),
    Case(date_a_record_back, T, {"forged-record"}, "is dated 20 days before it was first committed"),
    Case(sign_with_a_strange_key, T, {"forged-record"}, "a key that the roster does not know"),
    Case(sign_with_an_ended_key, T, {"forged-record"}, "is dated after the key of sgt ended"),
    Case(
        sign_with_a_revoked_key,
        T,
        {"forged-record", "changed-after-approval"},
        "signed with a key of lt that is revoked",
    ),
    Case(sign_for_another, T, {"forged-record"}, "speaks for chief, but officer signed it"),
    Case(sign_as_no_supervisor, T, {"unentitled-approval"}, "officer, who was no supervisor"),
    Case(sign_in_another_namespace, T, {"forged-record"}, "it was signed for the purpose 'git'"),
    Case(copy_an_approval_onto_another_post, T, {"forged-record"}, "records/2026/forged.json: "),
    Case(copy_an_approval_under_another_name, M, {"faulty-record"}, "is a copy of records/"),
    Case(
        change_a_post_after_its_approval, M, {"changed-after-approval"}, f"{POST}: is not as it was approved"
    ),
    Case(edit_a_post_on_disk, M, {"edited-file"}, f"{POST}: has other bytes than were committed"),
    Case(delete_a_post_on_disk, L, {"missing-file"}, f"{POST}: is missing"),
    Case(
        take_a_version_out_of_history,
        T,
        {"moved-back", "lost-version"},
        f"{OTHER}: the version sha256:",
    ),
    Case(damage_an_object, L, {"damaged-git"}, "git fsck: "),
    Case(delete_an_object, L, {"damaged-git"}, "missing blob"),
    Case(
        take_the_adoption_in_the_middle_away,
        T,
        {"rewritten-record", "forged-record", "unadopted-change"},
        "is not connected with the pinned first adoption",
    ),
    Case(
        adopt_with_a_wrong_key,
        T,
        {"forged-record", "unfinished-edit"},
        "a key that no adoption before it named",
    ),
    Case(
        edit_guidelines,
        T,
        {"unadopted-change"},
        "guidelines/department.yml: was changed since the adoption of",
    ),
    Case(begin_to_edit_guidelines, M, {"unfinished-edit"}, "guidelines/department.yml: was changed since"),
    Case(edit_the_configuration, T, {"unadopted-change"}, "mkdocs.yml: was changed since the adoption of"),
    Case(edit_the_theme, T, {"unadopted-change"}, f"{THEME}: was changed since the adoption of"),
    Case(add_to_the_theme, T, {"unadopted-change"}, "theme/main.html: was added since the adoption of"),
    Case(link_in_records, T, {"forged-record"}, "is a symbolic link; a record must be a plain file"),
    Case(add_a_note, M, {"faulty-record"}, "note.txt: is no record"),
    Case(double_a_key, M, {"faulty-record"}, "forged.json: is no valid record"),
    Case(truncate_a_record, T, {"changed-record"}, "has other bytes than were committed"),
    Case(empty_a_record, T, {"changed-record"}, "has other bytes than were committed"),
    Case(add_an_empty_record, M, {"faulty-record"}, "new.json: is no valid record"),
    Case(add_a_huge_record, M, {"faulty-record"}, "new.json: is no valid record"),
    Case(forget_to_commit_a_record, M, {"uncommitted-record"}, "is not committed yet; commit it"),
    Case(forget_to_commit_an_adoption, M, {"uncommitted-adoption"}, "is not committed yet; commit it"),
    Case(merge_without_the_records, T, {"rewritten-record"}, "was deleted in commit"),
    Case(
        lose_what_a_tag_leads_to,
        M,
        {"behind", "unrecorded-site"},
        "which is known here and not part of the branch",
    ),
    Case(fall_behind, M, {"behind", "unrecorded-site"}, "which is known here and not part of the branch"),
    Case(
        say_what_was_published_as_nobody, T, {"forged-publication"}, "pio, who may not say what was published"
    ),
    Case(say_a_wrong_digest, T, {"forged-publication"}, "a digest that its list of files does not have"),
    Case(say_something_else, M, {"faulty-publication"}, "says 'colour', which is unknown"),
    Case(follow_no_publication, L, {"lost-publication"}, "follows the publication 111111111111…"),
    Case(edit_a_page_of_the_site, T, {"changed-on-site"}, "about/index.html: is not as it was recorded in"),
    Case(add_a_page_to_the_site, T, {"added-to-site"}, "free/index.html: is not among the files recorded"),
    Case(take_a_page_off_the_site, L, {"missing-on-site"}, "about/index.html: is missing; it is recorded in"),
    Case(link_on_the_site, T, {"added-to-site"}, "link.html: is a symbolic link"),
)


def test_a_department_that_nobody_touched_holds(recorded: Department) -> None:
    proof = proof_of(recorded)
    assert (told(proof), proof.notes, proof.holds) == ([], (), True)
    assert proof.counted == {"records": 9, "adoptions": 3, "approvals": 5, "publications": 1}


@pytest.mark.parametrize("case", CASES, ids=[case.deed.__name__.replace("_", " ") for case in CASES])
def test_what_is_wrong_is_told(case: Case, kept: Department) -> None:
    case.deed(kept)
    proof = proof_of(kept)
    assert {flaw.sort.name for flaw in proof.flaws} == case.names, told(proof)
    assert proof.flaws[0].sort.cause is case.cause
    assert [line for line in told(proof) if case.words in line], told(proof)


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

"""The proof of a department that is four years old, after each of many kinds of meddling with its past."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.conftest import Copy
from tests.department import Department, Keys
from tests.retention import years
from tests.retention.five_years import found, noon
from tests.retention.meddling import Case, L, M, T, names, records, require_told, signature

from clearance.disposition.detail import Action, DisposalDetail, HoldDetail
from clearance.errors import CannotJudge
from clearance.model import sha256
from clearance.records.signing import sign
from clearance.records.statement import Statement, decode, encode
from clearance.retention.flaws import Proof
from clearance.retention.proving import Wanted, prove
from clearance.reviews.detail import Detail
from clearance.reviews.period import Kind

pytestmark = pytest.mark.site
TODAY = noon(2024, 2, 1)
OLD_POST = "content/posts/2021/2021-03-06-1.md"
TAKEN_DOWN = "content/posts/2022/2022-08-06-2.md"


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Department:
    """Never change it: take `old`, a copy. Three posts a month since 2021, and all that happened by 2023."""
    root = tmp_path_factory.mktemp("grown") / "department"
    with pytest.MonkeyPatch.context() as patch:
        story = found(root, keys, patch, posts_a_month=3, proving=False)
        for year in (years.first, years.second, years.third):
            year(story)
        years.place_hold(story, noon(2024, 1, 10))
        years.publish(story, noon(2024, 1, 20))
    story.department.git("repack", "-adq")  # few files are quickly copied
    return story.department


@pytest.fixture
def old(grown: Department, copy_of: Copy) -> Department:
    return copy_of(grown)


def proof_of(department: Department) -> Proof:
    return prove(Wanted(department.root, department.pin, department.root / "site"), at=TODAY)


def put(d: Department, statement: Statement, key: str, *, at: datetime = TODAY) -> None:
    """Commit a record that somebody signed by whatever key they have."""
    d.put_record("2024/forged", statement, key=key)
    d.commit("records", as_="pio", at=at)


def approval(d: Department, by: str, at: datetime, path: str = OLD_POST) -> Statement:
    return Statement("approval", "test-pd", at, by, {path: sha256((d.root / path).read_bytes())})


def replace_record(d: Department, record: Path, statement: Statement, key: str) -> None:
    """Another statement, rightly signed, where the first one stood."""
    record.write_bytes(encode(statement))
    signature(record).write_bytes(sign(encode(statement), d.keys.private(key)))
    d.commit("records", at=TODAY)


def read(record: Path) -> Statement:
    return decode(record.read_bytes())


# --- signing as somebody who may not, or not any more ------------------------------------------


def sign_with_the_stolen_key(d: Department) -> None:
    put(d, approval(d, "sgt", TODAY), "former")


def date_back_to_before_the_theft(d: Department) -> None:
    put(d, approval(d, "sgt", noon(2022, 5, 2)), "former")


def date_back_the_commit_as_well(d: Department) -> None:
    put(d, approval(d, "sgt", noon(2022, 5, 2)), "former", at=noon(2022, 5, 2))


def sign_with_the_key_of_who_left(d: Department) -> None:
    put(d, replace(approval(d, "officer", TODAY), kind="report", detail={"kind": "prohibited"}), "officer")


def approve_before_the_promotion(d: Department) -> None:
    """Dated, and committed, as if it had been years ago."""
    put(d, approval(d, "patrol", noon(2022, 12, 1)), "patrol", at=noon(2022, 12, 1))


def approve_tomorrow(d: Department) -> None:
    put(d, approval(d, "lt", TODAY + timedelta(days=1)), "lt")


def release_a_hold_as_a_supervisor(d: Department) -> None:
    detail = HoldDetail(Action.RELEASE, years.MATTER).written()
    put(d, Statement("hold", "test-pd", TODAY, "patrol", {}, reason="Over.", detail=detail), "patrol")


def dispose_as_a_supervisor(d: Department) -> None:
    detail = DisposalDetail(years.AUTHORITY, "notices", "Schedule 21-001, item 3").written()
    put(d, replace(approval(d, "sgt", TODAY), kind="disposal", detail=detail), "sgt")


def complete_a_review_as_another(d: Department) -> None:
    detail = Detail(Kind.QUARTERLY, "2023-Q4", "0" * 64).written()
    put(d, Statement("review", "test-pd", TODAY, "sgt", {}, detail=detail), "sgt")


def bring_a_record_of_another_department(d: Department) -> None:
    put(d, replace(approval(d, "lt", TODAY), department="other-pd"), "lt")


# --- changing what was signed ------------------------------------------------------------------


def swap_the_signatures_of_two_records(d: Department) -> None:
    one, other = (signature(record) for record in records(d, "approval")[:2])
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)
    d.commit("records", at=TODAY)


def change_the_list_of_what_was_published(d: Department) -> None:
    (record,) = records(d, "publication")
    said = read(record)
    changed = {**said.detail["changed"], "about/index.html": "0" * 64}  # type: ignore[dict-item]  # a mapping
    replace_record(d, record, replace(said, detail={**said.detail, "changed": changed}), "recorder")


def complete_a_review_of_something_else(d: Department) -> None:
    """The record names another list of sums than the reviewer signed."""
    record = records(d, "review")[0]
    said = read(record)
    detail = {**said.detail, "document": f"sha256:{'0' * 64}"}
    replace_record(d, record, replace(said, detail=detail), "lt")


def adopt_something_else_in_2022(d: Department) -> None:
    record = records(d, "adoption")[1]
    said = read(record)
    subjects = {**said.subjects, "guidelines/roster.yml": "0" * 64}
    replace_record(d, record, replace(said, subjects=subjects), "chief")


def take_back_a_word_of_a_report(d: Department) -> None:
    (record,) = records(d, "report")
    record.write_text(record.read_text("utf-8").replace("somebody's home", "a street"), "utf-8")


def move_a_record_to_another_year(d: Department) -> None:
    record = records(d, "approval")[0]
    for path in (record, signature(record)):
        path.rename(d.root / "records/2023" / path.name)
    d.commit("records", at=TODAY)


# --- taking away -------------------------------------------------------------------------------


def _remove(record: Path) -> None:
    record.unlink()
    signature(record).unlink()


def take_the_hold_away(d: Department) -> None:
    _remove(records(d, "hold")[0])


def take_the_withdrawal_out_of_the_branch(d: Department) -> None:
    """The page would come back."""
    _remove(records(d, "withdrawal")[0])
    d.commit("records", at=TODAY)


def take_a_year_away(d: Department) -> None:
    shutil.rmtree(d.root / "records/2021")


def put_a_link_in_the_place_of_a_year(d: Department) -> None:
    (d.root / "records/2021").rename(d.root.parent / "elsewhere")
    (d.root / "records/2021").symlink_to(d.root.parent / "elsewhere")


def delete_a_post_without_a_disposal(d: Department) -> None:
    (d.root / OLD_POST).unlink()


# --- changing what the past meant --------------------------------------------------------------


def promote_somebody_long_ago(d: Department) -> None:
    d.replace("guidelines/roster.yml", f"from: {years.PROMOTED}", "from: 2021-01-01")
    d.commit("guidelines", at=TODAY)


def open_the_stolen_key_again(d: Department) -> None:
    d.replace("guidelines/roster.yml", ", until: 2022-05-19", "")
    d.commit("guidelines", at=TODAY)


def keep_posts_for_a_year_alone(d: Department) -> None:
    d.replace("guidelines/retention.yml", "keep: 3", "keep: 1")
    d.commit("guidelines", at=TODAY)


def exchange_the_texts_of_two_posts(d: Department) -> None:
    other = OLD_POST.replace("-1.md", "-2.md")
    one, two = d.read(OLD_POST), d.read(other)
    d.write(OLD_POST, two)
    d.write(other, one)
    d.commit("content", at=TODAY)


def write_one_commit_with_the_same_files(d: Department) -> None:
    """Nothing on disk differs; what is gone is when each file came."""
    d.git("update-ref", "HEAD", d.git("commit-tree", "HEAD^{tree}", "-m", "All"))
    d.git("reflog", "expire", "--expire=now", "--all")


WITHOUT_THE_ROOT = {"broken-adoption-chain", "forged-record", "missing-record"}
CASES = (
    Case(sign_with_the_stolen_key, T, {"forged-record"}, "is dated after the key of sgt ended"),
    Case(date_back_to_before_the_theft, T, {"forged-record"}, "days before it was first committed"),
    Case(date_back_the_commit_as_well, T, {"forged-record"}, "days before it was first committed"),
    Case(sign_with_the_key_of_who_left, T, {"forged-record"}, "is dated after the key of officer ended"),
    Case(approve_before_the_promotion, T, {"forged-record"}, "days before it was first committed"),
    Case(approve_tomorrow, M, {"faulty-record"}, "which is still to come"),
    Case(release_a_hold_as_a_supervisor, M, {"faulty-record"}, "and can't release a hold"),
    Case(dispose_as_a_supervisor, M, {"faulty-record"}, "is by sgt, who is no custodian of records"),
    Case(complete_a_review_as_another, M, {"faulty-record"}, "is by sgt, who was not the appointed reviewer"),
    Case(bring_a_record_of_another_department, M, {"faulty-record"}, "belongs to the department other-pd"),
    Case(swap_the_signatures_of_two_records, T, {"rewritten-record"}, ".sig: was changed in commit"),
    Case(
        change_the_list_of_what_was_published,
        T,
        {"forged-publication", "rewritten-record"},
        "was changed in commit",
    ),
    Case(complete_a_review_of_something_else, T, {"rewritten-record"}, "was changed in commit"),
    Case(
        adopt_something_else_in_2022,
        T,
        {"forged-record", "lost-version", "rewritten-record", "unadopted-change"},
        "was changed in commit",
    ),
    Case(take_back_a_word_of_a_report, T, {"changed-record"}, "has other bytes than were committed"),
    Case(
        move_a_record_to_another_year,
        T,
        {"forged-record", "rewritten-record"},
        "was renamed to records/2023/",
    ),
    Case(take_the_hold_away, L, {"missing-record"}, "is missing from disk"),
    Case(take_the_withdrawal_out_of_the_branch, T, {"rewritten-record"}, "was deleted in commit"),
    Case(
        take_a_year_away,
        T,
        WITHOUT_THE_ROOT,
        "is missing from disk",
    ),
    Case(
        put_a_link_in_the_place_of_a_year,
        T,
        WITHOUT_THE_ROOT,
        "is a symbolic link",
    ),
    Case(delete_a_post_without_a_disposal, L, {"missing-file"}, f"{OLD_POST}: is missing"),
    Case(promote_somebody_long_ago, T, {"unadopted-change"}, "guidelines/roster.yml: was changed since"),
    Case(open_the_stolen_key_again, T, {"unadopted-change"}, "guidelines/roster.yml: was changed since"),
    Case(keep_posts_for_a_year_alone, T, {"unadopted-change"}, "guidelines/retention.yml: was changed since"),
    Case(exchange_the_texts_of_two_posts, M, {"changed-after-approval"}, f"{OLD_POST}: is not as it was"),
    Case(
        write_one_commit_with_the_same_files,
        T,
        {"forged-record", "lost-version", "unrecorded-site"},
        "days before it was first committed",
    ),
)


def test_nobody_touched_it(grown: Department) -> None:
    proof = proof_of(grown)
    assert (proof.flaws, proof.notes, proof.holds) == ((), (), True)


@pytest.mark.parametrize("case", CASES, ids=names)
def test_what_is_wrong_is_told(case: Case, old: Department) -> None:
    case.deed(old)
    require_told(case, proof_of(old))


# --- what nothing can be said of ---------------------------------------------------------------


def test_the_pin_of_a_later_adoption_is_told(grown: Department) -> None:
    second = f"sha256:{sha256(records(grown, 'adoption')[1].read_bytes())}"
    proof = prove(Wanted(grown.root, second), at=TODAY)
    assert [flaw.sort.name for flaw in proof.flaws] == ["forged-record"]


def test_a_commit_that_git_shows_in_place_of_another_is_not_judged(old: Department) -> None:
    old.git("replace", "HEAD~3", "HEAD~5")
    with pytest.raises(CannotJudge, match="git is told to show another object in place of"):
        proof_of(old)


def test_a_history_with_other_parents_is_not_judged(old: Department) -> None:
    (old.root / ".git/info/grafts").write_text(f"{old.git('rev-parse', 'HEAD~3')}\n")
    with pytest.raises(CannotJudge, match="tells git of other parents than the commits have"):
        proof_of(old)


def test_a_clone_of_the_newest_year_is_not_judged(grown: Department, tmp_path: Path) -> None:
    grown.git("clone", "-q", "--depth=30", f"file://{grown.root}", str(tmp_path / "clone"))
    with pytest.raises(CannotJudge, match="only the newest part of the history"):
        prove(Wanted(tmp_path / "clone", grown.pin), at=TODAY)

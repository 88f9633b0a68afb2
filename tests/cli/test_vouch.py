"""Commands that sign: approve and adopt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.department import Department, Ran, digests
from tests.village import MAP, NOW, POST, post

NEW = "content/posts/new.md"
ROSTER = "guidelines/roster.yml"


def approve(department: Department, *arguments: str, by: str = "chief", key: str = "") -> Ran:
    return department.run("approve", *arguments, "--as", by, "--key", str(department.keys.private(key or by)))


def records(department: Department) -> set[str]:
    return set(digests(department.root / "records"))


@pytest.fixture
def waiting(department: Department) -> Department:
    department.write(NEW, post("New"))
    department.commit()
    return department


# --- approve -----------------------------------------------------------------------------------


def test_an_approval_is_two_files_and_counts_once_committed(waiting: Department) -> None:
    before = records(waiting)
    ran = approve(waiting, NEW)
    path, signature = sorted(records(waiting) - before)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"approved {NEW}\n  signed in records/{path}\n"
        "Commit the new files under records/, so that the approval counts.\n"
    )
    assert signature == f"{path}.sig"
    assert waiting.states()["posts/new.md"] == "pending"
    waiting.commit(as_="chief")
    assert waiting.states()["posts/new.md"] == "live"


def test_an_approval_says_what_it_covers(department: Department) -> None:
    department.replace(POST, "First to Third", "First to Ninth")
    department.tell(POST)
    department.commit()
    ran = approve(department, POST)
    assert ran.out.startswith(f"approved {POST} with {MAP}\n")
    record = ran.out.split("signed in ")[1].splitlines()[0]
    statement = json.loads(department.read(record))
    assert [subject["name"] for subject in statement["subject"]] == [POST, MAP]


def test_several_pages_at_once_and_each_once(waiting: Department) -> None:
    waiting.write("content/posts/second.md", post("Second"))
    waiting.commit()
    ran = approve(waiting, NEW, "content/posts/second.md", NEW)
    assert (ran.code, ran.out.count("approved ")) == (0, 2)


def test_nothing_is_signed_unless_every_page_can_be_approved(waiting: Department) -> None:
    waiting.write("content/posts/bad.md", post("Bad", "<script>x</script>\n", attest=False))
    waiting.commit()
    before = records(waiting)
    ran = approve(waiting, NEW, "content/posts/bad.md")
    assert (ran.code, ran.out, records(waiting)) == (1, "", before)
    assert ran.err.startswith("content/posts/bad.md can't be approved:\n  - content/posts/bad.md:")
    assert ran.err.endswith("Nothing was signed.\n")
    assert [code for code in ("AC102", "PP101") if code in ran.err] == ["AC102", "PP101"], (
        "every reason at once"
    )


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        pytest.param("pio", "pio is no supervisor", id="the author"),
        pytest.param("pio", "pio is an author of the page; somebody else must approve it", id="and why"),
        pytest.param("patrol", "patrol is no supervisor", id="a member without a role"),
        pytest.param("officer", "officer is no supervisor", id="another author"),
    ],
)
def test_who_may_not_approve_is_told_why(waiting: Department, by: str, reason: str) -> None:
    ran = approve(waiting, NEW, by=by)
    assert (ran.code, f"  - {reason}\n" in ran.err) == (1, True), ran.err


def test_who_committed_it_is_told_why(waiting: Department) -> None:
    waiting.write(NEW, post("Newer"))
    waiting.commit(as_="sgt")
    ran = approve(waiting, NEW, by="sgt")
    assert (ran.code, "sgt wrote or committed a change to it; somebody else must approve it" in ran.err) == (
        1,
        True,
    )
    assert approve(waiting, NEW, by="lt").code == 0


def test_who_asked_for_it_is_told_why(waiting: Department) -> None:
    waiting.write(NEW, post("Newer", clearance="  requested_by: sgt\n  chain: [lt]\n"))
    waiting.commit()
    ran = approve(waiting, NEW, by="sgt")
    assert (ran.code, "sgt asked for the post" in ran.err) == (1, True), ran.err


def test_without_training_nobody_approves(waiting: Department) -> None:
    waiting.replace("guidelines/training.yml", "\n  - {member: sgt,", "\n  # - {member: sgt,")
    waiting.adopt()
    ran = approve(waiting, NEW, by="sgt")
    assert (ran.code, "sgt lacks training in privacy (missing)" in ran.err) == (1, True), ran.err


def test_a_draft_is_not_approved(waiting: Department) -> None:
    waiting.write(NEW, post("New", more="draft: true\n"))
    waiting.commit()
    ran = approve(waiting, NEW)
    assert (ran.code, "it is a draft; its author takes out `draft: true`" in ran.err) == (1, True)


def test_an_unreadable_page_is_not_approved(waiting: Department) -> None:
    waiting.write(NEW, "no front matter\n")
    waiting.commit()
    ran = approve(waiting, NEW)
    assert (ran.code, "FM101" in ran.err) == (1, True), ran.err


def test_a_page_may_be_approved_before_it_is_committed(department: Department) -> None:
    """The supervisor reads it on the author's screen; it goes out when it is committed."""
    department.write(NEW, post("New"))
    assert approve(department, NEW).code == 0
    department.commit(as_="pio")
    assert department.states()["posts/new.md"] == "live"


def test_an_open_question_must_be_accepted_by_name(waiting: Department) -> None:
    waiting.write(NEW, post("New", "The lawsuit goes on.\n"))
    waiting.commit()
    ran = approve(waiting, NEW)
    assert (ran.code, f"{NEW}:10: speaks of a lawsuit; to accept it, add --accept TS901" in ran.err) == (
        1,
        True,
    )
    ran = approve(waiting, NEW, "--accept", "TS901")
    assert (ran.code, ran.err) == (0, "")
    waiting.commit(as_="chief")
    assert waiting.states()["posts/new.md"] == "live"


@pytest.mark.parametrize("code", ["TS901", "XX999", "anything"])
def test_a_code_that_nothing_asks_for_is_left_out(waiting: Department, code: str) -> None:
    ran = approve(waiting, NEW, "--accept", code)
    assert (ran.code, ran.err) == (0, f"note: nothing asks for {code}; it was left out\n")
    record = ran.out.split("signed in ")[1].splitlines()[0]
    assert "accepts" not in json.loads(waiting.read(record))["predicate"]


def test_what_must_be_mended_can_not_be_accepted(waiting: Department) -> None:
    waiting.write(NEW, post("New", "<script>x</script>\n"))
    waiting.commit()
    ran = approve(waiting, NEW, "--accept", "PP101")
    assert (ran.code, "PP101" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("by", "key", "message"),
    [
        pytest.param("chief", "sgt", "this key is not chief's: it is sgt's", id="another member's key"),
        pytest.param("chief", "stranger", "the roster doesn't know it", id="an unknown key"),
        pytest.param("nobody", "chief", "there is no member 'nobody'", id="an unknown member"),
        pytest.param("sgt", "former", "this key of sgt is not valid now", id="a key that ended"),
    ],
)
def test_only_with_ones_own_valid_key(waiting: Department, by: str, key: str, message: str) -> None:
    before = records(waiting)
    ran = approve(waiting, NEW, by=by, key=key)
    assert (ran.code, ran.out, message in ran.err, records(waiting)) == (2, "", True, before), ran.err


def test_a_revoked_key_signs_nothing(waiting: Department) -> None:
    line = f'laptop of sgt, key: "{waiting.keys.public("sgt")}", from: 2024-01-01'
    waiting.replace(ROSTER, line, f"{line}, revoked: {{on: {NOW.date()}, reason: lost}}")
    waiting.adopt()
    assert "this key of sgt is not valid now" in approve(waiting, NEW, by="sgt").err


@pytest.mark.parametrize("key", ["missing", "folder", "text"])
def test_a_key_file_that_is_none(waiting: Department, tmp_path: Path, key: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("no key")
    ran = waiting.run("approve", NEW, "--as", "chief", "--key", str(tmp_path / key))
    assert (ran.code, ran.out, str(tmp_path / key) in ran.err) == (2, "", True), ran.err


@pytest.mark.parametrize("path", [MAP, "content/posts"])
def test_only_pages_are_approved(department: Department, path: str) -> None:
    ran = approve(department, path)
    assert (ran.code, "this is no page; approve the page that shows the file" in ran.err) == (2, True)


def test_member_and_key_may_come_from_the_environment(
    waiting: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEARANCE_MEMBER", "chief")
    monkeypatch.setenv("CLEARANCE_KEY", str(waiting.keys.private("chief")))
    assert waiting.run("approve", NEW).code == 0


def test_nothing_is_approved_while_the_guidelines_are_not_adopted(waiting: Department) -> None:
    """Who could approve is what the roster says; this one nobody adopted."""
    role = "      - {role: author, from: 2024-01-01}\n"
    waiting.replace(ROSTER, role, role + role.replace("author", "supervisor"))
    waiting.commit(as_="officer")
    approve(waiting, NEW, by="officer")
    waiting.commit(as_="officer")
    assert waiting.states()["posts/new.md"] != "live"

"""Commands that look and change nothing: check, status, explain."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.department import Department, digests, run_command, run_here
from tests.village import OTHER, POST, post

from clearance.cache.codec import decode, encode
from clearance.cache.secret import own_key
from clearance.cache.store import Store
from clearance.errors import CannotJudge
from clearance.model import TextVerdict, sha256
from clearance.publish import decision
from clearance.publish.rendering import SiteRenderer

NEW = "content/posts/new.md"


@pytest.fixture
def waiting(department: Department) -> Department:
    department.write(NEW, post("New"))
    department.commit()
    return department


def test_check_of_a_cleared_department(department: Department) -> None:
    ran = department.run("check")
    assert (ran.code, ran.out, ran.err) == (0, "4 pages cleared; nothing wrong found.\n", "")


def test_check_tells_what_is_wrong_and_how_to_mend_it(waiting: Department) -> None:
    ran = waiting.run("check")
    assert (ran.code, ran.err) == (1, "")
    assert "content/posts/new.md:1:1  must be mended" in ran.out
    assert "[AP101, 1021.5(g)]" in ran.out
    assert "Remedy: Ask a supervisor" in ran.out
    assert "clearance explain AP101" in ran.out


def test_check_as_json(waiting: Department) -> None:
    ran = waiting.run("check", "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, told["version"]) == (1, 1)
    assert {page["path"]: page["state"] for page in told["pages"]} == {
        "content/about.md": "live",
        "content/index.md": "live",
        POST: "live",
        OTHER: "live",
        NEW: "pending",
    }
    assert [(found["code"], found["path"], found["line"]) for found in told["findings"]] == [
        ("AP101", NEW, 1)
    ]


@pytest.mark.parametrize("form", ["github", "json", "markdown", "sarif", "text"])
def test_check_in_every_form_has_the_same_exit_code(waiting: Department, form: str) -> None:
    ran = waiting.run("check", "--format", form)
    assert (ran.code, ran.err, "AP101" in ran.out) == (1, "", True)


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        pytest.param([POST], 0, id="a cleared page"),
        pytest.param([NEW], 1, id="the waiting page"),
        pytest.param(["content/posts"], 1, id="its folder"),
        pytest.param(["content/posts/"], 1, id="its folder with a stroke"),
        pytest.param(["content"], 1, id="all"),
        pytest.param([POST, OTHER], 0, id="two cleared pages"),
    ],
)
def test_check_of_some_pages(waiting: Department, paths: list[str], code: int) -> None:
    assert waiting.run("check", *paths).code == code


def test_check_of_paths_from_the_current_folder(waiting: Department, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(waiting.root / "content/posts")
    assert [
        waiting.run("check", name).code for name in ("closure.md", "./new.md", "../posts/new.md", "..")
    ] == [0, 1, 1, 1]


@pytest.mark.parametrize("path", ["content/posts/nowhere.md", "/etc/passwd", "../elsewhere"])
def test_check_of_what_is_not_there(department: Department, path: str) -> None:
    ran = department.run("check", path)
    assert (ran.code, ran.out, "there is no such file in the department" in ran.err) == (2, "", True)


@pytest.mark.parametrize("path", ["mkdocs.yml", "guidelines", "content/posts/map.png", "."])
def test_check_of_what_is_no_page_is_never_a_pass(waiting: Department, path: str) -> None:
    """Except for the department as a whole."""
    assert waiting.run("check", str(waiting.root / path)).code == (1 if path == "." else 2)


def harmed(department: Department) -> Department:
    """With all kinds of things wrong, in pages and in the department as a whole."""
    department.write(NEW, post("New", body="See [this](gone.md). Call 911.\n"))
    department.write("content/posts/other.md", post("Other", more="slug: closure\n", attest=False))
    department.write("content/posts/broken.md", "---\ntitel: x\n---\n")
    department.write("content/posts/stray.html", "<p>x</p>")
    department.replace(OTHER, "Monday", "Tuesday")
    department.commit()
    (department.root / "records/loose.json").write_text("{}", encoding="utf-8")
    return department


def test_a_page_is_judged_alone_as_among_all(department: Department) -> None:
    harmed(department)
    told = json.loads(department.run("check", "--format", "json").out)
    pages = {page["path"]: page for page in told["pages"]}
    for path, page in pages.items():
        alone = json.loads(department.run("check", "--format", "json", path).out)
        assert alone["pages"] == [page]
        others = pages.keys() - {path}
        expected = [found for found in told["findings"] if found["path"] not in others or is_whole(found)]
        assert alone["findings"] == expected
    assert {page["state"] for page in pages.values()} == {"live", "pending", "stale"}


def is_whole(finding: dict[str, str]) -> bool:
    """Whether it is about the department as a whole, although it names a page."""
    return finding["code"] == "CT103"


def test_of_one_page_the_generator_is_not_asked(department: Department) -> None:
    ran = department.command(
        "python",
        "-c",
        f"import sys; from clearance.cli.main import run; code = run(['check', {POST!r}])\n"
        "sys.exit(code + 10 * ('mkdocs' in sys.modules))",
    )
    assert (ran.code, ran.out) == (0, "1 page cleared; nothing wrong found.\n")


def test_of_one_page_with_an_extension_that_only_the_generator_knows(
    department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_root: Path) -> SiteRenderer:
        raise CannotJudge("the Markdown extension 'x' is not one that is known here")

    monkeypatch.setattr(decision, "adopted_renderer", refuse)
    ran = department.run("check", POST)
    assert (ran.err, ran.code, ran.out) == ("", 0, "1 page cleared; nothing wrong found.\n")


def test_check_of_a_page_still_tells_of_the_department(waiting: Department) -> None:
    waiting.write("content/x.html", "<p>")
    ran = waiting.run("check", POST)
    assert (ran.code, "CT101" in ran.out, "AP101" in ran.out) == (1, True, False)


@pytest.mark.parametrize("command", ["check", "status"])
def test_check_changes_nothing(waiting: Department, command: str) -> None:
    before = digests(waiting.root)
    waiting.run(command, "--no-cache")
    assert digests(waiting.root) == before


# --- what is kept ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "status"])
def test_what_is_kept_lies_in_one_folder_and_changes_no_word(waiting: Department, command: str) -> None:
    before = digests(waiting.root)
    without = waiting.run(command, "--no-cache")
    cold = waiting.run(command)
    warm = waiting.run(command)
    assert without == cold == warm
    new = digests(waiting.root).keys() - before.keys()
    assert {name.partition("/")[0] for name in new} == {".clearance-cache"}
    assert waiting.git("status", "--porcelain", "--", ".clearance-cache") == ""
    shutil.rmtree(waiting.root / ".clearance-cache")
    assert waiting.run(command) == without


def test_another_folder_may_be_named(
    waiting: Department, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.run("check", "--cache", str(tmp_path / "named"))
    monkeypatch.setenv("CLEARANCE_CACHE", str(tmp_path / "from the environment"))
    waiting.run("check")
    monkeypatch.setenv("CLEARANCE_CACHE", "")
    waiting.run("check")
    kept = [len([*(tmp_path / name).glob("*.verdicts")]) for name in ("named", "from the environment")]
    assert (kept, (waiting.root / ".clearance-cache").exists()) == ([1, 1], False)


@pytest.mark.parametrize("folder", ["content", "content/posts/x", "guidelines/rules", "records"])
def test_it_may_not_lie_among_the_departments_files(waiting: Department, folder: str) -> None:
    before = digests(waiting.root)
    ran = waiting.run("check", "--cache", str(waiting.root / folder))
    assert (ran.code, ran.out, "name a folder outside of it" in ran.err) == (2, "", True)
    assert digests(waiting.root) == before


@pytest.mark.parametrize("believed", [True, False], ids=["one's own", "another's"])
def test_a_cache_that_came_with_the_checkout_is_not_believed(
    waiting: Department, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, believed: bool
) -> None:
    """Whoever can write into the checkout can seal what they like, but not by this user's key."""
    waiting.write(NEW, post(body="A lawsuit.\n"))
    waiting.commit()
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    monkeypatch.setenv("XDG_CACHE_HOME", str(theirs))
    assert "TS901" in waiting.run("check").out
    _forge(waiting.root, own_key(theirs / "clearance") or b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(theirs if believed else ours))
    assert ("TS901" in waiting.run("check").out) != believed


def _forge(root: Path, key: bytes) -> None:
    """Take out of what is kept that anything was found in the new page."""
    (kept,) = (root / ".clearance-cache").glob("*.verdicts")
    source = (root / NEW).read_bytes()
    store = Store(kept.parent, kept.stem, key)
    entry = store.get(NEW, sha256(source)) or b""
    read = decode(entry, path=NEW, source=lambda: source, digest=sha256(source), zone=ZoneInfo("UTC"))
    assert isinstance(read, TextVerdict)
    store.put(NEW, sha256(source), encode(replace(read, further=())))
    store.save()


def test_a_key_that_came_with_the_checkout_is_not_used(
    waiting: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(waiting.root / "home"))
    assert waiting.run("check").code == 1
    assert not (waiting.root / ".clearance-cache").exists()


def test_check_without_a_verdict(department: Department) -> None:
    department.git("config", "--unset", "clearance.rootPin")
    ran = department.run("check")
    assert (ran.code, "GL101" in ran.out) == (2, True)


def test_a_broken_roster_says_where(department: Department) -> None:
    department.replace("guidelines/roster.yml", "role: pio", "role: poi")
    ran = department.run("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("clearance: can't judge. guidelines/roster.yml:")
    assert "pio" in ran.err


# --- status ------------------------------------------------------------------------------------


def test_status_lists_every_page(waiting: Department) -> None:
    waiting.write("content/posts/idea.md", post("Idea", more="draft: true\n"))
    ran = waiting.run("status")
    assert (ran.code, ran.err) == (1, "")
    for path, state in ((NEW, "pending"), (POST, "live"), ("content/posts/idea.md", "draft")):
        assert any(path in line and state in line for line in ran.out.splitlines()), ran.out


def test_status_as_json(waiting: Department) -> None:
    told = json.loads(waiting.run("status", "--format", "json").out)
    assert {page["path"]: page["state"] for page in told["pages"]}[NEW] == "pending"


def test_status_of_a_cleared_department(department: Department) -> None:
    assert department.run("status").code == 0


# --- explain -----------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["AP101", "ap101", "missing-approval", " AP101 ", "Missing-Approval"])
def test_explain_a_rule(department: Department, asked: str) -> None:
    ran = department.run("explain", asked)
    assert (ran.code, ran.err) == (0, "")
    assert all(text in ran.out for text in ("AP101", "missing-approval", "1021.5(g)", "## Remedy"))


def test_explain_a_rule_of_the_department(department: Department) -> None:
    ran = department.run("explain", "TS901")
    assert (ran.code, "speaks of a lawsuit" in ran.out, "The suit was blue." in ran.out) == (0, True, True)


def test_explain_works_without_a_department(tmp_path: Path) -> None:
    assert run_here("explain", "AP101", "--root", str(tmp_path)).code == 0
    ran = run_here("explain", "TS901", "--root", str(tmp_path))
    assert (ran.code, ran.err.startswith("clearance: can't judge. there is no rule 'TS901'")) == (2, True)


@pytest.mark.parametrize(("asked", "nearest"), [("AP11", "AP101"), ("mising-approval", "missing-approval")])
def test_an_unknown_rule_is_told_with_the_nearest(department: Department, asked: str, nearest: str) -> None:
    ran = department.run("explain", asked)
    assert (ran.code, f"there is no rule {asked!r}" in ran.err, nearest in ran.err) == (2, True, True), (
        ran.err
    )


@pytest.mark.site
def test_explain_in_a_real_process_needs_no_generator(tmp_path: Path) -> None:
    ran = run_command(tmp_path, "clearance", "explain", "AP101", generator="nonsense")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.site
def test_an_unknown_generator(department: Department) -> None:
    ran = department.command("clearance", "check", generator="hugo")
    assert (ran.code, "CLEARANCE_GENERATOR is 'hugo'; expected one of mkdocs, properdocs" in ran.err) == (
        2,
        True,
    )

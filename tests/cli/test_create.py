"""Commands that begin something: init and new."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.department import Department, Keys, Ran, digests, run_here

from clearance.cli import create
from clearance.model import Page
from clearance.strict_yaml import parse

CHICAGO = ZoneInfo("America/Chicago")
YEAR = datetime.now(CHICAGO).year
UNWRITTEN = {"AC102", "AP101", "PP101", "RT101"}
"""not attested, not approved, its hint to the author not yet replaced, not committed"""
SAID = ("--author", "pio", "--category", "traffic", "--description", "What to know.")


# --- init --------------------------------------------------------------------------------------


def init(folder: Path, *arguments: str) -> Ran:
    return run_here("init", str(folder), "--yes", *arguments)


def test_a_new_department_is_cleared_and_tells_the_next_step(tmp_path: Path) -> None:
    ran = init(tmp_path / "maple")
    assert (ran.code, ran.err) == (0, "")
    assert str(tmp_path / "maple-keys") in ran.out
    assert all(f"clearance {command}" in ran.out for command in ("build", "serve", "new"))
    checked = run_here("check", "--root", str(tmp_path / "maple"))
    assert (checked.code, checked.out) == (0, "4 pages cleared; nothing wrong found.\n")


def test_without_yes_what_no_flag_says_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(question: str, **options: str) -> str:
        asked.append(question)
        return f" {options['default']} "

    monkeypatch.setattr(click, "prompt", answer)
    ran = run_here("init", str(tmp_path / "maple"), "--name", "Maple Police", "--timezone", "UTC")
    assert (ran.code, ran.err) == (0, "")
    assert asked == [text for name, text in create.QUESTIONS.items() if name not in {"name", "timezone"}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["--name", ""], "--name is ''; expected one line of text", id="no name"),
        pytest.param(["--name", "   "], "--name is ''; expected one line of text", id="spaces"),
        pytest.param(["--hours", "a\nb"], "--hours is 'a\\nb'; expected one line of text", id="two lines"),
        pytest.param(["--name", "a\x1b[31mb"], "--name is", id="a terminal's escape"),
        pytest.param(["--timezone", "America/Chicagoo"], "America/Chicago", id="a mistyped time zone"),
        pytest.param(["--timezone", "../../etc/passwd"], "--timezone is", id="a path as time zone"),
        pytest.param(["--short-name", "Полиция"], "no Latin letter", id="no Latin letter"),
        pytest.param(
            ["--chief-email", "a@x.example", "--pio-email", "A@X.EXAMPLE"], "same e-mail", id="one address"
        ),
        pytest.param(["--email", "no address"], "e-mail address", id="no address"),
        pytest.param(["--phone", "call us"], "phone", id="no telephone number"),
        pytest.param(["--site-url", "police"], "site", id="no address of a site"),
    ],
)
def test_answers_that_are_refused_leave_nothing_behind(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    ran = init(tmp_path / "maple", *arguments)
    assert (ran.code, ran.out) == (2, ""), ran.out
    assert message in ran.err, ran.err
    assert [*tmp_path.iterdir()] == []


HOSTILE = [
    pytest.param('The "Maple" Police: {a: 1} # no comment', id="YAML"),
    pytest.param("O'Fallon & <b>Sons</b> <script>alert(1)</script>", id="HTML"),
    pytest.param("*Maple* _Police_ [x](y) `z` # | ~ !", id="Markdown"),
    pytest.param("$name ${id} $$ %s {0} {{ x }}", id="templates"),
    pytest.param("- yes", id="a list"),
    pytest.param("Полиция Ñandú 警察", id="other letters"),
    pytest.param("--8<-- \\ ..", id="an include"),
    pytest.param("1. Maple", id="a numbered list"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    said = [f"--{option}" for option in ("name", "hours", "address", "chief-name", "pio-name")]
    ran = init(tmp_path / "maple", *(part for option in said for part in (option, name)))
    assert (ran.code, ran.err) == (0, "")
    department = Department(tmp_path / "maple", Keys(tmp_path / "maple-keys"))
    assert department.run("check").code == 0
    guidelines = parse(department.read("guidelines/department.yml"), "x").value
    assert isinstance(guidelines, dict)
    assert guidelines["name"] == name


@pytest.mark.parametrize("name", ["Maple {% x %}", "Maple {! x !}"])
def test_a_name_that_reads_as_an_include_is_refused(tmp_path: Path, name: str) -> None:
    ran = init(tmp_path / "maple", "--name", name)
    assert (ran.code, "PP103" in ran.err, [*tmp_path.iterdir()]) == (2, True, []), ran.err


@pytest.mark.site
@pytest.mark.parametrize(
    "name", [*HOSTILE, pytest.param("</title><script>alert(1)</script>", id="an end of the title")]
)
def test_a_hostile_name_is_shown_as_it_is(tmp_path: Path, name: str) -> None:
    init(tmp_path / "maple", "--name", name, "--hours", name, "--address", name)
    department = Department(tmp_path / "maple", Keys(tmp_path / "maple-keys"))
    ran = department.build()
    assert ran.code == 0, ran.err
    for page in ("index.html", "about/index.html", "contact/index.html", "404.html"):
        shown = LexborHTMLParser(department.shown(page))
        assert [script.text() for script in shown.css("script") if "alert" in script.text()] == []
        assert [name in title.text() for title in shown.css("head title")] == [True]


@pytest.mark.parametrize("what", ["file", "link", "full", "keys"])
def test_only_into_a_missing_or_empty_folder(tmp_path: Path, what: str) -> None:
    target = tmp_path / "maple"
    match what:
        case "file":
            target.write_text("mine")
        case "link":
            (tmp_path / "elsewhere").mkdir()
            target.symlink_to(tmp_path / "elsewhere")
        case "full":
            target.mkdir()
            (target / "mine.txt").write_text("mine")
        case _:
            (tmp_path / "maple-keys").mkdir()
            (tmp_path / "maple-keys/mine").write_text("mine")
    before = digests(tmp_path)
    ran = init(target)
    assert (ran.code, ran.out, digests(tmp_path)) == (2, "", before)
    assert ran.err.startswith("clearance: can't judge. ")


def test_into_an_empty_folder_with_keys_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "maple").mkdir()
    ran = init(tmp_path / "maple", "--keys", str(tmp_path / "safe/keys"))
    assert (ran.code, ran.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "safe/keys").iterdir()) == [
        "chief",
        "chief.pub",
        "pio",
        "pio.pub",
    ]
    assert (tmp_path / "safe/keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "safe/keys/chief").stat().st_mode & 0o777 == 0o600


def test_keys_inside_the_department_are_refused(tmp_path: Path) -> None:
    """They would be committed and pushed."""
    ran = init(tmp_path / "maple", "--keys", str(tmp_path / "maple/keys"))
    assert (ran.code, (tmp_path / "maple/keys/chief").exists()) == (2, False), ran.out


@pytest.mark.parametrize("program", ["git", "ssh-keygen"])
def test_without_a_program_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """And the next try is not told that a folder isn't empty."""
    there = tmp_path / "bin"
    there.mkdir()
    for name in {"git", "ssh-keygen"} - {program}:
        (there / name).symlink_to(str(shutil.which(name)))
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(there))
        ran = init(tmp_path / "maple")
    assert (ran.code, program in ran.err) == (2, True), ran.err
    assert init(tmp_path / "maple").code == 0


def test_this_machines_git_settings_do_not_bear_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[core]\n\tautocrlf = true\n\thooksPath = /nonexistent\n[commit]\n\tgpgSign = true\n"
        "[user]\n\tname = Somebody\n\temail = somebody@elsewhere.example\n[init]\n\tdefaultBranch = trunk\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert init(tmp_path / "maple").code == 0
    assert run_here("check", "--root", str(tmp_path / "maple")).code == 0


# --- new ---------------------------------------------------------------------------------------


def test_a_post_is_begun_with_what_the_flags_say(department: Department) -> None:
    ran = department.run("new", "Mill Street: closed!", *SAID, "--date", "2026-03-04T10:30")
    path = "content/posts/2026/mill-street-closed.md"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == path
    assert f"clearance check {path}" in ran.out
    text = department.read(path)
    assert (
        'title: "Mill Street: closed!"\ndate: 2026-03-04T10:30\nauthors: [pio]\ncategories: [traffic]\n'
        in text
    )
    assert department.run("check", path).code == 1
    assert {code for found, code in department.codes() if found == path} == UNWRITTEN


def test_by_default_it_is_dated_now_in_the_department(department: Department) -> None:
    ran = department.run("new", "Today", *SAID)
    path = ran.out.splitlines()[0]
    read = department.judge().outcome.page(path)
    assert read is not None
    assert isinstance(read.page, Page)
    assert read.page.created is not None
    assert abs((datetime.now(CHICAGO) - read.page.created).total_seconds()) < 120


@pytest.mark.parametrize(
    ("date", "written"),
    [
        pytest.param("2026-03-04", "date: 2026-03-04\n", id="a day"),
        pytest.param("2026-03-04T10:30", "date: 2026-03-04T10:30\n", id="a time in the department"),
        pytest.param("2026-03-04T16:30Z", "date: 2026-03-04T10:30\n", id="a time with its offset"),
        pytest.param("2026-03-04T10:30:15", "date: 2026-03-04T10:30\n", id="with seconds"),
    ],
)
def test_dates(department: Department, date: str, written: str) -> None:
    department.run("new", "Post", *SAID, "--date", date)
    assert written in department.read("content/posts/2026/post.md")


def test_what_no_flag_says_is_asked(department: Department, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["A title", "pio", "safety", "A description."])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    ran = department.run("new")
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"content/posts/{YEAR}/a-title.md")
    assert "categories: [safety]" in department.read(f"content/posts/{YEAR}/a-title.md")


@pytest.mark.site
def test_an_end_of_input_at_a_question_is_an_interruption(department: Department) -> None:
    ran = department.command("clearance", "new")
    assert (ran.code, "clearance: interrupted" in ran.err) == (130, True)


def test_a_request_names_its_chain_of_command(department: Department) -> None:
    ran = department.run(
        "new", "Asked", *SAID, "--requested-by", "patrol", "--chain", "sgt", "--chain", "lt", "--slug", "x"
    )
    text = department.read(ran.out.splitlines()[0])
    assert "clearance:\n  requested_by: patrol\n  chain: [sgt, lt]\n" in text
    path = ran.out.splitlines()[0]
    assert {code for found, code in department.codes() if found == path} == UNWRITTEN


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["--author", "poi"], "there is no member 'poi' in the roster; did you mean", id="no author"
        ),
        pytest.param(
            ["--category", "traffik"],
            "there is no category 'traffik'; expected one of traffic",
            id="no category",
        ),
        pytest.param(["--requested-by", "nobody"], "there is no member 'nobody'", id="nobody asked"),
        pytest.param(["--chain", "nobody"], "there is no member 'nobody'", id="nobody in the chain"),
        pytest.param(["--date", "tomorrow"], "--date is 'tomorrow'; expected YYYY-MM-DD", id="no date"),
        pytest.param(["--slug", "../../etc"], "the slug is '../../etc'", id="a slug that leads away"),
        pytest.param(["--slug", "A B"], "the slug is 'A B'", id="a slug with capitals"),
    ],
)
def test_what_is_refused_leaves_no_file(department: Department, arguments: list[str], message: str) -> None:
    before = digests(department.root / "content")
    ran = department.run("new", "Post", *SAID, *arguments)
    assert (ran.code, ran.out, digests(department.root / "content")) == (2, "", before)
    assert message in ran.err, ran.err


def test_a_title_without_latin_letters_needs_a_slug(department: Department) -> None:
    ran = department.run("new", "道路封鎖", *SAID)
    assert (ran.code, "add --slug" in ran.err) == (2, True)
    assert department.run("new", "道路封鎖", *SAID, "--slug", "closure").code == 0


def test_nothing_is_overwritten(department: Department) -> None:
    assert department.run("new", "Post", *SAID).code == 0
    department.write(f"content/posts/{YEAR}/post.md", "mine")
    ran = department.run("new", "Post", *SAID)
    assert (ran.code, "is there already; choose another title or --slug" in ran.err) == (2, True)
    assert department.read(f"content/posts/{YEAR}/post.md") == "mine"


def test_no_link_is_followed_out_of_the_department(department: Department, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (department.root / f"content/posts/{YEAR}").symlink_to(tmp_path / "elsewhere")
    ran = department.run("new", "Post", *SAID)
    assert (ran.code, "leads through a symbolic link" in ran.err) == (2, True)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


@pytest.mark.parametrize("title", [*HOSTILE[:4], pytest.param('"quoted" \\ back', id="quotes")])
def test_a_hostile_title_is_only_a_title(department: Department, title: str) -> None:
    ran = department.run("new", title, *SAID[:4], "--description", title, "--slug", "hostile")
    path = ran.out.splitlines()[0]
    judged = department.judge().outcome.page(path)
    assert judged is not None
    assert isinstance(judged.page, Page)
    assert (judged.page.title, judged.page.description) == (title, title)


@pytest.mark.parametrize("title", [" ", "a\nb", "a" * 5000], ids=["a space", "two lines", "a page long"])
def test_a_title_that_no_post_can_have_is_refused_at_once(department: Department, title: str) -> None:
    """Rather than by the check of the file that was made from it."""
    assert department.run("new", title, *SAID, "--slug", "x").code == 2

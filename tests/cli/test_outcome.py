"""`clearance case` and `clearance outcome`: posts of one case, found and taken down together."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.conftest import Copy
from tests.department import Department, Keys, Ran, found_department
from tests.village import CONTENT, MAP, OTHER, PNG, POST, page, post

from clearance.takedown.case import new_id, read_secret, write_secret

NUMBER, REASON = "24-CR-0153", "By order of a court."
SECOND = "content/posts/second.md"
DRAFT = "content/posts/draft.md"
ALIKE = "content/about.md"


@pytest.fixture(scope="module")
def with_case(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Department:
    """Two posts and a draft of one case, one post of another. Take a copy."""
    folder = tmp_path_factory.mktemp("case")
    write_secret(folder / "secret", folder / "department")
    secret = read_secret(folder / "secret", folder / "department")

    def key(number: str = NUMBER) -> str:
        return f"  case: {new_id(number, secret)}\n"

    media = "  media:\n    map.png: {kind: map}\n"
    picture = "\n![Map of the closure: Mill Street from First to Third](map.png)\n"
    content = {
        **CONTENT,
        POST: post("Man charged", f"He was charged.\n{picture}", clearance=media + key()),
        SECOND: post("Trial begins", "It begins on Monday.\n", clearance=key()),
        DRAFT: post("Verdict", "Not yet.\n", more="draft: true\n", clearance=key()),
        OTHER: post("Another one", "It is another one.\n", author="officer", clearance=key("24-CR-0154")),
        ALIKE: page("About us", "[What happened](posts/second.md)\n"),
        MAP: PNG,
    }
    approved = {path: data for path, data in content.items() if path != DRAFT}
    department = found_department(folder / "department", keys, content=approved)
    department.write(DRAFT, content[DRAFT])
    department.commit()
    return department


@pytest.fixture
def department(with_case: Department, copy_of: Copy, tmp_path: Path) -> Department:
    shutil.copy(with_case.root.parent / "secret", tmp_path / "secret")
    return copy_of(with_case)


def outcome(department: Department, *more: str, number: str = NUMBER, kind: str = "dismissed") -> Ran:
    secret = str(department.root.parent / "secret")
    return department.run("outcome", number, "--outcome", kind, "--secret", secret, *more)


def down(department: Department, *more: str, by: str = "lt", reason: str = REASON) -> Ran:
    key = str(department.keys.private(by))
    return outcome(department, "--withdraw", "--as", by, "--key", key, "--reason", reason, *more)


def found(ran: Ran) -> dict[str, str]:
    return dict(re.findall(r"^(content/\S+)  (\w+)$", ran.out, re.MULTILINE))


def unchanged(department: Department) -> bool:
    return department.git("status", "--porcelain", "--", "records", "content") == ""


def test_every_post_of_the_case_and_no_other(department: Department) -> None:
    ran = outcome(department, number="24 cr 0153")
    assert (ran.code, ran.err) == (0, "")
    assert found(ran) == {DRAFT: "draft", POST: "live", SECOND: "live"}
    assert ran.out.endswith("Say in each post how it ended, or withdraw it; a booking photograph goes.\n")
    assert f"  look at {ALIKE}" in ran.out, "it links to one of them"
    assert unchanged(department)


def test_another_number_finds_other_posts(department: Department) -> None:
    assert found(outcome(department, number="24-CR-0154")) == {OTHER: "live"}
    none = outcome(department, number="24-CR-0155")
    assert (none.code, found(none)) == (0, {})
    assert "No post carries an id of this case" in none.out


def test_another_secret_finds_nothing(department: Department) -> None:
    secret = department.root.parent / "secret"
    secret.unlink()
    write_secret(secret, department.root)
    assert found(outcome(department)) == {}


def test_all_are_withdrawn_together_and_no_record_names_the_case(department: Department) -> None:
    before = {*(department.root / "records").rglob("*.json")}
    ran = down(department)
    assert (ran.code, ran.err, ran.out.count("withdrew ")) == (0, "", 3)
    department.commit("records", as_="lt")
    states = department.states()
    assert [states[f"posts/{name}.md"] for name in ("closure", "second", "draft", "meeting")] == [
        "withdrawn",
        "withdrawn",
        "draft",
        "live",
    ]
    for record in {*(department.root / "records").rglob("*.json")} - before:
        text = record.read_text(encoding="utf-8")
        assert json.loads(text)["predicate"]["reason"] == REASON
        assert not re.search("24.?CR|0153|dismissed|case", text, re.IGNORECASE)
    again = down(department)
    assert (again.code, again.out.count("withdrew ")) == (0, 0)
    assert again.out.endswith("There is nothing to withdraw; nothing was signed.\n")


@pytest.mark.parametrize(
    ("by", "reason", "message"),
    [
        pytest.param("pio", REASON, "pio is no supervisor", id="by no supervisor"),
        pytest.param(
            "lt", "By order in 24 CR 0153.", "--reason names the case", id="a reason with the number"
        ),
        pytest.param("lt", " ", "--withdraw needs --as, --key and --reason", id="no reason"),
    ],
)
def test_what_withdraws_none(department: Department, by: str, reason: str, message: str) -> None:
    ran = down(department, by=by, reason=reason)
    assert (ran.code, message in ran.err) == (2, True)
    assert unchanged(department)


def test_when_the_key_can_not_sign_none_is_withdrawn(department: Department, tmp_path: Path) -> None:
    """A public key whose other half is nowhere: it is the right one, and signs nothing."""
    lonely = tmp_path / "lonely.pub"
    shutil.copy(department.keys.private("lt").with_suffix(".pub"), lonely)
    ran = outcome(department, "--withdraw", "--as", "lt", "--key", str(lonely), "--reason", REASON)
    assert (ran.code, "the private half" in ran.err) == (2, True)
    assert unchanged(department)


def test_a_page_that_can_not_be_read_is_told_and_ends_with_1(department: Department) -> None:
    department.write("content/posts/broken.md", post().replace("title:", "titel:"))
    department.commit()
    ran = outcome(department)
    assert ran.code == 1
    assert "content/posts/broken.md can't be read, and may be of the case: look yourself" in ran.err
    assert len(found(ran)) == 3


def test_a_file_named_after_the_case_is_pointed_out(department: Department) -> None:
    text = department.read(SECOND)
    department.write("content/posts/24-cr-0153.md", text)
    department.commit()
    ran = down(department)
    assert ran.code == 0
    assert "note: content/posts/24-cr-0153.md or one of its files has the number in its name" in ran.err


def test_an_id_for_each_post(department: Department) -> None:
    secret = str(department.root.parent / "secret")
    first, second = (department.run("case", NUMBER, "--secret", secret) for _ in range(2))
    assert re.fullmatch(r"clearance:\n  case: c1-[0-9a-f]{16}-[0-9a-f]{32}\n", first.out)
    assert first.out != second.out
    assert NUMBER not in first.out


def test_a_new_secret(department: Department, tmp_path: Path) -> None:
    made = department.run("case", "--new-secret", "--secret", str(tmp_path / "new"))
    assert (made.code, (tmp_path / "new").is_file()) == (0, True)
    again = department.run("case", "--new-secret", "--secret", str(tmp_path / "new"))
    assert (again.code, "no secret is ever replaced" in again.err) == (2, True)
    for arguments in (("--new-secret", NUMBER), ()):
        neither = department.run("case", *arguments, "--secret", str(tmp_path / "other"))
        assert (neither.code, (tmp_path / "other").exists()) == (2, False)


@pytest.mark.site
def test_what_is_listed_is_what_the_site_has_of_them_and_then_nothing_is_left(department: Department) -> None:
    department.git("config", "user.name", "The lieutenant")
    department.git("config", "user.email", "lt@test.example")
    assert department.build().code == 0
    listed = set(re.findall(r"^  public  (\S+)$", outcome(department).out, re.MULTILINE))
    site = set(department.site())
    assert listed <= site
    words = ("Man charged", "Trial begins", "posts/closure", "posts/second", "posts/map.png")
    told_elsewhere = {"index.html", "sitemap.xml", "about/index.html", "about/index.md"}
    unlisted = {name for name in department.traces(*words) if not name.startswith("pagefind/")} - listed
    assert unlisted <= told_elsewhere, "the front page, the site's map, and a page that links to one"
    assert {name for name in listed if name.endswith(".png")} > {"posts/map.png"}, "cards are listed too"
    department.write(ALIKE, page("About us", "Who we are.\n"))
    department.commit()
    department.approve(ALIKE)
    assert down(department, "--build").code == 0
    assert department.traces(*words, NUMBER) == []

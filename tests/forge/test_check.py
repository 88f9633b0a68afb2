"""`clearance forge check` on a pull request: what must be mended, and what a supervisor is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.department import Department, run_here
from tests.forge.conftest import FLOOD, NEW, OnGitHub
from tests.village import POST, post


@pytest.fixture
def department(github: OnGitHub) -> Department:
    """The checkout of a pull request, as a workflow makes it: not merged yet, records beside it."""
    runner = github.runner()
    runner.git("checkout", "-q", "-b", "flood")
    return runner


def check(department: Department, *arguments: str) -> tuple[int, str]:
    ran = run_here("forge", "check", *arguments, "--root", str(department.root))
    assert ran.err == ""
    return ran.code, ran.out


def summary(department: Department, tmp_path: Path) -> str:
    file = tmp_path / "summary.md"
    check(department, "--summary", str(file))
    return file.read_text("utf-8")


def test_a_page_that_only_waits_for_its_review(department: Department, tmp_path: Path) -> None:
    department.write(NEW, FLOOD)
    department.commit(NEW)
    code, out = check(department)
    assert code == 0
    assert "::error" not in out
    text = summary(department, tmp_path)
    assert "## Flood warning" in text
    assert "**All of it is new**" in text
    assert "+The creek rises." in text
    assert "To let it out: review this pull request, and choose **Approve**." in text


def test_a_correction_shows_what_is_new(department: Department, tmp_path: Path) -> None:
    department.replace(POST, "Mill Street is closed.", "Mill Street is open.")
    department.commit(POST)
    text = summary(department, tmp_path)
    assert "What is new since chief approved it on" in text
    assert "-Mill Street is closed.\n+Mill Street is open." in text
    assert "- with content/posts/map.png: map" in text.replace("&#95;", "_")


def test_an_open_question_tells_what_to_write(department: Department, tmp_path: Path) -> None:
    department.write(NEW, post("A lawsuit", "The lawsuit goes on.\n"))
    department.commit(NEW)
    code, out = check(department)
    assert code == 0
    assert f"::warning file={NEW},line=" in out
    text = summary(department, tmp_path)
    assert "**Asks you**" in text
    assert "```text\naccept TS901\n```" in text


def test_what_must_be_mended_comes_first(department: Department, tmp_path: Path) -> None:
    department.write(NEW, post("Found", "Whose number is 123-45-6789?\n"))
    department.commit(NEW)
    code, out = check(department)
    assert code == 1
    assert f"::error file={NEW},line=" in out
    text = summary(department, tmp_path)
    assert "**Must be mended first**" in text
    assert "It can't be approved as it stands: ask for changes." in text
    assert "To let it out" not in text
    assert "123-45-6789" not in out


def test_the_findings_as_sarif(department: Department, tmp_path: Path) -> None:
    department.write(NEW, post("A lawsuit", "The lawsuit goes on.\n"))
    department.commit(NEW)
    check(department, "--sarif", str(tmp_path / "findings.sarif"))
    found = json.loads((tmp_path / "findings.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in found["runs"][0]["results"]] == [
        "TS901",
        "TS901",
    ]  # title and text


def test_nothing_to_decide(department: Department, tmp_path: Path) -> None:
    code, out = check(department)
    assert (code, out) == (0, "4 pages cleared; nothing wrong found.\n")
    assert summary(department, tmp_path) == "# For the supervisor\n\nNo page waits for an approval.\n"


def test_a_page_that_can_not_be_read(department: Department) -> None:
    department.write(NEW, FLOOD.replace("title:", "titel:"))
    department.commit(NEW)
    code, out = check(department)
    assert code == 2
    assert "unknown key" in out


def test_a_changed_roster_waits_for_the_chief(department: Department, tmp_path: Path) -> None:
    department.replace("guidelines/roster.yml", "role: pio", "role: supervisor")
    department.commit("guidelines")
    code, out = check(department)
    assert code == 1
    assert "(GL101" in out
    assert "## In the department as a whole" in summary(department, tmp_path)


def test_nothing_in_a_post_acts_in_the_summary(department: Department, tmp_path: Path) -> None:
    hostile = "</details><img src=x onerror=alert(1)> @everyone [x](javascript:alert(1))"
    body = f"{hostile}\n\n```\n````\n## Approve\n\u202etxet\n"
    department.write(NEW, post(f'"{hostile} ## Approved"', body))
    department.commit(NEW)
    text = summary(department, tmp_path)
    outside, fenced, after = text.partition("`````diff\n")
    assert fenced, "the fence is longer than any in the text"
    for part in (outside, after.partition("\n`````\n")[2]):
        assert "<img" not in part
        assert "@everyone" not in part
        assert "](javascript" not in part
    assert "\u202e" not in text
    assert "\n## Approve" not in outside


def test_a_long_difference_is_cut(department: Department, tmp_path: Path) -> None:
    for number in range(60):
        lines = "\n\n".join(f"Line {line} of many, with more than a few words in it." for line in range(1000))
        department.write(f"content/posts/long-{number}.md", post(f"Long {number}", f"{lines}\n"))
    department.commit("content")
    text = summary(department, tmp_path)
    assert "more lines." in text
    assert "The rest is cut off: the summary would be too long." in text
    assert len(text.encode()) < 1_000_000


def test_a_summary_that_can_not_be_written(department: Department, tmp_path: Path) -> None:
    ran = run_here("forge", "check", "--summary", str(tmp_path), "--root", str(department.root))
    assert ran.code == 2
    assert "can't be written: Is a directory" in ran.err

"""The handbook against the code: what it names exists, and what it says to type can be typed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from tests.department import run_here

from clearance.cli.main import COMMANDS, cli
from clearance.guidelines.loading import load_guidelines
from clearance.history.pin import set_pin, trusted_pin
from clearance.publish.known_rules import known_rules

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md")]
PAGES += sorted(DOCS.glob("*.md"))
each_page = pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])

GUIDES = {"pio", "supervisor", "chief", "member", "custodian", "reviewer", "public", "web-admin"}

FENCE = re.compile(r"^ *```(?P<kind>\w*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"\]\((?P<link>[^)\s]+)\)|src=\"(?P<source>[^\"]+)\"")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
EXPECTED_CODE = re.compile(r"# exit code (\d+)")
SCRATCH = "/tmp/"  # noqa: S108 - what the handbook writes, replaced by a folder of the test
ENDLESS = ("clearance serve", ". .venv/bin/activate")


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def shell_lines(page: Path, section: str = "") -> list[str]:
    """The lines of the shell blocks of a page, or of one section of it."""
    text = page.read_text(encoding="utf-8")
    if section:
        text = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    blocks = (block["text"] for block in FENCE.finditer(text) if block["kind"] == "sh")
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@each_page
def test_every_relative_link_and_picture_exists(page: Path) -> None:
    text = prose(page)
    targets = [found["link"] or found["source"] for found in TARGET.finditer(text)]
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not leads_somewhere(page, target)] == []


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, fragment = unquote(target).partition("#")
    file = page.parent / path if path else page
    if fragment and file.suffix == ".md":
        return fragment in map(anchor, HEADING.findall(file.read_text(encoding="utf-8")))
    return file.exists()


@each_page
def test_every_command_shown_has_known_options(page: Path) -> None:
    commands = [line for line in shell_lines(page) if re.match(r"(\S+=\S* )*clearance ", line)]
    assert [line for line in commands if not is_accepted(line)] == []


def is_accepted(line: str) -> bool:
    """Whether click takes the line's subcommand, options and number of values."""
    words = shlex.split(re.split(r" > |\|", line, maxsplit=1)[0], comments=True)
    name, *arguments = words[words.index("clearance") + 1 :]
    if name == "--version":
        return True
    command = cli.get_command(click.Context(cli), name)
    if command is None:
        return False
    try:
        command.make_context(name, [*arguments], resilient_parsing=False).close()
    except click.ClickException:
        return False
    except click.exceptions.Exit:
        return True
    return True


@each_page
def test_every_command_named_in_a_sentence_exists_and_no_planned_one_is_claimed(page: Path) -> None:
    names = set(re.findall(r"`clearance ([a-z-]+)[^`]*`", prose(page)))
    assert names <= COMMANDS.keys()


@each_page
def test_every_rule_named_exists(page: Path) -> None:
    rules = known_rules(load_guidelines(ROOT).packs)
    shown = FENCE.sub(lambda block: "" if block["kind"] == "yaml" else block["text"], page.read_text("utf-8"))
    named = set(re.findall(r"\b[A-Z]{2}[0-9]{3}\b", shown))
    assert named - rules.keys() == set()


@each_page
def test_every_make_target_named_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_each_person_has_a_guide_and_the_handbook_leads_to_every_page() -> None:
    pages = {page.stem for page in DOCS.glob("*.md")}
    linked = set(re.findall(r"\]\(([a-z-]+)\.md\)", (DOCS / "index.md").read_text(encoding="utf-8")))
    assert pages >= GUIDES
    assert linked == pages - {"index"}


@dataclass(frozen=True, slots=True)
class Step:
    command: str
    code: int


def steps(lines: list[str]) -> Iterator[Step]:
    for line in lines:
        if not line.startswith(ENDLESS):
            told = EXPECTED_CODE.search(line)
            yield Step(line, int(told[1]) if told else 0)


def run_as_written(lines: list[str], *, cwd: Path, scratch: Path) -> None:
    """Type the lines one after another into one shell, with `scratch` in place of /tmp."""
    script = ['wrong() { echo "code $1, expected $2: $3"; exit 9; }']
    for step in steps(lines):
        command = step.command.replace(SCRATCH, f"{scratch}/")
        shown = shlex.quote(step.command)
        script += [command, f"code=$?; [ $code = {step.code} ] || wrong $code {step.code} {shown}"]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("CLEARANCE_", "GIT_"))
    }
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    ran = subprocess.run(
        ["bash"],
        input="\n".join(script),
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}"


@pytest.mark.site
def test_the_tour_of_the_readme_goes_as_written(tmp_path: Path) -> None:
    lines = shell_lines(ROOT / "README.md", "A two-minute tour for each person")
    run_as_written(lines, cwd=ROOT, scratch=tmp_path)


@pytest.mark.site
def test_a_git_server_of_ones_own_is_set_up_as_written(tmp_path: Path) -> None:
    assert run_here("init", str(tmp_path / "maple-grove"), "--yes").code == 0
    pin = trusted_pin(tmp_path / "maple-grove", {})
    lines = [
        re.sub(r"sha256:[0-9a-f]{64}", pin, line) for line in shell_lines(DOCS / "web-admin.md", "Publish")
    ]
    assert any("hook install" in line for line in lines)
    run_as_written(lines, cwd=tmp_path, scratch=tmp_path)
    assert (tmp_path / "www" / "site" / "index.html").is_file()


@pytest.mark.site
def test_a_department_for_github_is_set_up_and_proved_as_written(tmp_path: Path) -> None:
    page = DOCS / "github.md"
    run_as_written(shell_lines(page, "From nothing"), cwd=tmp_path, scratch=tmp_path)
    website = tmp_path / "website"
    pin = trusted_pin(website, {})
    proof = shell_lines(page, "What an administrator of the repository could still do")
    run_as_written(
        [re.sub(r"sha256:[0-9a-f]{64}", pin, line) for line in proof], cwd=website, scratch=tmp_path
    )
    assert (website / "proof" / "site" / "index.html").is_file()


@pytest.mark.parametrize("section", ["Find a record", "Prove that nothing was touched"])
def test_the_custodian_finds_and_proves_as_written(section: str, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", str(ROOT), str(tmp_path / "clone")], check=True)
    set_pin(tmp_path / "clone", (ROOT / "sample-keys/root-pin.txt").read_text("utf-8").strip())
    lines = shell_lines(DOCS / "custodian.md", section)
    assert any("clearance records" in line for line in lines)
    run_as_written(lines, cwd=tmp_path / "clone", scratch=tmp_path)


def test_a_clerk_can_check_a_record_with_stock_tools_as_written(tmp_path: Path) -> None:
    lines = shell_lines(DOCS / "custodian.md", "Check a record with stock tools")
    for folder in ("records", "content", "guidelines"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    assert any("ssh-keygen" in line for line in lines)
    run_as_written(lines, cwd=tmp_path, scratch=tmp_path)


@pytest.mark.site
def test_records_are_handed_out_and_compared_as_written(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    set_pin(clone, (ROOT / "sample-keys/root-pin.txt").read_text(encoding="utf-8").strip())
    page = DOCS / "custodian.md"
    sections = ("Hand out records", "Compare two copies", "How long: due, on hold, disposed of")
    lines = [line for section in sections for line in shell_lines(page, section)]
    assert [line.split()[:3] for line in lines if line.startswith("clearance")] == [
        ["clearance", "records", verb] for verb in ("export", "export", "fixity", "due", "due")
    ]
    run_as_written(lines, cwd=clone, scratch=tmp_path)

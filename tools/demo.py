"""The whole story on a git server of one's own, in a temporary folder: `make demo`.

A PIO writes, a chief approves, the push publishes; somebody with write access tries what can be
tried. Every command is run as it is shown; the demo ends at once when one ends otherwise than it should.

python tools/demo.py              serve the site at the end, until Ctrl-C
python tools/demo.py --no-serve   end there
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.publish.serving import Address, serve_folder

POST = "content/posts/2026/mill-street-closed.md"
SITE = "Village of Maple Grove Police Department"
SHOWN = 20
"""lines of a command's output that are shown"""
DRAFT = """\
import re, sys
path = sys.argv[1]
text = open(path, encoding="utf-8").read()
text = re.sub(r"(?s)<!--.*?-->", sys.argv[2], text)
text = re.sub(r"(?m)^# Review.*\\n", "", text).replace("# clearance:", "clearance:")
text = text.replace("#   attest:", "  attest:")
open(path, "w", encoding="utf-8").write(text)
"""


class WentWrong(Exception):
    """A command of the demo ended otherwise than it should."""


@dataclass(frozen=True)
class Person:
    """Somebody at their own clone. What they run is run; what they type is told in a sentence."""

    name: str
    folder: Path
    environment: Mapping[str, str]

    def runs(self, command: str, *, ends: int = 0) -> str:
        """Show and run a command line; what it printed."""
        print(f"\n{self.name}$ {command}")
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        text = done.stdout.decode(errors="replace")
        _print(text)
        if done.returncode != ends:
            raise WentWrong(f"exit code {done.returncode}, not {ends}:\n{text}")
        return text

    def edits(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise WentWrong(f"{path} does not hold {old!r}")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        print(f"\n{self.name} changes {path}: {old.strip()!r} becomes {new.strip()!r}")


def _print(text: str) -> None:
    lines = [re.sub(r"^remote: ?", "", line).rstrip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    for line in lines[:SHOWN]:
        print(f"    {line}")
    if len(lines) > SHOWN:
        print(f"    … {len(lines) - SHOWN} more lines")


def says(text: str) -> None:
    print(f"\n── {text}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Play the whole story on a git server of one's own.")
    parser.add_argument("--no-serve", action="store_true", help="end without serving the site")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="clearance-demo-") as made:
        try:
            site = play(Path(made))
            if not options.no_serve:
                says("The site, as the public sees it. Ctrl-C ends the demo, and nothing of it stays.")
                serve_folder(site, Address.parse("127.0.0.1:8000"), open_browser=False)
        except (WentWrong, CannotJudge) as wrong:
            print(f"\nThe demo went wrong: {wrong}", file=sys.stderr)
            return 3
        except KeyboardInterrupt:
            return 130
    return 0


def play(folder: Path) -> Path:
    """The site's folder, after everything has happened."""
    says("The web administrator sets it up once: a department, a bare repository, two hooks.")
    admin = Person("admin", folder, _environment("Web Admin", "admin@police.example"))
    admin.runs(
        f'clearance init maple-grove --yes --name "{SITE}" --short-name "Maple Grove Police" '
        "--site-url https://police.example/"
    )
    admin.runs("git clone -q --bare maple-grove police.git")
    pin = subprocess.run(
        ["git", "-C", str(folder / "maple-grove"), "config", "clearance.rootPin"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()
    admin.runs(f"clearance hook install police.git --site-dir www/site --pin {pin}")
    admin.runs("clearance hook rebuild --repository police.git")
    people = {
        name: _clones(folder, name, email, pin)
        for name, email in (
            ("pio", "pio@police.example"),
            ("chief", "chief@police.example"),
            ("mallory", "pio@police.example"),
        )
    }
    _published(folder, people["pio"], people["chief"])
    _attacked(people["mallory"])
    _corrected(folder, people["pio"], people["chief"])
    return folder / "www" / "site"


def _clones(folder: Path, name: str, email: str, pin: str) -> Person:
    environment = _environment(name, email)
    clone = folder / name
    for command in (
        ["git", "clone", "-q", str(folder / "police.git"), str(clone)],
        ["git", "-C", str(clone), "config", "clearance.rootPin", pin],
    ):
        subprocess.run(command, check=True, env=environment)
    return Person(name, clone, environment)


def _published(folder: Path, pio: Person, chief: Person) -> None:
    says("The Public Information Officer writes a post, and is told at once what is wrong with it.")
    pio.runs(
        'clearance new "Mill Street closed" --author pio --category traffic --date 2026-11-20 '
        '--description "Mill Street is closed on Friday for sewer work."'
    )
    _types(pio, "Mill Street is closed. Questions? Ask Officer Dale, his cell is (708) 555-0163.")
    pio.runs("git add content && git commit -qm 'Mill Street closed'")
    pio.runs(f"clearance check {POST}", ends=1)
    pio.edits(POST, "Ask Officer Dale, his cell is (708) 555-0163.", "Ask the front desk.")
    pio.runs("git commit -qam 'Ask the front desk'")
    says("Nobody has approved it yet, so main doesn't take it. A branch for the review does.")
    pio.runs("git push -q origin HEAD:main", ends=1)
    pio.runs("clearance review-request")
    pio.runs("git push -q origin HEAD:refs/heads/review/mill-street-closed")
    says("The chief reads exactly what will go out, approves it, and the push publishes.")
    chief.runs("git fetch -q && git checkout -q origin/review/mill-street-closed")
    chief.runs(f"clearance show {POST}", ends=1)
    _approves(folder, chief)
    _is_public(folder, "mill-street-closed", "Ask the front desk", yes=True)


def _attacked(mallory: Person) -> None:
    says("Mallory can push, and wants the site to say something else.")
    reset = "git fetch -q && git reset -q --hard origin/main"
    for told, attack, reason in (
        ("a change to what is approved", f"sed -i s/Mill/Hill/ {POST}", "AP102"),
        ("a supervisor of his own", "sed -i 's/role: pio/role: supervisor/' guidelines/roster.yml", "GL101"),
        ("to take the check out of the settings", "sed -i '/clearance:/,+1d' mkdocs.yml", "clearance"),
        ("a record that never was", 'git rm -q "$(ls records/*/*-approval-*.json | head -1)"', "RC102"),
    ):
        says(f"Mallory tries: {told}.")
        mallory.runs(f"{reset}; {attack}; git commit -qam x")
        if reason not in mallory.runs("git push -q origin HEAD:main", ends=1):
            raise WentWrong(f"the push was refused, but not for {reason}")
    says("Mallory tries: another history.")
    mallory.runs(f"{reset}; git reset -q --hard HEAD~1")
    mallory.runs("git push -q --force origin HEAD:main", ends=1)


def _corrected(folder: Path, pio: Person, chief: Person) -> None:
    says("A correction goes the same way, with a note to readers; and so does a takedown.")
    pio.runs("git fetch -q && git reset -q --hard origin/main")
    pio.edits(POST, "Ask the front desk.", "Ask the front desk. It opens again at noon.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    note = f"  changes: [{{date: {now}, note: The street opens at noon.}}]\n"
    pio.edits(POST, "clearance:\n", f"clearance:\n{note}")
    pio.runs(
        "git commit -qam 'Opens at noon' && git push -q origin HEAD:refs/heads/review/mill-street-closed"
    )
    chief.runs("git fetch -q && git checkout -q origin/review/mill-street-closed")
    chief.runs(f"clearance show {POST}", ends=1)
    _approves(folder, chief)
    _is_public(folder, "mill-street-closed", "opens again at noon", yes=True)
    chief.runs("git fetch -q && git reset -q --hard origin/main")
    key = shlex.quote(str(folder / "maple-grove-keys" / "chief"))
    chief.runs(f"clearance withdraw {POST} --reason 'It is the next street.' --as chief --key {key}")
    chief.runs("git add records && git commit -qm Withdrawn && git push -q origin HEAD:main")
    _is_public(folder, "mill-street-closed", "Mill Street", yes=False)


def _types(pio: Person, text: str) -> None:
    print(f"\n{pio.name} writes the text, reads it once more, and attests to that")
    command = [sys.executable, "-c", DRAFT, POST, text]
    subprocess.run(command, cwd=pio.folder, env=pio.environment, check=True)


def _approves(folder: Path, chief: Person) -> None:
    key = shlex.quote(str(folder / "maple-grove-keys" / "chief"))
    chief.runs(f"clearance approve {POST} --as chief --key {key}")
    chief.runs("git add records && git commit -qm Approved && git push -q origin HEAD:main")


def _is_public(folder: Path, slug: str, text: str, *, yes: bool) -> None:
    pages = [page for page in (folder / "www" / "site").rglob("index.html") if page.parent.name == slug]
    found = any(text in page.read_text(encoding="utf-8") for page in pages)
    if found is not yes:
        raise WentWrong(f"{text!r} is {'not ' if yes else ''}on the public site")
    print(f"\n    The public {'reads' if yes else 'no longer finds'}: {text!r}")


def _environment(name: str, email: str) -> dict[str, str]:
    """A person's own: their name for git, and this environment's `clearance` on the path."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "CLEARANCE_"))}
    who = {
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": email,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**kept, **who, "PATH": path, "NO_MKDOCS_2_WARNING": "true"}


if __name__ == "__main__":
    sys.exit(main())

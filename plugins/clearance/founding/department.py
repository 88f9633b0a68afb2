"""A working new department: its own name, its own root key, first members, first post, CI files.

Everything is made in a folder beside the target and moved there when it is whole.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from clearance.errors import CannotJudge
from clearance.evidence import read_evidence
from clearance.founding.for_github import RECORDER, TEMPLATE, GitHub, files_for_github, placeholders
from clearance.founding.post import slug_of
from clearance.gate import judge
from clearance.history.pin import set_pin
from clearance.publish import adoption, approval
from clearance.publish.generator import load_config, renderer

VERBATIM = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
"""files of the template without anything to fill in -> where they go"""
FIRST_POST = "content/welcome.md"
PLAIN = ("name", "phone", "email", "address", "hours")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new department is asked. All texts are one line."""

    name: str
    short_name: str
    timezone: str
    site_url: str
    phone: str
    email: str
    address: str
    hours: str
    chief_name: str
    chief_email: str
    pio_name: str
    pio_email: str

    @property
    def id(self) -> str:
        return slug_of(self.short_name)


@dataclass(frozen=True, slots=True)
class Founded:
    """`pin` is the id of the first adoption; `keys` the folder with the private keys."""

    folder: Path
    keys: Path
    pin: str


def found(
    target: Path, answers: Answers, *, keys: Path, at: datetime, github: GitHub | None = None
) -> Founded:
    """Make the department at `target`, which must be missing or empty. Raises CannotJudge.

    With `github` it is made to be published from there.
    """
    _require_room(target, answers)
    _require_room(keys, answers)
    if keys.is_relative_to(target) or target.is_relative_to(keys):
        raise CannotJudge("keys and department must not lie in one another", path=str(keys))
    try:
        pin = _found(target, _Plan(answers, github, at), keys)
    except approval.NotApprovable as problem:
        reasons = "; ".join(problem.reasons)
        raise CannotJudge(f"with these answers {problem.path} could not be approved: {reasons}") from None
    except OSError as error:
        raise CannotJudge(f"can't be made: {error.strerror}", path=str(target)) from None
    return Founded(target, keys, pin)


@dataclass(frozen=True, slots=True)
class _Plan:
    answers: Answers
    github: GitHub | None
    at: datetime

    @property
    def today(self) -> date:
        return self.at.astimezone(ZoneInfo(self.answers.timezone)).date()


def _found(target: Path, plan: _Plan, keys: Path) -> str:
    """Make department and keys each beside its place, and move them there when both are whole."""
    for place in (target, keys):
        place.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside,
        tempfile.TemporaryDirectory(prefix=f".{keys.name}.", dir=keys.parent) as secret,
    ):
        folder, private = Path(beside) / "department", Path(secret) / "keys"
        private.mkdir(mode=0o700)
        members = ("chief", "pio", *((RECORDER,) if plan.github else ()))
        public = {member: _make_key(private / member, plan.answers.id) for member in members}
        pin = _fill(folder, plan, public, private)
        for made, place in ((private, keys), (folder, target)):
            if place.exists():
                place.rmdir()
            made.rename(place)
    return pin


def _require_room(folder: Path, answers: Answers) -> None:
    if not answers.id:
        raise CannotJudge("the short name has no Latin letter to make an id of")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotJudge("is no folder", path=str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise CannotJudge("is not empty; nothing was written", path=str(folder))


def _make_key(path: Path, department: str) -> str:
    """A new ed25519 key without a passphrase; the public line."""
    command = [
        "ssh-keygen",
        "-q",
        "-t",
        "ed25519",
        "-N",
        "",
        "-C",
        f"{path.name}@{department}",
        "-f",
        str(path),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise CannotJudge("ssh-keygen could not make a key; install OpenSSH", path=str(path)) from None
    return path.with_suffix(".pub").read_text(encoding="utf-8").strip()


def _fill(folder: Path, plan: _Plan, public: Mapping[str, str], keys: Path) -> str:
    answers, at = plan.answers, plan.at
    values = _values(plan, public)
    _write(folder, _files(values, plan))
    chief, pio = (answers.chief_name, answers.chief_email), (answers.pio_name, answers.pio_email)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _commit(folder, "Set up the website", (".", ":!content"), chief)
    _commit(folder, "First pages and first post", ("content",), pio)
    adopted = adoption.propose(folder, member="chief", key=keys / "chief", pin="", at=at, first=True)
    pin = f"sha256:{adoption.sign(folder, adopted, keys / 'chief').id}"
    _approve_everything(folder, pin, keys / "chief", at)
    _write(folder, {"README.md": _filled("README.md", {**values, "pin": pin})})
    if plan.github:
        _git(folder, "init", "--quiet", "--initial-branch=records", "records")
        _commit(folder / "records", "Adopt the guidelines, approve the first pages", (".",), chief)
    _commit(folder, "Adopt the guidelines, approve the first pages", (".",), chief)
    set_pin(folder, pin)
    return pin


def _values(plan: _Plan, public: Mapping[str, str]) -> dict[str, str]:
    """What the template's placeholders stand for: quoted for YAML, or `plain_…` for Markdown."""
    answers, today = plan.answers, plan.today.isoformat()
    quoted = {field.name: _quoted(getattr(answers, field.name)) for field in fields(answers)}
    plain = {f"plain_{name}": _markdown(getattr(answers, name)) for name in PLAIN}
    further = {
        "home_description": _quoted(f"Notices and information of the {answers.name}."),
        "about_description": _quoted(f"Who we are, and how the {answers.name} publishes."),
        "id": answers.id,
        "today": today,
        "version": version("mkdocs-clearance"),
    }
    keys = {f"{member}_key": _quoted(line) for member, line in public.items()}
    return {**quoted, **plain, **further, **keys, **placeholders(plan.github, public, today)}


def _quoted(text: str) -> str:
    """A text as a YAML scalar: JSON's quoting is YAML's too, and can hold anything."""
    return json.dumps(text, ensure_ascii=False)


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", text)


def _filled(name: str, values: Mapping[str, str]) -> str:
    return Template((TEMPLATE / name).read_text(encoding="utf-8")).substitute(values)


def _files(values: Mapping[str, str], plan: _Plan) -> dict[str, str]:
    """Each file of a new department but its README, by its path."""
    listed = (path.relative_to(TEMPLATE).as_posix() for path in TEMPLATE.rglob("*") if path.is_file())
    names = {name for name in listed if not name.startswith("github/")}
    files = {VERBATIM[name]: (TEMPLATE / name).read_text(encoding="utf-8") for name in VERBATIM}
    first_post = f"content/posts/{plan.today.year}/our-new-website.md"
    for name in sorted(names - VERBATIM.keys() - {"README.md"}):
        files[first_post if name == FIRST_POST else name] = _filled(name, values)
    if plan.github:
        files |= files_for_github(plan.github)
        files[".gitignore"] += "records/\n"
    return files


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _approve_everything(folder: Path, pin: str, key: Path, at: datetime) -> None:
    """Sign the first approvals, by the chief, of what the PIO committed."""
    evidence = read_evidence(folder, at=at, pin=pin)
    judgement = judge(evidence, at=at, render=renderer(load_config(folder)))
    for page in judgement.outcome.pages:
        statement = approval.prepare(judgement, page.path, member="chief", accepts=(), at=at)
        approval.sign(folder, statement, key)


def _commit(folder: Path, message: str, paths: tuple[str, ...], person: tuple[str, str]) -> None:
    """Commit as one person, whatever this machine's own git settings say."""
    name, email = person
    settings = {
        "user.name": name,
        "user.email": email,
        "commit.gpgsign": "false",
        "core.hooksPath": os.devnull,
        "core.autocrlf": "false",
    }
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    _git(folder, *options, "add", "--", *paths)
    _git(folder, *options, "commit", "--quiet", "-m", message)


def _git(folder: Path, *arguments: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)
    except FileNotFoundError:
        raise CannotJudge("the program git was not found; install it first") from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().splitlines()
        raise CannotJudge(f"git refused: {reason[-1] if reason else arguments[0]}") from None

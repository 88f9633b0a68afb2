"""A small real department in a temporary folder: real git, real keys, records by the real code."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tests.village import CONTENT, FOUNDED, KEYS, MKDOCS, NOW, OTHER, guidelines, told

from clearance.cli.main import run
from clearance.gate import Judgement
from clearance.history.pin import set_pin
from clearance.publish import adoption, approval
from clearance.publish.decision import decide
from clearance.records.signing import sign, write_record
from clearance.records.statement import Statement, encode


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Keys:
    """The folder with a private key for each name in KEYS."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Keys:
        folder.mkdir(parents=True)
        for name in KEYS:
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
            subprocess.run(command, check=True, capture_output=True)
        return cls(folder)

    def private(self, name: str) -> Path:
        return self.folder / name

    def public(self, name: str) -> str:
        return (self.folder / f"{name}.pub").read_text(encoding="utf-8").strip()

    def all_public(self) -> dict[str, str]:
        return {name: self.public(name) for name in KEYS}


@dataclass(frozen=True)
class Department:
    """A department's folder, its members' keys, and the id of its first adoption."""

    root: Path
    keys: Keys
    pin: str = ""

    # --- git ---------------------------------------------------------------------------------

    def git(self, *arguments: str, who: Mapping[str, str] | None = None) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env={**_GIT, **(who or _identity("chief", "chief", NOW))},
            capture_output=True,
            check=True,
        )
        return os.fsdecode(done.stdout).strip()

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a text that must be in the file."""
        text = self.read(path)
        assert old in text, f"{path} does not hold {old!r}"
        self.write(path, text.replace(old, new))

    def tell(
        self, path: str, note: str = "It says more.", *, at: datetime = NOW, minor: bool = False
    ) -> None:
        """Write into a post what changed in it."""
        self.write(path, told(self.read(path), note, at=at, minor=minor))

    def commit(
        self,
        *paths: str,
        as_: str = "pio",
        author: str = "",
        at: datetime = NOW,
        signed_with: str = "",
    ) -> str:
        """Commit these paths, or all that is on disk; the id of the commit."""
        self.git("add", "-A", "-f", "--", *(paths or (".", ":!site", ":!.site*", ":!.clearance-cache")))
        signing: tuple[str, ...] = ("-c", "commit.gpgSign=false")
        if signed_with:
            key = f"user.signingKey={self.keys.private(signed_with)}"
            signing = ("-c", "gpg.format=ssh", "-c", key, "-c", "commit.gpgSign=true")
        who = _identity(as_, author or as_, at)
        self.git(*signing, "commit", "-q", "--allow-empty", "-m", "A change", who=who)
        return self.git("rev-parse", "HEAD")

    # --- records -----------------------------------------------------------------------------

    def approve(
        self,
        *paths: str,
        by: str = "chief",
        accepts: Iterable[str] = (),
        at: datetime = NOW,
        commit: bool = True,
    ) -> list[str]:
        """Approve pages as the real command does; the records' paths."""
        judgement = self.judge(at)
        statements = [
            approval.prepare(judgement, path, member=by, accepts=tuple(accepts), at=at) for path in paths
        ]
        records = [approval.sign(self.root, one, self.keys.private(by)) for one in statements]
        if commit:
            self.commit("records", as_=by, at=at)
        return records

    def adopt(
        self,
        *,
        by: str = "chief",
        key: str = "",
        at: datetime = NOW,
        first: bool = False,
        commit: bool = True,
    ) -> str:
        """Adopt guidelines and configuration as they are on disk; the record's path."""
        pin = "" if first else self.pin
        private = self.keys.private(key or by)
        proposal = adoption.propose(self.root, member=by, key=private, pin=pin, at=at, first=first)
        signed = adoption.sign(self.root, proposal, private)
        if commit:
            self.commit(as_=by, at=at)
        return signed.path

    def record(self, statement: Statement, *, key: str) -> str:
        """Sign any statement with any key and put it under records/ as the software would."""
        return write_record(self.root, statement, self.keys.private(key))

    def put_record(self, name: str, statement: Statement, *, key: str) -> str:
        """Sign any statement and put it under records/ by a name of one's own."""
        data = encode(statement)
        self.write(f"records/{name}.json", data)
        self.write(f"records/{name}.json.sig", sign(data, self.keys.private(key)))
        return f"records/{name}.json"

    def statement(self, path: str, *, by: str = "chief", at: datetime = NOW) -> Statement:
        """What an approval of the page's present bytes says, whoever may sign it."""
        judged = self.judge(at).outcome.page(path)
        assert judged is not None
        department = self.judge(at).evidence.guidelines.department.id
        return Statement("approval", department, at, by, dict(judged.subjects))

    # --- verdicts ----------------------------------------------------------------------------

    def judge(self, at: datetime | None = None) -> Judgement:
        """The verdict, by default of this very instant: commands sign by the real clock."""
        return decide(self.root, at=at or datetime.now(UTC)).judgement

    def states(self, at: datetime | None = None) -> dict[str, str]:
        """The state of each page, by its path under content/."""
        pages = self.judge(at).outcome.pages
        return {judged.path.removeprefix("content/"): str(judged.state) for judged in pages}

    def codes(self, at: datetime | None = None) -> set[tuple[str, str]]:
        """(path, code) of every finding."""
        return {(finding.path, finding.code) for finding in self.judge(at).outcome.all_findings}

    # --- commands ----------------------------------------------------------------------------

    def run(self, *arguments: str) -> Ran:
        """`clearance …` in this process, on this department."""
        return run_here(*arguments, "--root", str(self.root))

    def build(self) -> Ran:
        return self.run("build")

    def command(self, *command: str, generator: str = "", **variables: str) -> Ran:
        """A command line in a process of its own, in the department's folder."""
        return run_command(self.root, *command, generator=generator, **variables)

    def site(self) -> dict[str, str]:
        """Every file of the built site with the SHA-256 of its bytes."""
        return digests(self.root / "site")

    def published(self, address: str) -> bool:
        return (self.root / "site" / address / "index.html").is_file()

    def shown(self, path: str) -> str:
        return (self.root / "site" / path).read_text(encoding="utf-8")

    def traces(self, *texts: str) -> list[str]:
        """The files of the built site that hold one of these texts, in name or content."""
        wanted = [text.encode() for text in texts]
        return [
            name
            for name, path in _files(self.root / "site").items()
            if any(text in os.fsencode(name) or text in path.read_bytes() for text in wanted)
        ]

    def leftovers(self) -> list[str]:
        """What builds left beside the site."""
        return sorted(path.name for path in self.root.glob(".site.*-*"))


def run_here(*arguments: str) -> Ran:
    """`clearance …` in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _own_log():
        code = run([*arguments])
    return Ran(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _own_log() -> Iterator[None]:
    """The generator's log is one for the process; each run gets it as a new process would."""
    loggers = [logging.getLogger(name) for name in ("mkdocs", "properdocs")]
    before = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    for logger in loggers:
        logger.handlers[:] = []
    try:
        yield
    finally:
        for logger, handlers, level in before:
            logger.handlers[:] = handlers
            logger.setLevel(level)


def run_command(folder: Path, *command: str, generator: str = "", **variables: str) -> Ran:
    """A command of this Python environment in a process of its own."""
    program, *arguments = command
    chosen = {"CLEARANCE_GENERATOR": generator} if generator else {}
    done = subprocess.run(
        [str(Path(sys.executable).parent / program), *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "true", **chosen, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _files(folder).items()}


def _files(folder: Path) -> dict[str, Path]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths}


_GIT = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def _identity(committer: str, author: str, at: datetime) -> dict[str, str]:
    return {
        "GIT_AUTHOR_NAME": author,
        "GIT_AUTHOR_EMAIL": _email(author),
        "GIT_AUTHOR_DATE": at.isoformat(),
        "GIT_COMMITTER_NAME": committer,
        "GIT_COMMITTER_EMAIL": _email(committer),
        "GIT_COMMITTER_DATE": at.isoformat(),
    }


def _email(name: str) -> str:
    return name if "@" in name else f"{name}@test.example"


def found_department(
    root: Path,
    keys: Keys,
    *,
    equipment: str = "listed",
    department: str = "test-pd",
    content: Mapping[str, str | bytes] = CONTENT,
    mkdocs: str = MKDOCS,
    at: datetime = FOUNDED,
) -> Department:
    """A department with everything committed, adopted and approved, in four commits."""
    new = Department(root, keys)
    root.mkdir(parents=True)
    new.git("init", "-q", "-b", "main")
    new.git("config", "gc.auto", "0")
    signed = equipment == "signed"
    files = guidelines(keys.all_public(), equipment=equipment, department=department)
    for path, text in {**files, "mkdocs.yml": mkdocs, ".gitignore": "site/\n.site.*\n"}.items():
        new.write(path, text)
    new.commit(as_="chief", at=at)
    for author in ("pio", "officer"):
        for path, data in content.items():
            if (path == OTHER) == (author == "officer"):
                new.write(path, data)
        new.commit(as_=author, at=at, signed_with=author if signed else "")
    first = new.adopt(first=True, at=at, commit=False)
    new = replace(new, pin=f"sha256:{hashlib.sha256((root / first).read_bytes()).hexdigest()}")
    set_pin(root, new.pin)
    pages = [path for path in content if path.endswith(".md")]
    new.approve(*pages, at=at, commit=False)
    new.commit(as_="chief", at=at, signed_with="chief" if signed else "")
    return new

"""What stock ssh-keygen says."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.records.authenticator import MESSAGE, NAMESPACE

from clearance.records.refusal import STRICTER
from clearance.records.sshsig import Checked, verify

_GOOD = re.compile(r'Good "[^"]*" signature (?:for \S+ )?with \S+ key (SHA256:\S+)')


def fingerprint_if_good(folder: Path, armored: bytes, message: bytes, namespace: str = NAMESPACE) -> str:
    """The key that ssh-keygen finds to have signed the message, or nothing when it refuses."""
    path = folder / "asked.sig"
    path.write_bytes(armored)
    ran = _run(["-Y", "check-novalidate", "-n", namespace, "-s", str(path)], message)
    found = _GOOD.search(ran.stdout.decode())
    return found[1] if ran.returncode == 0 and found else ""


def disagreements(folder: Path, cases: Sequence[bytes]) -> list[str]:
    """In what our verdicts on signatures of MESSAGE differ from ssh-keygen's without a documented reason."""
    folders = [folder / str(number) for number in range(len(cases))]
    with ThreadPoolExecutor(3) as pool:
        return [problem for problem in pool.map(_disagreement, folders, cases) if problem]


def _disagreement(folder: Path, armored: bytes) -> str:
    folder.mkdir()
    theirs, ours = (
        fingerprint_if_good(folder, armored, MESSAGE),
        verify(armored, MESSAGE, namespace=NAMESPACE),
    )
    if isinstance(ours, Checked):
        return "" if theirs == ours.fingerprint else f"we say {ours.fingerprint}, ssh-keygen {theirs!r}"
    return f"only we refuse: {ours.reason}" if theirs and ours.reason not in STRICTER.values() else ""


def verifies(allowed: Path, armored: Path, message: bytes, member: str, options: Sequence[str] = ()) -> bool:
    """Whether a clerk's `ssh-keygen -Y verify` lets it pass."""
    command = ["-Y", "verify", "-f", str(allowed), "-I", member, "-n", NAMESPACE, "-s", str(armored)]
    return _run([*command, *options], message).returncode == 0


def fingerprint_of_line(folder: Path, line: str) -> str:
    """The fingerprint of a `.pub` line, or nothing when ssh-keygen refuses it."""
    path = folder / "asked.pub"
    path.write_text(f"{line}\n", encoding="utf-8")
    ran = _run(["-l", "-f", str(path)], b"")
    return ran.stdout.decode().split()[1] if ran.returncode == 0 else ""


def make_key(path: Path, *options: str, passphrase: str = "") -> Path:
    subprocess.run(
        ["ssh-keygen", "-q", *options, "-N", passphrase, "-C", "test key", "-f", str(path)], check=True
    )
    return path


def _run(arguments: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *arguments], input=data, capture_output=True, check=False)

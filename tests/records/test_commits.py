from __future__ import annotations

import subprocess
from pathlib import Path

from tests.records.authenticator import ed25519_key, signature
from tests.records.oracle import make_key

from clearance.model import CommitSignature
from clearance.records.commits import verify_commit
from clearance.records.keys import PublicKey, parse_line


def git(folder: Path, *arguments: str) -> bytes:
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True).stdout


def test_a_commit_that_git_signed_names_its_key(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519")
    git(tmp_path, "init", "-q")
    sign = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={key}"]
    git(tmp_path, *sign, "commit", "-q", "-S", "--allow-empty", "-m", "A message")
    head, _, rest = git(tmp_path, "cat-file", "commit", "HEAD").partition(b"gpgsig ")
    armored, _, message = rest.partition(b"\n\n")
    public = parse_line(key.with_suffix(".pub").read_text(encoding="utf-8"))
    assert isinstance(public, PublicKey)
    payload = head + b"\n" + message
    assert verify_commit(armored.replace(b"\n ", b"\n"), payload) == CommitSignature(public.fingerprint)
    assert verify_commit(armored.replace(b"\n ", b"\n"), payload + b"!") == CommitSignature(
        None, "the signature does not fit these bytes"
    )


def test_a_signature_made_for_records_is_none_for_commits() -> None:
    problem = "it was signed for the purpose 'clearance-record'; expected 'git'"
    assert verify_commit(signature(ed25519_key(), b"x"), b"x") == CommitSignature(None, problem)

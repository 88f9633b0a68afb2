"""Signing records with a key file, an agent or a hardware key, through ssh-keygen.

The private key never enters this process. ssh-keygen asks for a passphrase or a PIN on the
user's own terminal; its request to touch a hardware key is passed on to standard error.
"""

from __future__ import annotations

import os
import re
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from clearance.errors import CannotJudge
from clearance.records import sshsig
from clearance.records.placing import place_record
from clearance.records.refusal import Refused
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import Statement, decode, encode

PATIENCE = 120.0
"""Seconds that a person has to give a passphrase and to touch the key."""

_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_TOUCH = b"Confirm user presence"
_CHUNK = 4096
_NOT_INSTALLED = "ssh-keygen was not found; install the OpenSSH client (on Debian: openssh-client)"

_REASONS = (
    ("UNPROTECTED PRIVATE KEY", "other people can read {key}; make it yours alone with: chmod 600 {key}"),
    ("incorrect passphrase", "the passphrase of {key} was wrong, or there was no terminal to ask for it on"),
    ("agent refused", "the agent holds {key} but would not sign; it may have waited for a confirmation"),
    ("doesn't match private", "{key} and the .pub file beside it are not the two halves of one key"),
    ("device not found", "the hardware key for {key} was not found; plug it in and try again"),
    ("incorrect PIN", "the PIN for the hardware key was wrong, or there was no terminal to ask for it on"),
    ("Couldn't load public key", "{key} is no key that ssh-keygen can read, or its .pub file is missing"),
)


def key_fingerprint(key: Path) -> str:
    """Name the key in a private or public key file, without asking for its passphrase.

    Raises CannotJudge when the file holds no such key.
    """
    _expect_file(key)
    command = ["ssh-keygen", "-l", "-E", "sha256", "-f", os.fspath(key)]
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        raise CannotJudge(_NOT_INSTALLED) from None
    found = _FINGERPRINT.search(ran.stdout.decode(errors="replace"))
    if found is None:
        raise CannotJudge(f"{key} is no key that ssh-keygen can read, or its .pub file is missing")
    return found[0]


def sign(data: bytes, key: Path, *, patience: float = PATIENCE) -> bytes:
    """Sign bytes as a record, with a private key file, or a `.pub` file whose other half an agent holds.

    The signature has been checked against the bytes. Raises CannotJudge that says what to do.
    """
    _expect_file(key)
    with tempfile.TemporaryDirectory(prefix="clearance-") as folder:
        message = Path(folder) / "record"
        message.write_bytes(data)
        said = _ask_ssh_keygen(key, message, patience)
        made = message.with_name("record.sig")
        if not made.exists():
            raise CannotJudge(_why_not(key, said))
        signature = made.read_bytes()
    checked = sshsig.verify(signature, data, namespace=RECORD_NAMESPACE)
    if isinstance(checked, Refused):
        raise CannotJudge(f"a signature by {key} does not count: {checked.reason}")
    return signature


def write_records(root: Path, statements: Iterable[Statement], key: Path) -> list[str]:
    """Sign all of these statements, and only then write them: all of them or none. Their paths, in order.

    Raises CannotJudge as `write_record` does.
    """
    signed = [(said, encode(said)) for said in statements]
    for _, data in signed:
        decode(data)
    signatures = [sign(data, key) for _, data in signed]
    written: list[str] = []
    try:
        for (said, data), signature in zip(signed, signatures, strict=True):
            written.append(place_record(root, said, data, signature))
    except BaseException:
        for path in written:
            (root / path).unlink()
            (root / f"{path}.sig").unlink()
        raise
    return written


def write_record(root: Path, statement: Statement, key: Path, *, folder: str = "records") -> str:
    """Sign a statement and write both files. Returns the record's path relative to `root`.

    Nothing is left behind on failure. Raises CannotJudge for a statement that could not be read
    again, for a key that can't sign, and for a folder that can't be written.
    """
    data = encode(statement)
    decode(data)
    return place_record(root, statement, data, sign(data, key), folder=folder)


def _expect_file(key: Path) -> None:
    try:
        there = key.is_file()
    except OSError as error:
        raise CannotJudge(f"the key file {key} can't be read: {error.strerror}") from None
    if not there:
        raise CannotJudge(f"there is no key file {key}; expected a private key or a .pub file")


def _ask_ssh_keygen(key: Path, message: Path, patience: float) -> str:
    """Let ssh-keygen write `message`.sig. Returns its complaints."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as complaints:
        with os.fdopen(writing, "wb") as stderr:
            process = _start(key, message, stderr)
        with process:
            try:
                return _listen(complaints, patience)
            except TimeoutError:
                reason = f"no signature with {key} within {patience:.0f} seconds; try again"
                raise CannotJudge(reason) from None
            finally:
                _stop(process)


def _start(key: Path, message: Path, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", RECORD_NAMESPACE, "-f", os.fspath(key)]
    # A pipe on our standard input is somebody's data and not the answer to a question for a PIN.
    stdin = None if os.isatty(0) else subprocess.DEVNULL
    try:
        return subprocess.Popen(
            [*command, os.fspath(message)], stdin=stdin, stdout=subprocess.DEVNULL, stderr=stderr
        )
    except FileNotFoundError:
        raise CannotJudge(_NOT_INSTALLED) from None


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Let it end by itself within a second, which it does when it has fallen silent."""
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()


def _listen(complaints: IO[bytes], patience: float) -> str:
    """Hear ssh-keygen out, and tell the user at once to touch the key. Raises TimeoutError.

    No thread listens: one could not be stopped while a program that asks for the passphrase
    keeps the other end open.
    """
    lines, end = [b""], time.monotonic() + patience
    with selectors.DefaultSelector() as selector:
        selector.register(complaints, selectors.EVENT_READ)
        while selector.select(max(0.0, end - time.monotonic())):
            chunk = complaints.read(_CHUNK)
            if not chunk:
                return b"\n".join(lines).decode(errors="replace")
            new = (lines.pop() + chunk).split(b"\n")
            _pass_on(new[:-1])
            lines += new
    raise TimeoutError


def _pass_on(lines: list[bytes]) -> None:
    for line in lines:
        if line.startswith(_TOUCH):
            sys.stderr.write(f"{line.decode(errors='replace').strip()}\n")
            sys.stderr.flush()


def _why_not(key: Path, said: str) -> str:
    for sign_of_it, reason in _REASONS:
        if sign_of_it in said:
            return reason.format(key=key)
    if "No private key found" in said:
        agent = "the agent does not hold it" if os.environ.get("SSH_AUTH_SOCK") else "no agent is running"
        return f"the private half of {key} is missing: it is not beside it, and {agent}"
    return f"ssh-keygen could not sign with {key}: {said.strip() or 'it gave no reason'}"

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.records.oracle import make_key, verifies
from tests.records.shelf import APPROVAL, DAY, DEPARTMENT, NOW

from clearance.errors import CannotJudge
from clearance.model import Signer
from clearance.records import signing
from clearance.records.keys import PublicKey, parse_line
from clearance.records.ledger import read_ledger
from clearance.records.reading import read_records
from clearance.records.refusal import STRICTER
from clearance.records.signers import allowed_signers
from clearance.records.signing import key_fingerprint, sign, write_record
from clearance.records.sshsig import RECORD_NAMESPACE, Checked, verify
from clearance.records.statement import encode

DATA = b"a record"


@pytest.fixture(autouse=True)
def _no_agent_and_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests is not asked for anything."""
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")


def answer(folder: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Let this command stand in for the person at the keyboard."""
    script = folder / "askpass"
    script.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(script))


def signed_by(data: bytes, key: Path) -> str:
    verdict = verify(sign(data, key), data, namespace=RECORD_NAMESPACE)
    assert isinstance(verdict, Checked)
    return verdict.fingerprint


def refusal(key: Path) -> str:
    with pytest.raises(CannotJudge) as caught:
        sign(DATA, key)
    return caught.value.message.replace(str(key), "KEY")


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["-t", "ed25519"], id="ed25519"),
        pytest.param(["-t", "ecdsa", "-b", "384"], id="ecdsa 384"),
        pytest.param(["-t", "rsa", "-b", "2048"], id="rsa 2048"),
    ],
)
def test_a_record_is_signed_with_a_key_file(tmp_path: Path, options: list[str]) -> None:
    key = make_key(tmp_path / "key", *options)
    assert signed_by(DATA, key) == key_fingerprint(key) == key_fingerprint(key.with_suffix(".pub"))
    key.with_suffix(".pub").unlink()
    assert signed_by(DATA, key) == key_fingerprint(key)


def test_what_is_written_counts_here_and_for_a_clerk_with_ssh_keygen(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519")
    path = write_record(tmp_path, APPROVAL, key)
    public = parse_line(key.with_suffix(".pub").read_text(encoding="utf-8"))
    assert isinstance(public, PublicKey)
    signers = {public.fingerprint: Signer("sgt1", public.line, public.fingerprint, NOW - 9 * DAY)}
    ledger = read_ledger(read_records(tmp_path), department=DEPARTMENT, signers=signers, now=NOW)
    assert ([record.path for record in ledger.records], ledger.refusals) == ([path], ())
    assert (tmp_path / path).read_bytes() == encode(APPROVAL)
    allowed = tmp_path / "allowed_signers"
    allowed.write_text(allowed_signers(signers), encoding="utf-8")
    assert verifies(allowed, tmp_path / f"{path}.sig", encode(APPROVAL), "sgt1")


def test_nothing_is_signed_that_could_not_be_read_again(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519")
    with pytest.raises(CannotJudge, match="expected a short name"):
        write_record(tmp_path, replace(APPROVAL, member="Sgt. 1"), key)
    assert not (tmp_path / "records").exists()


def test_nothing_is_written_when_nobody_signs(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match="there is no key file"):
        write_record(tmp_path, APPROVAL, tmp_path / "key")
    assert not (tmp_path / "records").exists()


# --- passphrases -----------------------------------------------------------------------------


def test_a_right_passphrase_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519", passphrase="open sesame")  # noqa: S106 - a key of the test
    answer(tmp_path, monkeypatch, "echo open sesame")
    assert signed_by(DATA, key) == key_fingerprint(key)


@pytest.mark.parametrize("command", ["echo open barley", "exit 1"], ids=["wrong", "none"])
def test_a_wrong_passphrase_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519", passphrase="open sesame")  # noqa: S106 - a key of the test
    answer(tmp_path, monkeypatch, command)
    assert refusal(key) == "the passphrase of KEY was wrong, or there was no terminal to ask for it on"


def test_a_person_who_does_not_answer_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519", passphrase="open sesame")  # noqa: S106 - a key of the test
    answer(tmp_path, monkeypatch, "exec sleep 3")
    with pytest.raises(CannotJudge, match=r"no signature with .* within 0 seconds; try again"):
        sign(DATA, key, patience=0.3)


def test_the_passphrase_is_asked_for_on_the_terminal(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519", passphrase="open sesame")  # noqa: S106 - a key of the test
    code = (
        "import pathlib, sys\n"
        "from clearance.records.signing import sign\n"
        "print(sign(b'a record', pathlib.Path(sys.argv[1])).decode())\n"
    )
    said = at_a_terminal([sys.executable, "-c", code, str(key)], "Enter passphrase", b"open sesame\n")
    assert "-----END SSH SIGNATURE-----" in said


def at_a_terminal(command: list[str], question: str, reply: bytes) -> str:
    """Run a command as in a terminal window, and type the reply when the question appears."""
    ours, its = os.openpty()
    variables = {name: value for name, value in os.environ.items() if not name.startswith("SSH_")}
    with subprocess.Popen(
        command,
        stdin=its,
        stdout=its,
        stderr=its,
        env=variables,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
    ):
        os.close(its)
        said = ""
        for chunk in chunks(ours):
            said += chunk
            if question in said and reply:
                os.write(ours, reply)
                reply = b""
    os.close(ours)
    return said


def chunks(terminal: int) -> Iterator[str]:
    try:
        while chunk := os.read(terminal, 1024):
            yield chunk.decode()
    except OSError:
        """Linux says so when the last program has left the terminal."""


# --- agents and hardware keys ----------------------------------------------------------------


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An agent that holds nothing yet."""
    socket = tmp_path / "agent"
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        yield socket
        process.kill()


def public_half(tmp_path: Path) -> tuple[Path, Path]:
    """A key pair whose halves lie apart."""
    key = make_key(tmp_path / "key", "-t", "ed25519")
    return key, key.with_suffix(".pub").rename(tmp_path / "only.pub")


@pytest.mark.usefixtures("agent")
def test_an_agent_signs_for_the_public_half(tmp_path: Path) -> None:
    key, public = public_half(tmp_path)
    subprocess.run(["ssh-add", "-q", str(key)], check=True)
    assert signed_by(DATA, public) == key_fingerprint(key)


@pytest.mark.usefixtures("agent")
def test_an_agent_without_the_key_is_told(tmp_path: Path) -> None:
    _, public = public_half(tmp_path)
    assert (
        refusal(public)
        == "the private half of KEY is missing: it is not beside it, and the agent does not hold it"
    )


@pytest.mark.usefixtures("agent")
def test_an_agent_that_is_not_allowed_to_sign_is_told(tmp_path: Path) -> None:
    key, public = public_half(tmp_path)
    subprocess.run(["ssh-add", "-q", "-c", str(key)], check=True)
    expected = "the agent holds KEY but would not sign; it may have waited for a confirmation"
    assert refusal(public) == expected


def test_a_missing_agent_is_told(tmp_path: Path) -> None:
    _, public = public_half(tmp_path)
    assert (
        refusal(public) == "the private half of KEY is missing: it is not beside it, and no agent is running"
    )


def test_the_request_to_touch_the_key_reaches_the_user_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as complaints, os.fdopen(writing, "wb", buffering=0) as stderr:
        stderr.write(b"Enter PIN for ED25519-SK key: \nConfirm user pres")
        stderr.write(b"ence for key ED25519-SK SHA256:abc\nSigning rec")
        with pytest.raises(TimeoutError):
            signing._listen(complaints, 0.05)
    assert capsys.readouterr().err == "Confirm user presence for key ED25519-SK SHA256:abc\n"


# --- key files that can't sign ---------------------------------------------------------------


def test_a_key_that_others_can_read_is_told(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519")
    key.chmod(0o644)
    assert refusal(key) == "other people can read KEY; make it yours alone with: chmod 600 KEY"


def test_halves_that_do_not_belong_together_are_told(tmp_path: Path) -> None:
    key, other = make_key(tmp_path / "key", "-t", "ed25519"), make_key(tmp_path / "other", "-t", "ed25519")
    other.with_suffix(".pub").rename(key.with_suffix(".pub"))
    assert refusal(key) == "KEY and the .pub file beside it are not the two halves of one key"


def test_a_file_that_is_no_key_is_told(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"\xff\0junk")
    key.chmod(0o600)
    reason = "KEY is no key that ssh-keygen can read, or its .pub file is missing"
    assert refusal(key) == reason
    with pytest.raises(CannotJudge, match=re.escape(reason.replace("KEY", str(key)))):
        key_fingerprint(key)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param(
            "absent", "there is no key file KEY; expected a private key or a .pub file", id="absent"
        ),
        pytest.param(".", "there is no key file KEY; expected a private key or a .pub file", id="a folder"),
        pytest.param("x" * 5000, "the key file KEY can't be read: File name too long", id="no possible name"),
    ],
)
def test_a_missing_key_file_is_told(tmp_path: Path, name: str, reason: str) -> None:
    assert refusal(tmp_path / name) == reason


def test_a_key_whose_signatures_do_not_count_signs_nothing(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key", "-t", "rsa", "-b", "1024")
    assert refusal(key) == f"a signature by KEY does not count: {STRICTER['rsa-size']}"


def test_a_reason_that_nobody_foresaw_is_told_in_its_own_words() -> None:
    key = Path("KEY")
    assert signing._why_not(key, "out of ink\n") == "ssh-keygen could not sign with KEY: out of ink"
    assert signing._why_not(key, "") == "ssh-keygen could not sign with KEY: it gave no reason"


def test_a_machine_without_ssh_keygen_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = make_key(tmp_path / "key", "-t", "ed25519")
    monkeypatch.setenv("PATH", str(tmp_path))
    expected = "ssh-keygen was not found; install the OpenSSH client (on Debian: openssh-client)"
    assert refusal(key) == expected
    with pytest.raises(CannotJudge, match="ssh-keygen was not found"):
        key_fingerprint(key)

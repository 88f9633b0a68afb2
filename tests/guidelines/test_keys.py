from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from tests.guidelines.sample import ANN_KEY

from clearance.guidelines.keys import checked_key, fingerprint, without_comment

BROKEN = "the middle part of the key is not whole; copy the line again"
BLOB = ANN_KEY.split(" ")[1]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["-t", "ed25519"], id="ed25519"),
        pytest.param(["-t", "ecdsa", "-b", "256"], id="ecdsa 256"),
        pytest.param(["-t", "ecdsa", "-b", "384"], id="ecdsa 384"),
        pytest.param(["-t", "ecdsa", "-b", "521"], id="ecdsa 521"),
        pytest.param(["-t", "rsa", "-b", "2048"], id="rsa"),
    ],
)
def test_ssh_keygen_agrees_on_the_fingerprint(tmp_path: Path, options: list[str]) -> None:
    key = tmp_path / "key"
    make = ["ssh-keygen", "-q", *options, "-N", "", "-C", "a: comment # with signs", "-f", str(key)]
    subprocess.run(make, check=True)
    line = key.with_suffix(".pub").read_text(encoding="utf-8").rstrip("\n")
    told = subprocess.run(["ssh-keygen", "-lf", str(key)], check=True, capture_output=True, text=True).stdout
    assert checked_key(line) == line
    assert fingerprint(line) == told.split(" ")[1]
    assert fingerprint(without_comment(line)) == fingerprint(line)
    assert line.startswith(f"{without_comment(line)} a: comment")


@pytest.mark.parametrize("kind", ["sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"])
def test_a_hardware_key_is_taken(kind: str) -> None:
    blob = len(kind).to_bytes(4) + kind.encode() + (32).to_bytes(4) + bytes(32)
    line = f"{kind} {base64.b64encode(blob).decode()}"
    assert checked_key(line) == line


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("", "a key must begin with one of ssh-ed25519, ", id="nothing"),
        pytest.param(f"ssh-dss {BLOB}", "a key must begin with one of ssh-ed25519, ", id="an old type"),
        pytest.param(
            f"* {ANN_KEY}", "a key must begin with one of ssh-ed25519, ", id="a line of allowed_signers"
        ),
        pytest.param(
            f'cert-authority,namespaces="x" {ANN_KEY}', "a key must begin with one of", id="options"
        ),
        pytest.param("ssh-ed25519", "is not that of a ssh-ed25519 key", id="a type alone"),
        pytest.param(f"ssh-ed25519  {BLOB}", "is not that of a ssh-ed25519 key", id="two spaces"),
        pytest.param(f"ssh-ed25519 {BLOB[:-1]}", BROKEN, id="a letter lost"),
        pytest.param(f"ssh-ed25519 {BLOB}=", BROKEN, id="a sign too many"),
        pytest.param("ssh-ed25519 AAAAé", BROKEN, id="a letter that base64 does not have"),
        pytest.param("ssh-ed25519 AAAB", "is not that of a ssh-ed25519 key", id="too short a blob"),
        pytest.param(f"ssh-rsa {BLOB}", "is not that of a ssh-rsa key", id="another type inside"),
        pytest.param(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "is not that of a ssh-ed25519", id="a type and no key"
        ),
    ],
)
def test_what_is_no_key(line: str, message: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the message is compared below
        checked_key(line)
    assert message in str(refusal.value)


def test_base64_with_stray_low_bits_is_refused() -> None:
    """Two spellings of one key would have one fingerprint each way but differ as text."""
    kind = "ssh-ed25519"
    blob = len(kind).to_bytes(4) + kind.encode() + (33).to_bytes(4) + bytes(33)
    text = base64.b64encode(blob).decode()
    assert text.endswith("A==")
    assert checked_key(f"{kind} {text}")
    with pytest.raises(ValueError, match="not whole"):
        checked_key(f"{kind} {text[:-3]}B==")

"""How long 10,000 signed approvals take to verify, against one `ssh-keygen -Y verify` each.

    .venv/bin/python -m bench.verify_approvals [COUNT]

Both are measured in the same run on the same records, since only their ratio means anything on
another machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.departments import sign
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearance.model import Signer, sha256
from clearance.records.keys import PublicKey, parse_blob
from clearance.records.ledger import read_ledger
from clearance.records.reading import read_records
from clearance.records.signers import allowed_signers
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import Statement, encode
from clearance.records.wire import string

COUNT = 10_000
BY_SSH_KEYGEN = 100
NOW = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
STEP = timedelta(hours=1)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    secret = Ed25519PrivateKey.generate()
    key = _public(secret)
    signer = Signer("sgt1", key.line, key.fingerprint, since=NOW - (count + 1) * STEP)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = [_write(root, secret, number) for number in range(count)]
        ours, verified = _timed(lambda: _read(root, signer))
        theirs, agreed = _timed(lambda: _ask_ssh_keygen(root, signer, paths[:BY_SSH_KEYGEN]))
    if verified != count or agreed != min(count, BY_SSH_KEYGEN):
        sys.exit(f"{verified} of {count} verified here, {agreed} by ssh-keygen: no figure")
    each, each_by_ssh_keygen = ours / verified, theirs / agreed
    print(f"read_ledger: {verified:,} approvals in {ours:.2f} s, {each * 1e6:.0f} µs each")
    print(f"ssh-keygen -Y verify: {agreed} in {theirs:.2f} s, {each_by_ssh_keygen * 1e6:.0f} µs each")
    print(f"ratio per verification: 1 to {each_by_ssh_keygen / each:.0f}")


def _public(secret: Ed25519PrivateKey) -> PublicKey:
    key = parse_blob(string(b"ssh-ed25519") + string(secret.public_key().public_bytes_raw()))
    if not isinstance(key, PublicKey):
        sys.exit(key.reason)
    return key


def _write(root: Path, secret: Ed25519PrivateKey, number: int) -> Path:
    """Write one approval of a post and its map, signed in this process: ssh-keygen would take minutes."""
    subjects = {
        f"content/posts/{number}.md": sha256(b"%d" % number),
        f"content/posts/{number}-map.png": sha256(b"map %d" % number),
    }
    data = encode(
        Statement("approval", "sample-pd", NOW - number * STEP, "sgt1", subjects, accepts=("PB104",))
    )
    path = root / "records" / str(number % 100) / f"{number}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.with_suffix(".json.sig").write_bytes(sign(secret, data))
    return path


def _read(root: Path, signer: Signer) -> int:
    ledger = read_ledger(
        read_records(root), department="sample-pd", signers={signer.fingerprint: signer}, now=NOW
    )
    return len(ledger.records)


def _ask_ssh_keygen(root: Path, signer: Signer, paths: list[Path]) -> int:
    allowed = root / "allowed_signers"
    allowed.write_text(allowed_signers({signer.fingerprint: signer}), encoding="utf-8")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "sgt1", "-n", RECORD_NAMESPACE]
    command += ["-O", f"verify-time={NOW:%Y%m%d%H%M%SZ}", "-s"]
    verified = 0
    for path in paths:
        with path.open("rb") as message:
            ran = subprocess.run(
                [*command, f"{path}.sig"], stdin=message, stdout=subprocess.DEVNULL, check=False
            )
        verified += ran.returncode == 0
    return verified


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


if __name__ == "__main__":
    main()

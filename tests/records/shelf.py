"""A records folder of a department with a sergeant, a lieutenant, a chief and a recorder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.records.authenticator import SoftKey, ed25519_key, signature, sk_ed25519_key

from clearance.model import Signer, sha256
from clearance.records.statement import NamedKey, Statement, encode

DEPARTMENT = "sample-pd"
NOW = datetime(2026, 3, 6, 15, tzinfo=UTC)
DAY = timedelta(days=1)
POST = "content/posts/road.md"
DIGEST = sha256(b"post")

SERGEANT = ed25519_key()
LIEUTENANT = sk_ed25519_key()
CHIEF = ed25519_key()
DEPUTY = ed25519_key()
RECORDER = ed25519_key()
STRANGER = ed25519_key()


def signer(member: str, key: SoftKey, *, recorder: bool = False, revoked: bool = False) -> Signer:
    return Signer(
        member, key.line, key.fingerprint, NOW - 10 * DAY, NOW + 10 * DAY, revoked=revoked, recorder=recorder
    )


SIGNERS = {
    s.fingerprint: s
    for s in (
        signer("sgt1", SERGEANT),
        signer("lt2", LIEUTENANT),
        signer("recorder", RECORDER, recorder=True),
    )
}
APPROVAL = Statement("approval", DEPARTMENT, NOW - DAY, "sgt1", {POST: DIGEST}, accepts=("PB104",))


def put(root: Path, name: str, statement: Statement | bytes, key: SoftKey | None = SERGEANT) -> str:
    """Lay a record into the folder; the id of its bytes. Without a key, it stays unsigned."""
    data = statement if isinstance(statement, bytes) else encode(statement)
    path = root / "records" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if key:
        path.with_name(f"{path.name}.sig").write_bytes(signature(key, data))
    return sha256(data)


def adoption(previous: str = "", *, days_ago: int = 5, member: str = "chief1", text: str = "a") -> Statement:
    """An adoption that names the chief's and the deputy's key for the next one."""
    return Statement(
        "adoption",
        DEPARTMENT,
        NOW - days_ago * DAY,
        member,
        {"mkdocs.yml": sha256(text.encode())},
        previous=f"sha256:{previous}" if previous else "",
        keys=(NamedKey("chief1", CHIEF.line), NamedKey("deputy2", DEPUTY.line)),
    )

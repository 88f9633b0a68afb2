"""The roster's keys as an `allowed_signers` file, for a clerk with stock ssh-keygen.

    ssh-keygen -Y verify -f allowed_signers -I MEMBER -n clearance-record -s X.json.sig < X.json

For a record of a past time add `-O verify-time=20260306150000Z`, the record's `issued` in UTC
(OpenSSH 9.1 or later; ssh-keygen(1), section ALLOWED SIGNERS).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from clearance.errors import CannotJudge
from clearance.model import Signer
from clearance.records.keys import parse_line
from clearance.records.refusal import Refused
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import is_identifier

_SECOND = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def allowed_signers(signers: Mapping[str, Signer]) -> str:
    """Write one line for each key that is not revoked, valid for whole seconds just as `read_ledger` has it.

    Raises CannotJudge for a member or a key that would make a line say something else.
    """
    return "".join(f"{_line(signer)}\n" for signer in signers.values())


def _line(signer: Signer) -> str:
    key = parse_line(signer.key)
    if isinstance(key, Refused):
        raise CannotJudge(f"the key of {signer.member}: {key.reason}")
    if not is_identifier(signer.member):
        raise CannotJudge(f"{signer.member!r} is no member's short name; no line can be written for its key")
    first = _next_whole_second(signer.since)
    last = _next_whole_second(signer.until) - _SECOND if signer.until else None
    if signer.revoked:
        return f"# {signer.member} {key.fingerprint}: revoked"
    if last is not None and last <= max(first, _EPOCH):
        return f"# {signer.member} {key.fingerprint}: never valid"
    options = [f'namespaces="{RECORD_NAMESPACE}"']
    # ssh-keygen takes the second 0 of its clock for "no time".
    options += [f'valid-after="{_stamp(first)}"'] if first > _EPOCH else []
    options += [f'valid-before="{_stamp(last)}"'] if last else []
    return f"{signer.member} {','.join(options)} {key.line}"


def _next_whole_second(moment: datetime) -> datetime:
    """Round up to a whole second: ssh-keygen knows no parts of one."""
    utc = moment.astimezone(UTC)
    return utc if utc.microsecond == 0 else utc.replace(microsecond=0) + _SECOND


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y%m%d%H%M%SZ")

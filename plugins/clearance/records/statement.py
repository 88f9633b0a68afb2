"""What a record says, as an in-toto Statement v1: who did what to which bytes, and when.

https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clearance.model import Record, sha256
from clearance.records import keys as public_keys
from clearance.records import strict_json
from clearance.records.refusal import Refused
from clearance.records.strict_json import Node

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://clearance.example/{kind}/v1"

_ABOUT_BYTES = frozenset({"adoption", "approval", "withdrawal", "disposal"})
_OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "adoption": ("previous", "reason"),
    "approval": ("accepts", "reason", "source"),
    "withdrawal": ("reason",),
    "report": ("reason", "detail"),
    "resolution": ("reason", "detail"),
    "incident": ("reason", "detail"),
    "review": ("reason", "detail"),
    "publication": ("reason", "detail"),
    "hold": ("reason", "detail"),
    "disposal": ("reason", "detail"),
    "erasure": ("reason", "detail"),
}
KINDS = frozenset(_OPTIONAL)
"""What a record can be; the last part but one of its `predicateType`."""

_KIND_OF = {PREDICATE_TYPE.format(kind=kind): kind for kind in KINDS}
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_ID_EXPECTED = "a short name of lower-case letters, digits and single hyphens"
_MAX_ID = 60
_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PREVIOUS = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_PROSE = re.compile(r"\S(.{0,3998}\S)?", re.DOTALL)
_LINE = re.compile(r"[^\t\n]{1,16384}")
_INSTANT = re.compile(r"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_INSTANT_EXPECTED = "a time with its offset, such as 2026-03-06T09:00:00-06:00"
_PATH = re.compile(r"(?!/)[^\\\t\n]{1,1000}")
_PATH_EXPECTED = "a path inside the department's folder, with forward slashes"


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A key of an adoption: whose, and its public line as in a `.pub` file."""

    member: str
    key: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a member did at an instant (with offset) to files (path -> SHA-256 in hex).

    `source` is what a recorder vouches for; `previous` (`sha256:…`) and `keys` belong to an
    adoption. An empty field does not stand in the bytes.
    """

    kind: str
    department: str
    issued: datetime
    member: str
    subjects: Mapping[str, str]
    accepts: tuple[str, ...] = ()
    reason: str = ""
    source: Mapping[str, object] = field(default_factory=dict)
    previous: str = ""
    keys: tuple[NamedKey, ...] = ()
    detail: Mapping[str, object] = field(default_factory=dict)

    @property
    def predicate(self) -> dict[str, object]:
        """The `predicate` of the statement, in the order in which it is written."""
        optional = {
            "accepts": list(self.accepts),
            "reason": self.reason,
            "source": dict(self.source),
            "previous": self.previous,
            "keys": [{"member": named.member, "key": named.key} for named in self.keys],
            "detail": dict(self.detail),
        }
        return {
            "department": self.department,
            "member": self.member,
            "issued": self.issued.isoformat(),
            **{key: value for key, value in optional.items() if value},
        }


def record_id(data: bytes) -> str:
    """Name a record by its bytes: their SHA-256, in hex."""
    return sha256(data)


def encode(statement: Statement) -> bytes:
    """Write a statement as readable JSON, always the same bytes for the same statement."""
    document = {
        "_type": STATEMENT_TYPE,
        "subject": [
            {"name": name, "digest": {"sha256": digest}}
            for name, digest in sorted(statement.subjects.items())
        ],
        "predicateType": PREDICATE_TYPE.format(kind=statement.kind),
        "predicate": statement.predicate,
    }
    return json.dumps(document, indent=2, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def unsigned(said: Statement) -> Record:
    """The record that this statement would be, to ask whether it would count; nobody has signed it."""
    return Record(
        "", "", said.kind, said.department, said.issued, said.member, said.member, "", said.subjects,
        predicate=said.predicate,
    )  # fmt: skip


def decode(data: bytes, path: str = "") -> Statement:
    """Read a statement strictly. Raises CannotJudge that says where it is not what was expected."""
    top = strict_json.parse(data, path).mapping(("_type", "subject", "predicateType", "predicate"))
    top["_type"].text(re.compile(re.escape(STATEMENT_TYPE)), STATEMENT_TYPE)
    kind = _kind(top["predicateType"])
    subjects = _subjects(top["subject"])
    if not subjects and kind in _ABOUT_BYTES:
        raise top["subject"].refuse("expected at least one file")
    required = ("department", "member", "issued", *(["keys"] if kind == "adoption" else []))
    fields = top["predicate"].mapping(required, _OPTIONAL[kind])
    return Statement(
        kind,
        _identifier(fields["department"]),
        _instant(fields["issued"]),
        _identifier(fields["member"]),
        subjects,
        accepts=_codes(fields["accepts"]) if "accepts" in fields else (),
        reason=_prose(fields["reason"]) if "reason" in fields else "",
        source=_filled(fields["source"]) if "source" in fields else {},
        previous=_previous(fields["previous"]) if "previous" in fields else "",
        keys=_named_keys(fields["keys"]) if "keys" in fields else (),
        detail=_filled(fields["detail"]) if "detail" in fields else {},
    )


def _kind(node: Node) -> str:
    kind = _KIND_OF.get(node.value) if isinstance(node.value, str) else None
    if kind is None:
        raise node.refuse(f"expected {PREDICATE_TYPE.format(kind='KIND')} with one of {', '.join(_OPTIONAL)}")
    return kind


def _subjects(node: Node) -> dict[str, str]:
    subjects: dict[str, str] = {}
    for item in node.items():
        fields = item.mapping(("name", "digest"))
        name = _relative_path(fields["name"])
        if name in subjects:
            raise fields["name"].refuse("this file stands twice; keep one")
        digest = fields["digest"].mapping(("sha256",))["sha256"]
        subjects[name] = digest.text(_DIGEST, "64 digits of a SHA-256, in lower case")
    return subjects


def _relative_path(node: Node) -> str:
    name = node.text(_PATH, _PATH_EXPECTED)
    if {"", ".", ".."} & set(name.split("/")):
        raise node.refuse(f"expected {_PATH_EXPECTED}")
    return name


def is_identifier(name: str) -> bool:
    """Tell whether this may be the short name of a member or a department."""
    return len(name) <= _MAX_ID and _ID.fullmatch(name) is not None


def _identifier(node: Node) -> str:
    name = node.text(_ID, _ID_EXPECTED)
    if not is_identifier(name):
        raise node.refuse(f"expected {_ID_EXPECTED}, at most {_MAX_ID} characters")
    return name


def _instant(node: Node) -> datetime:
    text = node.text(_INSTANT, _INSTANT_EXPECTED)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise node.refuse(f"there is no such time; expected {_INSTANT_EXPECTED}") from None


def _codes(node: Node) -> tuple[str, ...]:
    codes = tuple(item.text(_CODE, "the code of a finding, such as PB104") for item in node.items())
    if len(set(codes)) < len(codes):
        raise node.refuse("a code stands twice; keep one")
    return codes


def _prose(node: Node) -> str:
    return node.text(_PROSE, "up to 4,000 characters of text")


def _previous(node: Node) -> str:
    return node.text(_PREVIOUS, "sha256: and the 64 digits of the adoption before this one")


def _filled(node: Node) -> dict[str, object]:
    values = node.open_mapping()
    if not values:
        raise node.refuse("expected something in it; leave it out when there is nothing to say")
    return values


def _named_keys(node: Node) -> tuple[NamedKey, ...]:
    named = [_named_key(item) for item in node.items()]
    if not named:
        raise node.refuse("expected at least one key, or nobody could sign the next adoption")
    if len({fingerprint for fingerprint, _ in named}) < len(named):
        raise node.refuse("a key stands twice; keep one")
    return tuple(key for _, key in named)


def _named_key(node: Node) -> tuple[str, NamedKey]:
    fields = node.mapping(("member", "key"))
    line = fields["key"].text(_LINE, "a public key on one line, as in a .pub file")
    key = public_keys.parse_line(line)
    if isinstance(key, Refused):
        raise fields["key"].refuse(key.reason)
    return key.fingerprint, NamedKey(_identifier(fields["member"]), line)

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.authenticator import ed25519_key

from clearance.errors import CannotJudge
from clearance.model import sha256
from clearance.records.statement import KINDS, NamedKey, Statement, decode, encode, record_id

ISSUED = datetime(2026, 3, 6, 9, 0, tzinfo=timezone(timedelta(hours=-6)))
POST = "content/posts/2026/road-closed.md"
DIGEST = sha256(b"post")
KEY = ed25519_key().line
APPROVAL = Statement(
    "approval",
    "sample-pd",
    ISSUED,
    "sgt1",
    {POST: DIGEST},
    accepts=("PB104",),
    reason="The road is shut – I looked",
)
ADOPTION = Statement(
    "adoption",
    "sample-pd",
    ISSUED,
    "chief1",
    {"mkdocs.yml": DIGEST},
    previous=f"sha256:{DIGEST}",
    keys=(NamedKey("chief1", KEY),),
)
WRITTEN = f"""\
{{
  "_type": "https://in-toto.io/Statement/v1",
  "subject": [
    {{
      "name": "{POST}",
      "digest": {{
        "sha256": "{DIGEST}"
      }}
    }}
  ],
  "predicateType": "https://clearance.example/approval/v1",
  "predicate": {{
    "department": "sample-pd",
    "member": "sgt1",
    "issued": "2026-03-06T09:00:00-06:00",
    "accepts": [
      "PB104"
    ],
    "reason": "The road is shut – I looked"
  }}
}}
"""
PATH_EXPECTED = "expected a path inside the department's folder, with forward slashes"
ID_EXPECTED = "expected a short name of lower-case letters, digits and single hyphens"
TOP = "_type, subject, predicateType, predicate"
APPROVAL_KEYS = "expected only department, member, issued, accepts, reason, source"
ADOPTION_KEYS = "expected only department, member, issued, keys, previous, reason"
TIME_EXPECTED = "expected a time with its offset, such as 2026-03-06T09:00:00-06:00"


def refusal(data: bytes) -> str:
    with pytest.raises(CannotJudge) as caught:
        decode(data, "records/x.json")
    assert caught.value.path == "records/x.json"
    return caught.value.message


def changed(statement: Statement, place: str, value: object) -> bytes:
    """Set one value of a written statement: `subject.0.name`, `predicate.issued`; ... takes it away."""
    document = json.loads(encode(statement))
    inside: Any = document
    *parents, last = (int(part) if part.isdigit() else part for part in place.split("."))
    for part in parents:
        inside = inside[part]
    if value is ...:
        del inside[last]
    else:
        inside[last] = value
    return json.dumps(document).encode()


def test_a_statement_is_written_for_people_and_read_back() -> None:
    assert encode(APPROVAL) == WRITTEN.encode()
    assert decode(WRITTEN.encode()) == APPROVAL
    assert record_id(encode(APPROVAL)) == sha256(WRITTEN.encode())


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(ADOPTION, id="adoption"),
        pytest.param(replace(ADOPTION, previous=""), id="first adoption"),
        pytest.param(replace(APPROVAL, accepts=(), reason=""), id="approval of what has no finding"),
        pytest.param(replace(APPROVAL, source={"forge": "github", "review": 17}), id="vouched approval"),
        pytest.param(replace(APPROVAL, accepts=(), kind="withdrawal"), id="withdrawal"),
        pytest.param(replace(APPROVAL, accepts=(), kind="disposal", detail={"series": "a"}), id="disposal"),
        *(
            pytest.param(
                Statement(
                    kind, "sample-pd", ISSUED, "lt2", {}, detail={"precision": 0.94, "list": [1, None]}
                ),
                id=kind,
            )
            for kind in sorted(KINDS - {"adoption", "approval", "disposal", "withdrawal"})
        ),
        pytest.param(replace(APPROVAL, issued=ISSUED.replace(microsecond=5)), id="parts of a second"),
        pytest.param(replace(APPROVAL, issued=datetime(2026, 3, 6, 15, tzinfo=UTC)), id="UTC"),
    ],
)
def test_every_kind_is_read_as_it_was_written(statement: Statement) -> None:
    assert decode(encode(statement)) == statement


def test_the_same_statement_is_the_same_bytes_whatever_the_order_of_its_files() -> None:
    names = ["b.md", "a.md"]
    one, other = (dict.fromkeys(order, DIGEST) for order in (names, names[::-1]))
    assert encode(replace(APPROVAL, subjects=one)) == encode(replace(APPROVAL, subjects=other))


def test_a_time_in_the_hour_that_comes_twice_keeps_its_instant() -> None:
    second = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo("America/Chicago"))
    assert decode(encode(replace(APPROVAL, issued=second))).issued.astimezone(UTC) == second.astimezone(UTC)


def test_z_is_an_offset() -> None:
    assert decode(changed(APPROVAL, "predicate.issued", "2026-03-06T15:00:00Z")).issued == ISSUED


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        pytest.param(
            "_type",
            "https://in-toto.io/Statement/v0.1",
            "_type: expected https://in-toto.io/Statement/v1",
            id="old type",
        ),
        pytest.param("_type", ..., "the record: the key '_type' is missing", id="no type"),
        pytest.param(
            "more", 1, f"the record: the key 'more' is unknown; expected only {TOP}", id="one more key"
        ),
        pytest.param("predicateType", "https://clearance.example/blessing/v1", None, id="unknown kind"),
        pytest.param("predicateType", ["approval"], None, id="kind that is no text"),
        pytest.param(
            "subject", {}, "subject: expected a list in square brackets", id="subjects that are no list"
        ),
        pytest.param("subject", [], "subject: expected at least one file", id="nothing approved"),
        pytest.param("subject.0", "a.md", "subject[0]: expected an object in braces", id="a bare name"),
        pytest.param(
            "subject.0.digest.sha1",
            "0" * 40,
            "subject[0].digest: the key 'sha1' is unknown; expected only sha256",
            id="another digest",
        ),
        pytest.param(
            "subject.0.digest.sha256",
            "F" * 64,
            "subject[0].digest.sha256: expected 64 digits of a SHA-256, in lower case",
            id="digest in capitals",
        ),
        pytest.param(
            "subject.0.uri",
            "x",
            "subject[0]: the key 'uri' is unknown; expected only name, digest",
            id="an address",
        ),
        pytest.param("predicate.member", ..., "predicate: the key 'member' is missing", id="nobody"),
        pytest.param("predicate.member", "Sgt 1", f"predicate.member: {ID_EXPECTED}", id="a name for people"),
        pytest.param(
            "predicate.member",
            "a" * 61,
            f"predicate.member: {ID_EXPECTED}, at most 60 characters",
            id="a long name",
        ),
        pytest.param(
            "predicate.department", 7, f"predicate.department: {ID_EXPECTED}", id="a number for a department"
        ),
        pytest.param(
            "predicate.issued", "2026-03-06T09:00:00", f"predicate.issued: {TIME_EXPECTED}", id="no offset"
        ),
        pytest.param("predicate.issued", "2026-03-06", f"predicate.issued: {TIME_EXPECTED}", id="only a day"),
        pytest.param(
            "predicate.issued",
            "2026-02-30T09:00:00Z",
            f"predicate.issued: there is no such time; {TIME_EXPECTED}",
            id="30 February",
        ),
        pytest.param(
            "predicate.issued", 1772809200, f"predicate.issued: {TIME_EXPECTED}", id="seconds since 1970"
        ),
        pytest.param(
            "predicate.accepts",
            "PB104",
            "predicate.accepts: expected a list in square brackets",
            id="one bare code",
        ),
        pytest.param(
            "predicate.accepts",
            ["pb104"],
            "predicate.accepts[0]: expected the code of a finding, such as PB104",
            id="code in small letters",
        ),
        pytest.param(
            "predicate.accepts",
            ["PB104", "PB104"],
            "predicate.accepts: a code stands twice; keep one",
            id="doubled code",
        ),
        pytest.param(
            "predicate.reason",
            " ",
            "predicate.reason: expected up to 4,000 characters of text",
            id="empty reason",
        ),
        pytest.param(
            "predicate.source",
            {},
            "predicate.source: expected something in it; leave it out when there is nothing to say",
            id="empty source",
        ),
        pytest.param(
            "predicate.source",
            "github",
            "predicate.source: expected an object in braces",
            id="source that is no object",
        ),
        pytest.param(
            "predicate.detail",
            {"a": 1},
            f"predicate: the key 'detail' is unknown; {APPROVAL_KEYS}",
            id="a detail of an approval",
        ),
        pytest.param(
            "predicate.keys",
            [],
            f"predicate: the key 'keys' is unknown; {APPROVAL_KEYS}",
            id="keys of an approval",
        ),
    ],
)
def test_an_approval_that_says_something_else_is_refused(
    place: str, value: object, reason: str | None
) -> None:
    kinds = (
        "adoption, approval, withdrawal, report, resolution, incident, review, publication, hold, disposal, "
        "erasure"
    )
    expected = f"predicateType: expected https://clearance.example/KIND/v1 with one of {kinds}"
    assert refusal(changed(APPROVAL, place, value)) == (reason or expected)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../x.md",
        "content/../x.md",
        "content/./x.md",
        "content//x.md",
        "content/",
        "a\\b",
        "a\nb",
        ".",
        "x" * 1001,
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(name: str) -> None:
    assert refusal(changed(APPROVAL, "subject.0.name", name)) == f"subject[0].name: {PATH_EXPECTED}"


@pytest.mark.parametrize("name", ["content/Überschwemmung.md", "content/a b..c.md", ".github/x.yml", "…"])
def test_a_path_inside_the_folder_is_read(name: str) -> None:
    assert decode(changed(APPROVAL, "subject.0.name", name)).subjects == {name: DIGEST}


def test_a_file_that_stands_twice_is_refused() -> None:
    subject = {"name": POST, "digest": {"sha256": DIGEST}}
    data = changed(APPROVAL, "subject", [subject, subject])
    assert refusal(data) == "subject[1].name: this file stands twice; keep one"


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        pytest.param("keys", ..., "predicate: the key 'keys' is missing", id="no keys"),
        pytest.param(
            "keys",
            [],
            "predicate.keys: expected at least one key, or nobody could sign the next adoption",
            id="empty keys",
        ),
        pytest.param(
            "keys.0.key", "ssh-rsa AAAA", "predicate.keys[0].key: the key is cut short", id="broken key"
        ),
        pytest.param(
            "keys.0.key",
            f"{KEY}\n",
            "predicate.keys[0].key: expected a public key on one line, as in a .pub file",
            id="two lines",
        ),
        pytest.param(
            "keys.0.since",
            "2026",
            "predicate.keys[0]: the key 'since' is unknown; expected only member, key",
            id="key with a date",
        ),
        pytest.param(
            "keys",
            [{"member": "a", "key": KEY}, {"member": "b", "key": f"{KEY} b"}],
            "predicate.keys: a key stands twice; keep one",
            id="shared key",
        ),
        pytest.param(
            "previous",
            DIGEST,
            "predicate.previous: expected sha256: and the 64 digits of the adoption before this one",
            id="bare id",
        ),
        pytest.param(
            "accepts",
            ["PB104"],
            f"predicate: the key 'accepts' is unknown; {ADOPTION_KEYS}",
            id="codes",
        ),
    ],
)
def test_an_adoption_that_says_something_else_is_refused(place: str, value: object, reason: str) -> None:
    assert refusal(changed(ADOPTION, f"predicate.{place}", value)) == reason


def test_a_statement_without_offset_can_be_written_but_not_read() -> None:
    naive = encode(replace(APPROVAL, issued=ISSUED.replace(tzinfo=None)))
    assert refusal(naive) == f"predicate.issued: {TIME_EXPECTED}"


def test_a_text_that_is_no_text_can_be_written_but_not_read() -> None:
    assert refusal(encode(replace(APPROVAL, reason="\ud800"))) == "the file is not UTF-8 text"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
PLACES = [
    "subject",
    "subject.0",
    "subject.0.name",
    "predicate",
    "predicate.issued",
    "predicate.accepts",
    "predicate.source",
    "predicateType",
    "_type",
]


@given(st.sampled_from(PLACES), JSON)
def test_any_json_anywhere_is_read_or_refused_and_never_raises_otherwise(place: str, value: object) -> None:
    with suppress(CannotJudge):
        assert decode(changed(APPROVAL, place, value)).kind == "approval"


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(data: bytes) -> None:
    assert refusal(data)

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.history.sandbox import IDENTITY, Sandbox

from clearance.errors import CannotJudge
from clearance.history.commits import CommitObject, parse_commit, signature_of
from clearance.history.facts import read_history
from clearance.model import CommitSignature

ID = "c" * 40
TREE = b"tree " + b"1" * 40
AUTHOR = b"author Ann <ann@alsip.example> 1772355600 -0600"
COMMITTER = b"committer Bob <bob@alsip.example> 1772355601 -0600"
SSH = b"-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n"
PGP = b"-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n"
X509 = b"-----BEGIN SIGNED MESSAGE-----\nMI\n-----END SIGNED MESSAGE-----\n"
GOOD = CommitSignature("SHA256:of-a-known-key")


def stored(*headers: bytes, message: bytes = b"\n\nwhy\n") -> bytes:
    return b"\n".join((TREE, *headers)) + message


def header(name: bytes, value: bytes) -> bytes:
    return name + b" " + value.removesuffix(b"\n").replace(b"\n", b"\n ")


def parsed(*headers: bytes, hash_name: str = "sha1") -> CommitObject:
    return parse_commit(ID, stored(*headers), hash_name)


def test_a_plain_commit() -> None:
    assert parsed(b"parent " + b"2" * 40, b"parent " + b"3" * 40, AUTHOR, COMMITTER) == CommitObject(
        id=ID,
        parents=("2" * 40, "3" * 40),
        author_email="ann@alsip.example",
        committer_email="bob@alsip.example",
        committed=datetime(2026, 3, 1, 9, 0, 1, tzinfo=UTC),
        signatures=(),
        payload=stored(b"parent " + b"2" * 40, b"parent " + b"3" * 40, AUTHOR, COMMITTER),
    )


def test_how_messages_name_it() -> None:
    assert parsed(AUTHOR, COMMITTER).short == "cccccccccc of 2026-03-01"


@pytest.mark.parametrize(
    ("person", "email"),
    [
        pytest.param(b"Bob <bob@alsip.example>", "bob@alsip.example", id="usual"),
        pytest.param(b"<bob@alsip.example>", "bob@alsip.example", id="without a name"),
        pytest.param("Bøb <bøb@alsip.example>".encode(), "bøb@alsip.example", id="UTF-8"),
        pytest.param(b"Bob <>", "", id="empty address"),
        pytest.param(b"B <b\xf8b@alsip.example>", "b\\xf8b@alsip.example", id="Latin-1 is nobody's"),
        pytest.param(
            b"B <bob@alsip.example> <eve@alsip.example>",
            "bob@alsip.example> <eve@alsip.example",
            id="two addresses are nobody's",
        ),
        pytest.param(b"B <<bob@alsip.example>>", "<bob@alsip.example>", id="doubled brackets are nobody's"),
    ],
)
def test_addresses(person: bytes, email: str) -> None:
    commit = parsed(b"author " + person + b" 1 +0000", b"committer " + person + b" 1 +0000")
    assert (commit.author_email, commit.committer_email) == (email, email)


def test_an_author_line_without_an_address_is_nobodys() -> None:
    assert parsed(b"author Ann 1 +0000", COMMITTER).author_email == ""


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param(b"0 +0000", datetime(1970, 1, 1, tzinfo=UTC), id="the epoch"),
        pytest.param(b"1772355600 +9999", datetime(2026, 3, 1, 9, tzinfo=UTC), id="a zone that is none"),
        pytest.param(b"253370764800 +0000", datetime(9999, 1, 1, tzinfo=UTC), id="the last"),
    ],
)
def test_times(seconds: bytes, expected: datetime) -> None:
    assert parsed(AUTHOR, b"committer B <b@alsip.example> " + seconds).committed == expected


@pytest.mark.parametrize(
    "seconds",
    [b"253370764801 +0000", b"9" * 4000 + b" +0000", b"-1 +0000", b"soon", b"1", b"", "١ +0000".encode()],
)
def test_a_time_that_can_not_be_read_is_refused(seconds: bytes) -> None:
    with pytest.raises(CannotJudge) as refused:
        parsed(AUTHOR, b"committer B <b@alsip.example> " + seconds)
    assert refused.value.message == f"commit {ID} has a time that can't be read"


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        pytest.param((AUTHOR,), "names 0 committers", id="no committer"),
        pytest.param((AUTHOR, COMMITTER, COMMITTER), "names 2 committers", id="two committers"),
        pytest.param((COMMITTER,), "names 0 authors", id="no author"),
        pytest.param((AUTHOR, AUTHOR, COMMITTER), "names 2 authors", id="two authors"),
    ],
)
def test_people_are_named_once(headers: tuple[bytes, ...], message: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        parsed(*headers)
    assert refused.value.message == f"commit {ID} {message}; one was expected"


def test_a_message_that_looks_like_headers_is_no_header() -> None:
    data = stored(AUTHOR, COMMITTER, message=b"\n\ncommitter Eve <eve@alsip.example> 1 +0000\ngpgsig x\n")
    commit = parse_commit(ID, data, "sha1")
    assert (commit.committer_email, commit.signatures, commit.payload) == ("bob@alsip.example", (), data)


def test_a_commit_without_a_message() -> None:
    assert parse_commit(ID, stored(AUTHOR, COMMITTER, message=b"\n"), "sha1").payload.endswith(b"-0600\n")


def outcome(data: bytes) -> str:
    try:
        return parse_commit(ID, data, "sha1").id
    except CannotJudge as refused:
        return refused.message


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_for_a_lack_of_people(data: bytes) -> None:
    assert outcome(data).startswith(f"commit {ID} names ")


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_people_are_read_or_refused(author: bytes, committer: bytes) -> None:
    data = stored(b"author " + author, b"committer " + committer)
    assert outcome(data).removeprefix("commit ").startswith(ID)


@given(st.sampled_from([b"gpgsig", b"gpgsig-sha256"]), st.integers(0, 3))
def test_the_payload_is_the_commit_without_its_signatures(name: bytes, place: int) -> None:
    headers = [AUTHOR, COMMITTER, b"encoding UTF-8"]
    unsigned = stored(*headers)
    headers.insert(place, header(name, SSH))
    assert parse_commit(ID, stored(*headers), "sha1").payload == unsigned


# --- signatures ------------------------------------------------------------------------------


def accept(signature: bytes, payload: bytes) -> CommitSignature:
    good = (signature, payload) == (SSH, stored(AUTHOR, COMMITTER))
    return GOOD if good else CommitSignature(None, "other bytes than were signed")


@pytest.mark.parametrize(
    ("headers", "verdict"),
    [
        pytest.param((), None, id="unsigned"),
        pytest.param((header(b"gpgsig", SSH),), GOOD, id="signed with SSH"),
        pytest.param(
            (header(b"gpgsig", SSH), header(b"gpgsig-sha256", SSH)),
            GOOD,
            id="signed for both kinds of id",
        ),
        pytest.param((header(b"gpgsig-sha256", SSH),), None, id="signed for another kind of id"),
        pytest.param(
            (header(b"gpgsig", PGP),),
            CommitSignature(None, "signed with PGP, which is not an approved device's key"),
            id="signed with PGP",
        ),
        pytest.param(
            (header(b"gpgsig", X509),),
            CommitSignature(None, "signed in another way than with an approved device's key"),
            id="signed with a certificate",
        ),
        pytest.param(
            (b"gpgsig",),
            CommitSignature(None, "signed in another way than with an approved device's key"),
            id="an empty signature",
        ),
        pytest.param(
            (header(b"gpgsig", SSH), header(b"gpgsig", SSH)),
            CommitSignature(None, "carries more than one signature"),
            id="signed twice",
        ),
        pytest.param(
            (b"mergetag object " + b"2" * 40 + b"\n gpgsig x",),
            None,
            id="only a merged tag is signed",
        ),
    ],
)
def test_signatures(headers: tuple[bytes, ...], verdict: CommitSignature | None) -> None:
    commit = parsed(AUTHOR, COMMITTER, *headers)
    assert (signature_of(commit, accept), signature_of(commit, None)) == (verdict, None)


class KeyMaker:
    """Real keys, and `ssh-keygen` as the judge of signatures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def key(self, name: str, kind: str = "ed25519") -> Path:
        file = self.folder / name
        self._run("-q", "-t", kind, "-N", "", "-C", name, "-f", str(file))
        return file

    def fingerprint(self, key: Path) -> str:
        return self._run("-l", "-f", f"{key}.pub").split(" ")[1]

    def verify(self, signature: bytes, payload: bytes) -> CommitSignature:
        file = self.folder / "signature"
        file.write_bytes(signature)
        command = ["ssh-keygen", "-Y", "check-novalidate", "-n", "git", "-s", str(file)]
        done = subprocess.run(command, input=payload, capture_output=True, check=False)
        if done.returncode:
            return CommitSignature(None, "not a good signature")
        return CommitSignature("SHA256:" + done.stdout.decode().split("SHA256:")[1].strip())

    @staticmethod
    def _run(*arguments: str) -> str:
        done = subprocess.run(["ssh-keygen", *arguments], capture_output=True, check=True)
        return done.stdout.decode()


@pytest.fixture
def keys(tmp_path: Path) -> KeyMaker:
    return KeyMaker(tmp_path)


def signed_commit(sandbox: Sandbox, key: Path) -> str:
    sandbox.git("config", "gpg.format", "ssh")
    sandbox.git("config", "user.signingKey", str(key))
    sandbox.write("content/a.md")
    return sandbox.commit("ann", "-S")


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_a_commit_that_git_signed(sandbox: Sandbox, keys: KeyMaker, kind: str) -> None:
    key = keys.key("desk", kind)
    signed_commit(sandbox, key)
    (commit,) = read_history(sandbox.top, verify_commit=keys.verify).commits
    assert commit.signature == CommitSignature(keys.fingerprint(key))


def test_a_commit_that_git_signed_in_a_sha256_repository(tmp_path: Path, keys: KeyMaker) -> None:
    sandbox = Sandbox.create(tmp_path / "department", "--object-format=sha256")
    key = keys.key("desk")
    signed_commit(sandbox, key)
    (commit,) = read_history(sandbox.top, verify_commit=keys.verify).commits
    assert commit.signature == CommitSignature(keys.fingerprint(key))


def test_a_commit_changed_after_it_was_signed(sandbox: Sandbox, keys: KeyMaker) -> None:
    signed_commit(sandbox, keys.key("desk"))
    done = ["git", "-C", str(sandbox.top), "cat-file", "commit", "HEAD"]
    data = subprocess.run(done, env=IDENTITY, capture_output=True, check=True).stdout
    sandbox.raw_commit(data.replace(b"committer ann <ann@", b"committer bob <bob@"))
    (commit,) = read_history(sandbox.top, verify_commit=keys.verify).commits
    assert (commit.committer_email, commit.signature) == (
        "bob@alsip.example",
        CommitSignature(None, "not a good signature"),
    )


def test_an_unsigned_commit_beside_a_signed_one(sandbox: Sandbox, keys: KeyMaker) -> None:
    key = keys.key("desk")
    signed_commit(sandbox, key)
    sandbox.add("content/a.md", "changed\n")
    history = read_history(sandbox.top, verify_commit=keys.verify)
    assert [commit.signature for commit in history.commits] == [None, CommitSignature(keys.fingerprint(key))]


def test_without_a_verifier_nothing_is_said_of_signatures(sandbox: Sandbox, keys: KeyMaker) -> None:
    signed_commit(sandbox, keys.key("desk"))
    (commit,) = read_history(sandbox.top).commits
    assert commit.signature is None

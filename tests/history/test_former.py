"""Whoever stood in any committed roster is remembered."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.history.sandbox import Sandbox

from clearance.history.facts import read_history
from clearance.history.former import names_in

ROSTER = "guidelines/roster.yml"


def key(kind: str, seed: str) -> tuple[str, str]:
    """A public key line that looks real, and its fingerprint as `ssh-keygen -l` would print it."""
    blob = b"\0\0\0" + bytes([len(kind)]) + kind.encode() + hashlib.sha512(seed.encode()).digest()
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return f"{kind} {base64.b64encode(blob).decode()}", f"SHA256:{digest}"


DESK, DESK_PRINT = key("ssh-ed25519", "desk")
PHONE, PHONE_PRINT = key("sk-ssh-ed25519@openssh.com", "phone")
LAPTOP, LAPTOP_PRINT = key("ecdsa-sha2-nistp256", "laptop")


def roster(**members: tuple[str, ...]) -> str:
    lines = ["members:"]
    for member, keys in members.items():
        lines += [f"  - id: {member}", "    devices:"] if keys else [f"  - id: {member}"]
        lines += [f'      - {{name: x, key: "{one} comment"}}' for one in keys]
    return "\n".join(lines) + "\n"


def former(sandbox: Sandbox) -> dict[str, str]:
    return dict(read_history(sandbox.top).former_members)


def test_members_and_keys_of_today(sandbox: Sandbox) -> None:
    only = sandbox.add(ROSTER, roster(ann=(DESK, PHONE), bob=(LAPTOP,), eve=()))
    names = ("ann", "bob", "eve", DESK_PRINT, PHONE_PRINT, LAPTOP_PRINT)
    assert former(sandbox) == dict.fromkeys(names, only)


def test_a_real_key_has_the_fingerprint_that_ssh_keygen_prints() -> None:
    line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKHEChAkqD9VQkAtM2jS8G7wOQU2n3kE3tRGyD5b1S0v x"
    blob = base64.b64decode(line.split()[1])
    expected = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    assert names_in(roster(ann=(line,)).encode(), ROSTER) == {"ann", f"SHA256:{expected}"}


def test_each_is_told_with_the_last_roster_that_named_it(sandbox: Sandbox) -> None:
    first = sandbox.add(ROSTER, roster(ann=(DESK,), bob=(LAPTOP,)))
    second = sandbox.add(ROSTER, roster(ann=(DESK, PHONE)))
    third = sandbox.add(ROSTER, roster(ann=(DESK,)))
    sandbox.add("content/a.md")
    assert former(sandbox) == {
        "ann": third,
        DESK_PRINT: third,
        PHONE_PRINT: second,
        "bob": first,
        LAPTOP_PRINT: first,
    }


def test_a_deleted_roster_is_remembered(sandbox: Sandbox) -> None:
    first = sandbox.add(ROSTER, roster(ann=()))
    sandbox.remove(ROSTER)
    assert former(sandbox) == {"ann": first}


def test_a_roster_moved_in_from_elsewhere_counts_from_then_on(sandbox: Sandbox) -> None:
    sandbox.add("roster.yml", roster(ann=()))
    (sandbox.top / "guidelines").mkdir()
    second = sandbox.move("roster.yml", ROSTER)
    assert former(sandbox) == {"ann": second}


def test_a_roster_that_only_a_branch_had(sandbox: Sandbox) -> None:
    sandbox.add(ROSTER, roster(ann=()))
    sandbox.branch("side")
    side = sandbox.add(ROSTER, roster(ann=(), bob=()))
    last = sandbox.add(ROSTER, roster(ann=()))
    sandbox.switch("main")
    sandbox.merge("side")
    assert former(sandbox) == {"ann": last, "bob": side}


def test_a_roster_that_only_a_merge_had(sandbox: Sandbox) -> None:
    sandbox.add(ROSTER, roster(ann=()))
    sandbox.branch("side")
    sandbox.add("content/a.md")
    sandbox.switch("main")
    sandbox.begin_merge("side")
    sandbox.write(ROSTER, roster(ann=(), bob=()))
    merge = sandbox.commit()
    last = sandbox.add(ROSTER, roster(ann=()))
    assert former(sandbox) == {"ann": last, "bob": merge}


def test_a_submodule_in_place_of_the_roster_is_passed_over(sandbox: Sandbox) -> None:
    first = sandbox.add(ROSTER, roster(ann=()))
    sandbox.git("update-index", "--cacheinfo", f"160000,{'1' * 40},{ROSTER}")
    sandbox.git("commit", "-q", "-m", "odd")
    assert former(sandbox) == {"ann": first}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(roster(ann=(DESK,)), {"ann", DESK_PRINT}, id="a good roster"),
        pytest.param(
            f"members: [{{id: 'ann', devices: [{{key: {DESK}}}]}}]", {"ann", DESK_PRINT}, id="on one line"
        ),
        pytest.param("members: []\n# id: ghost\n", set(), id="a comment in a good roster"),
        pytest.param("members: [{id: ann, github_id: 7}]", {"ann"}, id="a number that is no member"),
        pytest.param("members:\n- id: ann\n  devices:\n  - key: short\n", {"ann"}, id="a key that is none"),
        pytest.param(
            f"members:\n  - id: ann\n  - id: bob\n   broken\n    key: {DESK}\n",
            {"ann", "bob", DESK_PRINT},
            id="broken indentation",
        ),
        pytest.param(
            "members:\n- id: ann\n  github_id: 7\n  badge-id: x9\n :broken: [",
            {"ann"},
            id="other numbers in a broken roster",
        ),
        pytest.param(
            "<<<<<<< HEAD\nmembers:\n- id: ann\n=======\n- id: bob\n>>>>>>> side\n",
            {"ann", "bob"},
            id="an unresolved merge",
        ),
        pytest.param("members:\n- id: ann\n  id: bob\n", {"ann", "bob"}, id="a doubled key"),
        pytest.param("members:\n- &a {id: ann}\n- *a\n", {"ann"}, id="an alias"),
        pytest.param("members:\n  ann: {id: ann}\n", {"ann"}, id="a mapping in place of the list"),
        pytest.param("- id: ann\n", {"ann"}, id="a list in place of the mapping"),
        pytest.param("members:\n- id: 7\n- id: ann\n", {"7", "ann"}, id="an id that is a number"),
        pytest.param("members:\n- ann\n- id: bob\n", {"bob"}, id="a member without a key"),
        pytest.param(
            f"members:\n- id: ann\n  devices: {DESK}\n",
            {"ann", DESK_PRINT},
            id="a key in place of the devices",
        ),
        pytest.param('{"members": [{"id": "ann"},]]', {"ann"}, id="broken JSON"),
        pytest.param("members:\n- id: ann\nkey: ssh-rsa AAAAAAAAAAAAAAAAA\n- x", {"ann"}, id="half a key"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_names_in_rosters_of_all_shapes(text: str, names: set[str]) -> None:
    assert names_in(text.encode(), ROSTER) == names


def test_a_roster_that_is_not_text_is_read_as_far_as_it_can_be() -> None:
    assert names_in(b"\xff\xfe\0members:\n- id: ann\n", ROSTER) == {"ann"}


def test_a_roster_beyond_the_limit_is_read_as_far_as_it_can_be() -> None:
    assert names_in(b"members:\n- id: ann\n" + b"# filler\n" * 300_000, ROSTER) == {"ann"}


def test_a_roster_nested_without_end_is_read_as_far_as_it_can_be() -> None:
    assert names_in(b"members:\n- id: ann\n  note: " + b"[" * 100_000, ROSTER) == {"ann"}


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    assert all(isinstance(name, str) for name in names_in(data, ROSTER))


@given(st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True), unique=True))
def test_every_member_is_found(members: list[str]) -> None:
    lines = "".join(f'  - id: "{member}"\n' for member in members)
    assert names_in(f"members:\n{lines or '  []'}\n".encode(), ROSTER) == set(members)

"""What was kept of a history is carried on to the same history, or not used at all."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from tests.history.sandbox import Sandbox

from clearance.history import chronicle
from clearance.history.commits import parse_all
from clearance.history.facts import Past, read_past
from clearance.history.git import Repository
from clearance.model import CommitSignature, History

PAGES = ("content/a.md", "content/b.md", "content/c.md", "elsewhere.txt")
RECORDS = ("records/1.json", "records/2.json")


def judged(signature: bytes, payload: bytes) -> CommitSignature:
    return CommitSignature(f"{len(signature)} {len(payload)}")


def read(sandbox: Sandbox, before: bytes | None = None) -> Past:
    return read_past(sandbox.top, verify_commit=judged, before=before)


def whole(past: Past, sandbox: Sandbox) -> History:
    return past.compared(sandbox.top)


def same_as_anew(sandbox: Sandbox, before: bytes | None) -> bytes | None:
    """What there is to keep, after the history carried on was compared with one read from the beginning."""
    carried = read(sandbox, before)
    assert whole(carried, sandbox) == whole(read(sandbox), sandbox)
    return carried.learned or before


def edit(sandbox: Sandbox, chance: random.Random) -> None:
    lines = [f"line {chance.randrange(40)} of some length\n" for _ in range(8)]
    sandbox.add(chance.choice(PAGES), "".join(lines), by=chance.choice(("ann", "bob", "eve")))


def put_back(sandbox: Sandbox, chance: random.Random) -> None:
    page = chance.choice(PAGES)
    past = sandbox.git("log", "--format=%H", "--diff-filter=AM", "--", page).split()
    if past:
        sandbox.git("checkout", "-q", chance.choice(past), "--", page)
        sandbox.commit("mallory")


def move(sandbox: Sandbox, chance: random.Random) -> None:
    old, new = chance.sample(PAGES, 2)
    if (sandbox.top / old).exists():
        sandbox.move(old, new, by="bob")


def remove(sandbox: Sandbox, chance: random.Random) -> None:
    path = chance.choice((*PAGES, *RECORDS))
    if (sandbox.top / path).exists():
        sandbox.remove(path)


def record(sandbox: Sandbox, chance: random.Random) -> None:
    sandbox.add(chance.choice(RECORDS), f'{{"n": {chance.randrange(3)}}}\n')


def roster(sandbox: Sandbox, chance: random.Random) -> None:
    sandbox.add("guidelines/roster.yml", f"members:\n  - id: member{chance.randrange(3)}\n")


def side_branch(sandbox: Sandbox, chance: random.Random) -> None:
    name = f"side{len(sandbox.times)}"
    sandbox.branch(name, chance.choice(["HEAD", "HEAD~1"]))
    edit(sandbox, chance)
    sandbox.switch("main")
    edit(sandbox, chance)
    sandbox.git("merge", "-q", "-s", "ours" if chance.random() < 0.5 else "recursive", "-X", "theirs", name)
    sandbox.noted(sandbox.times[sandbox.git("rev-parse", "HEAD~1")])


def merged_the_other_way(sandbox: Sandbox, chance: random.Random) -> None:
    """Main becomes the branch into which main was merged: the order of commits is another one."""
    name = f"other{len(sandbox.times)}"
    sandbox.branch(name, "HEAD~1")
    edit(sandbox, chance)
    sandbox.git("merge", "-q", "-X", "ours", "main")
    sandbox.git("checkout", "-q", "-B", "main")


def undo(sandbox: Sandbox, _: random.Random) -> None:
    sandbox.git("reset", "-q", "--hard", "HEAD~1")


CHANGES: tuple[Callable[[Sandbox, random.Random], None], ...] = (
    edit,
    edit,
    put_back,
    move,
    remove,
    record,
    roster,
    side_branch,
    merged_the_other_way,
    undo,
)


@pytest.mark.parametrize("seed", range(6))
def test_a_history_carried_on_is_the_one_read_anew(sandbox: Sandbox, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - for sequences of changes
    sandbox.add("guidelines/roster.yml", "members:\n  - id: ann\n")
    edit(sandbox, chance)
    edit(sandbox, chance)
    kept: bytes | None = None
    for _ in range(14):
        chance.choice(CHANGES)(sandbox, chance)
        kept = same_as_anew(sandbox, kept)


def test_only_new_commits_are_read(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.add("content/a.md", "one\n")
    kept = read(sandbox).learned
    newest = sandbox.add("content/a.md", "two\n", by="bob")
    asked: list[str] = []

    def noted(repository: Repository, ids: list[str]) -> object:
        asked.extend(ids)
        return parse_all(repository, ids)

    monkeypatch.setattr(chronicle, "parse_all", noted)
    assert (whole(read(sandbox, kept), sandbox).head, asked) == (newest, [newest])


def refused(*_: object) -> list[str]:
    raise AssertionError("all commits were listed")


def test_where_one_commit_followed_another_the_others_are_not_listed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.add("content/a.md", "one\n")
    kept = read(sandbox).learned
    for text in ("two\n", "three\n"):
        sandbox.add("content/a.md", text, by="bob")
    anew = whole(read(sandbox), sandbox)
    monkeypatch.setattr(chronicle, "order_of", refused)
    assert whole(read(sandbox, kept), sandbox) == anew


@pytest.mark.parametrize("change", [side_branch, merged_the_other_way, undo])
def test_where_they_branched_or_went_back_all_are_listed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, change: Callable[[Sandbox, random.Random], None]
) -> None:
    for text in ("one\n", "two\n", "three\n"):
        sandbox.add("content/a.md", text)
    kept = read(sandbox).learned
    change(sandbox, random.Random(1))  # noqa: S311 - for sequences of changes
    same_as_anew(sandbox, kept)
    monkeypatch.setattr(chronicle, "order_of", refused)
    with pytest.raises(AssertionError, match="all commits were listed"):
        read(sandbox, kept)


def test_nothing_is_learned_of_what_is_known(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "one\n")
    kept = read(sandbox).learned
    assert (kept is not None, read(sandbox, kept).learned) == (True, None)


def test_signatures_are_judged_once(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "one\n")
    head = sandbox.git("cat-file", "commit", "HEAD")
    begin, _, message = head.partition("\n\n")
    signed = (
        f"{begin}\ngpgsig -----BEGIN SSH SIGNATURE-----\n aaaa\n -----END SSH SIGNATURE-----\n\n{message}\n"
    )
    sandbox.raw_commit(signed.encode())
    first = read(sandbox)

    def never(_signature: bytes, _payload: bytes) -> CommitSignature:
        raise AssertionError("asked again")

    again = read_past(sandbox.top, verify_commit=never, before=first.learned)
    assert again.history.commits[0].signature is not None
    assert again.history == first.history


def test_another_scope_is_read_anew(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "one\n")
    sandbox.add("pages/a.md", "two\n", by="bob")
    kept = read(sandbox).learned
    other = read_past(sandbox.top, content="pages", before=kept)
    assert other.history == read_past(sandbox.top, content="pages").history
    assert [commit.paths for commit in other.history.commits] == [{"pages/a.md"}]


def test_records_of_their_own_history_are_carried_on(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "one\n")
    sandbox.write(".gitignore", "records/\n")
    records = Sandbox.create(sandbox.top / "records")
    records.add("1.json", "{}\n")
    kept = same_as_anew(sandbox, None)
    records.add("1.json", '{"changed": true}\n')
    records.add("2.json", "{}\n")
    kept = same_as_anew(sandbox, kept)
    assert [path for path, _ in read(sandbox, kept).history.rewritten_records] == ["records/1.json"]

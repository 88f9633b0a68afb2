"""Which commits made bytes under content/: merges, octopuses and odd shapes of history."""

from __future__ import annotations

from pathlib import Path

from tests.history.sandbox import Sandbox

from clearance.history.facts import read_history


def touched(sandbox: Sandbox) -> dict[str, set[str]]:
    """Newest first, each commit that counts and its paths."""
    return {commit.id: {*commit.paths} for commit in read_history(sandbox.top).commits}


def forked(sandbox: Sandbox) -> tuple[str, str, str]:
    """Two branches that change two ends of a.md; on main, ready to merge `side`."""
    lines = [f"line {n}\n" for n in range(20)]
    base = sandbox.add("content/a.md", "".join(lines))
    sandbox.branch("side")
    theirs = sandbox.add("content/a.md", "".join([*lines[:-1], "their end\n"]), by="bob")
    sandbox.switch("main")
    ours = sandbox.add("content/a.md", "".join(["our beginning\n", *lines[1:]]), by="eve")
    return base, theirs, ours


def test_a_change_outside_of_content_does_not_count(sandbox: Sandbox) -> None:
    sandbox.add("contents/a.md")
    sandbox.add("docs/content/a.md")
    only = sandbox.add("content/a.md")
    assert touched(sandbox) == {only: {"content/a.md"}}


def test_deleting_and_bringing_back_count(sandbox: Sandbox) -> None:
    first = sandbox.add("content/a.md", "one\n")
    gone = sandbox.remove("content/a.md", by="bob")
    back = sandbox.add("content/a.md", "two\n", by="eve")
    assert touched(sandbox) == {one: {"content/a.md"} for one in (back, gone, first)}


def test_a_change_of_mode_alone_makes_no_bytes(sandbox: Sandbox) -> None:
    first = sandbox.add("content/a.sh")
    (sandbox.top / "content/a.sh").chmod(0o755)
    sandbox.commit("bob")
    assert touched(sandbox) == {first: {"content/a.sh"}}


def test_a_merge_that_only_joins_is_not_listed(sandbox: Sandbox) -> None:
    first = sandbox.add("content/a.md")
    sandbox.branch("side")
    theirs = sandbox.add("content/b.md", "b\n", by="bob")
    sandbox.switch("main")
    ours = sandbox.add("content/c.md", "c\n", by="eve")
    sandbox.merge("side")
    assert touched(sandbox) == {
        theirs: {"content/b.md"},
        ours: {"content/c.md"},
        first: {"content/a.md"},
    }


def test_a_merge_that_combines_two_changes_of_one_file_is_listed(sandbox: Sandbox) -> None:
    base, theirs, ours = forked(sandbox)
    merge = sandbox.merge("side", by="dan")
    assert touched(sandbox) == {one: {"content/a.md"} for one in (merge, theirs, ours, base)}


def test_a_merge_that_slips_in_a_change_is_listed(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "one\n")
    sandbox.branch("side")
    sandbox.add("content/b.md", "b\n", by="bob")
    sandbox.switch("main")
    sandbox.add("content/c.md", "c\n", by="eve")
    sandbox.begin_merge("side")
    sandbox.write("content/a.md", "slipped in\n")
    sandbox.write("content/new.md", "slipped in as well\n")
    merge = sandbox.commit("dan")
    assert touched(sandbox)[merge] == {"content/a.md", "content/new.md"}


def test_a_merge_that_drops_a_file_of_both_sides_is_listed(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md")
    sandbox.branch("side")
    sandbox.commit()
    sandbox.switch("main")
    sandbox.commit()
    sandbox.begin_merge("side")
    (sandbox.top / "content/a.md").unlink()
    merge = sandbox.commit("dan")
    assert touched(sandbox)[merge] == {"content/a.md"}


def test_a_merge_that_takes_one_side_whole_is_not_listed(sandbox: Sandbox) -> None:
    forked(sandbox)
    merge = sandbox.merge("-s", "ours", "side")
    assert merge not in touched(sandbox)


def three_branches(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "base\n")
    for name in ("one", "two"):
        sandbox.branch(name, "main")
        sandbox.add(f"content/{name}.md", name)
    sandbox.switch("main")
    sandbox.commit()


def test_an_octopus_that_only_joins_is_not_listed(sandbox: Sandbox) -> None:
    three_branches(sandbox)
    octopus = sandbox.merge("one", "two")
    parents = sandbox.git("rev-parse", "HEAD^@").splitlines()
    assert (len(parents), octopus in touched(sandbox)) == (3, False)


def test_an_octopus_that_slips_in_a_change_is_listed(sandbox: Sandbox) -> None:
    three_branches(sandbox)
    sandbox.begin_merge("one", "two")
    sandbox.write("content/a.md", "slipped in\n")
    sandbox.write("content/one.md", "slipped in as well\n")
    octopus = sandbox.commit("dan")
    assert touched(sandbox)[octopus] == {"content/a.md", "content/one.md"}


def test_a_merge_equal_to_one_parent_made_no_bytes(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "old\n")
    sandbox.branch("side")
    sandbox.add("content/a.md", "new\n", by="bob")
    sandbox.switch("main")
    merge = sandbox.merge("side")
    assert merge not in touched(sandbox)


def test_a_parent_named_twice(sandbox: Sandbox) -> None:
    first = sandbox.add("content/a.md", "one\n")
    sandbox.write("content/a.md", "two\n")
    sandbox.git("add", "-A")
    tree = sandbox.git("write-tree")
    person = "<dan@alsip.example> 1772355600 +0000"
    odd = sandbox.raw_commit(
        f"tree {tree}\nparent {first}\nparent {first}\nauthor d {person}\ncommitter d {person}\n\n".encode()
    )
    assert touched(sandbox) == {odd: {"content/a.md"}, first: {"content/a.md"}}


def test_unrelated_histories_joined(sandbox: Sandbox) -> None:
    ours = sandbox.add("content/a.md")
    sandbox.git("checkout", "-q", "--orphan", "other")
    sandbox.git("rm", "-rqf", ".")
    theirs = sandbox.add("content/b.md", "b\n", by="bob")
    sandbox.switch("main")
    sandbox.begin_merge("--allow-unrelated-histories", "other")
    sandbox.commit()
    assert touched(sandbox) == {theirs: {"content/b.md"}, ours: {"content/a.md"}}


def test_commits_that_head_can_not_reach_do_not_count(sandbox: Sandbox) -> None:
    only = sandbox.add("content/a.md")
    sandbox.branch("side")
    sandbox.add("content/a.md", "not merged\n")
    sandbox.switch("main")
    assert touched(sandbox) == {only: {"content/a.md"}}


def test_a_detached_head(sandbox: Sandbox) -> None:
    first = sandbox.add("content/a.md")
    sandbox.add("content/a.md", "later\n")
    sandbox.git("checkout", "-q", "--detach", first)
    assert (read_history(sandbox.top).head, touched(sandbox)) == (first, {first: {"content/a.md"}})


def test_a_link_that_changes_its_target_counts(sandbox: Sandbox) -> None:
    link = sandbox.top / "content/link"
    sandbox.add("content/a.md")
    link.symlink_to("a.md")
    sandbox.commit()
    link.unlink()
    link.symlink_to(Path("../../outside"))
    last = sandbox.commit("bob")
    assert touched(sandbox)[last] == {"content/link"}


def test_a_submodule_that_asks_to_be_ignored_counts(sandbox: Sandbox) -> None:
    sandbox.write(".gitmodules", '[submodule "s"]\npath = content/sub\nurl = x\nignore = all\n')
    sandbox.commit()
    for digit in "12":
        sandbox.git("update-index", "--add", "--cacheinfo", f"160000,{digit * 40},content/sub")
        sandbox.git("commit", "-q", "-m", "submodule")
    assert [*touched(sandbox).values()] == [{"content/sub"}, {"content/sub"}]

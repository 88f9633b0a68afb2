from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publish import killed_swap

from clearance.errors import CannotJudge
from clearance.publish import swap

OLD = {"index.html": "OLD", "old.html": "OLD"}
NEW = {"index.html": "NEW", "a/index.html": "NEW"}


def tree(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def build(site: Path, files: dict[str, str]) -> None:
    with swap.lock(site):
        swap.recover(site)
        new = swap.aside(site)
        for name, text in files.items():
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_text(text)
        if old := swap.swap(new, site):
            swap.discard(old)


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How folders are swapped: as Linux does, or where the file system can't exchange them."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "_exchange", lambda _new, _old: False)
    return str(request.param)


# --- a build -------------------------------------------------------------------------------


@pytest.mark.usefixtures("way")
def test_a_new_site_takes_the_old_ones_place(site: Path) -> None:
    build(site, OLD)
    build(site, NEW)
    assert tree(site) == NEW
    assert beside(site) == [".site.clearance", ".site.lock"]


@pytest.mark.usefixtures("way")
def test_an_empty_folder_is_filled(site: Path) -> None:
    site.mkdir()
    build(site, NEW)
    assert tree(site) == NEW


def test_a_site_in_a_folder_that_is_not_there_yet(site: Path) -> None:
    deep = site / "public" / "www"
    swap.recover(deep)
    new = swap.aside(deep)
    (new / "index.html").write_text("NEW")
    swap.swap(new, deep)
    assert tree(deep) == {"index.html": "NEW"}


def test_the_folder_aside_can_be_read_by_the_web_server_whatever_the_mask(site: Path) -> None:
    former = os.umask(0o077)
    try:
        new = swap.aside(site)
    finally:
        os.umask(former)
    assert stat.S_IMODE(new.stat().st_mode) == 0o755
    assert new.parent == site.parent
    assert new.name.startswith(f".site.aside-{os.getpid()}-")


def test_a_link_in_an_old_site_is_removed_and_what_it_points_at_stays(site: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x").write_text("x")
    with swap.lock(site):
        new = swap.aside(site)
        (new / "link").symlink_to(tmp_path / "other")
        swap.swap(new, site)
    build(site, NEW)
    assert tree(site) == NEW
    assert tree(tmp_path / "other") == {"x": "x"}


# --- killed --------------------------------------------------------------------------------


def run_until_killed(site: Path, last: int, *way: str) -> bool:
    """Whether the child was killed at its `last` step; False when it had fewer."""
    child = Path(killed_swap.__file__)
    command = [sys.executable, str(child), str(site), str(last), *way]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) in {(-signal.SIGKILL, ""), (0, "done")}, done.stderr
    return done.returncode != 0


@pytest.mark.parametrize("way", [(), ("renames",)], ids=["exchanged at once", "by two renames"])
def test_a_build_killed_at_any_step_leaves_the_old_or_the_new_site_whole(
    tmp_path: Path, way: tuple[str, ...]
) -> None:
    outcomes = []
    step = 1
    while True:
        site = tmp_path / str(step) / "site"
        build(site, OLD)
        killed = run_until_killed(site, step, *way)
        gone = not site.exists()
        with swap.lock(site):
            swap.recover(site)
        assert tree(site) in (OLD, NEW)
        assert beside(site) == [".site.clearance", ".site.lock"]
        outcomes.append("gone for a moment" if gone else tree(site)["index.html"])
        build(site, {"index.html": "NEXT"})
        if not killed:
            break
        step += 1
    moments = ["gone for a moment"] if way else []
    assert list(dict.fromkeys(outcomes)) == ["OLD", *moments, "NEW"]


def test_what_a_killed_first_build_left_is_cleaned(site: Path) -> None:
    assert run_until_killed(site, 6)
    assert [name for name in beside(site) if "aside" in name]
    build(site, NEW)
    assert tree(site) == NEW
    assert beside(site) == [".site.clearance", ".site.lock"]


def test_the_folder_of_a_build_that_still_runs_is_left_alone(site: Path, tmp_path: Path) -> None:
    with subprocess.Popen(["/bin/sleep", "60"]) as running:
        theirs = tmp_path / f".site.aside-{running.pid}-0123abcd"
        theirs.mkdir()
        swap.recover(site)
        assert theirs.is_dir()
        running.kill()
    swap.recover(site)
    assert not theirs.exists()


def test_a_folder_named_after_this_process_was_left_by_one_before_it(site: Path) -> None:
    swap.aside(site)
    swap.recover(site)
    assert beside(site) == []


def test_a_process_of_somebody_else_still_runs(site: Path, tmp_path: Path) -> None:
    theirs = tmp_path / ".site.aside-1-0123abcd"
    theirs.mkdir()
    swap.recover(site)
    assert theirs.is_dir()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("site.aside-999999999-0123abcd", id="no dot"),
        pytest.param(".other.aside-999999999-0123abcd", id="of another site"),
        pytest.param(".site.aside-x-0123abcd", id="no process"),
        pytest.param(".site.aside-999999999-0123abcd.d", id="a longer name"),
    ],
)
def test_only_our_own_leftovers_are_removed(site: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / ".site.aside-9999999999-0123abcd").symlink_to(tmp_path / name)
    swap.recover(site)
    assert beside(site) == [name]


def test_of_two_sites_half_swapped_the_last_one_comes_back(site: Path, tmp_path: Path) -> None:
    for number in ("999999998", "999999999"):
        old = tmp_path / f".site.old-{number}-0123abcd"
        old.mkdir()
        (old / "index.html").write_text(number)
        old.rename(old.with_name("x")).rename(old)
    swap.recover(site)
    assert tree(site) == {"index.html": "999999999"}
    assert beside(site) == []


# --- refused -------------------------------------------------------------------------------


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(CannotJudge) as stop:
        action()
    assert stop.value.path == "site"
    return stop.value.message.removeprefix("the site folder can't be used: ")


def test_two_builds_at_once(site: Path) -> None:
    first = swap.lock(site)
    assert refusal(lambda: swap.lock(site)) == "another build of it is under way; wait until that one ends"
    first.release()
    first.release()
    swap.lock(site).release()


def test_a_lock_that_is_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    (tmp_path / ".site.lock").symlink_to(tmp_path / "elsewhere")
    assert refusal(lambda: swap.lock(site)).startswith("the system refused (")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_of_somebody_elses_is_never_replaced(site: Path) -> None:
    site.mkdir()
    (site / "thesis.txt").write_text("x")
    expected = "it holds thesis.txt, which no build put there; move it away, or choose another folder"
    assert refusal(lambda: swap.aside(site)) == expected


def test_a_file_that_was_put_into_the_site_is_never_lost(site: Path) -> None:
    build(site, OLD)
    with swap.lock(site):
        new = swap.aside(site)
        (new / "index.html").write_text("NEW")
        (site / "a").mkdir()
        (site / "a" / "notes.txt").write_text("x")
        expected = "it holds a/notes.txt, which no build put there; move it away, or choose another folder"
        assert refusal(lambda: swap.swap(new, site)) == expected
    assert tree(site) == OLD | {"a/notes.txt": "x"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("{}", id="another shape"),
        pytest.param("[1]", id="other items"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("\ud800", id="not text"),
    ],
)
def test_a_spoilt_list_of_files_is_no_leave_to_replace(site: Path, text: str) -> None:
    build(site, OLD)
    (site.parent / ".site.clearance").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(CannotJudge, match="this is no list of a site's files") as stop:
        swap.aside(site)
    assert stop.value.path == ".site.clearance"


@pytest.mark.parametrize("action", [swap.aside, lambda site: swap.swap(site.parent / "new", site)])
def test_a_site_folder_that_is_none(tmp_path: Path, site: Path, action: Callable[[Path], object]) -> None:
    site.symlink_to(tmp_path)
    assert refusal(lambda: action(site)) == "it is a symbolic link; a plain folder was expected"
    site.unlink()
    site.symlink_to(tmp_path / "nowhere")
    assert refusal(lambda: action(site)) == "it is a symbolic link; a plain folder was expected"
    site.unlink()
    site.write_text("x")
    assert refusal(lambda: action(site)) == "it is a file; a folder was expected"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("nowhere", id="nothing"),
        pytest.param("empty", id="an empty folder"),
        pytest.param("link", id="a link"),
        pytest.param("deeper/full", id="a folder elsewhere"),
    ],
)
def test_what_cannot_be_a_new_site(site: Path, tmp_path: Path, name: str) -> None:
    build(site, OLD)
    (tmp_path / "empty").mkdir()
    (tmp_path / "deeper/full/x").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "deeper")
    expected = "the new site was not built beside it, or is empty"
    assert refusal(lambda: swap.swap(tmp_path / name, site)) == expected
    assert tree(site) == OLD


def test_a_mounted_volume(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match="it is a mounted volume"):
        swap.check_place(Path("/proc"), tmp_path)


def test_the_root_of_the_file_system(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match="the root of the file system can't be a site folder"):
        swap.check_place(Path("/"), tmp_path)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        pytest.param(
            ".",
            "it is the department's own folder, or around it; choose a folder inside",
            id="the department",
        ),
        pytest.param(
            "..", "it is the department's own folder, or around it; choose a folder inside", id="around it"
        ),
        pytest.param("content", "it overlaps content/; choose a folder of its own", id="the content"),
        pytest.param("content/site", "it overlaps content/; choose a folder of its own", id="in the content"),
        pytest.param(
            "records/..",
            "it is the department's own folder, or around it; choose a folder inside",
            id="roundabout",
        ),
        pytest.param("pages", "it overlaps records/; choose a folder of its own", id="around the records"),
        pytest.param(
            "alias/site", "it overlaps content/; choose a folder of its own", id="in a link to content"
        ),
    ],
)
def test_a_place_that_holds_something_else_is_refused(tmp_path: Path, place: str, reason: str) -> None:
    root = tmp_path / "department"
    (root / "content").mkdir(parents=True)
    (root / "pages/records").mkdir(parents=True)
    (root / "records").mkdir()
    (root / "alias").symlink_to(root / "content")
    sources = [root / "content", root / "pages/records"]
    with pytest.raises(CannotJudge) as stop:
        swap.check_place(root / place, root, sources)
    assert stop.value.message == f"the site folder can't be used: {reason}"
    swap.check_place(root / "site", root, sources)
    swap.check_place(tmp_path / "public", root, sources)


def test_a_failure_of_the_file_system_leaves_the_old_site(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By two renames, when the second one fails: the first is taken back."""
    build(site, OLD)
    with swap.lock(site):
        new = swap.aside(site)
        (new / "index.html").write_text("NEW")

        def remove_the_new_one(_new: Path, _old: Path) -> bool:
            new.rename(site.parent / "gone")
            return False

        monkeypatch.setattr(swap, "_exchange", remove_the_new_one)
        assert refusal(lambda: swap.swap(new, site)) == "the system refused (No such file or directory)"
    assert tree(site) == OLD


def test_an_exchange_that_fails_for_another_reason_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swap._exchange(tmp_path / "a", tmp_path / "b")


def test_an_exchange_that_the_system_takes_for_an_unknown_request(tmp_path: Path) -> None:
    """A folder with one inside it stands for a file system that can't exchange: both are EINVAL."""
    (tmp_path / "a/b").mkdir(parents=True)
    assert swap._exchange(tmp_path / "a", tmp_path / "a/b") is False


def test_an_exchange_where_the_system_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_LIBC", None)
    assert swap._exchange(tmp_path / "a", tmp_path / "b") is False

"""Installing, looking at, and removing the hooks of a bare repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.department import Ran, run_here

from clearance.errors import CannotJudge
from clearance.server import hooks
from clearance.server.push import Update, read_updates
from clearance.server.settings import read_settings

PIN = f"sha256:{'a' * 64}"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    repository = tmp_path / "police.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(repository)], check=True)
    return repository


def install(bare: Path, *more: str, pin: str = PIN) -> Ran:
    site = bare.parent / "www" / "site"
    return run_here(
        "hook", "install", str(bare), "--site-dir", str(site), *(("--pin", pin) if pin else ()), *more
    )


def test_it_tells_what_it_wrote_and_trusts(bare: Path) -> None:
    ran = install(bare)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"wrote {bare}/hooks/pre-receive\nwrote {bare}/hooks/post-receive\n"
        f"trusts {PIN}\npublishes main to {bare.parent}/www/site\n"
    )
    assert read_settings(bare).pin == PIN
    assert run_here("hook", "status", "--repository", str(bare)).out.endswith("both hooks are in place\n")


def test_again_it_changes_nothing_and_remembers_the_pin(bare: Path) -> None:
    install(bare)
    before = {name: (bare / "hooks" / name).read_bytes() for name in hooks.NAMES}
    assert install(bare, pin="").code == 0
    assert {name: (bare / "hooks" / name).read_bytes() for name in hooks.NAMES} == before
    assert list(bare.glob("hooks/.*.new")) == []


def test_the_hooks_call_this_installation_and_nothing_from_around_it(bare: Path) -> None:
    install(bare)
    text = (bare / "hooks" / "pre-receive").read_text(encoding="utf-8")
    assert " -I -m clearance hook pre-receive --repository " in text


def test_bounds_of_git_are_set_where_the_keeper_set_none(bare: Path) -> None:
    subprocess.run(["git", "-C", str(bare), "config", "receive.maxInputSize", "9m"], check=True)
    install(bare)
    listed = subprocess.run(
        ["git", "-C", str(bare), "config", "--list", "--local"], check=True, capture_output=True, text=True
    ).stdout
    assert "receive.maxinputsize=9m\n" in listed
    assert "receive.fsckobjects=true\n" in listed


def test_anothers_hook_is_refused_and_with_force_kept_aside_until_removed(bare: Path) -> None:
    other = bare / "hooks" / "pre-receive"
    other.parent.mkdir(exist_ok=True)
    other.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    ran = install(bare)
    assert (ran.code, (bare / "hooks" / "post-receive").exists()) == (2, False)
    assert "--force puts it aside as pre-receive.before-clearance" in ran.err
    assert install(bare, "--force").code == 0
    removed = run_here("hook", "remove", "--repository", str(bare))
    assert removed.code == 0
    assert other.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
    assert run_here("hook", "remove", "--repository", str(bare)).out == "there were no hooks of Clearance\n"


def test_a_hook_that_is_not_ours_any_more_is_told(bare: Path) -> None:
    install(bare)
    (bare / "hooks" / "pre-receive").chmod(0o644)
    (bare / "hooks" / "post-receive").unlink()
    ran = run_here("hook", "status", "--repository", str(bare))
    assert ran.code == 1
    assert [name for name in hooks.NAMES if f"{name} is not the hook" in ran.out] == [*hooks.NAMES]


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        pytest.param(lambda _: None, "expected a bare git repository", id="no repository"),
        pytest.param(
            lambda place: subprocess.run(["git", "init", "-q", str(place)], check=True),
            "expected a bare git repository",
            id="a checkout",
        ),
    ],
)
def test_what_is_no_bare_repository(tmp_path: Path, prepare: object, told: str) -> None:
    place = tmp_path / "place"
    place.mkdir()
    assert callable(prepare)
    prepare(place)
    ran = install(place)
    assert (ran.code, told in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("pin", "told"),
    [
        pytest.param("", "which first adoption is to be trusted?", id="none"),
        pytest.param("sha256:abc", "expected sha256: and 64 digits", id="no digest"),
    ],
)
def test_without_a_pin_nothing_is_written(bare: Path, pin: str, told: str) -> None:
    ran = install(bare, pin=pin)
    assert (ran.code, told in ran.err) == (2, True)
    assert not hooks.ours(bare / "hooks" / "pre-receive")


def test_a_repository_without_settings_is_no_verdict(bare: Path) -> None:
    ran = run_here("hook", "rebuild", "--repository", str(bare))
    assert (ran.code, "run `clearance hook install`" in ran.err) == (2, True)


def test_nothing_pushed_yet(bare: Path) -> None:
    install(bare)
    ran = run_here("hook", "rebuild", "--repository", str(bare))
    assert (ran.code, "nothing has been pushed to main yet" in ran.err) == (2, True)


@pytest.mark.parametrize(
    "text", ["", "x", "0" * 40, f"{'0' * 40} {'1' * 40}", f"{'0' * 40} {'g' * 40} refs/heads/x"]
)
def test_what_git_would_never_say(text: str) -> None:
    with pytest.raises(CannotJudge, match="two object ids and a ref"):
        read_updates(text)


def test_what_git_says() -> None:
    zeros, ones = "0" * 40, "1" * 40
    assert read_updates(f"{zeros} {ones} refs/heads/a b\n{ones} {zeros} refs/tags/x\n") == (
        Update(zeros, ones, "refs/heads/a b"),
        Update(ones, zeros, "refs/tags/x"),
    )

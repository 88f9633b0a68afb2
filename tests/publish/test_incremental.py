"""A build that begins from the last one gives, file by file, the site of a build that begins from nothing."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.department import Department, digests
from tests.publish.story import CHANGES, Story
from tests.village import POST

from clearance.cards import Card, draw
from clearance.mkdocs_plugin import extras
from clearance.publish.orders import Published, Search

pytestmark = pytest.mark.site

QUIET = "validation: {links: {anchors: info, not_found: info}}\n"
SETTLED_S = 0.5
"""after which a department that was just copied is one whose files may be known by their times"""


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Story:
    """Never change it: take `story`, a copy."""
    root = tmp_path_factory.mktemp("begun") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    department = replace(founded, root=root)
    department.replace("mkdocs.yml", "attr_list,", "attr_list, footnotes,")
    department.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    department.replace("mkdocs.yml", "plugins:\n", f"{QUIET}plugins:\n")
    department.adopt()
    first = Story(department, random.Random(1))  # noqa: S311 - no secret
    for _ in range(5):
        first.new()
    first.posts += [POST]
    return first


@pytest.fixture
def story(begun: Story, copy_of: Callable[[Department], Department]) -> Story:
    department = copy_of(begun.department)
    return replace(begun, department=department, dice=random.Random(1), posts=[*begun.posts])  # noqa: S311 - the same


PARTS = 4
"""of the kinds of changes, one after the other in each: a test of its own would begin with a build"""
OF_THE_CLOCK = {"alert", "schedule", "expire"}


def equal(story: Story, folder: Path, *, search: Search = Search.SKIP, after: str = "") -> Published:
    """Build from the last one and from nothing, and compare; what the first of the two did."""
    site, fresh = folder / "public", folder / "fresh"
    begun = story.build(folder / "kept", site, search)
    story.now -= timedelta(minutes=1)
    story.build(None, fresh, search)
    assert digests(site) == digests(fresh), after
    shutil.rmtree(fresh)
    return begun


@pytest.mark.parametrize("part", range(PARTS))
def test_after_each_kind_of_change_the_site_is_that_of_a_full_build(
    story: Story, tmp_path: Path, part: int
) -> None:
    assert equal(story, tmp_path).kept == 0
    for name in sorted(CHANGES)[part::PARTS]:
        CHANGES[name](story)
        equal(story, tmp_path, after=name)
        if name in OF_THE_CLOCK:
            story.wait()
            equal(story, tmp_path, after=f"{name}, and three hours")


@pytest.mark.parametrize("seed", range(4))
def test_after_any_sequence_of_changes_too(story: Story, tmp_path: Path, seed: int) -> None:
    story.dice = random.Random(seed)  # noqa: S311 - no secret
    equal(story, tmp_path)
    for _ in range(4):
        for change in story.dice.sample(sorted(CHANGES), story.dice.randrange(1, 4)):
            CHANGES[change](story)
        equal(story, tmp_path)


# --- what may go wrong -------------------------------------------------------------------------


def interrupted(story: Story, folder: Path, last: int) -> int:
    """A build in a process of its own that is killed at its n-th step; how many steps there were, if not."""
    story.now += timedelta(minutes=1)
    program = str(Path(__file__).with_name("killed_build.py"))
    places = (str(story.department.root), str(folder / "public"), str(folder / "kept"))
    ran = subprocess.run(
        [sys.executable, program, *places, story.now.isoformat(), str(last)], capture_output=True, check=False
    )
    assert ran.returncode in {0, -signal.SIGKILL}, ran.stderr.decode()
    return int(ran.stdout or 0)


def test_after_a_build_that_was_killed_at_any_step_too(story: Story, tmp_path: Path) -> None:
    equal(story, tmp_path, search=Search.AFTER)
    before = digests(tmp_path / "public")
    story.edit()
    fresh = tmp_path / "new"
    story.build(None, fresh)
    seen, last = set(), 1
    while not interrupted(story, tmp_path, last):
        old = digests(tmp_path / "public") == before
        assert old or without_index(tmp_path / "public") == digests(fresh)
        seen.add(old)
        last += 263
    assert seen == {True, False}
    equal(story, tmp_path, search=Search.AFTER)


def without_index(site: Path) -> dict[str, str]:
    return {name: digest for name, digest in digests(site).items() if not name.startswith("pagefind/")}


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def foreign(path: Path) -> None:
    path.write_bytes(b"clearance sealed 1\n" + b"x" * 400)


@pytest.mark.parametrize(
    "name", ["site.kept", "outputs.kept", "files.kept", "records.kept", "history.kept", "templates.kept"]
)
def test_what_is_kept_may_be_spoilt(story: Story, tmp_path: Path, name: str) -> None:
    """How a sealed file may be spoilt is tried with the first of them (and in tests/cache)."""
    time.sleep(SETTLED_S)
    equal(story, tmp_path)
    harms: list[Callable[[Path], None]] = [flipped, cut, foreign, Path.unlink]
    for harm in harms if name == "site.kept" else harms[:1]:
        harm(tmp_path / "kept" / name)
        story.edit()
        equal(story, tmp_path)


def cards_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("**/cards/[!.]*"))}


@pytest.mark.parametrize("harm", [flipped, cut, foreign, Path.unlink])
def test_cards_that_are_kept_may_be_spoilt(
    story: Story, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    equal(story, tmp_path)
    before = cards_of(tmp_path / "public")
    first, second, *_ = sorted((tmp_path / "kept/cards").glob("*.card"))
    harm(first)
    second.write_bytes(next((tmp_path / "kept/cards").glob("*.card")).read_bytes()[:99] + b"another's")
    story.theme()
    equal(story, tmp_path)
    assert cards_of(tmp_path / "public") == before


def test_only_the_card_of_a_new_title_is_drawn(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    equal(story, tmp_path)
    drawn: list[str] = []

    def draw_and_tell(card: Card) -> bytes:
        drawn.append(card.title)
        return draw(card)

    monkeypatch.setattr(extras, "draw", draw_and_tell)
    story.edit()
    story.build(tmp_path / "kept", tmp_path / "public")
    story._write(story.posts[0], story._post("A new title"))
    story.build(tmp_path / "kept", tmp_path / "public")
    story.theme()
    story.build(tmp_path / "kept", tmp_path / "public")
    assert [title for title in drawn if not title.startswith("Notice")] == ["A new title"]
    assert len(drawn) <= 2, "one for the title that the edit gave back"


def test_a_card_goes_with_its_page(story: Story, tmp_path: Path) -> None:
    equal(story, tmp_path)
    story._write(story.posts[1], story._post("Soon gone"))
    equal(story, tmp_path)
    before = cards_of(tmp_path / "public").keys()
    story.posts = [story.posts[1]]
    story.withdraw()
    equal(story, tmp_path)
    after = cards_of(tmp_path / "public").keys()
    assert len(before - after) == 1
    assert cards_of(tmp_path / "kept").keys() == {name.replace(".png", ".card") for name in after}


def test_a_folder_may_vanish(story: Story, tmp_path: Path) -> None:
    equal(story, tmp_path)
    for folder in ("public", ".public.spare", "kept"):
        shutil.rmtree(tmp_path / folder)
        story.edit()
        equal(story, tmp_path)


def defaced(page: Path) -> None:
    page.write_text(page.read_text().replace("Who we are", "Who we were"), encoding="utf-8")


def defaced_by_another_file(page: Path) -> None:
    text = page.read_text().replace("Who we are", "Who we were")
    page.unlink()
    page.write_text(text, encoding="utf-8")


def linked(page: Path) -> None:
    page.rename(page.with_name("real.html"))
    page.symlink_to("real.html")


@pytest.mark.parametrize("harm", [defaced, defaced_by_another_file, linked, Path.unlink])
def test_what_was_changed_in_the_copy_is_not_published(
    story: Story, tmp_path: Path, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """In the site itself it is another's file or another's bytes; the next build puts it right."""
    equal(story, tmp_path)
    harm(tmp_path / ".public.spare/about/index.html")
    story.edit()
    assert equal(story, tmp_path).kept == 0
    assert "the files of the last build were changed; everything is made anew" in capsys.readouterr().err


def test_of_the_search_nothing_stays_that_is_not_public_any_more(story: Story, tmp_path: Path) -> None:
    equal(story, tmp_path, search=Search.NOW)
    index = tmp_path / "public/pagefind/pagefind.js"
    assert index.is_file()
    story.new()
    story.build(tmp_path / "kept", tmp_path / "public", Search.SKIP)
    assert index.is_file(), "a post more leaves the others where they are"
    story.posts = story.posts[:-1]
    story.withdraw()
    story.build(tmp_path / "kept", tmp_path / "public", Search.SKIP)
    assert not index.exists()
    equal(story, tmp_path, search=Search.AFTER)
    assert index.is_file()


def test_a_build_that_keeps_nothing_in_between(
    story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    equal(story, tmp_path)
    story.edit()
    story.build(None, tmp_path / "public")
    assert not (tmp_path / ".public.spare").exists()
    equal(story, tmp_path)
    story.edit()
    assert equal(story, tmp_path).kept > 0
    assert "changed" not in capsys.readouterr().err


def test_a_post_and_no_more_is_made_for_a_word_in_it(story: Story, tmp_path: Path) -> None:
    equal(story, tmp_path)
    story.edit()
    built = equal(story, tmp_path)
    assert built.kept > 0
    assert built.why == ""
    assert equal(story, tmp_path).made <= 3, "nothing but what nobody approved, or has to be warned of"

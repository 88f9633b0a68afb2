"""A preview as files, and pictures of it by a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from tests.department import Department
from tests.village import POST, post

from clearance.publish import pictures
from clearance.publish.pictures import SIZES

pytestmark = [pytest.mark.site]

NEW = "content/posts/flood.md"


@pytest.fixture
def waiting(department: Department) -> Department:
    department.write(NEW, post("Flood warning", "The creek rises, says the lawsuit.\n"))
    department.commit(NEW)
    return department


def page(folder: Path, address: str) -> str:
    return (folder / address / "index.html").read_text("utf-8")


def test_everything_is_on_it_and_marked(waiting: Department, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    ran = waiting.run("preview", str(folder))
    assert ran.code == 0, ran.err
    assert "The creek rises" in page(folder, "posts/flood")
    assert "Not published until what follows is settled." in page(folder, "posts/flood")
    assert "TS901" in page(folder, "posts/flood")
    assert "Cleared: this is what the public reads." in page(folder, "posts/closure")


def test_search_engines_are_told_to_stay_away(waiting: Department, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    waiting.run("preview", str(folder))
    assert (folder / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert [*folder.glob("sitemap*")] == []
    pages = [path for path in folder.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 5
    assert [path for path in pages if "noindex, nofollow" not in path.read_text("utf-8")] == []


def test_it_is_never_taken_for_the_public_site(waiting: Department) -> None:
    waiting.run("preview", str(waiting.root / "site"))
    ran = waiting.run("audit", str(waiting.root / "site"))
    assert ran.code == 2
    assert "is a preview, which is never the public site" in ran.err
    waiting.approve(NEW, accepts=("TS901",))
    built = waiting.build()
    assert built.code == 2
    assert ".clearance-preview, which no build put there" in built.err


def test_it_replaces_a_preview_from_before_and_nothing_else(waiting: Department, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    assert waiting.run("preview", str(folder)).code == 0
    (folder / "left.html").write_text("old")
    assert waiting.run("preview", str(folder)).code == 0
    assert not (folder / "left.html").exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep")
    ran = waiting.run("preview", str(mine))
    assert ran.code == 2
    assert "is not empty, and no preview; nothing was written" in ran.err
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_code_that_nobody_adopted_is_not_run(waiting: Department, tmp_path: Path) -> None:
    waiting.replace("mkdocs.yml", "site_name: Village", "site_name: Hamlet")
    waiting.commit("mkdocs.yml")
    ran = waiting.run("preview", str(tmp_path / "preview"))
    assert ran.code == 2
    assert "not as the chief adopted it" in ran.err
    assert not (tmp_path / "preview").exists()


@pytest.mark.browser
def test_pictures_of_the_pages_that_wait(waiting: Department, tmp_path: Path) -> None:
    waiting.replace(POST, "Mill Street is closed.", "Mill Street is open.")
    waiting.commit(POST)
    shots = tmp_path / "pictures"
    ran = waiting.run("preview", str(tmp_path / "preview"), "--pictures", str(shots))
    assert ran.code == 0, ran.err
    assert ran.out.endswith(f"4 pictures in {shots}\n")
    found = {path.name: taken(path) for path in shots.iterdir()}
    assert found == {
        f"posts-{name}-{size}.png": SIZES[size] for name in ("flood", "closure") for size in SIZES
    }


def taken(file: Path) -> tuple[int, int]:
    """The size of a picture that shows a page: more than a few colours."""
    with Image.open(file) as picture:
        colours = picture.convert("RGB").getcolors(1 << 24)
        assert colours is not None
        assert len(colours) > 50
        return picture.size


def test_without_a_browser(waiting: Department, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "BROWSERS", ("no-such-browser",))
    ran = waiting.run("preview", str(tmp_path / "preview"), "--pictures", str(tmp_path / "pictures"))
    assert ran.code == 2
    assert "no browser was found; install Chromium (one of no-such-browser)" in ran.err

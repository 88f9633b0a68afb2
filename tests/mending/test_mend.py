from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.media import samples, test_pdfs

from clearance.errors import CannotJudge
from clearance.mending.files import replace_bytes
from clearance.mending.mend import Mended, mend

PHOTO = samples.photograph(exif=samples.exif(person=False, camera=False))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "posts").mkdir(parents=True)
    return tmp_path


def put(root: Path, path: str, data: bytes) -> Path:
    (root / path).write_bytes(data)
    return root / path


def test_a_folder_is_mended_file_by_file(root: Path) -> None:
    post = put(root, "content/posts/a.md", b"vic\xe2\x80\x8btim\r\n")
    photo = put(root, "content/posts/b.jpg", PHOTO)
    put(root, "content/posts/c.pdf", samples.altered(samples.pdf(samples.cover), test_pdfs._author))
    put(root, "content/d.png", samples.plain_picture("PNG"))
    put(root, "content/e.jpg", PHOTO[:300])
    assert [*mend(root, ["content", "content/posts/b.jpg"], dry_run=False)] == [
        Mended("content/d.png"),
        Mended("content/e.jpg", problem="it can't be read as JPEG: it is broken"),
        Mended("content/posts/a.md", ("line ends of Windows", "1 invisible character")),
        Mended("content/posts/b.jpg", ("GPS position",)),
        Mended("content/posts/c.pdf", ("name of the author",), ("covered text (page 1)",)),
    ]
    assert post.read_bytes() == b"victim\n"
    assert len(photo.read_bytes()) < len(PHOTO)
    assert sorted(path.name for path in (root / "content/posts").iterdir()) == ["a.md", "b.jpg", "c.pdf"]


def test_a_dry_run_says_the_same_and_writes_nothing(root: Path) -> None:
    photo = put(root, "content/b.jpg", PHOTO)
    assert [*mend(root, ["content/b.jpg"], dry_run=True)] == [Mended("content/b.jpg", ("GPS position",))]
    assert photo.read_bytes() == PHOTO


def test_permissions_stay_and_what_needs_nothing_is_not_written(root: Path) -> None:
    photo = put(root, "content/b.jpg", PHOTO)
    plain = put(root, "content/c.md", b"words\n")
    photo.chmod(0o640)
    before = plain.stat()
    assert len([*mend(root, ["content"], dry_run=False)]) == 2
    assert stat.S_IMODE(photo.stat().st_mode) == 0o640
    assert (plain.stat().st_ino, plain.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "path", ["guidelines/roster.yml", "content/../guidelines/roster.yml", "contents/a.md", "."]
)
def test_nothing_outside_content_is_touched(root: Path, path: str) -> None:
    (root / "guidelines").mkdir()
    roster = put(root, "guidelines/roster.yml", b"a\r\n")
    with pytest.raises(CannotJudge, match="is not under content/"):
        [*mend(root, [path], dry_run=False)]
    assert roster.read_bytes() == b"a\r\n"


@pytest.mark.parametrize("path", ["content/link.md", "content/folder/a.md", "content/folder"])
def test_links_are_refused(root: Path, path: str) -> None:
    (root / "elsewhere").mkdir()
    outside = put(root, "elsewhere/a.md", b"a\r\n")
    (root / "content/link.md").symlink_to(outside)
    (root / "content/folder").symlink_to(root / "elsewhere")
    with pytest.raises(CannotJudge, match="symbolic link"):
        [*mend(root, [path], dry_run=False)]
    assert outside.read_bytes() == b"a\r\n"


def test_links_in_a_folder_are_passed_over(root: Path) -> None:
    outside = put(root, "outside.md", b"a\r\n")
    (root / "content/link.md").symlink_to(outside)
    (root / "content/folder").symlink_to(root)
    assert [*mend(root, ["content"], dry_run=False)] == []
    assert outside.read_bytes() == b"a\r\n"


def test_nothing_is_mended_when_one_path_is_refused(root: Path) -> None:
    photo = put(root, "content/b.jpg", PHOTO)
    with pytest.raises(CannotJudge):
        [*mend(root, ["content/b.jpg", "elsewhere"], dry_run=False)]
    assert photo.read_bytes() == PHOTO


def test_a_file_that_changed_meanwhile_is_left_alone(root: Path) -> None:
    place = put(root, "content/a.md", b"newer")
    with pytest.raises(CannotJudge, match="it changed while it was mended"):
        replace_bytes(place, b"older", b"mended")
    assert [(path.name, path.read_bytes()) for path in place.parent.iterdir() if path.is_file()] == [
        ("a.md", b"newer")
    ]


def test_a_file_that_is_gone_can_not_be_replaced(root: Path) -> None:
    with pytest.raises(CannotJudge, match="it can't be written"):
        replace_bytes(root / "content/missing.md", b"a", b"b")
    assert os.listdir(root / "content") == ["posts"]  # noqa: PTH208 - names alone

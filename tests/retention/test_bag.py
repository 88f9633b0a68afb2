"""A bag by RFC 8493, judged by the Library of Congress's own library, and every way of not being whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from clearance.errors import CannotJudge
from clearance.retention.bag import close_bag, digests, is_bag, problems


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "bag"
    (folder / "data" / "deep").mkdir(parents=True)
    (folder / "data" / "a.txt").write_text("A")
    (folder / "data" / "deep" / "b.txt").write_text("B")
    close_bag(folder, [("Source-Organization", "Village of\nTest")])
    return folder


def test_what_stands_in_it(made: Path) -> None:
    assert (made / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert (made / "bag-info.txt").read_text() == "Source-Organization: Village of Test\nPayload-Oxum: 2.2\n"
    assert [line[66:] for line in (made / "manifest-sha256.txt").read_text().splitlines()] == [
        "data/a.txt",
        "data/deep/b.txt",
    ]
    assert [line[66:] for line in (made / "tagmanifest-sha256.txt").read_text().splitlines()] == [
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
    ]


def test_the_library_of_congress_takes_it(made: Path) -> None:
    bagit.Bag(str(made)).validate()
    assert is_bag(made)
    assert problems(made, digests(made)) == ()


def test_names_with_the_letters_of_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("100%.txt", "line\nfeed.txt", "re\rturn.txt", "%0A.txt"):
        (tmp_path / "data" / name).write_text(name)
    close_bag(tmp_path, [])
    listed = [line[71:] for line in (tmp_path / "manifest-sha256.txt").read_text().splitlines()]
    assert listed == ["%250A.txt", "100%25.txt", "line%0Afeed.txt", "re%0Dturn.txt"]
    assert problems(tmp_path, digests(tmp_path)) == ()


def change(folder: Path) -> None:
    (folder / "data/a.txt").write_text("a")


def take_away(folder: Path) -> None:
    (folder / "data/a.txt").unlink()


def slip_in(folder: Path) -> None:
    (folder / "data/c.txt").write_text("C")


def change_information(folder: Path) -> None:
    (folder / "bag-info.txt").write_text("Source-Organization: Somebody\n")


def change_list(folder: Path) -> None:
    text = (folder / "manifest-sha256.txt").read_text()
    (folder / "manifest-sha256.txt").write_text(text + text.splitlines()[0] + "\n")


def lose_list(folder: Path) -> None:
    (folder / "manifest-sha256.txt").unlink()


def lead_out(folder: Path) -> None:
    line = f"{'0' * 64}  ../../secret\n"
    (folder / "manifest-sha256.txt").write_text((folder / "manifest-sha256.txt").read_text() + line)


def declare_otherwise(folder: Path) -> None:
    (folder / "bagit.txt").write_text("BagIt-Version: 9.9\nTag-File-Character-Encoding: UTF-8\n")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(change, ("data/a.txt was changed",), id="a changed file"),
        pytest.param(take_away, ("data/a.txt is missing",), id="a missing file"),
        pytest.param(slip_in, ("data/c.txt is in no list",), id="an added file"),
        pytest.param(change_information, ("bag-info.txt was changed",), id="changed information"),
        pytest.param(
            change_list,
            (
                "manifest-sha256.txt:3 is no line of a digest and a path that stands once",
                "manifest-sha256.txt was changed",
            ),
            id="a line that stands twice",
        ),
        pytest.param(
            lose_list,
            ("manifest-sha256.txt is missing", "manifest-sha256.txt is missing"),
            id="a lost list",
        ),
        pytest.param(
            lead_out,
            ("../../secret is missing", "manifest-sha256.txt was changed"),
            id="a path that leads out of it",
        ),
        pytest.param(
            declare_otherwise,
            (
                "bagit.txt is not the declaration of a BagIt 1.0 bag in UTF-8",
                "bagit.txt was changed",
            ),
            id="another version",
        ),
    ],
)
def test_what_is_not_whole(made: Path, harm: Callable[[Path], None], told: tuple[str, ...]) -> None:
    harm(made)
    assert problems(made, digests(made)) == told
    with pytest.raises((bagit.BagError, FileNotFoundError)):
        bagit.Bag(str(made)).validate()


def test_a_link_is_not_followed(made: Path) -> None:
    (made / "data/link").symlink_to("/etc/passwd")
    with pytest.raises(CannotJudge, match="is a link, or no plain file"):
        digests(made)

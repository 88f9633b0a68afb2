from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from clearance.content.tree import Stray, Tree, read_tree
from clearance.errors import CannotJudge
from clearance.model import sha256
from clearance.strict_yaml import MAX_BYTES

PAGE = b"---\ntitle: Home\n---\n"
IMAGE = b"\x89PNG" * 700_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "index.md").write_bytes(PAGE)
    return tmp_path


def strays(root: Path) -> tuple[Stray, ...]:
    """The strays; what else there is must be the one page that was there before."""
    tree = read_tree(root)
    assert tree == Tree({"content/index.md": sha256(PAGE)}, {"content/index.md": PAGE}, tree.strays)
    return tree.strays


def test_pages_are_kept_and_every_file_is_digested(root: Path) -> None:
    (root / "content" / "posts" / "map.png").write_bytes(IMAGE)
    (root / "content" / "posts" / "Flood è.md").write_bytes(b"")
    assert read_tree(root) == Tree(
        digests={
            "content/index.md": sha256(PAGE),
            "content/posts/Flood è.md": sha256(b""),
            "content/posts/map.png": sha256(IMAGE),
        },
        pages={"content/index.md": PAGE, "content/posts/Flood è.md": b""},
    )


def test_an_empty_folder_is_an_empty_tree(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert read_tree(tmp_path) == Tree()


def test_another_folder_can_be_read(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs" / "a.md").write_bytes(PAGE)
    assert read_tree(root, "docs") == Tree({"docs/a.md": sha256(PAGE)}, {"docs/a.md": PAGE})


def test_a_page_over_the_limit_is_digested_whole_and_kept_in_part(root: Path) -> None:
    huge = b"a" * (MAX_BYTES + 3_000_000)
    (root / "content" / "huge.md").write_bytes(huge)
    tree = read_tree(root)
    assert tree.digests["content/huge.md"] == sha256(huge)
    assert tree.pages["content/huge.md"] == huge[: MAX_BYTES + 1]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(
            lambda _: None,
            "content: the folder content/ can't be read (No such file or directory); "
            "it should hold the pages",
            id="it is missing",
        ),
        pytest.param(
            lambda place: place.write_text("pages"),
            "content: content is not a folder; it should be one that holds the pages",
            id="it is a file",
        ),
        pytest.param(
            lambda place: place.symlink_to("."),
            "content: content/ is a symbolic link; it must be a folder of the department itself",
            id="it is a link to a folder",
        ),
    ],
)
def test_no_judgement_without_a_content_folder(
    tmp_path: Path, make: Callable[[Path], object], message: str
) -> None:
    make(tmp_path / "content")
    with pytest.raises(CannotJudge) as refused:
        read_tree(tmp_path)
    assert str(refused.value) == message


def test_links_are_reported_and_never_followed(root: Path) -> None:
    (root / "secret").mkdir()
    (root / "secret" / "page.md").write_bytes(PAGE)
    content = root / "content"
    (content / "file.md").symlink_to(root / "secret" / "page.md")
    (content / "folder").symlink_to(root / "secret")
    (content / "gone.png").symlink_to("nowhere")
    (content / "loop").symlink_to(content)
    assert strays(root) == tuple(
        Stray(f"content/{name}", "this is a symbolic link")
        for name in ("file.md", "folder", "gone.png", "loop")
    )


def test_pipes_and_sockets_are_reported_without_waiting_on_them(root: Path) -> None:
    os.mkfifo(root / "content" / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        at = os.open(root / "content", os.O_RDONLY)
        server.bind(f"/proc/self/fd/{at}/socket.png")  # a socket's own path may have 107 bytes only
        os.close(at)
    assert strays(root) == (
        Stray("content/pipe.md", "this is a named pipe"),
        Stray("content/socket.png", "this is a socket"),
    )


RESERVED = 'the name holds one of < > : " | ? * % # \\'


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param(".gitkeep", "the name begins with a dot, which hides the file", id="a hidden file"),
        pytest.param("a\\b.png", RESERVED, id="a backslash"),
        pytest.param("a:b.png", RESERVED, id="a colon"),
        pytest.param("a%2e.png", RESERVED, id="a percent sign"),
        pytest.param("what?.md", RESERVED, id="a question mark"),
        pytest.param(
            "a.png ", "the name begins with a space, or ends with a space or a dot", id="a last space"
        ),
        pytest.param(
            " a.png", "the name begins with a space, or ends with a space or a dot", id="a first space"
        ),
        pytest.param("a.", "the name begins with a space, or ends with a space or a dot", id="a last dot"),
        pytest.param("a\nb.md", "the name holds an invisible or control character", id="a line break"),
        pytest.param("a\u202eb.md", "the name holds an invisible or control character", id="turned writing"),
        pytest.param(
            "a\u200bb.md", "the name holds an invisible or control character", id="a space without width"
        ),
        pytest.param("a.MD", "the name of a page ends in .md, in small letters", id="a page in capitals"),
        pytest.param(
            "a.markdown", "the name of a page ends in .md, in small letters", id="another ending of MkDocs"
        ),
    ],
)
def test_names_that_can_not_be_published(root: Path, name: str, reason: str) -> None:
    (root / "content" / name).write_bytes(b"")
    assert strays(root) == (Stray(f"content/{name}", reason),)


def test_a_name_that_is_not_utf_8_is_shown_escaped(root: Path) -> None:
    (root / "content" / os.fsdecode(b"caf\xe9.md")).write_bytes(PAGE)
    assert strays(root) == (Stray("content/caf\\xe9.md", "the name is not UTF-8 text"),)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("Map.png", "map.png"), id="capital letters"),
        pytest.param(("STRASSE.md", "straße.md"), id="letters that fold to two"),
        pytest.param(("caf\u00e9.md", "cafe\u0301.md"), id="an accent composed and apart"),
        pytest.param(("ﬁre.md", "fire.md"), id="a ligature"),
    ],
)
def test_names_that_some_computers_take_for_one(root: Path, names: tuple[str, str]) -> None:
    for name in names:
        (root / "content" / name).write_bytes(PAGE)
    reason = "another name beside it differs only by capital letters or by how it is encoded"
    assert strays(root) == tuple(Stray(f"content/{name}", reason) for name in sorted(names))


def test_a_refused_folder_is_not_entered(root: Path) -> None:
    (root / "content" / ".hidden").mkdir()
    (root / "content" / ".hidden" / "page.md").write_bytes(PAGE)
    assert strays(root) == (Stray("content/.hidden", "the name begins with a dot, which hides the file"),)


def test_what_is_too_deep_to_open_is_reported(root: Path) -> None:
    name = "d" * 250
    at = os.open(root / "content", os.O_RDONLY)
    for _ in range(17):
        os.mkdir(name, dir_fd=at)
        inner = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(at)
    (stray,) = strays(root)
    assert stray.reason == "this can't be read (File name too long)"


@contextmanager
def ordinary_user() -> Iterator[None]:
    """The superuser reads everything, whatever its permissions."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_what_may_not_be_read_is_reported() -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content" / "closed").mkdir(parents=True)
        (root / "content" / "secret.png").write_bytes(IMAGE)
        for place, mode in ((root, 0o755), (root / "content/closed", 0), (root / "content/secret.png", 0)):
            place.chmod(mode)
        with ordinary_user():
            tree = read_tree(root)
        (root / "content/closed").chmod(0o755)
    assert tree.strays == (
        Stray("content/closed", "this folder can't be read (Permission denied)"),
        Stray("content/secret.png", "this can't be read (Permission denied)"),
    )

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clearance.cache.store import ABANDONED, KEPT_CONTEXTS, Store

KEY, CONTEXT, OTHER = b"k" * 32, "ab" * 32, "cd" * 32
FIRST = "content/posts/ü-0.md"
PAGES = {f"content/posts/ü-{n}.md": (f"{n:064x}", f"verdict {n}".encode() * 40) for n in range(5)}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def filled(folder: Path, context: str = CONTEXT, key: bytes = KEY) -> Path:
    """The file of a store with PAGES in it."""
    store = Store(folder, context, key)
    for path, (digest, entry) in PAGES.items():
        store.put(path, digest, entry)
    store.save()
    return folder / f"{context}.verdicts"


def found(folder: Path, context: str = CONTEXT, key: bytes = KEY) -> set[str]:
    """The paths whose entry is there, each of which must be as it was put."""
    store = Store(folder, context, key)
    got = {path: store.get(path, digest) for path, (digest, _) in PAGES.items()}
    assert all(entry is None or entry == PAGES[path][1] for path, entry in got.items())
    return {path for path, entry in got.items() if entry is not None}


def test_what_was_put_is_there_the_next_time(tmp_path: Path) -> None:
    file = filled(tmp_path / "new/cache")
    assert found(tmp_path / "new/cache") == PAGES.keys()
    assert names(file.parent) == [".gitignore", file.name]
    assert (file.parent / ".gitignore").read_text().endswith("\n*\n")
    assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_before_it_is_saved(tmp_path: Path) -> None:
    Store(tmp_path / "cache", CONTEXT, KEY).put("a", "0" * 64, b"x")
    assert names(tmp_path) == []


def test_only_what_was_used_is_kept(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path, CONTEXT, KEY)
    first, second, *_ = PAGES
    assert store.get(first, PAGES[first][0]) is not None
    assert store.get(second, "f" * 64) is None
    store.save()
    assert found(tmp_path) == {first}


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    before = filled(tmp_path).stat()
    store = Store(tmp_path, CONTEXT, KEY)
    assert all(store.get(path, digest) for path, (digest, _) in PAGES.items())
    store.save()
    assert (tmp_path / f"{CONTEXT}.verdicts").stat() == before


@pytest.mark.parametrize(
    ("path", "digest", "context", "key"),
    [
        pytest.param("content/x.md", "0" * 64, CONTEXT, KEY, id="another path"),
        pytest.param(FIRST, "1" * 64, CONTEXT, KEY, id="another digest"),
        pytest.param(FIRST, "0" * 64, OTHER, KEY, id="another context"),
        pytest.param(FIRST, "0" * 64, CONTEXT, b"K" * 32, id="another user's key"),
    ],
)
def test_an_entry_is_for_its_page_context_and_user_alone(
    tmp_path: Path, path: str, digest: str, context: str, key: bytes
) -> None:
    file = filled(tmp_path)
    (tmp_path / f"{OTHER}.verdicts").write_bytes(file.read_bytes())
    assert Store(tmp_path, CONTEXT, KEY).get(FIRST, "0" * 64) is not None
    assert Store(tmp_path, context, key).get(path, digest) is None


# --- broken files --------------------------------------------------------------------------


def test_a_file_cut_off_anywhere_is_not_used(tmp_path: Path) -> None:
    file = filled(tmp_path)
    whole = file.read_bytes()
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        assert found(tmp_path) == set()
    file.write_bytes(whole)
    assert found(tmp_path) == PAGES.keys()


def test_a_changed_bit_anywhere_is_never_believed(tmp_path: Path) -> None:
    file = filled(tmp_path)
    whole = file.read_bytes()
    for place in range(0, len(whole), 3):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << place % 8)]) + whole[place + 1 :])
        assert found(tmp_path) == set()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\0" * 4096, id="zeros, as after a power failure"),
        pytest.param(b"clearance sealed 2\n" + b"x" * 100, id="another version's"),
        pytest.param(b"clearance sealed 1\n" + b"\xff" * 100, id="under no seal"),
        pytest.param(b"SQLite format 3\0", id="something else"),
    ],
)
def test_what_is_no_file_of_entries_is_not_used_and_written_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / f"{CONTEXT}.verdicts").write_bytes(data)
    assert found(tmp_path) == set()
    filled(tmp_path)
    assert found(tmp_path) == PAGES.keys()


# --- odd folders ---------------------------------------------------------------------------


def linked_file(folder: Path) -> None:
    real = filled(folder / "real")
    (folder / "cache").mkdir()
    (folder / "cache" / real.name).symlink_to(real)


def linked_folder(folder: Path) -> None:
    filled(folder / "real")
    (folder / "cache").symlink_to("real")


def pipe(folder: Path) -> None:
    (folder / "cache").mkdir()
    os.mkfifo(folder / "cache" / f"{CONTEXT}.verdicts")


def folder_for_a_file(folder: Path) -> None:
    (folder / "cache" / f"{CONTEXT}.verdicts").mkdir(parents=True)


def file_for_a_folder(folder: Path) -> None:
    (folder / "cache").write_bytes(b"")


def link_to_nothing(folder: Path) -> None:
    (folder / "cache").symlink_to("nowhere")


@pytest.mark.parametrize(
    "make", [linked_file, linked_folder, pipe, folder_for_a_file, file_for_a_folder, link_to_nothing]
)
def test_what_is_no_plain_file_in_a_plain_folder_is_not_read(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path)
    assert found(tmp_path / "cache") == set()


@pytest.mark.parametrize("make", [linked_folder, folder_for_a_file, file_for_a_folder, link_to_nothing])
def test_where_nothing_can_be_written_nothing_is(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path)
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    filled(tmp_path / "cache")
    after = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    assert [path for path in after if path.name != ".gitignore"] == [
        path for path in before if path.name != ".gitignore"
    ]
    assert found(tmp_path / "cache") == set()


def test_a_link_in_the_files_place_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / f"{CONTEXT}.verdicts").symlink_to(tmp_path / "precious")
    filled(tmp_path / "cache")
    assert found(tmp_path / "cache") == PAGES.keys()
    assert (tmp_path / "precious").read_text() == "precious"


def test_in_a_place_where_nobody_may_write_it_is_not_used() -> None:
    filled(Path("/proc/clearance-cache"))
    assert found(Path("/proc/clearance-cache")) == set()


FILL = """
import sys
from pathlib import Path
from clearance.cache.store import Store
store = Store(Path(sys.argv[1]), "ab" * 32, b"k" * 32)
for number in range(int(sys.argv[2])):
    store.put(f"content/{number}.md", f"{number:064x}", b"x" * int(sys.argv[3]))
"""


def test_on_a_full_disk_the_old_entries_stay(tmp_path: Path) -> None:
    """The system lets this process write only some bytes more, as a full disk does."""
    filled(tmp_path)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    program = FILL + limit + "store.save()\nprint('went on')"
    command = [sys.executable, "-c", program, str(tmp_path), "100", "5000"]
    # Coverage writes a file at the end of each process, and would be what can't be written.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ran = subprocess.run(command, capture_output=True, check=False, env=unmeasured)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"went on\n", b"")
    assert found(tmp_path) == PAGES.keys()
    assert names(tmp_path) == [".gitignore", f"{CONTEXT}.verdicts"]


def test_killed_while_writing_the_old_entries_stay(tmp_path: Path) -> None:
    filled(tmp_path)
    program = FILL + "print('now', flush=True)\nwhile True:\n    store.save()\n"
    for wait in (0.0, 0.01, 0.03, 0.05):
        command = [sys.executable, "-c", program, str(tmp_path), "200", "50000"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"now\n"
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        store = Store(tmp_path, CONTEXT, KEY)
        old = [store.get(path, digest) for path, (digest, _) in PAGES.items()]
        new = [store.get(f"content/{number}.md", f"{number:064x}") for number in range(200)]
        assert all(old) != all(new)
        assert any(old) != any(new)


def test_two_that_write_at_once_leave_what_one_of_them_wrote(tmp_path: Path) -> None:
    program = FILL + "for _ in range(40):\n    store.save()\n"
    commands = [[sys.executable, "-c", program, str(tmp_path), count, "3000"] for count in ("100", "300")]
    running = [subprocess.Popen(command) for command in commands]
    while any(process.poll() is None for process in running):
        store = Store(tmp_path, CONTEXT, KEY)
        got = [store.get(f"content/{number}.md", f"{number:064x}") for number in range(300)]
        assert sum(entry is not None for entry in got) in {0, 100, 300}
        assert {entry for entry in got if entry is not None} <= {b"x" * 3000}
    assert [process.wait() for process in running] == [0, 0]


# --- tidiness ------------------------------------------------------------------------------


def test_the_oldest_contexts_are_let_go(tmp_path: Path) -> None:
    contexts = [f"{number:02x}" * 32 for number in range(KEPT_CONTEXTS + 2)]
    for age, context in enumerate(reversed(contexts)):
        file = filled(tmp_path, context)
        os.utime(file, (time.time() - 1000 + age,) * 2)
    filled(tmp_path, CONTEXT)
    left = {path.stem for path in tmp_path.glob("*.verdicts")}
    assert left == {CONTEXT, *contexts[: KEPT_CONTEXTS - 1]}


def test_what_was_never_finished_is_let_go_after_a_while(tmp_path: Path) -> None:
    tmp_path.joinpath(".a.unfinished").write_bytes(b"")
    tmp_path.joinpath(".b.unfinished").write_bytes(b"")
    os.utime(tmp_path / ".a.unfinished", (time.time() - ABANDONED - 9,) * 2)
    (tmp_path / "somebody's file").write_bytes(b"")
    filled(tmp_path)
    assert names(tmp_path) == [
        ".b.unfinished",
        ".gitignore",
        f"{CONTEXT}.verdicts",
        "somebody's file",
    ]

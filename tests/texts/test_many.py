from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from bench.typical_posts import typical_posts
from tests.guidelines.sample import ROOT
from tests.texts.ground import GUIDELINES, PNG, Memory, ground, page

from clearance.guidelines.department import Reading
from clearance.model import TextVerdict
from clearance.texts.many import judge_texts

MAP = "content/map.png"
WITH_MAP = page(
    "![A map of the closed road](map.png) See [this](there.pdf) and [that](other.md).",
    more="clearance:\n  media:\n    map.png: {kind: map}\n",
)
FILES: Mapping[str, bytes] = {
    "content/a.md": page("The informant lives at 114 Oak Street."),
    "content/b.md": WITH_MAP,
    "content/broken.md": b"nothing",
    MAP: PNG,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def judge(files: Mapping[str, bytes], root: Path, kept: Memory | None = None) -> list[object]:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    pages, on = ground(files, root)
    return [*judge_texts(dict(pages), on, kept=kept)]


def test_the_verdict_is_the_same_cold_kept_and_with_nothing_kept(root: Path) -> None:
    kept = Memory()
    without, cold, warm = (judge(FILES, root, memory) for memory in (None, kept, kept))
    assert without == cold == warm
    assert repr(without) == repr(cold) == repr(warm)
    assert (kept.put_, kept.got) == (["content/a.md", "content/b.md"], ["content/a.md", "content/b.md"])


def sample_and_typical() -> dict[str, bytes]:
    content = (ROOT / "content").rglob("*.md")
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in content}
    return files | {post.path: post.text.encode() for post in typical_posts(60)}


def test_of_the_sample_and_typical_posts_too() -> None:
    pages, on = ground(sample_and_typical())
    kept = Memory()
    without, cold, warm = (judge_texts(dict(pages), on, kept=memory) for memory in (None, kept, kept))
    assert repr(without) == repr(cold) == repr(warm)
    assert len(kept.got) == len(pages)


@pytest.mark.parametrize(
    ("changes", "again"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"content/a.md": page("Something else.")}, ["content/a.md"], id="a page's bytes"),
        pytest.param({MAP: PNG + b"\0"}, ["content/b.md"], id="a picture's bytes"),
        pytest.param(
            {"content/there.pdf": b"%PDF-1.4"}, ["content/b.md"], id="a file that a page links to comes"
        ),
        pytest.param({MAP: None}, ["content/b.md"], id="a picture goes"),
        pytest.param({"content/other.md": page("Another page.")}, ["content/other.md"], id="a page more"),
        pytest.param({"content/alone.png": PNG}, [], id="a file that no page names"),
    ],
)
def test_only_what_a_change_bears_on_is_judged_again(
    root: Path, changes: Mapping[str, bytes | None], again: list[str]
) -> None:
    kept = Memory()
    judge(FILES, root, kept)
    files = {path: data for path, data in {**FILES, **changes}.items() if data is not None}
    kept.put_.clear()
    warm = judge(files, root, kept)
    # what could not be read in time, or at all, is never kept: the broken document, that is
    assert [path for path in kept.put_ if path in again] == [path for path in again if path in kept.put_]
    assert set(kept.put_) <= set(again)
    assert warm == judge(files, root)


def test_a_page_at_another_path_is_another_page(root: Path) -> None:
    kept = Memory()
    judge(FILES, root, kept)
    moved = {f"content/x{path.removeprefix('content')}": data for path, data in FILES.items()}
    assert judge(moved, root, kept) == judge(moved, root)


def test_a_page_with_a_file_that_can_not_be_read_is_looked_at_every_time(root: Path) -> None:
    kept = Memory()
    files = {**FILES, MAP: b"\x89PNG broken"}
    first = judge(files, root, kept)
    assert kept.put_ == ["content/a.md"]
    assert judge(files, root, kept) == first
    (verdict,) = [
        each for each in first if isinstance(each, TextVerdict) and each.page.path == "content/b.md"
    ]
    assert not verdict.lasting


def test_a_page_with_files_is_looked_at_every_time_where_pictures_are_read(root: Path) -> None:
    """A program outside of Python, of any version, has a part in that."""
    reading = Reading.model_validate({"writing_in_pictures": True})
    department = GUIDELINES.department.model_copy(update={"reading": reading})
    pages, on = ground(FILES, root, dataclasses.replace(GUIDELINES, department=department))
    kept = Memory()
    first = judge_texts(dict(pages), on, kept=kept)
    assert kept.put_ == ["content/a.md"]
    plain = Memory()
    judge(FILES, root, plain)
    assert judge_texts(dict(pages), on, kept=plain) == first
    assert plain.put_[2:] == []


@pytest.mark.parametrize(
    "entry",
    [b"", b"{}", b'{"unreadable": ["a", "b", "c", 1, 1]}'],
    ids=["nothing", "no verdict", "a refusal"],
)
def test_what_is_kept_and_is_no_verdict_is_not_used(root: Path, entry: bytes) -> None:
    kept = Memory()
    judge(FILES, root, kept)
    kept.entries = dict.fromkeys(kept.entries, entry)
    assert judge(FILES, root, kept) == judge(FILES, root)


FORKED = """
import sys
from tests.texts.ground import Memory, ground
from tests.texts.test_many import sample_and_typical
from clearance.texts import many
many.WORTH_WORKERS = 50
pages, on = ground(sample_and_typical())
forked, forks = many.in_workers, []
many.in_workers = lambda parts, work: forks.append(len(parts)) or forked(parts, work)
here = many.judge_texts(dict(pages), on)
kept = Memory()
for workers in (2, 3):
    there = many.judge_texts(dict(pages), on, kept=Memory() if workers == 3 else kept, workers=workers)
    assert repr(there) == repr(here), "not the same"
assert repr(many.judge_texts(dict(pages), on, kept=kept, workers=2)) == repr(here)
few = many.judge_texts(dict(pages[:40]), on, workers=2)
assert repr(few) == repr(here[:40])
print(forks, len(pages))
"""


def test_workers_say_the_same_in_the_same_order() -> None:
    """And of few pages, or pages whose verdict is kept, there are none."""
    ran = subprocess.run(
        [sys.executable, "-c", FORKED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("[2, 3] ")

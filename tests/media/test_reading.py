from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.media import samples

from clearance.media import answers, wire, worker
from clearance.media.reading import CHANGED, Examiner, Reader
from clearance.media.values import Examined, Mark, Media, Trait, Unread
from clearance.model import sha256

PLAIN = Media("PNG")
GAVE_UP = Unread("reading it failed or took too long, as with a file that is broken or made to do harm")


def put(root: Path, path: str, data: bytes) -> str:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)
    return sha256(data)


def examined(root: Path, files: dict[str, str]) -> dict[str, Examined]:
    with Examiner(root) as examiner:
        return examiner.examine(files)


def test_files_of_a_department_are_read_by_their_digest(tmp_path: Path) -> None:
    png = samples.plain_picture("PNG")
    files = {
        "content/a.png": put(tmp_path, "content/a.png", png),
        "content/posts/b.png": put(tmp_path, "content/posts/b.png", png),
        "content/c.jpg": put(tmp_path, "content/c.jpg", png),
        "content/d.pdf": put(tmp_path, "content/d.pdf", b"%PDF-1.4 nothing"),
    }
    assert examined(tmp_path, files) == {
        "content/a.png": PLAIN,
        "content/posts/b.png": PLAIN,
        "content/c.jpg": Media("PNG", marks=(Mark(Trait.WRONG_NAME, "PNG"),)),
        "content/d.pdf": Unread("it is cut off or broken: it can't be read as a PDF"),
    }


def test_a_file_that_changed_since_it_was_digested_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, "content/a.png", samples.plain_picture("PNG"))
    assert examined(tmp_path, {"content/a.png": sha256(b"other")}) == {"content/a.png": Unread(CHANGED)}


def test_links_folders_pipes_and_missing_files_are_not_read(tmp_path: Path) -> None:
    digest = put(tmp_path, "content/a.png", samples.plain_picture("PNG"))
    (tmp_path / "content/link.png").symlink_to("a.png")
    os.mkfifo(tmp_path / "content/pipe.png")
    (tmp_path / "content/folder.png").mkdir()
    names = ("link", "pipe", "folder", "missing")
    found = examined(tmp_path, {f"content/{name}.png": digest for name in names})
    assert all(isinstance(each, Unread) for each in found.values())
    assert found["content/pipe.png"] == Unread("it is no regular file")


def test_nothing_is_started_for_no_files(tmp_path: Path) -> None:
    assert examined(tmp_path, {}) == {}


def test_a_reader_that_takes_too_long_is_stopped_and_the_next_file_is_read() -> None:
    with Reader(wall_seconds=0.01) as reader:
        started = time.monotonic()
        assert reader.examine("a.png", samples.plain_picture("PNG")) == GAVE_UP
        assert reader.clean("a.png", samples.plain_picture("PNG")) == GAVE_UP
        assert time.monotonic() - started < 10
        reader._wall_seconds = 60
        assert reader.examine("a.png", samples.plain_picture("PNG")) == PLAIN


def test_a_reader_that_dies_takes_nothing_with_it() -> None:
    with Reader() as reader:
        assert reader.examine("a.png", samples.plain_picture("PNG")) == PLAIN
        assert reader._process is not None
        reader._process.kill()
        reader._process.wait()
        assert reader.examine("a.png", samples.plain_picture("PNG")) == GAVE_UP
        assert reader.examine("a.png", samples.plain_picture("PNG")) == PLAIN


def test_a_closed_reader_leaves_no_process() -> None:
    with Reader() as reader:
        reader.examine("a.png", samples.plain_picture("PNG"))
        process = reader._process
    assert process is not None
    assert process.returncode is not None


def test_the_process_can_not_take_more_than_its_share_of_memory() -> None:
    code = "from clearance.media import worker; worker._bound(); bytearray(3_000_000_000)"
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={"PYTHONPATH": paths}, check=False
    )
    assert done.returncode == 1
    assert b"MemoryError" in done.stderr


def test_the_process_can_not_take_more_than_its_share_of_time() -> None:
    code = (
        "import resource; from clearance.media import worker; worker.CPU_SECONDS = 0; worker._bound_time()\n"
        "while True: pass"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={"PYTHONPATH": paths}, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGXCPU


def test_cleaning_passes_the_new_bytes_and_the_marks() -> None:
    with Reader() as reader:
        answer = reader.clean("a.png", samples.png_with_texts())
    assert isinstance(answer, tuple)
    data, removed, left = answer
    assert Mark(Trait.LOCATION, "GPS position") in removed
    assert left == ()
    assert samples.NAME.encode() not in data


def test_the_process_does_not_look_for_its_code_where_it_happens_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PIL", "pikepdf", "clearance", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    with Reader() as reader:
        assert reader.examine("a.png", samples.plain_picture("PNG")) == PLAIN


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(b"no json\n", id="no JSON"),
        pytest.param(b"[]\n", id="no object"),
        pytest.param(b'{"size": -1}\n', id="a size below nothing"),
        pytest.param(b'{"size": 99}\n', id="a size beyond the limit"),
        pytest.param(b'{"size": 5}\nabc', id="a body that is cut off"),
    ],
)
def test_a_message_that_is_none_is_refused(message: bytes) -> None:
    with pytest.raises(wire.Garbled):
        wire.receive(io.BytesIO(message), limit=10)


@pytest.mark.parametrize("data", [b"{}", b'{"format": 1}', b'{"format": "PNG", "marks": [{"trait": "x"}]}'])
def test_an_answer_that_is_no_media_is_refused(data: bytes) -> None:
    with pytest.raises(wire.Garbled):
        answers.media_from_json(data)


def test_marks_that_are_none_are_refused() -> None:
    with pytest.raises(wire.Garbled):
        answers.marks_from_json("[[1]]")


@pytest.mark.parametrize(
    ("do", "data", "kind"),
    [
        pytest.param(wire.EXAMINE, samples.plain_picture("PNG"), "media", id="a picture"),
        pytest.param(wire.EXAMINE, b"", "unread", id="nothing"),
        pytest.param(wire.CLEAN, samples.png_with_texts(), "cleaned", id="a picture to clean"),
        pytest.param(wire.CLEAN, b"", "unread", id="nothing to clean"),
    ],
)
def test_the_process_answers_each_question(
    monkeypatch: pytest.MonkeyPatch, do: str, data: bytes, kind: str
) -> None:
    monkeypatch.setattr(worker, "_bound_time", lambda: None)  # it would end this process during a later test
    questions, answers = io.BytesIO(), io.BytesIO()
    wire.send(questions, {"do": do, "name": "a.png"}, data)
    questions.seek(0)
    worker.serve(questions, answers)
    answers.seek(0)
    answer = wire.receive(answers, limit=10_000_000)
    assert answer is not None
    assert answer[0]["is"] == kind


def test_a_fault_of_a_reader_is_an_unread_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "examine", lambda _name, _data, *, writing: 1 / writing)
    answers = io.BytesIO()
    worker.answer(answers, {"do": wire.EXAMINE, "name": "a.png"}, b"x")
    answers.seek(0)
    received = wire.receive(answers, limit=10)
    assert received is not None
    assert received[0]["message"] == "it is broken, or made in a way that can't be read"

from __future__ import annotations

from pathlib import Path

import pytest
from tests.media import samples, test_pdfs

from clearance.cli.main import run

PHOTO = samples.photograph(exif=samples.exif(person=False, camera=False))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "guidelines").mkdir()
    return tmp_path


def fix(root: Path, *arguments: str) -> int:
    return run(["fix", "--root", str(root), *arguments])


def test_a_photograph_is_mended(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/a.jpg").write_bytes(PHOTO)
    assert fix(root, "content/a.jpg") == 0
    assert capsys.readouterr().out == "content/a.jpg: took out GPS position\n1 file(s) looked at, 1 mended.\n"
    assert fix(root, "content/a.jpg") == 0
    assert capsys.readouterr().out == "1 file(s) looked at, 0 mended.\n"


def test_a_dry_run_says_what_it_would_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/a.jpg").write_bytes(PHOTO)
    assert fix(root, "--dry-run", "content") == 1
    told = "content/a.jpg: would take out GPS position\n1 file(s) looked at, 1 would be mended.\n"
    assert capsys.readouterr().out == told
    assert (root / "content/a.jpg").read_bytes() == PHOTO


def test_what_only_a_person_can_mend_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/a.pdf").write_bytes(samples.pdf(samples.cover))
    assert fix(root, "content/a.pdf") == 1
    told = "content/a.pdf: left for a person: covered text (page 1)\n1 file(s) looked at, 0 mended.\n"
    assert capsys.readouterr().out == told


def test_a_file_that_can_not_be_read_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/a.pdf").write_bytes(b"%PDF-1.4")
    assert fix(root, "content/a.pdf") == 2
    told = "content/a.pdf: can't be mended: it is cut off or broken: it can't be read as a PDF\n"
    assert capsys.readouterr().err == told


def test_paths_outside_content_and_links_are_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "guidelines/a.yml").write_bytes(b"a\r\n")
    (root / "content/b.md").symlink_to(root / "guidelines/a.yml")
    assert fix(root, "guidelines/a.yml") == 2
    assert fix(root, "content/b.md") == 2
    assert fix(root, "content/missing.md") == 2
    assert (root / "guidelines/a.yml").read_bytes() == b"a\r\n"
    assert "Traceback" not in capsys.readouterr().err


def test_private_text_is_not_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/a.pdf").write_bytes(samples.altered(samples.pdf(samples.cover), test_pdfs._author))
    assert fix(root, "content/a.pdf") == 1
    assert samples.NAME not in capsys.readouterr().out

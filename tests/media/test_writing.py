"""What is written in pictures, read by the real program."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.media import samples
from tests.media.samples import saved

from clearance.errors import CannotJudge
from clearance.media.reading import Examiner, Reader
from clearance.media.values import Inscription, Media, Origin, Unread
from clearance.model import sha256

NUMBER = "SSN 736-41-8820"


def sign(text: str, *, size: tuple[int, int] = (900, 300), letters: float = 48) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).multiline_text((40, 60), text, fill="black", font=ImageFont.load_default(letters))
    return picture


def written(data: bytes, name: str = "sign.png") -> list[str]:
    with Reader(writing=True) as reader:
        found = reader.examine(name, data)
    assert isinstance(found, Media)
    return [said.text for said in found.inscriptions if said.origin is Origin.WRITING]


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        pytest.param("PNG", "sign.png", id="PNG"),
        pytest.param("JPEG", "sign.jpg", id="JPEG, read at full size"),
        pytest.param("WEBP", "sign.webp", id="WEBP"),
        pytest.param("HEIF", "sign.heic", id="HEIF"),
        pytest.param("GIF", "sign.gif", id="GIF, the first frame"),
    ],
)
def test_lines_are_read_from_every_kind(format_: str, name: str) -> None:
    assert written(saved(sign(f"Mill Street closed\n{NUMBER}"), format_), name) == [
        "Mill Street closed",
        NUMBER,
    ]


def test_a_large_photograph_is_read_as_well() -> None:
    assert NUMBER in written(saved(sign(NUMBER, size=(6000, 4000), letters=300), "JPEG"), "big.jpg")


def test_small_letters_are_enlarged() -> None:
    assert NUMBER in written(saved(sign(NUMBER, size=(300, 120), letters=15), "PNG"))


def test_a_picture_is_read_as_it_is_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = sign(NUMBER).transpose(Image.Transpose.ROTATE_90)
    assert NUMBER in written(saved(turned, "JPEG", exif=exif), "turned.jpg")


def test_writing_on_a_clear_ground_is_read_on_white() -> None:
    clear = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    ImageDraw.Draw(clear).text((40, 60), NUMBER, fill="black", font=ImageFont.load_default(48))
    assert NUMBER in written(saved(clear, "PNG"))


def test_a_scene_without_writing_says_nothing() -> None:
    assert written(samples.photograph(), "scene.jpg") == []


def test_pictures_are_not_read_unless_asked() -> None:
    data = saved(sign(NUMBER), "PNG")
    with Reader() as reader:
        assert reader.examine("sign.png", data) == Media("PNG")


def test_a_picture_that_can_not_be_read_is_never_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with Reader(writing=True) as reader:
        assert reader.examine("sign.png", saved(sign(NUMBER), "PNG")) == Unread(
            "the writing in it could not be read"
        )


def test_without_the_program_there_is_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "sign.png").write_bytes(data := saved(sign(NUMBER), "PNG"))
    with Examiner(tmp_path, writing=True) as examiner, pytest.raises(CannotJudge) as told:
        examiner.examine({"sign.png": sha256(data)})
    assert str(told.value) == (
        "guidelines/department.yml: reading.writing_in_pictures is true, but the program tesseract is "
        "missing; install it (Debian: apt-get install tesseract-ocr), or have the chief set it to false"
    )


def test_the_writing_is_the_files_own_text(tmp_path: Path) -> None:
    (tmp_path / "sign.png").write_bytes(data := saved(sign(NUMBER), "PNG"))
    with Examiner(tmp_path, writing=True) as examiner:
        found = examiner.examine({"sign.png": sha256(data)})
    assert found == {"sign.png": Media("PNG", inscriptions=(Inscription(NUMBER, Origin.WRITING),))}

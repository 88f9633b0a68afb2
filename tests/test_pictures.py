"""What is written in a picture is judged as the page's own words, where the department asks for it."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.department import Department
from tests.village import MAP, POST

SWITCH = "reading: {writing_in_pictures: true}"


def sign(text: str) -> bytes:
    picture = Image.new("RGB", (900, 200), "white")
    ImageDraw.Draw(picture).text((40, 60), text, fill="black", font=ImageFont.load_default(48))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def reading(department: Department) -> Department:
    department.replace("guidelines/department.yml", "equipment:", f"{SWITCH}\nequipment:")
    department.adopt()
    return department


def test_a_number_in_a_picture_is_found_where_the_page_shows_it(reading: Department) -> None:
    reading.write(MAP, sign("SSN 736-41-8820"))
    reading.commit()
    found = [f for f in reading.judge().outcome.all_findings if f.code == "PB101"]
    assert [(f.path, f.line, f.severity) for f in found] == [(POST, 10, "block")]
    assert "736" not in found[0].message


def test_a_harmless_sign_is_not_a_finding(reading: Department) -> None:
    reading.write(MAP, sign("Mill Street closed until noon"))
    reading.commit()
    assert [f for f in reading.judge().outcome.all_findings if f.code.startswith("PB")] == []


def test_a_department_that_does_not_ask_has_no_writing_read(department: Department) -> None:
    department.write(MAP, sign("SSN 736-41-8820"))
    department.commit()
    assert [f for f in department.judge().outcome.all_findings if f.code == "PB101"] == []

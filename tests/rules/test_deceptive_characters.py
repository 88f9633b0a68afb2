from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import case, facts, page

from clearance.model import Place, Violation
from clearance.rules import deceptive_characters


def found(text: str) -> list[Violation]:
    source = f"---\ntitle: x\n---\n{text}".encode()
    about = replace(page("content/a.md"), source=source)
    return [*deceptive_characters.check(case(about), facts())]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Plain text.\n\tA tab.\r\nA line of Windows.\n", id="line ends and tabs"),
        pytest.param("¿Quién es? 你好 שלום\u200f מים\n", id="other scripts, with their own marks"),
        pytest.param("a\u200bb\u00adc\n", id="invisible, but turning nothing"),
    ],
)
def test_honest_text_passes(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("ab\u202ecd\n", "202E", id="an override of the direction"),
        pytest.param("ab\u2066cd\n", "2066", id="an isolate"),
        pytest.param("ab\x0bcd\n", "000B", id="a vertical tab"),
        pytest.param("ab\x1b[2Kcd\n", "001B", id="an escape of a terminal"),
        pytest.param("ab\u0085cd\n", "0085", id="a control of the second set"),
    ],
)
def test_text_that_shows_otherwise_than_it_is(text: str, name: str) -> None:
    message = f"the character U+{name} can't be seen and can hide or turn text around it"
    assert found(text) == [Violation(message, Place(4, 3))]

from __future__ import annotations

import pytest
from tests.report.sample import HOSTILE

from clearance.report.terminal import plain
from clearance.report.visible import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Über-Flut, 50 % · 洪水", "Über-Flut, 50 % · 洪水", id="letters of any script stay"),
        pytest.param("a\nb\rc\td", r"a\nb\rc\td", id="line breaks and tabs"),
        pytest.param("\x1b[31m\x07\x9b", r"\x1b[31m\x07\x9b", id="terminal escapes, also of eight bits"),
        pytest.param("\u202egnp\u2066", r"\u202egnp\u2066", id="bidirectional overrides and isolates"),
        pytest.param("a\u200b\u00ad\ufeff", r"a\u200b\xad\ufeff", id="zero-width characters"),
        pytest.param("\u2028\u2029\x85", r"\u2028\u2029\x85", id="unicode line breaks"),
        pytest.param("\udcff", r"\udcff", id="a byte of a path that is no text"),
        pytest.param("\U000e0041", r"\U000e0041", id="a tag character"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_wrapped_remedy_becomes_one_line() -> None:
    assert one_line("  Leave the\n    name\tout\x1b. ") == r"Leave the name out\x1b."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("12:30: closed ## [1]", "12:30: closed ## [1]", id="ordinary colons and hashes stay"),
        pytest.param("::error::x", r":\x3aerror:\x3ax", id="a workflow command"),
        pytest.param("see ##[error]x", r"see #\x23[error]x", id="an old workflow command"),
    ],
)
def test_nothing_is_a_workflow_command(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_hostile_text_whole() -> None:
    assert plain(HOSTILE) == (
        r":\x3aerror:\x3ax %0A #\x23[error]y \x1b[31mred\x1b[0m \u202egnp.exe\u200b\n"
        r":\x3astop-commands:\x3az\r[click](javascript:alert(1)) ![p](https://evil.example/p.png)"
        r" <img src=x onerror=alert(1)> | cell | @chief `code` {0} [bold]rich[/bold]"
        r" www.evil.example a@evil.example &lt; \udcff"
    )

from __future__ import annotations

from pathlib import Path

import pytest
from tests.history.sandbox import Sandbox

from clearance.errors import CannotJudge
from clearance.history.pin import PIN_SETTING, PIN_VARIABLE, set_pin, trusted_pin

DIGITS = "0123456789abcdef" * 4
PIN = f"sha256:{DIGITS}"


def test_none_is_set(sandbox: Sandbox) -> None:
    assert trusted_pin(sandbox.top, {}) == ""


@pytest.mark.parametrize("pin", [PIN, DIGITS])
def test_set_in_this_clone(sandbox: Sandbox, pin: str) -> None:
    set_pin(sandbox.top, pin)
    assert trusted_pin(sandbox.top, {}) == pin
    assert sandbox.git("config", "--local", PIN_SETTING) == pin


def test_set_in_the_environment(sandbox: Sandbox) -> None:
    assert trusted_pin(sandbox.top, {PIN_VARIABLE: f" {PIN}\n"}) == PIN


def test_the_environment_comes_first(sandbox: Sandbox) -> None:
    set_pin(sandbox.top, "a" * 64)
    assert trusted_pin(sandbox.top, {PIN_VARIABLE: PIN}) == PIN
    assert trusted_pin(sandbox.top, {PIN_VARIABLE: " "}) == "a" * 64


@pytest.mark.parametrize(
    "pin", ["main", "sha256:", DIGITS[:-1], f"{DIGITS}0", DIGITS.upper(), f"md5:{DIGITS}", "x" * 500]
)
def test_what_is_no_pin(sandbox: Sandbox, pin: str) -> None:
    for variables in ({PIN_VARIABLE: pin}, {}):
        sandbox.git("config", PIN_SETTING, pin)
        with pytest.raises(CannotJudge, match="expected sha256: and 64 digits") as refused:
            trusted_pin(sandbox.top, variables)
        assert len(str(refused.value)) < 300


def test_a_pin_in_a_file_of_the_repository_is_not_believed(sandbox: Sandbox) -> None:
    """Who can push could push it."""
    sandbox.add(".gitconfig", f"[clearance]\n\trootPin = {PIN}\n")
    sandbox.add(".git-blame-ignore-revs", PIN)
    assert trusted_pin(sandbox.top, {}) == ""


def test_no_repository_to_set_it_in(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge):
        set_pin(tmp_path, PIN)
    assert trusted_pin(tmp_path, {}) == ""

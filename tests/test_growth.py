"""What tells linear growth from a square's does tell them apart."""

from __future__ import annotations

from tests.growth import grows_linearly


def _line(size: int) -> int:
    return sum(number % 7 for number in range(size))


def _square(size: int) -> int:
    return sum(number % 7 for number in range(size * size // 200))


def test_a_square_is_told_from_a_line() -> None:
    assert grows_linearly(_line, 200_000)
    assert not grows_linearly(_square, 8_000)


def test_one_disturbed_run_says_nothing() -> None:
    runs: list[int] = []

    def disturbed(size: int) -> None:
        runs.append(size)
        _line(size * (20 if len(runs) == 2 else 1))

    assert grows_linearly(disturbed, 200_000)
    assert len(runs) > 2

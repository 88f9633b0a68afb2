"""What a page of the sample site weighs, for somebody on a phone with a slow line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.visitor import KINDS, Counting, first_search, visit
from playwright.sync_api import Browser

POST = "posts/2026/halvorsen-bridge-closure/"
MOST_OF_A_PAGE = 150_000
MOST_OF_A_POST_AFTERWARDS = 100_000
MOST_OF_A_SEARCH = 300_000
"""bytes, compressed as a server would"""


@pytest.fixture
def server(sample: Path) -> Iterator[Counting]:
    with Counting(sample) as counting:
        yield counting
        counting.shutdown()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_weighs_little(browser: Browser, server: Counting, kind: str) -> None:
    with browser.new_context() as context:
        _, load = visit(server, context, KINDS[kind])
    assert load.requests > 1
    assert load.packed < MOST_OF_A_PAGE


def test_a_post_after_the_front_page_weighs_less(browser: Browser, server: Counting) -> None:
    with browser.new_context() as context:
        visit(server, context, "")
        page, load = visit(server, context, POST)
        assert 0 < load.packed < MOST_OF_A_POST_AFTERWARDS
        assert 0 < first_search(server, page, "bridge").packed < MOST_OF_A_SEARCH

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.texts.ground import ground, page

from clearance.model import TextVerdict, Unreadable
from clearance.rules.readings import PAGES_AT_ONCE
from clearance.texts.judging import BYTES_AT_ONCE, batches, judge_batch

SMALL, LARGE = b"x" * 100, b"x" * (BYTES_AT_ONCE - 50)


@pytest.mark.parametrize(
    ("sizes", "runs"),
    [
        pytest.param([], [], id="no page"),
        pytest.param([SMALL], [1], id="one page"),
        pytest.param([SMALL] * PAGES_AT_ONCE, [PAGES_AT_ONCE], id="a full batch"),
        pytest.param([SMALL] * (2 * PAGES_AT_ONCE + 1), [PAGES_AT_ONCE, PAGES_AT_ONCE, 1], id="one more"),
        pytest.param([LARGE, SMALL, SMALL], [1, 2], id="a large page first"),
        pytest.param([SMALL, LARGE, SMALL], [1, 1, 1], id="a large page among small ones"),
        pytest.param([LARGE * 3, LARGE * 3], [1, 1], id="pages larger than a batch"),
    ],
)
def test_pages_come_in_batches_that_are_small_and_few(sizes: list[bytes], runs: list[int]) -> None:
    dealt = [*batches([("p", data) for data in sizes])]
    assert [len(batch) for batch in dealt] == runs
    assert [number for batch in dealt for number in batch] == [*range(len(sizes))]


def test_what_can_not_be_read_stands_in_its_place_among_the_others() -> None:
    files = {
        "content/a.md": page("The informant lives at 114 Oak Street."),
        "content/b.md": b"no front matter\n",
        "content/c.md": page("As deep as can be."),
        "content/d.md": page("<b>" * 300),
        "content/e.md": page("All is well."),
    }
    pages, on = ground(files)

    def render(text: str) -> str:
        return render(text) if "As deep as can be" in text else on.render(text)

    with on.examiner() as examiner:
        verdicts = judge_batch(pages, replace(on, render=render), examiner)
    assert [
        verdict.path if isinstance(verdict, Unreadable) else verdict.page.path for verdict in verdicts
    ] == [*files]
    first, *unreadable, last = verdicts
    assert isinstance(first, TextVerdict)
    assert isinstance(last, TextVerdict)
    assert (bool(first.findings or first.further), last.findings, last.further) == (True, (), ())
    told = [verdict.message for verdict in unreadable if isinstance(verdict, Unreadable)]
    assert told[0].startswith("a page must begin with")
    assert told[1] == "lists or quotes are nested too deeply to be read"
    assert told[2].startswith("the page leaves more than 200 HTML elements open")


def test_a_page_is_judged_alike_alone_and_among_others() -> None:
    files = {
        f"content/{number}.md": page(f"The victim, Maria Lopez, 14, of {number} Oak Street, called.")
        for number in range(5)
    }
    pages, on = ground(files)
    with on.examiner() as examiner:
        together = judge_batch(pages, on, examiner)
        alone = [judge_batch([one], on, examiner)[0] for one in pages]
    assert together == alone
    assert all(isinstance(verdict, TextVerdict) and verdict.further for verdict in together)

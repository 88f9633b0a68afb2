from __future__ import annotations

import pytest
from tests.rules.builders import case, facts, page

from clearance.model import Place, Violation
from clearance.rules import lost_original

FILES = {"content/posts/flood.md": "d", "content/posts/closure.md": "d", "content/flod.md": "d"}


def found(original: str) -> list[Violation]:
    subject = page(lang="es", translation_of=original, places={"clearance.translation_of": Place(8, 3)})
    return [*lost_original.check(case(subject), facts(files=FILES))]


@pytest.mark.parametrize("original", ["", "content/posts/flood.md"])
def test_a_page_that_is_no_translation_or_of_one_that_is_there(original: str) -> None:
    assert found(original) == []


def test_a_translation_of_what_is_not_there() -> None:
    message = "there is no page content/posts/floods.md; did you mean 'content/posts/flood.md'?"
    assert found("content/posts/floods.md") == [Violation(message, Place(8, 3))]
    assert found("content/xyz/q.md") == [Violation("there is no page content/xyz/q.md", Place(8, 3))]

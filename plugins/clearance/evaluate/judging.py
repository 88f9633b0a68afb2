"""Labelled posts through the same surface and the same rules as a department's own pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from clearance import engine
from clearance.content.surface import extract
from clearance.errors import CannotJudge
from clearance.evaluate.sample import Sample
from clearance.evaluate.scoring import Judged
from clearance.guidelines.models import Guidelines
from clearance.model import Finding, Page, Place, sha256

MEASURED = frozenset(f"1021.5({letter})" for letter in "abcdef")
"""the clauses about what a post says; what others ask (authors, approvals) no corpus can show"""

_FIRST_LINE = 4


def judge_samples(
    samples: Iterable[Sample], guidelines: Guidelines, *, at: datetime, render: Callable[[str], str]
) -> Iterator[Judged]:
    """Each post with what the rules find in it. Raises CannotJudge for a post that can't be read."""
    for number, sample in enumerate(samples, 1):
        yield Judged(sample, _findings(_page(sample, number, at), sample, guidelines, render))


def _page(sample: Sample, number: int, at: datetime) -> Page:
    title = json.dumps(sample.title, ensure_ascii=False)
    source = f"---\ntitle: {title}\n---\n{sample.body}".encode("utf-8", "replace")
    return Page(
        path=f"content/posts/sample-{number}.md",
        source=source,
        digest=sha256(source),
        body=sample.body,
        body_line=_FIRST_LINE,
        title=sample.title,
        created=at,
        places={"title": Place(2, 1)},
    )


def _findings(
    page: Page, sample: Sample, guidelines: Guidelines, render: Callable[[str], str]
) -> tuple[Finding, ...]:
    try:
        surface = extract(page, render(page.body))
    except CannotJudge as error:
        raise CannotJudge(f"the post {sample.id[:40]!r} can't be judged: {error.message}") from None
    (verdict,) = engine.judge_texts([engine.Text(page, surface)], guidelines)
    found = (*verdict.findings, *verdict.further)
    return tuple(finding for finding in found if finding.clause in MEASURED)

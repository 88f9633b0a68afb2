"""The verdicts on the texts of all pages: as they were kept, or judged here, or in workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import Protocol

from clearance.cache.codec import decode, encode
from clearance.content.claims import claimed_files
from clearance.forked import can_fork
from clearance.garbage import seldom_looked_for
from clearance.model import TextVerdict, Unreadable
from clearance.texts.judging import Ground, Source, batches, judge_batch
from clearance.texts.workers import Part, WorkerFault, in_workers

Verdict = TextVerdict | Unreadable

WORTH_WORKERS = 300
"""pages; fewer are judged sooner than processes for them have begun"""


class Kept(Protocol):
    """Verdicts of earlier times, as bytes: of the same rules, rendering and software."""

    def get(self, path: str, digest: str) -> bytes | None:
        """The verdict on the page of this digest at this path, if there is one."""

    def put(self, path: str, digest: str, entry: bytes) -> None: ...


def judge_texts(
    pages: Mapping[str, bytes], ground: Ground, *, kept: Kept | None = None, workers: int = 1
) -> list[Verdict]:
    """The verdict on each page's text, in the order of their paths: the same, wherever it comes from.

    The bytes of a page whose verdict was kept are not asked for. Raises CannotJudge where files
    can't be examined, or a worker was ended from outside.
    """
    with seldom_looked_for():
        return [*_in_order(pages, ground, kept, workers)]


def _in_order(
    pages: Mapping[str, bytes], ground: Ground, kept: Kept | None, workers: int
) -> Iterator[Verdict]:
    known: dict[str, Verdict] = {} if kept is None else dict(_remembered(pages, ground, kept))
    unknown = [(path, pages[path]) for path in sorted(pages.keys() - known.keys())]
    for number, verdict, entry in _judged(unknown, ground, workers):
        path, _ = unknown[number]
        known[path] = verdict
        if kept is not None and _lasts(verdict, ground):
            kept.put(path, ground.files[path], entry or encode(verdict))
    yield from (known[path] for path in sorted(pages))


def _remembered(pages: Mapping[str, bytes], ground: Ground, kept: Kept) -> Iterator[tuple[str, TextVerdict]]:
    for path in pages:
        entry = kept.get(path, ground.files[path])
        verdict = None if entry is None else _decoded(entry, path, partial(pages.__getitem__, path), ground)
        if isinstance(verdict, TextVerdict) and _lasts(verdict, ground) and _holds(verdict, ground):
            yield path, verdict


def _lasts(verdict: Verdict, ground: Ground) -> bool:
    """Whether the verdict may be kept: not where a program outside of Python had a part in it."""
    return (
        isinstance(verdict, TextVerdict) and verdict.lasting and not (verdict.files and ground.reads_pictures)
    )


def _holds(verdict: TextVerdict, ground: Ground) -> bool:
    """Whether the page's files are the same, with the same bytes, as when it was judged."""
    return verdict.files == claimed_files(verdict.page, verdict.references, ground.files)


def _judged(
    sources: Sequence[Source], ground: Ground, workers: int
) -> Iterator[tuple[int, Verdict, bytes | None]]:
    """Each page by number, with the verdict, and its bytes where they were made."""

    def work(part: Part) -> Iterator[tuple[int, bytes]]:
        return ((number, encode(verdict)) for number, verdict in _here(part, sources, ground))

    if workers < 2 or len(sources) < WORTH_WORKERS or not can_fork():  # noqa: PLR2004 - more than this process
        everything = range(len(sources))
        yield from ((number, verdict, None) for number, verdict in _here(everything, sources, ground))
        return
    with closing(in_workers(_shares(sources, workers), work)) as entries:
        for number, entry in entries:
            path, data = sources[number]
            verdict = _decoded(entry, path, partial(bytes, data), ground)
            if verdict is None:
                raise WorkerFault("a process that read pages sent what is no verdict")
            yield number, verdict, entry


def _here(part: Part, sources: Sequence[Source], ground: Ground) -> Iterator[tuple[int, Verdict]]:
    own = [sources[number] for number in part]
    with ground.examiner() as examiner:
        for batch in batches(own):
            verdicts = judge_batch([own[place] for place in batch], ground, examiner)
            yield from zip((part[place] for place in batch), verdicts, strict=True)


def _shares(sources: Sequence[Source], workers: int) -> list[Part]:
    """The pages dealt out by batches, so that each worker gets of the old and the new, long and short."""
    dealt = [*batches(sources)]
    return [_flat(dealt[first::workers]) for first in range(workers)]


def _flat(dealt: Iterable[range]) -> Part:
    return [number for batch in dealt for number in batch]


def _decoded(entry: bytes, path: str, source: Callable[[], bytes], ground: Ground) -> Verdict | None:
    return decode(entry, path=path, source=source, digest=ground.files[path], zone=ground.guidelines.zone)

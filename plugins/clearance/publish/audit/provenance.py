"""SA401 to SA404: every file of the site is known, and every known file is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from clearance.disk.digests import Digests
from clearance.publish.audit.files import Irregular, SiteFile, digest_of
from clearance.publish.audit.offence import Offence

Expected = Mapping[str, str | None]
"""Site path to the digest of its bytes, or None for a known file that the build itself made."""


def irregular(entries: Iterable[SiteFile | Irregular]) -> Iterator[tuple[str, Offence]]:
    for entry in entries:
        if isinstance(entry, Irregular):
            yield entry.path, Offence("SA404", f"{entry.reason}; a plain file was expected")


def against(
    expected: Expected | None, files: Iterable[SiteFile], digests: Digests
) -> Iterator[tuple[str, Offence]]:
    """What differs from the list of known files, which may be missing altogether."""
    if expected is None:
        yield ".", Offence("SA406", "no list of known files was given, so stray files can't be told")
        return
    there = {file.path: file for file in files}
    for path, file in there.items():
        yield from ((path, offence) for offence in _known(expected, file, digests))
    for path in expected.keys() - there.keys():
        yield path, Offence("SA403", "the file is missing from the site")


def _known(expected: Expected, file: SiteFile, digests: Digests) -> Iterator[Offence]:
    if file.path not in expected:
        yield Offence("SA401", "the file comes from no approved or known source")
        return
    digest = expected[file.path]
    if digest is not None and digest != digest_of(file, digests):
        yield Offence("SA402", "the file's bytes are not the approved ones")

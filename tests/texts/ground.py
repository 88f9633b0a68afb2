"""Pages, and the ground to judge their texts on, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.guidelines.sample import ROOT

from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.models import Guidelines
from clearance.model import sha256
from clearance.publish.generator import plain_renderer
from clearance.texts.judging import Ground, Source

GUIDELINES = load_guidelines(ROOT)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def page(body: str, title: str = "Notice", more: str = "") -> bytes:
    return (
        f"---\ntitle: {title}\ndate: 2026-03-01T08:00\ndescription: About it.\n{more}---\n{body}\n".encode()
    )


def ground(
    files: Mapping[str, bytes], root: Path = ROOT, guidelines: Guidelines = GUIDELINES
) -> tuple[list[Source], Ground]:
    """The pages among some files of content/, and the ground that all of them make."""
    digests = {path: sha256(data) for path, data in files.items()}
    pages = [(path, data) for path, data in sorted(files.items()) if path.endswith(".md")]
    return pages, Ground(root, guidelines, digests, plain_renderer())


class Memory:
    """What is kept, in memory; it counts what was got and put."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], bytes] = {}
        self.got: list[str] = []
        self.put_: list[str] = []

    def get(self, path: str, digest: str) -> bytes | None:
        entry = self.entries.get((path, digest))
        if entry is not None:
            self.got.append(path)
        return entry

    def put(self, path: str, digest: str, entry: bytes) -> None:
        self.put_.append(path)
        self.entries[path, digest] = entry

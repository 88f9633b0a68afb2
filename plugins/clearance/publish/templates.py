"""The theme's templates as they were compiled by an earlier build: compiling takes longer than a page.

Jinja itself compares each with its source, and with its own version. What is kept is code, so it is
believed only under this user's seal.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field

from jinja2.bccache import Bucket, BytecodeCache

from clearance.cache.sealed import SealedFile


@dataclass(slots=True)
class KeptTemplates(BytecodeCache):
    """Of one site. `before` is what was kept; nothing is written before `save`."""

    file: SealedFile
    _kept: dict[str, bytes] = field(default_factory=dict)
    _grown: bool = False

    @classmethod
    def open(cls, file: SealedFile) -> KeptTemplates:
        contents = file.load()
        return cls(file, marshal.loads(contents) if contents else {})  # noqa: S302 - under seal

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's: hand over what was compiled, if anything was."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's: take what has been compiled now."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
        self._grown = True

    def save(self) -> None:
        """Keep them. Where that can't be done, all stays as it was."""
        if self._grown:
            self.file.save(marshal.dumps(self._kept))

"""What an earlier run learned of a department: files, records, history; and this run's share for the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clearance.cache.context import software
from clearance.cache.records import RecordsCache
from clearance.cache.sealed import SealedFile
from clearance.disk.digests import Before, Digests
from clearance.history.facts import KeptHistory


@dataclass(frozen=True, slots=True)
class Memory:
    """`digests` of unchanged files, `records` whose signatures were checked, `history` up to a commit."""

    digests: Digests
    records: RecordsCache
    history: KeptHistory
    _digests: SealedFile
    _records: SealedFile
    _history: SealedFile

    @classmethod
    def open(cls, folder: Path, key: bytes, root: Path, hash_name: str) -> Memory:
        """Of the department at `root`, whose git repository names its blobs by `hash_name`."""
        digests = SealedFile(folder, "files.kept", f"{root}\n{hash_name}", key)
        records = SealedFile(folder, "records.kept", software(), key)
        history = SealedFile(folder, "history.kept", f"{root}\n{software()}", key)
        before = Before.read(digests.load())
        seen = Digests(hash_name, before)
        past = KeptHistory(history.load())
        return cls(seen, RecordsCache(records.load()), past, digests, records, history)

    def save(self) -> None:
        """Keep what was learned. Where that can't be done, all stays as it was."""
        for file, learned in (
            (self._digests, self.digests.learned()),
            (self._records, self.records.learned()),
            (self._history, self.history.learned),
        ):
            if learned is not None:
                file.save(learned)

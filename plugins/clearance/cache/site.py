"""What the last build made, and what is known of the files that it left: for the next one to begin from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clearance.cache.context import software
from clearance.cache.sealed import SealedFile
from clearance.disk.digests import Before, Digests


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """Of the site at one place. `made` is the manifest as it was given to `save`, or None.

    `templates` is where those of the theme are kept as they were compiled.
    """

    made: bytes | None
    digests: Digests
    templates: SealedFile
    _made: SealedFile
    _digests: SealedFile

    @classmethod
    def open(cls, folder: Path, key: bytes, site: Path) -> SiteMemory:
        made = SealedFile(folder, "site.kept", f"{site}\n{software()}", key)
        digests = SealedFile(folder, "outputs.kept", str(site), key)
        templates = SealedFile(folder, "templates.kept", f"{site}\n{software()}", key)
        return cls(made.load(), Digests(before=Before.read(digests.load())), templates, made, digests)

    def save(self, made: bytes, digests: Digests) -> None:
        """Keep this manifest, and what was learned of the files. Where that can't be done, all stays."""
        if made != self.made:
            self._made.save(made)
        learned = digests.learned()
        if learned is not None:
            self._digests.save(learned)

"""The bytes of a commit by their ids, as GitHub has them, to compare what was reviewed with what came."""

from __future__ import annotations

from dataclasses import dataclass, field

from clearance.errors import CannotJudge
from clearance.forge.facts import Api
from clearance.forge.shapes import GitCommit, Tree, TreeEntry, shaped


@dataclass(slots=True)
class Trees:
    """Folders of one repository, each read once."""

    api: Api
    repository: str
    _roots: dict[str, str] = field(default_factory=dict)
    _read: dict[str, dict[str, TreeEntry]] = field(default_factory=dict)

    def blob(self, commit: str, path: str) -> str | None:
        """The id of a file's bytes in a commit; None where it has no such file.

        Raises NotFound where GitHub has lost the commit.
        """
        tree = self._root(commit)
        *folders, name = path.split("/")
        for folder in folders:
            entry = self._entries(tree).get(folder)
            if entry is None or entry.type != "tree":
                return None
            tree = entry.sha
        entry = self._entries(tree).get(name)
        return entry.sha if entry and entry.type == "blob" else None

    def _root(self, commit: str) -> str:
        if commit not in self._roots:
            value = self.api.get(f"/repos/{self.repository}/git/commits/{commit}")
            told = shaped(GitCommit, value, f"commit {commit[:12]}")
            self._roots[commit] = told.tree.sha
        return self._roots[commit]

    def _entries(self, tree: str) -> dict[str, TreeEntry]:
        if tree not in self._read:
            told = shaped(
                Tree, self.api.get(f"/repos/{self.repository}/git/trees/{tree}"), f"tree {tree[:12]}"
            )
            if told.truncated:
                raise CannotJudge("GitHub cut its answer about a folder short: the folder has too many files")
            self._read[tree] = {entry.path: entry for entry in told.tree}
        return self._read[tree]

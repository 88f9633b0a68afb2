"""The guidelines folder as one closed model, and the way from a value in it back to its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clearance.errors import CannotJudge
from clearance.guidelines.department import Department
from clearance.guidelines.fields import Strict
from clearance.guidelines.packs import Pack
from clearance.guidelines.plans import Categories, Monitoring, Retention, Training
from clearance.guidelines.roster import Roster
from clearance.strict_yaml import Document

RULES = "rules"

Location = tuple[str | int, ...]
"""The way to a value: file name without its ending, then keys and numbers of items."""

Problem = tuple[Location, str]
"""Where something is wrong, and what, in plain words."""


class Folder(Strict):
    """One key for each file; under `rules`, one for each pack."""

    department: Department
    roster: Roster
    categories: Categories
    training: Training
    retention: Retention
    monitoring: Monitoring
    rules: dict[str, Pack]


FILES = tuple(name for name in Folder.model_fields if name != RULES)


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents of the folder by name (`roster`, `rules/prohibited`)."""

    folder: str
    documents: Mapping[str, Document]

    def values(self) -> dict[str, object]:
        """What the documents say, in the shape of Folder."""
        values: dict[str, object] = {name: self.documents[name].value for name in FILES}
        values[RULES] = {
            name.removeprefix(f"{RULES}/"): document.value
            for name, document in self.documents.items()
            if name not in FILES
        }
        return values

    def error(self, problem: Problem) -> CannotJudge:
        """The problem with path, line and column."""
        location, message = problem
        depth = 2 if location[0] == RULES else 1
        name = "/".join(str(part) for part in location[:depth])
        place = self.documents[name].place(".".join(str(part) for part in location[depth:]))
        return CannotJudge(message, path=f"{self.folder}/{name}.yml", line=place.line, column=place.column)

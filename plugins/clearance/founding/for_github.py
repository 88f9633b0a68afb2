"""What a new department gets besides when it publishes from GitHub: workflows, rules, a recorder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).parent / "template"
RECORDER = "recorder"
_FOLDER = TEMPLATE / "github"
_OWNED = "CODEOWNERS"
_MEMBER = """
  - id: recorder
    name: The recorder of reviews on GitHub
    office: Publishing pipeline
    authorized_by: chief
    from: {today}
    roles:
      - {{role: recorder, from: {today}}}
    devices:
      - name: Environment approval-recorder on GitHub
        key: {key}
        from: {today}
"""


@dataclass(frozen=True, slots=True)
class GitHub:
    """`repository` is OWNER/NAME. The accounts' numbers are 0 where they are not known yet."""

    repository: str
    chief: int = 0
    pio: int = 0

    @property
    def owner(self) -> str:
        return self.repository.partition("/")[0]


def files_for_github(github: GitHub) -> dict[str, str]:
    """Each file below .github/, by its path in the department."""
    files = {path.relative_to(_FOLDER).as_posix(): path for path in _FOLDER.rglob("*") if path.is_file()}
    texts = {f".github/{name}": path.read_text(encoding="utf-8") for name, path in files.items()}
    owned = f".github/{_OWNED}"
    return texts | {owned: Template(texts[owned]).substitute(owner=github.owner)}


def placeholders(github: GitHub | None, public: Mapping[str, str], today: str) -> dict[str, str]:
    """What the template's placeholders for a forge stand for: nothing, for a git server of one's own."""
    if github is None:
        return {"uncleared": "fail", "recorder": "", "chief_github": "", "pio_github": ""}
    return {
        "uncleared": "omit",
        "recorder": _MEMBER.format(today=today, key=json.dumps(public[RECORDER])),
        "chief_github": _number(github.chief),
        "pio_github": _number(github.pio),
    }


def _number(number: int) -> str:
    """A line of the roster. An account's number stays with it; its name can be taken by another."""
    if number:
        return f"    github_id: {number}\n"
    return '    # github_id: 0 # the number under "id" at https://api.github.com/users/NAME\n'

"""A new update of an incident: a post with its front matter filled in, in the folder of its incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.founding.post import create, quoted, require_lines
from clearance.guidelines.models import Guidelines
from clearance.incidents.incident import Incident
from clearance.rules.people import why_not_author

FOLDER = "content/posts/incidents"
PLACEHOLDER = """\
<!-- Write here, in place of this line: what is known, what people should do, and when the next update
comes. `clearance check` refuses a comment. -->
"""


@dataclass(frozen=True, slots=True)
class UpdateDraft:
    """What its author was asked. `attested`: they have reviewed the text that they hand over (1021.4)."""

    title: str
    author: str
    description: str
    at: datetime
    category: str = ""
    text: str = ""
    expires: datetime | None = None
    attested: bool = False


def write_update(root: Path, incident: Incident, draft: UpdateDraft, guidelines: Guidelines) -> str:
    """Write the post and tell its path relative to the department. Never overwrites.

    Raises CannotJudge for a closed incident, an author who may not post, or an unknown category.
    """
    if not incident.is_open(draft.at):
        raise CannotJudge(f"incident {incident.id} is closed; nobody could approve an update")
    require_lines(title=draft.title, description=draft.description)
    if problem := why_not_author(guidelines, draft.author, draft.at):
        raise CannotJudge(f"{draft.author} {problem}")
    if draft.attested and not draft.text.strip():
        raise CannotJudge("there is no text yet that could have been reviewed; give it with --text")
    if draft.expires and draft.expires <= draft.at:
        raise CannotJudge("the update would expire before it begins")
    category = _category(draft, guidelines)
    path = _free_path(root, incident, draft.at.astimezone(guidelines.zone))
    create(root, path, _text(incident, draft, category, guidelines))
    return path


def _category(draft: UpdateDraft, guidelines: Guidelines) -> str:
    """The one that was asked for; or else the first of those for real-time safety information (1021.4(e))."""
    categories = guidelines.categories.categories
    wanted = draft.category or next((category.id for category in categories if category.safety), "")
    if guidelines.category(wanted) is None:
        known = ", ".join(category.id for category in categories)
        raise CannotJudge(f"there is no category {wanted!r} for it; name one with --category: {known}")
    return wanted


def _free_path(root: Path, incident: Incident, at: datetime) -> str:
    """By the minute; of several in one minute, the later ones get a number."""
    base = f"{FOLDER}/{incident.id}/{at:%Y-%m-%d-%H%M}"
    names = (f"{base}.md", *(f"{base}-{number}.md" for number in range(2, 100)))
    return next((name for name in names if not (root / name).exists()), names[0])


def _text(incident: Incident, draft: UpdateDraft, category: str, guidelines: Guidelines) -> str:
    moments = {"date": draft.at, "expires": draft.expires}
    local = {name: at.astimezone(guidelines.zone).isoformat() for name, at in moments.items() if at}
    hint = "# Review the final text for prohibited content (1021.4); then take away the # before this line:"
    attest = [f"  attest: {draft.author}"] if draft.attested else [f"  {hint}", f"  # attest: {draft.author}"]
    lines = [
        "---",
        f"title: {quoted(draft.title)}",
        f"date: {local['date']}",
        f"authors: [{draft.author}]",
        f"categories: [{category}]",
        f"description: {quoted(draft.description)}",
        "clearance:",
        f"  incident: {incident.id}",
        *([f"  expires: {local['expires']}"] if "expires" in local else []),
        *attest,
        "---",
        "",
        draft.text.strip() or PLACEHOLDER.strip(),
        "",
    ]
    return "\n".join(lines)

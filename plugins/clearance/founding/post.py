"""A new post: front matter filled in, a text to write over, in the folder of its year."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.guidelines.models import Guidelines
from clearance.nearest import did_you_mean

MAX_SLUG = 80
MAX_LINE = 300

BODY = """\
<!-- Write here, in place of this line: what happened or will happen, where and when, and what the
reader should do; the most important in the first sentence. `clearance check` refuses a comment. -->

Questions: {phone} or {email}. In an emergency call {emergency}.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the author was asked. `date` is the day, or the instant, that the post goes out."""

    title: str
    author: str
    category: str
    description: str
    date: datetime
    slug: str = ""
    requested_by: str = ""
    chain: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"content/posts/{self.date.year}/{self.slug or slug_of(self.title)}.md"


def slug_of(title: str) -> str:
    """A short readable address from a title: `Road closed: Mill Street` -> `road-closed-mill-street`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    slug = "-".join(words)
    return slug if len(slug) <= MAX_SLUG else slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]


def write_draft(root: Path, draft: Draft, guidelines: Guidelines) -> str:
    """Write the post and tell its path relative to the department. Never overwrites.

    Raises CannotJudge when the author or the category is unknown, or the file is there already.
    """
    _check(draft, guidelines)
    create(root, draft.path, _text(draft, guidelines))
    return draft.path


def create(root: Path, path: str, text: str) -> None:
    """Put a new file into the department. Raises CannotJudge where one is, or behind a symbolic link."""
    target = root / path
    if any(
        part.is_symlink() for part in (target.parent, *target.parent.parents) if part.is_relative_to(root)
    ):
        raise CannotJudge("leads through a symbolic link", path=path)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        raise CannotJudge("is there already; choose another title or --slug", path=path) from None
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def require_lines(*, title: str, description: str) -> None:
    """Raise CannotJudge unless each is one line that front matter can hold."""
    for name, text in (("title", title), ("description", description)):
        if not text.strip() or len(text) > MAX_LINE or not text.isprintable():
            raise CannotJudge(
                f"the {name} is {text[:60]!r}; expected one line, at most {MAX_LINE} characters"
            )


def _check(draft: Draft, guidelines: Guidelines) -> None:
    require_lines(title=draft.title, description=draft.description)
    if not (draft.slug or slug_of(draft.title)):
        raise CannotJudge("the title has no Latin letter or digit to make an address of; add --slug")
    if draft.slug and slug_of(draft.slug) != draft.slug:
        raise CannotJudge(f"the slug is {draft.slug!r}; expected lower-case letters, digits and hyphens")
    for member in (draft.author, *filter(None, [draft.requested_by]), *draft.chain):
        if guidelines.member(member) is None:
            known = [entry.id for entry in guidelines.roster.members]
            raise CannotJudge(f"there is no member {member!r} in the roster{did_you_mean(member, known)}")
    if guidelines.category(draft.category) is None:
        known = [category.id for category in guidelines.categories.categories]
        raise CannotJudge(f"there is no category {draft.category!r}; expected one of {', '.join(known)}")


def quoted(text: str) -> str:
    """A text as a YAML scalar: JSON's quoting is YAML's too, and can hold anything."""
    return json.dumps(text, ensure_ascii=False)


def _text(draft: Draft, guidelines: Guidelines) -> str:
    contacts = guidelines.department.contacts
    date = draft.date
    midnight = (date.hour, date.minute, date.second) == (0, 0, 0)
    lines = [
        "---",
        f"title: {quoted(draft.title)}",
        f"date: {date:%Y-%m-%d}" if midnight else f"date: {date:%Y-%m-%dT%H:%M}",
        f"authors: [{draft.author}]",
        f"categories: [{draft.category}]",
        f"description: {quoted(draft.description)}",
        *_attestation(draft),
    ]
    body = BODY.format(phone=contacts.non_emergency, email=contacts.email, emergency=contacts.emergency)
    return "\n".join([*lines, "---", "", body])


def _attestation(draft: Draft) -> list[str]:
    """The author's own review (1021.4) stays to be signed: a tool can't have read the text."""
    hint = "# Review the final text for prohibited content (1021.4); then take away the # before"
    if not draft.requested_by:
        return [f"{hint} both lines:", "# clearance:", f"#   attest: {draft.author}"]
    return [
        "clearance:",
        f"  requested_by: {draft.requested_by}",
        f"  chain: [{', '.join(draft.chain)}]",
        f"  {hint} this line:",
        f"  # attest: {draft.author}",
    ]

"""A checklist as a Markdown file: boxes that a person ticks, and nothing in it that is taken on trust.

Each box ends with a mark, which is the digest of its department, period and text. When the list is
completed it is made anew, and each box of the new list must be in the file, ticked. Lines of one's own may
stand between the boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clearance.errors import CannotJudge
from clearance.model import sha256
from clearance.report.visible import visible

_HEAD = re.compile(r"<!-- clearance review quarterly (?P<department>\S+) (?P<period>\S+) -->")
_BOX = re.compile(r"- \[(?P<tick>[ xX])\] (?P<text>.*) <!-- (?P<mark>[0-9a-f]{16}) -->")
_LIKE_A_BOX = re.compile(r"\s*[-*+]\s*\[.{0,3}\]|.*<!-- [0-9a-f]{16} -->")
_SPECIAL = re.compile(r"([\\`*\[\]<>])")
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Section:
    """`binding` are looked at again on completion; what the network said isn't."""

    name: str
    title: str
    items: tuple[str, ...]
    binding: bool = True


@dataclass(frozen=True, slots=True)
class Checklist:
    department: str
    period: str
    covers: str
    sections: tuple[Section, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many boxes each section has, by its name."""
        return {section.name: len(section.items) for section in self.sections}

    def boxes(self, *, binding: bool = False) -> Iterator[tuple[str, str]]:
        """The mark and the text of each; with `binding`, of those that are looked at again."""
        for section in self.sections:
            for text in section.items if section.binding or not binding else ():
                line = _line(text)
                yield self.mark(line), line

    def mark(self, line: str) -> str:
        return _mark(self.department, self.period, line)


@dataclass(frozen=True, slots=True)
class Worked:
    """A checklist that somebody worked on: the text of each box, and its line, by its mark."""

    department: str
    period: str
    ticked: Mapping[str, str] = field(default_factory=dict)
    open: Mapping[str, int] = field(default_factory=dict)


def _mark(department: str, period: str, line: str) -> str:
    return sha256(f"{department}\0{period}\0{line}".encode())[:16]


def _line(text: str) -> str:
    """On one line, and harmless as Markdown: it holds titles, paths and addresses that others wrote."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def render(checklist: Checklist, ticked: Iterable[str] = ()) -> str:
    """The file. Boxes whose marks are `ticked` are ticked already."""
    done = frozenset(ticked)
    lines = [
        f"<!-- clearance review quarterly {checklist.department} {checklist.period} -->",
        f"# Quarterly review {checklist.period}",
        "",
        checklist.covers,
        "",
        "Tick each box `[x]` when you have looked into it; write what you did on lines of your own below it.",
        "Don't change the boxes' texts. What must not stay up is taken down first: `clearance withdraw`.",
    ]
    for section in checklist.sections:
        lines += ["", f"## {section.title}", ""]
        marks = ((_line(text), checklist.mark(_line(text))) for text in section.items)
        lines += [f"- [{'x' if mark in done else ' '}] {line} <!-- {mark} -->" for line, mark in marks]
        lines += [] if section.items else ["Nothing."]
    return "\n".join(lines) + "\n"


def read(data: bytes, path: str) -> Worked:
    """A file as somebody left it. Raises CannotJudge for what is no checklist, and for a changed box."""
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        raise CannotJudge("is no text in UTF-8; expected a checklist", path=path) from None
    head = _HEAD.fullmatch(lines[0].removeprefix("\ufeff"))
    if len(data) > MOST_BYTES or head is None:
        message = "is no checklist; expected a file that `clearance review quarterly --output` wrote"
        raise CannotJudge(message, path=path)
    ticked: dict[str, str] = {}
    unticked: dict[str, int] = {}
    for number, line in enumerate(lines[1:], 2):
        box = _BOX.fullmatch(line)
        if box:
            _require_unchanged(head, box, number, path)
            if box["tick"] == " ":
                unticked[box["mark"]] = number
            else:
                ticked[box["mark"]] = box["text"]
        elif _LIKE_A_BOX.match(line):
            raise CannotJudge(
                "this box was changed; expected - [x] and the text as it was", path=path, line=number
            )
    return Worked(head["department"], head["period"], ticked, unticked)


def _require_unchanged(head: re.Match[str], box: re.Match[str], number: int, path: str) -> None:
    if _mark(head["department"], head["period"], box["text"]) != box["mark"]:
        raise CannotJudge("the text of this box was changed; put it back as it was", path=path, line=number)


def require_complete(worked: Worked, now: Checklist, path: str) -> None:
    """Raise CannotJudge unless all of it is ticked, and all that is to be looked at now is on it."""
    if (worked.department, worked.period) != (now.department, now.period):
        message = (
            f"is of {worked.department}, {worked.period}; expected that of {now.department}, {now.period}"
        )
        raise CannotJudge(message, path=path)
    if worked.open:
        more = f" and {len(worked.open) - 1} more are" if len(worked.open) > 1 else " is"
        message = f"this box{more} not ticked; nothing was signed"
        raise CannotJudge(message, path=path, line=min(worked.open.values()))
    missing = [text for mark, text in now.boxes(binding=True) if mark not in worked.ticked]
    if missing:
        message = (
            f"{len(missing)} to look at came since, or were taken out, such as: {missing[0]}; write the "
            "checklist anew, with --ticks-from this one"
        )
        raise CannotJudge(message, path=path)

"""The doctor's findings for a terminal, and for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence

from clearance.forge.doctor.checks import Advice, Level
from clearance.report.terminal import plain

FINE = "Every setting that was looked at is as it should be."
VERSION = 1


def as_text(advices: Sequence[Advice]) -> str:
    return "\n\n".join(map(_block, advices)) or FINE


def _block(one: Advice) -> str:
    head = f"{plain(one.area)}: {plain(one.what)} ({one.level})"
    return f"{head}\n  why: {plain(one.why)}\n  set: {plain(one.how)}"


def as_json(repository: str, advices: Sequence[Advice]) -> str:
    entries = [
        {"area": one.area, "level": str(one.level), "what": one.what, "why": one.why, "how": one.how}
        for one in advices
    ]
    return json.dumps({"version": VERSION, "repository": repository, "advice": entries}, indent=2)


def exit_code(advices: Sequence[Advice]) -> int:
    """1 where anything is missing, unsafe, or could not be read; else 0."""
    return 1 if any(one.level is not Level.NOTE for one in advices) else 0

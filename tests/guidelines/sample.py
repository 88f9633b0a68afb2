"""A small department, as the text of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearance.errors import CannotJudge
from clearance.guidelines.loading import read_guidelines
from clearance.guidelines.models import Guidelines

ROOT = Path(__file__).parents[2]

CHIEF_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILY8DHqXECiExoFRmZB1RLBSoDfqJyJrdf3qg8Sk2ohM"
ANN_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHrs/74auUbH2PcsiFlI91VK1Q3evaZjUgmqVifEJKrW"
BOT_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBp7oPqLd2VYibLf81NmOUDduYzt+ZPDMBZbdfkiX5Ba"

DEPARTMENT = """\
id: harbor-pd
name: Harbor Police Department
short_name: Harbor Police
timezone: America/Chicago
contacts:
  non_emergency: "(708) 555-0100"
  email: desk@harbor.example
  desk:
    address: 1 Quay
    hours: Always
equipment: signed
"""
ROSTER = f"""\
members:
  - id: chief
    name: Rita Moss
    office: Chief of Police
    authorized_by: chief
    from: 2020-01-01
    emails: [chief@harbor.example]
    roles:
      - {{role: chief, from: 2020-01-01}}
      - {{role: reviewer, from: 2020-01-01}}
      - {{role: custodian, from: 2020-01-01}}
    devices:
      - name: Desk
        key: {CHIEF_KEY}
        from: 2020-01-01
  - id: ann
    name: Ann Lee
    office: Officer
    authorized_by: chief
    from: 2024-03-10
    until: 2025-11-02
    github_id: 7
    emails: [ann@harbor.example]
    roles:
      - {{role: author, from: 2024-04-01, until: 2025-06-30}}
    devices:
      - name: Laptop
        key: {ANN_KEY}
        from: 2024-01-01
        until: 2025-12-31
  - id: bot
    name: Pipeline
    office: Recorder
    authorized_by: chief
    from: 2020-01-01
    roles:
      - {{role: recorder, from: 2023-01-01, until: 2023-12-31}}
    devices:
      - name: Server
        key: {BOT_KEY}
        from: 2020-01-01
"""
CATEGORIES = """\
categories:
  - id: traffic
    clause: 1021.4(f)
    title: Traffic
    description: Closures and detours.
"""
TRAINING = """\
topics:
  - {id: privacy, title: Privacy, clause: "1021.8"}
  - {id: retention, title: Retention, clause: "1021.8"}
valid_months: 12
completions:
  - {member: ann, topics: all, on: 2024-02-29}
  - {member: ann, topics: [privacy], on: 2025-01-31}
"""
RETENTION = """\
custodian: chief
administration_lieutenant: chief
schedule:
  - id: decisions
    title: Decisions
    keep: permanent
    authority: Schedule, line 1
    applies_to: [approval]
  - id: content
    title: Content
    keep: 7
    authority: Schedule, line 2
    applies_to: [post, media]
"""
MONITORING = """\
reviewer: chief
quarterly: [1, 4, 7, 10]
annual: 1
silent_incident_minutes: 60
"""
PACK = """\
pack: words
title: Words
rules:
  - code: PB901
    name: names-a-lawsuit
    clause: 1021.5(d)
    severity: hold
    message: speaks of a lawsuit
    remedy: Leave it out.
    match:
      words: [lawsuit]
    examples:
      flag: [The lawsuit goes on.]
      pass: [The suit was blue.]
"""

FILES = {
    "department.yml": DEPARTMENT,
    "roster.yml": ROSTER,
    "categories.yml": CATEGORIES,
    "training.yml": TRAINING,
    "retention.yml": RETENTION,
    "monitoring.yml": MONITORING,
    "rules/words.yml": PACK,
}


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The department's files with one text replaced, once, in one of them."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return FILES | {name: FILES[name].replace(old, new, 1)}


def read(files: dict[str, str]) -> Guidelines:
    return read_guidelines({name: text.encode() for name, text in files.items()})


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / "guidelines" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def refusal(files: dict[str, str]) -> str:
    """The message by which these files are refused."""
    with pytest.raises(CannotJudge) as refused:
        read(files)
    return str(refused.value)

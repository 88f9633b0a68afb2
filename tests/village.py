"""The words of a small department: its people, guidelines, pages and posts.

Everything happened in the days before the tests run, because the command line reads the real clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

NOW = datetime.now(UTC).replace(microsecond=0)
FOUNDED = NOW - timedelta(days=30)
PEOPLE = ("chief", "lt", "sgt", "pio", "officer", "patrol", "recorder")
GITHUB = {name: 1001 + number for number, name in enumerate(PEOPLE) if name != "recorder"}
"""each member's number on GitHub"""
KEYS = (*PEOPLE, "former", "stranger")
"""`former` is the sergeant's old key, which ended before the department was founded."""

POST = "content/posts/closure.md"
MAP = "content/posts/map.png"
OTHER = "content/posts/meeting.md"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

DEPARTMENT = """\
id: {id}
name: Village of Test Police Department
short_name: Test Police
timezone: America/Chicago
contacts:
  emergency: "911"
  non_emergency: "(708) 555-0100"
  email: desk@test.example
  desk: {{address: 1 Main Street, hours: always}}
equipment: {equipment}
record_grace_days: 7
"""
CATEGORIES = """\
categories:
  - {id: traffic, clause: 1021.4(f), title: Traffic, description: Closures and detours.}
  - {id: announcements, clause: 1021.4(a), title: Announcements, description: News.}
  - {id: safety, clause: 1021.4(e), title: Safety, description: Warnings., safety: true}
"""
TRAINING = """\
topics:
  - {{id: privacy, title: Privacy, clause: "1021.8"}}
valid_months: 24
completions:
{completions}
"""
RETENTION = """\
custodian: chief
administration_lieutenant: lt
schedule:
  - {id: all, title: Everything, keep: permanent, authority: none yet, applies_to: [post, page, media]}
"""
MONITORING = """\
reviewer: lt
quarterly: [1, 4, 7, 10]
annual: 1
silent_incident_minutes: 90
"""
PACK = """\
pack: wording
title: Wording
rules:
  - code: TS901
    name: speaks-of-a-lawsuit
    clause: 1021.5(d)
    severity: hold
    message: speaks of a lawsuit
    remedy: Ask the attorney.
    match: {words: [lawsuit]}
    examples: {flag: [The lawsuit goes on.], pass: [The suit was blue.]}
"""
MKDOCS = """\
site_name: Village of Test Police Department
site_url: https://police.test.example/
docs_dir: content
theme:
  name: material
  font: false
plugins:
  - clearance:
      uncleared: fail
markdown_extensions: [attr_list, md_in_html, tables]
"""
ROLES = {
    "chief": ("chief", "custodian"),
    "lt": ("supervisor", "reviewer"),
    "sgt": ("supervisor", "incident-commander"),
    "pio": ("pio",),
    "officer": ("author",),
    "patrol": (),
    "recorder": ("recorder",),
}


def post(
    title: str = "Mill Street closed",
    body: str = "Mill Street is closed until noon.\n",
    *,
    author: str = "pio",
    date: datetime | None = None,
    more: str = "",
    attest: bool = True,
    clearance: str = "",
) -> str:
    """A post that nothing is wrong with. `more` are lines of front matter, `clearance` lines of that key."""
    ours = (f"  attest: {author}\n" if attest else "") + clearance
    return (
        f"---\ntitle: {title}\ndate: {(date or FOUNDED).isoformat()}\nauthors: [{author}]\n"
        f"categories: [traffic]\ndescription: What to know about it.\n{more}"
        + (f"clearance:\n{ours}" if ours else "")
        + f"---\n{body}"
    )


def told(text: str, note: str = "It says more.", *, at: datetime = NOW, minor: bool = False) -> str:
    """A post with a note of what changed in it."""
    line = f"    - {{date: {at.isoformat()}, note: {note}{', minor: true' if minor else ''}}}\n"
    key = "  changes:\n" if "  changes:\n" in text else "clearance:\n"
    assert key in text, "this post has no keys of ours"
    return text.replace(key, f"{key}{line}" if key != "clearance:\n" else f"{key}  changes:\n{line}", 1)


def page(title: str, body: str) -> str:
    return f"---\ntitle: {title}\ndescription: About {title}.\n---\n{body}"


WITH_MAP = post(
    body="Mill Street is closed.\n\n![Map of the closure: Mill Street from First to Third](map.png)\n",
    clearance="  media:\n    map.png: {kind: map}\n",
)
CONTENT: Mapping[str, str | bytes] = {
    "content/index.md": page("Test Police", "Notices for residents.\n"),
    "content/about.md": page("About us", "Who we are.\n"),
    POST: WITH_MAP,
    MAP: PNG,
    OTHER: post("Village meeting", "The village meets on Monday.\n", author="officer"),
}


def roster(public: Mapping[str, str], former: str) -> str:
    return "members:\n" + "".join(_member(name, public[name], former) for name in PEOPLE)


def _member(name: str, key: str, former: str) -> str:
    roles = "".join(f"      - {{role: {role}, from: 2024-01-01}}\n" for role in ROLES[name])
    ended = (FOUNDED - timedelta(days=30)).date()
    old = (
        f'      - {{name: old laptop, key: "{former}", from: 2024-01-01, until: {ended}}}\n'
        if name == "sgt"
        else ""
    )
    return (
        f"  - id: {name}\n    name: The {name}\n    office: Office of {name}\n    authorized_by: chief\n"
        f"    from: 2024-01-01\n    emails: [{name}@test.example]\n"
        + (f"    github_id: {GITHUB[name]}\n" if name in GITHUB else "")
        + (f"    roles:\n{roles}" if roles else "")
        + f'    devices:\n      - {{name: laptop of {name}, key: "{key}", from: 2024-01-01}}\n{old}'
    )


def guidelines(public: Mapping[str, str], *, equipment: str, department: str) -> dict[str, str]:
    done = f"on: {(FOUNDED - timedelta(days=60)).date()}"
    people = "\n".join(f"  - {{member: {name}, topics: all, {done}}}" for name in PEOPLE)
    return {
        "guidelines/department.yml": DEPARTMENT.format(id=department, equipment=equipment),
        "guidelines/roster.yml": roster(public, public["former"]),
        "guidelines/categories.yml": CATEGORIES,
        "guidelines/training.yml": TRAINING.format(completions=people),
        "guidelines/retention.yml": RETENTION,
        "guidelines/monitoring.yml": MONITORING,
        "guidelines/rules/wording.yml": PACK,
    }

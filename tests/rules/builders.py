"""Small departments, pages and records for the rules' tests."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from clearance.guidelines.keys import fingerprint
from clearance.guidelines.models import (
    Categories,
    Guidelines,
    Monitoring,
    Pack,
    Retention,
    Roster,
    Training,
)
from clearance.guidelines.models import Department as DepartmentSettings
from clearance.incidents.incident import Command, Incident, Kind
from clearance.model import (
    Commit,
    CommitSignature,
    Declaration,
    Element,
    Finding,
    History,
    JudgedPage,
    Ledger,
    Page,
    Place,
    Record,
    Reference,
    Severity,
    State,
    Surface,
    Unreadable,
    sha256,
)
from clearance.rules.rule import Case, Department, Facts

Entry = TypeVar("Entry", bound=BaseModel)

NOW = datetime(2026, 3, 3, 18, tzinfo=UTC)
LONG_AGO = datetime(2023, 3, 3, 18, tzinfo=UTC)
PATH = "content/posts/closure.md"
MAP = "content/posts/map.png"


def public_key(number: int) -> str:
    """A well-formed line of a .pub file; nobody has its private half."""
    kind = b"ssh-ed25519"
    blob = len(kind).to_bytes(4) + kind + (32).to_bytes(4) + number.to_bytes(32)
    return f"ssh-ed25519 {base64.b64encode(blob).decode()}"


def member(member_id: str, *roles: str, **more: object) -> dict[str, object]:
    """A member since 2024 with roles and one e-mail address."""
    return {
        "id": member_id,
        "name": f"Member {member_id}",
        "office": "Village Police",
        "authorized_by": "chief1",
        "from": "2024-01-01",
        "emails": [f"{member_id}@village.example"],
        "roles": [{"role": role, "from": "2024-01-01"} for role in roles],
    } | more


def device(number: int, name: str = "desk computer", **more: object) -> dict[str, object]:
    return {"name": name, "key": public_key(number), "from": "2024-01-01"} | more


MEMBERS = (
    member("chief1", "chief"),
    member("sgt1", "supervisor", devices=[device(1)]),
    member("lt2", "supervisor"),
    member("pio1", "pio", devices=[device(2)]),
    member("author1", "author"),
    member("patrol7"),
    member("retired3", "author", "supervisor", until="2025-12-31"),
)


def guidelines(
    *members: dict[str, object],
    equipment: str = "listed",
    hosts: tuple[str, ...] = ("media.village.example",),
    untrained: tuple[str, ...] = (),
    packs: tuple[Pack, ...] = (),
) -> Guidelines:
    """A village's guidelines. `members` come beside the usual ones, or in place of those with their id."""
    entries = {str(entry["id"]): entry for entry in (*MEMBERS, *members)}
    return Guidelines(
        department=_department(equipment, hosts),
        roster=_read(Roster, {"members": [*entries.values()]}),
        categories=_read(
            Categories, {"categories": [_category("traffic", "f"), _category("announcements", "a")]}
        ),
        training=_training([name for name in entries if name not in untrained]),
        retention=_read(
            Retention,
            {
                "custodian": "lt2",
                "administration_lieutenant": "lt2",
                "schedule": [
                    {
                        "id": "posts",
                        "title": "Posts",
                        "keep": 7,
                        "authority": "24-001",
                        "applies_to": ["post"],
                    }
                ],
            },
        ),
        monitoring=_read(
            Monitoring,
            {"reviewer": "lt2", "quarterly": [1, 4, 7, 10], "annual": 1, "silent_incident_minutes": 60},
        ),
        packs=packs,
    )


def _department(equipment: str, hosts: tuple[str, ...]) -> DepartmentSettings:
    return _read(
        DepartmentSettings,
        {
            "id": "village-pd",
            "name": "Village Police Department",
            "short_name": "Village PD",
            "timezone": "America/Chicago",
            "contacts": {
                "non_emergency": "(708) 555-0100",
                "email": "desk@village.example",
                "desk": {"address": "1 Main Street", "hours": "always"},
            },
            "hosts": hosts,
            "equipment": equipment,
        },
    )


def _category(category_id: str, letter: str) -> dict[str, object]:
    title = category_id.capitalize()
    return {"id": category_id, "clause": f"1021.4({letter})", "title": title, "description": f"{title}."}


def _training(trained: list[str]) -> Training:
    return _read(
        Training,
        {
            "topics": [{"id": "privacy", "title": "Privacy", "clause": "1021.8"}],
            "valid_months": 24,
            "completions": [{"member": name, "topics": "all", "on": "2025-06-01"} for name in trained],
        },
    )


def _read(model: type[Entry], value: object) -> Entry:
    """As the loader reads it: through JSON, strictly."""
    return model.model_validate_json(json.dumps(value), strict=True)


def pack(name: str, *rules: dict[str, object]) -> Pack:
    return _read(Pack, {"pack": name, "title": name, "rules": rules})


def pack_rule(code: str, name: str, **more: object) -> dict[str, object]:
    return {
        "code": code,
        "name": name,
        "clause": "1021.5(a)",
        "severity": "hold",
        "message": "a word that may offend",
        "remedy": "Say it otherwise.",
        "match": {"words": ["dolt"]},
        "examples": {"flag": ["What a dolt."], "pass": ["What a colt."]},
    } | more


def page(path: str = PATH, **more: Any) -> Page:
    """A post that nothing is wrong with."""
    source = b"---\ntitle: Main Street closed\n---\nClosed until noon.\n"
    usual: dict[str, Any] = {
        "source": source,
        "digest": sha256(source),
        "body": "Closed until noon.\n",
        "body_line": 4,
        "title": "Main Street closed",
        "created": NOW,
        "authors": ("pio1",),
        "categories": ("traffic",),
        "description": "Where to drive instead.",
        "attest": "pio1",
    }
    return Page(path, **(usual | more))


def surface(*parts: Element | Reference) -> Surface:
    elements = tuple(part for part in parts if isinstance(part, Element))
    return Surface(elements, (), tuple(part for part in parts if isinstance(part, Reference)))


def element(tag: str, text: str = "", line: int = 4, **attributes: str) -> Element:
    """An underscore at the end of a name is dropped (`class_`), others are hyphens."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Element(tag, named, Place(line), text)


def shown(target: str, path: str | None, line: int = 4) -> Reference:
    return Reference(target, path, loads=True, place=Place(line))


def linked(target: str, path: str | None, line: int = 4) -> Reference:
    return Reference(target, path, loads=False, place=Place(line))


def case(subject: Page | None = None, **more: Any) -> Case:
    """A page under judgement at NOW, alone."""
    subject = subject or page()
    usual: dict[str, Any] = {
        "surface": Surface(),
        "subjects": {subject.path: subject.digest},
        "moment": NOW,
    }
    return Case(subject, **(usual | more))


def facts(
    rules: Guidelines | None = None, files: Mapping[str, str] | None = None, *incidents: Incident
) -> Facts:
    known = {incident.id: incident for incident in incidents}
    return Facts(rules or guidelines(), NOW, files or {}, incidents=known)


def incident(*commands: tuple[str, int], closed: int | None = None, number: str = "2026-0412") -> Incident:
    """A gas leak. Each command and the closure so many minutes before NOW; the first one is the opening."""
    held = tuple(Command(who, NOW - timedelta(minutes=ago)) for who, ago in commands or (("sgt1", 60),))
    return Incident(
        id=number,
        title="Gas leak",
        kind=Kind.HAZARD,
        area="Mill Street",
        opened=held[0].since,
        commands=held,
        record="records/opened.json",
        closed=None if closed is None else NOW - timedelta(minutes=closed),
    )


def commit(
    author: str = "pio1",
    committer: str | None = None,
    *,
    at: datetime = NOW,
    signature: CommitSignature | None = None,
    number: int = 1,
    vouched: tuple[str, ...] = (),
) -> Commit:
    """A commit to the post by members with addresses in the village."""
    return Commit(
        id=f"{number:040x}",
        author_email=email(author),
        committer_email=email(committer or author),
        committed=at,
        paths=frozenset({PATH}),
        signature=signature,
        vouched=vouched,
    )


def email(name: str) -> str:
    return name if "@" in name else f"{name}@village.example"


def signed_by(number: int) -> CommitSignature:
    return CommitSignature(fingerprint(public_key(number)))


def approval(
    approver: str = "sgt1",
    subjects: Mapping[str, str] | None = None,
    *,
    accepts: tuple[str, ...] = (),
    at: datetime = NOW,
) -> Record:
    """A supervisor's approval of the usual post."""
    return Record(
        id="0" * 64,
        path="records/approval.json",
        kind="approval",
        department="village-pd",
        issued=at,
        member=approver,
        signer=approver,
        fingerprint="SHA256:of-their-key",
        subjects={PATH: page().digest} if subjects is None else subjects,
        accepts=accepts,
    )


def hold(code: str = "BP102") -> Finding:
    return Finding(code, "an-open-question", "1021.5.2", Severity.HOLD, PATH, 4, 1, "look at it", "decide")


def declared(kind: str = "map", path: str = MAP, **more: str | None) -> Declaration:
    return Declaration(path, kind, **more, place=Place(7, 5))


def judged(subject: Page | Unreadable | None = None, *files: str) -> JudgedPage:
    subject = subject or page()
    return JudgedPage(
        subject, State.PENDING, subjects={subject.path: subject.digest, **dict.fromkeys(files, "d")}
    )


def department(rules: Guidelines | None = None, **more: Any) -> Department:
    """A department without pages, whose guidelines are adopted."""
    files = more.pop("files", {})
    usual: dict[str, Any] = {"ledger": Ledger(), "history": History(), "pages": (), "adopted": {}}
    return Department(facts=facts(rules, files), **(usual | more))

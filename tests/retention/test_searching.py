"""What is found by date, people, category, incident, kind and words; and what is kept to find it quicker."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.department import Department
from tests.village import NOW, OTHER, POST, post

pytestmark = pytest.mark.site


def found(department: Department, *arguments: str) -> list[tuple[str, str, list[str]]]:
    """(kind, member, titles) of each record, newest first."""
    ran = department.run("records", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    return [
        (record["kind"], record["member"], [page["title"] for page in record["pages"]])
        for record in json.loads(ran.out)["records"]
    ]


NEWER = ("approval", "lt", ["Village meeting"])
OLDER = ("approval", "chief", ["Village meeting"])
CLOSURE = ("approval", "chief", ["Mill Street closed"])


def day(number: int) -> str:
    return (NOW - timedelta(days=number)).date().isoformat()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["search", "village", "meets"], [NEWER, OLDER]),
        (["search", "TUESDAY"], [NEWER]),
        (["search", "on monday."], [OLDER]),
        (["search", "on  tuesday"], [NEWER]),
        (["search", "tuesday", "monday"], []),
        (["search", "the day has changed"], []),
        (["search", "closed", "--author", "officer"], []),
        (["search", "closed", "--author", "pio"], [CLOSURE]),
        (["list", "--author", "officer"], [NEWER, OLDER]),
        (["list", "--approver", "lt"], [NEWER]),
        (["list", "--approver", "nobody"], []),
        (["list", "--category", "traffic", "--approver", "chief", "--author", "pio"], [CLOSURE]),
        (["list", "--category", "safety"], []),
        (["list", "--from", day(12), "--to", day(5)], [NEWER]),
        (["list", "--kind", "publication"], [("publication", "recorder", [])]),
        (["list", "--kind", "adoption"], [("adoption", "chief", [])] * 3),
        (["list", "--incident", "2026-0412"], []),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else "",
)
def test_what_is_asked_is_found(
    recorded: Department, arguments: list[str], expected: list[tuple[str, str, list[str]]]
) -> None:
    found_now = found(recorded, *arguments)
    assert sorted(found_now, key=str) == sorted(expected, key=str)


def test_records_of_an_incident_are_found_by_its_number(kept: Department) -> None:
    key = str(kept.keys.private("lt"))
    ran = kept.run(
        *("incident", "open", "2026-0412", "--title", "Gas leak", "--kind", "hazard"),
        *("--area", "Mill Street", "--commander", "sgt", "--as", "lt", "--key", key),
    )
    assert ran.code == 0, ran.err
    text = post("Leak", "Stay inside.\n", clearance="  incident: 2026-0412\n", date=NOW - timedelta(hours=1))
    kept.write("content/posts/leak.md", text)
    kept.commit()
    kept.put_record("2026/own", kept.statement("content/posts/leak.md", by="sgt"), key="sgt")
    kept.commit()
    expected = {("incident", "lt", ()), ("approval", "sgt", ("Leak",))}
    told = found(kept, "list", "--incident", "2026-0412")
    assert {(kind, member, tuple(titles)) for kind, member, titles in told} == expected
    assert [kind for kind, _, _ in found(kept, "search", "gas leak")] == ["incident"]


def test_text_names_pages_people_and_the_record(recorded: Department) -> None:
    ran = recorded.run("records", "list", "--approver", "lt")
    first, page, record, last = ran.out.splitlines()
    assert first.endswith("  approval by lt")
    assert page == f"  {OTHER}: Village meeting (by officer; traffic)"
    assert record.startswith("  records/")
    assert last == "1 of 9 records."


def test_nothing_found_says_so(recorded: Department) -> None:
    ran = recorded.run("records", "search", "zebra")
    assert (ran.code, ran.out) == (0, "None of the 9 records fits. `clearance records list` shows all.\n")


def test_what_is_kept_changes_no_answer_and_new_records_are_found(kept: Department) -> None:
    first = found(kept, "list")
    assert (kept.root / ".clearance-cache/entries.kept").is_file()
    assert found(kept, "list") == first == found(kept, "list", "--no-cache")
    kept.approve(POST, by="lt")
    assert ("approval", "lt", ["Mill Street closed"]) in found(kept, "list")
    assert ("approval", "lt", ["Mill Street closed"]) not in first


def test_what_is_not_committed_is_not_kept(kept: Department) -> None:
    kept.replace("guidelines/roster.yml", "Office of lt", "Office of it")
    (kept.root / ".clearance-cache/entries.kept").unlink(missing_ok=True)
    found(kept, "list")
    assert not (kept.root / ".clearance-cache/entries.kept").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "--from", "yesterday"], "--from is 'yesterday'; expected a day such as 2026-03-03"),
        (["list", "--to", "2026-02-30"], "--to is '2026-02-30'; expected a day"),
        (["list", "--from", "2026-03-02", "--to", "2026-03-01"], "lies after --to 2026-03-01"),
        (["search", " "], "an empty word was given"),
        (["on", "2999-12-31"], "which is still to come"),
        (["on", "2026-99-01"], "DAY is '2026-99-01'; expected a day"),
        (["list", "--kind", "aproval"], "--kind is 'aproval'; expected one of adoption, approval"),
        (["on", "2026-01-01", "--show"], "--show needs the PATH of a page"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_was_typed_wrongly_is_told(recorded: Department, arguments: list[str], message: str) -> None:
    ran = recorded.run("records", *arguments)
    assert (ran.code, message in ran.err) == (2, True), ran.err

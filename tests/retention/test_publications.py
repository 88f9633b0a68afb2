"""Publications: what a record of one says, how they follow each other, and past sites built anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.department import Department, digests
from tests.retention.conftest import publish
from tests.village import OTHER

from clearance.evidence import read_evidence
from clearance.records.statement import Statement
from clearance.retention import recording
from clearance.retention.detail import Detail, manifest, read
from clearance.retention.publications import Publications, fold

DETAIL = Detail(
    commit="a" * 40,
    adoption="b" * 64,
    built=datetime(2026, 3, 3, 9, 30, tzinfo=UTC),
    site_url="https://police.test.example/",
    software={"python": "3.11.7"},
    changed={"index.html": "c" * 64},
    removed=("old/index.html",),
    records="d" * 40,
    previous="e" * 64,
    files=1,
    manifest=manifest({"index.html": "c" * 64}),
)


def test_a_detail_is_read_as_it_is_written() -> None:
    assert read(json.loads(json.dumps(DETAIL.written()))) == DETAIL


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"commit": None}, "says nothing of commit, which a publication needs"),
        ({"commit": "main"}, "has a commit that is no id"),
        ({"adoption": "b"}, "has a adoption that is no id"),
        ({"built": "2026-03-03T09:30:00"}, "has a time of building that is no time with an offset"),
        ({"built": 1}, "has a time of building"),
        ({"files": -1}, "has a number of files that is no number"),
        ({"files": True}, "has a number of files that is no number"),
        ({"changed": ["x"]}, "has changed that are no names with values"),
        ({"changed": {"../x": "c" * 64}}, "names a file by what is no path on a site"),
        ({"changed": {"x": "c"}}, "has a digest under changed that is no SHA-256"),
        ({"removed": "x"}, "has a list of removed files that is no list"),
        ({"software": {"python": 3}}, "has a software that is no line of text"),
        ({"colour": "blue"}, "says 'colour', which is unknown to a publication"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_a_detail_that_is_not_right_is_refused(change: Mapping[str, object], message: str) -> None:
    written: dict[str, Any] = {**DETAIL.written(), **change}
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        read({name: value for name, value in written.items() if value is not None})


def test_a_detail_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing of a site"):
        read(None)


def publications(department: Department) -> Publications:
    evidence = read_evidence(department.root, at=datetime.now(UTC), pin=department.pin)
    return fold(evidence.ledger.records, evidence.guidelines)


@pytest.mark.site
def test_a_publication_names_every_file_of_the_site(recorded: Department) -> None:
    (one,) = publications(recorded).all
    assert one.files() == recorded.site()
    assert one.detail.commit == recorded.git("rev-parse", "HEAD~1")
    assert one.detail.software["mkdocs-material"]


@pytest.mark.site
def test_the_digest_of_the_list_is_what_stock_tools_print(recorded: Department) -> None:
    (one,) = publications(recorded).all
    files = "cd site && find . -type f -printf '%P\\0' | LC_ALL=C sort -z"
    shell = f"{files} | xargs -0 sha256sum | sha256sum"
    ran = recorded.command("/bin/sh", "-c", shell)
    assert ran.out.split()[0] == one.detail.manifest


@pytest.mark.site
def test_the_next_publication_names_what_changed_alone(kept: Department) -> None:
    key = str(kept.keys.private("recorder"))
    again = kept.run("records", "publication", "--as", "recorder", "--key", key)
    assert again.out == "The public sees what was recorded last; nothing was written.\n"
    kept.replace(OTHER, "on Tuesday", "on Friday")
    kept.tell(OTHER, "The day has changed again.", at=datetime.now(UTC).replace(microsecond=0))
    kept.commit("content", as_="officer", at=datetime.now(UTC))
    kept.approve(OTHER, at=datetime.now(UTC))
    assert kept.build().code == 0
    publish(kept)
    first, second = publications(kept).all
    assert second.detail.previous == first.record.id
    assert second.files() == kept.site()
    assert "about/index.html" not in second.detail.changed
    assert "posts/meeting/index.html" in second.detail.changed


@pytest.mark.site
def test_a_list_too_long_for_one_record_stands_in_several(
    kept: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "MOST", 40)
    kept.write("site/new.txt", "New.")
    monkeypatch.setattr(recording, "_known_files", lambda _before: {})
    key = str(kept.keys.private("recorder"))
    ran = kept.run("records", "publication", "--as", "recorder", "--key", key)
    assert ran.code == 0, ran.err
    kept.commit("records", as_="recorder")
    told = publications(kept)
    assert told.doubts == ()
    assert told.all[-1].files() == kept.site()
    assert len(list((kept.root / "records").rglob("*-publication-*.json"))) == 4


@pytest.mark.site
@pytest.mark.parametrize(
    ("member", "options", "message"),
    [
        ("pio", [], "pio may not say what was published; it takes one of: recorder"),
        ("recorder", ["--site", "nowhere"], "there is no such folder"),
        ("recorder", ["--built", "noon"], "--built is 'noon'; expected a day"),
        ("recorder", ["--push", "origin"], "is no checkout of its own"),
        ("recorder", ["--built", "2999-01-01"], "the site can't have been built at 2999-01-01T23:59:59"),
        ("recorder", ["--commit", "0" * 40], "is no commit of its history; expected the whole id"),
    ],
    ids=["no recorder", "no site", "no time", "no branch of the records", "not yet", "no commit"],
)
def test_what_cannot_be_recorded_is_told(
    recorded: Department, member: str, options: list[str], message: str
) -> None:
    key = str(recorded.keys.private(member))
    ran = recorded.run("records", "publication", "--as", member, "--key", key, *options)
    assert (ran.code, message in ran.err) == (2, True), (ran.out, ran.err)


@pytest.mark.site
def test_a_past_site_is_built_anew_byte_for_byte(kept: Department, tmp_path: Path) -> None:
    (one,) = publications(kept).all
    published = kept.site()
    kept.replace("content/about.md", "Who we are", "Who we were")
    kept.commit("content")
    ran = kept.run("records", "rebuild", one.record.path, "--to", str(tmp_path / "again"))
    assert ran.code == 0, ran.out + ran.err
    assert ran.out.endswith(
        f"All {len(published)} files in {tmp_path / 'again'} are those that were published.\n"
    )
    assert digests(tmp_path / "again") == published
    twice = kept.run("records", "rebuild", one.record.id[:12], "--to", str(tmp_path / "again"))
    assert (twice.code, "is there already" in twice.err) == (2, True)


@pytest.mark.site
def test_a_past_site_that_differs_and_other_software_are_told(kept: Department, tmp_path: Path) -> None:
    (one,) = publications(kept).all
    files = {**one.files(), "about/index.html": "0" * 64, "gone.html": "1" * 64}
    software = {**one.detail.software, "mkdocs": "1.0.0"}
    detail = replace(
        one.detail,
        changed=files,
        files=len(files),
        manifest=manifest(files),
        software=software,
        built=datetime.now(UTC),
    )
    said = Statement("publication", "test-pd", datetime.now(UTC), "recorder", {}, detail=detail.written())
    kept.put_record("2026/other", said, key="recorder")
    kept.commit("records", as_="recorder")
    ran = kept.run("records", "rebuild", "records/2026/other.json", "--to", str(tmp_path / "again"))
    assert ran.code == 1
    assert "note: mkdocs was 1.0.0, and is 1.6.1 here\n" in ran.out
    assert "about/index.html: differs from what was recorded\n" in ran.out
    assert "gone.html: was recorded and is missing here\n" in ran.out
    assert ran.out.endswith(f"2 of {len(files)} files are not those that were published.\n")


@pytest.mark.site
def test_a_file_whose_name_no_record_can_hold_stops_the_recording(kept: Department) -> None:
    kept.write("site/a\\b.txt", "Strange.")
    key = str(kept.keys.private("recorder"))
    ran = kept.run("records", "publication", "--as", "recorder", "--key", key)
    message = "nothing was recorded: such a record names a file by what is no path on a site"
    assert (ran.code, message in ran.err) == (2, True), ran.err
    assert kept.git("status", "--porcelain", "records") == ""


@pytest.mark.site
def test_what_was_taken_off_the_site_is_recorded_as_gone(kept: Department) -> None:
    (kept.root / "site/about/index.html").unlink()
    publish(kept)
    newest = publications(kept).newest
    assert newest is not None
    assert newest.detail.removed == ("about/index.html",)
    assert newest.files() == kept.site()

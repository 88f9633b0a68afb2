from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.publish.audit.pages import offences, page, site, without_policy

from clearance.errors import CannotJudge
from clearance.model import Finding, Severity, sha256
from clearance.publish.audit import audit_site, describe, document, files

HOME = {"index.html": None}
NO_POLICY = ("SA601", "the page has no Content-Security-Policy")


def unreadable(reason: str) -> list[tuple[str, str]]:
    return [("SA405", f"the file can't be judged: {reason}")]


def test_a_finding_says_what_where_and_how_to_mend_it(tmp_path: Path) -> None:
    made = site(tmp_path, {"news/index.html": page("<p>x</p>\n  <form></form>")})
    check = describe()["SA101"]
    assert audit_site(made, HOME | {"news/index.html": None}) == (
        Finding(
            code="SA101",
            name="public-form",
            clause="1021.5.1",
            severity=Severity.BLOCK,
            path="news/index.html",
            line=6,
            column=3,
            message="a form that is not the site's own search",
            remedy=check.remedy,
        ),
    )


def test_a_tag_whose_place_is_doubtful_is_told_at_the_top_of_the_page(tmp_path: Path) -> None:
    made = site(tmp_path, {"index.html": page("\n<!-- <form> -->\n<form></form>")})
    assert [(f.line, f.column) for f in audit_site(made, HOME)] == [(1, 1)]


def test_findings_stand_in_the_order_of_paths_and_lines(tmp_path: Path) -> None:
    made = site(tmp_path, {"b.html": page("<form></form>\n<base>"), "a.html": page("<base>")})
    found = audit_site(made, HOME | {"a.html": None, "b.html": None})
    assert [(f.path, f.line, f.code) for f in found] == [
        ("a.html", 5, "SA303"),
        ("b.html", 5, "SA101"),
        ("b.html", 6, "SA303"),
    ]


def test_one_check_tells_twenty_findings_of_a_page_at_most(tmp_path: Path) -> None:
    assert len(offences(tmp_path, {"index.html": page("<form></form>" * 30)})) == 20


# --- which files ---------------------------------------------------------------------------


def test_files_that_are_known_and_unchanged_pass(tmp_path: Path) -> None:
    made = site(tmp_path, {"map.png": b"map"})
    assert audit_site(made, HOME | {"map.png": sha256(b"map")}) == ()


def test_files_that_are_not_as_expected_are_found(tmp_path: Path) -> None:
    made = site(tmp_path, {"map.png": b"other map", "notes.txt": "private"})
    found = audit_site(made, HOME | {"map.png": sha256(b"map"), "gone.pdf": None})
    assert [(f.path, f.code, f.message) for f in found] == [
        ("gone.pdf", "SA403", "the file is missing from the site"),
        ("map.png", "SA402", "the file's bytes are not the approved ones"),
        ("notes.txt", "SA401", "the file comes from no approved or known source"),
    ]


def test_without_a_list_of_known_files_a_note_says_so(tmp_path: Path) -> None:
    found = audit_site(site(tmp_path, {"notes.txt": "x"}), None)
    assert [(f.path, f.code, f.severity) for f in found] == [(".", "SA406", Severity.NOTE)]


def test_what_is_no_plain_file_is_found(tmp_path: Path) -> None:
    made = site(tmp_path, {"a/x.txt": "x"})
    (made / "link").symlink_to("/etc/passwd")
    (made / "folder-link").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(made / "pipe")
    found = audit_site(made, HOME | {"a/x.txt": None})
    assert [(f.path, f.code, f.message) for f in found] == [
        ("folder-link", "SA404", "a symbolic link; a plain file was expected"),
        ("link", "SA404", "a symbolic link; a plain file was expected"),
        ("pipe", "SA404", "neither a file nor a folder; a plain file was expected"),
    ]


def test_a_socket_is_no_plain_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site(tmp_path, {})
    monkeypatch.chdir(made)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        assert [f.path for f in audit_site(made, HOME)] == ["s"]


def test_a_name_that_is_not_utf_8_is_shown_with_its_bytes(tmp_path: Path) -> None:
    made = site(tmp_path, {})
    Path(os.fsdecode(os.fsencode(made) + b"/\xff.txt")).write_text("x")
    assert [(f.path, f.code) for f in audit_site(made, HOME)] == [("\\udcff.txt", "SA401")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.HTM", "", id="another extension in capitals"),
        pytest.param("a.shtml", "", id="a page with server instructions"),
        pytest.param("page", " \n<!DOCTYPE html>", id="no extension"),
        pytest.param("a.bin", "<ScRiPt >", id="an unknown extension"),
        pytest.param("a.png", "<html>", id="a picture that begins as a page"),
        pytest.param("a.txt", "<!--x-->\n", id="a text that begins as a page"),
    ],
)
def test_whatever_a_browser_may_take_for_a_page_is_read_as_one(
    tmp_path: Path, name: str, content: str
) -> None:
    assert NO_POLICY in offences(tmp_path, {name: content})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n<html>", id="a picture"),
        pytest.param("a.txt", "a < b and <html> later", id="a text about pages"),
        pytest.param("a.json", '{"form": "<form>"}', id="data"),
        pytest.param("empty", b"", id="an empty file"),
    ],
)
def test_what_no_browser_takes_for_a_page_is_not_read(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    assert offences(tmp_path, {name: content}) == []


# --- hostile files -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"<p>\xff", "it is not UTF-8 text (byte 4)", id="bytes of no encoding"),
        pytest.param(page().encode("utf-16"), "it is not UTF-8 text (byte 1)", id="UTF-16"),
        pytest.param("é".encode("latin-1"), "it is not UTF-8 text (byte 1)", id="an old encoding"),
        pytest.param(page("a\0b"), "it has a zero byte, which browsers drop or replace", id="a zero byte"),
        pytest.param(
            without_policy("<div>" * 201),
            "elements are nested deeper than 200 levels",
            id="elements nested too deep",
        ),
        pytest.param("<i>" * 60_001, "it has more than 60,000 tags", id="too many tags"),
        pytest.param(b" " * 5_000_001, "it has 5,000,001 bytes; 5,000,000 is the limit", id="a huge page"),
    ],
)
def test_a_page_that_cannot_be_judged_is_never_clean(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    assert offences(tmp_path, {"a.html": content}) == unreadable(reason)


@pytest.mark.parametrize("name", ["a.css", "a.js", "a.svg", "a.webmanifest"])
def test_a_file_of_another_kind_that_cannot_be_judged_is_never_clean(tmp_path: Path, name: str) -> None:
    reason = "it is not UTF-8 text (byte 1)"
    assert offences(tmp_path, {name: b"\xff"}) == unreadable(reason)


def test_the_limit_of_other_files(tmp_path: Path) -> None:
    size = files.MAX_BYTES + 1
    expected = unreadable("it has 20,000,001 bytes; 20,000,000 is the limit")
    assert offences(tmp_path, {"a.css": b" " * size}) == expected


def test_nesting_up_to_the_limit_is_read(tmp_path: Path) -> None:
    deep = document.MAX_DEPTH - 2
    assert offences(tmp_path, {"index.html": page("<div>" * deep)}) == []


def test_a_page_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert offences(tmp_path, {"index.html": page().encode("utf-8-sig")}) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(noise=st.text(alphabet="<>/=\"'!-[]&;# abpsvgonxtemlcrih\n\0é", max_size=60))
def test_no_noise_before_a_form_hides_it_unless_it_makes_it_text(tmp_path: Path, noise: str) -> None:
    """The audit agrees with a plain count of the form elements that the parser sees."""
    readings = document.read_html("x", without_policy(noise + "<form>").replace("\0", ""))
    seen = any(reading.tags.get("form") for reading in readings)
    found = offences(tmp_path, {"index.html": without_policy(noise + "<form>").replace("\0", "")})
    assert any(code == "SA101" for code, _ in found) == seen


# --- no site -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(
            "nowhere",
            "there is no site folder here; a folder with HTML pages was expected",
            id="nothing there",
        ),
        pytest.param(
            "file", "there is no site folder here; a folder with HTML pages was expected", id="a file"
        ),
        pytest.param(
            "link", "there is no site folder here; a folder with HTML pages was expected", id="a link"
        ),
        pytest.param(
            "empty", "the folder holds no HTML page; a finished site was expected", id="an empty folder"
        ),
    ],
)
def test_where_there_is_no_site_nothing_can_be_judged(tmp_path: Path, name: str, message: str) -> None:
    site(tmp_path, {})
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "site")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CannotJudge) as stop:
        audit_site(tmp_path / name, None)
    assert (stop.value.path, stop.value.message) == (name, message)


def test_a_site_that_vanishes_while_it_is_read_cannot_be_judged(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match="the site can't be read"):
        list(files.walk(tmp_path / "gone"))


def test_a_file_that_vanishes_while_it_is_read_cannot_be_judged(tmp_path: Path) -> None:
    gone = files.SiteFile("a.css", str(tmp_path / "gone"), tmp_path.stat())
    with pytest.raises(CannotJudge) as stop:
        files.text_of(gone)
    assert (stop.value.path, stop.value.message) == (
        "a.css",
        "the file can't be read (No such file or directory)",
    )

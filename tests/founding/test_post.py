from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.builders import guidelines

from clearance.content.page import read_page
from clearance.errors import CannotJudge
from clearance.founding.post import MAX_SLUG, Draft, slug_of, write_draft
from clearance.model import Page

GUIDELINES = guidelines()
DRAFT = Draft(
    "Mill Street closed", "pio1", "traffic", "Where to drive.", datetime(2026, 3, 4, tzinfo=GUIDELINES.zone)
)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Road closed: Mill Street", "road-closed-mill-street"),
        ("  5K run -- 9 a.m.!  ", "5k-run-9-a-m"),
        ("Café con un policía", "cafe-con-un-policia"),
        ("../../etc/passwd", "etc-passwd"),
        ("道路", ""),
        ("", ""),
        ("word " * 40, "-".join(["word"] * 16)),
        ("a" * 200, "a" * MAX_SLUG),
    ],
)
def test_a_slug_is_short_and_readable(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=200))
def test_a_slug_is_always_a_plain_name(title: str) -> None:
    slug = slug_of(title)
    assert len(slug) <= MAX_SLUG
    assert slug_of(slug) == slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")


def written(root: Path, draft: Draft) -> Page:
    path = write_draft(root, draft, GUIDELINES)
    assert path == draft.path
    read = read_page(path, (root / path).read_bytes(), GUIDELINES.zone)
    assert isinstance(read, Page), read
    return read


def test_what_is_written_reads_as_what_was_asked(tmp_path: Path) -> None:
    page = written(tmp_path, DRAFT)
    assert (page.title, page.created, page.authors, page.categories, page.description) == (
        DRAFT.title,
        DRAFT.date,
        ("pio1",),
        ("traffic",),
        "Where to drive.",
    )
    assert page.attest is None, "a tool can't have read the text"
    assert "(708) 555-0100 or desk@village.example. In an emergency call 911." in page.body


def test_a_request_and_its_chain(tmp_path: Path) -> None:
    page = written(tmp_path, replace(DRAFT, requested_by="patrol7", chain=("sgt1", "lt2")))
    assert (page.requested_by, page.chain, page.attest) == ("patrol7", ("sgt1", "lt2"), None)


@pytest.mark.parametrize("requested_by", ["", "patrol7"])
def test_taking_away_the_marks_before_the_attestation_attests(tmp_path: Path, requested_by: str) -> None:
    path = write_draft(tmp_path, replace(DRAFT, requested_by=requested_by), GUIDELINES)
    lines = (tmp_path / path).read_text().splitlines()
    text = "\n".join(
        line.replace("# ", "", 1)
        if line.lstrip().startswith(("# clearance:", "#   attest", "# attest"))
        else line
        for line in lines
    )
    read = read_page(path, text.encode(), GUIDELINES.zone)
    assert isinstance(read, Page), read
    assert read.attest == "pio1"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_any_printable_title_is_read_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    root = tmp_path_factory.mktemp("posts")
    if title.strip():
        assert written(root, replace(DRAFT, title=title, slug="x")).title == title


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"author": "poi1"}, "there is no member 'poi1' in the roster"),
        ({"requested_by": "x"}, "there is no member 'x'"),
        ({"chain": ("sgt1", "x")}, "there is no member 'x'"),
        ({"category": "x"}, "there is no category 'x'; expected one of traffic, announcements"),
        ({"title": "道路"}, "add --slug"),
        ({"title": "a\tb"}, "the title is"),
        ({"description": ""}, "the description is ''"),
        ({"slug": "A"}, "the slug is 'A'"),
        ({"slug": "a/../b"}, "the slug is 'a/../b'"),
    ],
)
def test_what_is_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    with pytest.raises(CannotJudge, match=message):
        write_draft(tmp_path, replace(DRAFT, **change), GUIDELINES)  # type: ignore[arg-type]  # by name
    assert [*tmp_path.iterdir()] == []


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    write_draft(tmp_path, DRAFT, GUIDELINES)
    before = (tmp_path / DRAFT.path).read_bytes()
    with pytest.raises(CannotJudge, match="is there already"):
        write_draft(tmp_path, replace(DRAFT, description="Other."), GUIDELINES)
    assert (tmp_path / DRAFT.path).read_bytes() == before


@pytest.mark.parametrize("link", ["content", "content/posts", "content/posts/2026"])
def test_no_link_is_followed(tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "department"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotJudge, match="leads through a symbolic link"):
        write_draft(root, DRAFT, GUIDELINES)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_a_dangling_link_in_its_place_is_not_written_through(tmp_path: Path) -> None:
    place = tmp_path / DRAFT.path
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(CannotJudge, match="is there already"):
        write_draft(tmp_path, DRAFT, GUIDELINES)
    assert not (tmp_path / "elsewhere.md").exists()


def test_the_day_is_the_departments(tmp_path: Path) -> None:
    late = datetime(2026, 1, 1, 3, tzinfo=UTC).astimezone(GUIDELINES.zone)
    assert written(tmp_path, replace(DRAFT, date=late)).path == "content/posts/2025/mill-street-closed.md"

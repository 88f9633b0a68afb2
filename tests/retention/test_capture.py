"""What a browser fetches to show a page, and nothing beyond the site's own folder."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from clearance.errors import CannotJudge
from clearance.retention.capture import Site, media_type, with_resources, write_warc

URL = "https://police.test.example/"
PAGE = """\
<link rel="stylesheet" href="../a.css"><link rel="next" href="../next/">
<script src="/app.js?v=2"></script><img src="map.png" srcset="small.png 1x, large.png 2x">
<video poster="still.png"><source src="film.mp4"></video><p style="background: url('dot.png')">
<img src="../../etc/passwd"><img src="https://elsewhere.example/map.png"><img src="http://[">
<img src="missing.png"><a href="../secret.html">More</a>
"""
SHOWN = ("dot.png", "film.mp4", "index.html", "large.png", "map.png", "small.png", "still.png")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "site"
    for path in (
        *(f"posts/{name}" for name in SHOWN),
        "app.js",
        "font.woff",
        "next/index.html",
        "secret.html",
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    (folder / "posts/index.html").write_text(PAGE)
    (folder / "a.css").write_text('@import "b.css"; @font-face { src: url(font.woff) }')
    (folder / "b.css").write_text("p { background: url(b.css) }")
    return Site(folder, URL)


def test_a_page_with_all_that_it_shows(site: Site) -> None:
    assert with_resources(site, ["posts/index.html"]) == sorted(
        ["a.css", "app.js", "b.css", "font.woff", *(f"posts/{name}" for name in SHOWN)]
    )


def test_addresses_are_those_of_the_public(site: Site) -> None:
    assert site.address("posts/index.html") == f"{URL}posts/"
    assert site.address("a b.css") == f"{URL}a%20b.css"
    assert site.path_of(f"{URL}posts/?x#y") == "posts/index.html"
    assert site.path_of(f"{URL}../site/a.css") is None
    assert site.path_of(f"{URL}%2e%2e/secret") is None


def test_a_link_is_no_file_of_the_site(site: Site) -> None:
    (site.folder / "link.css").symlink_to("/etc/passwd")
    (site.folder / "folder").symlink_to("/etc")
    assert (site.has("link.css"), site.has("folder/passwd")) == (False, False)
    with pytest.raises(CannotJudge, match="is no plain file of the site"):
        site.read("link.css")


def test_what_is_written_is_read_back(site: Site) -> None:
    out = BytesIO()
    at = datetime(2026, 3, 6, 9, tzinfo=UTC)
    assert write_warc(out, site, ["a.css", "posts/index.html"], at=at, told="A test.") == 2
    out.seek(0)
    records = ArchiveIterator(out, check_digests="raise")
    found = [
        (
            one.rec_type,
            one.rec_headers.get_header("WARC-Target-URI"),
            one.rec_headers.get_header("WARC-Date"),
            one.http_headers.get_header("Content-Type") if one.http_headers else None,
            one.content_stream().read()[:7],
        )
        for one in records
    ]
    day = "2026-03-06T09:00:00Z"
    assert found[0][0] == "warcinfo"
    assert found[1:] == [
        ("response", f"{URL}a.css", day, "text/css", b"@import"),
        ("response", f"{URL}posts/", day, "text/html; charset=utf-8", b"<link r"),
    ]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.js", "text/javascript"),
        ("a.md", "text/markdown; charset=utf-8"),
        ("a.png", "image/png"),
        ("a.unknown", "application/octet-stream"),
        ("plain", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_ending(path: str, kind: str) -> None:
    assert media_type(path) == kind

"""Every file of a finished site has a known source; what anybody adds has none."""

from __future__ import annotations

import pytest
from tests.department import Department
from tests.village import MAP, NOW, PNG, post

from clearance.model import sha256
from clearance.publish.audit import Expected, audit_site
from clearance.publish.decision import decide
from clearance.publish.inventory import inventory

pytestmark = pytest.mark.site


def expected(department: Department) -> Expected:
    decision = decide(department.root, at=NOW)
    assert decision.config is not None
    return inventory(decision.judgement, decision.config, department.root / "site")


def findings(department: Department) -> set[tuple[str, str]]:
    hosts = department.judge().evidence.guidelines.department.hosts
    found = audit_site(department.root / "site", expected(department), hosts=hosts)
    return {(one.path, one.code) for one in found}


def test_every_file_of_the_built_site_is_known(live: Department) -> None:
    known = expected(live)
    assert set(known) == set(live.site())
    assert findings(live) == set()


def test_copied_files_are_known_by_their_bytes(live: Department) -> None:
    known = expected(live)
    record = next(name for name in known if name.startswith("records/") and "closure" in name)
    assert known["posts/map.png"] == sha256(PNG)
    assert known[record] == sha256((live.root / record).read_bytes())
    assert known["posts/closure/index.html"] is None
    style = next(
        name for name in known if name.startswith("assets/stylesheets/main") and name.endswith(".css")
    )
    assert known[style] == live.site()[style]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        pytest.param("evil.html", b"<p>", id="a page"),
        pytest.param("assets/javascripts/more.js", b"x()", id="a script"),
        pytest.param("posts/closure/map.png", PNG, id="a picture elsewhere"),
        pytest.param("posts/map.png", b"other", id="other bytes of a picture"),
        pytest.param("assets/clearance/clearance.css", b"p{}", id="other bytes of the theme"),
        pytest.param(".hidden", b"", id="a hidden file"),
    ],
)
def test_what_somebody_put_there_is_found(live: Department, path: str, data: bytes) -> None:
    live.write(f"site/{path}", data)
    assert path in {found for found, _ in findings(live)}


def test_a_changed_record_is_found(live: Department) -> None:
    record = next(name for name in live.site() if name.endswith(".json.sig"))
    live.write(f"site/{record}", b"other")
    assert record in {found for found, _ in findings(live)}


def test_a_page_that_is_no_longer_cleared_has_no_source_any_more(live: Department) -> None:
    live.write("content/posts/closure.md", post("Changed"))
    live.commit()
    assert {"posts/closure/index.html", MAP.removeprefix("content/")} <= {
        found for found, _ in findings(live)
    }


def test_a_site_without_some_files_is_no_offence(live: Department) -> None:
    """Another generator may write no sitemap."""
    (live.root / "site/sitemap.xml").unlink()
    assert "sitemap.xml" not in expected(live)
    assert findings(live) == set()

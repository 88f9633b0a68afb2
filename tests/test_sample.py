"""The sample department, as a reader gets it: cleared, built, refused for a real address."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.department import run_here

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.guidelines.keys import fingerprint
from clearance.model import Page, State
from clearance.publish.decision import FAIL, decide, require_publishable
from clearance.records.sample_keys import SAMPLE_FINGERPRINTS
from clearance.records.signing import key_fingerprint
from clearance.rules import overdue_review

ROOT = Path(__file__).parents[1]
KEYS = ROOT / "sample-keys"
NOW = datetime.now(UTC)
CATEGORIES = {
    "announcements",
    "crime-prevention",
    "investigative-requests",
    "community-projects",
    "safety",
    "traffic",
    "media-releases",
    "recruitment",
}


@pytest.fixture(scope="module")
def sample() -> Judgement:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLEARANCE_ROOT_PIN", (KEYS / "root-pin.txt").read_text().strip())
        return decide(ROOT, at=NOW).judgement


def test_everything_is_cleared(sample: Judgement) -> None:
    assert [
        (found.path, found.line, found.code, found.message)
        for found in sample.outcome.all_findings
        if found.code != overdue_review.CODE  # nobody reviews a department that was invented
    ] == []
    assert sample.outcome.uncleared == ()
    require_publishable(sample, FAIL)


def test_it_shows_every_state_that_rests(sample: Judgement) -> None:
    states = {judged.state for judged in sample.outcome.pages}
    assert states >= {State.LIVE, State.EXPIRED, State.WITHDRAWN}
    if sample.outcome.at < datetime(2027, 1, 1, tzinfo=UTC):
        assert State.SCHEDULED in states


def test_at_least_24_posts_in_all_categories_over_years(sample: Judgement) -> None:
    posts = [
        judged.page
        for judged in sample.outcome.pages
        if isinstance(judged.page, Page) and judged.page.is_post
    ]
    assert len(posts) >= 24
    assert {name for post in posts for name in post.categories} == CATEGORIES
    days = sorted(post.created for post in posts if post.created)
    assert days[-1] - days[0] > timedelta(days=3 * 365)


def test_it_has_a_request_pictures_a_document_and_a_booking_photograph(sample: Judgement) -> None:
    pages = [judged.page for judged in sample.outcome.pages if isinstance(judged.page, Page)]
    assert any(page.requested_by and page.chain for page in pages)
    assert {"booking-photo"} <= {one.kind for page in pages for one in page.media}
    assert {Path(path).suffix for path in sample.evidence.tree.digests} >= {".md", ".png", ".pdf"}


def test_whoever_approved_took_no_part(sample: Judgement) -> None:
    for judged in sample.outcome.pages:
        if judged.approval and isinstance(judged.page, Page):
            assert judged.approval.member not in judged.page.authors


def test_its_keys_are_known_to_everybody_and_marked_as_such() -> None:
    published = {key_fingerprint(path) for path in KEYS.glob("*.pub")}
    assert published == SAMPLE_FINGERPRINTS
    assert all("SAMPLE KEY, public" in path.read_text() for path in KEYS.glob("*.pub"))
    assert {fingerprint(path.read_text().strip()) for path in KEYS.glob("*.pub")} == published


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of the sample as it lies here, to change at will."""
    monkeypatch.setenv("CLEARANCE_ROOT_PIN", (KEYS / "root-pin.txt").read_text().strip())
    root = tmp_path / "sample"
    root.mkdir()
    for name in ("content", "guidelines", "records", "theme"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    git = ROOT / ".git"
    (root / ".git").symlink_to(
        git if git.is_dir() else Path(git.read_text().partition("gitdir: ")[2].strip())
    )
    return root


def test_for_a_real_address_it_is_refused(copy: Path) -> None:
    mkdocs = copy / "mkdocs.yml"
    mkdocs.write_text(
        mkdocs.read_text().replace("https://www.aldercreekpd.example/", "https://www.alsip.gov/")
    )
    with pytest.raises(CannotJudge, match="a sample key, which everybody knows"):
        require_publishable(decide(copy, at=NOW).judgement, FAIL)


@pytest.mark.site
def test_it_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEARANCE_ROOT_PIN", (KEYS / "root-pin.txt").read_text().strip())
    ran = run_here("build", "--site-dir", str(tmp_path / "site"), "--root", str(ROOT))
    assert (ran.code, ran.err) == (0, "")
    shown = {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("index.html")
    }
    assert {
        "index.html",
        "about/index.html",
        "contact/index.html",
        "policy/index.html",
        "posts/index.html",
    } <= shown
    assert {f"category/{name}/index.html" for name in CATEGORIES} <= shown


@pytest.mark.site
def test_its_withdrawn_and_scheduled_posts_leave_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: Judgement
) -> None:
    monkeypatch.setenv("CLEARANCE_ROOT_PIN", (KEYS / "root-pin.txt").read_text().strip())
    run_here("build", "--site-dir", str(tmp_path / "site"), "--root", str(ROOT))
    hidden = [
        judged.page.title.encode()
        for judged in sample.outcome.pages
        if judged.state in {State.WITHDRAWN, State.SCHEDULED, State.DRAFT} and isinstance(judged.page, Page)
    ]
    titles = {
        judged.page.title.encode()
        for judged in sample.outcome.pages
        if judged.published and isinstance(judged.page, Page)
    }
    hidden = [title for title in hidden if not any(title in other for other in titles)]
    assert hidden != []
    found = [
        path
        for path in (tmp_path / "site").rglob("*")
        if path.is_file() and any(t in path.read_bytes() for t in hidden)
    ]
    assert [os.fspath(path) for path in found] == []

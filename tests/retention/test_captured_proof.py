"""What an export says of its captured files: are they those that were published, by a signed record?"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.department import Department, Ran
from tests.retention.conftest import publish
from tests.retention.story import responses
from tests.village import OTHER

pytestmark = pytest.mark.site


def exported(department: Department, bag: Path, site: Path) -> Ran:
    ran = department.run("records", "export", "--to", str(bag), OTHER, "--site", str(site))
    assert (ran.code, ran.err) == (0, "")
    return ran


def told(bag: Path) -> str:
    """What the index says of the captured files."""
    index = (bag / "data/index.html").read_text("utf-8")
    found = re.search(r"<h2>Files</h2>\n<p>(.*?)</p>", index)
    assert found
    return found[1]


def record(department: Department) -> str:
    (path,) = (department.root / "records").rglob("*-publication-*.json")
    return path.relative_to(department.root).as_posix()


def test_captured_files_are_those_that_were_published(recorded: Department, tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    ran = exported(recorded, bag, recorded.root / "site")
    number = len(responses(bag))
    assert f" {number} of the {number} captured files are as recorded when the site of " in told(bag)
    assert f" was published, in {record(recorded)} (sha256:" in told(bag)
    assert "not as recorded" not in ran.out


def test_a_page_that_was_changed_after_publication_is_told(kept: Department, tmp_path: Path) -> None:
    page = "posts/meeting/index.html"
    kept.write(f"site/{page}", kept.shown(page).replace("on Tuesday", "on Sunday"))
    bag = tmp_path / "bag"
    ran = exported(kept, bag, kept.root / "site")
    number = len(responses(bag))
    assert f" {number - 1} of the {number} captured files are as recorded" in told(bag)
    remark = f"captured, and not as recorded in {record(kept)}: {page}"
    assert (f"  {remark}\n" in ran.out, f"<li>{remark}</li>" in (bag / "data/index.html").read_text()) == (
        True,
        True,
    )


def test_an_older_site_is_held_against_its_own_record(kept: Department, tmp_path: Path) -> None:
    own, older = record(kept), tmp_path / "older"
    shutil.copytree(kept.root / "site", older)
    kept.write("site/about/index.html", kept.shown("about/index.html") + "<!-- later -->")
    publish(kept)
    bag = tmp_path / "bag"
    exported(kept, bag, older)
    assert f" was published, in {own} (sha256:" in told(bag)

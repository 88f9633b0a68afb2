"""`clearance records export`: what a request gets, what it doesn't, and what a transfer gets."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bagit
import pytest
from tests.department import Department
from tests.retention.story import DRAFT, DRAFT_WORDS, GONE, LATER, PRIVATE, follow, holding, responses
from tests.village import FOUNDED, MAP, NOW, OTHER, POST, post
from tests.village import told as told_anew

from clearance.history.pin import set_pin
from clearance.retention.captured_proof import NONE

pytestmark = pytest.mark.site


def index(bag: Path) -> str:
    return (bag / "data" / "index.html").read_text(encoding="utf-8")


def kinds(bag: Path) -> list[str]:
    found = [json.loads(path.read_bytes()) for path in sorted((bag / "data/records").rglob("*.json"))]
    return sorted(one["predicateType"].split("/")[-2] for one in found)


@pytest.mark.parametrize("bag", ["request_bag", "transfer_bag"])
def test_the_library_of_congress_takes_the_bag(bag: str, request: pytest.FixtureRequest) -> None:
    found = bagit.Bag(str(request.getfixturevalue(bag)))
    found.validate()
    assert found.info["Source-Organization"] == "Village of Test Police Department"
    assert [found.version_info, found.encoding, found.algorithms] == [(1, 0), "UTF-8", ["sha256"]]


@pytest.mark.parametrize("bag", ["request_bag", "transfer_bag"])
def test_the_warc_passes_the_check_of_warcio(bag: str, request: pytest.FixtureRequest) -> None:
    warc = request.getfixturevalue(bag) / "data/website.warc.gz"
    program = Path(sys.executable).parent / "warcio"
    checked = subprocess.run([program, "check", "-v", warc], capture_output=True, text=True, check=False)
    assert checked.returncode == 0
    assert "digest pass" in checked.stdout
    assert "digest fail" not in checked.stdout


@pytest.mark.parametrize("bag", ["request_bag", "transfer_bag"])
def test_the_index_leads_to_every_file_and_nowhere_else(bag: str, request: pytest.FixtureRequest) -> None:
    data = request.getfixturevalue(bag) / "data"
    files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert set(re.findall(r'href="([^"]+)"', index(data.parent))) == files - {"index.html"}
    assert "<script" not in index(data.parent)


def test_a_request_gets_what_was_public(request_bag: Path) -> None:
    assert kinds(request_bag) == ["adoption", "approval", "approval", "approval"]
    shown = index(request_bag)
    assert "An old notice" in shown, "which is no longer among the pages"
    assert "no longer among the department&#x27;s pages" in shown
    assert shown.count('href="records/') == 8
    pages = responses(request_bag)
    assert b"Mill Street is closed." in pages["https://police.test.example/posts/closure/"]
    assert pages["https://police.test.example/posts/map.png"].startswith(b"\x89PNG")


def test_a_request_gets_nothing_else(request_bag: Path) -> None:
    words = (
        "village meets on Monday",
        "Raid on Friday",
        DRAFT_WORDS,
        PRIVATE,
        "posts/meeting",
        "posts/later",
    )
    assert holding(request_bag, *words, DRAFT_WORDS, PRIVATE) == []
    assert sorted(path.name for path in (request_bag / "data").iterdir()) == [
        "VERIFY.html",
        "adoption_signers",
        "allowed_signers",
        "approved",
        "index.html",
        "missing.txt",
        "records",
        "verify.sh",
        "website.warc.gz",
    ]


def test_a_request_is_told_how_much_it_does_not_get(request_bag: Path) -> None:
    told = re.findall(r"<li>(.*?)</li>", index(request_bag))
    assert told[:7] == [
        "2 page(s) of which nothing is in here",
        "1 version(s) that were withdrawn",
        "1 version(s) that are not public at this time, or never were",
        "2 report(s), withdrawal(s) and resolution(s)",
        "1 page(s) are not on the site, so not in the WARC file",
        NONE,
        "The git history is not in here: it holds drafts and what was withdrawn. It is in a transfer.",
    ]


def test_withdrawn_pages_go_out_when_it_is_said(told: Department, tmp_path: Path) -> None:
    ran = told.run(
        "records", "export", "--to", str(tmp_path / "bag"), OTHER, "--include-withdrawn",
        "--site", str(told.root / "site"),
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert kinds(tmp_path / "bag") == ["adoption", "approval", "report", "withdrawal"]
    assert "Nothing of what was asked for was left out." in index(tmp_path / "bag")


def test_one_withdrawn_page_alone_is_refused(told: Department, tmp_path: Path) -> None:
    ran = told.run("records", "export", "--to", str(tmp_path / "bag"), OTHER)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "Nothing of it can go out; nothing was written.",
        "  left out: 1 page(s) of which nothing is in here",
        "  left out: 1 version(s) that were withdrawn",
        "  left out: 2 report(s), withdrawal(s) and resolution(s)",
    ]
    assert not (tmp_path / "bag").exists()


def test_a_transfer_has_everything(transfer_bag: Path, storied: Department, tmp_path: Path) -> None:
    assert kinds(transfer_bag) == ["adoption", *["approval"] * 7, "report", "withdrawal"]
    assert "Nothing of what was asked for was left out." in index(transfer_bag)
    assert b"It was once here." in b"".join(
        p.read_bytes() for p in (transfer_bag / "data/approved").rglob("*.md")
    )
    bundle = transfer_bag / "data/repository.bundle"
    subprocess.run(["git", "clone", "-q", bundle, tmp_path / "clone"], check=True, capture_output=True)
    head = subprocess.run(
        ["git", "-C", tmp_path / "clone", "rev-parse", "HEAD"], check=True, capture_output=True
    )
    assert head.stdout.decode().strip() == storied.git("rev-parse", "HEAD")
    assert DRAFT_WORDS in (tmp_path / "clone" / DRAFT).read_text(encoding="utf-8")
    assert len(responses(transfer_bag)) == sum(
        path.is_file() for path in (storied.root / "site").rglob("*")
    ), "the whole site"


def test_what_was_never_committed_is_told(told: Department, tmp_path: Path) -> None:
    told.tell(POST, "Never committed.", minor=True)
    told.approve(POST, commit=False)
    told.git("checkout", "-q", POST)
    told.commit("records", as_="chief")
    site = ("--site", str(told.root / "site"))
    assert told.run("records", "export", "--to", str(tmp_path / "one"), POST, *site).code == 0
    assert (tmp_path / "one/data/missing.txt").read_text() == "", "nobody ever saw it"
    assert told.run("records", "export", "--to", str(tmp_path / "all"), "--all", *site).code == 0
    assert len((tmp_path / "all/data/missing.txt").read_text().split()) == 1
    assert "content/posts/closure.md (never committed; nobody has it)" in index(tmp_path / "all")
    assert follow(tmp_path / "all", tmp_path)[0] == 0


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "name pages, or --from, --until or --category; or --all", id="nothing asked for"),
        pytest.param(["--all", POST], "or --all and nothing else", id="everything and a page"),
        pytest.param(["--all", "--include-withdrawn"], "leave out --include-withdrawn", id="said twice"),
        pytest.param(["--from", "2026-02-30"], "expected a day such as 2026-03-01", id="no such day"),
        pytest.param(
            ["--from", "20260201"], "expected a day such as 2026-03-01", id="a day written otherwise"
        ),
        pytest.param(["--from", "2026-02-02", "--until", "2026-02-01"], "is after --until", id="backwards"),
        pytest.param(["--category", "trafic"], "there is no category 'trafic'", id="no such category"),
        pytest.param(["content/posts/no.md"], "no version of it was ever approved", id="no such page"),
        pytest.param([DRAFT], "no version of it was ever approved", id="a draft"),
        pytest.param(["../../etc/passwd"], "is no path below content/", id="a path out of the department"),
        pytest.param(["guidelines/roster.yml"], "is no path below content/", id="no content"),
        pytest.param([POST, "--site", "/nowhere"], "is no folder with a built site", id="no site"),
    ],
)
def test_what_can_not_be_exported(
    storied: Department, tmp_path: Path, arguments: list[str], message: str
) -> None:
    ran = storied.run("records", "export", "--to", str(tmp_path / "bag"), *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert list(tmp_path.iterdir()) == [], "nothing half-written"


def test_it_never_goes_over_or_into_anything(storied: Department, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    places = {
        tmp_path / "full": "is there already",
        tmp_path / "link": "is there already",
        tmp_path / "no" / "bag": "there is no such folder to put it in",
        storied.root / "bag": "lies in the department's folder",
        storied.root / "content" / "bag": "lies in the department's folder",
        tmp_path / "..": "is no name for a new folder",
    }
    for place, message in places.items():
        ran = storied.run("records", "export", "--to", str(place), POST)
        assert (ran.code, ran.out) == (2, ""), place
        assert message in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "link"]


def test_an_old_copy_of_the_site_brings_nothing_back(
    told: Department, built: Department, tmp_path: Path
) -> None:
    old = str(built.root / "site")
    ran = told.run("records", "export", "--to", str(tmp_path / "bag"), POST, "--site", old)
    assert (ran.code, ran.out) == (2, "")
    assert "this site still has a page that was withdrawn; build it anew" in ran.err


def test_a_site_with_another_version_of_a_page(told: Department, tmp_path: Path) -> None:
    source = told.root / "site/posts/closure/index.md"
    source.write_text(source.read_text().replace("Mill", "Hill"))
    ran = told.run(
        "records", "export", "--to", str(tmp_path / "bag"), POST, "--site", str(told.root / "site")
    )
    assert (ran.code, ran.out) == (2, "")
    assert "shows a version of this page that is not among those exported" in ran.err


def test_a_link_in_the_site_that_leads_out_of_it(told: Department, tmp_path: Path) -> None:
    (told.root / "site/posts/closure/secret.txt").symlink_to("/etc/passwd")
    site = ("--site", str(told.root / "site"))
    assert told.run("records", "export", "--to", str(tmp_path / "one"), POST, *site).code == 0
    assert not any("secret" in address for address in responses(tmp_path / "one"))
    ran = told.run("records", "export", "--to", str(tmp_path / "all"), "--all", *site)
    assert (ran.code, ran.out) == (2, "")
    assert "posts/closure/secret.txt: is a link, which may lead out of the site" in ran.err
    assert [path.name for path in tmp_path.iterdir() if path.name != "department"] == ["one"]


@pytest.mark.parametrize("fault", ["withdrawal not committed", "record taken away", "roster not adopted"])
def test_nothing_goes_out_while_the_records_can_not_be_relied_on(
    told: Department, tmp_path: Path, fault: str
) -> None:
    if fault == "withdrawal not committed":
        key = str(told.keys.private("sgt"))
        assert told.run("withdraw", POST, "--as", "sgt", "--key", key, "--reason", "Wrong.").code == 0
    elif fault == "record taken away":
        next(iter((told.root / "records").rglob("*-withdrawal-*.json"))).unlink()
        told.commit("records")
    else:
        told.replace("guidelines/roster.yml", "Office of pio", "Office of the pio")
        told.commit("guidelines")
    ran = told.run(
        "records", "export", "--to", str(tmp_path / "bag"), GONE, "--site", str(told.root / "site")
    )
    assert (ran.code, ran.out) == (2, "")
    wanted = {
        "withdrawal not committed": "this record is not committed yet",
        "record taken away": "this record was deleted in commit",
        "roster not adopted": "not as the chief adopted them",
    }
    assert wanted[fault] in ran.err


def test_an_embargo_lasts(told: Department, tmp_path: Path) -> None:
    ran = told.run("records", "export", "--to", str(tmp_path / "bag"), LATER, "--include-withdrawn")
    assert ran.code == 1
    assert "1 version(s) that are not public at this time, or never were" in ran.err


def test_a_picture_goes_with_its_page(request_bag: Path) -> None:
    names = {path.name for path in (request_bag / "data/approved").rglob("*") if path.is_file()}
    assert names == {"closure.md", "gone.md", MAP.rpartition("/")[2]}
    for path in (request_bag / "data/approved").rglob("*"):
        if path.is_file():
            assert path.stat().st_nlink == 1


def test_what_the_gate_never_let_out_is_not_handed_out(told: Department, tmp_path: Path) -> None:
    """An approval by the author themself, one by nobody entitled, and one of a version before its day."""
    at = NOW - timedelta(days=2)
    paths = [f"content/posts/{name}.md" for name in ("own", "patrolled", "early")]
    authors, dates = ("sgt", "officer", "officer"), (at, at, NOW - timedelta(hours=1))
    for path, author, date in zip(paths, authors, dates, strict=True):
        told.write(path, post("First", f"First words of {path}.\n", author=author, date=date))
        told.commit(path, as_="officer", at=at)
    for path, by in zip(paths, ("sgt", "patrol", "chief"), strict=True):
        told.record(replace(told.statement(path), issued=at, member=by), key=by)
    told.commit("records", at=at)
    for path, author, date in zip(paths, ("officer",) * 3, dates, strict=True):
        told.write(
            path,
            told_anew(
                post("Second", "Second words.\n", author=author, date=date), at=at + timedelta(minutes=30)
            ),
        )
    told.commit("content", as_="officer", at=at + timedelta(hours=1))
    told.approve(*paths, at=at + timedelta(hours=2))
    place = tmp_path / "bag"
    ran = told.run("records", "export", "--to", str(place), *paths, "--site", str(told.root / "site"))
    assert ran.code == 0, ran.err
    assert "left out: 3 version(s) that are not public at this time, or never were" in ran.out
    assert holding(place, "First words") == []
    assert len([*(place / "data/approved").rglob("*.md")]) == 3


def test_an_update_that_its_commander_approved_goes_out_with_what_is_said_of_the_incident(
    told: Department, tmp_path: Path
) -> None:
    key = str(told.keys.private("lt"))
    words = ("--title", "Gas leak", "--kind", "hazard", "--area", "Mill Street", "--commander", "sgt")
    assert told.run("incident", "open", "2026-0412", *words, "--as", "lt", "--key", key).code == 0
    told.commit("records", as_="lt", at=datetime.now(UTC))
    path = "content/posts/leak.md"
    moment = datetime.now(UTC).replace(microsecond=0)
    told.write(path, post("Stay inside", date=moment, clearance="  incident: 2026-0412\n"))
    told.commit(path, at=moment)
    told.approve(path, by="sgt", at=moment)
    site = ("--site", str(told.root / "site"))
    ran = told.run("records", "export", "--to", str(tmp_path / "bag"), path, *site)
    assert ran.code == 0, ran.err
    assert kinds(tmp_path / "bag") == ["adoption", "approval", "incident"]


def test_a_record_by_a_recorder_is_checked_by_the_recorders_key(told: Department, tmp_path: Path) -> None:
    at = NOW - timedelta(days=1)
    told.tell(POST, "Once more.", at=at)
    told.commit(POST, at=at)
    said = replace(told.statement(POST), issued=at + timedelta(hours=1), source={"forge": "github"})
    told.record(said, key="recorder")
    told.commit("records", as_="recorder", at=at + timedelta(hours=1))
    place = tmp_path / "bag"
    ran = told.run("records", "export", "--to", str(place), POST, "--site", str(told.root / "site"))
    assert ran.code == 0, ran.err
    assert follow(place, tmp_path) == (0, "4 records looked at\nALL IS WELL\n")


def test_a_record_with_an_odd_name_stands_under_a_plain_one(told: Department, tmp_path: Path) -> None:
    at = NOW - timedelta(days=1)
    said = replace(told.statement(POST), issued=at)
    told.put_record("2026/$(touch x) & <b>odd</b>", said, key="chief")
    told.commit("records", at=at)
    place = tmp_path / "bag"
    ran = told.run("records", "export", "--to", str(place), POST, "--site", str(told.root / "site"))
    assert ran.code == 0, ran.err
    assert all(re.fullmatch(r"[\w./-]+", path.relative_to(place).as_posix()) for path in place.rglob("*"))
    assert follow(place, tmp_path) == (0, "4 records looked at\nALL IS WELL\n")
    assert not (place / "data/x").exists()


def test_records_with_a_history_of_their_own_are_a_bundle_of_their_own(
    built: Department, tmp_path: Path
) -> None:
    apart = replace(built, root=shutil.copytree(built.root, tmp_path / "apart", symlinks=True))
    own = replace(apart, root=apart.root / "records")
    shutil.rmtree(apart.root / ".git")
    for one in (own, apart):
        one.git("init", "-q", "-b", "main")
        if one is apart:
            (apart.root / ".gitignore").write_text("site/\n.site.*\nrecords/\n")
        one.git("add", "-A")
        one.commit(".gitignore" if one is apart else ".", at=FOUNDED)
    set_pin(apart.root, built.pin)
    place = tmp_path / "bag"
    ran = apart.run("records", "export", "--to", str(place), "--all", "--site", str(apart.root / "site"))
    assert ran.code == 0, ran.err
    assert {path.name for path in (place / "data").glob("*.bundle")} == {
        "records.bundle",
        "repository.bundle",
    }
    assert follow(place, tmp_path) == (0, "5 records looked at\nALL IS WELL\n")
    (place / "data/records.bundle").write_bytes((place / "data/repository.bundle").read_bytes())
    code, shown = follow(place, tmp_path)
    assert (code, "WRONG: the history lacks it" in shown) == (1, True)

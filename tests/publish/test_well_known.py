"""Anyone can check a page with stock tools, by the lines that stand on the site, as written there."""

from __future__ import annotations

import functools
import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.department import Department
from tests.village import OTHER

from clearance.publish.well_known import attestations

SITE = "https://police.test.example/"
WELL_KNOWN = ".well-known/clearance"
GOOD = 'Good "clearance-record" signature for'

pytestmark = pytest.mark.site


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def built(department: Department) -> Department:
    department.replace(OTHER, "Monday", "Tuesday")
    department.tell(OTHER, "It is on Tuesday.")
    department.commit(as_="officer")
    department.approve(OTHER)
    assert department.build().code == 0
    return department


@pytest.fixture
def served(built: Department) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(built.root / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def lines(department: Department, site: str = SITE) -> list[str]:
    readme = department.shown(f"{WELL_KNOWN}/README.txt")
    return [
        line.replace(SITE, site) for line in readme.splitlines() if line.startswith(("curl", "grep", "ssh"))
    ]


def typed(line: str, folder: Path) -> tuple[int, str]:
    ran = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def test_the_three_lines_check_a_page_as_written(built: Department, served: str, tmp_path: Path) -> None:
    get, look, verify = lines(built, served)
    folder = tmp_path / "journalist"
    folder.mkdir()
    assert typed(get, folder) == (0, "")
    digest = built.judge().evidence.tree.digests[OTHER]
    assert typed(look, folder) == (0, f"{digest}\n")
    code, said = typed(verify, folder)
    assert (code, GOOD in said) == (0, True), said


def altered_source(folder: Path, _: Department) -> None:
    path = folder / "index.md"
    path.write_text(path.read_text().replace("Tuesday", "Friday"), encoding="utf-8")


def altered_record(folder: Path, _: Department) -> None:
    (path,) = folder.glob("*.json")
    path.write_text(path.read_text().replace("chief", "thief"), encoding="utf-8")


def foreign_key(folder: Path, department: Department) -> None:
    (record,) = folder.glob("*.json")
    key = str(department.keys.private("stranger"))
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-n", "clearance-record", "-f", key]
    with record.open("rb") as data, Path(f"{record}.sig").open("wb") as signature:
        subprocess.run(sign, stdin=data, stdout=signature, check=True)


@pytest.mark.parametrize(
    ("harm", "good"),
    [
        pytest.param(altered_source, [False, True], id="an altered source"),
        pytest.param(altered_record, [True, False], id="an altered record"),
        pytest.param(foreign_key, [True, False], id="a foreign key"),
    ],
)
def test_what_was_altered_is_found_out(
    built: Department, served: str, tmp_path: Path, harm: object, good: list[bool]
) -> None:
    get, look, verify = lines(built, served)
    assert typed(get, tmp_path) == (0, "")
    assert callable(harm)
    harm(tmp_path, built)
    assert [typed(line, tmp_path)[0] == 0 for line in (look, verify)] == good


def test_the_ledger_lists_every_public_record_and_no_name(built: Department) -> None:
    ledger = json.loads(built.shown(f"{WELL_KNOWN}/ledger.json"))
    public = {name for name in built.site() if name.startswith("records/") and name.endswith(".json")}
    assert {entry["record"] for entry in ledger["records"]} == public
    for entry in ledger["records"]:
        assert built.site()[entry["record"]] == entry["sha256"]
        assert entry["subjects"] == {
            each["name"]: each["digest"]["sha256"]
            for each in json.loads(built.shown(entry["record"]))["subject"]
        }
    assert {(entry["office"], entry["role"]) for entry in ledger["records"]} == {("Office of chief", "chief")}
    assert [each["sha256"] for each in ledger["adoptions"]] == [built.pin.removeprefix("sha256:")]
    assert built.pin in built.shown(f"{WELL_KNOWN}/README.txt")


def test_only_keys_that_signed_something_public_are_given(built: Department) -> None:
    signers = built.shown(f"{WELL_KNOWN}/allowed_signers")
    assert [line.split()[0] for line in signers.splitlines()] == ["chief"]
    assert built.keys.public("chief").split()[1] in signers


def test_each_page_leads_to_its_source_which_is_what_was_approved(built: Department) -> None:
    digests = built.judge().evidence.tree.digests
    site = built.site()
    sources = {name: site[name] for name in site if name.endswith(".md")}
    assert sources["posts/meeting/index.md"] == digests[OTHER]
    assert sorted(sources.values()) == sorted(digests[path] for path in digests if path.endswith(".md"))
    html = built.shown("posts/meeting/index.html")
    assert 'href="index.md"' in html
    assert 'href="../../.well-known/clearance/README.txt"' in html


def test_no_source_of_what_is_not_published(built: Department) -> None:
    built.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    built.adopt()
    built.replace(OTHER, "Tuesday", "Friday")
    built.commit(as_="officer")
    assert built.build().code == 1
    assert "posts/meeting/index.md" not in built.site()
    assert built.traces(OTHER, "on Friday") == []


def test_the_audit_of_a_site_knows_these_files(built: Department) -> None:
    site = built.root / "site"
    ran = built.run("audit", str(site))
    assert ran.code == 0, ran.out
    (site / WELL_KNOWN / "more.txt").write_text("x", encoding="utf-8")
    assert built.run("audit", str(site)).code == 1
    (site / WELL_KNOWN / "more.txt").unlink()
    (site / "posts/meeting/index.md").write_text("x", encoding="utf-8")
    assert built.run("audit", str(site)).code == 1


def test_without_an_address_of_the_site_there_is_nothing_to_type(department: Department) -> None:
    assert attestations(department.judge(), "") == {}

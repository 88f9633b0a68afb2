"""A new department for GitHub: what its files say, and that they do it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.department import Department, Keys, run_here
from tests.forge.description import description
from tests.forge.hub import ZERO, Account, Hub, Moved
from tests.forge.standin import TOKEN, StandIn, served

from clearance.cli.create import DEFAULTS
from clearance.founding.department import Answers, Founded, found
from clearance.founding.for_github import GitHub
from clearance.history.pin import set_pin
from clearance.takedown.report import Kind

AT = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=30)
CHIEF, PIO = Account("chief-maple", 1001), Account("pio-maple", 1002)
WORKFLOWS = ("check", "publish", "monitor")
POST = """\
---
title: Flood warning
date: {date}
authors: [pio]
categories: [safety]
description: The creek rises.
clearance:
  attest: pio
---
The creek rises. Stay away from its banks.
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    folder = tmp_path_factory.mktemp("new")
    github = GitHub("maple/website", CHIEF.id, PIO.id)
    return found(folder / "maple", Answers(**DEFAULTS), keys=folder / "keys", at=AT, github=github)


@pytest.fixture(scope="module")
def maple(founded: Founded) -> Department:
    return Department(founded.folder, Keys(founded.keys), founded.pin)


def workflow(maple: Department, name: str) -> dict[Any, Any]:
    loaded = yaml.safe_load(maple.read(f".github/workflows/{name}.yml"))
    assert isinstance(loaded, dict)
    return loaded


def steps(maple: Department, name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(maple, name)["jobs"].values():
        yield from job["steps"]


# --- what it is made of ------------------------------------------------------------------------


def test_it_is_whole_and_its_records_are_apart(maple: Department) -> None:
    assert maple.git("status", "--porcelain") == ""
    assert maple.git("ls-files", "records") == ""
    assert (maple.root / "records/.git").is_dir()
    outcome = maple.judge(AT).outcome
    assert {str(judged.state) for judged in outcome.pages} == {"live"}
    assert outcome.all_findings == ()


def test_its_roster_knows_the_accounts_and_the_recorder(maple: Department) -> None:
    guidelines = maple.judge(AT).evidence.guidelines
    chief, pio = guidelines.member_by_github_id(CHIEF.id), guidelines.member_by_github_id(PIO.id)
    assert (chief and chief.id, pio and pio.id) == ("chief", "pio")
    assert [signer.member for signer in guidelines.signers().values() if signer.recorder] == ["recorder"]


def test_without_the_accounts_it_says_where_their_numbers_are(tmp_path: Path) -> None:
    made = found(
        tmp_path / "oak", Answers(**DEFAULTS), keys=tmp_path / "keys", at=AT, github=GitHub("oak/site")
    )
    roster = (made.folder / "guidelines/roster.yml").read_text("utf-8")
    assert roster.count('# github_id: 0 # the number under "id" at https://api.github.com/users/NAME') == 2


def test_whom_github_asks_for_a_review(maple: Department) -> None:
    assert "/content/ @maple/supervisors\n" in maple.read(".github/CODEOWNERS")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("--forge", "github"), "expected OWNER/NAME", id="no repository"),
        pytest.param(("--forge", "github", "--repository", "a/b/c"), "expected OWNER/NAME", id="no name"),
        pytest.param(("--repository", "a/b"), "go with --forge github", id="no forge"),
        pytest.param(
            ("--forge", "github", "--repository", "a/b", "--chief-github", "7", "--pio-github", "7"),
            "nobody may approve their own post",
            id="one account for two",
        ),
    ],
)
def test_what_can_not_be_made(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = run_here("init", str(tmp_path / "oak"), "--yes", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert [*tmp_path.iterdir()] == []


# --- what the workflows may do -----------------------------------------------------------------


@pytest.mark.parametrize("name", WORKFLOWS)
def test_rights_are_given_to_a_job_and_never_to_all(maple: Department, name: str) -> None:
    assert workflow(maple, name)["permissions"] == {}
    assert all("permissions" in job for job in workflow(maple, name)["jobs"].values())


def test_who_gets_which_rights(maple: Department) -> None:
    given = {
        f"{name}.{job}": settings["permissions"]
        for name in WORKFLOWS
        for job, settings in workflow(maple, name)["jobs"].items()
    }
    assert given == {
        "check.check": {"contents": "read"},
        "publish.record": {"contents": "read", "pull-requests": "read"},
        "publish.build": {"contents": "read"},
        "publish.deploy": {"pages": "write", "id-token": "write"},
        "publish.remember": {"contents": "read"},
        "publish.tell": {},
        "monitor.monitor": {"contents": "read", "issues": "write"},
    }


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_by_its_commit(maple: Department, name: str) -> None:
    uses = re.findall(r"uses: (\S+)(.*)", maple.read(f".github/workflows/{name}.yml"))
    assert uses
    assert [u for u in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", u[0])] == []
    assert [u for u in uses if not re.fullmatch(r" # v\d+\.\d+\.\d+", u[1])] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_from_outside_stands_in_a_script(maple: Department, name: str) -> None:
    assert [step["run"] for step in steps(maple, name) if "${{" in step.get("run", "")] == []


def test_only_the_recorder_has_secrets(maple: Department) -> None:
    for name in WORKFLOWS:
        with_secrets = {
            job for job, text in workflow(maple, name)["jobs"].items() if "secrets." in yaml.safe_dump(text)
        }
        assert with_secrets == ({"record", "remember"} if name == "publish" else set())
    jobs = workflow(maple, "publish")["jobs"]
    assert {jobs[job]["environment"] for job in ("record", "remember")} == {"approval-recorder"}


def test_when_they_run(maple: Department) -> None:
    triggers = {name: workflow(maple, name)[True] for name in WORKFLOWS}  # YAML takes `on` for true
    assert triggers["check"] == "pull_request"
    assert triggers["publish"]["push"] == {"branches": ["main"]}
    assert set(triggers["publish"]) == {"push", "schedule", "workflow_dispatch"}
    assert set(triggers["monitor"]) == {"schedule", "workflow_dispatch"}


def test_one_publication_at_a_time_and_always_of_the_newest_main(maple: Department) -> None:
    publish = workflow(maple, "publish")
    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    refs = {s["with"]["ref"] for s in steps(maple, "publish") if "checkout" in s.get("uses", "")}
    assert refs == {"main", "records"}


def test_only_the_recorder_keeps_a_credential(maple: Department) -> None:
    for name in WORKFLOWS:
        for job, settings in workflow(maple, name)["jobs"].items():
            kept = [s for s in settings["steps"] if s.get("with", {}).get("persist-credentials")]
            assert [s["with"]["ref"] for s in kept] == (["records"] if job in {"record", "remember"} else [])
            if job in {"record", "remember"}:
                assert not any("upload" in step.get("uses", "") for step in settings["steps"])


@pytest.mark.parametrize("name", ["main", "records-writers", "records-history"])
def test_a_ruleset_is_one_that_github_takes(maple: Department, name: str) -> None:
    judge = description()
    body = judge.document["paths"]["/repos/{owner}/{repo}/rulesets"]["post"]["requestBody"]
    judge.judge_value(
        body["content"]["application/json"]["schema"],
        yaml.safe_load(maple.read(f".github/rulesets/{name}.json")),
    )


def test_that_judge_refuses_another_ruleset(maple: Department) -> None:
    judge = description()
    body = judge.document["paths"]["/repos/{owner}/{repo}/rulesets"]["post"]["requestBody"]
    wrong = yaml.safe_load(maple.read(".github/rulesets/main.json")) | {"enforcement": "sometimes"}
    with pytest.raises(AssertionError):
        judge.judge_value(body["content"]["application/json"]["schema"], wrong)


# --- that they do it ---------------------------------------------------------------------------


@dataclass
class Runner:
    """Runs the scripts of a workflow as GitHub does, in a fresh checkout."""

    maple: Department
    hub: Hub
    api: StandIn
    folder: Path
    runs: int = 0
    given: dict[str, str] = field(default_factory=dict)
    """what a step gets from the jobs before"""
    artifact: Path | None = None
    """the site that a job downloads"""

    def run(self, name: str, job: str, branch: str = "main") -> tuple[int, dict[str, str], str]:
        """The exit code of the job's scripts, its outputs, and its summary."""
        self.runs += 1
        self.temp = self.folder / f"temp-{self.runs}"
        self.temp.mkdir()
        root = self.folder / f"runner-{self.runs}"
        for ref, place in ((branch, root), ("records", root / "records")):
            command = ["git", "clone", "-q", "-b", ref, "--single-branch", str(self.hub.git_dir), str(place)]
            subprocess.run(command, check=True, capture_output=True)
        if self.artifact:
            (root / "published").mkdir()
            packed = ["tar", "-cf", str(root / "published/artifact.tar"), "-C", str(self.artifact), "."]
            subprocess.run(packed, check=True)
        output, summary = self.folder / f"output-{self.runs}", self.folder / f"summary-{self.runs}"
        code = 0
        for step in workflow(self.maple, name)["jobs"][job]["steps"]:
            if "run" in step and "pip install" not in step["run"]:
                code = code or self._step(step["run"], root, output, summary)
        written = output.read_text().split() if output.exists() else []
        text = summary.read_text("utf-8") if summary.exists() else ""
        self.site = root / "site"
        return code, dict(line.split("=", 1) for line in written), text

    def _step(self, script: str, root: Path, output: Path, summary: Path) -> int:
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_REPOSITORY": self.hub.repository,
            "GITHUB_API_URL": self.api.base,
            "GITHUB_TOKEN": TOKEN,
            "RECORDER_KEY": self.maple.keys.private("recorder").read_text().strip("\n"),
            "CLEARANCE_ROOT_PIN": self.maple.pin,
            **self.given,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
        self.said = done.stdout.decode() + done.stderr.decode()
        return done.returncode


@pytest.fixture
def runner(maple: Department, tmp_path: Path) -> Iterator[Runner]:
    root, bare = tmp_path / "department", tmp_path / "hub.git"
    shutil.copytree(maple.root, root, symlinks=True)
    clone = Department(root, maple.keys, maple.pin)
    set_pin(root, maple.pin)
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(bare)], check=True, capture_output=True)
    subprocess.run(["git", "-C", str(root / "records"), "push", "-q", str(bare), "records"], check=True)
    addresses = {DEFAULTS["chief_email"]: CHIEF, DEFAULTS["pio_email"]: PIO}
    hub = Hub(bare, AT + timedelta(minutes=1), repository="maple/website", accounts=addresses)
    hub.log.append(Moved("main", ZERO, hub.tip(), "branch_creation", CHIEF, AT))
    with served(hub) as api:
        yield Runner(clone, hub, api, tmp_path)


def propose(runner: Runner) -> int:
    clone = runner.maple
    clone.git("checkout", "-q", "-B", "flood", "main")
    clone.write("content/posts/flood.md", POST.format(date=AT.isoformat()))
    clone.commit("content/posts/flood.md", as_=DEFAULTS["pio_email"], at=runner.hub.tick())
    runner.hub.push(clone.root, "flood", PIO)
    return runner.hub.open(PIO, "flood").number


@pytest.mark.site
def test_from_pull_request_to_public_site(runner: Runner) -> None:
    number = propose(runner)
    code, _, summary = runner.run("check", "check", branch="flood")
    assert code == 0, runner.said
    assert "To let it out: review this pull request, and choose **Approve**." in summary
    assert {path.name for path in (runner.temp / "review").iterdir()} == {
        "findings.sarif",
        "pictures",
        "preview",
    }
    pull = runner.hub.pulls[number]
    runner.hub.review(pull, CHIEF)
    runner.hub.merge(pull, CHIEF)
    code, outputs, summary = runner.run("publish", "record")
    assert (code, outputs) == (0, {"code": "0"}), runner.said
    assert "recorded: content/posts/flood.md, approved by chief in &#35;1" in summary
    assert [*runner.temp.iterdir()] == [], "the key is gone when the step ends"
    code, outputs, _ = runner.run("publish", "build")
    assert (code, outputs["code"]) == (0, "0"), runner.said
    assert (runner.site / "posts/flood/index.html").is_file()
    remembered(runner, outputs)
    assert runner.run("monitor", "monitor")[0] == 0


def remembered(runner: Runner, outputs: dict[str, str]) -> None:
    """The last job records what was published, and a past site can be built from it."""
    site = runner.site
    runner.given = {name.upper(): outputs[name] for name in ("built", "commit", "records")}
    runner.artifact = site
    code, _, _ = runner.run("publish", "remember")
    assert code == 0, runner.said
    assert "recorded and pushed this publication in 1 record(s)" in runner.said
    assert [*runner.temp.glob("recorder")] == [], "the key is gone when the step ends"
    root = runner.site.parent
    set_pin(root, runner.maple.pin)
    ran = run_here(
        "records", "rebuild", outputs["built"], "--to", str(runner.temp / "x"), "--root", str(root)
    )
    assert (ran.code, ran.out.endswith("are those that were published.\n")) == (0, True), ran.out + ran.err
    again, _, _ = runner.run("publish", "remember")
    assert (again, "nothing was written" in runner.said) == (0, True), runner.said


@pytest.mark.site
def test_what_is_merged_without_a_review_stays_off_the_site_and_is_told(runner: Runner) -> None:
    pull = runner.hub.pulls[propose(runner)]
    runner.hub.merge(pull, CHIEF)
    code, outputs, summary = runner.run("publish", "record")
    assert (code, outputs) == (0, {"code": "1"}), runner.said
    assert "## Merged, and not approved" in summary
    code, outputs, _ = runner.run("publish", "build")
    assert (code, outputs["code"]) == (0, "1"), runner.said
    assert (runner.site / "index.html").is_file()
    assert not (runner.site / "posts/flood").exists()
    assert runner.run("publish", "tell")[0] == 1
    assert "::error::The site is published without what is not cleared." in runner.said


@pytest.mark.site
def test_a_broken_department_publishes_nothing(runner: Runner) -> None:
    clone = runner.maple
    clone.replace("guidelines/roster.yml", "role: pio", "role: supervisor")
    clone.commit("guidelines", as_=DEFAULTS["pio_email"], at=runner.hub.tick())
    runner.hub.push(clone.root, "main", PIO)
    assert runner.run("publish", "record")[0] != 0
    code, outputs, _ = runner.run("publish", "build")
    assert (code != 0, outputs) == (True, {})
    assert not runner.site.exists()


# --- what members see there --------------------------------------------------------------------


def test_a_post_is_reported_by_a_form_that_warns_of_the_public(maple: Department) -> None:
    form = yaml.safe_load(maple.read(".github/ISSUE_TEMPLATE/report-a-post.yml"))
    warning, *fields = form["body"]
    assert "In a public repository everybody reads this" in warning["attributes"]["value"]
    by_id = {field["id"]: field for field in fields}
    assert [*by_id] == ["member", "address", "kind", "told"]
    assert by_id["kind"]["attributes"]["options"] == [*map(str, Kind)]
    assert by_id["told"]["attributes"]["options"][0]["required"] is True
    assert not any(field["type"] == "textarea" for field in fields), (
        "there is no room for what must not be told"
    )

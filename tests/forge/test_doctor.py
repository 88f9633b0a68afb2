"""The doctor against a repository's settings: each that is wrong is told, and its twin is fine."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.department import Ran, run_here
from tests.forge.hub import Configured, Hub
from tests.forge.standin import TOKEN, Fault, StandIn, served
from tests.village import NOW

from clearance.cli import forge as door
from clearance.forge.github import GitHub
from clearance.founding.for_github import TEMPLATE

RULESETS = TEMPLATE / "github" / "rulesets"
PIN = "sha256:" + "a" * 64
FINE = "Every setting that was looked at is as it should be.\n"


def ruleset(name: str) -> dict[str, Any]:
    loaded = json.loads((RULESETS / f"{name}.json").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A repository of which only the settings are looked at."""
    with served(Hub(tmp_path, NOW)) as api:
        monkeypatch.setenv("GITHUB_API_URL", api.base)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setattr(door, "GitHub", functools.partial(GitHub, sleep=lambda _seconds: None))
        yield api


@pytest.fixture
def settings(github: StandIn) -> Configured:
    """A repository that is set up as the guide says, with the rulesets that `init` lays down."""
    made = Configured(
        rulesets=[ruleset(name) for name in ("main", "records-writers", "records-history")],
        environments={"approval-recorder": {"main"}, "github-pages": {"main"}},
        secrets={"approval-recorder": {"RECORDER_KEY", "RECORDS_DEPLOY_KEY"}},
        keys={"recorder": True, "a reader": False},
        variables={"CLEARANCE_ROOT_PIN": PIN},
    )
    github.hub.configured = made
    return made


def doctor(github: StandIn, *arguments: str) -> Ran:
    return run_here("forge", "doctor", "--repository", github.hub.repository, *arguments)


def test_a_repository_that_is_set_up_as_the_guide_says(github: StandIn, settings: Configured) -> None:
    assert settings.private
    ran = doctor(github)
    assert (ran.code, ran.out, ran.err) == (0, FINE, "")


def rules(settings: Configured, number: int) -> list[dict[str, Any]]:
    found = settings.rulesets[number]["rules"]
    assert isinstance(found, list)
    return found


def without_rule(number: int, name: str) -> Callable[[Configured], None]:
    def act(settings: Configured) -> None:
        kept = [rule for rule in rules(settings, number) if rule["type"] != name]
        settings.rulesets[number]["rules"] = kept

    return act


def reviews(name: str, *, value: object) -> Callable[[Configured], None]:
    def act(settings: Configured) -> None:
        rule = next(rule for rule in rules(settings, 0) if rule["type"] == "pull_request")
        rule["parameters"][name] = value

    return act


def another_check(settings: Configured) -> None:
    rule = next(rule for rule in rules(settings, 0) if rule["type"] == "required_status_checks")
    rule["parameters"]["required_status_checks"] = [{"context": "tests"}]


def bypass(number: int, kind: str) -> Callable[[Configured], None]:
    def act(settings: Configured) -> None:
        actor = {"actor_id": 5, "actor_type": kind, "bypass_mode": "always"}
        settings.rulesets[number]["bypass_actors"].append(actor)

    return act


def no_recorder(settings: Configured) -> None:
    settings.rulesets[1]["bypass_actors"] = []


def hidden_bypass(settings: Configured) -> None:
    del settings.rulesets[0]["bypass_actors"]


def set_to(name: str, *, value: object) -> Callable[[Configured], None]:
    return lambda settings: setattr(settings, name, value)


def environment(name: str, branches: set[str] | None) -> Callable[[Configured], None]:
    return lambda settings: settings.environments.__setitem__(name, branches)


def gone(kind: str, name: str) -> Callable[[Configured], None]:
    return lambda settings: getattr(settings, kind).pop(name)


def another_writing_key(settings: Configured) -> None:
    settings.keys["old server"] = True


def no_writing_key(settings: Configured) -> None:
    settings.keys["recorder"] = False


def secret_for_all(settings: Configured) -> None:
    settings.secrets[""] = {"TOKEN"}


def no_recorder_key(settings: Configured) -> None:
    settings.secrets["approval-recorder"].remove("RECORDER_KEY")


def disabled(number: int) -> Callable[[Configured], None]:
    return lambda settings: settings.rulesets[number].update(enforcement="disabled")


def excluded(settings: Configured) -> None:
    settings.rulesets[0]["conditions"]["ref_name"]["exclude"] = ["refs/heads/main"]


CASES = {
    "main can be deleted": without_rule(0, "deletion"),
    "main's history can be rewritten": without_rule(0, "non_fast_forward"),
    "main can be pushed to without a pull request": without_rule(0, "pull_request"),
    "no check is required before a merge": without_rule(0, "required_status_checks"),
    "the check 'check' isn't required before a merge": another_check,
    "can be merged without an approving review": reviews("required_approving_review_count", value=0),
    "a review stays when the text is changed": reviews("dismiss_stale_reviews_on_push", value=False),
    "whoever pushed last can be the one": reviews("require_last_push_approval", value=False),
    "somebody else than a code owner can approve": reviews("require_code_owner_review", value=False),
    "merged with an open question": reviews("required_review_thread_resolution", value=False),
    "the ruleset 'main' can be bypassed (unsafe)": bypass(0, "RepositoryRole"),
    "main can be deleted (missing)\n  why: it is the site": disabled(0),
    "main can be pushed to without a pull request (missing)": excluded,
    "who may bypass the ruleset 'main' can't be read": hidden_bypass,
    "records: the branch of the records can be deleted or rewritten": without_rule(2, "deletion"),
    "the ruleset 'records: nothing is taken back' can be bypassed": bypass(2, "DeployKey"),
    "records: anybody with write access can add to the records": disabled(1),
    "the recorder can't add records": no_recorder,
    "lets OrganizationAdmin off": bypass(1, "OrganizationAdmin"),
    "approval-recorder: any branch may deploy to it": environment("approval-recorder", None),
    "approval-recorder: develop, main may deploy to it": environment(
        "approval-recorder", {"main", "develop"}
    ),
    "approval-recorder: there is no such environment": gone("environments", "approval-recorder"),
    "approval-recorder: it has no secret RECORDER_KEY": no_recorder_key,
    "github-pages: any branch may deploy to it": environment("github-pages", None),
    "github-pages: there is no such environment": gone("environments", "github-pages"),
    "the secret TOKEN belongs to the repository": secret_for_all,
    "2 deploy keys can write: recorder, old server": another_writing_key,
    "deploy keys: none can write": no_writing_key,
    "the default token of workflows can write": set_to("default_rights", value="write"),
    "workflows may approve pull requests": set_to("may_approve", value=True),
    "actions needn't be pinned": set_to("sha_pinning", value=False),
    "Actions are switched off": set_to("actions", value=False),
    "Pages is not switched on": set_to("pages", value=None),
    "Pages publishes a branch as it is": set_to("pages", value={"build_type": "legacy", "https": True}),
    "HTTPS is not enforced": set_to("pages", value={"build_type": "workflow", "https": False}),
    "there is no variable CLEARANCE_ROOT_PIN": gone("variables", "CLEARANCE_ROOT_PIN"),
    "is no id of an adoption": set_to("variables", value={"CLEARANCE_ROOT_PIN": "todo"}),
    "the default branch is 'trunk'": set_to("default_branch", value="trunk"),
}


@pytest.mark.parametrize(("told", "act"), [pytest.param(*one, id=one[0].strip()) for one in CASES.items()])
def test_what_is_missing_or_unsafe(
    github: StandIn, settings: Configured, told: str, act: Callable[[Configured], object]
) -> None:
    act(settings)
    ran = doctor(github)
    assert (ran.code, ran.err) == (1, "")
    assert told in ran.out
    assert "\n  why: " in ran.out
    assert "\n  set: " in ran.out


def test_a_public_repository_is_a_note(github: StandIn, settings: Configured) -> None:
    settings.private = False
    ran = doctor(github)
    assert ran.code == 0
    assert "visibility: the repository is public (note)" in ran.out


def test_a_team_of_those_who_sign_with_their_own_keys_may_add(github: StandIn, settings: Configured) -> None:
    bypass(1, "Team")(settings)
    assert doctor(github).out == FINE


def test_rules_for_all_branches_count(github: StandIn, settings: Configured) -> None:
    settings.rulesets[0]["conditions"]["ref_name"]["include"] = ["~DEFAULT_BRANCH"]
    settings.rulesets[2]["conditions"]["ref_name"]["include"] = ["~ALL"]
    assert doctor(github).out == FINE


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("/rulesets$", "main: Rulesets can't be read with this token (unread)", id="rulesets"),
        pytest.param("/environments/approval-recorder$", "the environment approval-recorder", id="recorder"),
        pytest.param("/actions/secrets$", "Names of the repository's secrets can't be read", id="secrets"),
        pytest.param("/keys$", "Deploy keys can't be read", id="deploy keys"),
        pytest.param("/actions/permissions$", "Settings of Actions can't be read", id="actions"),
        pytest.param("/actions/permissions/workflow$", "Rights of the default token can't", id="token"),
        pytest.param("/pages$", "Settings of Pages can't be read", id="pages"),
        pytest.param("/actions/variables/", "The variable CLEARANCE_ROOT_PIN can't be read", id="variables"),
    ],
)
def test_what_can_not_be_read_is_not_taken_for_fine(
    github: StandIn, settings: Configured, path: str, told: str
) -> None:
    assert settings.actions
    github.faults.append(Fault(path, status=403, times=99))
    ran = doctor(github)
    assert ran.code == 1
    assert told in ran.out


def test_a_repository_that_is_not_there(github: StandIn) -> None:
    github.faults.append(Fault("website$", status=404, times=9))
    ran = doctor(github)
    assert (ran.code, ran.out) == (2, "")
    assert "GitHub has no /repos/test-village/website, or hides it from this token" in ran.err


def test_github_is_not_well(github: StandIn, settings: Configured) -> None:
    assert settings.actions
    github.faults.append(Fault("/keys$", status=500, times=99))
    ran = doctor(github)
    assert ran.code == 2
    assert "GitHub is not well" in ran.err


def test_for_a_program(github: StandIn, settings: Configured) -> None:
    settings.default_rights = "write"
    ran = doctor(github, "--format", "json")
    assert ran.code == 1
    told = json.loads(ran.out)
    assert (told["version"], told["repository"]) == (1, github.hub.repository)
    assert [(one["area"], one["level"]) for one in told["advice"]] == [("actions", "unsafe")]


def test_a_hostile_name_does_nothing_on_a_terminal(github: StandIn, settings: Configured) -> None:
    settings.keys["\x1b[31mred\n::error::x"] = True
    ran = doctor(github)
    assert "\x1b" not in ran.out
    assert "\n::error" not in ran.out


def test_every_ruleset_that_is_laid_down_is_needed() -> None:
    assert sorted(path.stem for path in Path(RULESETS).iterdir()) == [
        "main",
        "records-history",
        "records-writers",
    ]

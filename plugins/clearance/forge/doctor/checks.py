"""What must hold of a repository's settings, each with why, and how to set it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from clearance.forge.doctor.settings import (
    PAGES,
    PIN,
    RECORDER,
    Environment,
    Missing,
    Ruleset,
    Settings,
    Told,
    Unread,
)

NEEDED_SECRETS = frozenset({"RECORDER_KEY", "RECORDS_DEPLOY_KEY"})
CHECK = "check"
"""the job that judges a pull request"""
_RULES = "Settings, Rules, Rulesets, New ruleset, Import a ruleset: .github/rulesets/{name}.json"
_PIN = re.compile(r"(sha256:)?[0-9a-f]{64}")
_MAY_ADD = frozenset({"DeployKey", "Integration", "Team"})


class Level(StrEnum):
    MISSING = "missing"
    UNSAFE = "unsafe"
    UNREAD = "unread"
    """the token may not read it: nobody can say that it is fine"""
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that isn't as it should be: what, why it matters, and how to set it."""

    area: str
    level: Level
    what: str
    why: str
    how: str


Check = Callable[[Settings], Iterator[Advice]]


# --- branches ----------------------------------------------------------------------------------


def main_is_guarded(settings: Settings) -> Iterator[Advice]:
    area, how = "main", _RULES.format(name="main")
    if isinstance(settings.rulesets, Missing | Unread):
        yield _unread(area, settings.rulesets, "Rulesets", "administration: read")
        return
    guarding = [one for one in settings.rulesets if one.covers("main")]
    yield from _let_off(area, guarding, "whoever may bypass it can merge what nobody reviewed")
    strict = {
        rule.type: rule.parameters or {} for one in guarding if not one.bypass_actors for rule in one.rules
    }
    for rule, (what, why) in _OF_MAIN.items():
        if rule not in strict:
            yield Advice(area, Level.MISSING, what, why, how)
    if "pull_request" in strict:
        for name, what in _OF_REVIEWS.items():
            if not strict["pull_request"].get(name):
                yield Advice(area, Level.MISSING, what, "the recorder refuses such a merge afterwards", how)
    checks = strict.get("required_status_checks", {}).get("required_status_checks", [])
    if "required_status_checks" in strict and CHECK not in {one.get("context") for one in checks}:
        what = f"the check {CHECK!r} isn't required before a merge"
        yield Advice(area, Level.MISSING, what, "people would merge what is refused afterwards", how)


_OF_MAIN = {
    "deletion": ("main can be deleted", "it is the site, and its record"),
    "non_fast_forward": ("main's history can be rewritten", "it is the record of who wrote what (1021.7)"),
    "pull_request": ("main can be pushed to without a pull request", "what is pushed is never published"),
    "required_status_checks": (
        "no check is required before a merge",
        "people would merge what is refused afterwards",
    ),
}
_OF_REVIEWS = {
    "required_approving_review_count": "a pull request can be merged without an approving review",
    "dismiss_stale_reviews_on_push": "a review stays when the text is changed after it",
    "require_last_push_approval": "whoever pushed last can be the one who approves",
    "require_code_owner_review": "somebody else than a code owner can approve",
    "required_review_thread_resolution": "a pull request can be merged with an open question",
}


def records_only_grow(settings: Settings) -> Iterator[Advice]:
    area = "records"
    if isinstance(settings.rulesets, Missing | Unread):
        return  # main tells
    guarding = [one for one in settings.rulesets if one.covers("records")]
    history = _of_type(guarding, "deletion", "non_fast_forward")
    writers = _of_type(guarding, "creation", "update")
    if not history:
        yield Advice(
            area,
            Level.MISSING,
            "the branch of the records can be deleted or rewritten",
            "a signed statement that can vanish proves nothing (1021.7)",
            _RULES.format(name="records-history"),
        )
    if not writers:
        yield Advice(
            area,
            Level.MISSING,
            "anybody with write access can add to the records",
            "a forged record doesn't count, but each is an alarm",
            _RULES.format(name="records-writers"),
        )
    yield from _let_off(area, history, "whoever may bypass it can take a record away")
    for one in writers:
        actors = {actor.actor_type for actor in one.bypass_actors or ()}
        if one.bypass_actors is not None and not actors & {"DeployKey", "Integration"}:
            what = f"the recorder can't add records: the ruleset {one.name!r} lets no deploy key off"
            yield Advice(
                area, Level.MISSING, what, "nothing is published", _RULES.format(name="records-writers")
            )
        if wide := sorted(actors - _MAY_ADD):
            what = f"the ruleset {one.name!r} lets {', '.join(wide)} off"
            why = "only the recorder and the team of those who sign with their own keys need to add"
            yield Advice(area, Level.UNSAFE, what, why, "take it from the bypass list of that ruleset")


def _of_type(rulesets: list[Ruleset], *types: str) -> list[Ruleset]:
    return [one for one in rulesets if {rule.type for rule in one.rules} >= set(types)]


def _let_off(area: str, rulesets: list[Ruleset], why: str) -> Iterator[Advice]:
    for one in rulesets:
        if one.bypass_actors is None:
            what = f"who may bypass the ruleset {one.name!r} can't be read with this token"
            yield Advice(area, Level.UNREAD, what, why, "give the token administration: read, and write")
        elif one.bypass_actors and not _of_type([one], "creation", "update"):
            what = f"the ruleset {one.name!r} can be bypassed"
            yield Advice(area, Level.UNSAFE, what, why, "Settings, Rules, Rulesets: empty its bypass list")


# --- environments, secrets, keys ---------------------------------------------------------------


def the_recorder_is_apart(settings: Settings) -> Iterator[Advice]:
    why = "its secrets sign approvals; a workflow of another branch would have them"
    yield from _only_main(RECORDER, settings.recorder, why)
    if isinstance(settings.recorder, Environment):
        for name in sorted(NEEDED_SECRETS - settings.recorder.secrets):
            how = f"Settings, Environments, {RECORDER}, Add environment secret: {name}"
            yield Advice(RECORDER, Level.MISSING, f"it has no secret {name}", "nothing is recorded", how)


def pages_is_deployed_from_main(settings: Settings) -> Iterator[Advice]:
    yield from _only_main(PAGES, settings.pages_environment, "another branch could publish a site of its own")


def _only_main(name: str, told: Told[Environment], why: str) -> Iterator[Advice]:
    how = f"Settings, Environments, {name}: deployment branches, selected branches, main alone"
    if isinstance(told, Unread):
        yield _unread(name, told, f"the environment {name}", "environments: read")
    elif isinstance(told, Missing):
        yield Advice(name, Level.MISSING, "there is no such environment", "publish.yml needs it", how)
    elif told.branches != frozenset({"main"}):
        which = "any branch" if told.branches is None else ", ".join(sorted(told.branches)) or "no branch"
        yield Advice(name, Level.UNSAFE, f"{which} may deploy to it", why, how)


def no_secret_is_for_everybody(settings: Settings) -> Iterator[Advice]:
    if isinstance(settings.secrets, Missing | Unread):
        yield _unread("secrets", settings.secrets, "Names of the repository's secrets", "secrets: read")
        return
    for name in sorted(settings.secrets):
        yield Advice(
            "secrets",
            Level.UNSAFE,
            f"the secret {name} belongs to the repository",
            "any workflow of any branch can read it",
            f"put it into the environment {RECORDER}, and delete it under Settings, Secrets and variables",
        )


def one_key_can_write(settings: Settings) -> Iterator[Advice]:
    if isinstance(settings.keys, Missing | Unread):
        yield _unread("deploy keys", settings.keys, "Deploy keys", "administration: read")
        return
    writing = [key.title for key in settings.keys if not key.read_only]
    if not writing:
        how = "Settings, Deploy keys, Add: the recorder's, with write access"
        yield Advice("deploy keys", Level.MISSING, "none can write", "the recorder can't push records", how)
    if len(writing) > 1:
        what = f"{len(writing)} deploy keys can write: {', '.join(writing)}"
        why = "a ruleset that lets one deploy key off lets all of them off"
        yield Advice(
            "deploy keys", Level.UNSAFE, what, why, "Settings, Deploy keys: keep the recorder's alone"
        )


# --- Actions, Pages, the pin -------------------------------------------------------------------


def actions_have_few_rights(settings: Settings) -> Iterator[Advice]:
    how = "Settings, Actions, General"
    if isinstance(settings.token, Missing | Unread):
        yield _unread("actions", settings.token, "Rights of the default token", "administration: read")
    else:
        if settings.token.default_workflow_permissions != "read":
            what = "the default token of workflows can write"
            yield Advice("actions", Level.UNSAFE, what, "a workflow that asks for nothing gets it", how)
        if settings.token.can_approve_pull_request_reviews:
            what = "workflows may approve pull requests"
            yield Advice("actions", Level.UNSAFE, what, "a review must be a person's (1021.5(g))", how)
    if isinstance(settings.permissions, Missing | Unread):
        yield _unread("actions", settings.permissions, "Settings of Actions", "administration: read")
    elif not settings.permissions.enabled:
        yield Advice("actions", Level.MISSING, "Actions are switched off", "nothing is published", how)
    elif not settings.permissions.sha_pinning_required:
        what = "actions needn't be pinned to a full commit"
        yield Advice("actions", Level.UNSAFE, what, "a tag can be moved to other code", how)


def pages_come_from_the_workflow(settings: Settings) -> Iterator[Advice]:
    how = "Settings, Pages: source GitHub Actions; enforce HTTPS"
    if isinstance(settings.site, Unread):
        yield _unread("pages", settings.site, "Settings of Pages", "pages: read")
    elif isinstance(settings.site, Missing):
        yield Advice("pages", Level.MISSING, "Pages is not switched on", "nothing is published", how)
    else:
        if settings.site.build_type != "workflow":
            what = "Pages publishes a branch as it is"
            yield Advice("pages", Level.UNSAFE, what, "nothing that is pushed there is judged", how)
        if not settings.site.https_enforced:
            yield Advice(
                "pages", Level.UNSAFE, "HTTPS is not enforced", "pages could be changed on the way", how
            )


def the_pin_is_set(settings: Settings) -> Iterator[Advice]:
    how = f"Settings, Secrets and variables, Actions, Variables: {PIN}, from the chief's paper"
    if isinstance(settings.pin, Unread):
        yield _unread("pin", settings.pin, f"The variable {PIN}", "variables: read")
    elif isinstance(settings.pin, Missing):
        yield Advice("pin", Level.MISSING, f"there is no variable {PIN}", "nothing can be judged", how)
    elif not _PIN.fullmatch(settings.pin):
        what = f"the variable {PIN} is no id of an adoption; expected sha256: and 64 digits"
        yield Advice("pin", Level.MISSING, what, "nothing can be judged", how)


def drafts_are_not_public(settings: Settings) -> Iterator[Advice]:
    if not settings.repository.private:
        yield Advice(
            "visibility",
            Level.NOTE,
            "the repository is public",
            "everybody reads drafts, requests and reviews before they are approved",
            "Settings, General, Change visibility (with a plan that has rulesets in private repositories)",
        )
    if settings.repository.default_branch != "main":
        what = f"the default branch is {settings.repository.default_branch!r}"
        yield Advice("main", Level.MISSING, what, "what is published is main", "Settings, General: main")


def _unread(area: str, told: Missing | Unread, what: str, right: str) -> Advice:
    why = told.reason if isinstance(told, Unread) else "GitHub hides it from this token"
    return Advice(area, Level.UNREAD, f"{what} can't be read with this token", why, f"give it {right}")


CHECKS: tuple[Check, ...] = (
    main_is_guarded,
    records_only_grow,
    the_recorder_is_apart,
    pages_is_deployed_from_main,
    no_secret_is_for_everybody,
    one_key_can_write,
    actions_have_few_rights,
    pages_come_from_the_workflow,
    the_pin_is_set,
    drafts_are_not_public,
)


def examine(settings: Settings) -> tuple[Advice, ...]:
    """Everything that isn't as it should be, in the order of the checks."""
    return tuple(advice for check in CHECKS for advice in check(settings))

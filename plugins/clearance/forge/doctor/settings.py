"""A repository's settings on GitHub, as far as the token may read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from clearance.forge.facts import Api
from clearance.forge.github import Forbidden, NotFound
from clearance.forge.shapes import Shape, shaped

RECORDER, PAGES = "approval-recorder", "github-pages"
"""the two environments"""
PIN = "CLEARANCE_ROOT_PIN"


class Repository(Shape):
    full_name: str
    private: bool
    default_branch: str


class Rule(Shape):
    type: str
    parameters: dict[str, Any] | None = None


class RefName(Shape):
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Conditions(Shape):
    ref_name: RefName = RefName()


class Bypass(Shape):
    actor_type: str
    actor_id: int | None = None


class Ruleset(Shape):
    """`bypass_actors` is None where the token may not see who is let off."""

    id: int
    name: str
    enforcement: str
    target: str = "branch"
    bypass_actors: tuple[Bypass, ...] | None = None
    conditions: Conditions | None = None
    rules: tuple[Rule, ...] = ()

    def covers(self, branch: str) -> bool:
        """Whether it is in force and names this branch, or all of them."""
        names = self.conditions.ref_name if self.conditions else RefName()
        every = {f"refs/heads/{branch}", "~ALL", *(["~DEFAULT_BRANCH"] if branch == "main" else [])}
        in_force = self.enforcement == "active" and self.target == "branch"
        return in_force and bool(every & set(names.include)) and not every & set(names.exclude)


class BranchPolicy(Shape):
    custom_branch_policies: bool
    protected_branches: bool


class EnvironmentAnswer(Shape):
    deployment_branch_policy: BranchPolicy | None = None


class Named(Shape):
    name: str


class Policies(Shape):
    branch_policies: tuple[Named, ...]


class Secrets(Shape):
    secrets: tuple[Named, ...]


class Permissions(Shape):
    enabled: bool
    sha_pinning_required: bool = False


class Token(Shape):
    default_workflow_permissions: str
    can_approve_pull_request_reviews: bool


class Site(Shape):
    build_type: str | None = None
    https_enforced: bool = False


class DeployKey(Shape):
    title: str
    read_only: bool


class Variable(Shape):
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Environment:
    """`branches` are those that may deploy to it, None for any; `secrets` their names."""

    branches: frozenset[str] | None
    secrets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such thing in the repository, or the token may not know of it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """The token may not read this."""

    reason: str


Kind = TypeVar("Kind")
Told: TypeAlias = Kind | Missing | Unread


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the checks look at; each as told, missing, or not to be read."""

    repository: Repository
    rulesets: Told[tuple[Ruleset, ...]]
    recorder: Told[Environment]
    pages_environment: Told[Environment]
    secrets: Told[frozenset[str]]
    permissions: Told[Permissions]
    token: Told[Token]
    site: Told[Site]
    keys: Told[tuple[DeployKey, ...]]
    pin: Told[str]


def read_settings(api: Api, repository: str) -> Settings:
    """Raises CannotJudge where the repository itself can't be read, or GitHub isn't well."""
    place = f"/repos/{repository}"
    return Settings(
        shaped(Repository, api.get(place), "the repository"),
        _told(lambda: _rulesets(api, place)),
        _told(lambda: _environment(api, place, RECORDER)),
        _told(lambda: _environment(api, place, PAGES)),
        _told(lambda: _secrets(api, f"{place}/actions/secrets")),
        _told(lambda: shaped(Permissions, api.get(f"{place}/actions/permissions"), "Actions")),
        _told(lambda: shaped(Token, api.get(f"{place}/actions/permissions/workflow"), "the default token")),
        _told(lambda: shaped(Site, api.get(f"{place}/pages"), "Pages")),
        _told(lambda: shaped(tuple[DeployKey, ...], api.pages(f"{place}/keys"), "deploy keys")),
        _told(lambda: shaped(Variable, api.get(f"{place}/actions/variables/{PIN}"), PIN).value),
    )


def _told(read: Callable[[], Kind]) -> Told[Kind]:
    try:
        return read()
    except NotFound:
        return Missing()
    except Forbidden as error:
        return Unread(error.message)


def _rulesets(api: Api, place: str) -> tuple[Ruleset, ...]:
    """In full: the list leaves out the rules, and who is let off."""
    listed = shaped(tuple[Ruleset, ...], api.pages(f"{place}/rulesets"), "the rulesets")
    return tuple(shaped(Ruleset, api.get(f"{place}/rulesets/{one.id}"), "a ruleset") for one in listed)


def _environment(api: Api, place: str, name: str) -> Environment:
    where = f"{place}/environments/{name}"
    answer = shaped(EnvironmentAnswer, api.get(where), f"the environment {name}")
    return Environment(
        _branches(api, where, answer.deployment_branch_policy), _secrets(api, f"{where}/secrets")
    )


def _branches(api: Api, where: str, policy: BranchPolicy | None) -> frozenset[str] | None:
    if policy is None or not policy.custom_branch_policies:
        return None
    listed = api.get(f"{where}/deployment-branch-policies", per_page=100)
    return frozenset(
        one.name for one in shaped(Policies, listed, "an environment's branches").branch_policies
    )


def _secrets(api: Api, where: str) -> frozenset[str]:
    listed = shaped(Secrets, api.get(where, per_page=100), "names of secrets")
    return frozenset(one.name for one in listed.secrets)

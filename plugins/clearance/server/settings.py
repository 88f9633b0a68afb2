"""What a bare repository's keeper has laid down for it: in its own git settings, which no push can change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.git import checked, run
from clearance.history.pin import trusted_pin

SITE_SETTING = "clearance.siteDir"
BRANCH = "refs/heads/main"
"""the branch that is published"""
NATIVE = {
    "receive.fsckObjects": "true",
    "receive.maxInputSize": "500m",
    "receive.advertisePushOptions": "false",
}
"""git's own bounds for a push, set where the keeper has not set them"""


@dataclass(frozen=True, slots=True)
class Settings:
    """A bare repository, the first adoption that it trusts, and the folder that it publishes to."""

    repository: Path
    pin: str
    site: Path


def read_settings(repository: Path) -> Settings:
    """Raises CannotJudge when the repository isn't bare, or a setting is missing."""
    require_bare(repository)
    site = _get(repository, SITE_SETTING)
    pin = trusted_pin(repository, {})
    if not (site and pin):
        raise CannotJudge(
            "this repository doesn't know what to trust or where to publish; run `clearance hook install`",
            path=str(repository),
        )
    return Settings(repository, pin, Path(site))


def write_setting(repository: Path, name: str, value: str) -> None:
    checked(run(repository, "config", "--local", name, value), repository)


def bound(repository: Path) -> None:
    """Set git's own bounds for a push, and leave those that the keeper has set."""
    for name, value in NATIVE.items():
        if not _get(repository, name):
            write_setting(repository, name, value)


def require_bare(repository: Path) -> None:
    answer = run(repository, "rev-parse", "--is-bare-repository") if repository.is_dir() else None
    if answer is None or answer.code != 0 or answer.text != "true":
        raise CannotJudge(
            "expected a bare git repository, the one that everybody pushes to; make one with "
            "`git init --bare -b main FOLDER`",
            path=str(repository),
        )


def _get(repository: Path, name: str) -> str:
    return run(repository, "config", "--local", "--get", name).text.strip()

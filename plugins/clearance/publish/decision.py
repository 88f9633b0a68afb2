"""From a folder to a verdict, and from a verdict to the right to publish. Both doors pass here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.errors import CannotJudge
from clearance.evidence import Evidence, read_evidence
from clearance.gate import Judgement, every, judge
from clearance.history.pin import trusted_pin
from clearance.model import Outcome
from clearance.publish.adopted_rendering import adopted_renderer
from clearance.publish.generator import load_config, plain_renderer, renderer
from clearance.publish.keeping import open_memory, open_store, processors
from clearance.publish.rendering import SiteRenderer
from clearance.records.sample_keys import is_sample
from clearance.site_config import CONFIG_FILE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FAIL, OMIT = "fail", "omit"
"""The settings for uncleared pages: stop the build, or publish the rest."""


class Refused(Exception):
    """The department was judged, and its site may not be published as it stands."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("not cleared for publication")
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement, and the generator's configuration when it could be loaded safely."""

    judgement: Judgement
    config: MkDocsConfig | None

    @property
    def outcome(self) -> Outcome:
        return self.judgement.outcome


def decide(root: Path, *, at: datetime, cache: Path | None = None) -> Decision:
    """Judge the department. Raises CannotJudge.

    `cache` is the folder of verdicts on texts from before; it makes the same decision quicker.
    """
    evidence = _evidence(root, at, cache)
    config, render = prepare_renderer(root, evidence)
    return Decision(_judged(evidence, render, at, cache), config)


def look(
    root: Path, *, at: datetime, cache: Path | None = None, wanted: Callable[[str], bool] = every
) -> Judgement:
    """Judge without publishing, and so, where it can be, without the generator. Raises CannotJudge.

    Of the pages, those whose path is `wanted` are in the outcome.
    """
    evidence = _evidence(root, at, cache)
    return _judged(evidence, _renderer_for_a_look(root, evidence), at, cache, wanted)


def look_aside(
    copy: Path, *, at: datetime, cache: Path | None = None, wanted: Callable[[str], bool] = every
) -> Judgement:
    """Judge a copy of the department that is soon gone, as `look` does. Raises CannotJudge.

    Of `cache` only verdicts on texts are used and kept, which hold wherever a text lies.
    """
    evidence = read_evidence(copy, at=at, pin=trusted_pin(copy))
    return _judged(evidence, _renderer_for_a_look(copy, evidence), at, cache, wanted)


def _renderer_for_a_look(root: Path, evidence: Evidence) -> SiteRenderer:
    if not evidence.code_is_adopted:
        return plain_renderer()
    try:
        return adopted_renderer(root)
    except CannotJudge:  # an extension that only the generator knows
        return prepare_renderer(root, evidence)[1]


def _evidence(root: Path, at: datetime, cache: Path | None) -> Evidence:
    memory = open_memory(cache, root)
    evidence = read_evidence(root, at=at, pin=trusted_pin(root), memory=memory)
    if memory:
        memory.save()
    return evidence


def _judged(
    evidence: Evidence,
    render: SiteRenderer,
    at: datetime,
    cache: Path | None,
    wanted: Callable[[str], bool] = every,
) -> Judgement:
    store = open_store(cache, evidence, render.description)
    judgement = judge(evidence, at=at, render=render, kept=store, workers=processors(), wanted=wanted)
    if store:
        store.save()
    return judgement


def prepare_renderer(root: Path, evidence: Evidence) -> tuple[MkDocsConfig | None, SiteRenderer]:
    """The generator's configuration, and Markdown to HTML as it will be published. Raises CannotJudge.

    `mkdocs.yml` may name hooks, and reading it runs them: so it is loaded only as it was adopted.
    Otherwise pages are judged with the common extensions, and nothing can be published.
    """
    config = load_config(root) if evidence.code_is_adopted else None
    return config, renderer(config) if config else plain_renderer()


def decide_with(config: MkDocsConfig, root: Path, *, at: datetime, cache: Path | None = None) -> Judgement:
    """Judge with a configuration that the generator has loaded already. Raises CannotJudge."""
    return _judged(_evidence(root, at, cache), renderer(config), at, cache)


def require_publishable(judgement: Judgement, uncleared: str) -> None:
    """Raise unless this may go out: Refused for what the gate found, CannotJudge for the setting-up."""
    require_gate(judgement)
    _require_own_keys(judgement)
    outcome = judgement.outcome
    if uncleared != OMIT and (outcome.uncleared or _blocking(outcome)):
        raise Refused(outcome)
    if not any(page.published for page in outcome.pages):
        raise Refused(outcome)


def _blocking(outcome: Outcome) -> bool:
    return any(finding.severity != "note" for finding in outcome.findings)


def require_gate(judgement: Judgement) -> None:
    """Raise CannotJudge where the plugin was taken out of the configuration."""
    if not judgement.evidence.config.gated:
        raise CannotJudge("the plugin `clearance` is not on; add it under `plugins`", path=CONFIG_FILE)


def _require_own_keys(judgement: Judgement) -> None:
    """The sample department's private keys are public: anyone could approve with them."""
    config, guidelines = judgement.evidence.config, judgement.evidence.guidelines
    if config.is_demonstration:
        return
    for signer in guidelines.signers().values():
        if is_sample(signer.fingerprint):
            message = (
                f"{signer.member} has a sample key, which everybody knows; "
                f"the address {config.site_url or '(none)'} is not loopback or .example"
            )
            raise CannotJudge(message, path="guidelines/roster.yml")

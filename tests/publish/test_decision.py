from __future__ import annotations

from dataclasses import replace

import pytest
from tests.department import Department
from tests.village import MKDOCS, NOW, POST, post

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.model import Finding, Outcome, Severity, State
from clearance.publish import decision
from clearance.publish.decision import FAIL, OMIT, Refused, decide, decide_with, require_publishable
from clearance.publish.generator import load_config
from clearance.records import sample_keys


def finding(severity: Severity) -> Finding:
    return Finding("XX101", "x", "1021.7", severity, "records/x", 1, 1, "m", "r")


def with_outcome(judgement: Judgement, **changes: object) -> Judgement:
    return replace(judgement, outcome=replace(judgement.outcome, **changes))  # type: ignore[arg-type]  # by name


def allowed(judgement: Judgement, uncleared: str) -> bool:
    try:
        require_publishable(judgement, uncleared)
    except Refused as refused:
        return refused.outcome is not judgement.outcome
    return True


def test_a_cleared_department_may_be_published(department: Department) -> None:
    judgement = decide(department.root, at=NOW).judgement
    assert (allowed(judgement, FAIL), allowed(judgement, OMIT)) == (True, True)


@pytest.mark.parametrize("state", State)
def test_one_page_that_waits_stops_all_or_is_left_out(department: Department, state: State) -> None:
    judgement = decide(department.root, at=NOW).judgement
    first, *rest = judgement.outcome.pages
    judgement = with_outcome(judgement, pages=(replace(first, state=state), *rest))
    waits = state in {State.PENDING, State.STALE, State.APPROVED}
    assert (allowed(judgement, FAIL), allowed(judgement, OMIT)) == (not waits, True)


@pytest.mark.parametrize("severity", Severity)
def test_a_finding_of_the_department_stops_all_unless_it_is_a_note(
    department: Department, severity: Severity
) -> None:
    judgement = decide(department.root, at=NOW).judgement
    judgement = with_outcome(judgement, findings=(finding(severity),))
    assert allowed(judgement, FAIL) == (severity is Severity.NOTE)


@pytest.mark.parametrize("uncleared", [FAIL, OMIT])
def test_with_nothing_to_publish_the_old_site_stays(department: Department, uncleared: str) -> None:
    judgement = decide(department.root, at=NOW).judgement
    drafts = tuple(replace(judged, state=State.DRAFT) for judged in judgement.outcome.pages)
    assert not allowed(with_outcome(judgement, pages=drafts), uncleared)
    assert not allowed(replace(judgement, outcome=Outcome(NOW)), uncleared)


def test_an_unknown_setting_is_taken_as_the_strict_one(department: Department) -> None:
    department.write("content/posts/new.md", post())
    department.commit()
    assert not allowed(decide(department.root, at=NOW).judgement, "whatever")


def test_both_ways_to_a_verdict_agree(department: Department) -> None:
    config = load_config(department.root)
    assert decide(department.root, at=NOW).outcome == decide_with(config, department.root, at=NOW).outcome


def test_an_unadopted_configuration_is_judged_without_being_loaded(department: Department) -> None:
    department.write("mkdocs.yml", f"{MKDOCS}hooks: [hooks/boom.py]\n")
    department.write("hooks/boom.py", "raise SystemExit('ran')\n")
    department.commit()
    decided = decide(department.root, at=NOW)
    assert (decided.config, {found.code for found in decided.outcome.findings}) == (None, {"GL101"})
    assert {judged.path for judged in decided.outcome.pages} >= {POST}


def test_without_the_plugin_there_is_no_publishing(department: Department) -> None:
    department.replace("mkdocs.yml", "  - clearance:\n      uncleared: fail\n", "")
    department.adopt()
    with pytest.raises(CannotJudge, match="the plugin `clearance` is not on"):
        require_publishable(decide(department.root, at=NOW).judgement, FAIL)


# --- keys that everybody knows -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://police.test.example/", True),
        ("http://localhost:8000/", True),
        ("https://www.village-police.gov/", False),
        ("", False),
    ],
)
def test_sample_keys_are_for_no_real_site(
    department: Department, monkeypatch: pytest.MonkeyPatch, url: str, *, published: bool
) -> None:
    guidelines = department.judge().evidence.guidelines
    known = next(f for f, signer in guidelines.signers().items() if signer.member == "sgt")
    monkeypatch.setattr(decision, "is_sample", lambda fingerprint: fingerprint == known)
    department.replace(
        "mkdocs.yml", "site_url: https://police.test.example/\n", f"site_url: {url}\n" if url else ""
    )
    department.adopt()
    judgement = decide(department.root, at=NOW).judgement
    if published:
        require_publishable(judgement, FAIL)
        return
    with pytest.raises(CannotJudge, match="sgt has a sample key, which everybody knows"):
        require_publishable(judgement, FAIL)


def test_own_keys_are_for_any_site(department: Department) -> None:
    department.replace("mkdocs.yml", "https://police.test.example/", "https://www.village-police.gov/")
    department.adopt()
    require_publishable(decide(department.root, at=NOW).judgement, FAIL)


def test_no_key_of_the_tests_is_a_sample_key(department: Department) -> None:
    assert not any(map(sample_keys.is_sample, department.judge().evidence.guidelines.signers()))

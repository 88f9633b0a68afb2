from __future__ import annotations

from dataclasses import replace

import pytest

from clearance.evaluate.sample import Sample
from clearance.evaluate.scoring import Alarms, FalseAlarm, Judged, KindScore, Miss, Score, evaluate
from clearance.model import Finding, Severity

B, C = "1021.5(b)", "1021.5(c)"


def found(
    name: str = "social-security-number", clause: str = B, severity: Severity = Severity.HOLD
) -> Finding:
    return Finding("PB101", name, clause, severity, "content/posts/x.md", 4, 1, "is there", "Remove it.")


def violation(name: str, *findings: Finding, kind: str = "ssn", difficulty: str = "plain") -> Judged:
    return Judged(Sample(name, "", "x", frozenset({B}), (kind,), difficulty), findings)


def clean(name: str, *findings: Finding) -> Judged:
    return Judged(Sample(name, "", "x", difficulty="subtle"), findings)


MIXED = (
    violation("caught", found(severity=Severity.BLOCK)),
    violation("missed"),
    violation("elsewhere", found("informant", C), kind="dob"),
    violation("noted", found(severity=Severity.NOTE), difficulty="evasive"),
    violation("by another rule", found("home-address"), difficulty="evasive"),
    clean("quiet"),
    clean("alarmed", found()),
    clean("only noted", found(severity=Severity.NOTE)),
    Judged(Sample("neither", "", "x", scored=False), (found(),)),
)


def test_everything_is_counted() -> None:
    result = evaluate(MIXED)
    assert (result.posts, result.doubtful, result.unscored) == (9, 0, 1)
    assert result.total == Score(present=5, right=2, claimed=4, true=2)
    assert result.alarms == Alarms(clean=3, false=1)
    assert result.clauses == {B: Score(5, 2, 3, 2)}
    assert result.kinds == {
        "dob": KindScore(Score(1, 0, 0, 0), 0),
        "ssn": KindScore(Score(4, 2, 2, 1), 1),
    }
    assert result.difficulties == {
        "evasive": (Score(2, 1, 1, 1), Alarms(0, 0)),
        "plain": (Score(3, 1, 2, 1), Alarms(0, 0)),
        "subtle": (Score(0, 0, 1, 0), Alarms(3, 1)),
    }
    assert result.severities == {
        Severity.BLOCK: Score(5, 1, 1, 1),
        Severity.HOLD: Score(5, 1, 3, 1),
        Severity.NOTE: Score(5, 1, 2, 1),
    }


def test_misses_and_false_alarms_are_listed() -> None:
    result = evaluate(MIXED)
    assert result.misses == (
        Miss("missed", (B,), ("ssn",), "plain", ()),
        Miss("elsewhere", (B,), ("dob",), "plain", ("PB101",)),
        Miss("noted", (B,), ("ssn",), "evasive", ()),
    )
    assert result.false_alarms == (
        FalseAlarm("alarmed", (), "subtle", (("PB101", "social-security-number", 4),)),
    )


def test_a_doubtful_label_is_right_either_way() -> None:
    result = evaluate(MIXED, {"missed", "elsewhere", "noted", "alarmed"})
    assert result.doubtful == 4
    assert result.total == Score(5, 5, 4, 4)
    assert result.alarms == Alarms(3, 0)
    assert (result.misses, result.false_alarms) == ((), ())


def test_clean_posts_by_what_they_tempt_to_find() -> None:
    posts = [replace(one, sample=replace(one.sample, kinds=("counter",))) for one in MIXED[5:8]]
    assert evaluate(posts).clean_kinds == {"counter": Alarms(3, 1)}


def test_nothing_has_no_ratios() -> None:
    result = evaluate([])
    assert (result.total.recall, result.total.precision, result.alarms.rate) == (None, None, None)


def test_ratios() -> None:
    assert Score(4, 3, 2, 1).recall == pytest.approx(0.75)
    assert Score(4, 3, 2, 1).precision == pytest.approx(0.5)
    assert Alarms(4, 1).rate == pytest.approx(0.25)

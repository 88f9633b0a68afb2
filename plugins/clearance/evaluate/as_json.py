"""An evaluation as one JSON object, for other programs."""

from __future__ import annotations

import json

from clearance.evaluate.scoring import Alarms, Evaluation, KindScore, Score

VERSION = 1


def render_json(evaluation: Evaluation) -> str:
    """One object: `version`, counts, `total`, a mapping for each grouping, `misses`, `false_alarms`.

    Ratios have four decimals; null where there was nothing to divide by.
    """
    value = {
        "version": VERSION,
        "posts": evaluation.posts,
        "doubtful": evaluation.doubtful,
        "unscored": evaluation.unscored,
        "total": _score(evaluation.total) | _alarms(evaluation.alarms),
        "clauses": {name: _score(score) for name, score in evaluation.clauses.items()},
        "kinds": {name: _kind(kind) for name, kind in evaluation.kinds.items()},
        "difficulties": {
            name: _score(score) | _alarms(alarms) for name, (score, alarms) in evaluation.difficulties.items()
        },
        "severities": {str(name): _score(score) for name, score in evaluation.severities.items()},
        "clean_kinds": {name: _alarms(alarms) for name, alarms in evaluation.clean_kinds.items()},
        "misses": [
            {
                "id": miss.id,
                "clauses": miss.clauses,
                "kinds": miss.kinds,
                "difficulty": miss.difficulty,
                "stopped_for": miss.stopped_for,
            }
            for miss in evaluation.misses
        ],
        "false_alarms": [
            {
                "id": alarm.id,
                "kinds": alarm.kinds,
                "difficulty": alarm.difficulty,
                "rules": [{"code": code, "name": name, "line": line} for code, name, line in alarm.rules],
            }
            for alarm in evaluation.false_alarms
        ],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _score(score: Score) -> dict[str, object]:
    return {
        "violations": score.present,
        "found": score.right,
        "recall": _ratio(score.recall),
        "stopped": score.claimed,
        "stopped_rightly": score.true,
        "precision": _ratio(score.precision),
    }


def _kind(kind: KindScore) -> dict[str, object]:
    return _score(kind.score) | {"found_by_its_own_rules": kind.own}


def _alarms(alarms: Alarms) -> dict[str, object]:
    return {"clean": alarms.clean, "false_alarms": alarms.false, "false_alarm_rate": _ratio(alarms.rate)}


def _ratio(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

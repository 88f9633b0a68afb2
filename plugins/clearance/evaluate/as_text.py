"""An evaluation as tables in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clearance.evaluate.scoring import Alarms, Evaluation, FalseAlarm, KindScore, Miss, Score
from clearance.report.visible import visible

_SCORE_HEAD = ("violations", "found", "recall", "stopped", "rightly", "precision")
_ALARM_HEAD = ("clean", "stopped", "rate")


def render_text(evaluation: Evaluation) -> str:
    """Totals, a table for each grouping, then what was missed and what was stopped wrongly, by id."""
    return "\n".join(filter(None, _sections(evaluation)))


def _sections(evaluation: Evaluation) -> Iterator[str]:
    yield _head(evaluation)
    yield _table("Clause", _SCORE_HEAD, ((n, _score(s)) for n, s in evaluation.clauses.items()))
    yield _table("Kind", (*_SCORE_HEAD, "own rule"), ((n, _kind(k)) for n, k in evaluation.kinds.items()))
    yield _table(
        "Difficulty",
        (*_SCORE_HEAD, *_ALARM_HEAD),
        ((n, (*_score(s), *_alarms(a))) for n, (s, a) in evaluation.difficulties.items()),
    )
    yield _table("Severity", _SCORE_HEAD, ((str(n), _score(s)) for n, s in evaluation.severities.items()))
    yield _table("Clean posts", _ALARM_HEAD, ((n, _alarms(a)) for n, a in evaluation.clean_kinds.items()))
    yield _listing("Missed", map(_miss, evaluation.misses))
    yield _listing("Stopped, though clean", map(_false_alarm, evaluation.false_alarms))


def _head(evaluation: Evaluation) -> str:
    total, alarms = evaluation.total, evaluation.alarms
    return (
        f"{evaluation.posts} posts, {evaluation.doubtful} of a doubtful label, "
        f"{evaluation.unscored} not scored\n"
        f"violations stopped for the right clause: {total.right} of {total.present} "
        f"({_percent(total.recall)})\n"
        f"clean posts stopped: {alarms.false} of {alarms.clean} ({_percent(alarms.rate)})\n"
        f"precision: {_percent(total.precision)}\n"
    )


def _table(title: str, head: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    lines = [(title, *head), *((visible(name), *cells) for name, cells in rows)]
    if len(lines) == 1:
        return ""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(f"{_row(line, widths)}\n" for line in lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([cells[0].ljust(widths[0]), *numbers])


def _score(score: Score) -> tuple[str, ...]:
    return (
        str(score.present),
        str(score.right),
        _percent(score.recall),
        str(score.claimed),
        str(score.true),
        _percent(score.precision),
    )


def _kind(kind: KindScore) -> tuple[str, ...]:
    return (*_score(kind.score), str(kind.own))


def _alarms(alarms: Alarms) -> tuple[str, ...]:
    return str(alarms.clean), str(alarms.false), _percent(alarms.rate)


def _percent(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.1%}"


def _listing(title: str, lines: Iterable[str]) -> str:
    listed = [*lines]
    return f"{title}: {len(listed) or 'none'}\n" + "".join(f"  {visible(line)}\n" for line in listed)


def _miss(miss: Miss) -> str:
    told = f"; stopped for another clause by {', '.join(miss.stopped_for)}" if miss.stopped_for else ""
    return f"{miss.id}  {', '.join(miss.clauses)} {', '.join(miss.kinds)} ({miss.difficulty or '-'}){told}"


def _false_alarm(alarm: FalseAlarm) -> str:
    rules = ", ".join(f"{code} {name} (line {line})" for code, name, line in alarm.rules)
    return f"{alarm.id}  {', '.join(alarm.kinds) or alarm.difficulty or '-'}: {rules}"

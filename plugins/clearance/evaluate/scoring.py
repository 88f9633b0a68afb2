"""How well what was found agrees with what is there. Pure numbers; nothing of the posts' texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from clearance.evaluate.sample import Sample, rules_of
from clearance.model import Finding, Severity

STOPPING = frozenset({Severity.HOLD, Severity.BLOCK})


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled post and what the rules found in it."""

    sample: Sample
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What would keep the post from going out by itself."""
        return tuple(finding for finding in self.findings if finding.severity in STOPPING)

    @property
    def is_caught(self) -> bool:
        """Whether it is stopped for a clause that it does violate."""
        return any(finding.clause in self.sample.clauses for finding in self.stops)


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `present` were found; of `claimed` findings (posts, not places), `true` hold.

    Posts of a doubtful label count as right whatever is found.
    """

    present: int
    right: int
    claimed: int
    true: int

    @property
    def recall(self) -> float | None:
        return self.right / self.present if self.present else None

    @property
    def precision(self) -> float | None:
        return self.true / self.claimed if self.claimed else None


@dataclass(frozen=True, slots=True)
class KindScore:
    """`own`: how many of those present were found by the rules that look for this very kind.

    The score's `right` counts those stopped for the right clause, by whatever rule; its `claimed`
    are the posts that the kind's own rules stopped.
    """

    score: Score
    own: int


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of `clean` posts, `false` were stopped."""

    clean: int
    false: int

    @property
    def rate(self) -> float | None:
        return self.false / self.clean if self.clean else None


@dataclass(frozen=True, slots=True)
class Miss:
    """A violation that nothing stopped for its clause; `stopped_for` lists the codes that did for another."""

    id: str
    clauses: tuple[str, ...]
    kinds: tuple[str, ...]
    difficulty: str
    stopped_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A clean post that was stopped, by which rules and in which lines of its source."""

    id: str
    kinds: tuple[str, ...]
    difficulty: str
    rules: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that a corpus shows. Groups are in alphabetical order, severities the gravest first."""

    posts: int
    doubtful: int
    unscored: int
    total: Score
    alarms: Alarms
    clauses: dict[str, Score]
    kinds: dict[str, KindScore]
    difficulties: dict[str, tuple[Score, Alarms]]
    severities: dict[str, Score]
    clean_kinds: dict[str, Alarms]
    misses: tuple[Miss, ...]
    false_alarms: tuple[FalseAlarm, ...]


def evaluate(judged: Iterable[Judged], doubtful: Collection[str] = ()) -> Evaluation:
    """Compare labels and findings; the ids in `doubtful` are right either way."""
    everything = [*judged]
    scored = [one for one in everything if one.sample.scored]
    marker = _Marker(frozenset(doubtful))
    samples = [one.sample for one in scored]
    return Evaluation(
        posts=len(everything),
        doubtful=sum(sample.id in marker.doubtful for sample in samples),
        unscored=len(everything) - len(scored),
        total=marker.score(scored),
        alarms=marker.alarms(scored),
        clauses={c: marker.of_clause(scored, c) for c in _names(s.clauses for s in samples)},
        kinds={k: marker.of_kind(scored, k) for k in _names(s.kinds for s in samples if s.is_violation)},
        difficulties={
            d: (marker.score(group), marker.alarms(group))
            for d in _names((s.difficulty,) for s in samples)
            if (group := [one for one in scored if one.sample.difficulty == d])
        },
        severities={s: marker.of_severity(scored, s) for s in (Severity.BLOCK, Severity.HOLD, Severity.NOTE)},
        clean_kinds={
            k: marker.alarms([one for one in scored if k in one.sample.kinds])
            for k in _names(s.kinds for s in samples if not s.is_violation)
        },
        misses=tuple(_miss(one) for one in scored if one.sample.is_violation and not marker.is_right(one)),
        false_alarms=tuple(
            _false_alarm(one) for one in scored if not one.sample.is_violation and not marker.is_right(one)
        ),
    )


def _names(groups: Iterable[Iterable[str]]) -> list[str]:
    return sorted({name for group in groups for name in group if name})


@dataclass(frozen=True, slots=True)
class _Marker:
    """Marks posts right or wrong, lenient with those of a doubtful label."""

    doubtful: frozenset[str]

    def is_right(self, one: Judged) -> bool:
        if one.sample.id in self.doubtful:
            return True
        return one.is_caught if one.sample.is_violation else not one.stops

    def score(self, group: Sequence[Judged]) -> Score:
        present = [one for one in group if one.sample.is_violation]
        return self._score(
            group, present, self.is_right, lambda one: bool(one.stops), lambda one: one.is_caught
        )

    def alarms(self, group: Sequence[Judged]) -> Alarms:
        clean = [one for one in group if not one.sample.is_violation]
        return Alarms(len(clean), sum(not self.is_right(one) for one in clean))

    def of_clause(self, group: Sequence[Judged], clause: str) -> Score:
        def is_present(one: Judged) -> bool:
            return clause in one.sample.clauses

        def is_claimed(one: Judged) -> bool:
            return any(finding.clause == clause for finding in one.stops)

        present = [one for one in group if is_present(one)]
        return self._score(group, present, is_claimed, is_claimed, is_present)

    def of_kind(self, group: Sequence[Judged], kind: str) -> KindScore:
        names = rules_of(kind)

        def is_claimed(one: Judged) -> bool:
            return any(finding.name in names for finding in one.stops)

        def is_present(one: Judged) -> bool:
            return kind in one.sample.kinds and one.sample.is_violation

        present = [one for one in group if is_present(one)]
        score = self._score(group, present, lambda one: one.is_caught, is_claimed, is_present)
        return KindScore(score, own=sum(map(is_claimed, present)))

    def of_severity(self, group: Sequence[Judged], severity: Severity) -> Score:
        def is_claimed(one: Judged) -> bool:
            return any(finding.severity == severity for finding in one.findings)

        def is_true(one: Judged) -> bool:
            return any(f.severity == severity and f.clause in one.sample.clauses for f in one.findings)

        present = [one for one in group if one.sample.is_violation]
        return self._score(group, present, is_true, is_claimed, is_true)

    def _score(
        self,
        group: Sequence[Judged],
        present: Sequence[Judged],
        is_found: Callable[[Judged], bool],
        is_claimed: Callable[[Judged], bool],
        is_true: Callable[[Judged], bool],
    ) -> Score:
        claimed = [one for one in group if is_claimed(one)]
        return Score(
            present=len(present),
            right=sum(one.sample.id in self.doubtful or is_found(one) for one in present),
            claimed=len(claimed),
            true=sum(one.sample.id in self.doubtful or is_true(one) for one in claimed),
        )


def _miss(one: Judged) -> Miss:
    codes = tuple(sorted({finding.code for finding in one.stops}))
    sample = one.sample
    return Miss(sample.id, tuple(sorted(sample.clauses)), sample.kinds, sample.difficulty, codes)


def _false_alarm(one: Judged) -> FalseAlarm:
    rules = tuple(dict.fromkeys((f.code, f.name, f.line) for f in one.stops))
    return FalseAlarm(one.sample.id, one.sample.kinds, one.sample.difficulty, rules)

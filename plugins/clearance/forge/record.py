"""The recorder: from merged pull requests to signed approvals, or to a reason why not.

It runs on main alone, beside its key, and believes nothing of a workflow: who reviewed what comes
from GitHub's API, the bytes from git, the people from rosters that the chief adopted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.forge.arrivals import Arrival, arrivals
from clearance.forge.branch import Author, RecordsBranch
from clearance.forge.facts import Api, Merge, Unclaimed, read_log_of_main, read_merge
from clearance.forge.judging import Ground, UnjudgedCommit, commits_of, ground, guidelines_of
from clearance.forge.line import Line, read_line, to_be_judged
from clearance.forge.pages import Approvable, Page, approvable
from clearance.forge.trees import Trees
from clearance.forge.verdict import People, Rosters, people
from clearance.gate import Judgement
from clearance.guidelines.models import Guidelines, Member
from clearance.model import JudgedPage
from clearance.publish.checkout import Source, objects_of
from clearance.records.placing import file_name
from clearance.records.signing import key_fingerprint, sign
from clearance.records.statement import decode, encode

BRANCH = "main"
NO_REPLY = "noreply@github.com"
"""the address under which GitHub commits"""
ATTEMPTS = 5
"""how often the records are read anew when somebody else added to them meanwhile"""


@dataclass(frozen=True, slots=True)
class Setup:
    """What to record, from where, with whose key.

    `repository` is OWNER/NAME; `pin` the id of the first adoption; `key` the recorder's private key.
    """

    root: Path
    repository: str
    api: Api
    pin: str
    key: Path
    clock: Callable[[], datetime]
    remote: str = "origin"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was merged and is not approved by it. `pull` is 0 where it is of no pull request."""

    path: str
    commit: str
    pull: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """What a run found: approvals, newest last, and refusals. `commit` is the records' newest one then."""

    approvals: list[Approvable] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    commit: str = ""
    behind: bool = False
    """the approvals are on the forge, and the checkout of the records could not be brought up to it"""


def record(setup: Setup, *, dry_run: bool = False) -> Report:
    """Sign and push an approval for each page that a reviewed merge brought. Raises CannotJudge."""
    branch = RecordsBranch(setup.root / "records", setup.remote)
    for _ in range(ATTEMPTS):
        at, records = setup.clock(), branch.fetch()
        report, recorder = _survey(setup, records, at)
        report.commit = records.commit
        if dry_run or not report.approvals:
            return report
        files = _signed(report, setup.key)
        commit = branch.commit(records.commit, files, _author(recorder), at, _message(report))
        if branch.push(commit):
            report.commit, report.behind = commit, not branch.catch_up(commit)
            return report
    raise CannotJudge(f"others added records {ATTEMPTS} times meanwhile; run this again")


def _survey(setup: Setup, records: Source, at: datetime) -> tuple[Report, Member]:
    line = read_line(setup.root)
    objects = (objects_of(setup.root),)
    newest = Source(line.commits[0], objects)
    with ground(newest, records, pin=setup.pin, changed=frozenset(), at=at) as today:
        today.require_adopted()
        guidelines = today.evidence.guidelines
        recorder = _recorder(guidelines, setup.key, at)
        steps = arrivals(line.commits, read_log_of_main(setup.api, setup.repository, BRANCH))
        waiting = to_be_judged(steps, line, today.evidence)
    report = Report()
    clerk = _Clerk(setup, line, steps, records, guidelines, at, Trees(setup.api, setup.repository))
    for step in waiting:
        for found in clerk.judge(step):
            if isinstance(found, Approvable):
                report.approvals.append(found)
            else:
                report.refusals.append(found)
    return report, recorder


def _recorder(guidelines: Guidelines, key: Path, at: datetime) -> Member:
    fingerprint = key_fingerprint(key)
    signer = guidelines.signers().get(fingerprint)
    member = guidelines.member(signer.member) if signer else None
    if signer is None or member is None or not signer.recorder:
        raise CannotJudge(f"the roster has no recorder with this key ({fingerprint})", path=str(key))
    if signer.revoked or at < signer.since or (signer.until is not None and at >= signer.until):
        message = f"the key of the recorder {member.id} is not valid now ({fingerprint})"
        raise CannotJudge(message, path=str(key))
    return member


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Judges one step of main after the other. `guidelines` are those in force."""

    setup: Setup
    line: Line
    steps: Sequence[Arrival]
    records: Source
    guidelines: Guidelines
    at: datetime
    trees: Trees
    _read: dict[str, tuple[Merge, People]] = field(default_factory=dict)

    def judge(self, step: Arrival) -> Iterator[Approvable | Refusal]:
        """An approval or a refusal for each page of the step that waits."""
        changed = frozenset(path for path in self.line.changed(step) if path.startswith("content/"))
        source = Source(step.tip, (objects_of(self.setup.root),))
        try:
            with ground(source, self.records, pin=self.setup.pin, changed=changed, at=self.at) as found:
                yield from self._of_ground(step, found)
        except UnjudgedCommit as error:
            yield Refusal("", step.tip, 0, (str(error),))

    def _of_ground(self, step: Arrival, found: Ground) -> Iterator[Approvable | Refusal]:
        judgement = found.judge({})
        waiting = found.waiting(judgement)
        if not waiting:
            return
        try:
            found.require_adopted()
            merge, who = self._people(step)
        except Unclaimed as problem:
            yield from (Refusal(page.path, step.tip, 0, (problem.message,)) for page in waiting)
            return
        vouched = self._vouched_before(waiting, judgement) | who.vouched
        judgement = found.judge(vouched)
        for judged in found.waiting(judgement):
            page = Page(judged, self.line.blobs(step.tip, judged.subjects))
            answer = who.problems or approvable(page, judgement, merge, who, self.trees)
            if isinstance(answer, Approvable):
                yield answer
            else:
                yield Refusal(judged.path, step.tip, merge.pull.number, answer)

    def _people(self, step: Arrival) -> tuple[Merge, People]:
        """A merge and everybody with a part in it, read once. Raises Unclaimed."""
        if step.tip not in self._read:
            merge = self._merge(step)
            try:
                before = guidelines_of(self.line.files(step.base, "guidelines") if step.base else {})
            except CannotJudge as error:
                raise Unclaimed(f"the guidelines before the merge can't be read: {error}") from None
            rosters = Rosters(before, self.guidelines)
            self._read[step.tip] = merge, people(merge, self.line.between(step), rosters)
        return self._read[step.tip]

    def _merge(self, step: Arrival) -> Merge:
        if not step.merged:
            raise Unclaimed(f"the commit {step.tip[:12]} {step.words}")
        merge = read_merge(self.setup.api, self.setup.repository, step, BRANCH)
        parents = self.line.parents(step.tip)
        if len(parents) > 1 and parents[1:] != (merge.pull.head.sha,):
            number = merge.pull.number
            raise Unclaimed(f"the commit {step.tip[:12]} merges something else than pull request #{number}")
        return merge

    def _vouched_before(
        self, waiting: Iterable[JudgedPage], judgement: Judgement
    ) -> dict[str, tuple[str, ...]]:
        """Whose work the earlier commits to these pages are that GitHub made, and no record tells yet."""
        found: dict[str, tuple[str, ...]] = {}
        for commit in {c.id: c for page in waiting for c in commits_of(page, judgement)}.values():
            if not commit.vouched and (commit.committer_email == NO_REPLY or commit.id in self.line.commits):
                step = self._step_of(self.line.bringing(commit.id))
                with contextlib.suppress(Unclaimed):
                    found |= {commit.id: self._people(step)[1].vouched.get(commit.id, ())}
        return {commit: members for commit, members in found.items() if members}

    def _step_of(self, commit: str) -> Arrival:
        return next(step for step in self.steps if commit in self.line.between(step))


def _signed(report: Report, key: Path) -> dict[str, bytes]:
    """The two files of each record, by their paths within the records."""
    files: dict[str, bytes] = {}
    for approval in report.approvals:
        data = encode(approval.statement)
        decode(data)
        name = file_name(approval.statement, data)
        files[name], files[f"{name}.sig"] = data, sign(data, key)
    return files


def _author(recorder: Member) -> Author:
    return Author(
        recorder.name, recorder.emails[0] if recorder.emails else f"{recorder.id}@clearance.invalid"
    )


def _message(report: Report) -> str:
    pulls = sorted({approval.pull for approval in report.approvals})
    return f"Approvals of {', '.join(f'#{number}' for number in pulls)}"

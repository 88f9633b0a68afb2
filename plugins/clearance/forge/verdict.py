"""Who may vouch for a merge: the conditions on its people, each with what to do where it doesn't hold.

Pure: facts and two rosters in, members out. One roster is that of main before the merge, so that no
pull request can bring its own supervisor; the other is today's, as the chief adopted it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from clearance.forge.facts import Merge
from clearance.forge.reviews import APPROVED, CHANGES_REQUESTED, DISMISSED, standing
from clearance.forge.shapes import WEB_FLOW, Review, User
from clearance.guidelines.models import Guidelines, Member
from clearance.incidents.incident import may_command
from clearance.rules.people import why_absent, why_not_committer, why_not_supervisor


@dataclass(frozen=True, slots=True)
class Rosters:
    """The guidelines of main before the merge, and those in force."""

    before: Guidelines
    now: Guidelines

    def member(self, account: User) -> Member | None:
        """The member with this account in both of them."""
        then, today = (roster.member_by_github_id(account.id) for roster in (self.before, self.now))
        return today if then and today and then.id == today.id else None


@dataclass(frozen=True, slots=True)
class Voucher:
    """An approving review that may count, and the member whose it is."""

    review: Review
    member: Member
    submitted: datetime
    commit: str


@dataclass(frozen=True, slots=True)
class People:
    """Who may vouch for a merge, newest review first; `refused` tells why each other review doesn't count.

    `problems` keep the merge from counting whoever vouches. `vouched`: whose work each commit is
    that GitHub itself made.
    """

    vouchers: tuple[Voucher, ...]
    refused: tuple[str, ...]
    problems: tuple[str, ...]
    vouched: dict[str, tuple[str, ...]]


def people(merge: Merge, line: tuple[str, ...], rosters: Rosters) -> People:
    """Judge everybody who had a part. `line` are the commits that the merge added along first parents."""
    involved = _involved(merge)
    problems = (*_strangers(merge, involved, rosters), *_objections(merge, rosters), *_unwatched(merge))
    vouchers: list[Voucher] = []
    refused: list[str] = []
    for review in standing(merge.reviews, merge.merged_at):
        if review.state != APPROVED:
            refused += _not_approving(review)
            continue
        found = _voucher(review, merge, involved, rosters)
        if isinstance(found, Voucher):
            vouchers.append(found)
        else:
            refused.append(found)
    refused += _late(merge)
    refused += _of_nobody(merge)
    return People(tuple(vouchers), tuple(refused), problems, _vouched(merge, line, involved, rosters))


# --- everybody with a part in the bytes --------------------------------------------------------


def _involved(merge: Merge) -> dict[int, tuple[User, str]]:
    """Each account behind the bytes, by its number, with what it did."""
    found: dict[int, tuple[User, str]] = {}
    if merge.pull.user:
        found[merge.pull.user.id] = merge.pull.user, f"opened pull request #{merge.pull.number}"
    for commit in merge.commits:
        for account in (commit.author, commit.committer):
            if account and account.id != WEB_FLOW:
                found.setdefault(account.id, (account, f"wrote commit {commit.sha[:12]}"))
    for push in merge.pushes:
        if push.actor and push.actor.id != WEB_FLOW:
            found.setdefault(push.actor.id, (push.actor, f"pushed to {merge.pull.head.ref}"))
    return found


def _strangers(merge: Merge, involved: dict[int, tuple[User, str]], rosters: Rosters) -> Iterator[str]:
    if merge.pull.user is None:
        yield "who opened the pull request can't be told: the account was deleted; a member opens it anew"
    for account, part in involved.values():
        member = rosters.member(account)
        if member is None:
            yield (
                f"{account} {part}, and is in no roster from before the merge; the chief enters the number "
                "as `github_id` in guidelines/roster.yml and adopts it, and a member opens it anew"
            )
            continue
        for roster in (rosters.before, rosters.now):
            if problem := why_not_committer(roster, member.id, merge.merged_at):
                yield f"{account} {part}, and the member {member.id!r} {problem}"
                break


def _unwatched(merge: Merge) -> Iterator[str]:
    branch = merge.pull.head.ref
    if not any(push.after == merge.pull.head.sha for push in merge.pushes):
        yield f"who pushed to {branch} can't be told any more; a member pushes the change to a new branch"
    if any(push.actor is None for push in merge.pushes):
        yield f"somebody whose account was deleted pushed to {branch}; a member pushes it to a new branch"
    for commit in merge.commits:
        if _made_on_github(commit.committer) and commit.author is None:
            yield f"commit {commit.sha[:12]} was made in the browser by an account that GitHub doesn't name"


def _objections(merge: Merge, rosters: Rosters) -> Iterator[str]:
    for review in standing(merge.reviews, merge.merged_at):
        member = rosters.member(review.user) if review.user else None
        supervisor = member and rosters.now.may_approve(member.id, merge.merged_at)
        if member and supervisor and review.state == CHANGES_REQUESTED:
            yield f"{member.id} asked for changes and has not approved since; make them in a new pull request"


# --- those who read it -------------------------------------------------------------------------


def _voucher(
    review: Review, merge: Merge, involved: dict[int, tuple[User, str]], rosters: Rosters
) -> Voucher | str:
    account, submitted, commit = review.user, review.submitted_at, review.commit_id
    if account is None or submitted is None:
        return "a review is of nobody, or of no time"
    member = rosters.member(account)
    if member is None:
        return f"{account} approved it, and is in no roster from before the merge as a supervisor"
    if account.id in involved:
        return f"{member.id} approved it, but {involved[account.id][1]}; somebody else must review it"
    for roster, at in ((rosters.before, submitted), (rosters.now, submitted), (rosters.now, merge.merged_at)):
        if problem := _unfit(roster, member.id, at):
            return f"{member.id} approved it, but {problem}"
    if commit is None:
        return f"the review of {member.id} names no commit any more; ask for a new one"
    return Voucher(review, member, submitted, commit)


def _unfit(roster: Guidelines, member: str, at: datetime) -> str:
    """Why nothing that the member approves counts. Of which incident one commands is asked page by page."""
    commands = may_command(roster, member, at) and not why_absent(roster, member, at)
    problem = None if commands else why_not_supervisor(roster, member, at)
    if problem:
        return problem
    gaps = roster.training_gaps(member, at)
    return f"lacks training in {', '.join(gaps)}" if gaps else ""


def _not_approving(review: Review) -> Iterator[str]:
    if review.state == DISMISSED:
        yield f"the review of {review.user} was dismissed"
    else:
        yield f"{review.user} asked for changes"


def _late(merge: Merge) -> Iterator[str]:
    in_time = {review.user.id for review in standing(merge.reviews, merge.merged_at) if review.user}
    for review in merge.reviews:
        late = review.submitted_at and review.submitted_at > merge.merged_at
        if review.state == APPROVED and late and review.user and review.user.id not in in_time:
            yield f"{review.user} approved it only after the merge"


def _of_nobody(merge: Merge) -> Iterator[str]:
    if any(review.user is None and review.state == APPROVED for review in merge.reviews):
        yield "an approval is of an account that was deleted"


# --- commits of the forge ----------------------------------------------------------------------


def _made_on_github(account: User | None) -> bool:
    return account is not None and account.id == WEB_FLOW


def _vouched(
    merge: Merge, line: tuple[str, ...], involved: dict[int, tuple[User, str]], rosters: Rosters
) -> dict[str, tuple[str, ...]]:
    """A squash or a rebase is the work of all who had a part; an edit in the browser, of its author.

    Where one of them is a stranger, nobody is named: the commit stays under the forge's address.
    """
    found: dict[str, tuple[str, ...]] = {}
    for commit in merge.commits:
        author = rosters.member(commit.author) if commit.author else None
        signed = commit.commit.verification is not None and commit.commit.verification.verified
        if author and signed and _made_on_github(commit.committer):
            found[commit.sha] = (author.id,)
    members = [rosters.member(account) for account, _ in involved.values()]
    known = sorted({member.id for member in members if member})
    if all(members) and known and merge.pull.user and merge.pull.head.sha not in line:
        found |= dict.fromkeys(line, tuple(known))
    return found

"""Commands about the outcome of a case: an id for each post of it, and all of its posts at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clearance.cli.effect import Effect, effect_options
from clearance.cli.options import department, now, root_option
from clearance.cli.vouch import take_down
from clearance.errors import CannotJudge
from clearance.model import State
from clearance.publish import approval
from clearance.publish.case_posts import CasePost, Found, posts_of, withdrawals
from clearance.publish.decision import decide
from clearance.report.terminal import plain
from clearance.takedown.case import mentions, new_id, read_secret, write_secret

STDIN = "-"
ADVICE = {
    "dismissed": "Say in each post how it ended, or withdraw it; a booking photograph goes.",
    "found": "Take names and pictures out and say that the person was found, or withdraw the post.",
    "juvenile": "Withdraw all of them: what names a juvenile is not for the public (705 ILCS 405/1-7).",
    "expunged": "Withdraw all of them, and ask the attorney what the order says of copies and of history.",
}
"""what to do, by what became of the case"""

secret_option = click.option(
    "--secret",
    type=click.Path(path_type=Path),
    envvar="CLEARANCE_CASE_SECRET",
    show_envvar=True,
    required=True,
    metavar="FILE",
    help="The department's secret for cases, outside of its folder.",
)


@click.command()
@click.argument("number", required=False, metavar="[CASE-NUMBER]")
@click.option("--new-secret", is_flag=True, help="Make the secret in FILE, once for the department.")
@secret_option
@root_option
def case(number: str | None, secret: Path, new_secret: bool, root: Path) -> int:  # noqa: FBT001 - click's flag
    """Print an id of the case for one post, to be written as `clearance.case` into its front matter.

    Make one for each post: no two are alike, so that nobody without the secret can tell which posts are of
    one case, nor of which. With - as the number it is read from standard input, and stays out of the
    shell's history. Keep a copy of the secret where the chief's key is.

    \b
    clearance case --new-secret --secret ~/.config/clearance/case-secret
    clearance case 24-CR-0153 --secret ~/.config/clearance/case-secret
    """
    folder = department(root)
    if new_secret == (number is not None):
        raise CannotJudge("expected the number of a case, or --new-secret")
    if number is None:
        write_secret(secret, folder)
        click.echo(f"wrote a new secret to {secret}; keep a copy of it apart, for it can't be made again")
        return 0
    made = new_id(_number(number), read_secret(secret, folder))
    click.echo(f"clearance:\n  case: {made}")
    return 0


@click.command()
@click.argument("number", metavar="CASE-NUMBER")
@click.option(
    "--outcome", type=click.Choice([*ADVICE]), required=True, help="What became of the case or the person."
)
@click.option("--withdraw", is_flag=True, help="Take all of its posts down: all, or none.")
@click.option("--as", "member", envvar="CLEARANCE_MEMBER", metavar="MEMBER", help="Your id in the roster.")
@click.option(
    "--key",
    envvar="CLEARANCE_KEY",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your private key file.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why, for the record, without the case's number.")
@secret_option
@effect_options(build=True)
@root_option
def outcome(  # noqa: PLR0913 - what click gives
    *,
    number: str,
    outcome: str,
    withdraw: bool,
    member: str | None,
    key: Path | None,
    reason: str,
    secret: Path,
    effect: Effect,
    root: Path,
) -> int:
    """Find every post of a case, and all that the public sees of it; take all of them down together.

    Posts are found by the ids that `clearance case` made. What was withdrawn already is left as it is. No
    record names the case or its outcome.

    \b
    clearance outcome 24-CR-0153 --outcome dismissed --secret ~/.config/clearance/case-secret
    clearance outcome 24-CR-0153 --outcome expunged --withdraw --reason "By order of a court." \\
        --as lt2 --key ~/.ssh/clearance --secret ~/.config/clearance/case-secret --push
    """
    at, folder = now(), department(root)
    plain_number, key_bytes = _number(number), read_secret(secret, folder)
    decision = decide(folder, at=at)
    found = posts_of(decision, plain_number, key_bytes)
    _tell(found, outcome)
    if not withdraw:
        return int(bool(found.unreadable))
    if not (member and key and reason.strip()):
        raise CannotJudge("--withdraw needs --as, --key and --reason; nothing was signed")
    approval.require_own_key(decision.judgement.evidence.guidelines, member, key, at)
    _require_unnamed(found, plain_number, reason)
    statements = withdrawals(decision.judgement, found, member=member, reason=reason.strip(), at=at)
    if not statements:
        click.echo("There is nothing to withdraw; nothing was signed.")
        return int(bool(found.unreadable))
    effect.require_possible(folder)
    return take_down(folder, statements, key, effect) or int(bool(found.unreadable))


def _require_unnamed(found: Found, number: str, reason: str) -> None:
    if mentions(reason, number):
        raise CannotJudge("--reason names the case, and the record stays for ever; leave the number out")
    for post in found.posts:
        if any(mentions(path, number) for path in (post.path, *post.files)):
            click.echo(
                f"note: {plain(post.path)} or one of its files has the number in its name, "
                "and so has its record; name no file after a case",
                err=True,
            )


def _number(text: str) -> str:
    return sys.stdin.readline().strip() if text == STDIN else text


def _tell(found: Found, outcome: str) -> None:
    if not found.posts:
        click.echo("No post carries an id of this case. One without an id is found by reading alone.")
    for post in found.posts:
        _tell_post(post)
    for path in found.unreadable:
        click.echo(f"{plain(path)} can't be read, and may be of the case: look yourself", err=True)
    if any(post.state is not State.WITHDRAWN for post in found.posts):
        click.echo(ADVICE[outcome])


def _tell_post(post: CasePost) -> None:
    click.echo(f"{plain(post.path)}  {post.state}")
    for name, paths in (("file", post.files), ("public", post.public), ("look at", post.others)):
        for path in paths:
            click.echo(f"  {name:8}{plain(path)}")

"""Commands that begin something: a department, a post."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import click

from clearance.cli.options import REPOSITORY, department, now, root_option
from clearance.errors import CannotJudge
from clearance.founding.department import Answers, found
from clearance.founding.for_github import GitHub
from clearance.founding.post import Draft, write_draft
from clearance.guidelines.loading import load_guidelines
from clearance.nearest import did_you_mean

DEFAULTS = {
    "name": "Village of Example Police Department",
    "short_name": "Example Police",
    "timezone": "America/Chicago",
    "site_url": "https://police.example/",
    "phone": "(708) 555-0100",
    "email": "desk@police.example",
    "address": "100 Main Street",
    "hours": "Monday to Friday, 9 a.m. to 5 p.m.",
    "chief_name": "The Chief of Police",
    "chief_email": "chief@police.example",
    "pio_name": "The Public Information Officer",
    "pio_email": "pio@police.example",
}
QUESTIONS = {
    "name": "Full name of the department",
    "short_name": "Short name",
    "timezone": "Time zone",
    "site_url": "Address of the site",
    "phone": "Non-emergency telephone",
    "email": "E-mail for the public",
    "address": "Front desk: address",
    "hours": "Front desk: hours",
    "chief_name": "Chief: name",
    "chief_email": "Chief: e-mail as git will know it",
    "pio_name": "Public Information Officer: name",
    "pio_email": "Public Information Officer: e-mail as git will know it",
}


def _answer_options(command: click.decorators.FC) -> click.decorators.FC:
    for name in reversed(QUESTIONS):
        flag = f"--{name.replace('_', '-')}"
        command = click.option(flag, name, metavar="TEXT", help=f"{QUESTIONS[name]}.")(command)
    return command


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@_answer_options
@click.option(
    "--keys",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the new private keys go; by default DIR-keys, beside the department.",
)
@click.option(
    "--forge",
    type=click.Choice(["none", "github"]),
    default="none",
    show_default=True,
    help="Where it is published from: a git server of one's own, or GitHub.",
)
@click.option("--repository", default="", metavar="OWNER/NAME", help="With --forge github: its repository.")
@click.option("--chief-github", type=click.IntRange(1), metavar="NUMBER", help="The chief's account number.")
@click.option("--pio-github", type=click.IntRange(1), metavar="NUMBER", help="The PIO's account number.")
@click.option("--yes", is_flag=True, help="Ask nothing: take the defaults for what no flag says.")
def init(  # noqa: PLR0913, PLR0917 - one parameter a flag
    folder: Path,
    keys: Path | None,
    forge: str,
    repository: str,
    chief_github: int | None,
    pio_github: int | None,
    yes: bool,  # noqa: FBT001 - click's flag
    **given: str | None,
) -> int:
    """Make a new department in DIR that builds at once.

    It gets its own name, its own root key, a chief and a PIO, pages, a first post, and guidelines to
    fill in. With `--forge github` also workflows, rulesets, and a recorder with a key of its own;
    its records are a repository of their own in records/. DIR must be missing or empty.

    \b
    clearance init website
    clearance init website --forge github --repository alder-creek/website
    """
    github = _github(forge, repository, chief_github, pio_github)
    answers = Answers(**{name: _answer(name, given[name], yes=yes) for name in QUESTIONS})
    _check(answers)
    target = folder.absolute()
    secret = (keys or target.with_name(f"{target.name}-keys")).absolute()
    made = found(target, answers, keys=secret, at=now(), github=github)
    whose = "chief, pio and recorder" if github else "chief and pio"
    click.echo(
        f"made {answers.name} in {folder}\n"
        f"  private keys of {whose}: {made.keys} (move them to their owners' devices;\n"
        f"  add a passphrase with `ssh-keygen -p -f FILE`)\n"
        f"  root of trust, pinned in this clone: {made.pin}\n\n"
        f"Next:\n"
        f"  cd {folder}\n"
        f"  clearance build      # publish into site/\n"
        f"  clearance serve      # preview, renewed as you save\n"
        f"  clearance new        # the next post"
    )
    if github:
        click.echo(f"\nThen bring it to GitHub, step by step: docs/github.md\n{_pushing(github)}")
    return 0


def _pushing(github: GitHub) -> str:
    place = f"git@github.com:{github.repository}.git"
    return (
        f"  git remote add origin {place} && git push -u origin main\n"
        f"  cd records && git remote add origin {place} && git push -u origin records"
    )


def _github(forge: str, repository: str, chief: int | None, pio: int | None) -> GitHub | None:
    if forge == "none":
        if repository or chief or pio:
            raise CannotJudge("--repository, --chief-github and --pio-github go with --forge github")
        return None
    if not REPOSITORY.fullmatch(repository):
        raise CannotJudge(f"--repository is {repository!r}; expected OWNER/NAME, as GitHub has it")
    if chief and chief == pio:
        raise CannotJudge("chief and PIO have the same account; nobody may approve their own post")
    return GitHub(repository, chief or 0, pio or 0)


def _answer(name: str, given: str | None, *, yes: bool) -> str:
    if given is not None:
        return given.strip()
    if yes:
        return DEFAULTS[name]
    return str(click.prompt(QUESTIONS[name], default=DEFAULTS[name])).strip()


def _check(answers: Answers) -> None:
    for name in QUESTIONS:
        value = getattr(answers, name)
        flag = f"--{name.replace('_', '-')}"
        if not value or any(not character.isprintable() for character in value):
            raise CannotJudge(f"{flag} is {value!r}; expected one line of text")
    if answers.timezone not in available_timezones():
        hint = did_you_mean(answers.timezone, available_timezones())
        raise CannotJudge(f"--timezone is {answers.timezone!r}; expected one such as America/Chicago{hint}")
    if answers.chief_email.casefold() == answers.pio_email.casefold():
        raise CannotJudge("chief and PIO have the same e-mail address; nobody may approve their own post")


@click.command()
@click.argument("title", required=False)
@click.option(
    "--author", envvar="CLEARANCE_MEMBER", metavar="MEMBER", help="Who writes it: an id of the roster."
)
@click.option("--category", metavar="CATEGORY", help="One of guidelines/categories.yml.")
@click.option("--description", metavar="TEXT", help="One sentence for lists and search.")
@click.option(
    "--date", metavar="DATE", help="When it goes out, YYYY-MM-DD or YYYY-MM-DDTHH:MM; now by default."
)
@click.option(
    "--slug", default="", metavar="SLUG", help="Last part of the address; made from the title by default."
)
@click.option(
    "--requested-by", default="", metavar="MEMBER", help="Who asked for it through the chain of command."
)
@click.option(
    "--chain", multiple=True, metavar="MEMBER", help="Whom the request passed through, in order. Repeat."
)
@root_option
def new(  # noqa: PLR0913, PLR0917 - one parameter a flag
    title: str | None,
    author: str | None,
    category: str | None,
    description: str | None,
    date: str | None,
    slug: str,
    requested_by: str,
    chain: tuple[str, ...],
    root: Path,
) -> int:
    """Begin a post: a file with its front matter filled in.

    Asks for what no flag says.

    \b
    clearance new "Mill Street closed on Friday" --author pio1 --category traffic \\
        --description "Mill Street is closed on Friday for sewer work."
    """
    folder = department(root)
    guidelines = load_guidelines(folder)
    categories = [category.id for category in guidelines.categories.categories]
    draft = Draft(
        title=title or click.prompt("Title"),
        author=author or click.prompt("Author (your id in the roster)"),
        category=category or click.prompt("Category", type=click.Choice(categories)),
        description=description or click.prompt("Description, one sentence"),
        date=_date(date, guidelines.zone),
        slug=slug,
        requested_by=requested_by,
        chain=chain,
    )
    path = write_draft(folder, draft, guidelines)
    click.echo(
        f"{path}\nWrite it, review it, take away the # before `attest`, then run: clearance check {path}"
    )
    return 0


def _date(text: str | None, zone: ZoneInfo) -> datetime:
    if text is None:
        return now().astimezone(zone).replace(second=0, microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CannotJudge(f"--date is {text!r}; expected YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)

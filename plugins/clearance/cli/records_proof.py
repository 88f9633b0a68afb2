"""`clearance records verify`: the proof of the whole."""

from __future__ import annotations

import re
from pathlib import Path

import click

from clearance.cli.options import department, format_option, now, root_option
from clearance.cli.records_pin import required_pin
from clearance.errors import CannotJudge
from clearance.retention.proving import Wanted, prove
from clearance.retention.telling import as_json, as_text

_COMMIT = re.compile(r"[0-9a-f]{7,64}", re.ASCII)


@click.command()
@format_option
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also prove that this built site is what was recorded as published.",
)
@click.option("--known", default="", metavar="COMMIT", help="A commit that an earlier proof named.")
@root_option
def verify(format_: str, site: Path | None, known: str, root: Path) -> int:
    """Prove that the records are whole and true, or say what is wrong.

    Looks at every signature, the chain of adoptions, whether anything was changed or taken away since
    it was written, whether git has every version that was approved, and at publications. Tells apart
    tampering, loss and mere mistakes. Nothing kept from earlier runs is believed. Whether texts are
    clean is asked by `clearance check`. Exit codes: 0 the records hold, 1 they don't, 2 can't judge.

    \b
    clearance records verify --site site
    """
    folder = department(root)
    pin = required_pin(folder)
    if known and not _COMMIT.fullmatch(known):
        raise CannotJudge(f"--known is {known[:80]!r}; expected the id of a commit")
    proof = prove(Wanted(folder, pin, site.absolute() if site else None, known), at=now())
    click.echo(as_json(proof) if format_ == "json" else as_text(proof), nl=False)
    return 0 if proof.holds else 1

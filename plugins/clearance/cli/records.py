"""`clearance records …`: what was published, by whom, and the proof of it (1021.7)."""

from __future__ import annotations

from collections.abc import Mapping

import click

from clearance.cli.lazy import LazyGroup

COMMANDS: Mapping[str, str] = {
    "dispose": "records_disposal",
    "due": "records_disposal",
    "erase": "records_erase",
    "export": "records_export",
    "fixity": "records_export",
    "hold": "records_disposal",
    "list": "records_search",
    "on": "records_day",
    "publication": "records_publication",
    "rebuild": "records_publication",
    "search": "records_search",
    "verify": "records_proof",
}
"""each command with the module that it is in"""


@click.group(cls=LazyGroup, modules=COMMANDS)
def records() -> None:
    """Prove, search and keep what was published (1021.7).

    For the records custodian: what the public saw on a day, who wrote and approved it, and whether
    anybody has meddled with it since.
    """

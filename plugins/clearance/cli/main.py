"""The command `clearance`: its one error boundary and its list of commands.

Exit codes: 0 cleared, 1 findings or uncleared pages, 2 can't judge, 3 a fault of ours, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Mapping

import click

from clearance.cli.lazy import LazyGroup
from clearance.errors import CannotJudge

CANNOT_JUDGE, OUR_FAULT, INTERRUPTED = 2, 3, 130

EPILOG = """\
Exit codes: 0 cleared · 1 findings or uncleared pages · 2 can't judge ·
3 a fault of Clearance · 130 interrupted
"""

COMMANDS: Mapping[str, str] = {
    "adopt": "adopt",
    "approve": "vouch",
    "audit": "site",
    "build": "site",
    "case": "case",
    "check": "judge",
    "evaluate": "evaluate",
    "explain": "judge",
    "fix": "fix",
    "forge": "forge",
    "hook": "hook",
    "incident": "incident",
    "init": "create",
    "new": "create",
    "outcome": "case",
    "preview": "site",
    "records": "records",
    "report": "report",
    "resolve": "vouch",
    "review": "monitoring",
    "review-request": "review",
    "serve": "site",
    "show": "review",
    "status": "judge",
    "training": "monitoring",
    "withdraw": "vouch",
}
"""each command with the module that it is in"""


@click.group(
    cls=LazyGroup,
    modules=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="mkdocs-clearance", prog_name="clearance")
def cli() -> None:
    """Publish a public agency's website: only what the right person wrote and approved goes out.

    A department is a folder with content/, guidelines/, records/ and mkdocs.yml.
    Start with `clearance init DIR`; then `clearance new`, `check`, `approve`, `build`.
    """


def main() -> None:
    """Run the command and turn what went wrong into one message and one exit code."""
    gc.disable()  # what a command reads stays until it ends; the generator looks for garbage again
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more
        code = code or 1
    os._exit(code)  # all is written; taking apart what was read would take as long again


def run(arguments: list[str]) -> int:
    """The exit code of one command line."""
    try:
        return int(cli.main(arguments, prog_name="clearance", standalone_mode=False) or 0)
    except CannotJudge as error:
        return _say(f"clearance: can't judge. {error}", CANNOT_JUDGE)
    except click.exceptions.Abort:
        return _say("clearance: interrupted", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KeyboardInterrupt:
        return _say("clearance: interrupted", INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the boundary: no traceback reaches a user
        return _say(_our_fault(error), OUR_FAULT)


def _our_fault(error: Exception) -> str:
    if os.environ.get("CLEARANCE_DEBUG"):
        return traceback.format_exc()
    return (
        f"clearance: a fault of ours ({type(error).__name__}). Nothing was published. "
        "Run again with CLEARANCE_DEBUG=1 and report what it prints."
    )


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code

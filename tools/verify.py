"""Everything that must hold before a change lands: `make test`. With `lint`, only what needs no test run.

Each step prints its command first, so that a failing one can be run alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
MEMORY = "/dev/shm"  # noqa: S108 - a folder of our own is made in it
ROOM_BYTES = 4 << 30
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


WORKFLOWS = tuple(
    str(path.relative_to(ROOT))
    for folder in (".github/workflows", "plugins/clearance/founding/template/github/workflows")
    for path in sorted((ROOT / folder).glob("*.yml"))
)
"""those of this project, and those that a new department gets"""

LINT = (
    Step("style", ("ruff", "check", "--quiet", ".")),
    Step("format", ("ruff", "format", "--check", "--quiet", ".")),
    Step("types", ("mypy",)),
    Step("layers", ("lint-imports",)),
    Step("generated pages, schemas and packs", ("python", "tools/generate.py", "--check")),
    Step("workflows: safety", ("zizmor", "--offline", "--no-progress", "--quiet", *WORKFLOWS)),
    Step("workflows: expressions and scripts", ("actionlint", *WORKFLOWS)),
    Step(
        "workflows: schema", ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    ),
)
PYTEST = ("pytest", "-q", "-n", "3", "--dist", "worksteal")
"""one more than there are processors: much of a test is waiting for a server, a page or the next second"""
OF_THE_GENERATOR = (
    "tests/mkdocs_plugin",
    "tests/publish/test_build.py",
    "tests/publish/test_inventory.py",
    "tests/publish/test_incremental.py::test_after_any_sequence_of_changes_too",
    "tests/cli/test_site.py",
    "tests/browser/test_site.py",
    "tests/browser/test_csp.py",
    "tests/test_sample.py",
)
"""where it matters which generator builds; servers, forges and records have no part in it"""

TESTS = (
    Step("the sample department", ("clearance", "check")),
    Step("tests on MkDocs", PYTEST),
    Step(
        "site tests on ProperDocs",
        (*PYTEST, "-m", "site", *OF_THE_GENERATOR),
        {"CLEARANCE_GENERATOR": "properdocs"},
    ),
)


def roomy_memory() -> str | None:
    """A folder in memory with room for what tests write: a million small files, soon deleted."""
    try:
        there = os.statvfs(MEMORY)
    except OSError:
        return None
    free = there.f_bavail * there.f_frsize
    return MEMORY if free >= ROOM_BYTES and not there.f_flag & os.ST_NOEXEC else None


def run(step: Step, temporary: str) -> bool:
    print(f"\n== {step.name}: {' '.join(step.command)}", flush=True)
    started = time.monotonic()
    program, *arguments = step.command
    environment = {**os.environ, "TMPDIR": temporary, **step.environment}
    done = subprocess.run([str(BIN / program), *arguments], cwd=ROOT, env=environment, check=False)
    seconds = time.monotonic() - started
    print(f"== {step.name}: {'passed' if done.returncode == 0 else 'FAILED'} in {seconds:.0f} s", flush=True)
    return done.returncode == 0


def missing_programs() -> list[str]:
    """What the tests need of the machine: nothing is skipped for want of it."""
    needed = [name for name in ("git", "ssh-keygen") if not shutil.which(name)]
    if not shutil.which("npm"):
        needed.append("npm (Debian: apt-get install nodejs npm)")
    if not shutil.which("tesseract"):
        needed.append("tesseract (Debian: apt-get install tesseract-ocr)")
    if not any(shutil.which(name) for name in CHROMIUM):
        needed.append("chromium (Debian: apt-get install chromium)")
    return needed


def main() -> int:
    steps = LINT if sys.argv[1:] == ["lint"] else (*LINT, *TESTS)
    if steps is not LINT and (missing := missing_programs()):
        print(f"These programs are needed by the tests: {', '.join(missing)}")
        return 2
    with tempfile.TemporaryDirectory(prefix="c-", dir=roomy_memory()) as temporary:
        Path(temporary).chmod(0o755)  # some tests look as another user
        failed = [step.name for step in steps if not run(step, temporary)]
    print(
        f"\n{len(steps) - len(failed)} of {len(steps)} steps passed"
        + (f"; FAILED: {failed}" if failed else "")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

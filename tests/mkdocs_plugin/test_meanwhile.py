"""What other processes do of a build meanwhile: the same site as without them, and none that fails unseen."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.department import Department, Ran
from tests.mkdocs_plugin.test_making import posts, with_posts
from tests.village import post

pytestmark = pytest.mark.site

PROGRAM = """
import os, signal, sys
from clearance import gate
from clearance.mkdocs_plugin import making, output
from clearance.publish import decision, ours, public
begun, fork = [], os.fork
def counted():
    child = fork()
    if child:
        begun.append(child)
    return child
os.fork = counted
decision.processors = public.processors = output.processors = lambda: {processors}
gate.WORTH_ANOTHER = public.WORTH_ANOTHER = output.WORTH_ANOTHER = 1
making.processors = lambda: 1
{harm}
from clearance.cli.main import run
code = run(["build", "--search", "skip"])
try:
    os.waitpid(-1, os.WNOHANG)
    print("a process is left")
except ChildProcessError:
    print(f"{{len(begun)}} were begun")
sys.exit(code)
"""
SHARED = "judging, feeds and records, the old site: one process for each"


def build(department: Department, *, processors: int = 2, harm: str = "") -> Ran:
    return department.command("python", "-c", PROGRAM.format(processors=processors, harm=harm))


def begun(ran: Ran) -> int:
    found = re.search(r"(\d+) were begun", ran.out)
    assert found, ran
    return int(found[1])


@pytest.fixture
def changed(department: Department) -> Department:
    """Built, and then a post was added."""
    with_posts(department, posts(5))
    assert build(department, processors=1).code == 0
    with_posts(department, {"content/posts/later.md": post("Later", "Mill Street is open again.\n")})
    return department


def test_the_site_is_the_one_that_one_process_makes(changed: Department) -> None:
    ran = build(changed)
    assert (ran.code, ran.err, begun(ran)) == (0, "", 3), SHARED
    shared = changed.site()
    shutil.rmtree(changed.root / ".clearance-cache")
    ran = build(changed, processors=1)
    assert (ran.code, begun(ran), changed.site()) == (0, 0, shared)
    assert "posts/later/index.html" in shared


def test_a_file_of_others_in_the_old_site_is_found(changed: Department) -> None:
    (changed.root / "site" / "posts" / "thesis.txt").write_text("mine", "utf-8")
    ran = build(changed)
    assert ran.code == 2
    assert "it holds posts/thesis.txt, which no build put there" in ran.err
    assert changed.shown("posts/thesis.txt") == "mine"
    assert not changed.published("posts/later")
    assert begun(ran) == 3


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("public.documents", id="while it writes the feeds"),
        pytest.param("ours.foreign", id="while it looks through the old site"),
        pytest.param("gate._conclude", id="while it judges"),
    ],
)
def test_one_that_is_killed_ends_the_build(changed: Department, place: str) -> None:
    before = changed.site()
    module, name = place.split(".")
    harm = f"""
here, usual = os.getpid(), {place}
def killed(*arguments):
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return usual(*arguments)
{module}.{name} = killed
"""
    ran = build(changed, harm=harm)
    assert (ran.code, changed.site(), changed.leftovers()) == (2, before, [])
    assert "a process that worked for this one did not finish; try again" in ran.err
    assert "were begun" in ran.out
    assert build(changed).code == 0

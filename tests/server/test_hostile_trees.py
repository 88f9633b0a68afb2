"""Trees that somebody made by hand to hurt: the push is refused in plain words, and the server lives on."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from tests.department import Department
from tests.server.conftest import Server
from tests.village import POST, post

pytestmark = pytest.mark.site


def _blob(attacker: Department, text: bytes = b"words\n") -> str:
    attacker.write("scratch", text)
    return attacker.git("hash-object", "-w", "scratch")


def _commit_with(attacker: Department, *entries: tuple[str, str, str]) -> None:
    """A commit on top of HEAD whose tree has these entries (mode, id, path) as well."""
    for mode, object_id, path in entries:
        attacker.git("update-index", "--add", "--cacheinfo", f"{mode},{object_id},{path}")
    attacker.git("commit", "-q", "-m", "By hand")


def ten_thousand_files(attacker: Department) -> None:
    blob = _blob(attacker)
    listing = "".join(f"100644 {blob}\tcontent/{number}.txt\n" for number in range(10_000))
    _index_info(attacker, listing)
    attacker.git("commit", "-q", "-m", "Many")


def _index_info(attacker: Department, listing: str) -> None:
    subprocess.run(
        ["git", "-C", str(attacker.root), "update-index", "--add", "--index-info"],
        input=listing.encode("utf-8", "surrogateescape"),
        check=True,
        capture_output=True,
    )


def a_name_that_is_no_text(attacker: Department) -> None:
    _index_info(attacker, f"100644 {_blob(attacker)}\tcontent/\udcff\udcfe.md\n")
    attacker.git("commit", "-q", "-m", "No text")


def a_submodule(attacker: Department) -> None:
    _commit_with(attacker, ("160000", attacker.git("rev-parse", "HEAD"), "content/elsewhere"))


def records_as_a_submodule(attacker: Department) -> None:
    attacker.git("rm", "-q", "-r", "--cached", "records")
    _commit_with(attacker, ("160000", attacker.git("rev-parse", "HEAD"), "records"))


def two_names_that_differ_in_case(attacker: Department) -> None:
    attacker.write("scratch", post("Another"))
    blob = attacker.git("hash-object", "-w", "scratch")
    _commit_with(attacker, ("100644", blob, POST.replace("closure", "CLOSURE")))


def a_filter_that_runs_a_program(attacker: Department) -> None:
    attacker.write(".gitattributes", "*.md filter=evil\n")
    attacker.write(POST, post("Filtered"))
    attacker.commit(".gitattributes", POST)


def one_huge_page(attacker: Department) -> None:
    attacker.write(POST, post(body="A word or two. " * 400_000))
    attacker.commit(POST)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        pytest.param(ten_thousand_files, "content/0.txt", id="ten thousand files"),
        pytest.param(a_name_that_is_no_text, "content/", id="a name that is no text"),
        pytest.param(records_as_a_submodule, "records", id="records as a submodule"),
        pytest.param(two_names_that_differ_in_case, "CLOSURE.md", id="two names that differ in case"),
        pytest.param(a_filter_that_runs_a_program, POST, id="a filter"),
        pytest.param(one_huge_page, POST, id="a page of six megabytes"),
    ],
)
def test_it_is_refused(server: Server, act: Callable[[Department], None], message: str) -> None:
    before = server.tip()
    act(server.people["attacker"])
    ran = server.push("attacker")
    assert ran.code != 0
    assert message in ran.err
    assert "a fault of ours" not in ran.err
    assert "Traceback" not in ran.err
    assert server.tip() == before


def test_a_submodule_adds_nothing_to_the_site(server: Server) -> None:
    """Its files are in no commit of this repository, so that there is nothing to publish."""
    server.push("pio")
    before = sorted(path.relative_to(server.site) for path in server.site.rglob("*"))
    a_submodule(server.people["attacker"])
    assert server.push("attacker").code == 0
    after = sorted(path.relative_to(server.site) for path in server.site.rglob("*"))
    assert [path for path in after if path not in before and "elsewhere" in str(path)] == []
    assert not (server.site / "elsewhere").exists()


def test_and_the_next_good_push_goes_through(server: Server) -> None:
    ten_thousand_files(server.people["attacker"])
    assert server.push("attacker").code != 0
    pio = server.pull("pio")
    pio.replace(POST, "Mill Street is closed.", "Mill Street is open.")
    pio.tell(POST)
    pio.commit(POST)
    pio.approve(POST)
    ran = server.push("pio")
    assert ran.code == 0, ran.err
    assert "Mill Street is open." in server.shown("posts/closure")

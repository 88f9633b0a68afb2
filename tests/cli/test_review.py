"""Between author and supervisor: ask for an approval, and see what is asked."""

from __future__ import annotations

import json

import pytest
from tests.department import Department
from tests.village import MAP, OTHER, POST, post

NEW = "content/posts/new.md"


@pytest.fixture
def waiting(department: Department) -> Department:
    department.write(NEW, post("Oak Street closed", "The lawsuit goes on.\n"))
    department.commit()
    return department


def test_a_new_page_is_shown_whole_with_what_it_asks_and_how_to_approve_it(waiting: Department) -> None:
    ran = waiting.run("show", NEW)
    assert (ran.code, ran.err) == (1, "")
    head, _, rest = ran.out.partition("All of it is new:\n")
    assert head.startswith(f"{NEW} (pending)\n  Oak Street closed\n  pio · traffic · ")
    assert "  +The lawsuit goes on.\n" in rest
    assert rest.endswith(
        "\nAsks you:\n  line 10: speaks of a lawsuit (TS901, 1021.5(d))\n\n"
        "To approve exactly this, and nothing that comes after:\n"
        f"  clearance approve {NEW} --as MEMBER --key FILE --accept TS901\n"
    )


def test_a_changed_page_is_compared_with_what_was_approved(department: Department) -> None:
    department.replace(POST, "First to Third", "First to Ninth")
    department.commit()
    ran = department.run("show", POST)
    assert ran.code == 1
    assert f"  with {MAP}, a map\n" in ran.out
    assert "What is new since chief approved it on " in ran.out
    changed = [line[2:] for line in ran.out.splitlines() if line.startswith(("  +", "  -"))]
    assert changed == [
        "-![Map of the closure: Mill Street from First to Third](map.png)",
        "+![Map of the closure: Mill Street from First to Ninth](map.png)",
    ]


def test_a_page_that_is_out_says_so(department: Department) -> None:
    ran = department.run("show", POST)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(
        "Nothing in the text has changed since it was approved.\n\nIt is approved as it stands.\n"
    )


def test_what_must_be_mended_is_sent_back(department: Department) -> None:
    department.write(NEW, post("Bad", "<script>x</script>\n"))
    department.commit()
    ran = department.run("show", NEW)
    assert "Must be mended first:\n  line 10: " in ran.out
    assert ran.out.endswith("It can't be approved as it stands; send it back.\n")


def test_programs_get_the_same(waiting: Department) -> None:
    told = json.loads(waiting.run("show", NEW, "--format", "json").out)
    assert (told["path"], told["state"], told["accept"], told["last_approval"]) == (
        NEW,
        "pending",
        ["TS901"],
        None,
    )
    assert [finding["code"] for finding in told["needs_a_supervisor"]] == ["TS901"]
    assert "+The lawsuit goes on." in told["changes"]


def test_text_of_an_author_does_not_act_on_the_terminal(department: Department) -> None:
    department.write(NEW, post("New", "One \u202etwo\u2066 three\n"))
    department.commit()
    out = department.run("show", NEW).out
    assert "\u202e" not in out
    assert r"\u202e" in out


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param(MAP, "this is no page; name the page that shows the file", id="a picture"),
        pytest.param("content/posts/none.md", "there is no such file", id="nothing"),
    ],
)
def test_what_is_no_page_can_not_be_shown(department: Department, path: str, told: str) -> None:
    ran = department.run("show", path)
    assert (ran.code, told in ran.err) == (2, True)


def test_a_page_that_can_not_be_read_is_told_with_its_line(department: Department) -> None:
    department.write(NEW, "---\ntitle: [\n---\nText\n")
    department.commit()
    ran = department.run("show", NEW)
    assert (ran.code, ran.err.startswith(f"clearance: can't judge. {NEW}:")) == (2, True)


def test_a_request_names_what_to_push_to_read_and_to_run(waiting: Department) -> None:
    ran = waiting.run("review-request", NEW)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "First:\n  git push origin HEAD:refs/heads/review/new\n\nThen send this:\n\n"
        "Please read and decide:\n\n"
        f"  Oak Street closed\n  {NEW} (pending)\n"
        "  asks you, line 10: speaks of a lawsuit (TS901)\n\n"
        "  git fetch origin && git checkout origin/review/new\n"
        f"  clearance show {NEW}\n"
        f"  clearance approve {NEW} --as MEMBER --key FILE --accept TS901\n"
        "  git add records && git commit -m Approved && git push origin HEAD:main\n"
    )


def test_without_paths_everything_that_waits_is_asked_for(waiting: Department) -> None:
    waiting.replace(OTHER, "on Monday", "on Tuesday")
    waiting.tell(OTHER)
    waiting.commit(as_="officer")
    out = waiting.run("review-request").out
    assert [path for path in (NEW, OTHER, POST) if f"clearance show {path}\n" in out] == [NEW, OTHER]


def test_nothing_waits(department: Department) -> None:
    ran = department.run("review-request")
    assert (ran.code, ran.out) == (0, "No page waits for an approval.\n")


def test_nothing_is_asked_for_that_is_not_ready(department: Department) -> None:
    department.write(NEW, post("Bad", "<script>x</script>\n"))
    department.commit()
    department.replace(OTHER, "on Monday", "on Tuesday")
    department.tell(OTHER)
    ran = department.run("review-request", NEW, OTHER)
    assert (ran.code, ran.out) == (1, "")
    assert f"{NEW} isn't ready to be approved:\n  - line 10: " in ran.err
    assert f"{OTHER} isn't ready to be approved:\n  - {OTHER} is not committed\n" in ran.err

"""A checklist is read back strictly: what was ticked, what was changed, what is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clearance.errors import CannotJudge
from clearance.monitor.checklist import Checklist, Section, read, render, require_complete

ITEMS = ("content/a.md:3: says <b>*this*</b> (PB101)", "content/b.md (new)")
LIST = Checklist(
    "village-pd",
    "2026-Q3",
    "It covers the summer.",
    (
        Section("found", "What was found", ITEMS),
        Section("none", "Nothing here", ()),
        Section("online", "Other sites", ("https://a.example/ does not answer",), binding=False),
    ),
)
TICKED = render(LIST).replace("[ ]", "[x]")


def complete(text: str, now: Checklist = LIST) -> None:
    require_complete(read(text.encode(), "list.md"), now, "list.md")


def refused(text: str, now: Checklist = LIST) -> str:
    with pytest.raises(CannotJudge) as caught:
        complete(text, now)
    return str(caught.value)


def test_a_list_that_was_worked_through() -> None:
    assert LIST.counts == {"found": 2, "none": 0, "online": 1}
    complete(TICKED)


def test_what_others_wrote_does_nothing_in_it() -> None:
    assert r"says \<b\>\*this\*\</b\> (PB101)" in TICKED


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="saved on Windows"),
        pytest.param(lambda text: "\ufeff" + text, id="with a byte order mark"),
        pytest.param(lambda text: text.replace("[x]", "[X]"), id="ticked with capitals"),
        pytest.param(lambda text: text.replace("## Other", "Called the author.\n\n## Other"), id="notes"),
    ],
)
def test_what_a_person_may_do_to_it(change: Callable[[str], str]) -> None:
    complete(change(TICKED))


def test_boxes_that_are_not_ticked() -> None:
    assert refused(render(LIST)) == "list.md:11: this box and 2 more are not ticked; nothing was signed"
    assert "this box is not ticked" in refused(TICKED.replace("- [x]", "- [ ]", 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("b.md (new)", "c.md (new)", "list.md:12: the text of this box was changed", id="a text"),
        pytest.param("- [x] content/b", "- [] content/b", "list.md:12: this box was changed", id="no tick"),
        pytest.param("- [x] content/b", "content/b", "list.md:12: this box was changed", id="no box"),
        pytest.param("village-pd 2026-Q3", "village-pd 2026-Q2", "the text of this box", id="another period"),
        pytest.param("<!-- clearance", "clearance", "is no checklist", id="no head"),
    ],
)
def test_what_was_changed(old: str, new: str, message: str) -> None:
    assert old in TICKED
    assert message in refused(TICKED.replace(old, new, 1))


def test_a_box_that_was_taken_out() -> None:
    without = "\n".join(line for line in TICKED.splitlines() if "b.md" not in line)
    assert refused(without).startswith(
        "list.md: 1 to look at came since, or were taken out, such as: content/b.md (new); write"
    )


def test_what_came_up_since_must_be_on_it_and_what_went_need_not() -> None:
    more = Checklist("village-pd", "2026-Q3", "", (Section("found", "", (*ITEMS, "content/c.md (new)")),))
    assert "such as: content/c.md (new)" in refused(TICKED, more)
    complete(TICKED, Checklist("village-pd", "2026-Q3", "", (Section("found", "", ITEMS[:1]),)))


def test_what_the_network_said_need_not_be_the_same() -> None:
    offline = render(Checklist("village-pd", "2026-Q3", "", LIST.sections[:2])).replace("[ ]", "[x]")
    complete(offline)


@pytest.mark.parametrize(("department", "period"), [("other-pd", "2026-Q3"), ("village-pd", "2026-Q2")])
def test_another_departments_or_periods(department: str, period: str) -> None:
    other = Checklist(department, period, "", LIST.sections)
    assert f"is of {department}, {period}; expected that of village-pd, 2026-Q3" in refused(
        render(other).replace("[ ]", "[x]")
    )


def test_ticks_are_taken_over() -> None:
    done = read(TICKED.encode(), "list.md").ticked
    assert render(LIST, done) == TICKED


def test_no_text() -> None:
    with pytest.raises(CannotJudge, match="is no text in UTF-8"):
        read(b"\xff\xfe", "list.md")

"""The panel of a previewed page: what it says, in which order, and that nothing in it is markup of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from clearance.mkdocs_plugin.preview import MEANING, banner, unindexed
from clearance.model import Finding, JudgedPage, Outcome, Page, Severity, State, Unreadable

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PATH = "content/posts/fair.md"
FINDING = Finding(
    code="AC101",
    name="unauthorized-category",
    clause="1021.4",
    severity=Severity.BLOCK,
    path=PATH,
    line=5,
    column=14,
    message="the category is not in the list",
    remedy="Set `categories` to the one that fits.",
)
HOLD = replace(
    FINDING, code="GD901", severity=Severity.HOLD, line=2, message="speaks of a lawsuit", remedy="Ask."
)
NOTE = replace(FINDING, code="ZZ901", severity=Severity.NOTE, line=1, message="is long", remedy="")


def page(path: str = PATH, title: str = "Street fair") -> Page:
    return Page(path, b"", "0" * 64, "", 1, title=title)


def judged(
    *findings: Finding, state: State = State.PENDING, of: Page | Unreadable | None = None
) -> JudgedPage:
    return JudgedPage(of or page(), state, findings)


def panel(one: JudgedPage, outcome: Outcome | None = None) -> LexborHTMLParser:
    return LexborHTMLParser(banner(one, outcome or Outcome(NOW, (one,))))


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


@pytest.mark.parametrize("state", State)
def test_says_the_state_and_what_it_means(state: State) -> None:
    tree = panel(judged(state=state))
    assert texts(tree, f".cl-preview--{state} .cl-preview__state") == [
        f"{state.capitalize()} {MEANING[state]}"
    ]
    assert texts(tree, ".cl-finding, details") == []


def test_a_finding_says_how_grave_what_how_to_mend_and_where() -> None:
    assert texts(panel(judged(FINDING)), ".cl-finding--block > p") == [
        "Must be mended: the category is not in the list",
        "Set categories to the one that fits.",
        "content/posts/fair.md:5:14 AC101 unauthorized-category 1021.4",
    ]
    assert texts(panel(judged(FINDING)), ".cl-finding__remedy code") == ["categories"]


def test_the_gravest_stands_first_whatever_its_line() -> None:
    assert texts(panel(judged(NOTE, HOLD, FINDING)), ".cl-finding__message") == [
        "Must be mended: the category is not in the list",
        "A supervisor must accept this: speaks of a lawsuit",
        "For the reviewer: is long",
    ]


def test_what_stands_in_the_text_comes_before_what_the_page_lacks() -> None:
    lacking = replace(FINDING, code="AP101", line=1, column=1, message="nobody has approved this page")
    assert texts(panel(judged(lacking, FINDING)), ".cl-finding__message") == [
        "Must be mended: the category is not in the list",
        "Must be mended: nobody has approved this page",
    ]


def test_a_remedy_is_told_once() -> None:
    again = replace(FINDING, line=9)
    assert len(texts(panel(judged(FINDING, again)), ".cl-finding")) == 2
    assert len(texts(panel(judged(FINDING, again)), ".cl-finding__remedy")) == 1


@pytest.mark.parametrize(
    ("number", "open_", "folded"),
    [
        pytest.param(5, 5, [], id="five stand open"),
        pytest.param(6, 5, ["1 more"], id="the sixth is folded"),
        pytest.param(40, 5, ["35 more"], id="a long list is folded"),
    ],
)
def test_a_long_list_is_folded(number: int, open_: int, folded: list[str]) -> None:
    tree = panel(judged(*(replace(FINDING, line=line) for line in range(1, number + 1))))
    assert len(texts(tree, ".cl-preview > ul > .cl-finding")) == open_
    assert texts(tree, "details > summary") == folded
    assert len(texts(tree, ".cl-finding")) == number


def test_what_a_supervisor_accepted_is_told_apart() -> None:
    tree = panel(replace(judged(state=State.LIVE), accepted=(HOLD,)))
    assert texts(tree, "details > summary") == ["Accepted by a supervisor: 1"]
    assert texts(tree, ".cl-preview > ul") == []


@pytest.mark.parametrize(
    ("own", "of_department", "opened"),
    [
        pytest.param((), 1, True, id="open where the page has none of its own"),
        pytest.param((FINDING,), 1, False, id="folded below the page's own"),
        pytest.param((), 6, False, id="folded when they are many"),
    ],
)
def test_findings_of_the_department_do_not_drown_the_page(
    own: tuple[Finding, ...],
    of_department: int,
    opened: bool,  # noqa: FBT001 - a case's value
) -> None:
    one = judged(*own, state=State.APPROVED)
    tree = panel(one, Outcome(NOW, (one,), tuple(replace(HOLD, line=n) for n in range(1, of_department + 1))))
    plural = "finding" if of_department == 1 else "findings"
    assert texts(tree, ".cl-preview > details > summary") == [
        f"In the department as a whole: {of_department} {plural}"
    ]
    assert len(tree.css("details[open]")) == opened


def test_an_unreadable_page_gets_its_error_alone() -> None:
    unreadable = judged(FINDING, of=Unreadable("content/index.md", "0" * 64, "no fence"))
    tree = panel(unreadable, Outcome(NOW, (unreadable, judged()), (HOLD,)))
    assert texts(tree, ".cl-preview__state") == [
        "Pending Can't be read, so nothing of it is shown here or published."
    ]
    assert len(texts(tree, ".cl-finding")) == 1
    assert texts(tree, "details") == []


def test_the_home_page_leads_to_what_is_not_published() -> None:
    home = judged(state=State.LIVE, of=page("content/index.md"))
    broken = judged(of=Unreadable("content/posts/2026/a b.md", "0" * 64, "no fence"))
    slugged = judged(state=State.DRAFT, of=replace(page(title="The fair"), slug="street-fair"))
    pages = (home, broken, slugged, judged(state=State.EXPIRED))
    tree = panel(home, Outcome(NOW, pages))
    assert texts(tree, "summary") == ["Not published: 2 pages"]
    assert texts(tree, "li") == ["Pending content/posts/2026/a b.md", "Draft The fair"]
    links = [link.attributes["href"] for link in tree.css("a")]
    assert links == ["posts/2026/a%20b/", "posts/street-fair/"]
    assert texts(panel(judged(), Outcome(NOW, pages)), "details") == []


def test_the_home_page_of_a_cleared_department_lists_nothing() -> None:
    home = judged(state=State.LIVE, of=page("content/index.md"))
    assert texts(panel(home), "details") == []


def test_every_text_of_an_author_is_text() -> None:
    hostile = '<b onclick="x">&`<i>`'
    bad = Finding(hostile, hostile, hostile, Severity.BLOCK, hostile, 1, 1, hostile, hostile)
    home = judged(bad, of=page("content/index.md", hostile))
    tree = panel(home, Outcome(NOW, (home, judged(of=page(title=hostile)))))
    assert tree.css("b, i") == []
    assert texts(tree, ".cl-finding__place > span") == [f"{hostile} {hostile}", hostile]
    assert texts(tree, ".cl-finding__message code") == ["<i>"]
    assert hostile in texts(tree, "a")


def test_a_preview_asks_search_engines_to_stay_away() -> None:
    html = "<html><head><title>A</title></head></html>"
    marked = '<html><head>\n<meta name="robots" content="noindex, nofollow"><title>A</title></head></html>'
    assert unindexed(html) == marked

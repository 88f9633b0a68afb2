from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.report.sample import (
    ATTACKED,
    CLEAR,
    HOSTILE,
    HOSTILE_PATH,
    MIXED,
    NAMED_TWICE,
    NOON,
    RULES,
    finding,
    page,
)
from tests.report.strategies import OUTCOMES, TEXTS

from clearance.model import Outcome, State
from clearance.report.as_markdown import LIMIT, prose, render
from clearance.report.visible import visible

GOLDEN = """\
# Clearance

2 pages cleared, 1 draft, 1 waits; 2 things must be mended, 2 things need a supervisor's acceptance, \
1 note for the reviewer, 1 finding accepted by a supervisor.

## Pages that are not out

| State | Page | What it waits for |
| --- | --- | --- |
| pending | <code>content/posts/flood.md</code> | the page has no description (and 3 more) |
| scheduled | <code>content/posts/later.md</code> | goes out on 2026-12-04 18:00 CST |
| draft | <code>content/posts/own.md</code> | a draft; its author has not asked for it to go out |

## Findings

### <code>content/posts/flood.md</code>

- **Must be mended**, line 1: needs a supervisor's approval (AP101, 1021.5(g)). Ask a supervisor.
- **Must be mended**, line 3: the page has no description (AC103, 1021.4). \
Say in one sentence what the page tells.
- **Needs a supervisor**, line 9: may name a minor (PR201, 1021.5(b)). Leave the name out.
- **Needs a supervisor**, line 12: may name a minor (PR201, 1021.5(b)).

### <code>guidelines/roster.yml</code>

- **For the reviewer**, line 4: one entry ends soon (RO301, 1021.3).

## What a supervisor must accept

Read the page first. Acceptance counts for its present bytes only: a later change asks again.

**<code>content/posts/flood.md</code>**

- <code>PR201</code>: The page may name a minor

```sh
clearance approve content/posts/flood.md --as MEMBER --key FILE --accept PR201
```
"""
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"<code>", "</code>", "<!-- -->"}
BLOCKS = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item"}
TYPES = {f"{block}_{end}" for block in BLOCKS for end in ("open", "close")} | {
    *("inline", "text", "strong_open", "strong_close", "html_inline", "fence", "text_special"),
}
LOOKED_FOR_AGAIN = re.compile(r"@\w|https?://|www\.", re.IGNORECASE)
"""What GitHub makes links of in each run of text, after Markdown."""


def tokens(markdown: str) -> Iterator[Token]:
    for token in PARSER.parse(markdown):
        yield token
        yield from token.children or ()


def texts(markdown: str) -> list[str]:
    """Each run of text as a browser would have it: adjacent texts joined, parted by inline HTML."""
    runs = [""]
    for token in tokens(markdown):
        if token.type in {"text", "text_special"}:
            runs[-1] += token.content
        else:
            runs.append("")
    return [run for run in runs if run]


def assert_harmless(markdown: str) -> None:
    for token in tokens(markdown):
        assert token.type in TYPES, token
        assert token.type != "html_inline" or token.content in OURS
    assert not [run for run in texts(markdown) if LOOKED_FOR_AGAIN.search(run)]


def test_whole() -> None:
    assert render(MIXED, rules=RULES) == GOLDEN
    assert_harmless(GOLDEN)


def test_all_clear() -> None:
    assert render(CLEAR, rules=RULES) == "# Clearance\n\n2 pages cleared; nothing wrong found.\n"


def test_several_codes_are_accepted_in_one_command() -> None:
    other = finding("PR202", message="may name a victim")
    held = page("content/it's.md", State.PENDING, *NAMED_TWICE, other)
    command = "clearance approve 'content/it'\"'\"'s.md' --as MEMBER --key FILE --accept PR201"
    assert command in render(Outcome(NOON, (held,)), rules={})


def test_a_code_without_words_is_explained_by_its_finding() -> None:
    held = page("a.md", State.PENDING, NAMED_TWICE[0])
    assert "- <code>PR201</code>: may name a minor\n" in render(Outcome(NOON, (held,)), rules={})


def test_a_long_list_is_cut_and_says_so() -> None:
    waiting = tuple(page(f"content/{n:04}.md", State.PENDING) for n in range(LIMIT + 2))
    report = render(Outcome(NOON, waiting), rules=RULES)
    assert report.count("| pending |") == LIMIT
    assert report.endswith("\n\nAnd 2 more, which `clearance check` lists.\n")


def test_hostile_text_is_shown_as_it_is() -> None:
    report = render(ATTACKED, rules=RULES)
    assert_harmless(report)
    whole = "".join(token.content for token in tokens(report) if token.type.startswith("text"))
    assert whole.count(visible(HOSTILE)) > 3


def test_a_pasted_command_runs_nothing_else() -> None:
    (command,) = [t.content for t in tokens(render(ATTACKED, rules=RULES)) if t.type == "fence"]
    assert shlex.split(command) == [
        *("clearance", "approve", visible(HOSTILE_PATH), "--as", "MEMBER"),
        *("--key", "FILE", "--accept", "PR201"),
    ]


@given(TEXTS)
def test_a_table_cell_shows_any_text_unchanged(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| x{prose(text)}x | y |\n"
    cells = [token for token in PARSER.parse(table) if token.type == "inline"][2:]
    assert_harmless(table)
    shown = ["".join(t.content for t in cell.children or () if t.type.startswith("text")) for cell in cells]
    assert shown == [f"x{visible(text)}x", "y"]


@given(OUTCOMES)
def test_never_more_than_text(outcome: Outcome) -> None:
    assert_harmless(render(outcome, rules=RULES))

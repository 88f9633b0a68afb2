"""Outcomes whose every text may hold any character, and the pieces that attacks are made of."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.report.sample import NOON, page

from clearance.model import Finding, Outcome, Severity, State

"""A busy machine is no failure."""

PIECES = (
    *(
        "::error::x",
        "%0A",
        "%25",
        "\x1b[31m",
        "\x9b",
        "\u202e",
        "\u2028",
        "\u200b",
        "\n",
        "\r\n",
        "\r",
        "\x0b",
    ),
    *("](javascript:x)", "[a", "![", "<img src=x onerror=y>", "<!--", "-->", "&#64;", "|", "\\", "`", "```"),
    *(
        "@chief",
        "#1",
        "https://evil.example",
        "www.evil.example",
        "a@evil.example",
        "##[error]",
        "[red]x[/red]",
    ),
    *(
        "{0}",
        "{",
        "}}",
        ":",
        ",",
        "::",
        "'",
        '"',
        "$(x)",
        "*",
        "_",
        "~~",
        "\udcff",
        "\ud800",
        " ",
        "1. ",
        "- ",
    ),
)
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.characters(exclude_categories=[]) | st.text(max_size=4), max_size=6
).map("".join)
COUNTS = st.integers(1, 9999)
CODES = st.sampled_from(["AC103", "PR201", "XX1"]) | TEXTS
FINDINGS = st.builds(
    Finding, CODES, TEXTS, TEXTS, st.sampled_from(Severity), TEXTS, COUNTS, COUNTS, TEXTS, TEXTS
)
PAGES = st.builds(
    lambda path, state, findings: page(path, state, *findings),
    TEXTS,
    st.sampled_from(State),
    st.lists(FINDINGS, max_size=3),
)
OUTCOMES = st.builds(
    Outcome,
    st.just(NOON),
    st.lists(PAGES, max_size=3).map(tuple),
    st.lists(FINDINGS, max_size=2).map(tuple),
    st.booleans(),
)

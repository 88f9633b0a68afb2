"""Texts that somebody might want to break a reader with."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = (
    "]]>", "<![CDATA[", "<!--", "-->", "<script>alert(1)</script>", "&amp;", "&#0;", "&", "<", ">", '"', "'",
    "\r", "\n", "\r\n", "\\", "\\n", ";", ",", ":", "END:VEVENT", "\r\nBEGIN:VEVENT\r\n", "=", " ", "\t",
    "\x00", "\x0b", "\x1b[31m", "\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\u2066", "\u200f", "\ufeff",
    "\ud800", "\udfff", "\ufffe", "\U0001ffff", "é", "e\u0301", "🚓", "á" * 80, "א", "a",
)  # fmt: skip
texts = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=())),
    st.lists(st.sampled_from(_PIECES)).map("".join),
)
LONG = "Véase: \\ ; , <b> ]]> 🚓 " * 500
"""more than 10,000 characters"""

"""Text of an author, made safe to print: nothing in it acts, and nothing in it hides."""

from __future__ import annotations


def visible(text: str) -> str:
    r"""Put the text on one line, with every character that doesn't show written as an escape.

    Control characters and line breaks, terminal escapes, bidirectional overrides, zero-width
    characters, unusual spaces and lone surrogates become `\n`, `\x1b`, `\u202e` and the like.
    """
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def one_line(text: str) -> str:
    """Join a text of ours that was wrapped by hand (a remedy) into one visible line."""
    return visible(" ".join(text.split()))


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")

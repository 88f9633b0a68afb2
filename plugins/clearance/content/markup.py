"""Rendered HTML as a flat row of events, parsed as browsers parse it, in bounded time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from clearance.errors import CannotJudge

COMMENT = "#comment"
MAX_TAGS = 20_000
MAX_OPEN_STYLES = 200
MAX_WORDS_OF_A_TAG = 10_000

# The page's HTML stands inside a body that has begun: a <body onload> in it adds to that body, as
# it would on the site, and a <frameset> can no longer replace it (that is what the <hr> is for).
_SHELL = "<!DOCTYPE html><html><head></head><body><hr><article>"
_SHELL_TAGS = ("html", "head", "body", "hr", "article")
_STYLES = r"(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])"
_STYLE_BEGINS = re.compile(f"<{_STYLES}", re.IGNORECASE)
_STYLE_ENDS = re.compile(f"</{_STYLES}", re.IGNORECASE)
_TAG = re.compile(r"<[a-z][^<>]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Start:
    """An element begins, or a comment stands here; `text` is what stands directly inside."""

    tag: str
    attributes: Mapping[str, str]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that stands in an element named `inside`."""

    text: str
    inside: str


@dataclass(frozen=True, slots=True)
class End:
    tag: str


Event = Start | Text | End


def read_markup(html: str, path: str, *, scripting: bool = False) -> list[Event]:
    """The events of a page's HTML in document order, the content of templates included.

    With `scripting`, what stands in `<noscript>` is text, as for a browser that runs scripts.
    Raises CannotJudge for a flood of tags or attributes that no parser reads in bounded time.
    """
    _refuse_floods(html, path)
    document = LexborHTMLParser((_SHELL + html).encode("utf-8", "replace"), scripting=scripting)
    return [*_without_shell(_events(document.root))]


def _refuse_floods(html: str, path: str) -> None:
    """Parsing by the HTML standard takes time that grows with the square of each of these."""
    tags = html.count("<")
    if tags > MAX_TAGS:
        problem = f"the page has more than {MAX_TAGS:,} HTML tags"
    elif tags > MAX_OPEN_STYLES and _open_styles(html) > MAX_OPEN_STYLES:
        problem = f"the page leaves more than {MAX_OPEN_STYLES} HTML elements open"
    elif len(html) > MAX_WORDS_OF_A_TAG and any(
        len(tag.split()) > MAX_WORDS_OF_A_TAG for tag in _TAG.findall(html)
    ):
        problem = f"an HTML tag of the page has more than {MAX_WORDS_OF_A_TAG:,} words"
    else:
        return
    raise CannotJudge(f"{problem}; expected a page that a browser can show", path=path)


def _open_styles(html: str) -> int:
    return len(_STYLE_BEGINS.findall(html)) - len(_STYLE_ENDS.findall(html))


def _events(root: LexborNode | None) -> Iterator[Event]:
    """Without recursion: hostile pages nest deeper than Python's stack."""
    found: list[Text | End | _Open] = []
    around: list[_Open] = []
    pending: list[LexborNode | None] = [root] if root else []
    while pending:
        node = pending.pop()
        if node is None:
            found.append(_end(around.pop().tag))
            continue
        if (following := node.next) is not None:
            pending.append(following)
        if node.is_text_node:
            text = node.text_content or ""
            found.append(Text(text, _inside(node)))
            if around:
                around[-1].texts.append(text)
        elif node.is_element_node and node.tag:
            attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
            around.append(_Open(node.tag.lower(), attributes, []))
            found.append(around[-1])
            pending.append(None)
            if first := _first_inside(node):
                pending.append(first)
        else:
            found.append(_Open(COMMENT, {}, [_comment(node)]))
    return (event.start() if isinstance(event, _Open) else event for event in found)


@dataclass(frozen=True, slots=True)
class _Open:
    """An element whose own texts are still to come."""

    tag: str
    attributes: Mapping[str, str]
    texts: list[str]

    def start(self) -> Start:
        return Start(self.tag, self.attributes, "".join(self.texts))


@lru_cache(maxsize=256)
def _end(tag: str) -> End:
    return End(tag)


def _inside(text: LexborNode) -> str:
    parent = text.parent
    return (parent.tag or "").lower() if parent else ""


def _comment(node: LexborNode) -> str:
    """A comment's text, or what stands between the brackets of what is neither element nor text."""
    if node.is_comment_node:
        return node.comment_content or ""
    return (node.html or "").removeprefix("<").removesuffix(">")


def _first_inside(node: LexborNode) -> LexborNode | None:
    """The content of a template hangs in a fragment beside the tree."""
    if node.tag != "template":
        return node.child
    fragments = node.template_fragments()
    return fragments[0].child if fragments else None


def _without_shell(events: Iterator[Event]) -> Iterator[Event]:
    """Our own shell is left out, unless the page has put attributes on it."""
    expected = list(reversed(_SHELL_TAGS))
    for event in events:
        if expected and isinstance(event, Start) and event.tag == expected[-1]:
            expected.pop()
            if not event.attributes:
                continue
        yield event

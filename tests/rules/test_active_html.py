from __future__ import annotations

import markdown
import pytest
from material.extensions import emoji  # type: ignore[import-untyped]  # Material ships no types
from tests.rules.builders import PATH, case, element, facts, linked, page, surface

from clearance.content.surface import extract
from clearance.model import Element, Place, Violation
from clearance.rules import active_html, inert

EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.details "
    "pymdownx.superfences pymdownx.highlight pymdownx.tabbed pymdownx.tasklist pymdownx.caret "
    "pymdownx.mark pymdownx.tilde pymdownx.keys pymdownx.critic "
    "pymdownx.blocks.caption pymdownx.smartsymbols pymdownx.emoji"
)
SETTINGS = {
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.highlight": {"linenums": True, "anchor_linenums": True},
    "pymdownx.emoji": {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg},
    "toc": {"permalink": True},
}
EVERYTHING = """\
# Main Street closed

text[^1] ==marked== ^^in^^ ~~out~~ H~2~O x^2^ ++ctrl+a++ :material-police-badge: :fontawesome-solid-car: PIO

*[PIO]: Public Information Officer
[^1]: a note {--gone--}

| a | b |
|:--|--:|
| 1 | 2 |

- [x] done
- [ ] open

=== "North"
    text
=== "South"
    text

!!! note
    text

??? tip "more"
    text

```py title="code" hl_lines="1"
x = 1
```

term
:   meaning

![Map of the closed block](map.png){ loading=lazy width=300 align=left }

<figure markdown>
![Map](map.png)
<figcaption>The closed block</figcaption>
</figure>

/// caption
The closed block
///

3. third
4. fourth

<time datetime="2026-03-03">today</time>
<video controls width="300" src="a.mp4" poster="a.png"><track kind="captions" src="a.vtt"></video>
<picture><source srcset="a.webp 2x" type="image/webp"><img src="a.png" alt="A map"></picture>
[site](https://village.example) [mail](mailto:desk@village.example) [call](tel:+17085550100) [here](#top)
"""


def rendered(source: str) -> list[Violation]:
    html = markdown.markdown(source, extensions=EXTENSIONS.split(), extension_configs=SETTINGS)
    post = page(body=source)
    return [*active_html.check(case(post, surface=extract(post, html)), facts())]


def test_what_markdown_and_its_extensions_make_passes() -> None:
    assert rendered(EVERYTHING) == []


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        pytest.param("<script>x()</script>", ["<script>"], id="a script"),
        pytest.param("<style>p{}</style>", ["<style>"], id="a style sheet"),
        pytest.param('<form action="/x"><button>go</button></form>', ["<form>", "<button>"], id="a form"),
        pytest.param('<iframe src="/x"></iframe>', ["<iframe>"], id="a frame"),
        pytest.param('<object data="x"><embed src="x"></object>', ["<object>", "<embed>"], id="plugins"),
        pytest.param('<meta http-equiv="refresh" content="0;url=/x">', ["<meta>"], id="a redirect"),
        pytest.param('<base href="/x/">', ["<base>"], id="another base for links"),
        pytest.param('<link rel="stylesheet" href="x.css">', ["<link>"], id="a link to a style sheet"),
        pytest.param("<template><p>x</p></template>", ["<template>"], id="a template"),
        pytest.param("<x-chat></x-chat>", ["<x-chat>"], id="an element of one's own"),
        pytest.param("<textarea></textarea>", ["<textarea>"], id="a field to write in"),
        pytest.param(
            "<noscript><p>x</p></noscript>",
            ["<noscript>", "<noscript>"],
            id="text for browsers without scripts",
        ),
        pytest.param(
            '<svg><use href="#x"/><animate/><foreignObject></foreignObject></svg>',
            ["<use>", "<animate>", "<foreignobject>"],
            id="more than shapes in a drawing",
        ),
        pytest.param("<math><mi>x</mi></math>", ["<math>", "<mi>"], id="mathematics"),
        pytest.param("<SCRIPT>x()</SCRIPT>", ["<script>"], id="in capitals"),
    ],
)
def test_an_element_that_is_not_in_the_list(source: str, messages: list[str]) -> None:
    assert [violation.message for violation in rendered(source)] == [
        f"the element {tag} is not allowed; expected what Markdown makes" for tag in messages
    ]


ADDRESS = "address; expected http, https, mailto, tel, or one within the site"


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        pytest.param(element("p", onclick="x()"), "'onclick' of <p> is not allowed", id="an event handler"),
        pytest.param(
            element("details", ontoggle="x()"), "'ontoggle' of <details> is not allowed", id="another"
        ),
        pytest.param(element("a", ping="/x"), "'ping' of <a> is not allowed", id="a ping"),
        pytest.param(element("div", srcdoc="x"), "'srcdoc' of <div> is not allowed", id="a document inside"),
        pytest.param(
            element("input", formaction="/x", type="checkbox", disabled=""), "", id="a form's address"
        ),
        pytest.param(element("div", hidden=""), "'hidden' of <div> is not allowed", id="hidden text"),
        pytest.param(
            element("div", data_md_component="x"), "'data-md-component' of <div> is not allowed", id="data"
        ),
        pytest.param(
            element("p", style="position: fixed"),
            "'style' of <p> sets a style of its own; only the alignment of a table's cell may be set",
            id="a style",
        ),
        pytest.param(
            element("td", style="text-align: right; background: url(//x)"),
            "'style' of <td> sets a style of its own; only the alignment of a table's cell may be set",
            id="a style after an alignment",
        ),
        pytest.param(
            element("a", href="javascript:x()"),
            f"'href' of <a> leads to a 'javascript' {ADDRESS}",
            id="a link that is a script",
        ),
        pytest.param(
            element("a", href=" JaVa\tScript:x()"),
            f"'href' of <a> leads to a 'javascript' {ADDRESS}",
            id="one in disguise",
        ),
        pytest.param(
            element("img", src="data:image/png;base64,AA", alt="x"),
            f"'src' of <img> leads to a 'data' {ADDRESS}",
            id="a picture inside its address",
        ),
        pytest.param(
            element("video", poster="blob:x"),
            f"'poster' of <video> leads to a 'blob' {ADDRESS}",
            id="a poster",
        ),
        pytest.param(
            element("blockquote", cite="ftp://x.example"),
            f"'cite' of <blockquote> leads to a 'ftp' {ADDRESS}",
            id="a source",
        ),
        pytest.param(
            element("path", fill="URL(https://x.example/#a)"),
            "'fill' of <path> fetches something from elsewhere",
            id="a fill from elsewhere",
        ),
    ],
)
def test_an_attribute_that_is_not_in_the_list(part: Element, problem: str) -> None:
    problem = problem or "'formaction' of <input> is not allowed"
    assert [*active_html.check(case(surface=surface(part)), facts())] == [
        Violation(f"the attribute {problem}", Place(4))
    ]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(
            element("p", class_="lead", id_="top", lang="es", aria_label="x", title="y"), id="names"
        ),
        pytest.param(element("td", style="text-align: right;", colspan="2"), id="an aligned cell"),
        pytest.param(
            element("a", href="/about/", rel="noopener", target="_blank"), id="a link within the site"
        ),
        pytest.param(element("a", href="//village.example/"), id="a link to another host"),
        pytest.param(element("input", type="checkbox", disabled="", checked=""), id="a tick"),
        pytest.param(
            element("input", type="radio", name="__tabbed_1", checked="checked"), id="a tab's switch"
        ),
        pytest.param(element("p", title="how url( is written"), id="a title that speaks of url("),
    ],
)
def test_an_inert_element(part: Element) -> None:
    assert [*active_html.check(case(surface=surface(part)), facts())] == []


@pytest.mark.parametrize(
    "attributes",
    [
        pytest.param({}, id="a text field"),
        pytest.param({"type": "checkbox"}, id="a tick that can be changed"),
        pytest.param({"type": "radio", "name": "vote"}, id="a choice"),
        pytest.param({"type": "image", "src": "x.png"}, id="a button with a picture"),
        pytest.param({"type": "password"}, id="a password"),
    ],
)
def test_an_input(attributes: dict[str, str]) -> None:
    field = Element("input", attributes, Place(8))
    assert [*active_html.check(case(surface=surface(field)), facts())] == [
        Violation("an <input> is not allowed, other than the ticks of a task list", Place(8))
    ]


COMMENT = "a comment stands in the page; readers find it in the source, where no approver looks"
NOTICE = (
    "! Font Awesome Free 7.1.0 by @fontawesome - https://fontawesome.com License - "
    "https://fontawesome.com/license/free (Icons: CC BY 4.0, Fonts: SIL OFL 1.1, Code: MIT License) "
    "Copyright 2025 Fonticons, Inc."
)


def test_a_comment() -> None:
    [violation] = rendered("text\n\n<!-- victim: see file -->\n")
    assert (violation.message, violation.place.line) == (COMMENT, 6)


@pytest.mark.parametrize(
    ("text", "violations"),
    [
        pytest.param(NOTICE, [], id="the notice itself"),
        pytest.param(
            f"{NOTICE} victim: see file", [Violation(COMMENT, Place(4))], id="with something after it"
        ),
        pytest.param(
            "! Font Awesome", [Violation(COMMENT, Place(4))], id="something that only begins like it"
        ),
    ],
)
def test_the_notice_inside_icons(text: str, violations: list[Violation]) -> None:
    assert [*active_html.check(case(surface=surface(element("#comment", text))), facts())] == violations


@pytest.mark.parametrize("name", ["join.html", "chart.SVG", "feed.xml", "widget.js"])
def test_a_file_that_is_a_page_of_its_own(name: str) -> None:
    path = f"content/posts/{name}"
    suffix = name[name.index(".") :].lower()
    judged = case(subjects={PATH: "a", path: "b"}, surface=surface(linked(name, path, line=6)))
    assert [*active_html.check(judged, facts())] == [
        Violation(f"`{path}`: browsers would run or show a {suffix} file as a page of its own", Place(6))
    ]


def test_a_file_that_is_not() -> None:
    judged = case(subjects={PATH: "a", "content/posts/html.pdf": "b", "content/posts/map.png": "c"})
    assert [*active_html.check(judged, facts())] == []


def test_no_attribute_in_the_list_is_an_event_handler() -> None:
    names = inert.EVERYWHERE.union(*inert.ELEMENTS.values())
    assert [name for name in names if name.startswith("on")] == []

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.audit.pages import on_page

FORM = ("SA101", "a form that is not the site's own search")


def field(kind: str) -> tuple[str, str]:
    return "SA102", f"a field ({kind}) outside the site's own search"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            '<div role="search"><form class="md-search__form" name="search"><input type="text" name="query" '
            'required><button type="reset">Clear</button></form></div>',
            id="the theme's search",
        ),
        pytest.param(
            '<form role="search"><input type="search" name="q"><button>Go</button></form>',
            id="a search form that says so itself",
        ),
        pytest.param('<search><input type="search"></search>', id="a search field without a form"),
        pytest.param(
            '<form data-md-component="palette"><input type="radio" name="__palette" id="p"></form>',
            id="the theme's colour switch",
        ),
        pytest.param('<input class="md-toggle" type="checkbox" id="__drawer">', id="a menu's check box"),
        pytest.param('<input type="radio" name="__tabbed_1" checked>', id="a tab's radio button"),
        pytest.param('<input type="checkbox" disabled checked>', id="a task list"),
        pytest.param('<button type="button" class="md-top">Top</button>', id="a button outside any form"),
        pytest.param('<p contenteditable="false">x</p>', id="text marked as not editable"),
        pytest.param("<p>The form and the textarea of 1990</p>", id="the words alone"),
        pytest.param("<pre>&lt;form action=x&gt;</pre>", id="a form shown as an example"),
    ],
)
def test_what_cannot_send_anything_passes(tmp_path: Path, body: str) -> None:
    assert on_page(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<form></form>", [FORM], id="an empty form"),
        pytest.param("<FORM NAME=tip></FORM>", [FORM], id="in capitals"),
        pytest.param(
            '<form role="search" method="post"><input name="q"></form>',
            [FORM, field("input")],
            id="a search that posts",
        ),
        pytest.param(
            '<form role="search" method="&#x70;ost"></form>', [FORM], id="a method written in entities"
        ),
        pytest.param(
            '<form role="search" method="dialog"></form>', [FORM], id="a search that closes a dialog"
        ),
        pytest.param(
            '<form data-md-component="palette" method="post"></form>', [FORM], id="a colour switch that posts"
        ),
        pytest.param(
            '<form data-md-component="palette"><input type="radio" name="__palette">'
            '<input name="tip"></form>',
            [FORM, field("input radio"), field("input")],
            id="a text field hidden in the colour switch",
        ),
        pytest.param(
            '<form class="md-feedback" name="feedback"><button type="submit">Yes</button></form>',
            [FORM, field("button submit")],
            id="was this page helpful",
        ),
        pytest.param("<textarea></textarea>", [field("textarea")], id="a text area"),
        pytest.param("<select><option>1</option></select>", [field("select")], id="a choice"),
        pytest.param("<input>", [field("input")], id="a field without a type"),
        pytest.param('<input type="file">', [field("input file")], id="an upload"),
        pytest.param('<input type="email">', [field("input email")], id="a newsletter"),
        pytest.param(
            '<div role="search"><input type="file"></div>',
            [field("input file")],
            id="an upload in the search",
        ),
        pytest.param(
            '<div role="search"><textarea></textarea></div>',
            [field("textarea")],
            id="a text area in the search",
        ),
        pytest.param(
            '<button form="tip">Send</button>', [field("button")], id="a button of a form elsewhere"
        ),
        pytest.param(
            '<button formmethod="post">Send</button>', [field("button")], id="a button that posts by itself"
        ),
        pytest.param(
            '<input type="checkbox" form="tip">',
            [field("input checkbox")],
            id="a check box of a form elsewhere",
        ),
        pytest.param("<template><form></form></template>", [FORM], id="in a template"),
        pytest.param(
            "<template><p><template><form></form></template></template>",
            [FORM],
            id="in a template in a template",
        ),
        pytest.param(
            '<div><template shadowrootmode="open"><form></form></template></div>',
            [FORM],
            id="in a shadow tree",
        ),
        pytest.param("<noscript><form></form></noscript>", [FORM], id="for readers without scripts"),
        pytest.param(
            '<noscript><p title="</noscript><form></form>"></noscript>',
            [FORM],
            id="in an attribute in noscript",
        ),
        pytest.param("<svg><foreignObject><form></form></foreignObject></svg>", [FORM], id="in a drawing"),
        pytest.param("<table><form><tr><td></table>", [FORM], id="misplaced in a table"),
        pytest.param("<p><form", [], id="a tag that never ends is no tag"),
        pytest.param("<form><p>", [FORM], id="a form that is never closed"),
        pytest.param("<!--><form></form>-->", [FORM], id="after a comment that ends at once"),
        pytest.param(
            "<svg><title><textarea></textarea></title></svg>", [field("textarea")], id="in a drawing's title"
        ),
        pytest.param(
            "<p contenteditable>x</p>", [("SA103", "p can be written in by the reader")], id="editable text"
        ),
        pytest.param(
            '<p CONTENTEDITABLE="plaintext-only">x</p>',
            [("SA103", "p can be written in by the reader")],
            id="editable plain text",
        ),
    ],
)
def test_what_could_take_in_writing_is_found(
    tmp_path: Path, body: str, expected: list[tuple[str, str]]
) -> None:
    assert on_page(tmp_path, body) == expected


def test_a_search_that_asks_another_host_is_no_search_of_ours(tmp_path: Path) -> None:
    body = '<form role="search" action="//search.example/"><input type="search"></form>'
    assert on_page(tmp_path, body) == [
        FORM,
        ("SA201", "form makes the browser go to search.example"),
        ("SA604", "form needs form-action search.example"),
        field("input search"),
    ]

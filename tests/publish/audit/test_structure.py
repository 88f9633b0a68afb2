from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.audit.pages import offences, page

from clearance.publish import csp

LANGUAGE = ("SA501", "the html element has no lang")
TITLE = ("SA502", "the page has no title in its head")
ENCODING = ("SA405", "the page doesn't say that it is UTF-8 (meta charset), or says otherwise")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(' lang="en"', "", [LANGUAGE], id="no language"),
        pytest.param('lang="en"', 'lang=" "', [LANGUAGE], id="an empty language"),
        pytest.param("<title>News</title>", "", [TITLE], id="no title"),
        pytest.param(">News<", "> \n<", [TITLE], id="a blank title"),
        pytest.param(">News<", "></title><title>News<", [TITLE], id="a blank title before another"),
        pytest.param('charset="utf-8"', 'charset="iso-2022-jp"', [ENCODING], id="another encoding"),
        pytest.param('<meta charset="utf-8">', "", [ENCODING], id="no encoding"),
        pytest.param(
            'charset="utf-8">', 'charset="utf-8"><meta charset="utf-7">', [ENCODING], id="a second encoding"
        ),
        pytest.param(
            'charset="utf-8">',
            'charset="utf-8"><meta http-equiv="Content-Type" content="text/html; charset=big5">',
            [ENCODING],
            id="a second encoding in the old form",
        ),
        pytest.param(
            'charset="utf-8">',
            'charset="utf-8"><meta http-equiv="Content-Type" content="text/html">',
            [],
            id="a content type that names no encoding",
        ),
    ],
)
def test_a_page_without(tmp_path: Path, old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert offences(tmp_path, {"index.html": page().replace(old, new)}) == expected


def test_the_title_of_a_drawing_is_no_title_of_the_page(tmp_path: Path) -> None:
    spoilt = page("<svg><title>Map</title></svg>").replace("<title>News</title>", "")
    assert offences(tmp_path, {"index.html": spoilt}) == [TITLE]


def test_an_xhtml_page_is_a_page(tmp_path: Path) -> None:
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><meta charset="utf-8"/>'
        "<title>News</title></head><body><form/><script>x</script></body></html>"
    )
    assert offences(tmp_path, {"a.xhtml": xhtml}) == [
        ("SA601", "the page has no Content-Security-Policy"),
        ("SA101", "a form that is not the site's own search"),
    ]


def test_an_xhtml_page_that_keeps_its_policy_passes(tmp_path: Path) -> None:
    html = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><meta charset="utf-8"/>'
        "<title>News</title></head><body><script>x &lt; y</script></body></html>"
    )
    meta = csp.policy(html.replace("&lt;", "<"))
    kept = html.replace("<title>", f'<meta http-equiv="Content-Security-Policy" content="{meta}"/><title>')
    assert offences(tmp_path, {"a.xhtml": kept}) == []

from __future__ import annotations

import pytest

from clearance.errors import CannotJudge
from clearance.publish import csp

META = '<meta http-equiv="Content-Security-Policy" content="{}">'
PLAIN = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'"
)
WASM = "'wasm-unsafe-eval'"
HASH_OF_X = "'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='"
"""printf x | openssl dgst -sha256 -binary | base64"""


def test_a_page_without_inline_code_gets_the_plain_policy() -> None:
    assert csp.policy("<p>x</p>") == PLAIN


@pytest.mark.parametrize(
    ("html", "directive"),
    [
        pytest.param("<script>x</script>", f"script-src 'self' {HASH_OF_X} {WASM};", id="a script"),
        pytest.param("<style>x</style>", f"style-src 'self' {HASH_OF_X};", id="a style"),
        pytest.param(
            "<script>x</script>" * 2, f"script-src 'self' {HASH_OF_X} {WASM};", id="the same script twice"
        ),
        pytest.param(
            "<template><script>x</script></template>", f"script-src 'self' {HASH_OF_X} {WASM};", id="template"
        ),
        pytest.param(
            "<noscript><style>x</style></noscript>", f"style-src 'self' {HASH_OF_X};", id="noscript"
        ),
        pytest.param("<script src=a>x</script>", f"script-src 'self' {WASM};", id="a script file"),
        pytest.param('<script type="application/json">x</script>', f"script-src 'self' {WASM};", id="data"),
    ],
)
def test_a_policy_names_exactly_the_inline_code(html: str, directive: str) -> None:
    assert directive in csp.policy(html)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            '<!doctype html><html><head><meta charset="utf-8">', "<title>x</title>", id="after charset"
        ),
        pytest.param("<HTML lang=en>\n<HEAD>\n <META CHARSET=utf-8 />", "\n</HEAD>", id="other spelling"),
        pytest.param("<!-- a --><!doctype html>\n<html><head data-x>", "<title>x</title>", id="no charset"),
        pytest.param("<head>", "<script src=a></script><meta charset='utf-8'>", id="charset too late"),
        pytest.param("<!-- <head> --><html><head>", "</head>", id="a head in a comment"),
    ],
)
def test_the_policy_stands_first_in_the_head_and_changes_nothing_else(before: str, after: str) -> None:
    done = csp.insert(before + after)
    assert done == f"{before}\n{META.format(PLAIN)}{after}"
    assert csp.insert(done) == done


def test_a_policy_of_an_older_text_is_replaced() -> None:
    old = csp.insert("<head><title>x</title></head><script>old</script>")
    assert csp.insert(old.replace("old", "x")) == csp.insert(
        "<head><title>x</title></head><script>x</script>"
    )


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("", id="nothing"),
        pytest.param("<p>x</p>", id="a fragment"),
        pytest.param("<html><script></script><head>", id="a script before the head"),
        pytest.param("<!--> <head> -->", id="a comment that ends at once"),
        pytest.param("<!-- x -->" * 2000 + "<p>", id="many comments and no head"),
        pytest.param("<header>x</header>", id="a header"),
    ],
)
def test_a_page_without_a_place_for_the_policy_is_refused(html: str) -> None:
    with pytest.raises(CannotJudge, match="doesn't begin with html and head tags"):
        csp.insert(html)


def test_a_page_that_cannot_be_read_gets_no_policy() -> None:
    with pytest.raises(CannotJudge, match="nested deeper than 200 levels"):
        csp.insert("<head><script>a script of its own</script></head>" + "<div>" * 300)


@pytest.mark.parametrize(
    "around", ["<!--{}-->", "<textarea>{}</textarea>", "<title>{}</title>", "<xmp>{}</xmp>"]
)
def test_what_only_looks_like_a_script_has_a_policy_of_its_own(around: str) -> None:
    script = f"<script>let a = {len(around)}</script>"
    apparent, real, again = (
        csp.policy(html) for html in (around.format(script), script, around.format(script))
    )
    assert "sha256" in real
    assert "sha256" not in apparent
    assert apparent == again


def test_pages_with_the_same_scripts_and_styles_share_a_policy() -> None:
    page = "<head></head><script>let shared = {}</script><p>{}</p>"
    first, second, other = (csp.policy(page.format(*each)) for each in ((1, 1), (1, 2), (2, 1)))
    assert first == second != other


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param(
            '<td style="text-align: right;">1', '<td class="align-right">1', id="as Markdown writes"
        ),
        pytest.param('<th style="text-align: center">1', '<th class="align-center">1', id="no semicolon"),
        pytest.param(
            '<td style="text-align: left;" colspan="2">', '<td class="align-left" colspan="2">', id="more"
        ),
        pytest.param(
            '<td class="a b" style="text-align: left;">', '<td class="a b align-left">', id="class before"
        ),
        pytest.param(
            '<td style="text-align: left;" class="a">', '<td class="a align-left">', id="class after"
        ),
        pytest.param(
            '<td\ndata-class="x" style="text-align: left;">',
            '<td class="align-left"\ndata-class="x">',
            id="another attribute with the word",
        ),
        pytest.param('<td style="color: red;">', '<td style="color: red;">', id="another style"),
        pytest.param('<p style="text-align: left;">', '<p style="text-align: left;">', id="another element"),
        pytest.param('<td>style="text-align: left;"', '<td>style="text-align: left;"', id="in the text"),
    ],
)
def test_alignment_of_cells_becomes_a_class(cell: str, expected: str) -> None:
    assert csp.classes_for_alignment(cell) == expected
    assert csp.classes_for_alignment(expected) == expected


def test_each_class_has_its_style() -> None:
    for side in ("left", "center", "right"):
        assert f"td.align-{side}, th.align-{side} {{ text-align: {side} !important; }}" in csp.ALIGNMENT_CSS


def test_a_page_is_protected_in_one_step() -> None:
    html = '<head></head><table><tr><td style="text-align: right;">1</table>'
    assert csp.protect(html) == csp.insert(html.replace('style="text-align: right;"', 'class="align-right"'))

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.content.markup import Start
from clearance.content.references import targets


@pytest.mark.parametrize(
    ("tag", "attribute", "loads"),
    [
        pytest.param("a", "href", False, id="a link is followed by a reader"),
        pytest.param("area", "href", False, id="so is a part of an image"),
        pytest.param("link", "href", True, id="a linked style sheet is fetched"),
        pytest.param("base", "href", True, id="a base touches everything fetched"),
        pytest.param("use", "xlink:href", True, id="a drawing used in a drawing is fetched"),
        pytest.param("image", "href", True, id="an image in a drawing is fetched"),
        pytest.param("img", "src", True, id="an image is fetched"),
        pytest.param("iframe", "src", True, id="a frame is fetched"),
        pytest.param("video", "poster", True, id="a poster is fetched"),
        pytest.param("object", "data", True, id="an object is fetched"),
        pytest.param("table", "background", True, id="a background is fetched"),
        pytest.param("a", "ping", True, id="a ping is sent without being seen"),
        pytest.param("form", "action", False, id="a form is sent by a reader"),
        pytest.param("button", "formaction", False, id="so is a button's form"),
        pytest.param("blockquote", "cite", False, id="a source is followed"),
        pytest.param("img", "longdesc", False, id="a description is followed"),
    ],
)
def test_attributes_that_hold_an_address(tag: str, attribute: str, loads: bool) -> None:  # noqa: FBT001 - a case
    assert [*targets(Start(tag, {"class": "x", attribute: "a.png"}))] == [("a.png", loads)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(Start("img", {"alt": "a.png"}), [], id="other attributes hold none"),
        pytest.param(
            Start("img", {"srcset": "a.png 1x, b.png 2x"}), ["a.png", "b.png"], id="a set with densities"
        ),
        pytest.param(
            Start("img", {"srcset": " ,a.png,b.png,\n c.png"}), ["a.png,b.png", "c.png"], id="a set without"
        ),
        pytest.param(
            Start("img", {"srcset": "data:,x 1x, a.png calc(1,2), b.png"}),
            ["data:,x", "a.png", "b.png"],
            id="commas inside",
        ),
        pytest.param(Start("link", {"imagesrcset": "a.png"}), ["a.png"], id="a set to be fetched early"),
        pytest.param(Start("p", {"style": "background: url( 'a.png' )"}), ["a.png"], id="a style"),
        pytest.param(
            Start("p", {"style": 'x: url("a.png"), URL(b.png)'}), ["a.png", "b.png"], id="a style with two"
        ),
        pytest.param(Start("p", {"style": "x: u\\72 l(a.png)"}), ["a.png"], id="an escaped style"),
        pytest.param(
            Start("p", {"style": "x: u\\rl(\\110000\\d800 \\0)"}), ["\ufffd" * 3], id="escapes of nothing"
        ),
        pytest.param(Start("p", {"style": "x: ur/* */l(a.png)"}), ["a.png"], id="a comment inside a style"),
        pytest.param(
            Start("p", {"style": "content: '/*'; x: url(a.png); content: '*/'"}),
            ["a.png"],
            id="what only looks like a comment",
        ),
        pytest.param(Start("p", {"style": "x: image-set('a.png' 1x)"}), ["a.png"], id="an image set"),
        pytest.param(Start("p", {"style": "font-family: 'Arial'"}), [], id="a harmless style"),
        pytest.param(
            Start("style", {}, '@import "a.css"; p {x: url(b.png'), ["b.png", "a.css"], id="a style sheet"
        ),
        pytest.param(Start("path", {"fill": "url(//x.example/a)"}), ["//x.example/a"], id="a fill"),
        pytest.param(
            Start("meta", {"content": "0; URL='https://x.example/'"}),
            ["https://x.example/"],
            id="a redirection",
        ),
        pytest.param(Start("meta", {"content": "a description"}), [], id="another meta"),
    ],
)
def test_addresses_inside_a_value(start: Start, expected: list[str]) -> None:
    assert [*targets(start)] == [(target, True) for target in expected]


@pytest.mark.parametrize(
    ("animated", "expected"),
    [
        pytest.param("XLink:href", [("javascript:x", False), ("#", False)], id="a link"),
        pytest.param("width", [], id="a width"),
    ],
)
def test_a_link_that_an_animation_sets(animated: str, expected: list[tuple[str, bool]]) -> None:
    start = Start("animate", {"attributename": animated, "values": "javascript:x; #"})
    assert [*targets(start)] == expected


@given(
    st.sampled_from(["srcset", "style", "content"]), st.text(alphabet="ur(l)\"'\\ ,;@/*a=\n:", max_size=60)
)
def test_any_value_is_read(attribute: str, value: str) -> None:
    assert all(isinstance(target, str) for target, _ in targets(Start("meta", {attribute: value})))

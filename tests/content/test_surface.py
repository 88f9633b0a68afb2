from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.content.pages import page, raw_surface, surface

from clearance.content.surface import extract
from clearance.errors import CannotJudge
from clearance.model import Element, Passage, Place, Reference

MAP = "content/posts/map.png"


def texts(body: str, origin: str = "body") -> list[tuple[str, int]]:
    """Passages of one origin with their lines in the body."""
    return [(p.text, p.place.line - 4) for p in surface(body).passages if p.origin == origin]


def tags(html: str) -> list[str]:
    return [element.tag for element in raw_surface(html).elements]


def test_a_small_post_whole() -> None:
    result = surface('# Water\n\nSee [the *map*](map.png "Roads") <!-- by me -->\n')
    assert result.elements == (
        Element("h1", {"id": "water"}, Place(5, 3), "Water"),
        Element("p", {}, Place(7, 1), "See  "),
        Element("a", {"href": "map.png", "title": "Roads"}, Place(7, 6), "the "),
        Element("em", {}, Place(7, 11), "map"),
        Element("#comment", {}, Place(7, 34), "by me"),
    )
    assert result.passages == (
        Passage("Flood", "title", Place(2, 1)),
        Passage("Water", "body", Place(5, 3)),
        Passage("Roads", "title-attribute", Place(7, 26)),
        Passage("by me", "comment", Place(7, 39)),
        Passage("See the map", "body", Place(7, 1)),
    )
    assert result.references == (Reference("map.png", MAP, loads=False, place=Place(7, 17)),)


def test_front_matter_is_read_by_the_public_too() -> None:
    post = page(
        front="title: Flood\ndescription: High water\ntags: [creek, roads]\ndate: 2026-03-01\n"
        "clearance: {event: {start: 2026-03-07T09:00, place: Depot}}",
        body="",
    )
    assert extract(post, "").passages == (
        Passage("Flood", "title", Place(2, 1)),
        Passage("High water", "description", Place(3, 1)),
        Passage("Depot", "event", Place(6, 46)),
        Passage("creek", "tag", Place(4, 8)),
        Passage("roads", "tag", Place(4, 15)),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("One *two*\nthree.\n\nFour\n", [("One two three.", 1), ("Four", 4)], id="paragraphs"),
        pytest.param("b**a**d un<i>like</i>ly\n", [("bad unlikely", 1)], id="a word divided by emphasis"),
        pytest.param("b<x-y>a</x-y>d\n", [("bad", 1)], id="a word divided by an unknown element"),
        pytest.param("b<!-- -->ad\n", [("bad", 1)], id="a word divided by a comment"),
        pytest.param("One<br>two\n", [("One two", 1)], id="a line break"),
        pytest.param("* one\n* two\n", [("one", 1), ("two", 2)], id="a list"),
        pytest.param("A | B\n--|--\none | two\n", [("A", 1), ("B", 1), ("one", 3), ("two", 3)], id="a table"),
        pytest.param('!!! tip "Take care"\n    Now.\n', [("Take care", 1), ("Now.", 2)], id="a note"),
        pytest.param("```\none\n  two\n```\n", [("one two", 2)], id="code"),
        pytest.param("Tom &amp; Jerry\n", [("Tom & Jerry", 1)], id="an entity"),
        pytest.param("One[^1]\n\n[^1]: Two.\n", [("One1", 1), ("Two. ↩", 3)], id="a footnote"),
        pytest.param(
            '<div hidden style="display:none">\nNot seen\n</div>\n', [("Not seen", 2)], id="hidden text"
        ),
        pytest.param("<template>\n<p>Later</p>\n</template>\n", [("Later", 2)], id="a template"),
        pytest.param(
            "<svg><title>Map</title><text>North</text></svg>\n", [("Map", 1), ("North", 1)], id="a drawing"
        ),
        pytest.param("<textarea><b></textarea>\n", [("<b>", 1)], id="the content of a field"),
    ],
)
def test_texts_block_by_block(body: str, expected: list[tuple[str, int]]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("body", "origin", "expected"),
    [
        pytest.param("Text\n\n![A map](map.png)\n", "alt", [("A map", 3)], id="alternative text"),
        pytest.param('![](map.png "North")\n', "title-attribute", [("North", 1)], id="a title"),
        pytest.param(
            '<p aria-label="Read me">x</p>\n', "attribute", [("Read me", 1)], id="a label read aloud"
        ),
        pytest.param('<p data-x="Read me">x</p>\n', "attribute", [], id="an attribute that nobody reads"),
        pytest.param("![](map.png)\n", "alt", [], id="an empty alternative text"),
        pytest.param("<!--\nnot yet -->\n", "comment", [("not yet", 2)], id="a comment"),
        pytest.param("<?php secret ?>\n", "comment", [("?php secret ?", 1)], id="an instruction"),
        pytest.param("<script>\nvar a = 1;\n</script>\n", "script", [("\nvar a = 1;\n", 2)], id="a script"),
        pytest.param("<style>\np {}\n</style>\n", "style", [("\np {}\n", 2)], id="a style sheet"),
    ],
)
def test_texts_that_are_not_in_the_body(body: str, origin: str, expected: list[tuple[str, int]]) -> None:
    assert texts(body, origin) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            "<P ONCLICK=x>a", Element("p", {"onclick": "x"}, Place(5, 1), "a"), id="capital letters"
        ),
        pytest.param(
            "<svg viewBox='0 0 1 1'/>",
            Element("svg", {"viewbox": "0 0 1 1"}, Place(5, 1)),
            id="a drawing's capitals",
        ),
        pytest.param("x <input disabled>", Element("input", {"disabled": ""}, Place(5, 3)), id="no value"),
        pytest.param(
            "<body onload=x>", Element("body", {"onload": "x"}, Place(5, 1)), id="on the page's body"
        ),
        pytest.param("</article></body><form>", Element("form", {}, Place(5, 18)), id="after the page's end"),
        pytest.param("<template><form></template>", Element("form", {}, Place(5, 11)), id="in a template"),
        pytest.param(
            "<table><form action=a></table>", Element("form", {"action": "a"}, Place(5, 8)), id="in a table"
        ),
        pytest.param(
            "<p title='>'><form>", Element("form", {}, Place(5, 14)), id="after a bracket in quotes"
        ),
    ],
)
def test_elements_as_a_browser_sees_them(html: str, expected: Element) -> None:
    assert expected in raw_surface(html).elements


def test_a_frameset_can_not_replace_the_page() -> None:
    assert tags("<frameset><frame src=x></frameset><p>") == ["p"]


def test_our_own_shell_is_no_element_of_the_page() -> None:
    assert tags("<hr><article>x</article>") == ["hr", "article"]


def test_both_readings_of_noscript_count() -> None:
    result = raw_surface('<noscript><p title="</noscript><img src=a.png onerror=x>"></noscript>')
    assert [(element.tag, sorted(element.attributes)) for element in result.elements] == [
        ("noscript", []),
        ("p", ["title"]),
        ("noscript", []),
        ("img", ["onerror", "src"]),
    ]
    assert [reference.path for reference in result.references] == ["content/posts/a.png"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("\n[x](javascript:y)\n", ("javascript:y", None, False, Place(6, 5)), id="a link"),
        pytest.param(
            "![x](../a%20b.png)\n", ("../a%20b.png", "content/a b.png", True, Place(5, 6)), id="an image"
        ),
        pytest.param(
            "[x][m] and more\n\n[m]: map.png\n", ("map.png", MAP, False, Place(7, 6)), id="defined below"
        ),
        pytest.param("[m]: map.png\n\n[x][m]\n", ("map.png", MAP, False, Place(5, 6)), id="defined above"),
        pytest.param(
            "<https://x.example/>\n", ("https://x.example/", None, False, Place(5, 2)), id="a bare address"
        ),
        pytest.param("<img\nsrc=map.png>\n", ("map.png", MAP, True, Place(6, 5)), id="in a tag of two lines"),
        pytest.param(
            "One\n\n[x](java&#10;s:y)\n", ("java\ns:y", None, False, Place(7, 5)), id="a line break inside"
        ),
        pytest.param(
            "One\n\n[x](&#109;ap.png)\n",
            ("map.png", MAP, False, Place(7, 2)),
            id="letters as numbers: at its link",
        ),
        pytest.param('<p style="x:url(map.png)">\n', ("map.png", MAP, True, Place(5, 17)), id="in a style"),
        pytest.param(
            "<style>x{y:url(map.png)}</style>\n", ("map.png", MAP, True, Place(5, 16)), id="in a style sheet"
        ),
    ],
)
def test_references(body: str, expected: tuple[str, str | None, bool, Place]) -> None:
    target, path, loads, place = expected
    assert surface(body).references == (Reference(target, path, loads, place),)


def test_the_same_link_twice_has_two_places() -> None:
    places = [reference.place for reference in surface("[one](map.png) [two](map.png)\n").references]
    assert places == [Place(5, 7), Place(5, 22)]


def test_the_same_text_twice_has_two_places() -> None:
    assert texts("* yes\n* yes\n\nyes\n") == [("yes", 1), ("yes", 2), ("yes", 4)]


def test_markup_around_text_keeps_its_order() -> None:
    body = "![Two](a.png) three\n\n<img src=b.png>\n\nfour\n\n<input><input>\n"
    found = [(e.tag, e.place) for e in surface(body).elements if e.tag in {"img", "input"}]
    assert found == [
        ("img", Place(5, 3)),
        ("img", Place(7, 1)),
        ("input", Place(11, 1)),
        ("input", Place(11, 8)),
    ]


def test_a_long_text_changed_by_rendering_is_found_by_its_longest_word() -> None:
    assert texts("Intro\n\nWe said\\* emergency numbers\\* changed\n") == [
        ("Intro", 1),
        ("We said* emergency numbers* changed", 3),
    ]


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        pytest.param("<div>" * 100_000, "the page has more than 20,000 HTML tags", id="nested without end"),
        pytest.param(
            "<b>" * 201, "the page leaves more than 200 HTML elements open", id="styles never closed"
        ),
        pytest.param(
            f"<p {'a ' * 10_001}>",
            "an HTML tag of the page has more than 10,000 words",
            id="attributes without end",
        ),
    ],
)
def test_floods_are_refused_at_once(html: str, problem: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        raw_surface(html)
    assert str(refused.value) == f"content/posts/flood.md: {problem}; expected a page that a browser can show"


def test_deep_nesting_below_the_limit_is_read() -> None:
    result = raw_surface("<div>" * 5_000 + "deep")
    assert (len(result.elements), result.passages[-1].text) == (5_000, "deep")


def test_looking_for_places_ends_in_time() -> None:
    post = page("hello world " * 150_000)
    html = "".join(f"<p title='no such title {n}'>no such text, number {n}</p>" for n in range(2_000))
    assert {passage.place for passage in extract(post, html).passages[1:]} == {Place(5, 1)}


_HTML = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<!--",
            "-->",
            "<svg>",
            "<template>",
            "</template>",
            "<noscript>",
            "<table>",
            "<br>",
        ),
        *("<a href='", "'>", "<style>", "url(", ")", "<img srcset=", "<?", "<![CDATA[", "]]>", "<math>"),
        *("<select>", "&#xD800;"),
    ]
)


@given(
    st.lists(
        _HTML | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5), max_size=25
    ).map("".join)
)
def test_any_html_is_read_and_placed_in_the_body(html: str) -> None:
    result = raw_surface(html)
    places = [e.place for e in result.elements] + [r.place for r in result.references]
    places += [passage.place for passage in result.passages if passage.origin != "title"]
    last = 5 + html.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert all(5 <= place.line <= last and place.column >= 1 for place in places)


@given(
    st.lists(
        _HTML | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5), max_size=25
    ).map("".join)
)
def test_html_from_elsewhere_is_placed_in_the_body_too(html: str) -> None:
    result = extract(page("One\ntwo"), html)
    assert all(element.place.line in {5, 6} for element in result.elements)


def test_the_words_of_addresses_are_read_where_they_say_more_than_the_page() -> None:
    body = "[map](map.png) [News](/news/ssn-736-41-8820/) [Water](https://b.example/water?id=Ann+Reyes)\n"
    found = [p for p in surface(body).passages if p.origin in {"address", "link-target"}]
    assert [(p.text, p.origin, p.place.line) for p in found] == [
        ("news ssn 736 41 8820", "link-target", 5),
        ("water id Ann Reyes", "link-target", 5),
    ]


def test_a_slug_is_read_at_its_place() -> None:
    post = page(front="title: Water\ndate: 2026-03-01\nslug: ssn-736-41-8820", body="")
    assert Passage("ssn 736 41 8820", "address", Place(4, 1)) in extract(post, "").passages


def test_a_former_address_is_read_at_its_place() -> None:
    front = "title: Water\ndate: 2026-03-01\nclearance: {formerly: [posts/jane-roe-arrested/]}"
    passages = extract(page(front=front, body=""), "").passages
    assert ("posts jane roe arrested", 4) in {
        (p.text, p.place.line) for p in passages if p.origin == "address"
    }

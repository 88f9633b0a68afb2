from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.content.pages import POST

from clearance.content.links import host, local_path, resolve, scheme, words


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("javascript:alert(1)", "javascript", id="plain"),
        pytest.param("JaVaScRiPt:alert(1)", "javascript", id="mixed letters"),
        pytest.param("java\nscript:alert(1)", "javascript", id="a line break inside"),
        pytest.param("j\ta\rvascript\t:alert(1)", "javascript", id="tabs inside"),
        pytest.param("\x01 \x1fjavascript:alert(1)", "javascript", id="controls and spaces before"),
        pytest.param("https://x.example/", "https", id="an address"),
        pytest.param("web+x-1.0:y", "web+x-1.0", id="signs that a scheme may hold"),
        pytest.param("map.png", "", id="a file"),
        pytest.param("./a:b.png", "", id="a colon after a slash"),
        pytest.param("java script:x", "", id="a space inside, which browsers keep"),
        pytest.param("1a:x", "", id="a digit first"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_scheme(target: str, expected: str) -> None:
    assert scheme(target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("https://X.Example:8443/a?b#c", "x.example", id="an address"),
        pytest.param("https://user:word@x.example?@y", "x.example", id="a user before it"),
        pytest.param("//x.example", "x.example", id="no scheme"),
        pytest.param("/\\x.example/a", "x.example", id="a backslash for a slash"),
        pytest.param("\\\\x.example/a", "x.example", id="two backslashes"),
        pytest.param("/\t/x.example", "x.example", id="a tab between the slashes"),
        pytest.param("https:x.example", "x.example", id="no slashes"),
        pytest.param("////x.example", "x.example", id="many slashes"),
        pytest.param("http://[::1]:80/", "[::1]", id="a number as host"),
        pytest.param("wss://x.example/", "x.example", id="a socket"),
        pytest.param("mailto:a@x.example", "", id="mail has no host to ask"),
        pytest.param("a//b.png", "", id="a file"),
        pytest.param("/a.png", "", id="a file from the root"),
    ],
)
def test_host(target: str, expected: str) -> None:
    assert host(target) == expected


@pytest.mark.parametrize(
    ("target", "path"),
    [
        pytest.param("map.png", "content/posts/map.png", id="beside the page"),
        pytest.param("./a/./b//map.png", "content/posts/a/b/map.png", id="steps that lead nowhere"),
        pytest.param("../img/map.png", "content/img/map.png", id="a folder up"),
        pytest.param("/img/map.png", "content/img/map.png", id="from the site's root"),
        pytest.param("img\\map.png", "content/posts/img/map.png", id="a backslash, as browsers read it"),
        pytest.param(" ma\np.png ", "content/posts/map.png", id="blanks that browsers drop"),
        pytest.param("a%20b.png?v=1#x", "content/posts/a b.png", id="encoded, with query and fragment"),
        pytest.param("%2e%2e/map.png", "content/map.png", id="encoded dots"),
        pytest.param("a%23b.png", "content/posts/a#b.png", id="an encoded number sign"),
        pytest.param("", POST, id="nothing is the page"),
        pytest.param("#part", POST, id="a fragment is the page"),
        pytest.param("?print", POST, id="a query is the page"),
        pytest.param("../..", None, id="out of content"),
        pytest.param("../../content/map.png", None, id="out of content and back"),
        pytest.param("/../records/a.json", None, id="out of content from the root"),
        pytest.param("//x.example/map.png", None, id="another host"),
        pytest.param("https://x.example/map.png", None, id="another site"),
        pytest.param("mailto:desk@x.example", None, id="mail"),
        pytest.param("data:,x", None, id="data"),
    ],
)
def test_local_path(target: str, path: str | None) -> None:
    assert local_path(target, POST) == path


def test_a_plain_path_is_not_decoded() -> None:
    assert resolve("a%20b.png", POST) == "content/posts/a%20b.png"


@given(st.text(alphabet="./\\%2e#?:a\n ", max_size=30) | st.text(max_size=20))
def test_a_local_path_stays_inside_content(target: str) -> None:
    path = local_path(target, POST)
    assert path is None or path.split("/")[0] == "content"
    assert path is None or ".." not in path.split("/")
    assert not (path and host(target))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        pytest.param("ssn-736-41-8820", "ssn 736 41 8820", id="a slug"),
        pytest.param(
            "https://example.org/a_b/?name=Ann+Reyes#top", "a b name Ann Reyes top", id="path and query"
        ),
        pytest.param("https://example.org", "", id="a host says nothing of ours"),
        pytest.param("//example.org:80/x.html", "x html", id="no scheme, and a port"),
        pytest.param("../b/mill%20street.md", "b mill street md", id="percent signs undone"),
        pytest.param("%ff%fe", "\ufffd\ufffd", id="bytes that are no text"),
        pytest.param("tel:+17085550163", "", id="a telephone number is read whole elsewhere"),
        pytest.param("mailto:ann@b.example", "", id="so is a mail address"),
        pytest.param("data:text/plain,ssn", "", id="data"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_words(target: str, said: str) -> None:
    assert words(target) == said


@given(st.text())
def test_any_target_has_words(target: str) -> None:
    assert words(target) == " ".join(words(target).split())
